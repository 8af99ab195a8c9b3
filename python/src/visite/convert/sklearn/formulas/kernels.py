"""Distances and kernels between a patient and stored rows, from differences: no cancellation as in ‖x‖² − 2xy + ‖y‖²."""

import math
from typing import Any

import numpy as np

from visite.convert.sklearn.graph import Graph, Tensor
from visite.errors import UnsupportedError


def differences(graph: Graph, x: Tensor, rows: np.ndarray) -> Tensor:
    """`x − row`: `[N, rows, features]`."""
    return graph.reshape(x, 1, x.width) - np.asarray(rows, dtype=np.float64)[None]


def squared_distances(graph: Graph, x: Tensor, rows: np.ndarray) -> Tensor:
    """`[N, rows]`."""
    d = differences(graph, x, rows)
    return graph.reshape(graph.sum(d * d, 2), len(rows))


def svm_kernel(graph: Graph, model: Any, x: Tensor, rows: np.ndarray) -> Tensor:
    """Kernel of a libsvm model with `rows`."""
    if model.kernel == "linear":
        return x @ rows.T
    if model.kernel == "rbf":
        return graph.exp(squared_distances(graph, x, rows) * -model._gamma)
    if model.kernel == "poly":
        return integer_power(graph, (x @ rows.T) * model._gamma + model.coef0, int(model.degree))
    if model.kernel == "sigmoid":
        return graph.tanh((x @ rows.T) * model._gamma + model.coef0)
    raise UnsupportedError(f"{type(model).__name__}: kernel {model.kernel!r}")


def integer_power(graph: Graph, base: Tensor, times: int) -> Tensor:
    """By squaring, in libsvm's order."""
    result: Tensor | None = None
    while times > 0:
        if times % 2 == 1:
            result = base if result is None else result * base
        base = base * base if times > 1 else base
        times //= 2
    return result if result is not None else base * 0.0 + 1.0


def process_kernel(graph: Graph, kernel: Any, x: Tensor, rows: np.ndarray) -> Tensor:
    """A Gaussian process kernel between `x` and other points, `rows`: `[N, rows]`. White noise is 0 between others."""
    name = type(kernel).__name__
    if name == "Sum":
        return process_kernel(graph, kernel.k1, x, rows) + process_kernel(graph, kernel.k2, x, rows)
    if name == "Product":
        return process_kernel(graph, kernel.k1, x, rows) * process_kernel(graph, kernel.k2, x, rows)
    if name == "Exponentiation":
        return graph.pow(process_kernel(graph, kernel.kernel, x, rows), float(kernel.exponent))
    if name == "ConstantKernel":
        return _filled(graph, x, rows, float(kernel.constant_value))
    if name == "WhiteKernel":
        return _filled(graph, x, rows, 0.0)
    if name == "DotProduct":
        return x @ rows.T + float(kernel.sigma_0) ** 2
    if name == "RBF":
        scale = np.asarray(kernel.length_scale, dtype=np.float64)
        return graph.exp(squared_distances(graph, x / scale, rows / scale) * -0.5)
    if name == "Matern":
        return _matern(graph, kernel, x, rows)
    if name == "RationalQuadratic":
        alpha, length = float(kernel.alpha), float(kernel.length_scale)
        base = squared_distances(graph, x, rows) / (2 * alpha * length**2) + 1.0
        return graph.exp(graph.log(base) * -alpha)
    if name == "ExpSineSquared":
        wave = graph.sin(graph.sqrt(squared_distances(graph, x, rows)) * (math.pi / float(kernel.periodicity)))
        wave = wave / float(kernel.length_scale)
        return graph.exp((wave * wave) * -2.0)
    raise UnsupportedError(f"Gaussian process kernel {name}")


def process_variance(graph: Graph, kernel: Any, x: Tensor) -> Tensor:
    """`kernel.diag(x)`: `[N, 1]`."""
    name = type(kernel).__name__
    if name == "Sum":
        return process_variance(graph, kernel.k1, x) + process_variance(graph, kernel.k2, x)
    if name == "Product":
        return process_variance(graph, kernel.k1, x) * process_variance(graph, kernel.k2, x)
    if name == "Exponentiation":
        return graph.pow(process_variance(graph, kernel.kernel, x), float(kernel.exponent))
    if name == "DotProduct":
        return graph.sum(x * x) + float(kernel.sigma_0) ** 2
    constant = {"ConstantKernel": "constant_value", "WhiteKernel": "noise_level"}.get(name)
    if constant is None and name not in ("RBF", "Matern", "RationalQuadratic", "ExpSineSquared"):
        raise UnsupportedError(f"Gaussian process kernel {name}")
    value = float(getattr(kernel, constant)) if constant is not None else 1.0
    return graph.where(graph.is_nan(graph.column(x, 0)), np.nan, np.array([[value]]))


def _matern(graph: Graph, kernel: Any, x: Tensor, rows: np.ndarray) -> Tensor:
    scale = np.asarray(kernel.length_scale, dtype=np.float64)
    squares = squared_distances(graph, x / scale, rows / scale)
    if kernel.nu == np.inf:
        return graph.exp(squares / -2.0)
    distances = graph.sqrt(squares)
    if kernel.nu == 0.5:
        return graph.exp(-distances)
    if kernel.nu == 1.5:
        k = distances * math.sqrt(3)
        return (1.0 + k) * graph.exp(-k)
    if kernel.nu == 2.5:
        k = distances * math.sqrt(5)
        return (1.0 + k + (k * k) / 3.0) * graph.exp(-k)
    raise UnsupportedError(f"Matern kernel with nu {kernel.nu}: 0.5, 1.5, 2.5 and infinity are")


def _filled(graph: Graph, x: Tensor, rows: np.ndarray, value: float) -> Tensor:
    return graph.where(graph.is_nan(graph.column(x, 0)), np.nan, np.full((1, len(rows)), value))
