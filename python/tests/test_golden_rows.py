"""Rows made from the ranges."""

import numpy as np
import pandas as pd

from cohort import make_cohort
from visite.golden_rows import make_rows
from visite.ranges import summarise_numbers
from visite.table import read_table


def make(frame: pd.DataFrame, count: int, may_miss: bool, seed: int = 1) -> tuple:
    table = read_table(frame)
    cells = table.rows().cells
    summaries = {
        column.name: summarise_numbers(column, cells[at], None)
        for at, column in enumerate(table.columns)
        if column.kind in ("number", "integer")
    }
    rows = make_rows(table.columns, summaries, {column.name: may_miss for column in table.columns}, count, seed)
    return table, summaries, rows


def test_extremes_categories_and_missing_values_are_among_few_rows() -> None:
    table, summaries, rows = make(make_cohort(), 40, may_miss=True)
    assert len(rows) == 40
    for column, cells in zip(table.columns, rows.cells, strict=True):
        assert np.isnan(cells).any()
        known = cells[~np.isnan(cells)]
        if column.kind == "category":
            assert set(known) == set(range(len(column.categories)))
        else:
            assert (known.min(), known.max()) == summaries[column.name].limits
        if column.kind == "integer":
            assert (known == np.rint(known)).all()


def test_extremes_are_the_limits_themselves_and_nothing_is_beyond_them() -> None:
    random = np.random.default_rng(3)
    frame = pd.DataFrame({f"x{at}": random.normal(0, random.uniform(0.1, 9), 300) for at in range(60)})
    table, summaries, rows = make(frame, 500, may_miss=False)
    for column, cells in zip(table.columns, rows.cells, strict=True):
        assert (cells.min(), cells.max()) == summaries[column.name].limits


def test_the_same_seed_gives_the_same_rows() -> None:
    first, second = make(make_cohort(), 100, True)[2], make(make_cohort(), 100, True)[2]
    for a, b in zip(first.cells, second.cells, strict=True):
        np.testing.assert_array_equal(a, b)


def test_no_row_of_x_is_among_them() -> None:
    frame = make_cohort()
    table, _, rows = make(frame, 2000, may_miss=False)
    made = table.to_x(rows)
    common = made.merge(frame, how="inner", on=list(frame.columns))
    # Four coarse columns may meet by chance; whole rows may not be copied.
    assert len(common) < 20
    assert list(made.dtypes) == list(frame.dtypes)
