"""What is done with missing values, column by column."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from visite.columns import Column, Rows
from visite.errors import DataError
from visite.members import Members

Policy: TypeAlias = dict[str, Any]


def read_policies(
    asked: str | Mapping[Hashable, Any] | None, members: Members, rows: Rows, middle: Rows
) -> dict[str, Policy]:
    """A policy for each column by identifier.

    Not stated: a column with missing values in X is the model's own to handle where the original takes them; every
    other column refuses them. `middle` is one ordinary row to try that with.
    """
    columns = members.table.columns
    stated = {column.original: asked for column in columns} if isinstance(asked, str) else dict(asked or {})
    unknown = set(stated) - {column.original for column in columns}
    if unknown:
        raise DataError(f"missing names the column {sorted(map(str, unknown))[0]!r}, which is no input")
    return {
        column.name: _stated(column, stated[column.original], members, middle)
        if column.original in stated
        else _derived(column, has_missing(column, rows.cells[at]), members, middle)
        for at, column in enumerate(columns)
    }


def has_missing(column: Column, cells: Any) -> bool:
    """Some value is missing."""
    return any(cell is None for cell in cells) if column.kind == "text" else bool(np.isnan(cells).any())


def impute(columns: Sequence[Column], policies: Mapping[str, Policy], rows: Rows) -> Rows:
    """The rows with imputed values filled in; `DataError` where a value is missing that the bundle would refuse."""
    cells = []
    for column, values in zip(columns, rows.cells, strict=True):
        policy = policies[column.name]
        if policy["policy"] == "refuse" and has_missing(column, values):
            raise DataError(
                f"a golden row has no {column.original!r}, which the bundle refuses: leave the row out, or state "
                f'missing={{"{column.original}": "model"}}'
            )
        if policy["policy"] == "impute":
            value = column.categories.index(policy["value"]) if column.kind == "category" else policy["value"]
            values = np.where(np.isnan(values), float(value), values)
        cells.append(values)
    return Rows(tuple(cells))


def _stated(column: Column, asked: Any, members: Members, middle: Rows) -> Policy:
    if asked == "refuse":
        return {"policy": "refuse"}
    if asked == "model":
        reason = _why_not(column, members, middle)
        if reason is not None:
            raise DataError(f"missing says that the model handles a missing {column.original!r}, but {reason}")
        return {"policy": "model"}
    if isinstance(asked, Mapping) and set(asked) == {"impute"} and column.kind != "text":
        value = asked["impute"]
        if column.kind == "category":
            if value not in column.values:
                raise DataError(f"{column.original!r} is imputed as {value!r}, which is none of {column.values}")
            return {"policy": "impute", "value": column.categories[column.values.index(value)]}
        return {"policy": "impute", "value": float(value)}
    raise DataError(
        f'missing says {asked!r} of {column.original!r}; expected "refuse", "model" (the model handles it) or '
        '{"impute": value}'
    )


def _derived(column: Column, misses: bool, members: Members, middle: Rows) -> Policy:
    return {"policy": "model" if misses and _why_not(column, members, middle) is None else "refuse"}


def _why_not(column: Column, members: Members, middle: Rows) -> str | None:
    """Why the originals cannot have this value missing; None where they can."""
    at = members.table.columns.index(column)
    missing: Any = np.array([None], dtype=object) if column.kind == "text" else np.array([np.nan])
    row = Rows((*middle.cells[:at], missing, *middle.cells[at + 1 :]))
    return members.why_not(row)
