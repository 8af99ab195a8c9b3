"""Tables with categories and texts: encoders, histogram boosting on categories, words; and boosters inside pipelines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn import calibration, compose, ensemble, feature_extraction, impute, linear_model, pipeline, preprocessing


@dataclass(frozen=True)
class Mixed:
    name: str
    make: Callable[[], Any]
    target: str = "binary"
    categorical: bool = False
    """Texts of the frame are pandas' categories."""
    limit: float = 1e-6


_QUIET = {"iterations": 20, "depth": 4, "verbose": False, "allow_writing_files": False, "thread_count": 1, "random_seed": 0}
CATEGORIES = ["stage", "sex", "grade", "flag", "code"]


def make_frame(categorical: bool, rows: int = 220) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    rng = np.random.default_rng(3)
    words = "patient Reports severe chest pain, no fever; history of diabetes mellitus type-2 β-blocker naïve COPD x a 12mg dose".split()
    frame = pd.DataFrame(
        {
            "stage": rng.choice(["I", "II", "III", "IV", "rare"], rows, p=[0.3, 0.3, 0.2, 0.18, 0.02]),
            "sex": rng.choice(["female", "male"], rows),
            "grade": pd.Categorical(rng.choice(["a", "b", "c"], rows)),
            "flag": rng.random(rows) < 0.4,
            "code": rng.integers(0, 4, rows),
            "age": rng.normal(60, 9, rows),
            "note": [" ".join(rng.choice(words, rng.integers(3, 14))) for _ in range(rows)],
        }
    ).astype({"stage": object})
    frame.loc[rng.random(rows) < 0.1, "stage"] = np.nan
    frame.loc[rng.random(rows) < 0.1, "age"] = np.nan
    if categorical:
        for name in ("stage", "sex"):
            frame[name] = pd.Categorical(frame[name])
    risk = (frame["sex"] == "male") * 1.0 + frame["note"].str.contains("pain") * 1.0 + rng.normal(0, 0.7, rows)
    targets = {
        "binary": np.asarray((risk > 1).astype(int)),
        "classes": np.array(["low", "middle", "high"], dtype=object)[np.digitize(risk, [0.5, 1.4])],
        "value": np.asarray(risk),
    }
    return frame, targets


