"""XGBoost's estimators and boosters, in their own format."""

import json
import math
from typing import Any

import numpy as np

from visite.convert.converted import Converted, GraphOutput
from visite.convert.fitted import Fitted, Predict, as_matrix
from visite.convert.tree_columns import category_codes, places_of
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """The booster as `save_raw` writes it, with the rounds that its own predict uses."""
    if len(horizons) > 1:
        raise UnsupportedError("XGBoost gives no survival curve here: for several horizons pass a list of models")
    is_booster = not hasattr(model, "get_booster")
    booster = model if is_booster else model.get_booster()
    if not is_booster and model.missing is not None and not math.isnan(model.missing):
        raise UnsupportedError(f"XGBoost was fitted with missing={model.missing}: fit it with NaN for missing values")
    objective = str(json.loads(booster.save_config())["learner"]["objective"]["name"])
    classes = _classes(model, objective, booster)
    kind = "probabilities" if classes else "value"
    output = GraphOutput(kind, kind, classes)  # type: ignore[arg-type]  # one of the two words
    converted = Converted(
        "xgboost",
        bytes(_as_predicted(model, booster, is_booster).save_raw("json")),
        (("input", places_of(table, booster.feature_names)),),
        (output,),
        category_codes(table),
    )
    return Fitted(
        converted,
        output,
        _predict_of(model, is_booster, classes),
        f"XGBoost {type(model).__name__}",
        versions_of("xgboost", "numpy"),
    )


def _classes(model: Any, objective: str, booster: Any) -> tuple[object, ...]:
    if hasattr(model, "classes_"):
        return tuple(model.classes_.tolist())
    if objective == "binary:logistic":
        return (0, 1)
    if objective in ("multi:softprob", "multi:softmax"):
        return tuple(range(int(json.loads(booster.save_config())["learner"]["learner_model_param"]["num_class"])))
    return ()


def _as_predicted(model: Any, booster: Any, is_booster: bool) -> Any:
    """An estimator that was stopped early predicts with its best rounds; a booster with all."""
    best = booster.attr("best_iteration")
    if best is None:
        return booster
    kept = booster.copy() if is_booster else booster[: int(best) + 1]
    kept.set_attr(best_iteration=None, best_score=None)
    return kept


def _predict_of(model: Any, is_booster: bool, classes: tuple[object, ...]) -> Predict:
    if not is_booster:
        return lambda x: as_matrix(model.predict_proba(x) if classes else model.predict(x))

    def predict(x: Any) -> Any:
        import xgboost

        given = as_matrix(model.predict(xgboost.DMatrix(x, enable_categorical=True)))
        return np.column_stack([1 - given, given]) if len(classes) == 2 and given.shape[1] == 1 else given

    return predict
