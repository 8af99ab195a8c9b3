"""Columns of X as libraries of trees take them."""

from collections.abc import Sequence

from visite.errors import DataError
from visite.table import Table


def places_of(table: Table, names: Sequence[str] | None) -> list[int]:
    """The places in X of a model's features, by name where the model has names that X has."""
    if names is None or len(names) == 0:
        return list(range(len(table.names)))
    place_of = {str(name): place for place, name in enumerate(table.names)}
    if all(name in place_of for name in names):
        return [place_of[name] for name in names]
    if len(names) == len(table.names) and not table.is_frame:
        return list(range(len(table.names)))
    lacking = next(name for name in names if name not in place_of)
    raise DataError(f"the model has the feature {lacking!r}, which X has not: pass X as the model was fitted on")


def category_codes(table: Table) -> dict[int, dict[object, float]]:
    """For columns of pandas' categories: the place of each category, which is what trees split on."""
    codes: dict[int, dict[object, float]] = {}
    if not table.is_frame:
        return codes
    for place in range(len(table.names)):
        dtype = table.x.dtypes.iloc[place]
        if hasattr(dtype, "categories"):
            codes[place] = {value: float(code) for code, value in enumerate(dtype.categories)}
    return codes
