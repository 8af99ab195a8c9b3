"""Support vector machines of libsvm, in double: kernels from differences, votes and pairwise coupling as in svm.cpp."""

from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.kernels import svm_kernel
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_CLASSIFIERS = ["sklearn.svm.SVC", "sklearn.svm.NuSVC"]
_ROUNDS = 30
"""Rounds of coupling that are computed. A patient who needs more gets NaN."""


@formula("predict", "sklearn.svm.SVR", "sklearn.svm.NuSVR")
def regression(graph: Graph, model: Any, table: Table) -> Tensor:
    return _values(graph, model, table, np.asarray(model._dual_coef_, dtype=np.float64).T, model._intercept_)


@formula("decision_function", "sklearn.svm.OneClassSVM")
def one_class(graph: Graph, model: Any, table: Table) -> Tensor:
    return regression(graph, model, table)


@formula("classify", "sklearn.svm.OneClassSVM")
def one_class_side(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.number(regression(graph, model, table) > 0.0)


@formula("decision_function", *_CLASSIFIERS)
def decision(graph: Graph, model: Any, table: Table) -> Tensor:
    values = _pairs(graph, model, table)
    classes = len(model.classes_)
    if classes == 2:
        return -values
    if model.decision_function_shape == "ovo":
        return values
    return one_versus_rest(graph, graph.number(values < 0.0), -values, classes)


@formula("classify", *_CLASSIFIERS)
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    classes = len(model.classes_)
    if model.break_ties and model.decision_function_shape == "ovr" and classes > 2:
        return graph.arg_max(decision(graph, model, table))
    first = graph.number(_pairs(graph, model, table) > 0.0)
    if classes == 2:
        return 1.0 - first
    win, lose = pair_matrices(classes)
    return graph.arg_max(first @ win + (1.0 - first) @ lose)


@formula("predict_proba", *_CLASSIFIERS)
def probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    if np.size(model._probA) == 0:
        raise UnsupportedError(f"{type(model).__name__}: fitted without probability=True")
    values = _pairs(graph, model, table)
    pairwise = graph.expit(-(values * model._probA + model._probB))
    return _coupled(graph, graph.clip(pairwise, 1e-7, 1 - 1e-7), len(model.classes_))


def pair_matrices(classes: int) -> tuple[np.ndarray, np.ndarray]:
    """`[pairs, classes]`: 1 for the first class of each pair, and for the second."""
    pairs = [(i, j) for i in range(classes) for j in range(i + 1, classes)]
    first, second = np.zeros((len(pairs), classes)), np.zeros((len(pairs), classes))
    for at, (i, j) in enumerate(pairs):
        first[at, i] = second[at, j] = 1.0
    return first, second


def one_versus_rest(graph: Graph, second_won: Tensor, confidences: Tensor, classes: int) -> Tensor:
    """`sklearn.utils.multiclass._ovr_decision_function`."""
    first, second = pair_matrices(classes)
    confidence = confidences @ (second - first)
    votes = (1.0 - second_won) @ first + second_won @ second
    return votes + confidence / (3.0 * (graph.abs(confidence) + 1.0))


def _values(graph: Graph, model: Any, table: Table, weights: np.ndarray, intercept: np.ndarray) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    if callable(model.kernel) or model.kernel == "precomputed" or model._sparse:
        raise UnsupportedError(f"{type(model).__name__}: a kernel of one's own, a precomputed one or sparse training data")
    rows = np.asarray(model.support_vectors_, dtype=np.float64)
    graph.holds_patients = True
    return svm_kernel(graph, model, x, rows) @ weights + np.asarray(intercept, dtype=np.float64)


def _pairs(graph: Graph, model: Any, table: Table) -> Tensor:
    """libsvm's decision values, class `i` against `j` for `i < j`."""
    classes = len(model.classes_)
    ends = np.cumsum(model._n_support)
    parts = [slice(end - count, end) for end, count in zip(ends, model._n_support, strict=True)]
    dual = np.asarray(model._dual_coef_, dtype=np.float64)
    columns = []
    for i in range(classes):
        for j in range(i + 1, classes):
            column = np.zeros(dual.shape[1])
            column[parts[i]] = dual[j - 1, parts[i]]
            column[parts[j]] = dual[i, parts[j]]
            columns.append(column)
    return _values(graph, model, table, np.array(columns).T, np.asarray(model._intercept_))


def _coupled(graph: Graph, pairwise: Tensor, classes: int) -> Tensor:
    """`multiclass_probability` of svm.cpp (Wu, Lin and Weng 2004), which stops at an error of 0.005 / classes."""
    r: dict[tuple[int, int], Tensor] = {}
    at = 0
    for i in range(classes):
        for j in range(i + 1, classes):
            r[i, j] = graph.column(pairwise, at)
            r[j, i] = 1.0 - r[i, j]
            at += 1
    rows = []
    for t in range(classes):
        own: Tensor | None = None
        for j in range(classes):
            if j != t:
                square = r[j, t] * r[j, t]
                own = square if own is None else own + square
        assert own is not None
        rows.append([own if j == t else -(r[j, t] * r[t, j]) for j in range(classes)])
    q = [graph.concat(row) for row in rows]
    p = graph.column(pairwise, 0) * 0.0 + np.full((1, classes), 1.0 / classes)
    for _ in range(_ROUNDS):
        qp, total, done = _coupling_error(graph, q, p, classes)
        step = p
        for t in range(classes):
            here = graph.column(qp, t)
            diagonal = rows[t][t]
            diff = (total - here) / diagonal
            step = step + diff * np.eye(classes)[t : t + 1]
            more = 1.0 + diff
            total = (total + diff * (diff * diagonal + 2.0 * here)) / more / more
            qp = (qp + diff * q[t]) / more
            step = step / more
        p = graph.where(done, p, step)
    graph.refuse_where(~_coupling_error(graph, q, p, classes)[2])
    return p


def _coupling_error(graph: Graph, q: list[Tensor], p: Tensor, classes: int) -> tuple[Tensor, Tensor, Tensor]:
    qp = graph.concat([graph.sum(row * p) for row in q])
    total = graph.sum(p * qp)
    return qp, total, graph.max(graph.abs(qp - total)) < 0.005 / classes
