"""Gaussian processes: the mean of a regression, the probabilities of Laplace's approximation."""

from typing import Any

import numpy as np
from scipy.linalg import solve_triangular

from visite.convert.sklearn.formulas.classes import both, normalised
from visite.convert.sklearn.formulas.kernels import process_kernel, process_variance
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_PACKAGE = "sklearn.gaussian_process"


@formula("predict", f"{_PACKAGE}.GaussianProcessRegressor")
def regression(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    if not hasattr(model, "X_train_"):
        raise UnsupportedError("GaussianProcessRegressor: not fitted")
    graph.holds_patients = True
    alpha = np.asarray(model.alpha_).reshape(len(model.X_train_), -1)
    mean = process_kernel(graph, model.kernel_, x, model.X_train_) @ alpha
    return mean * np.asarray(model._y_train_std).reshape(-1) + np.asarray(model._y_train_mean).reshape(-1)


@formula("predict_proba", f"{_PACKAGE}.GaussianProcessClassifier")
def probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    if model.n_classes_ == 2:
        return both(graph, _binary(graph, model.base_estimator_, x))
    if model.multi_class != "one_vs_rest":
        raise UnsupportedError("GaussianProcessClassifier: no probabilities with one_vs_one")
    columns = [_binary(graph, each, x) for each in model.base_estimator_.estimators_]
    return normalised(graph, graph.concat(columns))


@formula("classify", f"{_PACKAGE}.GaussianProcessClassifier")
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    if model.n_classes_ == 2:
        return graph.number(_latent(graph, model.base_estimator_, x)[0] > 0.0)
    if model.multi_class != "one_vs_rest":
        raise UnsupportedError("GaussianProcessClassifier: one_vs_one")
    columns = [_binary(graph, each, x) for each in model.base_estimator_.estimators_]
    return graph.arg_max(graph.concat(columns))


def _latent(graph: Graph, model: Any, x: Tensor) -> tuple[Tensor, Tensor]:
    graph.holds_patients = True
    k = process_kernel(graph, model.kernel_, x, model.X_train_)
    return k @ np.asarray(model.y_train_ - model.pi_).reshape(-1, 1), k


def _binary(graph: Graph, model: Any, x: Tensor) -> Tensor:
    """Rasmussen and Williams 2006, algorithm 3.2, with the five error functions of Williams and Barber 1998."""
    from sklearn.gaussian_process._gpc import COEFS, LAMBDAS

    mean, k = _latent(graph, model, x)
    solved = solve_triangular(model.L_, np.diag(model.W_sr_), lower=True)
    v = k @ solved.T
    variance = process_variance(graph, model.kernel_, x) - graph.sum(v * v)
    alpha = 1.0 / (2.0 * variance)
    lambdas, coefficients = LAMBDAS.ravel(), COEFS.ravel()
    argument = (mean * lambdas) * graph.sqrt(alpha / (alpha + lambdas**2))
    integrals = graph.sqrt(np.pi / alpha) * graph.erf(argument) / (2.0 * graph.sqrt(variance * 2.0 * np.pi))
    return graph.sum(integrals * coefficients) + 0.5 * float(coefficients.sum())


