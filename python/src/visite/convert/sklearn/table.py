"""Columns on their way through a pipeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from visite.convert.sklearn.graph import Graph, Tensor
from visite.errors import UnsupportedError


class Coding:
    """The number of each category of a column: numbers are their own, others are counted as they are met."""

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self._codes: dict[Any, float] = {}
        for value in values:
            self.code(value)

    def code(self, value: Any) -> float:
        plain = value.item() if hasattr(value, "item") else value
        if isinstance(plain, (bool, int, float)):
            self._codes.setdefault(plain, float(plain))
            return float(plain)
        if plain not in self._codes:
            self._codes[plain] = float(len(self._codes))
        return self._codes[plain]

    @property
    def codes(self) -> dict[Any, float]:
        return dict(self._codes)

    @property
    def numeric(self) -> bool:
        return all(isinstance(value, (bool, int, float)) for value in self._codes)


@dataclass(frozen=True)
class Cell:
    """One column: column `at` of a tensor. With a coding it holds the numbers of categories."""

    tensor: Tensor
    at: int
    name: str = ""
    coding: Coding | None = None


class Table:
    """Columns side by side; what lies together in a tensor stays together."""

    def __init__(self, graph: Graph, cells: Sequence[Cell]) -> None:
        self.graph = graph
        self.cells = tuple(cells)

    @staticmethod
    def of(tensor: Tensor) -> "Table":
        return Table(tensor.graph, [Cell(tensor, at) for at in range(tensor.shape[1])])

    @property
    def width(self) -> int:
        return len(self.cells)

    def pick(self, places: Sequence[int]) -> "Table":
        return Table(self.graph, [self.cells[int(place)] for place in places])

    def with_tensor(self, tensor: Tensor) -> "Table":
        """The same columns with other numbers in them."""
        return Table(self.graph, [replace(cell, tensor=tensor, at=at) for at, cell in enumerate(self.cells)])

    def matrix(self) -> Tensor:
        """All columns as doubles; categories or text where numbers belong are refused."""
        for cell in self.cells:
            if cell.tensor.dtype == "string":
                raise UnsupportedError(f"column {cell.name!r}: text where the model needs numbers")
            if cell.coding is not None and not cell.coding.numeric:
                raise UnsupportedError(f"column {cell.name!r}: categories where the model needs numbers")
        return self.codes()

    def codes(self) -> Tensor:
        """All columns as doubles, categories as their numbers."""
        if not self.cells:
            raise UnsupportedError("an estimator without columns")
        parts: list[Tensor] = []
        run: list[Cell] = []
        for cell in [*self.cells, None]:
            if cell is not None and (not run or run[-1].tensor.name == cell.tensor.name):
                run.append(cell)
                continue
            parts.append(self.graph.gather(run[0].tensor, [each.at for each in run]))
            run = [cell] if cell is not None else []
        return self.graph.concat(parts)
