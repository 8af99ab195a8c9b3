"""A description and its model files compiled, compared with the original, and put in place."""

import json
import os
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visite.bundle import Bundle
from visite.columns import Rows
from visite.compiler import run_compiler
from visite.errors import CompilerError, DataError, ParityError
from visite.members import Members
from visite.outcomes import Outcomes
from visite.parity import Outputs, Tolerance
from visite.posterior import Posterior
from visite.replay import run_module, to_report


@dataclass(frozen=True)
class Comparison:
    """What the module is compared with: rows, and what the originals give for them."""

    members: Members
    outcomes: Outcomes
    rows: Rows
    original: Outputs
    tolerance: Tolerance
    remarks: Sequence[str]


def compile_bundle(
    target: Path, description: Mapping[str, Any], files: Mapping[str, bytes], comparison: Comparison, quiet: bool
) -> Bundle:
    """The bundle at `target`; `ParityError` or `CompilerError` where it is refused, and then nothing is written."""
    members, outcomes = comparison.members, comparison.outcomes
    with tempfile.TemporaryDirectory(prefix="visite-") as folder:
        source, made = Path(folder) / "model", Path(folder) / "made.visite"
        source.mkdir()
        (source / "description.json").write_text(json.dumps(description, ensure_ascii=False, allow_nan=False), "utf-8")
        for name, model in files.items():
            (source / name).write_bytes(model)
        try:
            if isinstance(members, Posterior):
                _write_posterior(source, members, description, outcomes, Path(folder) / "draft.visite")
            answer = run_compiler("compile", source, "--out", made)
        except CompilerError as error:
            if error.code == "golden-inconsistent" and "does not reproduce the original" in str(error):
                raise ParityError(f"{error}. Nothing was written") from None
            raise
        module = run_module(made, members, comparison.rows)
        report = to_report(
            members,
            outcomes.targets,
            comparison.rows,
            comparison.original,
            module,
            comparison.tolerance,
            comparison.remarks,
        )
        if not quiet:
            print(report)
        if not report.passed:
            worst = next(output for output in report.outputs if output.beyond)
            raise ParityError(
                f"the module does not give what {report.library} gives: {worst.output} differs beyond the tolerance in "
                f"{worst.beyond} of {report.rows} rows, most in row {worst.where}: original {worst.original!r}, module "
                f"{worst.module!r}. Nothing was written",
                report,
            )
        _place(made, target)
    return Bundle(target, str(description["id"]), str(description["version"]), report, answer)


def _write_posterior(
    source: Path, members: Posterior, description: Mapping[str, Any], outcomes: Outcomes, draft: Path
) -> None:
    """plan.json, and the drafted manifest and golden patients with the summaries of draws."""

    def write(name: str, content: Any) -> None:
        (source / name).write_text(json.dumps(content, ensure_ascii=False, allow_nan=False), "utf-8")

    features = description["models"][0]["inputs"]["input"]
    write("plan.json", members.to_plan(features, outcomes.targets[0]))
    golden = description["golden"]
    # The draft has the means alone.
    kept = [at for at, name in enumerate(members.output_names(outcomes.targets)) if name.endswith(", mean")]
    means = [{**patient, "original": [patient["original"][at] for at in kept]} for patient in golden["patients"]]
    write("description.json", {**description, "golden": {**golden, "patients": means}})
    run_compiler("compile", source, "--out", draft)
    with zipfile.ZipFile(draft) as drafted:
        manifest = members.to_manifest(json.loads(drafted.read("manifest.json")))
    write("manifest.json", manifest)
    original = {"library": golden["library"], "version": golden["version"]}
    rest = {name: golden[name] for name in ("tolerance", "provenance", "patients")}
    write("golden-original.json", {"format": 1, "original": original, **rest})


def _place(made: Path, target: Path) -> None:
    """The file under its name at once: beside it first, then renamed."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(made.read_bytes())
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise DataError(f"{target} cannot be written: {error.strerror}") from None
