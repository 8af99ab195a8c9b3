"""Which of the stored patients scikit-learn's search takes: by the same order of search, where that can be known."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from visite.convert.sklearn.graph import Graph, Tensor

_METRICS = {("minkowski", 2.0): "sqeuclidean", ("minkowski", 1.0): "manhattan"}
_EXACT_OPERATORS = frozenset("Add And Cast Concat Div Equal Gather Identity IsNaN Mul Not OneHot Or Reshape Sub Where".split())
"""Each of their results is rounded once, so they give what numpy gives."""

_CHUNK = 256
"""Rows of one chunk of scikit-learn's search through all. Threads share chunks out, so only one chunk is searched in order."""
_EPSILON = 2.0**-52
_REMARK = (
    "nearest neighbours: where patients at the same distance compete for the last place and it matters who is taken, the module "
    "gives no number: the original's choice hangs on its rounding and its number of threads. Fitted with algorithm='kd_tree' on "
    "columns that are scaled one by one or not at all, it does not"
)


def metric_name(name: str, p: float) -> str | None:
    """The metric as the operator `Nearest` calls it; None of others."""
    return name if name in ("chebyshev", "sqeuclidean") else _METRICS.get((name, p))


def search(
    graph: Graph, model: Any, x: Tensor, *, metric: str, count: int, said: np.ndarray
) -> tuple[Tensor, Tensor, np.ndarray]:
    """Reduced distances and places `[N, count]`, and the stored patient of each place.

    `said`: `[rows, k]`, what decides whether it matters who is taken.
    """
    rows = np.asarray(model._fit_X, dtype=np.float64)
    order = np.arange(len(rows))
    trees: list[Tensor] = []
    plain = _is_exact(graph, x) and np.asarray(model._fit_X).dtype == np.float64
    squares = metric == "sqeuclidean"
    ordered = len(rows) <= _CHUNK
    attributes: dict[str, Any]
    if plain and model._fit_method in ("kd_tree", "ball_tree"):
        _, order, nodes, bounds = (np.asarray(each) for each in model._tree.get_arrays())
        ball = model._fit_method == "ball_tree"
        limits = np.concatenate([bounds[0], nodes["radius"][:, None]], axis=1) if ball else bounds
        trees = [graph.constant(np.stack([nodes["idx_start"], nodes["idx_end"]], axis=1), "i64"), graph.constant(limits)]
        attributes = {"search": "ball" if ball else "kd"}
    elif plain and model._fit_method == "brute" and not squares:
        attributes = {"search": "rows"} if ordered else {"search": "rounded", "slack": 0.0}
    elif plain and model._fit_method == "brute":
        # The original multiplies matrices, |x|² − 2xy + |y|²; the classifier only for some layouts of its table in memory.
        attributes = {"search": "rounded", "slack": 4 * (rows.shape[1] + 4) * _EPSILON}
        if ordered:
            attributes.update(_grid(rows))
    else:
        attributes = {"search": "rounded", "slack": max(4 * rows.shape[1] * _EPSILON, 1e-14)}
    if attributes["search"] == "rounded":
        graph.remarks.append(_REMARK)
    inputs = [x, graph.constant(rows[order]), graph.constant(said[order]), *trees]
    shape = (1, count)
    reduced, places, doubt = graph.node(
        "Nearest",
        inputs,
        [(shape, "f64"), (shape, "i64"), ((1, 1), "f64")],
        domain="org.visite",
        metric=metric,
        k=count,
        unfilled=int(np.flatnonzero(order == 0)[0]),
        **attributes,
    )
    graph.refuse_where(graph.is_nan(doubt))
    return reduced, places, order


def _grid(rows: np.ndarray) -> dict[str, float]:
    """Rows that are multiples of a power of two, small enough for sums of products to be exact."""
    for bits in range(21):
        scale = 2.0**bits
        if (rows * scale == np.round(rows * scale)).all():
            limit = 2.0 ** np.floor(np.log2(np.sqrt(2.0**50 / rows.shape[1]) / scale))
            return {"grid_scale": scale, "grid_limit": float(limit)} if np.abs(rows).max(initial=0.0) <= limit else {}
    return {}


def _is_exact(graph: Graph, x: Tensor) -> bool:
    return all(operator in _EXACT_OPERATORS for operator in _operators_before(graph, x.name))


def _operators_before(graph: Graph, name: str) -> Iterator[str]:
    makers = {output: node for node in graph.nodes for output in node.output}
    open_names, seen = [name], {name}
    while open_names:
        node = makers.get(open_names.pop())
        if node is None:
            continue
        yield node.op_type
        new = [each for each in node.input if each not in seen]
        seen.update(new)
        open_names.extend(new)
