"""The outcomes as docs/parity.md."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from parity.compare import Outcome
from parity.data import KINDS
from parity.skl2onnx_peer import skl2onnx_classes
from visite.convert.sklearn import refused_classes, supported_classes

_COLUMNS = (*KINDS, "hostile")
_LIBRARIES = "scikit-learn numpy onnx xgboost lightgbm catboost statsmodels lifelines scikit-survival skl2onnx onnxruntime".split()


def to_markdown(outcomes: Sequence[Outcome], peers: Sequence[Outcome]) -> str:
    table = [outcome for outcome in outcomes if outcome.kind in _COLUMNS]
    other = [outcome for outcome in outcomes if outcome.kind not in _COLUMNS]
    parts = [_HEAD.format(versions=_versions(), counts=_counts(outcomes)), "## Estimators of scikit-learn\n", _grid(table)]
    parts += ["\n## Categories, texts, other libraries\n", _rows(other)]
    parts += ["\n## Not as the original\n", _failures(outcomes), "\n## Values withheld\n", _withheld(outcomes)]
    parts += ["\n## Refused by name\n", _refused()]
    parts += ["\n## The classes that skl2onnx converts\n", _coverage()]
    if peers:
        parts += ["\n## The same cases by skl2onnx and onnxruntime\n", _peers(peers)]
    return "\n".join(parts) + "\n"


_HEAD = """# Parity with the originals

Made by `python python/tests/parity --peer --write docs/parity.md`; do not edit. {versions}.

Every case is fitted, converted, compiled by this project's compiler and run as a module, in blocks and patient by
patient (the bits are the same), and compared with what the library itself gives. A number is the largest relative
difference over all patients and outputs, `|a − b| / max(|b|, 1e-9 of the column's largest, 1e-12)`; labels must be the
same. Allowed: 1e-6 where the original computes in double, 1e-5 where it computes in float32.

- **hostile**: fitted on numeric data, then asked about patients with a missing value in each column, with all missing,
  with zeros, with numbers beyond float32. Where the original raises, the module must give NaN; where it answers, the same.
- `r`: the original itself moves as much when every number of a patient is moved to its floating-point neighbour (sums
  that cancel); it is no more exact than the module.
- `n withheld`: the module gives NaN for n patients where the original gives a number (below).
- `·`: scikit-learn itself does not fit this case on these data.

{counts}
"""


def _versions() -> str:
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def _counts(outcomes: Sequence[Outcome]) -> str:
    def count(*status: str) -> int:
        return sum(outcome.status in status for outcome in outcomes)

    return (
        f"{len(outcomes) - count('unfit')} cases: {count('ok')} within the limit, {count('rounding')} as exact as the original, "
        f"{count('different')} different, {count('failed')} failed, {count('refused')} refused. "
        f"{len(supported_classes())} classes of scikit-learn and of boosting libraries in pipelines have a formula."
    )


def _grid(outcomes: Sequence[Outcome]) -> str:
    names = list(dict.fromkeys(outcome.case for outcome in outcomes))
    found = {(outcome.case, outcome.kind): outcome for outcome in outcomes}
    lines = ["| case | " + " | ".join(_COLUMNS) + " |", "| --- |" + " --- |" * len(_COLUMNS)]
    for name in names:
        cells = [_cell(found[name, kind]) if (name, kind) in found else "" for kind in _COLUMNS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(outcome: Outcome) -> str:
    withheld = f", {outcome.declined} withheld" if outcome.declined else ""
    size = "0" if outcome.largest == 0 else f"{outcome.largest:.0e}".replace("e-0", "e-")
    if outcome.status == "ok":
        return size + withheld
    if outcome.status == "rounding":
        return f"{size} r{withheld}"
    if outcome.status == "unfit":
        return "·"
    labels = f", {outcome.labels} labels" if outcome.labels else ""
    return f"**{outcome.status}{' ' + size if outcome.status == 'different' else ''}{labels}**{withheld}"


def _rows(outcomes: Sequence[Outcome]) -> str:
    return "\n".join(["| case | largest difference |", "| --- | --- |", *(f"| {each.case} | {_cell(each)} |" for each in outcomes)])


def _failures(outcomes: Sequence[Outcome]) -> str:
    wrong = [each for each in outcomes if each.status in ("different", "failed", "refused")]
    if not wrong:
        return "None."
    return "\n".join(
        f"- {each.case}, {each.kind}: {each.status}, {each.largest:.1e}, {each.labels} labels. {_plain(each.message)}" for each in wrong
    )


def _withheld(outcomes: Sequence[Outcome]) -> str:
    held = [each for each in outcomes if each.declined]
    text = (
        "Nearest neighbours: where patients at the same distance compete for the last place and differ in outcome, the module "
        "searches as the original does and takes whom it takes. Where that hangs on the original's rounding or on its number "
        "of threads, it gives NaN (docs/decisions/0017-neighbours.md).\n"
    )
    return text + "\n" + ("\n".join(f"- {each.case}, {each.kind}: {each.declined}" for each in held) or "None.")


def _refused() -> str:
    return "\n".join(f"- `{name}`: {reason}." for name, reason in refused_classes().items())


def _coverage() -> str:
    names = sorted(skl2onnx_classes())
    supported, refused = supported_classes(), refused_classes()
    other = [name for name in names if name not in supported]
    lines = [
        f"{len(names)} classes of skl2onnx {version('skl2onnx')}: {len(names) - len(other)} are converted, "
        f"{sum(name in refused for name in other)} are refused by name, {sum(name not in refused for name in other)} are unknown; "
        f"{len(supported.keys() - set(names))} more are converted that it does not have.\n",
        "| class | here |",
        "| --- | --- |",
        *(f"| `{name}` | **refused**: {refused.get(name, 'unknown')} |" for name in other),
        *(f"| `{name}` | {', '.join(supported[name])} |" for name in names if name in supported),
    ]
    return "\n".join(lines)


def _peers(peers: Sequence[Outcome]) -> str:
    fine = [each for each in peers if each.status == "ok"]
    lines = [
        f"Numeric data, opset 18, input in double where it goes (else float32): {len(fine)} of "
        f"{sum(each.status != 'unfit' for each in peers)} cases within 1e-6 (1e-5 with float32 input). The others:\n",
        "| case | largest relative difference | labels that differ | remark |",
        "| --- | --- | --- | --- |",
    ]
    for each in peers:
        if each.status not in ("ok", "unfit"):
            size = f"{each.largest:.0e}" if each.status == "different" else ""
            lines.append(f"| {each.case} | {size} | {each.labels or ''} | {_plain(each.message)} |")
    return "\n".join(lines)


def _plain(message: str) -> str:
    return message.replace("|", "/").replace("<", "‹").replace(">", "›")
