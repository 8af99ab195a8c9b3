"""Projections, decompositions, clusters and mixtures, and the selection of columns."""

from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.kernels import integer_power, squared_distances
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_SELECTORS = "GenericUnivariateSelect RFE RFECV SelectFdr SelectFpr SelectFromModel SelectFwe SelectKBest SelectPercentile SequentialFeatureSelector VarianceThreshold"


def _finite(graph: Graph, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    return x


@formula("transform", "sklearn.decomposition.PCA", "sklearn.decomposition.IncrementalPCA")
def principal(graph: Graph, model: Any, table: Table) -> Tensor:
    scores = _finite(graph, table) @ model.components_.T
    if model.mean_ is not None:
        scores = scores - (np.reshape(model.mean_, (1, -1)) @ model.components_.T)
    if not model.whiten:
        return scores
    scale = np.sqrt(model.explained_variance_)
    eps = np.finfo(scale.dtype).eps
    return scores / np.where(scale < eps, eps, scale)


@formula("transform", "sklearn.decomposition.TruncatedSVD", "sklearn.neighbors.NeighborhoodComponentsAnalysis")
@formula("transform", "sklearn.random_projection.GaussianRandomProjection")
def project(graph: Graph, model: Any, table: Table) -> Tensor:
    return _finite(graph, table) @ np.asarray(model.components_).T


@formula("transform", "sklearn.random_projection.SparseRandomProjection")
def project_sparse(graph: Graph, model: Any, table: Table) -> Tensor:
    components = model.components_
    return _finite(graph, table) @ np.asarray(components.todense() if hasattr(components, "todense") else components).T


@formula("transform", "sklearn.decomposition.FactorAnalysis")
def factors(graph: Graph, model: Any, table: Table) -> Tensor:
    weighted = model.components_ / model.noise_variance_
    covariance = np.linalg.inv(np.eye(len(model.components_)) + weighted @ model.components_.T)
    return (_finite(graph, table) - model.mean_) @ (weighted.T @ covariance)


@formula("transform", "sklearn.decomposition.FastICA")
def independent(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _finite(graph, table)
    return (x - model.mean_ if model.whiten else x) @ model.components_.T


@formula("transform", "sklearn.decomposition.KernelPCA")
def kernel_principal(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _finite(graph, table)
    rows = np.asarray(model.X_fit_)
    graph.holds_patients = True
    gamma = model.gamma_ if model.gamma_ is not None else 1.0 / x.width
    if model.kernel == "linear":
        k = x @ rows.T
    elif model.kernel == "rbf":
        k = graph.exp(squared_distances(graph, x, rows) * -gamma)
    elif model.kernel == "poly" and float(model.degree).is_integer():
        k = integer_power(graph, (x @ rows.T) * gamma + model.coef0, int(model.degree))
    elif model.kernel == "sigmoid":
        k = graph.tanh((x @ rows.T) * gamma + model.coef0)
    elif model.kernel == "cosine":
        length = graph.sqrt(graph.sum(x * x))
        k = (x / graph.where(length.equals(0.0), 1.0, length)) @ (rows / np.linalg.norm(rows, axis=1, keepdims=True)).T
    else:
        raise UnsupportedError(f"KernelPCA: kernel {model.kernel!r}")
    mean = graph.sum(k) / float(len(rows))
    centred = k - np.asarray(model._centerer.K_fit_rows_) - mean + float(model._centerer.K_fit_all_)
    positive = np.flatnonzero(model.eigenvalues_)
    alphas = np.zeros_like(model.eigenvectors_)
    alphas[:, positive] = model.eigenvectors_[:, positive] / np.sqrt(model.eigenvalues_[positive])
    return centred @ alphas


_PLS = ["sklearn.cross_decomposition.PLSRegression", "sklearn.cross_decomposition.PLSCanonical", "sklearn.cross_decomposition.CCA"]


@formula("predict", *_PLS)
def partial_least_squares(graph: Graph, model: Any, table: Table) -> Tensor:
    return (_finite(graph, table) - model._x_mean) @ model.coef_.T + np.asarray(model.intercept_)


@formula("transform", *_PLS)
def partial_scores(graph: Graph, model: Any, table: Table) -> Tensor:
    return ((_finite(graph, table) - model._x_mean) / model._x_std) @ model.x_rotations_


_CLUSTERS = ["sklearn.cluster.KMeans", "sklearn.cluster.MiniBatchKMeans", "sklearn.cluster.BisectingKMeans"]


@formula("transform", *_CLUSTERS)
def cluster_distances(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.sqrt(squared_distances(graph, _finite(graph, table), model.cluster_centers_))


@formula("classify", *_CLUSTERS[:2])
def cluster(graph: Graph, model: Any, table: Table) -> Tensor:
    """The smallest of ‖c‖² − 2x·c; NaN where rounding would decide between two."""
    x = _finite(graph, table)
    centres = np.asarray(model.cluster_centers_, dtype=np.float64)
    products = (x @ centres.T) * -2.0
    norms = np.sum(centres**2, axis=1)
    scores = products + norms
    slack = (graph.max(graph.abs(products)) + float(norms.max())) * 1e-15
    graph.refuse_where(graph.sum(graph.number(scores <= graph.min(scores) + slack)) > 1.0)
    return graph.arg_min(scores)


_MIXTURES = ["sklearn.mixture.GaussianMixture", "sklearn.mixture.BayesianGaussianMixture"]


def _log_probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    from sklearn.mixture._gaussian_mixture import _compute_log_det_cholesky

    x = _finite(graph, table)
    means, choleskies, kind = model.means_, model.precisions_cholesky_, model.covariance_type
    log_det = np.asarray(_compute_log_det_cholesky(choleskies, kind, x.width))
    if kind in ("full", "tied"):
        parts = []
        for mean, cholesky in zip(means, choleskies if kind == "full" else [choleskies] * len(means), strict=True):
            y = (x @ cholesky) - (mean @ cholesky)
            parts.append(graph.sum(y * y))
        squares = graph.concat(parts)
    else:
        precisions = choleskies**2
        if kind == "diag":
            squares = ((x @ (means * precisions).T) * -2.0 + np.sum(means**2 * precisions, axis=1)) + (x * x) @ precisions.T
        else:
            inner = (x @ means.T) * precisions
            squares = (inner * -2.0 + np.sum(means**2, axis=1) * precisions) + graph.sum(x * x) * precisions
    gauss = (squares + x.width * np.log(2 * np.pi)) * -0.5 + log_det
    if type(model).__name__ == "BayesianGaussianMixture":
        from scipy.special import digamma

        freedom = model.degrees_of_freedom_
        log_lambda = x.width * np.log(2.0) + np.sum(digamma(0.5 * (freedom - np.arange(0, x.width)[:, np.newaxis])), 0)
        gauss = gauss - 0.5 * x.width * np.log(freedom) + 0.5 * (log_lambda - x.width / model.mean_precision_)
    return gauss + np.asarray(model._estimate_log_weights())


@formula("predict_proba", *_MIXTURES)
def responsibilities(graph: Graph, model: Any, table: Table) -> Tensor:
    weighted = _log_probabilities(graph, model, table)
    return graph.exp(weighted - graph.log_sum_exp(weighted))


@formula("classify", *_MIXTURES)
def component(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.arg_max(_log_probabilities(graph, model, table))


@formula("transform", *(f"sklearn.feature_selection.{name}" for name in _SELECTORS.split()))
def select(graph: Graph, model: Any, table: Table) -> Table:
    # Columns that are left out are looked at too.
    if not model.__sklearn_tags__().input_tags.allow_nan:
        graph.require_finite(table.codes())
    return table.pick(model.get_support(indices=True))


