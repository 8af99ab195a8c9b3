"""What one estimator asks of another."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import tensor_of
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError


def has_method(estimator: Any, method: str) -> bool:
    """As `hasattr` of a fitted estimator, some of whose methods depend on how it was made."""
    return hasattr(estimator, method)


def has_classes(estimator: Any) -> bool:
    """A classifier. CatBoost's regressors have `classes_` as an empty list."""
    return hasattr(estimator, "classes_") and len(estimator.classes_) > 0


def class_places(graph: Graph, estimator: Any, table: Table, classes: Sequence[Any] | np.ndarray) -> Tensor:
    """`predict` of a classifier as the place in `classes`, a double `[N, 1]`."""
    chosen = tensor_of(graph, estimator, "classify", table)
    own = list(estimator.classes_)
    there = list(classes)
    if own == there:
        return chosen
    return graph.reshape(graph.look_up(np.array([float(there.index(each)) for each in own]), chosen), 1)


def prediction(graph: Graph, estimator: Any, table: Table) -> Tensor:
    """`predict` as numbers: values of a regressor, classes of a classifier that are numbers."""
    if not has_classes(estimator):
        return tensor_of(graph, estimator, "predict", table)
    classes = np.asarray(estimator.classes_)
    if classes.dtype.kind not in "iufb":
        raise UnsupportedError(f"{type(estimator).__name__}: classes that are no numbers, used as numbers")
    chosen = tensor_of(graph, estimator, "classify", table)
    if list(classes) == list(range(len(classes))):
        return chosen
    return graph.reshape(graph.look_up(classes.astype(np.float64), chosen), 1)


regressor = prediction


def response(graph: Graph, estimator: Any, table: Table) -> tuple[Tensor, str]:
    """`_get_response_values` with decision_function before predict_proba: one column for two classes."""
    if has_method(estimator, "decision_function"):
        return tensor_of(graph, estimator, "decision_function", table), "decision_function"
    p = tensor_of(graph, estimator, "predict_proba", table)
    return (graph.column(p, 1) if p.width == 2 else p), "predict_proba"


def positive_score(graph: Graph, estimator: Any, table: Table) -> Tensor:
    """`sklearn.multiclass._predict_binary`."""
    if not has_classes(estimator) and hasattr(estimator, "predict") and not has_method(estimator, "predict_proba"):
        return tensor_of(graph, estimator, "predict", table)
    if has_method(estimator, "decision_function"):
        return tensor_of(graph, estimator, "decision_function", table)
    return graph.column(tensor_of(graph, estimator, "predict_proba", table), 1)
