"""LightGBM's estimators and boosters, in their own text format."""

from typing import Any

import numpy as np

from visite.convert.converted import Converted, GraphOutput
from visite.convert.fitted import Fitted, Predict, as_matrix
from visite.convert.tree_columns import category_codes, places_of
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """The booster as `model_to_string` writes it, with the rounds that predict uses."""
    if len(horizons) > 1:
        raise UnsupportedError("LightGBM gives no survival curve: for several horizons pass a list of models")
    booster = getattr(model, "booster_", model)
    content = booster.model_to_string(num_iteration=booster.best_iteration)
    classes = _classes(model, content)
    kind = "probabilities" if classes else "value"
    output = GraphOutput(kind, kind, classes)  # type: ignore[arg-type]  # one of the two words
    converted = Converted(
        "lightgbm",
        content.encode(),
        (("input", _places(table, booster.feature_name())),),
        (output,),
        category_codes(table),
    )
    return Fitted(
        converted,
        output,
        _predict_of(model, classes),
        f"LightGBM {type(model).__name__}",
        versions_of("lightgbm", "numpy"),
    )


def _places(table: Table, names: list[str]) -> list[int]:
    """LightGBM writes its names with underscores for spaces, and `Column_0` where it was given none."""
    known = [str(name).replace(" ", "_") for name in table.names]
    if names == known or all(name == f"Column_{at}" for at, name in enumerate(names)):
        return list(range(len(table.names)))
    return places_of(table, names)


def _classes(model: Any, content: str) -> tuple[object, ...]:
    if hasattr(model, "classes_"):
        return tuple(model.classes_.tolist())
    lines = dict(line.split("=", 1) for line in content.split("\n\n", 1)[0].splitlines() if "=" in line)
    objective = lines.get("objective", "").split(" ")[0]
    if objective == "binary":
        return (0, 1)
    return tuple(range(int(lines["num_class"]))) if objective in ("multiclass", "multiclassova") else ()


def _predict_of(model: Any, classes: tuple[object, ...]) -> Predict:
    if hasattr(model, "predict_proba"):
        return lambda x: as_matrix(model.predict_proba(x))

    def predict(x: Any) -> Any:
        given = as_matrix(model.predict(x))
        return np.column_stack([1 - given, given]) if len(classes) == 2 and given.shape[1] == 1 else given

    return predict
