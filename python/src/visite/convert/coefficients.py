"""coefficients.json, format 1 (docs/formats/coefficients.md): regressions by their numbers."""

import json
from collections.abc import Sequence
from typing import Any

from visite.convert.converted import Converted, GraphOutput, Indicator
from visite.convert.terms import category_of_numbers, element_of
from visite.errors import UnsupportedError
from visite.table import Table


def to_converted(
    content: dict[str, Any], features: Sequence[str], table: Table, output: GraphOutput, library: str
) -> Converted:
    """The file for features that are columns of X or categories of them; `UnsupportedError` names the first that is neither."""
    elements = [_element(feature, table, library) for feature in features]
    document = {"format": 1, "features": list(features), **content}
    return Converted("coefficients", json.dumps(document, allow_nan=False).encode(), (("input", elements),), (output,))


def _element(feature: str, table: Table, library: str) -> int | Indicator:
    found = element_of(feature, table)
    if found is not None:
        return found
    column = category_of_numbers(feature, table)
    if column is not None:
        example = {column.original: {"first": 1, "second": 2}}
        raise UnsupportedError(
            f"{library} has the term {feature!r}, and {column.original!r} holds numbers in X: say what they stand for, such "
            f"as categories={example}"
        )
    raise UnsupportedError(
        f"{library} has the term {feature!r}, which is no column of X and no category of one. Compute it as a column of its own "
        "and fit on that, or use a scikit-learn pipeline, whose preparation becomes part of the model"
    )
