"""X, a DataFrame or an array with names, as columns; and rows of the columns as an X for the original."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visite.columns import Cells, Column, Rows
from visite.errors import DataError
from visite.names import check_name, to_unique_names

_MOST_CATEGORIES = 100


@dataclass(frozen=True)
class Table:
    """What is known of X. `x` itself never leaves the process; only aggregates of it do."""

    x: Any
    is_frame: bool
    names: tuple[Hashable, ...]
    """Names of all columns of X, in their order."""
    columns: tuple[Column, ...]
    """The columns that are inputs: all but the treatment."""
    treatment: Hashable | None
    treatment_values: tuple[Any, ...] = ()
    """What stands in the treatment's column, one for each arm."""

    def rows(self, x: Any = None) -> Rows:
        """Rows of X, or of another table with the same columns."""
        table = self.x if x is None else x
        return Rows(
            tuple(_read_cells(column, _column_of(table, column.place, self.is_frame)) for column in self.columns)
        )

    def to_x(self, rows: Rows, treatment: object = None) -> Any:
        """Rows as X is: same type, names, order and types of columns; the treatment's column holds `treatment`."""
        made: dict[int, Any] = {
            column.place: _write_cells(column, cells) for column, cells in zip(self.columns, rows.cells, strict=True)
        }
        if self.treatment is not None:
            made[self.names.index(self.treatment)] = _constant(self, treatment, len(rows))
        if not self.is_frame:
            return np.column_stack([made[place] for place in range(len(self.names))]).astype(self.x.dtype)
        import pandas

        # Texts stay what they were: pandas would make another type of objects.
        series = [
            pandas.Series(made[place], name=name, dtype=object if made[place].dtype == object else None)
            for place, name in enumerate(self.names)
        ]
        return pandas.concat(series, axis=1) if series else pandas.DataFrame()


def read_table(
    x: Any,
    *,
    names: Sequence[str] | None = None,
    treatment: Hashable | None = None,
    treatment_values: tuple[Any, ...] = (),
    categories: Mapping[Hashable, Mapping[str, Any]] | None = None,
    text: Sequence[Hashable] = (),
) -> Table:
    """X with the kind of each column.

    `categories` says of a column of numbers that they stand for categories: `{"sex": {"female": 0, "male": 1}}`.
    """
    is_frame = hasattr(x, "columns") and hasattr(x, "iloc")
    if is_frame:
        all_names: tuple[Hashable, ...] = tuple(x.columns)
    else:
        if hasattr(x, "to_pandas"):
            raise DataError("X is no pandas DataFrame: pass X.to_pandas(), as it stood when the model was fitted")
        if not isinstance(x, np.ndarray) or x.ndim != 2:
            raise DataError(
                f"X is a {type(x).__name__}: expected a pandas DataFrame, or a two-dimensional array and names=[…]"
            )
        if x.dtype.kind not in "fiub":
            raise DataError(f"X is an array of {x.dtype}: expected numbers, or a pandas DataFrame")
        if names is None:
            raise DataError('X is an array without names: add names=["age", "stage", …], one for each column')
        all_names = tuple(names)
        if len(all_names) != x.shape[1]:
            raise DataError(f"names has {len(all_names)} names and X has {x.shape[1]} columns")
    _check_names(all_names, treatment, categories or {}, text)
    taken = [place for place, name in enumerate(all_names) if name != treatment or treatment is None]
    identifiers = to_unique_names(all_names[place] for place in taken)
    columns = tuple(
        _describe(
            place,
            identifier,
            all_names[place],
            _column_of(x, place, is_frame),
            (categories or {}).get(all_names[place]),
            text,
        )
        for place, identifier in zip(taken, identifiers, strict=True)
    )
    if not columns:
        raise DataError("X has no columns that are inputs")
    return Table(x, is_frame, all_names, columns, treatment, treatment_values)


def _check_names(
    names: tuple[Hashable, ...],
    treatment: Hashable | None,
    categories: Mapping[Hashable, Any],
    text: Sequence[Hashable],
) -> None:
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    if twice:
        raise DataError(f"X has more than one column called {', '.join(twice)}: rename them")
    asked = [*([] if treatment is None else [("treatment", treatment)]), *(("categories", name) for name in categories)]
    for what, name in [*asked, *(("text", name) for name in text)]:
        if name not in names:
            raise DataError(f"{what} names the column {name!r}, which X has not: it has {', '.join(map(str, names))}")


def _column_of(x: Any, place: int, is_frame: bool) -> Any:
    return x.iloc[:, place] if is_frame else x[:, place]


