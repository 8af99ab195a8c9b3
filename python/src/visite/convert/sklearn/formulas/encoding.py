"""Encoders of categories."""

from typing import Any

import numpy as np

from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Cell, Table
from visite.errors import UnsupportedError

_P = "sklearn.preprocessing"


def is_missing(value: Any) -> bool:
    return value is None or value != value


def equals_each(graph: Graph, cell: Cell, categories: Any) -> tuple[Tensor, Tensor]:
    """`[N, categories]`: which one it is, 1 or 0; and `[N, 1]`: whether it is none of them."""
    column = graph.column(cell.tensor, cell.at)
    if cell.tensor.dtype == "string":
        raise UnsupportedError(f"column {cell.name!r}: text where categories belong; leave it out of text=[…]")
    if sum(is_missing(value) for value in categories) > 1:
        raise UnsupportedError(f"column {cell.name!r}: None and NaN as two categories")
    numbers = [np.nan if is_missing(value) else _number(cell, value) for value in categories]
    missing = np.isnan([numbers])
    hit = graph.number(column.equals(np.where(missing, np.inf, [numbers])))
    if missing.any():
        hit = hit + graph.number(graph.is_nan(column)) * missing.astype(np.float64)
    return hit, graph.sum(hit).equals(0.0)


def _number(cell: Cell, value: Any) -> float:
    if cell.coding is not None:
        return cell.coding.code(value)
    if isinstance(value, str):
        raise UnsupportedError(f"column {cell.name!r}: holds numbers, and the encoder knows {value!r}")
    return float(value)


@formula("transform", f"{_P}.OneHotEncoder")
def one_hot(graph: Graph, model: Any, table: Table) -> Tensor:
    parts = []
    for place, (cell, categories) in enumerate(zip(table.cells, model.categories_, strict=True)):
        hit, unknown = equals_each(graph, cell, categories)
        infrequent = model._infrequent_indices[place] if model._infrequent_enabled else None
        mapping = np.eye(len(categories))
        if infrequent is not None:
            to = np.asarray(model._default_to_infrequent_mappings[place])
            mapping = np.eye(int(to.max()) + 1)[to]
        encoded = hit @ mapping if infrequent is not None else hit
        if model.handle_unknown == "error":
            graph.refuse_where(unknown)
        elif model.handle_unknown in ("infrequent_if_exist", "warn") and infrequent is not None:
            last = np.zeros((1, encoded.width))
            last[0, -1] = 1.0
            encoded = graph.where(unknown, last, encoded)
        dropped = model.drop_idx_[place] if model.drop_idx_ is not None else None
        if dropped is not None:
            if infrequent is not None:
                dropped = model._drop_idx_after_grouping[place]
            encoded = graph.gather(encoded, [each for each in range(encoded.width) if each != dropped])
        parts.append(encoded)
    return graph.concat([part for part in parts if part.width > 0])


@formula("transform", f"{_P}.OrdinalEncoder")
def ordinal(graph: Graph, model: Any, table: Table) -> Tensor:
    parts = []
    for place, (cell, categories) in enumerate(zip(table.cells, model.categories_, strict=True)):
        hit, unknown = equals_each(graph, cell, categories)
        codes = np.arange(len(categories), dtype=np.float64)
        mapping = getattr(model, "_default_to_infrequent_mappings", None) if model._infrequent_enabled else None
        if mapping is not None and mapping[place] is not None:
            # The mapping is of the categories without the missing one, which comes last.
            codes[: len(mapping[place])] = mapping[place]
        absent = [at for at, category in enumerate(categories) if is_missing(category)]
        known = codes.copy()
        known[absent] = 0.0
        value = hit @ known.reshape(-1, 1)
        if absent:
            value = graph.where(graph.is_nan(graph.column(cell.tensor, cell.at)), float(model.encoded_missing_value), value)
        if model.handle_unknown == "error":
            graph.refuse_where(unknown)
        else:
            value = graph.where(unknown, float(model.unknown_value), value)
        parts.append(value)
    return graph.concat(parts)


@formula("transform", f"{_P}.TargetEncoder")
def target(graph: Graph, model: Any, table: Table) -> Tensor:
    several = model.target_type_ == "multiclass"
    classes = len(model.classes_) if several else 1
    means = np.asarray(model.target_mean_, dtype=np.float64).reshape(-1)
    parts = []
    for place, (cell, categories) in enumerate(zip(table.cells, model.categories_, strict=True)):
        hit, unknown = equals_each(graph, cell, categories)
        encodings = np.stack([np.asarray(model.encodings_[place * classes + each]) for each in range(classes)], axis=1)
        parts.append(graph.where(unknown, means.reshape(1, -1), hit @ encodings))
    return graph.concat(parts)


@formula("transform", f"{_P}.LabelBinarizer", f"{_P}.LabelEncoder")
def labels(graph: Graph, model: Any, table: Table) -> Tensor:
    """Of one column; what is no class is refused (`LabelEncoder`) or all 0 (`LabelBinarizer`)."""
    if table.width != 1:
        raise UnsupportedError(f"{type(model).__name__}: of one column")
    hit, unknown = equals_each(graph, table.cells[0], model.classes_)
    if type(model).__name__ == "LabelEncoder":
        graph.refuse_where(unknown)
        return hit @ np.arange(hit.width, dtype=np.float64).reshape(-1, 1)
    if model.y_type_ not in ("multiclass", "binary"):
        raise UnsupportedError("LabelBinarizer: several labels at once")
    scaled = hit * float(model.pos_label - model.neg_label) + float(model.neg_label)
    return graph.column(scaled, 1) if model.y_type_ == "binary" and hit.width == 2 else scaled
