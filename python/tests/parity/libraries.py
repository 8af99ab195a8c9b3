"""Models of other libraries, through the export's own dispatch: with missing values and categories where they take them."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from parity.compare import Outcome, Run
from visite.convert.converted import Converted
from visite.convert.dispatch import fit_for
from visite.table import Table, read_table


@dataclass(frozen=True)
class Library:
    name: str
    make: Callable[[pd.DataFrame, dict[str, np.ndarray]], tuple[Any, list[str]]]
    """The frame and its targets → fitted model, columns it takes."""
    limit: float = 1e-5
    horizons: tuple[float, ...] = ()


NUMBERS = ["age", "creatinine", "nodes", "code"]
ALL = [*NUMBERS, "stage", "sex"]


def make_frame(rows: int = 260) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    rng = np.random.default_rng(5)
    frame = pd.DataFrame(
        {
            "age": np.round(rng.normal(62, 11, rows), 1),
            "creatinine": np.exp(rng.normal(4.4, 0.3, rows)),
            "nodes": rng.poisson(3, rows).astype(float),
            "code": rng.integers(0, 4, rows),
            "stage": pd.Categorical(rng.choice(["I", "II", "III", "IV"], rows)),
            "sex": pd.Categorical(rng.choice(["female", "male"], rows)),
        }
    )
    risk = 0.05 * (frame["age"] - 62) + 0.3 * (frame["nodes"] - 3) + (frame["sex"] == "male") * 0.8 + rng.logistic(0, 1, rows)
    risk = np.asarray(risk, dtype=float)
    time = np.asarray(rng.exponential(8 * np.exp(-risk / 3)))
    targets = {
        "binary": (risk > np.median(risk)).astype(int),
        "classes": np.digitize(risk, np.quantile(risk, [0.3, 0.7])),
        "value": np.exp(risk / 4),
        "count": rng.poisson(np.exp(risk / 4)),
        "time": np.minimum(time, 10.0) + 0.01,
        "event": (time < 10.0).astype(int),
    }
    return frame, targets


def with_missing(frame: pd.DataFrame) -> pd.DataFrame:
    rng = np.random.default_rng(6)
    frame = frame.copy()
    for name in ("age", "creatinine"):
        frame.loc[rng.random(len(frame)) < 0.15, name] = np.nan
    return frame


def library_cases() -> list[Library]:
    import lightgbm
    import xgboost

    cases = []
    for target in ("binary", "classes", "value"):
        kind = "Regressor" if target == "value" else "Classifier"
        what = f"{kind}{', three classes' if target == 'classes' else ''}"
        cases += [
            Library(f"XGB{what}", lambda f, t, target=target, kind=kind: _tree(getattr(xgboost, f"XGB{kind}")(n_estimators=25, enable_categorical=True), f, t[target], ALL)),
            Library(f"LGBM{what}", lambda f, t, target=target, kind=kind: _tree(getattr(lightgbm, f"LGBM{kind}")(n_estimators=25, verbose=-1), f, t[target], ALL)),
            Library(f"CatBoost{what}", lambda f, t, target=target, kind=kind: _catboost(kind, f, t[target])),
        ]
    cases += [
        Library("XGBRegressor, Poisson", lambda f, t: _tree(xgboost.XGBRegressor(objective="count:poisson", n_estimators=20), f, t["count"], NUMBERS)),
        Library("LGBMRegressor, Poisson", lambda f, t: _tree(lightgbm.LGBMRegressor(objective="poisson", n_estimators=20, verbose=-1), f, t["count"], NUMBERS)),
        Library("statsmodels OLS", lambda f, t: _statsmodels("OLS", f, t["value"])),
        Library("statsmodels Logit", lambda f, t: _statsmodels("Logit", f, t["binary"])),
        Library("statsmodels Probit", lambda f, t: _statsmodels("Probit", f, t["binary"])),
        Library("statsmodels Poisson", lambda f, t: _statsmodels("Poisson", f, t["count"])),
        Library("statsmodels GLM, gamma", lambda f, t: _statsmodels("GLM", f, t["value"])),
        Library("lifelines CoxPHFitter", _lifelines, horizons=(1.0, 3.0, 5.0)),
        Library("scikit-survival CoxPHSurvivalAnalysis", _sksurv, horizons=(1.0, 3.0, 5.0)),
    ]
    return cases  # fmt: skip


def compare_library(case: Library, run: Run) -> Outcome:
    outcome = Outcome(case.name, "library")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame, targets = make_frame()
        try:
            model, names = case.make(frame, targets)
        except Exception as error:
            outcome.status, outcome.message = "unfit", f"{type(error).__name__}: {error}".split("\n")[0][:160]
            return outcome
        x = frame[names] if any(each in case.name for each in ("statsmodels", "lifelines", "survival")) else with_missing(frame[names])
        try:
            table = read_table(x)
            fitted = fit_for(model, table, case.horizons)
            found = run(fitted.converted, _inputs(fitted.converted, table))
            right = np.asarray(fitted.predict(x), dtype=np.float64).reshape(len(x), -1)
        except Exception as error:
            outcome.status = "refused" if type(error).__name__ == "UnsupportedError" else "failed"
            outcome.message = f"{type(error).__name__}: {error}".split("\n")[0][:300]
            return outcome
    outcome.bytes = len(fitted.converted.model)
    values = found[fitted.output.name].reshape(len(x), -1)
    if values.shape != right.shape:
        outcome.status, outcome.message = "different", f"shape {values.shape}, expected {right.shape}"
        return outcome
    outcome.declined = int((np.isnan(values) & ~np.isnan(right)).any(axis=1).sum())
    both = ~np.isnan(values) & ~np.isnan(right)
    scale = np.maximum(np.abs(right), 1e-12)
    outcome.largest = float(np.abs(np.where(both, (values - right) / scale, 0.0)).max(initial=0.0))
    if outcome.largest > case.limit or (np.isnan(right) & ~np.isnan(values)).any():
        outcome.status = "different"
    return outcome


def _inputs(converted: Converted, table: Table) -> list[np.ndarray]:
    arrays = []
    rows = table.rows()
    by_place = {column.place: (column, cells) for column, cells in zip(table.columns, rows.cells, strict=True)}
    for _, places in converted.inputs:
        columns = []
        for place in places:
            column, cells = by_place[place]
            codes = converted.encodings.get(place)
            if column.kind == "category" and codes is not None:
                cells = np.array([np.nan if np.isnan(cell) else codes[column.values[int(cell)]] for cell in cells])
            columns.append(np.asarray(cells, dtype=np.float64))
        arrays.append(np.column_stack(columns))
    return arrays


def _tree(model: Any, frame: pd.DataFrame, y: np.ndarray, names: list[str]) -> tuple[Any, list[str]]:
    return model.fit(with_missing(frame[names]), y), names


def _catboost(kind: str, frame: pd.DataFrame, y: np.ndarray) -> tuple[Any, list[str]]:
    import catboost

    model = getattr(catboost, f"CatBoost{kind}")(iterations=25, depth=4, verbose=False, allow_writing_files=False, thread_count=2, random_seed=0)
    return model.fit(with_missing(frame[NUMBERS]), y), NUMBERS


def _statsmodels(name: str, frame: pd.DataFrame, y: np.ndarray) -> tuple[Any, list[str]]:
    import statsmodels.api as sm

    x = frame[NUMBERS].astype(float)
    more = {"family": sm.families.Gamma(sm.families.links.Log())} if name == "GLM" else {}
    fit = {} if name in ("OLS", "GLM") else {"disp": 0}
    return getattr(sm, name)(y, x, **more).fit(**fit), NUMBERS


def _lifelines(frame: pd.DataFrame, targets: dict[str, np.ndarray]) -> tuple[Any, list[str]]:
    from lifelines import CoxPHFitter

    data = frame[NUMBERS].assign(time=targets["time"], event=targets["event"])
    return CoxPHFitter(penalizer=0.01).fit(data, "time", "event"), NUMBERS


def _sksurv(frame: pd.DataFrame, targets: dict[str, np.ndarray]) -> tuple[Any, list[str]]:
    from sksurv.linear_model import CoxPHSurvivalAnalysis
    from sksurv.util import Surv

    y = Surv.from_arrays(targets["event"].astype(bool), targets["time"])
    return CoxPHSurvivalAnalysis(alpha=0.01).fit(frame[NUMBERS], y), NUMBERS
