"""Aggregates of at least ten patients."""

import numpy as np
import pandas as pd
import pytest

from visite.columns import Column
from visite.errors import DataError
from visite.ranges import FEWEST, NumberSummary, check_enough_rows, summarise_categories, summarise_numbers
from visite.table import read_table


def summarise(values: object, **options: object) -> tuple[Column, NumberSummary]:
    table = read_table(pd.DataFrame({"it": values}))
    return table.columns[0], summarise_numbers(table.columns[0], table.rows().cells[0], options.get("limits"))


def test_no_number_is_of_fewer_than_ten_patients() -> None:
    random = np.random.default_rng(1)
    for count in (40, 57, 200, 2000):
        for values in (random.normal(100, 20, count), random.lognormal(3, 1, count), random.integers(0, 40, count)):
            _, summary = summarise(values)
            distribution = summary.distribution
            low, high = summary.development
            assert (values <= low).sum() >= 1 or low == 0, "the range begins inside the values, not beyond them"
            assert sum(values < low) < FEWEST and sum(values > high) < FEWEST
            assert all(count >= FEWEST or count == 0 for count in distribution["counts"])
            assert sum(distribution["counts"]) == len(values)
            for quantile in distribution["quantiles"]:
                assert min(quantile["p"], 1 - quantile["p"]) * len(values) >= FEWEST


def test_a_single_extreme_changes_nothing_that_is_told() -> None:
    values = np.concatenate([np.random.default_rng(2).normal(100, 20, 300), [500.0]])
    _, ordinary = summarise(values)
    values[-1] = 1_000_000.0
    _, extreme = summarise(values)
    assert extreme.limits == ordinary.limits
    assert extreme.development == ordinary.development
    assert max(extreme.distribution["edges"]) == extreme.limits[1]


def test_limits_are_a_quarter_wider_and_not_below_zero_where_nothing_is() -> None:
    _, summary = summarise(np.arange(0, 200, 0.5))
    assert summary.development == (4.0, 195.0)
    assert summary.limits == (0.0, 243.0)


def test_a_flag_has_its_own_two_values_as_limits_however_rare_one_is() -> None:
    _, summary = summarise([0] * 200 + [1] * 3)
    assert summary.limits == (0.0, 1.0)
    assert summary.development == (0.0, 0.0)


def test_stated_limits_are_kept() -> None:
    _, summary = summarise(np.arange(40, 90), limits=(18, 110))
    assert summary.limits == (18.0, 110.0)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([5] * 100, "the value 5 only"),
        ([1.5] * 95 + [2.5] * 5, "in all but a few rows"),
        ([1.0] * 30 + [np.nan] * 70, "30 values that are not missing"),
        ([np.inf] * 100, "infinite"),
    ],
)
def test_what_would_tell_of_a_few_is_refused(values: list[float], message: str) -> None:
    with pytest.raises(DataError, match=message):
        summarise(values)


def test_few_rows_are_refused() -> None:
    with pytest.raises(DataError, match="39 rows"):
        check_enough_rows(39)


def test_counts_of_one_to_nine_are_hidden() -> None:
    table = read_table(pd.DataFrame({"stage": ["I"] * 50 + ["II"] * 9 + ["III"] * 10 + [None] * 2}))
    counts = summarise_categories(table.columns[0], table.rows().cells[0])
    assert counts == {"missing": "1-9", "counts": {"i": 50, "ii": "1-9", "iii": 10}}


def test_many_rare_categories_may_name_persons() -> None:
    table = read_table(pd.DataFrame({"who": [f"person {at}" for at in range(60)]}))
    with pytest.raises(DataError, match="may name persons"):
        summarise_categories(table.columns[0], table.rows().cells[0])