def _describe(
    place: int, name: str, original: Hashable, values: Any, coded: Mapping[str, Any] | None, text: Sequence[Hashable]
) -> Column:
    dtype = values.dtype
    missing = _missing_value(values)
    if coded is not None:
        labels = tuple(check_name(label, f"category of {original!r}:") for label in coded)
        return Column(place, name, original, "category", dtype, labels, tuple(coded.values()), missing)
    if original in text:
        return Column(place, name, original, "text", dtype, missing_value=missing)
    if hasattr(dtype, "categories"):
        return _category(place, name, original, dtype, list(dtype.categories), missing)
    if dtype.kind == "b":
        return Column(place, name, original, "category", dtype, ("no", "yes"), (False, True), missing)
    if dtype.kind in "iu":
        return Column(place, name, original, "integer", dtype, missing_value=missing)
    if dtype.kind == "f":
        return Column(place, name, original, "number", dtype, missing_value=missing)
    if dtype.kind in "mM":
        raise DataError(
            f"column {original!r} holds dates: a bundle takes numbers, such as the days or years between two dates"
        )
    return _category(place, name, original, dtype, _distinct(values, original), missing)


def _category(place: int, name: str, original: Hashable, dtype: Any, values: list[Any], missing: Any) -> Column:
    if len(values) > _MOST_CATEGORIES:
        raise DataError(
            f"column {original!r} holds {len(values)} different values: free text that the model reads is named with "
            f'text=["{original}"]; an identifier of persons does not belong in a model'
        )
    if not values:
        raise DataError(f"column {original!r} holds no value at all: leave it out")
    return Column(place, name, original, "category", dtype, to_unique_names(values), tuple(values), missing)


def _distinct(values: Any, original: Hashable) -> list[Any]:
    found = {value for value in values if not _is_missing(value)}
    kinds = {type(value) for value in found}
    if kinds and not (kinds <= {str} or kinds <= {bool, np.bool_}):
        raise DataError(
            f"column {original!r} mixes values of {', '.join(sorted(kind.__name__ for kind in kinds))}: "
            "make it a column of numbers, or of texts"
        )
    return sorted(found)


def _is_missing(value: Any) -> bool:
    return value is None or value != value or type(value).__name__ in ("NAType", "NaTType")


def _missing_value(values: Any) -> Any:
    if values.dtype.kind != "O":
        return None if hasattr(values.dtype, "categories") else float("nan")
    return next((value for value in values if _is_missing(value)), float("nan"))


def _read_cells(column: Column, values: Any) -> Cells:
    if column.kind == "text":
        return np.array([None if _is_missing(value) else str(value) for value in values], dtype=object)
    if column.kind == "category":
        place_of = {value: float(place) for place, value in enumerate(column.values)}
        try:
            return np.array([np.nan if _is_missing(value) else place_of[value] for value in values], dtype=np.float64)
        except KeyError as unknown:
            raise DataError(
                f"column {column.original!r} holds {unknown.args[0]!r}, which is none of its categories "
                f"{', '.join(map(repr, column.values))}"
            ) from None
    if hasattr(values, "to_numpy"):
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
    return np.asarray(values, dtype=np.float64)


def _write_cells(column: Column, cells: Cells) -> Any:
    dtype = column.dtype
    if column.kind == "text":
        return _as_array([column.missing_value if cell is None else cell for cell in cells], dtype)
    if column.kind == "category":
        if hasattr(dtype, "categories"):
            import pandas

            return pandas.Categorical.from_codes(np.where(np.isnan(cells), -1, cells).astype(int), dtype=dtype)
        return _as_array(
            [column.missing_value if np.isnan(cell) else column.values[int(cell)] for cell in cells], dtype
        )
    if np.isnan(cells).any() and isinstance(dtype, np.dtype) and dtype.kind in "iu":
        return cells
    return (
        _as_array([None if np.isnan(cell) else cell for cell in cells], dtype)
        if _is_masked(dtype)
        else cells.astype(dtype)
    )


def _is_masked(dtype: Any) -> bool:
    return not isinstance(dtype, np.dtype)


def _as_array(values: list[Any], dtype: Any) -> Any:
    if isinstance(dtype, np.dtype):
        holds = dtype.kind == "O" or not any(_is_missing(value) for value in values)
        made = np.empty(len(values), dtype=dtype if holds else (object if dtype.kind == "b" else np.float64))
        made[:] = values
        return made
    import pandas

    return pandas.array(values, dtype=dtype)


def _constant(table: Table, treatment: object, count: int) -> Any:
    place = table.names.index(table.treatment)
    values = _column_of(table.x, place, table.is_frame)
    if hasattr(values.dtype, "categories"):
        import pandas

        return pandas.Categorical([treatment] * count, dtype=values.dtype)
    return _as_array([treatment] * count, values.dtype)
