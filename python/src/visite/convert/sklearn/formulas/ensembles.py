"""Ensembles of other estimators: AdaBoost, bagging, voting, stacking."""

from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.classes import above_zero, classify_by_probability
from visite.convert.sklearn.formulas.responses import class_places, has_classes, has_method, prediction, regressor
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula, tensor_of
from visite.convert.sklearn.table import Cell, Table
from visite.errors import UnsupportedError


@formula("decision_function", "sklearn.ensemble.AdaBoostClassifier")
def ada_boost(graph: Graph, model: Any, table: Table) -> Tensor:
    graph.require_finite(table.matrix())
    count = len(model.classes_)
    total: Tensor | None = None
    for member, weight in zip(model.estimators_, model.estimator_weights_, strict=False):
        chosen = class_places(graph, member, table, model.classes_)
        ours = chosen.equals(np.arange(count, dtype=np.float64).reshape(1, -1))
        part = graph.where(ours, float(weight), float(-1 / (count - 1) * weight))
        total = part if total is None else total + part
    assert total is not None
    scores = total / float(model.estimator_weights_.sum())
    return graph.sum(scores * np.array([[-1.0, 1.0]])) if count == 2 else scores


@formula("classify", "sklearn.ensemble.AdaBoostClassifier")
def ada_boost_class(graph: Graph, model: Any, table: Table) -> Tensor:
    return above_zero(graph, ada_boost(graph, model, table))


@formula("predict_proba", "sklearn.ensemble.AdaBoostClassifier")
def ada_boost_probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    decision = ada_boost(graph, model, table)
    count = len(model.classes_)
    if count == 2:
        return graph.softmax(graph.concat([-decision, decision]) / 2.0)
    return graph.softmax(decision / float(count - 1))


@formula("predict", "sklearn.ensemble.AdaBoostRegressor")
def ada_boost_median(graph: Graph, model: Any, table: Table) -> Tensor:
    """The smallest prediction with at least half of the weight at or below it."""
    graph.require_finite(table.matrix())
    values = graph.concat([tensor_of(graph, member, "predict", table) for member in model.estimators_])
    count = values.width
    weights = np.asarray(model.estimator_weights_[:count], dtype=np.float64)
    below = graph.number(graph.reshape(values, 1, count) <= graph.reshape(values, count, 1))
    share = graph.reshape(below @ weights.reshape(-1, 1), count)
    half = 0.5 * float(weights.sum())
    # Where a sum of weights is half the total but for rounding, the order of the sum would decide.
    graph.refuse_where((graph.abs(share - half) < 1e-13 * half) & ~share.equals(half))
    return graph.min(graph.where(share >= half, values, np.inf))


@formula("predict_proba", "sklearn.ensemble.BaggingClassifier")
def bagging(graph: Graph, model: Any, table: Table) -> Tensor:
    count = model.n_classes_
    total: Tensor | None = None
    for member, features in zip(model.estimators_, model.estimators_features_, strict=True):
        part = table.pick(features)
        if has_method(member, "predict_proba"):
            p = tensor_of(graph, member, "predict_proba", part)
            if len(member.classes_) != count:
                p = p @ np.eye(count)[np.asarray(member.classes_, dtype=int)]
        else:
            chosen = class_places(graph, member, part, np.arange(count))
            p = graph.number(chosen.equals(np.arange(count, dtype=np.float64).reshape(1, -1)))
        total = p if total is None else total + p
    assert total is not None
    return total / float(len(model.estimators_))


@formula("predict", "sklearn.ensemble.BaggingRegressor")
def bagging_mean(graph: Graph, model: Any, table: Table) -> Tensor:
    parts = [
        tensor_of(graph, member, "predict", table.pick(features))
        for member, features in zip(model.estimators_, model.estimators_features_, strict=True)
    ]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total / float(len(parts))


formula("classify", "sklearn.ensemble.BaggingClassifier")(classify_by_probability)


@formula("predict_proba", "sklearn.ensemble.VotingClassifier")
def voting(graph: Graph, model: Any, table: Table) -> Tensor:
    if model.voting != "soft":
        raise UnsupportedError("VotingClassifier: no probabilities with hard voting")
    return _average([tensor_of(graph, member, "predict_proba", table) for member in model.estimators_], model)


@formula("classify", "sklearn.ensemble.VotingClassifier")
def vote(graph: Graph, model: Any, table: Table) -> Tensor:
    if model.voting == "soft":
        return graph.arg_max(voting(graph, model, table))
    count = len(model.le_.classes_)
    weights = model._weights_not_none or [1.0] * len(model.estimators_)
    total: Tensor | None = None
    for member, weight in zip(model.estimators_, weights, strict=True):
        chosen = class_places(graph, member, table, np.arange(count))
        part = graph.number(chosen.equals(np.arange(count, dtype=np.float64).reshape(1, -1))) * float(weight)
        total = part if total is None else total + part
    assert total is not None
    return graph.arg_max(total)


@formula("predict", "sklearn.ensemble.VotingRegressor")
def voting_mean(graph: Graph, model: Any, table: Table) -> Tensor:
    return _average([tensor_of(graph, member, "predict", table) for member in model.estimators_], model)


def _average(parts: list[Tensor], model: Any) -> Tensor:
    weights = model._weights_not_none or [1.0] * len(parts)
    total = parts[0] * float(weights[0])
    for part, weight in zip(parts[1:], weights[1:], strict=True):
        total = total + part * float(weight)
    return total / float(sum(weights))


_STACKING = "sklearn.ensemble.StackingClassifier"


def _stacked(graph: Graph, model: Any, table: Table) -> Table:
    cells: list[Cell] = []
    for member, method in zip(model.estimators_, model.stack_method_, strict=True):
        if method == "predict" and has_classes(member):
            values = prediction(graph, member, table)
        else:
            values = tensor_of(graph, member, method, table)
        if method == "predict_proba" and len(getattr(model, "classes_", ())) == 2:
            values = graph.column(values, 1)
        cells.extend(Table.of(values).cells)
    if model.passthrough:
        cells.extend(table.cells)
    return Table(graph, cells)


@formula("predict_proba", _STACKING)
def stacking(graph: Graph, model: Any, table: Table) -> Tensor:
    _no_labels(model)
    return tensor_of(graph, model.final_estimator_, "predict_proba", _stacked(graph, model, table))


@formula("decision_function", _STACKING)
def stacking_decision(graph: Graph, model: Any, table: Table) -> Tensor:
    return tensor_of(graph, model.final_estimator_, "decision_function", _stacked(graph, model, table))


@formula("classify", _STACKING)
def stacking_class(graph: Graph, model: Any, table: Table) -> Tensor:
    _no_labels(model)
    return tensor_of(graph, model.final_estimator_, "classify", _stacked(graph, model, table))


@formula("predict", "sklearn.ensemble.StackingRegressor")
def stacking_value(graph: Graph, model: Any, table: Table) -> Tensor:
    return regressor(graph, model.final_estimator_, _stacked(graph, model, table))


def _no_labels(model: Any) -> None:
    if isinstance(model._label_encoder, list):
        raise UnsupportedError("StackingClassifier: several labels at once")
