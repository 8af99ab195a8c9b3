"""Which conversion is for which model, by the library its class comes from; nothing is imported that is not there."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol, cast

from visite.convert.fitted import Fitted
from visite.errors import UnsupportedError
from visite.table import Table

_SUPPORTED = (
    "scikit-learn estimators and pipelines; XGBoost, LightGBM and CatBoost models; statsmodels OLS, GLM, Logit, Probit and "
    "Poisson results; lifelines CoxPHFitter; scikit-survival CoxPHSurvivalAnalysis, also behind preparation; stochtree BARTModel and BCFModel; an ONNX model (bytes or path) with "
    "predict=, a function that gives what the original gives for X"
)

# In this order: estimators of XGBoost, LightGBM, CatBoost and scikit-survival are scikit-learn's as well.
_CONVERSIONS = (
    ("xgboost", "visite.convert.xgboost"),
    ("lightgbm", "visite.convert.lightgbm"),
    ("catboost", "visite.convert.catboost"),
    ("stochtree", "visite.convert.stochtree"),
    ("sksurv", "visite.convert.sksurv"),
    ("lifelines", "visite.convert.lifelines"),
    ("statsmodels", "visite.convert.statsmodels"),
    ("sklearn", "visite.convert.scikit"),
)


class _Conversion(Protocol):
    def to_fitted(self, model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted: ...


def fit_for(
    model: object, table: Table, horizons: tuple[float, ...] = (), predict: Callable[[Any], Any] | None = None
) -> Fitted:
    """The model converted, with the original to compare with. `UnsupportedError` names the class and what is supported."""
    if _is_onnx(model):
        from visite.convert.onnx import to_fitted

        return to_fitted(model, table, predict)
    if predict is not None:
        raise UnsupportedError("predict= is for an ONNX model; a fitted model predicts itself")
    libraries = [parent.__module__.split(".")[0] for parent in type(model).__mro__]
    if "sklearn" in libraries and _ends_in_survival(model):
        libraries.insert(0, "sksurv")
    for library, module in _CONVERSIONS:
        # The final class decides for scikit-survival, whose parents are scikit-learn's.
        if library in libraries:
            conversion = cast(_Conversion, import_module(module))
            try:
                return conversion.to_fitted(model, table, horizons)
            except Exception as error:
                # Every library has a class of its own, with this name.
                if type(error).__name__ != "NotFittedError":
                    raise
                raise UnsupportedError(f"{describe(model)} is not fitted: call its fit first") from None
    hint = " It is a class, not a fitted model: call it and fit it first." if isinstance(model, type) else ""
    raise UnsupportedError(f"{describe(model)} has no conversion.{hint} What has one: {_SUPPORTED}")


def _ends_in_survival(model: object) -> bool:
    """A pipeline of scikit-learn is of the library of its last step where that gives survival."""
    steps: list[tuple[str, object]] = getattr(model, "steps", None) or []
    return bool(steps) and type(steps[-1][1]).__module__.startswith("sksurv.")


def describe(model: object) -> str:
    """A model's class as it is imported, such as `sklearn.linear_model.LogisticRegression`."""
    kind = model if isinstance(model, type) else type(model)
    parts = [part for part in kind.__module__.split(".") if not part.startswith("_")]
    return ".".join([*parts, kind.__name__])


def _is_onnx(model: object) -> bool:
    return (
        isinstance(model, (bytes, bytearray, str))
        or hasattr(model, "__fspath__")
        or hasattr(model, "SerializeToString")
    )
