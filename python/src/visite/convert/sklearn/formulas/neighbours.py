"""Nearest neighbours. Where patients at the same distance compete for the last place and it matters who is taken, the
original's search decides, and the module searches likewise; where it hangs on the original's rounding or on its number of
threads, the module gives NaN."""

from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.kernels import differences
from visite.convert.sklearn.formulas.search import metric_name, search
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula, refuse
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError


def metric_of(model: Any) -> tuple[str, float]:
    """The metric's name and p."""
    name, p = model.effective_metric_, model.effective_metric_params_.get("p", 2)
    if any(value is not None for key, value in model.effective_metric_params_.items() if key != "p"):
        raise UnsupportedError(f"{type(model).__name__}: metric {name!r} with parameters")
    by_name = {"euclidean": ("minkowski", 2), "l2": ("minkowski", 2), "manhattan": ("minkowski", 1), "l1": ("minkowski", 1), "cityblock": ("minkowski", 1)}
    name, p = by_name.get(name, (name, p))
    if name not in ("minkowski", "chebyshev", "sqeuclidean"):
        raise UnsupportedError(f"{type(model).__name__}: metric {model.effective_metric_!r}")
    return str(name), float(p)


def distances(graph: Graph, model: Any, x: Tensor) -> tuple[Tensor, Tensor]:
    """Distances to every stored patient, and how far each may be off in the original's own arithmetic: `[N, rows]`."""
    rows = np.asarray(model._fit_X, dtype=np.float64)
    graph.holds_patients = True
    name, p = metric_of(model)
    d = graph.abs(differences(graph, x, rows))
    count = len(rows)
    size = graph.sum(graph.abs(x)) + np.abs(rows).sum(axis=1)
    if name == "chebyshev":
        return graph.reshape(graph.max(d, 2), count), size * 1e-15
    if p == 1:
        return graph.reshape(graph.sum(d, 2), count), size * 1e-15
    if p == 2 or name == "sqeuclidean":
        squares = graph.reshape(graph.sum(d * d, 2), count)
        slack = graph.sum(x * x) + (rows**2).sum(axis=1)
        if name == "sqeuclidean":
            return squares, slack * 2e-15
        found = graph.sqrt(squares)
        # √(s ± e) − √s is at most √e, and e / √s where s is larger.
        e = slack * 2e-15
        return found, graph.minimum(graph.sqrt(e), e / graph.maximum(found, 1e-300)) + found * 1e-15
    total = graph.reshape(graph.sum(graph.pow(d, p), 2), count)
    return graph.pow(total, 1.0 / p), size * 1e-14


class Nearest:
    """The `count` nearest; a patient for whom it cannot be known who is taken, and it matters in `said` `[rows, k]`, is refused."""

    def __init__(self, graph: Graph, model: Any, x: Tensor, count: int, said: np.ndarray) -> None:
        self.graph = graph
        self.count = count
        said = np.asarray(said, dtype=np.float64).reshape(len(model._fit_X), -1)
        name, p = metric_of(model)
        metric = metric_name(name, p)
        if metric is None:
            self._by_all_distances(model, x, said)
            return
        graph.holds_patients = True
        found, self.places, self.order = search(graph, model, x, metric=metric, count=count, said=said)
        self.distances = graph.sqrt(found) if metric == "sqeuclidean" and name != "sqeuclidean" else found

    def _by_all_distances(self, model: Any, x: Tensor, said: np.ndarray) -> None:
        """The original's powers differ from the module's in their last bits, so those of nearly the same distance are tied."""
        graph = self.graph
        found, slack = distances(graph, model, x)
        self.order = np.arange(found.width)
        self.distances, self.places = graph.smallest(found, self.count)
        if self.count == found.width:
            return
        last = graph.max(self.distances)
        is_tied = graph.abs(found - last) <= slack + last * 1e-14
        surely = graph.number((found < last) & ~is_tied)
        crowded = graph.sum(graph.number(is_tied)) + graph.sum(surely) > float(self.count)
        for column in said.T:
            high = graph.max(graph.where(is_tied, column.reshape(1, -1), -np.inf))
            low = graph.min(graph.where(is_tied, column.reshape(1, -1), np.inf))
            graph.refuse_where(crowded & (high > low))

    def look_up(self, table: np.ndarray) -> Tensor:
        """Of each of the nearest, `table[row]`."""
        return self.graph.look_up(table[self.order], self.places)

    def weights(self, kind: Any) -> Tensor:
        return weights_of(self.graph, self.distances, kind)


def weights_of(graph: Graph, found: Tensor, kind: Any) -> Tensor:
    """`[N, count]`: 1 each, or 1/distance, those at distance 0 alone where there are any."""
    if kind in (None, "uniform"):
        return graph.where(graph.is_nan(found), np.nan, 1.0)
    if kind == "distance":
        zero = found.equals(0.0)
        inverse = 1.0 / graph.where(zero, 1.0, found)
        return graph.where(graph.any(zero), graph.number(zero), inverse)
    raise UnsupportedError("neighbours: weights by a function of one's own")


def _nearest(graph: Graph, model: Any, table: Table, said: np.ndarray) -> Nearest:
    x = table.matrix()
    graph.require_finite(x)
    return Nearest(graph, model, x, model.n_neighbors, said)


