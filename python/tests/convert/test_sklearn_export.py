"""What the conversion of scikit-learn refuses, names and repeats; its numbers are held by tests/parity."""

from typing import Any

import numpy as np
import onnx
import pytest
from sklearn import compose, ensemble, linear_model, multioutput, neighbors, pipeline, preprocessing, svm
from sklearn.base import BaseEstimator, TransformerMixin

from visite.convert.sklearn import to_onnx
from visite.errors import UnsupportedError

RNG = np.random.default_rng(1)
X = RNG.normal(size=(60, 2))
Y = (X[:, 0] + RNG.normal(size=60) > 0).astype(int)
COLUMNS = [("age", "number"), ("dose", "number")]


class Doubling(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    def fit(self, x: Any, y: Any = None) -> "Doubling":
        self.n_features_in_ = x.shape[1]
        return self

    def transform(self, x: Any) -> Any:
        return x * 2


class Logistic(linear_model.LogisticRegression):  # type: ignore[misc]
    pass


@pytest.mark.parametrize(
    ("model", "named"),
    [
        (pipeline.make_pipeline(Doubling(), linear_model.LogisticRegression()).fit(X, Y), "Doubling"),
        (Logistic().fit(X, Y), "Logistic"),
        (linear_model.LogisticRegression(), "not fitted"),
        (neighbors.NearestNeighbors().fit(X), "NearestNeighbors"),
        (multioutput.MultiOutputClassifier(linear_model.LogisticRegression()).fit(X, np.column_stack([Y, 1 - Y])), "several outcomes"),
        (ensemble.RandomForestClassifier(2).fit(X, np.column_stack([Y, 1 - Y])), "several outcomes"),
        (neighbors.KNeighborsClassifier(metric="cosine").fit(X, Y), "cosine"),
        (pipeline.make_pipeline(preprocessing.FunctionTransformer(lambda x: x), linear_model.Ridge()).fit(X, Y), "FunctionTransformer"),
    ],
)
def test_refused_by_name(model: Any, named: str) -> None:
    with pytest.raises(UnsupportedError, match=named):
        to_onnx(model, COLUMNS)


def test_same_bytes_twice() -> None:
    model = ensemble.RandomForestClassifier(5, random_state=0).fit(X, Y)
    assert to_onnx(model, COLUMNS).model == to_onnx(model, COLUMNS).model


def test_outputs_and_inputs() -> None:
    converted = to_onnx(linear_model.LogisticRegression().fit(X, np.array(["no", "yes"])[Y]), COLUMNS)
    assert converted.inputs == [("input", [0, 1])]
    assert [(output.name, output.kind, output.classes) for output in converted.outputs] == [
        ("probabilities", "probabilities", ("no", "yes")),
        ("label", "label", ("no", "yes")),
    ]
    onnx.checker.check_model(onnx.load_from_string(converted.model))


def test_categories_have_numbers() -> None:
    x = np.array([["b", 1.0], ["a", 2.0], ["b", 3.0], ["a", 4.0]], dtype=object)
    model = compose.ColumnTransformer([("stage", preprocessing.OneHotEncoder(), [0])], remainder="passthrough").fit(x)
    converted = to_onnx(model, [("stage", "category", ["b", "a"]), ("age", "number")])
    assert converted.encodings == {0: {"b": 0.0, "a": 1.0}}


def test_categories_are_no_numbers() -> None:
    with pytest.raises(UnsupportedError, match="'stage'"):
        to_onnx(linear_model.LogisticRegression().fit(X, Y), [("stage", "category", ["I", "II"]), ("dose", "number")])


@pytest.mark.parametrize(
    ("model", "holds"),
    [(neighbors.KNeighborsRegressor(), True), (svm.SVR(), True), (linear_model.Ridge(), False), (ensemble.RandomForestRegressor(3), False)],
)
def test_says_when_patients_are_inside(model: Any, holds: bool) -> None:
    assert to_onnx(model.fit(X, X[:, 0]), COLUMNS).holds_patients is holds
