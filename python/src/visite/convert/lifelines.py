"""lifelines' CoxPHFitter: proportional hazards with Breslow's baseline."""

from typing import Any

import numpy as np

from visite.convert.coefficients import to_converted
from visite.convert.converted import GraphOutput
from visite.convert.fitted import Fitted, as_matrix
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """Coefficients, centring means and the baseline at each horizon, compared with `predict_survival_function`."""
    library = f"lifelines {type(model).__name__}"
    if type(model).__name__ != "CoxPHFitter":
        raise UnsupportedError(f"{library} has no conversion; of lifelines CoxPHFitter has")
    if not hasattr(model, "params_"):
        raise UnsupportedError(f"{library} is not fitted")
    if model.baseline_estimation_method != "breslow":
        raise UnsupportedError(f"{library} with a {model.baseline_estimation_method} baseline; supported is breslow")
    if model.strata:
        raise UnsupportedError(
            f"{library} with strata {model.strata}: fit one model for each, or use the stratum as a column"
        )
    if not horizons:
        raise UnsupportedError(f"{library} predicts a curve: say at which times, such as horizons=[1, 5]")
    last = float(model.baseline_cumulative_hazard_.index.max())
    if horizons[-1] > last:
        raise UnsupportedError(f"the horizon {horizons[-1]:g} lies beyond the last time that was observed, {last:g}")
    times = list(horizons)
    features = [str(name) for name in model.params_.index]
    content = {
        "kind": "cox",
        "coefficients": [float(value) for value in model.params_],
        "centring": [float(model._norm_mean[name]) for name in model.params_.index],
        "baseline": [
            {"horizon": time, "cumulativeHazard": hazard}
            for time, hazard in zip(times, _baseline(model, times), strict=True)
        ],
    }
    output = GraphOutput("survival", "survival", tuple(times))
    return Fitted(
        to_converted(content, features, table, output, library),
        output,
        lambda x: as_matrix(model.predict_survival_function(x, times=times).to_numpy().T),
        library,
        versions_of("lifelines", "numpy"),
    )


def _baseline(model: Any, times: list[float]) -> list[float]:
    """The cumulative hazard at the horizons as the library itself reads it between its steps."""
    from lifelines.utils import interpolate_at_times

    return [float(value) for value in np.ravel(interpolate_at_times(model.baseline_cumulative_hazard_, times))]
