"""The columns of X: what each one is, and rows of them as numbers."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

ColumnKind = Literal["number", "integer", "category", "text"]
Cells: TypeAlias = npt.NDArray[Any]
"""One column of rows: doubles, the place of a category, or text; missing is NaN (None in text)."""


@dataclass(frozen=True)
class Column:
    """One column of X that is an input of the model."""

    place: int
    """Its place in X, from 0."""
    name: str
    """Its identifier in the bundle."""
    original: Hashable
    """Its name in X."""
    kind: ColumnKind
    dtype: Any
    """The type of its values in X; a row made for the original has the same."""
    categories: tuple[str, ...] = ()
    """Identifiers of its categories."""
    values: tuple[Any, ...] = ()
    """For each category, the value that stands in X."""
    missing_value: Any = float("nan")
    """What stands in X where a value is missing."""


@dataclass(frozen=True)
class Rows:
    """Rows of the columns, column after column."""

    cells: tuple[Cells, ...]

    def __len__(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    def take(self, places: Sequence[int] | npt.NDArray[np.intp]) -> "Rows":
        """The rows at `places`, in that order."""
        return Rows(tuple(cells[np.asarray(places, dtype=np.intp)] for cells in self.cells))

    def followed_by(self, other: "Rows") -> "Rows":
        """These rows, then those of `other`."""
        return Rows(tuple(np.concatenate([a, b]) for a, b in zip(self.cells, other.cells, strict=True)))


def to_records(columns: Sequence[Column], rows: Rows) -> list[dict[str, float | str | None]]:
    """Each row as the bundle names it: numbers, identifiers of categories, texts; None where a value is missing."""
    listed = [_to_list(column, cells) for column, cells in zip(columns, rows.cells, strict=True)]
    return [dict(zip((column.name for column in columns), row, strict=True)) for row in zip(*listed, strict=True)]


def _to_list(column: Column, cells: Cells) -> list[float | str | None]:
    if column.kind == "text":
        return list(cells)
    if column.kind == "category":
        return [None if np.isnan(cell) else column.categories[int(cell)] for cell in cells]
    return [None if np.isnan(cell) else float(cell) for cell in cells]
