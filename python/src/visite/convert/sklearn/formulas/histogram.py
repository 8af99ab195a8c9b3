"""Histogram gradient boosting: doubles are compared as they are, missing values and sets of categories as fitted."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.tree_nodes import Tree, tree_sum
from visite.convert.sklearn.formulas.trees import loss_probabilities
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula, run
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_CLASSIFIER = "sklearn.ensemble.HistGradientBoostingClassifier"


@formula("decision_function", _CLASSIFIER)
def raw(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _prepared(graph, model, table)
    trees, targets = [], []
    for iteration in model._predictors:
        for target, predictor in enumerate(iteration):
            trees.append(_read(predictor))
            targets.append(target)
    start = np.asarray(model._baseline_prediction, dtype=np.float64).reshape(1, -1)
    if not trees:
        return graph.column(x, 0) * 0.0 + start
    return tree_sum(graph, x, trees, targets, model.n_trees_per_iteration_) + start


@formula("predict_proba", _CLASSIFIER)
def probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    return loss_probabilities(graph, model._loss, raw(graph, model, table))


@formula("classify", _CLASSIFIER)
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.arg_max(probabilities(graph, model, table))


@formula("predict", "sklearn.ensemble.HistGradientBoostingRegressor")
def regression(graph: Graph, model: Any, table: Table) -> Tensor:
    values = raw(graph, model, table)
    link = type(model._loss.link).__name__
    if link == "IdentityLink":
        return values
    if link == "LogLink":
        return graph.exp(values)
    raise UnsupportedError(f"HistGradientBoostingRegressor: link {link}")


def _prepared(graph: Graph, model: Any, table: Table) -> Tensor:
    """Categories first, as their numbers, unknown ones missing; then the others as they are."""
    if model._preprocessor is None:
        return table.matrix()
    categorical = [int(place) for place in np.flatnonzero(model.is_categorical_)]
    others = [place for place in range(table.width) if place not in categorical]
    encoder = model._preprocessor.named_transformers_["encoder"]
    parts = [run(graph, encoder, "transform", table.pick(categorical))]
    if others:
        parts.append(table.pick(others).matrix())
    return graph.concat(parts)


def _read(predictor: Any) -> Tree:
    # The encoder gives only known categories or missing ones, so a category outside the set goes right.
    nodes = predictor.nodes
    leaf = nodes["is_leaf"].astype(bool)
    members: dict[int, Sequence[float]] = {}
    for node in np.flatnonzero(~leaf & nodes["is_categorical"].astype(bool)):
        bits = predictor.raw_left_cat_bitsets[nodes["bitset_idx"][node]]
        left = [value for value in range(256) if bits[value // 32] >> (value % 32) & 1]
        # Where no category goes left, a threshold below all of them says so.
        if left:
            members[int(node)] = [float(value) for value in left]
    return Tree(
        np.where(leaf, -1, nodes["left"].astype(np.int64)),
        np.where(leaf, -1, nodes["right"].astype(np.int64)),
        nodes["feature_idx"].astype(np.int64),
        np.where(nodes["is_categorical"].astype(bool), -1.0, nodes["num_threshold"].astype(np.float64)),
        nodes["missing_go_to_left"].astype(np.int64),
        nodes["value"].astype(np.float64),
        members,
    )
