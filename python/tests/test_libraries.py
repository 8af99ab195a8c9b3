"""Models of every library, from the fitted object to a bundle whose module is the original."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import visite
from cohort import make_cohort, make_events, make_numbers

pytestmark = pytest.mark.usefixtures("carried")

NUMBERS = make_numbers(missing=0.2)
WHOLE = make_numbers()
COHORT = make_cohort()
LISTED = COHORT.rename(columns={"Tumour size (mm)": "size"})
CODED = COHORT.astype({"stage": "category"})
EVENTS = make_events(NUMBERS)
STAGES = EVENTS + (NUMBERS["age"] > 70)
TIME = np.round(np.random.default_rng(5).exponential(4 * np.exp(-(WHOLE["age"] - 60) / 20)), 2) + 0.01


def xgboost(kind: str, x: pd.DataFrame, y: Any) -> Any:
    import xgboost as library

    return getattr(library, kind)(n_estimators=20, max_depth=3, enable_categorical=True).fit(x, y)


def booster() -> Any:
    import xgboost as library

    return library.train({"objective": "binary:logistic"}, library.DMatrix(NUMBERS, EVENTS), 10)


def lightgbm(kind: str, x: pd.DataFrame, y: Any) -> Any:
    import lightgbm as library

    return getattr(library, kind)(n_estimators=20, verbose=-1).fit(x, y)


def catboost(kind: str, x: pd.DataFrame, y: Any, **options: Any) -> Any:
    import catboost as library

    return getattr(library, kind)(iterations=20, depth=4, verbose=0, allow_writing_files=False, **options).fit(x, y)


def cox_of_lifelines() -> Any:
    from lifelines import CoxPHFitter

    return CoxPHFitter().fit(WHOLE.assign(time=TIME, event=EVENTS), "time", "event")


def cox_of_sksurv() -> Any:
    from sksurv.linear_model import CoxPHSurvivalAnalysis
    from sksurv.util import Surv

    return CoxPHSurvivalAnalysis().fit(WHOLE, Surv.from_arrays(EVENTS.astype(bool), TIME))


def statsmodels(kind: str) -> Any:
    import statsmodels.api as sm

    design = sm.add_constant(WHOLE)
    return {
        "OLS": lambda: sm.OLS(WHOLE["bmi"], design),
        "Logit": lambda: sm.Logit(EVENTS, design),
        "GLM": lambda: sm.GLM(EVENTS, design, sm.families.Binomial(sm.families.links.CLogLog())),
        "Poisson": lambda: sm.Poisson(EVENTS, design),
        "MNLogit": lambda: sm.MNLogit(STAGES, design),
    }[kind]().fit(**({} if kind == "OLS" else {"disp": 0}))


def formula_of_statsmodels(formula: str) -> Any:
    import statsmodels.formula.api as smf

    return smf.logit(formula, LISTED.assign(event=make_events(LISTED))).fit(disp=0)


def formula_of_lifelines() -> Any:
    from lifelines import CoxPHFitter

    table = LISTED.assign(time=TIME[: len(LISTED)], event=make_events(LISTED))
    return CoxPHFitter().fit(table, "time", "event", formula="Age + smoker + C(stage)")


def pipeline_of_sksurv() -> Any:
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler
    from sksurv.linear_model import CoxPHSurvivalAnalysis
    from sksurv.util import Surv

    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    columns = make_column_transformer((OneHotEncoder(drop="first"), ["treated"]), remainder=numbers)
    return make_pipeline(columns, CoxPHSurvivalAnalysis(alpha=0.1)).fit(NUMBERS, Surv.from_arrays(EVENTS.astype(bool), TIME))


CURVE = {"horizons": [1, 2, 5], "outcome": "survival"}
HOT = {"cat_features": ["stage"], "one_hot_max_size": 5, "max_ctr_complexity": 0}
CASES: dict[str, tuple[Callable[[], Any], pd.DataFrame, dict[str, Any]]] = {
    "XGBoost classifier": (lambda: xgboost("XGBClassifier", NUMBERS, EVENTS), NUMBERS, {}),
    "XGBoost categories": (lambda: xgboost("XGBClassifier", CODED, make_events(CODED)), CODED, {}),
    "XGBoost three classes": (lambda: xgboost("XGBClassifier", NUMBERS, STAGES), NUMBERS, {}),
    "XGBoost regressor": (lambda: xgboost("XGBRegressor", NUMBERS, WHOLE["bmi"]), NUMBERS, {}),
    "XGBoost booster": (booster, NUMBERS, {}),
    "LightGBM classifier": (lambda: lightgbm("LGBMClassifier", NUMBERS, EVENTS), NUMBERS, {}),
    "LightGBM categories": (lambda: lightgbm("LGBMClassifier", CODED, make_events(CODED)), CODED, {}),
    "LightGBM three classes": (lambda: lightgbm("LGBMClassifier", NUMBERS, STAGES), NUMBERS, {}),
    "LightGBM regressor": (lambda: lightgbm("LGBMRegressor", NUMBERS, WHOLE["bmi"]), NUMBERS, {}),
    "CatBoost classifier": (lambda: catboost("CatBoostClassifier", NUMBERS, EVENTS), NUMBERS, {}),
    "CatBoost categories": (lambda: catboost("CatBoostClassifier", COHORT, make_events(COHORT), **HOT), COHORT, {}),
    "CatBoost three classes": (lambda: catboost("CatBoostClassifier", NUMBERS, STAGES), NUMBERS, {}),
    "CatBoost regressor": (lambda: catboost("CatBoostRegressor", NUMBERS, WHOLE["bmi"]), NUMBERS, {}),
    "statsmodels OLS": (lambda: statsmodels("OLS"), WHOLE, {}),
    "statsmodels Logit": (lambda: statsmodels("Logit"), WHOLE, {}),
    "statsmodels GLM": (lambda: statsmodels("GLM"), WHOLE, {}),
    "statsmodels Poisson": (lambda: statsmodels("Poisson"), WHOLE, {}),
    "statsmodels MNLogit": (lambda: statsmodels("MNLogit"), WHOLE, {}),
    "statsmodels formula": (lambda: formula_of_statsmodels("event ~ Age + size + C(stage) + smoker"), LISTED, {}),
    "statsmodels formula, reference": (
        lambda: formula_of_statsmodels("event ~ Age + Q('size') + C(stage, Treatment('II')) - 1"),
        LISTED[["stage", "size", "Age"]],
        {},
    ),
    "lifelines formula": (formula_of_lifelines, LISTED[["Age", "smoker", "stage"]], CURVE),
    "lifelines": (cox_of_lifelines, WHOLE, CURVE),
    "scikit-survival pipeline": (pipeline_of_sksurv, NUMBERS, CURVE),
    "scikit-survival": (cox_of_sksurv, WHOLE, CURVE),
}


@pytest.mark.parametrize("name", CASES)
def test_the_module_is_the_original(name: str, tmp_path: Path) -> None:
    fit, x, options = CASES[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bundle = visite.export(fit(), x, tmp_path / "a.visite", quiet=True, rows=2000, **options)
    assert bundle.report.passed
    assert all(not output.labels_differ for output in bundle.report.outputs)
    # Boosted trees take missing values, and were given some.
    assert (bundle.report.with_missing > 0) == (x is NUMBERS)
