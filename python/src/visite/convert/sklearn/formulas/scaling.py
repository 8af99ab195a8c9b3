"""Transformers of numbers, column by column or row by row. Missing values pass where the original lets them."""

from collections.abc import Callable
from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.functions import exp_minus_one, interpolate, log_one_plus, normal_quantile
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_P = "sklearn.preprocessing"


def _with_missing(graph: Graph, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_not_infinite(x)
    return x


def _finite(graph: Graph, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    return x


@formula("transform", f"{_P}.StandardScaler")
def standard(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _with_missing(graph, table)
    if model.with_mean:
        x = x - np.asarray(model.mean_, dtype=np.float64)
    return x / np.asarray(model.scale_, dtype=np.float64) if model.with_std else x


@formula("transform", f"{_P}.MinMaxScaler")
def min_max(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _with_missing(graph, table) * np.asarray(model.scale_) + np.asarray(model.min_)
    if not model.clip:
        return x
    low, high = model.feature_range
    return graph.where(graph.is_nan(x), np.nan, graph.clip(x, float(low), float(high)))


@formula("transform", f"{_P}.MaxAbsScaler")
def max_abs(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _with_missing(graph, table) / np.asarray(model.scale_)
    return graph.where(graph.is_nan(x), np.nan, graph.clip(x, -1.0, 1.0)) if getattr(model, "clip", False) else x


@formula("transform", f"{_P}.RobustScaler")
def robust(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _with_missing(graph, table)
    if model.with_centering:
        x = x - np.asarray(model.center_)
    return x / np.asarray(model.scale_) if model.with_scaling else x


@formula("transform", f"{_P}.Normalizer")
def normalise(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _finite(graph, table)
    if model.norm == "l1":
        norm = graph.sum(graph.abs(x))
    elif model.norm == "l2":
        norm = graph.sqrt(graph.sum(x * x))
    else:
        norm = graph.max(graph.abs(x))
    return x / graph.where(norm < 10 * np.finfo(np.float64).eps, 1.0, norm)


@formula("transform", f"{_P}.Binarizer")
def binarise(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.number(_finite(graph, table) > float(model.threshold))


@formula("transform", f"{_P}.PolynomialFeatures")
def polynomial(graph: Graph, model: Any, table: Table) -> Tensor:
    """Each monomial is one of a lower degree times a column."""
    x = _finite(graph, table)
    made: dict[tuple[int, ...], Tensor] = {}
    columns = []
    for powers in model.powers_:
        key = tuple(int(power) for power in powers)
        columns.append(_monomial(graph, x, key, made))
    return graph.concat(columns)


def _monomial(graph: Graph, x: Tensor, powers: tuple[int, ...], made: dict[tuple[int, ...], Tensor]) -> Tensor:
    if powers not in made:
        used = [place for place, power in enumerate(powers) if power > 0]
        if not used:
            made[powers] = graph.column(x, 0) * 0.0 + 1.0
        else:
            column = graph.column(x, used[-1])
            rest = tuple(power - (place == used[-1]) for place, power in enumerate(powers))
            made[powers] = column if not any(rest) else _monomial(graph, x, rest, made) * column
    return made[powers]


@formula("transform", f"{_P}.KBinsDiscretizer")
def bins(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _finite(graph, table)
    columns = []
    for place, edges in enumerate(model.bin_edges_):
        inner = np.asarray(edges)[1:-1].reshape(1, -1)
        column = graph.column(x, place)
        columns.append(graph.sum(graph.number(column >= inner)) if inner.size else column * 0.0)
    if model.encode == "ordinal":
        return graph.concat(columns)
    categories = model._encoder.categories_
    return graph.concat(
        [graph.number(column.equals(np.asarray(known, dtype=np.float64).reshape(1, -1))) for column, known in zip(columns, categories, strict=True)]
    )


@formula("transform", f"{_P}.PowerTransformer")
def power(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _with_missing(graph, table)
    columns = []
    for place, exponent in enumerate(model.lambdas_):
        column = graph.column(x, place)
        if model.method == "box-cox":
            graph.refuse_where(column <= 0.0)
            columns.append(_box_cox(graph, graph.where(column <= 0.0, np.nan, column), float(exponent)))
        else:
            columns.append(_yeo_johnson(graph, column, float(exponent)))
    y = graph.concat(columns)
    return standard(graph, model._scaler, Table.of(y)) if model.standardize else y


def _box_cox(graph: Graph, x: Tensor, exponent: float) -> Tensor:
    """`scipy.special.boxcox`."""
    if abs(exponent) < 1e-19:
        return graph.log(x)
    return exp_minus_one(graph, graph.log(x) * exponent) / exponent


def _yeo_johnson(graph: Graph, x: Tensor, exponent: float) -> Tensor:
    """`scipy.stats.yeojohnson`; λ of NaN leaves the column as it is."""
    eps = float(np.finfo(np.float64).eps)
    if np.isnan(exponent):
        return x
    below = x < 0.0
    up = log_one_plus(graph, graph.where(below, 0.0, x))
    down = log_one_plus(graph, graph.where(below, -x, 0.0))
    above = up if abs(exponent) < eps else exp_minus_one(graph, up * exponent) / exponent
    other = 2.0 - exponent
    under = -down if abs(other) <= eps else -(exp_minus_one(graph, down * other) / other)
    return graph.where(below, under, above)


@formula("transform", f"{_P}.QuantileTransformer")
def quantile(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _with_missing(graph, table)
    threshold = 1e-7
    columns = []
    for place in range(x.width):
        column = graph.column(x, place)
        at, to = np.asarray(model.quantiles_)[:, place], np.asarray(model.references_)
        forwards = interpolate(graph, column, at, to)
        backwards = interpolate(graph, -column, -at[::-1], -to[::-1])
        value = (forwards - backwards) * 0.5
        normal = model.output_distribution == "normal"
        low = column - threshold < float(at[0]) if normal else column.equals(float(at[0]))
        high = column + threshold > float(at[-1]) if normal else column.equals(float(at[-1]))
        value = graph.where(low, 0.0, graph.where(high, 1.0, value))
        if normal:
            edge = threshold - np.spacing(1)
            value = graph.where(graph.is_nan(column), np.nan, normal_quantile(graph, graph.clip(value, edge, 1 - edge)))
        columns.append(value)
    return graph.concat(columns)


@formula("transform", f"{_P}.KernelCenterer")
def centre(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _finite(graph, table)
    mean = graph.sum(x) / float(x.width)
    return x - np.asarray(model.K_fit_rows_) - mean + float(model.K_fit_all_)


_KNOWN: dict[Any, Callable[[Graph, Tensor], Tensor]] = {
    np.log: lambda graph, x: graph.log(x),
    np.log1p: log_one_plus,
    np.exp: lambda graph, x: graph.exp(x),
    np.expm1: exp_minus_one,
    np.sqrt: lambda graph, x: graph.sqrt(x),
    np.abs: lambda graph, x: graph.abs(x),
    np.square: lambda graph, x: x * x,
    np.log2: lambda graph, x: graph.log(x) / float(np.log(2.0)),
    np.log10: lambda graph, x: graph.log(x) / float(np.log(10.0)),
    np.negative: lambda graph, x: -x,
    np.reciprocal: lambda graph, x: 1.0 / x,
}


@formula("transform", f"{_P}.FunctionTransformer")
def function(graph: Graph, model: Any, table: Table) -> Table | Tensor:
    if model.func is None:
        return table
    known = _KNOWN.get(model.func) if getattr(model.func, "__hash__", None) else None
    if known is None or model.kw_args:
        raise UnsupportedError(
            f"FunctionTransformer: {getattr(model.func, '__name__', model.func)!r}; "
            f"known are {', '.join(sorted(each.__name__ for each in _KNOWN))}"
        )
    x = _finite(graph, table) if model.validate else table.matrix()
    return known(graph, x)

