"""Trees as `ai.onnx.ml` 5 `TreeEnsemble`, thresholds and leaves in double."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from onnx import TensorProto, helper

from visite.convert.sklearn.graph import Graph, Tensor

_LESS_OR_EQUAL, _MEMBER = 0, 6


@dataclass(frozen=True)
class Tree:
    """Nodes side by side, the root first. A leaf has `left` −1."""

    left: np.ndarray
    right: np.ndarray
    feature: np.ndarray
    threshold: np.ndarray
    missing_left: np.ndarray
    values: np.ndarray
    """Of the leaves, at their node."""
    members: dict[int, Sequence[float]] = field(default_factory=dict)
    """For a node that asks whether a category is in a set: the set that goes left."""


def tree_sum(graph: Graph, x: Tensor, trees: Sequence[Tree], targets: Sequence[int], count: int) -> Tensor:
    """`[N, count]`: the leaves of the trees of each target, added in order from 0."""
    modes: list[int] = []
    features: list[int] = []
    splits: list[float] = []
    yes: list[int] = []
    no: list[int] = []
    yes_leaf: list[int] = []
    no_leaf: list[int] = []
    missing: list[int] = []
    members: list[float] = []
    leaf_targets: list[int] = []
    weights: list[float] = []
    roots: list[int] = []

    def leaf(tree: Tree, node: int, target: int) -> int:
        weights.append(float(tree.values[node]))
        leaf_targets.append(target)
        return len(weights) - 1

    for tree, target in zip(trees, targets, strict=True):
        roots.append(len(modes))
        inner = [0] if tree.left[0] < 0 else [int(node) for node in np.flatnonzero(tree.left >= 0)]
        place = {node: len(modes) + at for at, node in enumerate(inner)}
        for node in inner:
            stump = bool(tree.left[node] < 0)
            features.append(0 if stump else int(tree.feature[node]))
            missing.append(1 if stump else int(tree.missing_left[node]))
            modes.append(_MEMBER if node in tree.members else _LESS_OR_EQUAL)
            splits.append(0.0 if stump or node in tree.members else float(tree.threshold[node]))
            if node in tree.members:
                members.extend([*(float(member) for member in tree.members[node]), np.nan])
            for child, ids, leaves in (
                (node if stump else int(tree.left[node]), yes, yes_leaf),
                (node if stump else int(tree.right[node]), no, no_leaf),
            ):
                is_leaf = bool(tree.left[child] < 0)
                leaves.append(int(is_leaf))
                ids.append(leaf(tree, child, target) if is_leaf else place[child])
    attributes: dict[str, object] = {
        "n_targets": count,
        "aggregate_function": 1,
        "post_transform": 0,
        "tree_roots": roots,
        "nodes_modes": helper.make_tensor("modes", TensorProto.UINT8, [len(modes)], modes),
        "nodes_featureids": features,
        "nodes_splits": helper.make_tensor("splits", TensorProto.DOUBLE, [len(splits)], splits),
        "nodes_truenodeids": yes,
        "nodes_falsenodeids": no,
        "nodes_trueleafs": yes_leaf,
        "nodes_falseleafs": no_leaf,
        "nodes_missing_value_tracks_true": missing,
        "leaf_targetids": leaf_targets,
        "leaf_weights": helper.make_tensor("weights", TensorProto.DOUBLE, [len(weights)], weights),
    }
    if members:
        attributes["membership_values"] = helper.make_tensor("members", TensorProto.DOUBLE, [len(members)], members)
    return graph.node("TreeEnsemble", [x], [((1, count), "f64")], domain="ai.onnx.ml", **attributes)[0]
