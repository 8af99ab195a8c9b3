"""Several outcomes or classes by one estimator each; estimators that hold another one."""

from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.functions import exp_minus_one
from visite.convert.sklearn.formulas.responses import has_classes, positive_score, prediction
from visite.convert.sklearn.formulas.vectors import one_versus_rest
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula, run, tensor_of
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_REST, _PAIRS, _CONSTANT = "sklearn.multiclass.OneVsRestClassifier", "sklearn.multiclass.OneVsOneClassifier", "sklearn.multiclass._ConstantPredictor"


def _constant(graph: Graph, table: Table, value: float) -> Tensor:
    x = graph.column(table.codes(), 0)
    return graph.where(graph.is_nan(x), value, np.array([[value]]))


@formula("predict_proba", _CONSTANT)
def constant_probability(graph: Graph, model: Any, table: Table) -> Tensor:
    value = float(model.y_[0])
    return graph.concat([_constant(graph, table, 1 - value), _constant(graph, table, value)])


@formula("decision_function", _CONSTANT)
def constant(graph: Graph, model: Any, table: Table) -> Tensor:
    return _constant(graph, table, float(model.y_[0]))


formula("predict", _CONSTANT)(constant)


def _one_label(model: Any) -> None:
    if model.multilabel_:
        raise UnsupportedError("OneVsRestClassifier: several labels at once; export one for each")


@formula("predict_proba", _REST)
def rest(graph: Graph, model: Any, table: Table) -> Tensor:
    _one_label(model)
    columns = [graph.column(tensor_of(graph, each, "predict_proba", table), 1) for each in model.estimators_]
    y = graph.concat([1.0 - columns[0], columns[0]] if len(columns) == 1 else columns)
    total = graph.sum(y)
    return y / graph.where(total.equals(0.0), 1.0, total)


@formula("decision_function", _REST)
def rest_decision(graph: Graph, model: Any, table: Table) -> Tensor:
    _one_label(model)
    return graph.concat([tensor_of(graph, each, "decision_function", table) for each in model.estimators_])


@formula("classify", _REST)
def rest_class(graph: Graph, model: Any, table: Table) -> Tensor:
    _one_label(model)
    scores = graph.concat([positive_score(graph, each, table) for each in model.estimators_])
    return graph.number(scores > _threshold(model.estimators_[0])) if scores.width == 1 else graph.arg_max(scores)


@formula("decision_function", _PAIRS)
def pairs(graph: Graph, model: Any, table: Table) -> Tensor:
    if model.pairwise_indices_ is not None:
        raise UnsupportedError("OneVsOneClassifier: of precomputed kernels")
    won = graph.concat([prediction(graph, each, table) for each in model.estimators_])
    confidences = graph.concat([positive_score(graph, each, table) for each in model.estimators_])
    scores = one_versus_rest(graph, won, confidences, len(model.classes_))
    return graph.column(scores, 1) if scores.width == 2 else scores


@formula("classify", _PAIRS)
def pairs_class(graph: Graph, model: Any, table: Table) -> Tensor:
    scores = pairs(graph, model, table)
    return graph.number(scores > _threshold(model.estimators_[0])) if scores.width == 1 else graph.arg_max(scores)


def _threshold(estimator: Any) -> float:
    return 0.0 if hasattr(estimator, "decision_function") and has_classes(estimator) else 0.5


@formula("predict", "sklearn.multioutput.MultiOutputRegressor")
def several_values(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.concat([tensor_of(graph, each, "predict", table) for each in model.estimators_])


@formula("predict", "sklearn.multioutput.RegressorChain")
def chained_values(graph: Graph, model: Any, table: Table) -> Tensor:
    found: list[Tensor] = []
    for each in model.estimators_:
        cells = [*table.cells, *(cell for tensor in found for cell in Table.of(tensor).cells)]
        found.append(tensor_of(graph, each, "predict", Table(graph, cells)))
    order = list(model.order_)
    return graph.concat([found[order.index(target)] for target in range(len(order))])


@formula("predict", "sklearn.compose.TransformedTargetRegressor")
def transformed_target(graph: Graph, model: Any, table: Table) -> Tensor:
    value = tensor_of(graph, model.regressor_, "predict", table)
    transformer = model.transformer_
    if type(transformer).__name__ == "StandardScaler":
        scale = np.ones(value.width) if transformer.scale_ is None else transformer.scale_
        return value * scale + (0.0 if transformer.mean_ is None else np.asarray(transformer.mean_))
    if type(transformer).__name__ == "MinMaxScaler" and not transformer.clip:
        return (value - transformer.min_) / transformer.scale_
    inverse = getattr(transformer, "inverse_func", None)
    if type(transformer).__name__ == "FunctionTransformer" and inverse in (None, np.exp, np.expm1, np.square):
        if inverse is None:
            return value
        if inverse is np.square:
            return value * value
        return graph.exp(value) if inverse is np.exp else exp_minus_one(graph, value)
    raise UnsupportedError(f"TransformedTargetRegressor: the inverse of {type(transformer).__name__} {inverse or ''}")


_SEARCHES = [f"sklearn.model_selection.{name}" for name in ("GridSearchCV", "RandomizedSearchCV", "HalvingGridSearchCV", "HalvingRandomSearchCV")]


def _through(method: str) -> None:
    @formula(method, *_SEARCHES)
    def search(graph: Graph, model: Any, table: Table) -> Any:
        return run(graph, model.best_estimator_, method, table)

    @formula(method, "sklearn.model_selection.FixedThresholdClassifier", "sklearn.model_selection.TunedThresholdClassifierCV")
    def threshold(graph: Graph, model: Any, table: Table) -> Any:
        return run(graph, model.estimator_, method, table)

    @formula(method, "sklearn.frozen.FrozenEstimator")
    def frozen(graph: Graph, model: Any, table: Table) -> Any:
        return run(graph, model.estimator, method, table)


    if method != "transform":

        @formula(method, "sklearn.feature_selection.RFE", "sklearn.feature_selection.RFECV")
        def eliminated(graph: Graph, model: Any, table: Table) -> Any:
            return run(graph, model.estimator_, method, run(graph, model, "transform", table))


for _method in ("predict_proba", "decision_function", "predict", "classify", "transform"):
    _through(_method)


@formula("classify", "sklearn.model_selection.FixedThresholdClassifier", "sklearn.model_selection.TunedThresholdClassifierCV")
def thresholded(graph: Graph, model: Any, table: Table) -> Tensor:
    """The positive class where its score is at least the threshold."""
    inner = model.estimator_
    asked = {"auto": ("predict_proba", "decision_function")}.get(model.response_method, (model.response_method,))
    method = next((name for name in asked if hasattr(inner, name)), None)
    if method is None:
        raise UnsupportedError(f"{type(model).__name__}: {type(inner).__name__} has no {asked[0]}")
    given = getattr(model, "_curve_scorer", None)
    positive = given._get_pos_label() if given is not None else model.pos_label
    at = 1 if positive is None else list(inner.classes_).index(positive)
    scores = tensor_of(graph, inner, method, table)
    if method == "predict_proba":
        score = graph.column(scores, at)
    else:
        score = scores if at == 1 else -scores
    cut = getattr(model, "best_threshold_", None)
    if cut is None:
        cut = model.threshold if model.threshold != "auto" else (0.5 if method == "predict_proba" else 0.0)
    return graph.where(score >= float(cut), float(at), float(1 - at))


