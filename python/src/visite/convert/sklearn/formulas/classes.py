"""From scores to classes, as scikit-learn's mixins do it."""

from typing import Any

from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import tensor_of
from visite.convert.sklearn.table import Table


def both(graph: Graph, positive: Tensor) -> Tensor:
    """`[1 − p, p]` of a column."""
    return graph.concat([1.0 - positive, positive])


def above_zero(graph: Graph, scores: Tensor) -> Tensor:
    """The class of a decision: the sign for one column, else the first largest."""
    return graph.number(scores > 0.0) if scores.width == 1 else graph.arg_max(scores)


def normalised(graph: Graph, scores: Tensor) -> Tensor:
    """Scores of one-vs-rest over their sum; all alike where all are zero."""
    total = graph.sum(scores)
    none = total.equals(0.0)
    return graph.where(none, 1.0 / scores.width, scores / graph.where(none, 1.0, total))


def classify_by_decision(graph: Graph, model: Any, table: Table) -> Tensor:
    return above_zero(graph, tensor_of(graph, model, "decision_function", table))


def classify_by_probability(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.arg_max(tensor_of(graph, model, "predict_proba", table))
