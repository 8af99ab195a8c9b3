"""Pipelines, unions and transformers of columns."""

from typing import Any

from visite.convert.sklearn.graph import Graph
from visite.convert.sklearn.registry import formula, run
from visite.convert.sklearn.table import Cell, Table
from visite.errors import UnsupportedError


def as_table(result: Any) -> Table:
    return result if isinstance(result, Table) else Table.of(result)


def before_last(graph: Graph, pipeline: Any, table: Table) -> Table:
    """What the last step of a pipeline is given."""
    return _steps(graph, pipeline.steps[:-1], table)


def _steps(graph: Graph, steps: Any, table: Table) -> Table:
    for _, transformer in steps:
        if transformer is not None and transformer != "passthrough":
            table = as_table(run(graph, transformer, "transform", table))
    return table


def _pipeline(method: str) -> None:
    @formula(method, "sklearn.pipeline.Pipeline")
    def pipeline(graph: Graph, model: Any, table: Table) -> Any:
        last = model.steps[-1][1]
        before = before_last(graph, model, table)
        if last is None or last == "passthrough":
            return before
        return run(graph, last, method, before)


for _method in ("predict_proba", "decision_function", "predict", "classify", "transform"):
    _pipeline(_method)


@formula("transform", "sklearn.pipeline.FeatureUnion")
def union(graph: Graph, model: Any, table: Table) -> Table:
    cells: list[Cell] = []
    for name, transformer in model.transformer_list:
        if transformer == "drop":
            continue
        part = table if transformer == "passthrough" else as_table(run(graph, transformer, "transform", table))
        weight = (model.transformer_weights or {}).get(name)
        cells.extend((part if weight is None else Table.of(part.matrix() * float(weight))).cells)
    return Table(graph, cells)


@formula("transform", "sklearn.compose.ColumnTransformer")
def columns(graph: Graph, model: Any, table: Table) -> Table:
    table = _in_order(model, table)
    cells: list[Cell] = []
    for name, transformer, _ in model.transformers_:
        places = model._transformer_to_input_indices[name]
        if transformer == "drop" or len(places) == 0:
            continue
        part = table.pick(places)
        if transformer != "passthrough":
            part = as_table(run(graph, transformer, "transform", part))
        weight = (model.transformer_weights or {}).get(name)
        cells.extend((part if weight is None else Table.of(part.matrix() * float(weight))).cells)
    return Table(graph, cells)


def _in_order(model: Any, table: Table) -> Table:
    """The columns as they stood when it was fitted: by name, as scikit-learn finds them, where they have names."""
    names = [str(name) for name in getattr(model, "feature_names_in_", [])]
    found = [cell.name for cell in table.cells]
    if names and set(names) <= set(found) and len(set(found)) == len(found):
        return table.pick([found.index(name) for name in names])
    if table.width != model.n_features_in_:
        raise UnsupportedError(f"ColumnTransformer: fitted on {model.n_features_in_} columns, met {table.width}")
    return table
