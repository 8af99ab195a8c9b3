"""scikit-survival's CoxPHSurvivalAnalysis."""

from typing import Any

import numpy as np

from visite.convert.coefficients import to_converted
from visite.convert.converted import GraphOutput
from visite.convert.fitted import Fitted, as_matrix
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """Coefficients and the baseline at each horizon, compared with `predict_survival_function`."""
    library = f"scikit-survival {type(model).__name__}"
    if type(model).__name__ != "CoxPHSurvivalAnalysis":
        raise UnsupportedError(f"{library} has no conversion; of scikit-survival CoxPHSurvivalAnalysis has")
    if not hasattr(model, "coef_"):
        raise UnsupportedError(f"{library} is not fitted")
    if not horizons:
        raise UnsupportedError(f"{library} predicts a curve: say at which times, such as horizons=[1, 5]")
    baseline = model.cum_baseline_hazard_
    first, last = float(baseline.domain[0]), float(baseline.domain[1])
    for horizon in horizons:
        if not first <= horizon <= last:
            raise UnsupportedError(
                f"the horizon {horizon:g} lies outside the times that were observed, {first:g} to {last:g}"
            )
    names = getattr(model, "feature_names_in_", None)
    features = [str(name) for name in (table.names if names is None else names)]
    content = {
        "kind": "cox",
        "coefficients": [float(value) for value in model.coef_],
        "centring": [0.0] * len(features),
        "baseline": [{"horizon": time, "cumulativeHazard": float(baseline(time))} for time in horizons],
    }
    output = GraphOutput("survival", "survival", tuple(horizons))

    def predict(x: Any) -> Any:
        return as_matrix([curve(np.array(horizons)) for curve in model.predict_survival_function(x)])

    return Fitted(
        to_converted(content, features, table, output, library),
        output,
        predict,
        library,
        versions_of("scikit-survival", "numpy"),
    )
