"""Calibrated classifiers and isotonic regression."""

from typing import Any

import numpy as np

from visite.convert.sklearn.formulas.responses import response
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_NAME = "sklearn.calibration.CalibratedClassifierCV"


@formula("predict_proba", _NAME)
def calibrated(graph: Graph, model: Any, table: Table) -> Tensor:
    parts = [_one(graph, each, table) for each in model.calibrated_classifiers_]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total / float(len(parts))


@formula("classify", _NAME)
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.arg_max(calibrated(graph, model, table))


def _one(graph: Graph, model: Any, table: Table) -> Tensor:
    scores, method = response(graph, model.estimator, table)
    count = len(model.classes)
    if model.method == "temperature":
        p = _temperature(graph, model, scores, method)
    else:
        places = [list(model.classes).index(each) for each in model.estimator.classes_]
        columns: dict[int, Tensor] = {}
        for at, (place, calibrator) in enumerate(zip(places, model.calibrators, strict=False)):
            columns[place + 1 if count == 2 else place] = _calibrate(graph, calibrator, graph.column(scores, at))
        if count == 2:
            p = graph.concat([1.0 - columns[1], columns[1]])
        else:
            zero = scores * 0.0
            every = graph.concat([columns.get(place, graph.column(zero, 0)) for place in range(count)])
            total = graph.sum(every)
            none = total.equals(0.0)
            p = graph.where(none, 1.0 / count, every / graph.where(none, 1.0, total))
    return graph.where((p > 1.0) & (p <= 1.0 + 1e-5), 1.0, p)


def _calibrate(graph: Graph, calibrator: Any, scores: Tensor) -> Tensor:
    if type(calibrator).__name__ == "_SigmoidCalibration":
        return graph.expit(-(scores * float(calibrator.a_) + float(calibrator.b_)))
    if type(calibrator).__name__ == "IsotonicRegression":
        return interpolate_isotonic(graph, calibrator, scores)
    raise UnsupportedError(f"CalibratedClassifierCV: calibrator {type(calibrator).__name__}")


def _temperature(graph: Graph, model: Any, scores: Tensor, method: str) -> Tensor:
    beta = float(model.calibrators[0].beta_)
    if scores.width == 1 and method == "decision_function":
        logits = graph.concat([-scores, scores])
    elif scores.width == 1:
        logits = graph.log(graph.concat([1.0 - scores, scores]) + 1e-12)
    elif method == "predict_proba":
        logits = graph.log(scores + 1e-12)
    else:
        raise UnsupportedError("CalibratedClassifierCV: temperature of decisions of several classes depends on the batch")
    return graph.softmax(logits * beta)


def interpolate_isotonic(graph: Graph, model: Any, x: Tensor) -> Tensor:
    """`IsotonicRegression.predict` of a column: scipy's `interp1d` between thresholds."""
    at, to = np.asarray(model.X_thresholds_), np.asarray(model.y_thresholds_)
    if at.dtype != to.dtype:
        raise UnsupportedError(f"IsotonicRegression: fitted on {at.dtype} and {to.dtype}")

    def rounded(value: Tensor) -> Tensor:
        """Fitted on float32 it computes in float32: each operation rounded once."""
        return graph.float32(value) if at.dtype == np.float32 else value

    x = rounded(x)
    if len(at) == 1:
        return x * 0.0 + float(to[0])
    if model.out_of_bounds == "clip":
        x = graph.clip(x, float(model.X_min_), float(model.X_max_))
    else:
        outside = (x < float(at[0])) | (x > float(at[-1]))
        if model.out_of_bounds == "raise":
            graph.refuse_where(outside)
        x = graph.where(outside, np.nan, x)
    # searchsorted, side left, kept within 1 … n − 1.
    found = graph.sum(graph.number(x > at.reshape(1, -1)))
    high = graph.clip(found, 1.0, float(len(at) - 1))
    slope = np.diff(to) / np.diff(at)
    rows = np.stack([slope, at[:-1], to[:-1]], axis=1)
    row = graph.reshape(graph.look_up(rows, high - 1.0), 3)
    step = rounded(graph.column(row, 0) * rounded(x - graph.column(row, 1)))
    return rounded(step + graph.column(row, 2))


def _isotonic(graph: Graph, model: Any, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    return interpolate_isotonic(graph, model, x)


formula("predict", "sklearn.isotonic.IsotonicRegression")(_isotonic)
formula("transform", "sklearn.isotonic.IsotonicRegression")(_isotonic)
