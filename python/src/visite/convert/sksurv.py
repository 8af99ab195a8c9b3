"""scikit-survival's CoxPHSurvivalAnalysis, also as the last step of a pipeline."""

from typing import Any

import numpy as np

from visite.convert.coefficients import to_converted
from visite.convert.converted import Converted, GraphOutput
from visite.convert.fitted import Fitted, as_matrix
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """Coefficients and the baseline at each horizon, compared with `predict_survival_function`."""
    cox = model.steps[-1][1] if hasattr(model, "steps") else model
    library = f"scikit-survival {type(cox).__name__}"
    if type(cox).__name__ != "CoxPHSurvivalAnalysis":
        raise UnsupportedError(f"{library} has no conversion; of scikit-survival CoxPHSurvivalAnalysis has")
    if not hasattr(cox, "coef_"):
        raise UnsupportedError(f"{library} is not fitted")
    if not horizons:
        raise UnsupportedError(f"{library} predicts a curve: say at which times, such as horizons=[1, 5]")
    baseline = cox.cum_baseline_hazard_
    first, last = float(baseline.domain[0]), float(baseline.domain[1])
    for horizon in horizons:
        if not first <= horizon <= last:
            raise UnsupportedError(
                f"the horizon {horizon:g} lies outside the times that were observed, {first:g} to {last:g}"
            )
    hazards = [float(baseline(horizon)) for horizon in horizons]
    output = GraphOutput("survival", "survival", tuple(horizons))

    def predict(x: Any) -> Any:
        return as_matrix([curve(np.array(horizons)) for curve in model.predict_survival_function(x)])

    if cox is model:
        converted = _coefficients(cox, table, output, hazards, library)
    else:
        converted = _pipeline(model, table, output, hazards)
    return Fitted(converted, output, predict, library, versions_of("scikit-survival", "numpy"))


def _coefficients(cox: Any, table: Table, output: GraphOutput, hazards: list[float], library: str) -> Converted:
    names = getattr(cox, "feature_names_in_", None)
    features = [str(name) for name in (table.names if names is None else names)]
    content = {
        "kind": "cox",
        "coefficients": [float(value) for value in cox.coef_],
        "centring": [0.0] * len(features),
        "baseline": [
            {"horizon": time, "cumulativeHazard": hazard}
            for time, hazard in zip(output.classes, hazards, strict=True)
        ],
    }
    return to_converted(content, features, table, output, library)


def _pipeline(pipeline: Any, table: Table, output: GraphOutput, hazards: list[float]) -> Converted:
    """Preparation by scikit-learn's formulas, then S(t) = exp(−H₀(t) · exp(β · x))."""
    from visite.convert.scikit import columns_of
    from visite.convert.sklearn import to_onnx
    from visite.convert.sklearn.formulas.composition import before_last

    cox = pipeline.steps[-1][1]

    def outputs_of(graph: Any, _: Any, given: Any) -> Any:
        x = before_last(graph, pipeline, given).matrix()
        graph.require_finite(x)
        risk = graph.exp(x @ np.asarray(cox.coef_, dtype=np.float64).reshape(-1, 1))
        return [(output, graph.exp(-(risk * np.asarray(hazards).reshape(1, -1))))]

    return to_onnx(pipeline, columns_of(table), outputs_of)