def columns_of(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    listed: list[tuple[Any, ...]] = []
    for name in frame.columns:
        values = frame[name]
        if name == "note":
            listed.append((name, "text"))
        elif hasattr(values.dtype, "categories"):
            listed.append((name, "category", list(values.dtype.categories)))
        elif values.dtype.kind == "b":
            listed.append((name, "category", [False, True]))
        elif values.dtype.kind in "iuf":
            listed.append((name, "number"))
        else:
            listed.append((name, "category", sorted({value for value in values if value == value})))
    return listed


def _encoded(encoder: Any, target: str = "binary", columns: list[str] | None = None) -> Callable[[], Any]:
    last = linear_model.Ridge() if target == "value" else linear_model.LogisticRegression(max_iter=300)
    age = pipeline.make_pipeline(impute.SimpleImputer(), preprocessing.StandardScaler())
    return lambda: pipeline.make_pipeline(
        compose.ColumnTransformer([("categories", encoder, columns or CATEGORIES), ("numbers", age, ["age"])]), last
    )


def _words(vectoriser: Any) -> Callable[[], Any]:
    age = pipeline.make_pipeline(impute.SimpleImputer(add_indicator=True), preprocessing.StandardScaler())
    return lambda: pipeline.make_pipeline(
        compose.ColumnTransformer([("words", vectoriser, "note"), ("numbers", age, ["age"])]), linear_model.LogisticRegression(max_iter=300)
    )


def _numbers(make: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: pipeline.make_pipeline(compose.ColumnTransformer([("numbers", "passthrough", ["age", "code", "flag"])]), make())


def mixed_cases() -> list[Mixed]:
    import catboost
    import lightgbm
    import xgboost

    p, t, h = preprocessing, feature_extraction.text, ensemble
    xgb, lgbm = xgboost.XGBClassifier, lightgbm.LGBMClassifier
    return [
        Mixed("OneHotEncoder", _encoded(p.OneHotEncoder())),
        Mixed("OneHotEncoder, ignore unknown, drop first", _encoded(p.OneHotEncoder(handle_unknown="ignore", drop="first"))),
        Mixed("OneHotEncoder, drop if binary", _encoded(p.OneHotEncoder(drop="if_binary"))),
        Mixed("OneHotEncoder, infrequent", _encoded(p.OneHotEncoder(min_frequency=20, handle_unknown="infrequent_if_exist"))),
        Mixed("OneHotEncoder, at most 3, drop first", _encoded(p.OneHotEncoder(max_categories=3, drop="first"))),
        Mixed("OrdinalEncoder", _encoded(p.OrdinalEncoder(encoded_missing_value=-1))),
        Mixed("OrdinalEncoder, unknown", _encoded(p.OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-2, encoded_missing_value=-1))),
        Mixed("OrdinalEncoder, infrequent", _encoded(p.OrdinalEncoder(min_frequency=20, encoded_missing_value=-1))),
        Mixed("TargetEncoder", _encoded(p.TargetEncoder(random_state=0))),
        Mixed("TargetEncoder, value", _encoded(p.TargetEncoder(random_state=0), "value"), "value"),
        Mixed("TargetEncoder, three classes", _encoded(p.TargetEncoder(random_state=0)), "classes"),
        Mixed("SimpleImputer of categories", _encoded(pipeline.make_pipeline(impute.SimpleImputer(strategy="most_frequent"), p.OneHotEncoder()))),
        Mixed("SimpleImputer, constant category", _encoded(pipeline.make_pipeline(impute.SimpleImputer(strategy="constant", fill_value="unknown"), p.OneHotEncoder()), columns=["stage", "sex"])),
        Mixed("HistGradientBoostingClassifier on categories", lambda: _without_note(h.HistGradientBoostingClassifier(max_iter=20, random_state=0)), categorical=True),
        Mixed("HistGradientBoostingClassifier on categories, three classes", lambda: _without_note(h.HistGradientBoostingClassifier(max_iter=20, random_state=0)), "classes", True),
        Mixed("HistGradientBoostingRegressor on categories", lambda: _without_note(h.HistGradientBoostingRegressor(max_iter=20, random_state=0)), "value", True),
        Mixed("CountVectorizer", _words(t.CountVectorizer())),
        Mixed("CountVectorizer, pairs, binary", _words(t.CountVectorizer(ngram_range=(1, 2), binary=True))),
        Mixed("CountVectorizer, case kept, short words", _words(t.CountVectorizer(lowercase=False, token_pattern=r"(?u)\b\w+\b"))),
        Mixed("TfidfVectorizer", _words(t.TfidfVectorizer())),
        Mixed("TfidfVectorizer, stop words, sublinear, l1", _words(t.TfidfVectorizer(sublinear_tf=True, stop_words="english", norm="l1", max_features=12))),
        Mixed("TfidfVectorizer, characters", _words(t.TfidfVectorizer(analyzer="char", ngram_range=(1, 3)))),
        Mixed("TfidfTransformer", _words(pipeline.make_pipeline(t.CountVectorizer(), t.TfidfTransformer()))),
        Mixed("XGBClassifier in a pipeline", _numbers(lambda: xgb(n_estimators=20)), limit=1e-5),
        Mixed("XGBRegressor in a pipeline", _numbers(lambda: xgboost.XGBRegressor(n_estimators=20)), "value", limit=1e-5),
        Mixed("LGBMClassifier in a pipeline", _numbers(lambda: lgbm(n_estimators=20, verbose=-1))),
        Mixed("LGBMClassifier in a pipeline, three classes", _numbers(lambda: lgbm(n_estimators=20, verbose=-1)), "classes"),
        Mixed("LGBMRegressor in a pipeline", _numbers(lambda: lightgbm.LGBMRegressor(n_estimators=20, verbose=-1)), "value"),
        Mixed("CatBoostClassifier in a pipeline", _numbers(lambda: catboost.CatBoostClassifier(**_QUIET))),
        Mixed("CatBoostClassifier in a pipeline, three classes", _numbers(lambda: catboost.CatBoostClassifier(**_QUIET)), "classes"),
        Mixed("CatBoostRegressor in a pipeline", _numbers(lambda: catboost.CatBoostRegressor(**_QUIET)), "value"),
        Mixed("CalibratedClassifierCV of XGBClassifier, isotonic", _numbers(lambda: calibration.CalibratedClassifierCV(xgb(n_estimators=10), method="isotonic", cv=3)), limit=1e-5),
        Mixed("VotingClassifier of XGBoost, LightGBM, scikit-learn", _numbers(lambda: h.VotingClassifier([("a", xgb(n_estimators=5)), ("b", lgbm(n_estimators=5, verbose=-1)), ("c", h.HistGradientBoostingClassifier(max_iter=5))], voting="soft")), limit=1e-5),
        Mixed("StackingClassifier of XGBoost and LightGBM", _numbers(lambda: h.StackingClassifier([("a", xgb(n_estimators=5)), ("b", lgbm(n_estimators=5, verbose=-1))], linear_model.LogisticRegression(), cv=3)), limit=1e-5),
    ]  # fmt: skip


def _without_note(model: Any) -> Any:
    return pipeline.make_pipeline(
        compose.ColumnTransformer([("all", "passthrough", [*CATEGORIES, "age"])], verbose_feature_names_out=False).set_output(transform="pandas"), model
    )
