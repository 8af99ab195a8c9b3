"""Models of other libraries inside pipelines, as operators of org.visite that hold the library's own model."""

import json
import math
import tempfile
from pathlib import Path
from typing import Any

from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula, refuse
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_XGBOOST = "xgboost.sklearn.XGB"
_LIGHTGBM = "lightgbm.sklearn.LGBM"


def _xgboost(graph: Graph, model: Any, table: Table) -> Tensor:
    if model.missing is not None and not math.isnan(model.missing):
        raise UnsupportedError(f"XGBoost was fitted with missing={model.missing}: fit it with NaN for missing values")
    booster = model.get_booster()
    if "c" in (booster.feature_types or []):
        raise UnsupportedError("XGBoost with categories inside a pipeline: encode them before, or export the model itself")
    best = booster.attr("best_iteration")
    if best is not None:
        booster = booster[: int(best) + 1]
        booster.set_attr(best_iteration=None, best_score=None)
    if str(json.loads(booster.save_config())["learner"]["objective"]["name"]).startswith("rank:"):
        raise UnsupportedError("XGBoost: ranks")
    width = len(model.classes_) if hasattr(model, "classes_") else _targets(booster)
    return _embedded(graph, "XGBoost", bytes(booster.save_raw("json")).decode(), table, width, "f32")


def _targets(booster: Any) -> int:
    found = json.loads(booster.save_config())["learner"]["learner_model_param"].get("num_target", "1")
    return max(1, int(found))


def _lightgbm(graph: Graph, model: Any, table: Table) -> Tensor:
    booster = model.booster_
    if booster.pandas_categorical:
        raise UnsupportedError("LightGBM with categories inside a pipeline: encode them before, or export the model itself")
    width = len(model.classes_) if hasattr(model, "classes_") else 1
    return _embedded(graph, "LightGBM", booster.model_to_string(num_iteration=booster.best_iteration), table, width, "f64")


def _catboost(graph: Graph, model: Any, table: Table) -> tuple[Tensor, Tensor]:
    """Raw sums, and probabilities or values."""
    if model.get_cat_feature_indices():
        raise UnsupportedError("CatBoost with categories inside a pipeline: encode them before, or export the model itself")
    with tempfile.TemporaryDirectory(prefix="visite-") as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        text = path.read_text()
    classes = len(model.classes_) if hasattr(model, "predict_proba") else 1
    raw, output = _both_outputs(graph, "CatBoost", text, table, classes, "f64")
    return graph.cast(raw, "f64"), graph.cast(output, "f64")


def _embedded(graph: Graph, operator: str, model: str, table: Table, width: int, dtype: str) -> Tensor:
    return graph.cast(_both_outputs(graph, operator, model, table, width, dtype)[1], "f64")


def _both_outputs(graph: Graph, operator: str, model: str, table: Table, width: int, dtype: str) -> list[Tensor]:
    """The outputs of the library's reader: raw sums, then probabilities or values."""
    outputs = [((1, 1 if width <= 2 else width), dtype), ((1, width), dtype)]
    return graph.node(operator, [table.matrix()], outputs, domain="org.visite", model=model)


formula("predict_proba", f"{_XGBOOST}Classifier", f"{_XGBOOST}RFClassifier")(_xgboost)
formula("predict", f"{_XGBOOST}Regressor", f"{_XGBOOST}RFRegressor")(_xgboost)
formula("predict_proba", f"{_LIGHTGBM}Classifier")(_lightgbm)
formula("predict", f"{_LIGHTGBM}Regressor")(_lightgbm)


@formula("classify", f"{_XGBOOST}Classifier", f"{_XGBOOST}RFClassifier")
def xgboost_class(graph: Graph, model: Any, table: Table) -> Tensor:
    p = _xgboost(graph, model, table)
    return graph.number(graph.column(p, 1) > 0.5) if p.width == 2 else graph.arg_max(p)


@formula("classify", f"{_LIGHTGBM}Classifier")
def lightgbm_class(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.arg_max(_lightgbm(graph, model, table))


@formula("predict_proba", "catboost.core.CatBoostClassifier")
def catboost_probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    return _catboost(graph, model, table)[1]


@formula("classify", "catboost.core.CatBoostClassifier")
def catboost_class(graph: Graph, model: Any, table: Table) -> Tensor:
    raw = _catboost(graph, model, table)[0]
    if raw.width > 1:
        return graph.arg_max(raw)
    if model.get_probability_threshold() not in (None, 0.5):
        raise UnsupportedError("CatBoostClassifier: a probability threshold of its own")
    return graph.number(raw > 0.0)


@formula("predict", "catboost.core.CatBoostRegressor")
def catboost_value(graph: Graph, model: Any, table: Table) -> Tensor:
    return _catboost(graph, model, table)[1]


refuse(
    "a helper for skl2onnx, which changes the numbers on the way: leave it out, nothing here needs it",
    "skl2onnx.sklapi.cast_transformer.CastTransformer",
    "skl2onnx.sklapi.cast_regressor.CastRegressor",
    "skl2onnx.sklapi.replace_transformer.ReplaceTransformer",
)
