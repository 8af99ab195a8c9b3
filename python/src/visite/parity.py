"""The parity report: original against module, output by output, missing values included."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Outputs: TypeAlias = npt.NDArray[np.float64]
"""Rows × outputs; NaN where there is no answer."""

Labelled: TypeAlias = Literal["probability", "class"] | None
"""How a label follows from an output: above one half or not, or the output itself."""


@dataclass(frozen=True)
class Tolerance:
    """An output agrees when |module − original| ≤ absolute + relative · |original|."""

    absolute: float = 1e-6
    relative: float = 1e-6

    def holds(self, original: Outputs, module: Outputs) -> npt.NDArray[np.bool_]:
        """Where they agree; an answer and no answer never do."""
        with np.errstate(invalid="ignore"):
            near = np.isfinite(original) & (
                np.abs(module - original) <= self.absolute + self.relative * np.abs(original)
            )
        agree: npt.NDArray[np.bool_] = near | (np.isnan(original) & np.isnan(module)) | (original == module)
        return agree


@dataclass(frozen=True)
class OutputParity:
    """One output over all rows that were compared."""

    output: str
    largest_absolute: float
    largest_relative: float
    where: int
    """Row of the largest absolute difference."""
    inputs: dict[str, Any]
    """The inputs of that row; they are synthetic, or golden rows that the author called publishable."""
    original: float
    module: float
    beyond: int
    """Rows beyond the tolerance."""
    labels_differ: int | None = None
    """Rows with another label (above one half or not; the class); None where the output has none."""


@dataclass(frozen=True, repr=False)
class ParityReport:
    """What was compared, and how far apart original and module are. Prints as a table."""

    library: str
    rows: int
    with_missing: int
    tolerance: Tolerance
    outputs: tuple[OutputParity, ...]
    remarks: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """No row of any output is beyond the tolerance."""
        return all(output.beyond == 0 for output in self.outputs)

    def __repr__(self) -> str:
        width = max(len("output"), *(len(output.output) for output in self.outputs))
        head = f"{'output':<{width}}  {'largest |Δ|':>11}  {'relative':>9}  {'at row':>6}  {'beyond':>6}  labels"
        lines = [
            f"Parity with {self.library}: {'passed' if self.passed else 'FAILED'}",
            f"{self.rows} rows compared, {self.with_missing} of them with missing values; "
            f"tolerance {self.tolerance.absolute:g} + {self.tolerance.relative:g} · |original|",
            "",
            head,
            *(_line(output, width) for output in self.outputs),
        ]
        failed = next((output for output in self.outputs if output.beyond), None)
        if failed is not None:
            lines += [
                "",
                f"{failed.output}, row {failed.where}: original {failed.original!r}, module {failed.module!r}, with "
                + ", ".join(f"{name}={'missing' if value is None else value}" for name, value in failed.inputs.items()),
            ]
        return "\n".join([*lines, *(f"note: {remark}" for remark in self.remarks)])


def compare(
    names: Sequence[str],
    original: Outputs,
    module: Outputs,
    records: Sequence[dict[str, Any]],
    tolerance: Tolerance,
    labelled: Sequence[Labelled],
) -> tuple[OutputParity, ...]:
    """Each output over all rows."""
    agree = tolerance.holds(original, module)
    return tuple(
        _compare_output(name, original[:, at], module[:, at], agree[:, at], records, labelled[at])
        for at, name in enumerate(names)
    )


def _compare_output(
    name: str,
    original: Outputs,
    module: Outputs,
    agree: npt.NDArray[np.bool_],
    records: Sequence[dict[str, Any]],
    labelled: Labelled,
) -> OutputParity:
    with np.errstate(invalid="ignore", divide="ignore"):
        difference = np.where(
            (original == module) | (np.isnan(original) & np.isnan(module)), 0.0, np.abs(module - original)
        )
        relative = np.where(difference == 0, 0.0, difference / np.abs(original))
    # An answer where the other has none is farther than any difference.
    difference = np.where(np.isnan(difference), np.inf, difference)
    relative = np.where(np.isnan(relative), np.inf, relative)
    failing = np.flatnonzero(~agree)
    where = int(failing[np.argmax(difference[failing])]) if len(failing) else int(np.argmax(difference))
    return OutputParity(
        output=name,
        largest_absolute=float(difference.max()),
        largest_relative=float(relative.max()),
        where=where,
        inputs=dict(records[where]),
        original=float(original[where]),
        module=float(module[where]),
        beyond=len(failing),
        labels_differ=_differing_labels(original, module, labelled),
    )


def _differing_labels(original: Outputs, module: Outputs, labelled: Labelled) -> int | None:
    if labelled is None:
        return None
    differ = original != module if labelled == "class" else (original > 0.5) != (module > 0.5)
    return int((differ & ~(np.isnan(original) & np.isnan(module))).sum())


def _line(output: OutputParity, width: int) -> str:
    labels = (
        ""
        if output.labels_differ is None
        else ("identical" if output.labels_differ == 0 else f"{output.labels_differ} differ")
    )
    return (
        f"{output.output:<{width}}  {output.largest_absolute:>11.2e}  {output.largest_relative:>9.1e}  "
        f"{output.where:>6}  {output.beyond:>6}  {labels}"
    )
