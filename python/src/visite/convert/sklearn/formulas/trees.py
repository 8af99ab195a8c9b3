"""Decision trees and what is made of them. scikit-learn rounds X to float32 and compares it with double thresholds."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.classes import classify_by_probability
from visite.convert.sklearn.formulas.tree_nodes import Tree, tree_sum
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import class_name, formula, tensor_of
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_TREES = ["sklearn.tree.DecisionTree", "sklearn.tree.ExtraTree"]
_FORESTS = ["sklearn.ensemble.RandomForest", "sklearn.ensemble.ExtraTrees"]
_ALL = [*_TREES, *_FORESTS]
_MOST_REPEATED = 200_000
"""Nodes of a forest of several classes that is walked once for each class: faster than looking up the leaves, and larger."""


def rounded(graph: Graph, x: Tensor, missing: bool) -> Tensor:
    """X as float32, refused where the original refuses it."""
    single = graph.float32(x)
    if missing:
        graph.require_not_infinite(single)
    else:
        graph.require_finite(single)
    return single


def takes_missing(tree_model: Any) -> bool:
    """`_support_missing_values`, for dense X."""
    return bool(tree_model.__sklearn_tags__().input_tags.allow_nan) and tree_model.monotonic_cst is None


def read_tree(tree: Any, values: np.ndarray, features: Sequence[int] | None = None) -> Tree:
    """A scikit-learn tree with other leaf values, and with its features among others."""
    feature = np.asarray(tree.feature)
    if features is not None:
        feature = np.where(feature >= 0, np.asarray(features)[np.maximum(feature, 0)], feature)
    return Tree(
        np.asarray(tree.children_left),
        np.asarray(tree.children_right),
        feature,
        np.asarray(tree.threshold),
        np.asarray(tree.missing_go_to_left),
        np.asarray(values, dtype=np.float64),
    )


def leaf_places(
    graph: Graph, x: Tensor, trees: Sequence[Any], features: Sequence[Sequence[int]] | None = None
) -> tuple[Tensor, np.ndarray]:
    """`[N, trees]`: the leaf of each tree, counted over all trees; and for each tree where its nodes begin."""
    starts = np.cumsum([0, *(tree.node_count for tree in trees)])
    made = [
        read_tree(tree, start + np.arange(tree.node_count), None if features is None else features[at])
        for at, (tree, start) in enumerate(zip(trees, starts[:-1], strict=True))
    ]
    return tree_sum(graph, x, made, range(len(made)), len(made)), starts


def tree_means(graph: Graph, x: Tensor, trees: Sequence[Any], output: int, divisor: float) -> Tensor:
    """`[N, values]`: the leaves' values of one output, added over the trees and divided."""
    values = [np.asarray(tree.value)[:, output, :] for tree in trees]
    width = values[0].shape[1]
    if width == 1 or width * sum(tree.node_count for tree in trees) <= _MOST_REPEATED:
        made = [read_tree(t, v[:, at]) for t, v in zip(trees, values, strict=True) for at in range(width)]
        total = tree_sum(graph, x, made, list(range(width)) * len(trees), width)
    else:
        places, _ = leaf_places(graph, x, trees)
        total = graph.reshape(graph.sum(graph.look_up(np.concatenate(values), places), 1), width)
    return total if divisor == 1 else total / divisor


def _members(model: Any) -> list[Any]:
    return list(model.estimators_) if class_name(model).rsplit(".", 1)[0] == "sklearn.ensemble" else [model]


def _input(graph: Graph, model: Any, table: Table) -> Tensor:
    return rounded(graph, table.matrix(), takes_missing(_members(model)[0]))


@formula("predict", *(f"{name}Regressor" for name in _ALL))
def regression(graph: Graph, model: Any, table: Table) -> Tensor:
    members = _members(model)
    x = _input(graph, model, table)
    trees = [member.tree_ for member in members]
    return graph.concat([tree_means(graph, x, trees, output, len(trees)) for output in range(model.n_outputs_)])


@formula("predict_proba", *(f"{name}Classifier" for name in _ALL))
def probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    if model.n_outputs_ != 1:
        raise UnsupportedError(f"{type(model).__name__}: several outcomes at once; export one for each")
    members = _members(model)
    return tree_means(graph, _input(graph, model, table), [member.tree_ for member in members], 0, len(members))


@formula("classify", *(f"{name}Classifier" for name in _ALL))
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    return classify_by_probability(graph, model, table)


