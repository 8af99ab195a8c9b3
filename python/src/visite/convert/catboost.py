"""CatBoost's classifiers and regressors, in their own JSON."""

import json
import tempfile
from pathlib import Path
from typing import Any

from visite.convert.converted import Converted, GraphOutput
from visite.convert.fitted import Fitted, Predict, as_matrix
from visite.convert.tree_columns import places_of
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """The model as `save_model` writes it; texts of categories become whole numbers, in the file and in the encodings."""
    library = f"CatBoost {type(model).__name__}"
    if len(horizons) > 1:
        raise UnsupportedError("CatBoost gives no survival curve: for several horizons pass a list of models")
    is_classifier = hasattr(model, "predict_proba")
    if not is_classifier and type(model).__name__ != "CatBoostRegressor":
        raise UnsupportedError(
            f"{library} has no conversion; of CatBoost CatBoostClassifier and CatBoostRegressor have"
        )
    if not model.is_fitted():
        raise UnsupportedError(f"{library} is not fitted: call its fit first")
    places = places_of(table, model.feature_names_ if table.is_frame else None)
    document = _to_json(model, table)
    encodings = _number_categories(document, places, table)
    classes = tuple(_plain(value) for value in model.classes_) if is_classifier else ()
    kind = "probabilities" if is_classifier else "value"
    output = GraphOutput(kind, kind, classes)  # type: ignore[arg-type]  # one of the two words
    converted = Converted("catboost", json.dumps(document).encode(), (("input", places),), (output,), encodings)
    return Fitted(converted, output, _predict_of(model, is_classifier), library, versions_of("catboost", "numpy"))


def _to_json(model: Any, table: Table) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="visite-") as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json", pool=_pool(model, table))
        document: dict[str, Any] = json.loads(path.read_bytes())
    if document.get("ctr_data") or document["features_info"].get("ctrs"):
        raise UnsupportedError(
            "CatBoost made statistics of its categories (ctr): fit it with one_hot_max_size at least as large as the number "
            "of categories of each column and max_ctr_complexity=0, or encode the categories before"
        )
    return document


def _pool(model: Any, table: Table) -> Any:
    """The texts of categories come from a pool: the file has their hashes. None where there are none."""
    categories = model.get_cat_feature_indices()
    if not categories:
        return None
    from catboost import Pool

    return Pool(table.x, cat_features=categories)


def _number_categories(document: dict[str, Any], places: list[int], table: Table) -> dict[int, dict[object, float]]:
    """Categories are known to the file by a hash of their text; a text gets the number of its place among all texts."""
    info = document["features_info"]
    texts = info.get("cat_features_hash", [])
    number_of = {entry["value"]: at for at, entry in enumerate(texts)}
    for entry in texts:
        entry["value"] = str(number_of[entry["value"]])
    encodings: dict[int, dict[object, float]] = {}
    for feature in info.get("categorical_features", []):
        place = places[feature["flat_feature_index"]]
        values = _values_at(table, place)
        # A text that the model never split on gets a number that no split has.
        encodings[place] = {
            value: float(number_of.get(str(value), len(number_of) + at)) for at, value in enumerate(values)
        }
    return encodings


def _values_at(table: Table, place: int) -> tuple[Any, ...]:
    column = next((column for column in table.columns if column.place == place), None)
    if column is None:
        return table.treatment_values
    if column.kind != "category":
        raise UnsupportedError(
            f"CatBoost takes {column.original!r} as a category and X holds numbers: name them with "
            f'categories={{"{column.original}": {{"name": number, …}}}}'
        )
    return column.values


def _predict_of(model: Any, is_classifier: bool) -> Predict:
    return lambda x: as_matrix(model.predict_proba(x) if is_classifier else model.predict(x))


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
