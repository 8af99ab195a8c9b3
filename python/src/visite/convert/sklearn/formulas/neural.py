"""Multilayer perceptrons."""

from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.classes import both
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_CLASSIFIER = "sklearn.neural_network.MLPClassifier"


def forward(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    if any(np.asarray(weights).dtype != np.float64 for weights in model.coefs_):
        raise UnsupportedError(f"{type(model).__name__}: fitted on float32")
    last = len(model.coefs_) - 1
    for layer, (weights, bias) in enumerate(zip(model.coefs_, model.intercepts_, strict=True)):
        x = x @ weights + bias
        x = _activate(graph, model.activation if layer < last else model.out_activation_, x)
    return x


formula("predict", "sklearn.neural_network.MLPRegressor")(forward)


@formula("predict_proba", _CLASSIFIER)
def probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    p = forward(graph, model, table)
    if p.width == 1:
        return both(graph, p)
    if model.out_activation_ != "softmax":
        raise UnsupportedError("MLPClassifier: several labels at once")
    return p


@formula("classify", _CLASSIFIER)
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    p = forward(graph, model, table)
    if p.width == 1:
        return graph.number(p > 0.5)
    if model.out_activation_ != "softmax":
        raise UnsupportedError("MLPClassifier: several labels at once")
    return graph.arg_max(p)


def _activate(graph: Graph, name: str, x: Tensor) -> Tensor:
    if name == "identity":
        return x
    if name == "relu":
        return graph.maximum(x, 0.0)
    if name == "tanh":
        return graph.tanh(x)
    if name == "logistic":
        return graph.expit(x)
    if name == "softmax":
        return graph.softmax(x)
    if name == "exp":
        return graph.exp(x)
    raise UnsupportedError(f"multilayer perceptron: activation {name!r}")
