"""The whole suite: `python python/tests/parity [--only TEXT] [--write docs/parity.md] [--peer]`."""

import argparse
import json
import sys
import time
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(_HERE.parents[1] / "src"), str(_HERE.parent)]

from parity.compare import Outcome, compare, compare_mixed  # noqa: E402
from parity.data import KINDS  # noqa: E402
from parity.estimators import all_cases  # noqa: E402
from parity.libraries import compare_library, library_cases  # noqa: E402
from parity.mixed import mixed_cases  # noqa: E402
from parity.module_runner import ModuleRunner  # noqa: E402
from parity.report import to_markdown  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description="every case through the project's own compiler, compared with its original")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--kinds", default=",".join([*KINDS, "hostile"]))
    parser.add_argument("--write", type=Path, help="the table as Markdown")
    parser.add_argument("--keep", type=Path, help="outcomes as lines of JSON, read again where they are there")
    parser.add_argument("--peer", action="store_true", help="skl2onnx with onnxruntime as well")
    options = parser.parse_args()
    started = time.monotonic()
    kept = _read(options.keep)
    runner = ModuleRunner()
    outcomes: list[Outcome] = []

    def note(key: tuple[str, str], make: object) -> None:
        outcome = kept.get(key) or make()  # type: ignore[operator]
        outcomes.append(outcome)
        if options.keep is not None and key not in kept:
            with options.keep.open("a") as file:
                file.write(json.dumps(vars(outcome)) + "\n")
        if outcome.status not in ("ok", "rounding"):
            print(f"{outcome.case} | {outcome.kind} | {outcome.status} | {outcome.largest:.2g} | {outcome.labels} labels | {outcome.message}", flush=True)

    for case in all_cases():
        for kind in options.kinds.split(","):
            if options.only in case.name and (not case.kinds or kind in case.kinds):
                note((case.name, kind), lambda case=case, kind=kind: compare(case, kind, runner.run))
    for mixed in mixed_cases():
        if options.only in mixed.name:
            note((mixed.name, "mixed"), lambda mixed=mixed: compare_mixed(mixed, runner.run))
    for library in library_cases():
        if options.only in library.name:
            note((library.name, "library"), lambda library=library: compare_library(library, runner.run))
    runner.close()
    peers = _peers(options.only) if options.peer else []
    if options.write is not None:
        options.write.write_text(to_markdown(outcomes, peers))
    wrong = [outcome for outcome in outcomes if outcome.status in ("different", "failed")]
    print(f"{len(outcomes) - len(wrong)} of {len(outcomes)} cases as their originals, {time.monotonic() - started:.0f} s")
    return 1 if wrong else 0


def _peers(only: str) -> list[Outcome]:
    from parity.skl2onnx_peer import compare_peer

    return [compare_peer(case) for case in all_cases() if only in case.name]


def _read(path: Path | None) -> dict[tuple[str, str], Outcome]:
    if path is None or not path.exists():
        return {}
    outcomes = [Outcome(**json.loads(line)) for line in path.read_text().splitlines()]
    return {(outcome.case, outcome.kind): outcome for outcome in outcomes}


if __name__ == "__main__":
    sys.exit(main())
