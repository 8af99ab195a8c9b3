"""Regressions by their numbers: the file alone gives what the library gives."""

import json
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cohort import make_events, make_numbers
from visite.convert import convert
from visite.convert.dispatch import fit_for
from visite.errors import UnsupportedError
from visite.table import read_table

INVERSE = {
    "identity": lambda eta: eta,
    "log": np.exp,
    "logit": lambda eta: 1 / (1 + np.exp(-eta)),
    "cloglog": lambda eta: -np.expm1(-np.exp(eta)),
    "inverse": lambda eta: 1 / eta,
}


def evaluate(content: dict[str, Any], x: np.ndarray) -> np.ndarray:
    """The formulas of docs/formats/coefficients.md, in numpy."""
    if content["kind"] == "cox":
        eta = (x - content["centring"]) @ content["coefficients"]
        hazards = np.array([point["cumulativeHazard"] for point in content["baseline"]])
        return np.exp(-np.outer(np.exp(eta), hazards))
    if content["kind"] == "multinomial":
        eta = np.column_stack([x @ kind["coefficients"] + kind["intercept"] for kind in content["classes"]])
        weights = np.exp(eta - eta.max(axis=1, keepdims=True))
        return weights / weights.sum(axis=1, keepdims=True)
    return INVERSE[content["link"]](x @ content["coefficients"] + content["intercept"])[:, None]


def agree(model: Any, x: pd.DataFrame, horizons: tuple[float, ...] = ()) -> None:
    table = read_table(x)
    fitted = fit_for(model, table, horizons)
    content = json.loads(fitted.converted.model)
    ((_, places),) = fitted.converted.inputs
    given = evaluate(content, x.to_numpy(dtype=float)[:, places])
    np.testing.assert_allclose(given, fitted.predict(table.to_x(table.rows())), rtol=1e-12, atol=1e-14)


def fit_statsmodels(kind: str, x: pd.DataFrame) -> Any:
    import statsmodels.api as sm

    y = make_events(x)
    design = sm.add_constant(x)
    families = sm.families
    made = {
        "ols": lambda: sm.OLS(x["bmi"] * 2 + y, design),
        "logit": lambda: sm.Logit(y, design),
        "cloglog": lambda: sm.GLM(y, design, families.Binomial(families.links.CLogLog())),
        "poisson": lambda: sm.Poisson(y, design),
        "gamma": lambda: sm.GLM(y + 1.0, design, families.Gamma(families.links.InversePower())),
        "binomial": lambda: sm.GLM(y, design, families.Binomial()),
        "multinomial": lambda: sm.MNLogit((x["bmi"] > 24).astype(int) + y, design),
        "no constant": lambda: sm.Logit(y, x - x.mean()),
        "array": lambda: sm.Logit(y, design.to_numpy()),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = made[kind]()
        return model.fit() if kind == "ols" else model.fit(disp=0)


@pytest.mark.parametrize(
    "kind", ["ols", "logit", "cloglog", "poisson", "gamma", "binomial", "multinomial", "no constant", "array"]
)
def test_statsmodels(kind: str) -> None:
    x = make_numbers()
    agree(fit_statsmodels(kind, x), x)


def test_statsmodels_with_a_formula_of_plain_columns() -> None:
    import statsmodels.formula.api as smf

    x = make_numbers()
    agree(smf.logit("event ~ bmi + age", x.assign(event=make_events(x))).fit(disp=0), x)


def test_a_formula_with_a_term_that_is_no_column_is_refused_with_the_next_step() -> None:
    import statsmodels.formula.api as smf

    x = make_numbers()
    model = smf.logit("event ~ bmi + np.log(age)", x.assign(event=make_events(x))).fit(disp=0)
    with pytest.raises(UnsupportedError, match=r"np.log\(age\).*no column of X.*column of its own"):
        convert(model, x)


def test_an_offset_is_refused() -> None:
    import statsmodels.api as sm

    x = make_numbers()
    model = sm.GLM(make_events(x), sm.add_constant(x), sm.families.Poisson(), offset=np.log(x["age"])).fit()
    with pytest.raises(UnsupportedError, match="fitted with an offset"):
        convert(model, x)


def test_a_column_with_the_name_of_the_intercept_is_refused() -> None:
    import statsmodels.api as sm

    x = make_numbers().rename(columns={"bmi": "const"})
    model = sm.Logit(make_events(x), x).fit(disp=0)
    with pytest.raises(UnsupportedError, match="rename it"):
        convert(model, x)


def survival(x: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(5)
    return np.round(random.exponential(4 * np.exp(-(x["age"] - 60) / 20)), 2) + 0.01, make_events(x) | (
        random.random(len(x)) < 0.3
    )


def test_lifelines() -> None:
    from lifelines import CoxPHFitter

    x = make_numbers()
    time, event = survival(x)
    model = CoxPHFitter().fit(x.assign(time=time, event=event), "time", "event")
    agree(model, x, (1.0, 2.505, 5.0))
    with pytest.raises(UnsupportedError, match="say at which times"):
        convert(model, x)
    with pytest.raises(UnsupportedError, match="beyond the last time"):
        convert(model, x, horizons=[10_000])


def test_scikit_survival() -> None:
    from sksurv.linear_model import CoxPHSurvivalAnalysis
    from sksurv.util import Surv

    x = make_numbers()
    time, event = survival(x)
    model = CoxPHSurvivalAnalysis().fit(x, Surv.from_arrays(event.astype(bool), time))
    agree(model, x, (1.0, 2.505, 5.0))


def test_an_unknown_class_is_refused_by_name_with_what_is_supported() -> None:
    with pytest.raises(UnsupportedError, match=r"builtins.dict has no conversion.*scikit-learn"):
        convert({}, make_numbers())
