"""Baselines that look at no patient."""

from typing import Any

import numpy as np

from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError


def _always(graph: Graph, table: Table, values: Any) -> Tensor:
    """The same for every patient, missing values or not."""
    row = np.asarray(values, dtype=np.float64).reshape(1, -1)
    return graph.where(graph.is_nan(graph.column(table.codes(), 0)), row, row)


@formula("predict_proba", "sklearn.dummy.DummyClassifier")
def probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    if model.n_outputs_ != 1:
        raise UnsupportedError("DummyClassifier: several outcomes at once")
    if model.strategy == "prior":
        return _always(graph, table, model.class_prior_)
    return _always(graph, table, np.eye(len(model.classes_))[_chosen(model)])


@formula("classify", "sklearn.dummy.DummyClassifier")
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    return _always(graph, table, _chosen(model))


@formula("predict", "sklearn.dummy.DummyRegressor")
def value(graph: Graph, model: Any, table: Table) -> Tensor:
    return _always(graph, table, model.constant_)


def _chosen(model: Any) -> int:
    if model.strategy in ("prior", "most_frequent"):
        return int(np.argmax(model.class_prior_))
    if model.strategy == "constant":
        return list(model.classes_).index(np.ravel(model.constant)[0])
    raise UnsupportedError(f"DummyClassifier: {model.strategy!r} draws at random")
