"""stochtree's BART and BCF: models of posterior draws, which have a plan of their own (docs/formats/plan.md)."""

from typing import Any

from visite.convert.converted import Converted, GraphOutput
from visite.convert.fitted import Fitted, as_matrix
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of

_KINDS = ("BARTModel", "BCFModel")


def to_fitted(model: Any, table: Table, horizons: tuple[float, ...]) -> Fitted:
    """The model as `to_json` writes it. `predict` gives the draws of BART; those of BCF take the arm besides."""
    library = f"stochtree {type(model).__name__}"
    if type(model).__name__ not in _KINDS:
        raise UnsupportedError(f"{library} has no conversion; of stochtree BARTModel and BCFModel have")
    if not model.is_sampled():
        raise UnsupportedError(f"{library} is not sampled: call its sample first")
    if len(horizons) > 1:
        raise UnsupportedError(
            f"{library} gives one horizon here; BART on person-intervals is made from a folder (docs/model-authors.md)"
        )
    for column in table.columns:
        if any(isinstance(value, str) for value in column.values):
            raise UnsupportedError(
                f"{library} takes numbers, and {column.original!r} holds texts: sample it on numbers, and name them with "
                f'categories={{"{column.original}": {{"name": number, …}}}}'
            )
    is_event = model.outcome_model.outcome == "binary"
    output = GraphOutput("posterior", "event" if is_event else "value")
    places = list(range(len(table.names)))
    converted = Converted("stochtree", model.to_json().encode(), (("input", places),), (output,))
    scale = "probability" if is_event else "linear"

    def predict(x: Any) -> Any:
        return as_matrix(model.predict(x.to_numpy(dtype=float) if table.is_frame else x, terms="y_hat", scale=scale))

    return Fitted(converted, output, predict, library, versions_of("stochtree", "numpy"))
