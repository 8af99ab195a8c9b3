"""Models of trees in their own formats: what is read of them, and what the original gives."""

import json

import numpy as np
import pandas as pd
import pytest

from cohort import make_cohort, make_events, make_numbers
from visite.convert.dispatch import fit_for
from visite.errors import UnsupportedError
from visite.table import read_table


def with_categories() -> pd.DataFrame:
    return make_cohort().astype({"stage": "category"})


def test_xgboost_with_categories_and_classes_of_text() -> None:
    from xgboost import XGBClassifier

    x = with_categories()
    model = XGBClassifier(n_estimators=5, max_depth=3, enable_categorical=True).fit(x, make_events(x))
    table = read_table(x)
    fitted = fit_for(model, table)
    assert fitted.converted.format == "xgboost"
    assert list(fitted.converted.inputs) == [("input", [0, 1, 2, 3])]
    assert fitted.converted.encodings == {3: {"I": 0.0, "II": 1.0, "III": 2.0}}
    assert fitted.output.classes == (0, 1)
    np.testing.assert_array_equal(fitted.predict(x), model.predict_proba(x))


def test_xgboost_keeps_the_rounds_that_its_own_predict_uses() -> None:
    from xgboost import XGBClassifier

    x = make_numbers(missing=0.2)
    y = make_events(x)
    model = XGBClassifier(n_estimators=200, learning_rate=0.5, early_stopping_rounds=3)
    model.fit(x[:250], y[:250], eval_set=[(x[250:], y[250:])], verbose=False)
    content = json.loads(fit_for(model, read_table(x)).converted.model)
    assert len(content["learner"]["gradient_booster"]["model"]["trees"]) == model.best_iteration + 1 < 200
    assert "best_iteration" not in content["learner"]["attributes"]


def test_a_booster_predicts_what_it_predicts() -> None:
    import xgboost

    x = make_numbers(missing=0.2)
    data = xgboost.DMatrix(x, make_events(x))
    booster = xgboost.train({"objective": "binary:logistic"}, data, 5)
    fitted = fit_for(booster, read_table(x))
    np.testing.assert_array_equal(fitted.predict(x)[:, 1], booster.predict(data))


def test_another_sign_for_missing_is_refused() -> None:
    from xgboost import XGBRegressor

    x = make_numbers()
    with pytest.raises(UnsupportedError, match="missing=-999"):
        fit_for(XGBRegressor(n_estimators=2, missing=-999).fit(x, x["bmi"]), read_table(x))


@pytest.mark.parametrize("classes", [2, 3])
def test_lightgbm(classes: int) -> None:
    from lightgbm import LGBMClassifier

    x = with_categories()
    y = make_events(x) + (x["Age"] > 70) * (classes - 2)
    model = LGBMClassifier(n_estimators=5, verbose=-1).fit(x, y)
    fitted = fit_for(model, read_table(x))
    assert fitted.converted.format == "lightgbm"
    assert fitted.output.classes == tuple(range(classes))
    np.testing.assert_array_equal(fitted.predict(x), model.predict_proba(x))


def test_features_stand_in_the_order_of_the_model() -> None:
    import xgboost

    x = make_numbers()
    booster = xgboost.train({}, xgboost.DMatrix(x[["bmi", "age"]], x["bmi"]), 2)
    assert list(fit_for(booster, read_table(x)).converted.inputs) == [("input", [1, 0])]


CATBOOST = {"iterations": 20, "depth": 3, "verbose": 0, "allow_writing_files": False}


def test_catboost_with_categories_of_text_by_number() -> None:
    from catboost import CatBoostClassifier

    x = make_cohort()
    model = CatBoostClassifier(**CATBOOST, cat_features=["stage"], one_hot_max_size=5, max_ctr_complexity=0).fit(
        x, make_events(x)
    )
    fitted = fit_for(model, read_table(x))
    codes = fitted.converted.encodings[3]
    assert set(codes) == {"I", "II", "III"} and sorted(codes.values()) == [0, 1, 2]
    document = json.loads(fitted.converted.model)
    assert {entry["value"] for entry in document["features_info"]["cat_features_hash"]} == {"0", "1", "2"}
    np.testing.assert_array_equal(fitted.predict(x), model.predict_proba(x))


def test_statistics_of_categories_are_refused_with_the_next_step() -> None:
    from catboost import CatBoostClassifier

    x = make_cohort()
    model = CatBoostClassifier(**CATBOOST, cat_features=["stage"]).fit(x, make_events(x))
    with pytest.raises(UnsupportedError, match="one_hot_max_size"):
        fit_for(model, read_table(x))
