"""The parity report."""

import numpy as np

from visite.parity import ParityReport, Tolerance, compare


def report(original: list[float], module: list[float], labelled: str | None = None) -> ParityReport:
    records = [{"age": at} for at in range(len(original))]
    pair = (np.array(original)[:, None], np.array(module)[:, None])
    tolerance = Tolerance(1e-6, 1e-6)
    outputs = compare(["death"], *pair, records, tolerance, [labelled])
    return ParityReport("some library 1.0", len(original), 0, tolerance, outputs)


def test_it_says_where_the_largest_difference_is() -> None:
    made = report([0.1, 0.2, 0.3], [0.1, 0.2 + 5e-7, 0.3], "probability")
    assert made.passed
    (output,) = made.outputs
    assert (output.where, output.inputs) == (1, {"age": 1})
    assert abs(output.largest_absolute - 5e-7) < 1e-12
    assert output.labels_differ == 0
    assert "passed" in str(made) and "identical" in str(made)


def test_one_row_beyond_the_tolerance_fails_and_is_shown() -> None:
    made = report([0.1, 0.2, 0.3], [0.1, 0.2, 0.31])
    assert not made.passed
    assert made.outputs[0].beyond == 1
    assert "row 2: original 0.3, module 0.31, with age=2" in str(made)


def test_no_answer_agrees_with_no_answer_alone() -> None:
    assert report([np.nan, 0.2], [np.nan, 0.2]).passed
    assert not report([np.nan, 0.2], [0.1, 0.2]).passed
    assert not report([0.1, 0.2], [np.nan, 0.2]).passed
    assert report([0.1], [np.nan]).outputs[0].largest_absolute == np.inf


def test_infinite_answers_agree_when_they_are_the_same() -> None:
    assert report([np.inf, -np.inf], [np.inf, -np.inf]).passed
    assert not report([np.inf], [-np.inf]).passed


def test_labels_that_differ_are_counted() -> None:
    assert report([0.5, 0.2], [0.5000001, 0.2], "probability").outputs[0].labels_differ == 1
    assert report([1.0, 2.0], [1.0, 1.0], "class").outputs[0].labels_differ == 1
