"""Terms of formulas (patsy, formulaic) as elements of a model's input: columns as they are, and categories by indicators."""

import re

from visite.columns import Column
from visite.convert.converted import Indicator
from visite.table import Table

# `stage[T.II]`, `C(stage)[T.II]`, `C(stage, Treatment("I"))[T.II]`, and without an intercept `stage[I]`.
_LEVEL = re.compile(r"(?:C\((?P<coded>.+?)(?:, ?Treatment.*)?\)|(?P<plain>.+?))\[(?:T\.)?(?P<level>.*)\]", re.DOTALL)
_QUOTED = re.compile(r"""Q\((['"])(?P<name>.+)\1\)""", re.DOTALL)


def element_of(term: str, table: Table) -> int | Indicator | None:
    """The place of the column of X, the indicator of one of its categories, or None: the term is something else."""
    names = [str(name) for name in table.names]
    plain = _unquoted(term)
    if plain in names:
        place = names.index(plain)
        return None if any(isinstance(value, str) for value in _values_at(table, place)) else place
    found = _LEVEL.fullmatch(term)
    name = _unquoted(found["coded"] or found["plain"]) if found else ""
    if found is None or name not in names:
        return None
    place = names.index(name)
    levels = [value for value in _values_at(table, place) if str(value) == found["level"]]
    return Indicator(place, levels[0]) if len(levels) == 1 else None


def _values_at(table: Table, place: int) -> tuple[object, ...]:
    """The categories of a column, or what stands for the arms in the treatment's."""
    column = next((each for each in table.columns if each.place == place), None)
    return table.treatment_values if column is None else column.values


def _unquoted(name: str) -> str:
    found = _QUOTED.fullmatch(name)
    return name if found is None else found["name"]


def category_of_numbers(term: str, table: Table) -> Column | None:
    """The column, where the term is a category of one that X holds as numbers."""
    found = _LEVEL.fullmatch(term)
    name = _unquoted(found["coded"] or found["plain"]) if found else None
    return next((each for each in table.columns if str(each.original) == name and each.kind in ("number", "integer")), None)
