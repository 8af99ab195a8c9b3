"""Fitted models as files that the carried compiler reads."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from visite.convert.converted import Converted, GraphOutput
from visite.convert.dispatch import fit_for
from visite.convert.fitted import Fitted
from visite.table import read_table

__all__ = ["Converted", "Fitted", "GraphOutput", "convert"]


def convert(
    model: object,
    x: Any,
    *,
    names: Sequence[str] | None = None,
    categories: Mapping[Hashable, Mapping[str, Any]] | None = None,
    text: Sequence[Hashable] = (),
    horizons: Sequence[float] = (),
    predict: Callable[[Any], Any] | None = None,
) -> Converted:
    """A fitted model as a model file with its inputs in terms of the columns of X; `UnsupportedError` names what cannot be."""
    table = read_table(x, names=names, categories=categories, text=text)
    return fit_for(model, table, tuple(horizons), predict).converted
