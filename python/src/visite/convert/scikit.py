"""scikit-learn estimators and pipelines, through ONNX."""

from typing import Any

from visite.convert.converted import GraphOutput
from visite.convert.fitted import Fitted, Predict, as_matrix, as_outputs
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of

_PREFERRED = ("probabilities", "event", "survival", "label", "value")


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """The estimator converted to ONNX, compared with its own `predict_proba` or `predict`."""
    from sklearn.utils.validation import check_is_fitted

    from visite.convert.sklearn import to_onnx

    if len(horizons) > 1:
        raise UnsupportedError(
            f"{type(model).__name__} gives no survival curve: for several horizons pass a list of models, one for each"
        )
    check_is_fitted(model)
    converted = to_onnx(model, columns_of(table))
    output = min(as_outputs(converted), key=lambda found: _PREFERRED.index(found.kind))
    if output.kind == "value" and not hasattr(model, "predict"):
        raise UnsupportedError(f"{type(model).__name__} predicts nothing: pass the whole pipeline, with its last step")
    return Fitted(
        converted,
        output,
        _predict_of(model, output),
        f"scikit-learn {type(model).__name__}",
        versions_of("scikit-learn", "numpy", "onnx"),
    )


def _predict_of(model: Any, output: GraphOutput) -> Predict:
    if output.kind == "probabilities":
        return lambda x: as_matrix(model.predict_proba(x))
    if output.kind == "label":
        # The model file gives the place of the class.
        place = {value: at for at, value in enumerate(output.classes)}
        return lambda x: as_matrix([place[value] for value in model.predict(x)])
    return lambda x: as_matrix(model.predict(x))


def columns_of(table: Table) -> list[tuple[Any, ...]]:
    """The columns of X as `to_onnx` takes them."""
    return [_column(table, place) for place in range(len(table.names))]


def _column(table: Table, place: int) -> tuple[Any, ...]:
    name = table.names[place]
    known = next((column for column in table.columns if column.place == place), None)
    if known is None:
        # The treatment's column: no input of the bundle, but one of the model.
        return (name, "category", table.treatment_values)
    return (name, known.kind, known.values) if known.kind == "category" else (name, known.kind)
