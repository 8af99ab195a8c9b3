"""Imputers and missing indicators."""

from dataclasses import replace
from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.encoding import is_missing
from visite.convert.sklearn.formulas.neighbours import weights_of
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Cell, Table
from visite.errors import UnsupportedError


def _mask(graph: Graph, cell: Cell, missing: Any) -> Tensor:
    column = graph.column(cell.tensor, cell.at)
    if is_missing(missing):
        return graph.is_nan(column)
    return column.equals(_mark(cell, missing))


def _indicators(graph: Graph, indicator: Any, table: Table) -> list[Cell]:
    cells = []
    for place in indicator.features_:
        mask = graph.number(_mask(graph, table.cells[int(place)], indicator.missing_values))
        cells.append(Cell(mask, 0))
    if indicator.error_on_new and indicator.features == "missing-only":
        for place in set(range(table.width)) - {int(each) for each in indicator.features_}:
            graph.refuse_where(_mask(graph, table.cells[place], indicator.missing_values))
    return cells


def _fill(graph: Graph, cells: list[Cell], values: list[float], missing: Any) -> list[Cell]:
    """Columns with `values` in the place of what is missing, all at once."""
    if not cells:
        return []
    columns = Table(graph, cells).codes()
    if is_missing(missing):
        mask = graph.is_nan(columns)
    else:
        mask = columns.equals(np.array([[_mark(cell, missing) for cell in cells]]))
    filled = graph.where(mask, np.array([values]), columns)
    return [replace(cell, tensor=filled, at=at) for at, cell in enumerate(cells)]


def _mark(cell: Cell, missing: Any) -> float:
    """The number that stands for what is missing in a column."""
    if cell.coding is not None:
        return cell.coding.code(missing)
    if isinstance(missing, str):
        raise UnsupportedError(f"column {cell.name!r}: numbers, and {missing!r} as the missing value")
    return float(missing)


@formula("transform", "sklearn.impute.SimpleImputer")
def simple(graph: Graph, model: Any, table: Table) -> Table:
    kept, values = [], []
    for cell, statistic in zip(table.cells, model.statistics_, strict=True):
        if is_missing(statistic) and not model.keep_empty_features:
            continue
        kept.append(cell)
        if cell.coding is None or cell.coding.numeric:
            if isinstance(statistic, str):
                raise UnsupportedError(f"column {cell.name!r}: numbers filled with {statistic!r}")
            values.append(float(statistic))
            if not is_missing(model.missing_values):
                graph.require_finite(graph.column(cell.tensor, cell.at))
        else:
            values.append(cell.coding.code(statistic))
    cells = _fill(graph, kept, values, model.missing_values)
    if model.indicator_ is not None:
        cells.extend(_indicators(graph, model.indicator_, table))
    return Table(graph, cells)


@formula("transform", "sklearn.impute.MissingIndicator")
def indicate(graph: Graph, model: Any, table: Table) -> Table:
    return Table(graph, _indicators(graph, model, table))


@formula("transform", "sklearn.impute.KNNImputer")
def nearest(graph: Graph, model: Any, table: Table) -> Table:
    if callable(model.metric) or model.metric != "nan_euclidean" or not is_missing(model.missing_values):
        raise UnsupportedError("KNNImputer: another metric, or a number for what is missing")
    x = table.matrix()
    graph.require_not_infinite(x)
    graph.holds_patients = True
    rows, absent = np.asarray(model._fit_X, dtype=np.float64), np.asarray(model._mask_fit_X)
    missing = graph.is_nan(x)
    filled, stored = graph.where(missing, 0.0, x), np.where(absent, 0.0, rows)
    count, width = rows.shape
    both = graph.reshape(graph.number(~missing), 1, width) * (~absent).astype(np.float64)[None]
    difference = graph.reshape(filled, 1, width) - stored[None]
    squares = graph.reshape(graph.sum(difference * difference * both, 2), count)
    present = graph.reshape(graph.sum(both, 2), count)
    none = present.equals(0.0)
    found = graph.sqrt(squares / graph.where(none, 1.0, present) * float(width))
    size = graph.sum(filled * filled) + (stored**2).sum(axis=1)
    slack = size * (4e-15 * width)
    slack = graph.minimum(graph.sqrt(slack), slack / graph.maximum(found, 1e-300)) + found * 1e-15
    cells = []
    for place in range(width):
        if not model._valid_mask[place]:
            if model.keep_empty_features:
                cells.append(Cell(graph.column(x, place) * 0.0, 0))
            continue
        donors = np.flatnonzero(~absent[:, place])
        value = _donated(graph, model, found, none, slack, donors, rows[donors, place], graph.column(missing, place))
        cells.append(Cell(graph.where(graph.column(missing, place), value, graph.column(x, place)), 0))
    if model.indicator_ is not None:
        cells.extend(_indicators(graph, model.indicator_, table))
    return Table(graph, cells)


def _donated(
    graph: Graph, model: Any, found: Tensor, none: Tensor, slack: Tensor, donors: np.ndarray, values: np.ndarray, wanted: Tensor
) -> Tensor:
    count = min(model.n_neighbors, len(donors))
    no = graph.gather(none, donors)
    own = graph.where(no, np.inf, graph.gather(found, donors))
    nearest_distances, places = graph.smallest(own, count)
    absent = nearest_distances.equals(np.inf)
    safe = graph.where(absent, 1.0, nearest_distances)
    weights = graph.where(absent, 0.0, _weights(graph, safe, absent, model.weights))
    donated = graph.reshape(graph.look_up(values.reshape(-1, 1), places), count)
    total = graph.sum(weights)
    nobody = total.equals(0.0)
    mean = graph.sum(donated * weights) / graph.where(nobody, 1.0, total)
    if count < len(donors):
        last = graph.max(graph.where(absent, -1.0, nearest_distances))
        tied = graph.abs(graph.where(no, np.inf, own) - last) <= graph.gather(slack, donors) + last * 1e-14
        surely = graph.number((own < last) & ~tied)
        crowded = graph.sum(graph.number(tied)) + graph.sum(surely) > float(count)
        high = graph.max(graph.where(tied, values.reshape(1, -1), -np.inf))
        low = graph.min(graph.where(tied, values.reshape(1, -1), np.inf))
        graph.refuse_where(wanted & crowded & (high > low))
    return graph.where(nobody, float(values.mean()), mean)


def _weights(graph: Graph, found: Tensor, absent: Tensor, kind: Any) -> Tensor:
    if kind != "distance":
        return weights_of(graph, found, kind)
    zero = found.equals(0.0) & ~absent
    inverse = 1.0 / graph.where(zero, 1.0, found)
    return graph.where(graph.any(zero), graph.number(zero), inverse)
