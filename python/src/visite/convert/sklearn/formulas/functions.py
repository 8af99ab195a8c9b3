"""Functions of numbers without cancellation, as numpy and scipy have them."""

import numpy as np

from visite.convert.sklearn.graph import Graph, Tensor


def log_one_plus(graph: Graph, x: Tensor) -> Tensor:
    """log(1 + x), exact near 0 (Kahan): x · log u / (u − 1) for u = 1 + x."""
    u = 1.0 + x
    same = u.equals(1.0)
    safe = graph.where(same, 2.0, u)
    plain = graph.log(safe)
    corrected = graph.where(graph.abs(x) < 1.0, plain * (x / (safe - 1.0)), plain)
    return graph.where(same, x, corrected)


def exp_minus_one(graph: Graph, x: Tensor) -> Tensor:
    """exp(x) − 1, exact near 0 (Kahan): (u − 1) · x / log u for u = exp x."""
    u = graph.exp(x)
    same = u.equals(1.0)
    far = graph.abs(x) > 1.0
    safe = graph.where(same | far, 2.0, u)
    near = (safe - 1.0) * (x / graph.log(safe))
    return graph.where(same, x, graph.where(far, u - 1.0, near))


def interpolate(graph: Graph, x: Tensor, at: np.ndarray, to: np.ndarray) -> Tensor:
    """`numpy.interp` of a column; of equal `at` the last counts."""
    place = graph.sum(graph.number(x >= at.reshape(1, -1))) - 1.0
    widths = np.append(np.diff(at), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = np.where(widths > 0, np.append(np.diff(to), 0.0) / widths, 0.0)
    last = float(len(at) - 1)
    row = graph.reshape(graph.look_up(np.stack([slopes, at, to], axis=1), graph.clip(place, 0.0, last)), 3)
    inner = graph.column(row, 0) * (x - graph.column(row, 1)) + graph.column(row, 2)
    edge = (place < 0.0) | (place >= last)
    return graph.where(graph.is_nan(x), np.nan, graph.where(edge | x.equals(graph.column(row, 1)), graph.column(row, 2), inner))


def normal_quantile(graph: Graph, p: Tensor) -> Tensor:
    """Φ⁻¹ for 1e-14 ≤ p ≤ 1 − 1e-14: `ndtri` of Cephes, which scipy has (S. L. Moshier 1989)."""
    tail = float(np.exp(-2.0))
    upper = p > 1.0 - tail
    y = graph.where(upper, 1.0 - p, p)
    centre = y - 0.5
    square = centre * centre
    middle = centre + centre * (square * _polynomial(square, _P0) / _polynomial(square, [1.0, *_Q0]))
    root = graph.sqrt(graph.log(graph.minimum(y, tail)) * -2.0)
    z = 1.0 / root
    far = (root - graph.log(root) / root) - z * _polynomial(z, _P1) / _polynomial(z, [1.0, *_Q1])
    return graph.where(y > tail, middle * float(np.sqrt(2 * np.pi)), graph.where(upper, far, -far))


def _polynomial(x: Tensor, coefficients: list[float]) -> Tensor:
    value: Tensor | float = coefficients[0]
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    assert isinstance(value, Tensor)
    return value


_P0 = [-5.99633501014107895267e1, 9.80010754185999661536e1, -5.66762857469070293439e1, 1.39312609387279679503e1, -1.23916583867381258016e0]
_Q0 = [
    1.95448858338141759834e0,
    4.67627912898881538453e0,
    8.63602421390890590575e1,
    -2.25462687854119370527e2,
    2.00260212380060660359e2,
    -8.20372256168333339912e1,
    1.59056225126211695515e1,
    -1.18331621121330003142e0,
]
_P1 = [
    4.05544892305962419923e0,
    3.15251094599893866154e1,
    5.71628192246421288162e1,
    4.40805073893200834700e1,
    1.46849561928858024014e1,
    2.18663306850790267539e0,
    -1.40256079171354495875e-1,
    -3.50424626827848203418e-2,
    -8.57456785154685413611e-4,
]
_Q1 = [
    1.57799883256466749731e1,
    4.53907635128879210584e1,
    4.13172038254672030440e1,
    1.50425385692907503408e1,
    2.50464946208309415979e0,
    -1.42182922854787788574e-1,
    -3.80806407691578277194e-2,
    -9.33259480895457427372e-4,
]
