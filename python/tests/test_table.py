"""X as columns, and rows of the columns as X."""

import numpy as np
import pandas as pd
import pytest

from cohort import make_cohort
from visite.columns import to_records
from visite.errors import DataError
from visite.table import read_table


def test_kinds_follow_from_the_types_of_the_columns() -> None:
    table = read_table(make_cohort())
    assert [(column.name, column.kind, column.categories) for column in table.columns] == [
        ("age", "integer", ()),
        ("tumour-size-mm", "number", ()),
        ("smoker", "category", ("no", "yes")),
        ("stage", "category", ("i", "ii", "iii")),
    ]


@pytest.mark.parametrize(
    "series",
    [
        pd.Series([1, 2, 3]),
        pd.Series([1.5, np.nan, 3.0]),
        pd.Series([1.5, np.nan, 3.0], dtype="float32"),
        pd.Series([1, None, 3], dtype="Int64"),
        pd.Series([True, False, True]),
        pd.Series(["a", None, "b"], dtype=object),
        pd.Series(["a", np.nan, "b"], dtype=object),
        pd.Series(["a", None, "b"], dtype="str"),
        pd.Series(["a", None, "b"], dtype="category"),
        pd.Series([3, 1, 3], dtype="category"),
    ],
    ids=str,
)
def test_rows_come_back_as_they_stood(series: pd.Series) -> None:
    frame = pd.DataFrame({"first": [1.0, 2.0, 3.0], "it": series})
    table = read_table(frame)
    pd.testing.assert_frame_equal(table.to_x(table.rows()), frame)


def test_an_array_comes_back_as_an_array() -> None:
    x = np.array([[1.0, 2.0], [3.0, np.nan]], dtype=np.float32)
    table = read_table(x, names=["a", "b"])
    again = table.to_x(table.rows())
    assert again.dtype == np.float32
    np.testing.assert_array_equal(again, x)


def test_the_treatment_is_no_input_and_gets_the_value_of_an_arm() -> None:
    frame = pd.DataFrame({"age": [50, 60], "arm": ["chemo", "none"], "bmi": [20.0, 30.0]})
    table = read_table(frame, treatment="arm")
    assert [column.name for column in table.columns] == ["age", "bmi"]
    assert table.to_x(table.rows(), "none")["arm"].tolist() == ["none", "none"]
    assert list(table.to_x(table.rows(), "none").columns) == ["age", "arm", "bmi"]


def test_records_name_what_a_bundle_names() -> None:
    frame = pd.DataFrame({"sex": ["F", None], "size": [1.5, np.nan]})
    table = read_table(frame)
    assert to_records(table.columns, table.rows()) == [{"sex": "f", "size": 1.5}, {"sex": None, "size": None}]


def test_numbers_may_stand_for_categories() -> None:
    table = read_table(pd.DataFrame({"sex": [0, 1, 0]}), categories={"sex": {"female": 0, "male": 1}})
    assert to_records(table.columns, table.rows())[1] == {"sex": "male"}
    assert table.to_x(table.rows())["sex"].tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("x", "options", "message"),
    [
        (pd.DataFrame({"when": pd.to_datetime(["2020-01-01"])}), {}, "holds dates"),
        (pd.DataFrame({"mixed": ["a", 1]}, dtype=object), {}, "mixes values of int, str"),
        (pd.DataFrame({"note": [f"text {at}" for at in range(101)]}), {}, r'text=\["note"\]'),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), {}, "more than one column called a"),
        (pd.DataFrame({"a": [1]}), {"treatment": "arm"}, "treatment names the column 'arm'"),
        (np.zeros((3, 2)), {}, "array without names"),
        (np.zeros((3, 2)), {"names": ["a"]}, "1 names and X has 2 columns"),
        ([[1, 2]], {}, "X is a list"),
        (pd.DataFrame({"sex": [0, 2]}), {"categories": {"sex": {"female": 0, "male": 1}}}, "holds 2, which is none"),
    ],
)
def test_what_is_not_understood_is_refused(x: object, options: dict, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_table(x, **options).rows()
