"""Pipelines, unions and transformers of columns."""

from typing import Any

from visite.convert.sklearn.graph import Graph
from visite.convert.sklearn.registry import formula, run
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError


def as_table(result: Any) -> Table:
    return result if isinstance(result, Table) else Table.of(result)


def _steps(graph: Graph, steps: Any, table: Table) -> Table:
    for _, transformer in steps:
        if transformer is not None and transformer != "passthrough":
            table = as_table(run(graph, transformer, "transform", table))
    return table


def _pipeline(method: str) -> None:
    @formula(method, "sklearn.pipeline.Pipeline")
    def pipeline(graph: Graph, model: Any, table: Table) -> Any:
        last = model.steps[-1][1]
        before = _steps(graph, model.steps[:-1], table)
        if last is None or last == "passthrough":
            return before
        return run(graph, last, method, before)


for _method in ("predict_proba", "decision_function", "predict", "classify", "transform"):
    _pipeline(_method)


@formula("transform", "sklearn.pipeline.FeatureUnion")
def union(graph: Graph, model: Any, table: Table) -> Table:
    cells = []
    for name, transformer in model.transformer_list:
        if transformer == "drop":
            continue
        part = table if transformer == "passthrough" else as_table(run(graph, transformer, "transform", table))
        weight = (model.transformer_weights or {}).get(name)
        cells.extend((part if weight is None else Table.of(part.matrix() * float(weight))).cells)
    return Table(graph, cells)


@formula("transform", "sklearn.compose.ColumnTransformer")
def columns(graph: Graph, model: Any, table: Table) -> Table:
    names = [str(name) for name in getattr(model, "feature_names_in_", [])]
    cells = []
    for name, transformer, _ in model.transformers_:
        if transformer == "drop":
            continue
        places = model._transformer_to_input_indices[name]
        if len(places) == 0:
            continue
        if names and table.width != len(names):
            raise UnsupportedError(f"ColumnTransformer: fitted on {len(names)} columns, met {table.width}")
        part = table.pick(places)
        if transformer != "passthrough":
            part = as_table(run(graph, transformer, "transform", part))
        weight = (model.transformer_weights or {}).get(name)
        cells.extend((part if weight is None else Table.of(part.matrix() * float(weight))).cells)
    return Table(graph, cells)
