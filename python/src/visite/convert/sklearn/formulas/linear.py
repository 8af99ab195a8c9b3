"""Linear models: one matrix product, then the link."""

from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.classes import both, classify_by_decision, normalised
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula, tensor_of
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_REGRESSORS = [
    f"sklearn.linear_model.{name}"
    for name in (
        "ARDRegression BayesianRidge ElasticNet ElasticNetCV HuberRegressor Lars LarsCV Lasso LassoCV LassoLars "
        "LassoLarsCV LassoLarsIC LinearRegression MultiTaskElasticNet MultiTaskElasticNetCV MultiTaskLasso "
        "MultiTaskLassoCV OrthogonalMatchingPursuit OrthogonalMatchingPursuitCV PassiveAggressiveRegressor "
        "QuantileRegressor Ridge RidgeCV SGDRegressor TheilSenRegressor"
    ).split()
]
_CLASSIFIERS = [
    f"sklearn.linear_model.{name}"
    for name in (
        "LogisticRegression LogisticRegressionCV PassiveAggressiveClassifier Perceptron RidgeClassifier "
        "RidgeClassifierCV SGDClassifier"
    ).split()
]


def linear(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    coefficients = model.coef_.toarray() if hasattr(model.coef_, "toarray") else model.coef_
    weights = np.atleast_2d(np.asarray(coefficients, dtype=np.float64)).T
    return x @ weights + np.asarray(model.intercept_, dtype=np.float64).reshape(-1)


formula("predict", *_REGRESSORS, "sklearn.svm.LinearSVR")(linear)
formula(
    "decision_function",
    *_CLASSIFIERS,
    "sklearn.svm.LinearSVC",
    "sklearn.discriminant_analysis.LinearDiscriminantAnalysis",
)(linear)


@formula(
    "classify",
    *_CLASSIFIERS,
    "sklearn.svm.LinearSVC",
    "sklearn.discriminant_analysis.LinearDiscriminantAnalysis",
)
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    if getattr(getattr(model, "_label_binarizer", None), "y_type_", "").startswith("multilabel"):
        raise UnsupportedError(f"{type(model).__name__}: several labels at once")
    return classify_by_decision(graph, model, table)


@formula(
    "predict_proba",
    "sklearn.linear_model.LogisticRegression",
    "sklearn.linear_model.LogisticRegressionCV",
    "sklearn.discriminant_analysis.LinearDiscriminantAnalysis",
)
def logistic(graph: Graph, model: Any, table: Table) -> Tensor:
    scores = linear(graph, model, table)
    if scores.width == 1:
        if getattr(model, "multi_class", None) == "multinomial":
            return graph.softmax(graph.concat([-scores, scores]))
        return both(graph, graph.expit(scores))
    separate = getattr(model, "multi_class", None) == "ovr" or getattr(model, "solver", None) == "liblinear"
    return normalised(graph, graph.expit(scores)) if separate else graph.softmax(scores)


@formula("predict_proba", "sklearn.linear_model.SGDClassifier")
def sgd(graph: Graph, model: Any, table: Table) -> Tensor:
    scores = linear(graph, model, table)
    if model.loss == "log_loss":
        positive = graph.expit(scores)
    elif model.loss == "modified_huber":
        positive = (graph.clip(scores, -1.0, 1.0) + 1.0) / 2.0
    else:
        raise UnsupportedError(f"SGDClassifier: no probabilities with loss {model.loss!r}")
    return both(graph, positive) if scores.width == 1 else normalised(graph, positive)


@formula(
    "predict",
    "sklearn.linear_model.PoissonRegressor",
    "sklearn.linear_model.GammaRegressor",
    "sklearn.linear_model.TweedieRegressor",
)
def generalised(graph: Graph, model: Any, table: Table) -> Tensor:
    eta = linear(graph, model, table)
    link = type(model._base_loss.link).__name__
    if link == "LogLink":
        return graph.exp(eta)
    if link == "IdentityLink":
        return eta
    raise UnsupportedError(f"{type(model).__name__}: link {link}")


@formula("predict", "sklearn.linear_model.RANSACRegressor")
def ransac(graph: Graph, model: Any, table: Table) -> Tensor:
    return tensor_of(graph, model.estimator_, "predict", table)


@formula("decision_function", "sklearn.linear_model.SGDOneClassSVM")
def one_class(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    return x @ np.asarray(model.coef_, dtype=np.float64).reshape(-1, 1) - float(np.ravel(model.offset_)[0])


@formula("classify", "sklearn.linear_model.SGDOneClassSVM")
def one_class_side(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.number(one_class(graph, model, table) >= 0.0)


@formula("transform", "sklearn.discriminant_analysis.LinearDiscriminantAnalysis")
def project(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    if model.solver == "svd":
        x = x - model.xbar_
    elif model.solver != "eigen":
        raise UnsupportedError("LinearDiscriminantAnalysis: no projection with solver 'lsqr'")
    return x @ model.scalings_[:, : model._max_components]


@formula("decision_function", "sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis")
def quadratic_decision(graph: Graph, model: Any, table: Table) -> Tensor:
    scores = _quadratic(graph, model, table)
    return graph.column(scores, 1) - graph.column(scores, 0) if scores.width == 2 else scores


@formula("predict_proba", "sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis")
def quadratic(graph: Graph, model: Any, table: Table) -> Tensor:
    scores = _quadratic(graph, model, table)
    likelihood = scores - graph.max(scores)
    return graph.exp(likelihood - graph.log(graph.sum(graph.exp(likelihood))))


@formula("classify", "sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis")
def quadratic_class(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.arg_max(_quadratic(graph, model, table))


def _quadratic(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    norms = []
    for mean, rotation, scaling in zip(model.means_, model.rotations_, model.scalings_, strict=True):
        z = (x - mean) @ (rotation * scaling**-0.5)
        norms.append(graph.sum(z * z))
    logs = np.array([np.sum(np.log(scaling)) for scaling in model.scalings_])
    return (graph.concat(norms) + logs) * -0.5 + np.log(model.priors_)



