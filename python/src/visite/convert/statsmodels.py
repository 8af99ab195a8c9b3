"""statsmodels' results: OLS and its kin, GLM, Logit, Probit, Poisson and MNLogit."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from visite.convert.coefficients import to_converted
from visite.convert.converted import GraphOutput
from visite.convert.fitted import Fitted, as_matrix
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of

_LINKS = {
    "Identity": "identity",
    "Log": "log",
    "Logit": "logit",
    "Probit": "probit",
    "CLogLog": "cloglog",
    "InversePower": "inverse",
}
_DISCRETE = {"Logit": "logit", "Probit": "probit", "Poisson": "log"}
_LINEAR = ("OLS", "WLS", "GLS")
_INTERCEPTS = ("const", "Intercept")


def without_constant(model: Any, x: Any) -> Any:
    """X without the column of ones that statsmodels' `add_constant` made: it is the intercept."""
    single = next(iter(model.values()), None) if isinstance(model, Mapping) else model
    if not type(single).__module__.startswith("statsmodels."):
        return x
    is_constant = hasattr(x, "columns") and "const" in x.columns and (x["const"] == 1).all()
    return x.drop(columns="const") if is_constant else x


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """The parameters, compared with the results' own `predict`."""
    kind = type(model.model).__name__ if hasattr(model, "model") else type(model).__name__
    library = f"statsmodels {kind}"
    if len(horizons) > 1:
        raise UnsupportedError(f"{library} gives no survival curve: for several horizons pass a list of models")
    if not hasattr(model, "params"):
        raise UnsupportedError(f"{library} is not fitted: pass the results that fit() gives")
    taken = [name for name in _INTERCEPTS if name in table.names]
    if taken:
        raise UnsupportedError(
            f"X has a column {taken[0]!r}, which is statsmodels' name of the intercept, and it is not 1 everywhere: rename it "
            "and fit again"
        )
    _refuse_offsets(model.model, library)
    names = _names(model.model, table)
    features = [name for name in names if name not in _INTERCEPTS]
    if kind == "MNLogit":
        content, output = _multinomial(model, names, features)
    else:
        content, output = _single(model, kind, names, features, library)
    converted = to_converted(content, features, table, output, library)
    return Fitted(
        converted,
        output,
        lambda x: as_matrix(model.predict(_design(model, x, names, table))),
        library,
        versions_of("statsmodels", "numpy"),
    )


def _single(
    model: Any, kind: str, names: list[str], features: list[str], library: str
) -> tuple[dict[str, Any], GraphOutput]:
    is_event = kind in ("Logit", "Probit")
    if kind in _DISCRETE:
        link = _DISCRETE[kind]
    elif kind in _LINEAR:
        link = "identity"
    elif kind == "GLM":
        family, named = model.model.family, type(model.model.family.link).__name__
        if named not in _LINKS:
            raise UnsupportedError(f"{library} has the link {named}; supported are {', '.join(_LINKS)}")
        link, is_event = _LINKS[named], type(family).__name__ == "Binomial"
    else:
        raise UnsupportedError(
            f"{library} has no conversion; supported are OLS, WLS, GLS, GLM, Logit, Probit, Poisson, MNLogit"
        )
    values = dict(zip(names, np.asarray(model.params, dtype=np.float64).tolist(), strict=True))
    content = {
        "kind": "generalized-linear",
        "link": link,
        "intercept": sum(values[name] for name in names if name in _INTERCEPTS),
        "coefficients": [values[feature] for feature in features],
    }
    return content, GraphOutput("mean", "event" if is_event else "value")


def _multinomial(model: Any, names: list[str], features: list[str]) -> tuple[dict[str, Any], GraphOutput]:
    """The first class is the base, with zeros."""
    params = np.asarray(model.params, dtype=np.float64)
    columns = [np.zeros(len(names)), *params.T]
    labels = [model.model._ynames_map[at] for at in range(len(columns))]
    classes = [
        {
            "name": str(label),
            "intercept": float(sum(column[at] for at, name in enumerate(names) if name in _INTERCEPTS)),
            "coefficients": [float(column[names.index(feature)]) for feature in features],
        }
        for label, column in zip(labels, columns, strict=True)
    ]
    return {"kind": "multinomial", "classes": classes}, GraphOutput("probabilities", "probabilities", tuple(labels))


def _refuse_offsets(model: Any, library: str) -> None:
    for what in ("offset", "exposure"):
        given = getattr(model, what, None)
        if given is not None and np.any(np.asarray(given) != 0):
            raise UnsupportedError(
                f"{library} was fitted with an {what}: fit it without, with the logarithm as a column"
            )


def _names(model: Any, table: Table) -> list[str]:
    """Names of the parameters; those of an array without names are X's, in their order."""
    names = [str(name) for name in model.exog_names]
    plain = [name for name in names if name not in _INTERCEPTS]
    made_up = plain == [f"x{at + 1}" for at in range(len(plain))]
    if made_up and len(plain) == len(table.names):
        own = iter(str(name) for name in table.names)
        return [name if name in _INTERCEPTS else next(own) for name in names]
    return names


def _design(model: Any, x: Any, names: list[str], table: Table) -> Any:
    """What `predict` takes: the formula's table, or the matrix with its column of ones."""
    if getattr(model.model, "formula", None) is not None:
        return x
    place_of = {str(name): place for place, name in enumerate(table.names)}
    values = np.asarray(x, dtype=np.float64)
    ones = np.ones(len(values))
    return np.column_stack([ones if name in _INTERCEPTS else values[:, place_of[name]] for name in names])
