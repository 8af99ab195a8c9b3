"""coefficients.json, format 1 (docs/formats/coefficients.md): regressions by their numbers."""

import json
from collections.abc import Sequence
from typing import Any

from visite.convert.converted import Converted, GraphOutput
from visite.errors import UnsupportedError
from visite.table import Table


def to_converted(
    content: dict[str, Any], features: Sequence[str], table: Table, output: GraphOutput, library: str
) -> Converted:
    """The file for features that are columns of X; `UnsupportedError` names the first that is none."""
    place_of = {str(name): place for place, name in enumerate(table.names)}
    for feature in features:
        if feature not in place_of:
            raise UnsupportedError(
                f"{library} has the term {feature!r}, which is no column of X: only plain columns are converted. Compute "
                "it as a column of its own (for categories one column of 0 and 1 each) and fit on that, or use a "
                "scikit-learn pipeline, whose preparation becomes part of the model"
            )
    places = [place_of[feature] for feature in features]
    for column in table.columns:
        if column.place in places and any(isinstance(value, str) for value in column.values):
            raise UnsupportedError(
                f"{library} was fitted on the texts of {column.original!r}: make a column of 0 and 1 for each category"
            )
    document = {"format": 1, "features": list(features), **content}
    return Converted("coefficients", json.dumps(document, allow_nan=False).encode(), (("input", places),), (output,))