@formula("transform", "sklearn.ensemble.RandomTreesEmbedding")
def embedding(graph: Graph, model: Any, table: Table) -> Tensor:
    x = rounded(graph, table.matrix(), takes_missing(model.estimators_[0]))
    places, starts = leaf_places(graph, x, [member.tree_ for member in model.estimators_])
    encoder = model.one_hot_encoder_
    known = encoder._infrequent_enabled or encoder.drop is not None
    if known:
        raise UnsupportedError("RandomTreesEmbedding: its encoder drops leaves")
    columns = [
        graph.number(graph.column(places, at).equals((categories + starts[at]).reshape(1, -1)))
        for at, categories in enumerate(encoder.categories_)
    ]
    return graph.concat(columns)


@formula("decision_function", "sklearn.ensemble.IsolationForest")
def isolation(graph: Graph, model: Any, table: Table) -> Tensor:
    from sklearn.ensemble._iforest import _average_path_length

    # score_samples takes missing and infinite values.
    x = graph.float32(table.matrix())
    made = [
        read_tree(
            member.tree_,
            model._decision_path_lengths[at] + model._average_path_length_per_tree[at] - 1.0,
            model.estimators_features_[at] if model._max_features != x.width else None,
        )
        for at, member in enumerate(model.estimators_)
    ]
    depths = tree_sum(graph, x, made, [0] * len(made), 1)
    divisor = len(made) * float(_average_path_length([model._max_samples])[0])
    exponent = -(depths / divisor) if divisor != 0 else depths * 0.0 - 1.0
    return -graph.exp(exponent * np.log(2.0)) - float(model.offset_)


@formula("classify", "sklearn.ensemble.IsolationForest")
def isolation_side(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.number(isolation(graph, model, table) >= 0.0)


@formula("decision_function", "sklearn.ensemble.GradientBoostingClassifier")
def boosting(graph: Graph, model: Any, table: Table) -> Tensor:
    x = rounded(graph, table.matrix(), missing=False)
    width = model.estimators_.shape[1]
    made, targets = [], []
    for stage in model.estimators_:
        for target, member in enumerate(stage):
            made.append(read_tree(member.tree_, model.learning_rate * np.asarray(member.tree_.value)[:, 0, 0]))
            targets.append(target)
    return tree_sum(graph, x, made, targets, width) + _start(graph, model, x, width)


def _start(graph: Graph, model: Any, x: Tensor, width: int) -> Any:
    if isinstance(model.init_, str) and model.init_ == "zero":
        return np.zeros((1, width))
    if type(model.init_).__name__ in ("DummyClassifier", "DummyRegressor"):
        return model._raw_predict_init(np.zeros((1, model.n_features_in_)))
    table = Table.of(x)
    if not hasattr(model, "classes_"):
        return tensor_of(graph, model.init_, "predict", table)
    p = tensor_of(graph, model.init_, "predict_proba", table)
    eps = np.finfo(np.float64).eps
    if width == 1:
        clipped = graph.clip(graph.column(p, 1), eps, 1 - eps)
        link = type(model._loss.link).__name__
        if link != "LogitLink":
            raise UnsupportedError(f"GradientBoostingClassifier: an init estimator with link {link}")
        return graph.log(clipped / (1.0 - clipped))
    logs = graph.log(graph.clip(p, eps, 1 - eps))
    return logs - graph.sum(logs) / float(width)


@formula("predict", "sklearn.ensemble.GradientBoostingRegressor")
def boosted_value(graph: Graph, model: Any, table: Table) -> Tensor:
    return boosting(graph, model, table)


@formula("predict_proba", "sklearn.ensemble.GradientBoostingClassifier")
def boosted_probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    raw = boosting(graph, model, table)
    return loss_probabilities(graph, model._loss, raw)


def loss_probabilities(graph: Graph, loss: Any, raw: Tensor) -> Tensor:
    """`predict_proba` of scikit-learn's losses."""
    name = type(loss).__name__
    if name == "HalfBinomialLoss":
        p = graph.expit(raw)
        return graph.concat([1.0 - p, p])
    if name == "ExponentialLoss":
        p = graph.expit(2.0 * raw)
        return graph.concat([1.0 - p, p])
    if name == "HalfMultinomialLoss":
        return graph.softmax(raw)
    raise UnsupportedError(f"loss {name}")


@formula("classify", "sklearn.ensemble.GradientBoostingClassifier")
def boosted_class(graph: Graph, model: Any, table: Table) -> Tensor:
    raw = boosting(graph, model, table)
    return graph.number(raw >= 0.0) if raw.width == 1 else graph.arg_max(raw)
