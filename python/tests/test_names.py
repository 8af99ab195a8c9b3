"""Identifiers and labels."""

import pytest

from visite.errors import DataError
from visite.names import check_name, to_label, to_name, to_unique_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("age", "age"),
        ("Tumour size (mm)", "tumour-size-mm"),
        ("tumourSize", "tumour-size"),
        ("T4N1", "t4n1"),
        ("Körpergröße", "korpergrosse"),
        ("5-FU", "v5-fu"),
        (">70", "above-70"),
        ("<50", "below-50"),
        (-1, "minus-1"),
        (True, "true"),
        ("日本", "unnamed"),
        ("", "unnamed"),
        ("a" * 100, "a" * 64),
    ],
)
def test_a_name_is_an_identifier(text: object, name: str) -> None:
    assert to_name(text) == name
    assert check_name(name, "name") == name


def test_texts_that_fold_to_one_name_are_numbered() -> None:
    assert to_unique_names(["Age", "age", "AGE", "age-2"]) == ("age", "age-2", "age-3", "age-2-2")


def test_what_is_no_identifier_is_refused_with_one_that_is() -> None:
    with pytest.raises(DataError, match="such as 'my-model'"):
        check_name("My model", "id")


def test_a_label_shows_everything_it_holds() -> None:
    assert to_label(" tumour_size\u202e\n(mm) ") == "tumour size (mm)"