@formula("predict_proba", "sklearn.neighbors.KNeighborsClassifier")
def probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    if model.outputs_2d_:
        raise UnsupportedError("KNeighborsClassifier: several outcomes at once")
    nearest = _nearest(graph, model, table, model._y)
    count = len(model.classes_)
    members = nearest.look_up(np.eye(count)[model._y])
    weights = graph.reshape(nearest.weights(model.weights), nearest.count, 1)
    votes = graph.reshape(graph.sum(members * weights, 1), count)
    return votes / graph.sum(votes)


@formula("classify", "sklearn.neighbors.KNeighborsClassifier")
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.arg_max(probabilities(graph, model, table))


@formula("predict", "sklearn.neighbors.KNeighborsRegressor")
def regression(graph: Graph, model: Any, table: Table) -> Tensor:
    y = np.asarray(model._y, dtype=np.float64).reshape(len(model._fit_X), -1)
    nearest = _nearest(graph, model, table, y)
    values = nearest.look_up(y)
    if model.weights == "uniform":
        return graph.reshape(graph.sum(values, 1), y.shape[1]) / float(nearest.count)
    weights = graph.reshape(nearest.weights(model.weights), nearest.count, 1)
    return graph.reshape(graph.sum(values * weights, 1), y.shape[1]) / graph.reshape(graph.sum(weights, 1), 1)


def _within(graph: Graph, model: Any, table: Table) -> tuple[Tensor, Tensor]:
    """Weights of all stored patients, 0 outside the radius; and whether there is any within."""
    x = table.matrix()
    graph.require_finite(x)
    found, slack = distances(graph, model, x)
    inside = found <= float(model.radius)
    # At the radius itself the original's rounding decides, which a tree search does not share with a matrix product.
    near = graph.abs(found - float(model.radius)) <= slack
    graph.refuse_where(near if model._fit_method == "brute" else near & ~found.equals(float(model.radius)))
    members = graph.number(inside)
    if model.weights == "distance":
        zero = found.equals(0.0)
        inverse = 1.0 / graph.where(zero, 1.0, found)
        members = members * graph.where(graph.any(zero), graph.number(zero), inverse)
    elif model.weights != "uniform":
        raise UnsupportedError("neighbours: weights by a function of one's own")
    return members, graph.any(inside)


@formula("predict_proba", "sklearn.neighbors.RadiusNeighborsClassifier")
def radius_probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    if model.outputs_2d_:
        raise UnsupportedError("RadiusNeighborsClassifier: several outcomes at once")
    members, there = _within(graph, model, table)
    count = len(model.classes_)
    votes = members @ np.eye(count)[model._y]
    total = graph.sum(votes)
    p = votes / graph.where(there, total, 1.0)
    outlier = model.outlier_label_[0] if model.outlier_label_ is not None else None
    if outlier is None:
        graph.refuse_where(~there)
        return p
    alone = np.array([[float(each == outlier) for each in model.classes_]])
    return graph.where(there, p, alone)


@formula("classify", "sklearn.neighbors.RadiusNeighborsClassifier")
def radius_class(graph: Graph, model: Any, table: Table) -> Tensor:
    outlier = model.outlier_label_[0] if model.outlier_label_ is not None else None
    if outlier is not None and outlier not in list(model.classes_):
        raise UnsupportedError("RadiusNeighborsClassifier: an outlier label that is no class")
    return graph.arg_max(radius_probabilities(graph, model, table))


@formula("predict", "sklearn.neighbors.RadiusNeighborsRegressor")
def radius_regression(graph: Graph, model: Any, table: Table) -> Tensor:
    members, there = _within(graph, model, table)
    graph.refuse_where(~there)
    y = np.asarray(model._y, dtype=np.float64).reshape(len(model._fit_X), -1)
    return (members @ y) / graph.where(there, graph.sum(members), 1.0)


@formula("decision_function", "sklearn.neighbors.LocalOutlierFactor")
def local_outlier(graph: Graph, model: Any, table: Table) -> Tensor:
    if not model.novelty:
        raise UnsupportedError("LocalOutlierFactor: without novelty=True it has no prediction for new patients")
    x = table.matrix()
    graph.require_finite(x)
    of_rows = np.stack([model._distances_fit_X_[:, model.n_neighbors_ - 1], model._lrd], axis=1)
    nearest = Nearest(graph, model, x, model.n_neighbors_, of_rows)
    stored = nearest.look_up(of_rows)
    reach = graph.maximum(nearest.distances, graph.reshape(graph.gather(stored, [0], axis=2), nearest.count))
    own = 1.0 / (graph.sum(reach) / float(nearest.count) + 1e-10)
    ratios = graph.reshape(graph.gather(stored, [1], axis=2), nearest.count) / own
    return -(graph.sum(ratios) / float(nearest.count)) - float(model.offset_)


@formula("classify", "sklearn.neighbors.LocalOutlierFactor")
def local_outlier_side(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.number(local_outlier(graph, model, table) >= 0.0)


refuse("gives a sparse graph of neighbours, not a prediction", "sklearn.neighbors.KNeighborsTransformer", "sklearn.neighbors.RadiusNeighborsTransformer")
refuse("gives neighbours, not a prediction", "sklearn.neighbors.NearestNeighbors")
