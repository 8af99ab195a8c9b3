"""From a fitted model to a bundle: the whole path."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

import visite
from cohort import make_cohort, make_events, make_numbers

pytestmark = pytest.mark.usefixtures("carried")


def files_of(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as bundle:
        return {name: json.loads(bundle.read(name)) for name in bundle.namelist() if name.endswith(".json")}


def pipeline(last: Any) -> Any:
    prepare = make_column_transformer((StandardScaler(), [0, 1]), (OneHotEncoder(), ["stage", "smoker"]))
    return make_pipeline(prepare, last)


def test_one_line_from_a_model_to_a_bundle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    x = make_cohort()
    model = pipeline(LogisticRegression()).fit(x, make_events(x))
    bundle = visite.export(model, x, tmp_path / "death.visite")
    assert "Parity with scikit-learn Pipeline" in capsys.readouterr().out
    assert bundle.report.passed and bundle.report.rows == 4040
    assert bundle.report.outputs[0].labels_differ == 0
    assert bundle.check()
    explained = str(bundle.explain())
    assert "unit of the input age" in explained and "Not stated yet" in explained
    manifest = files_of(bundle.path)["manifest.json"]
    assert (manifest["id"], manifest["status"]) == ("death", "research-and-demonstration")
    assert [(one["name"], one["type"]) for one in manifest["inputs"]] == [
        ("age", "number"),
        ("tumour-size-mm", "number"),
        ("smoker", "category"),
        ("stage", "category"),
    ]


def test_no_row_of_x_stands_in_the_bundle(tmp_path: Path) -> None:
    x = make_numbers()
    # Values that no rounding gives: one of them in the bundle would be a patient's.
    x["bmi"] += np.random.default_rng(7).uniform(1e-7, 9e-7, len(x))
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, make_events(x))
    bundle = visite.export(model, x, tmp_path / "a.visite", quiet=True, rows=100)
    with zipfile.ZipFile(bundle.path) as made:
        text = b"".join(made.read(name) for name in made.namelist() if name.endswith(".json"))
    assert not [value for value in x["bmi"] if repr(float(value)).encode() in text]


def test_missing_values_are_the_models_own_where_it_takes_them(tmp_path: Path) -> None:
    x = make_numbers(missing=0.2)
    model = make_pipeline(SimpleImputer(), LogisticRegression()).fit(x, make_events(x))
    bundle = visite.export(model, x, tmp_path / "a.visite", quiet=True)
    policies = {one["name"]: one["missing"] for one in files_of(bundle.path)["manifest.json"]["inputs"]}
    assert policies == {"age": {"policy": "refuse"}, "bmi": {"policy": "model"}, "treated": {"policy": "refuse"}}
    assert bundle.report.with_missing > 300


def test_missing_values_can_be_imputed_by_the_bundle(tmp_path: Path) -> None:
    x = make_numbers()
    model = LogisticRegression(max_iter=1000).fit(x, make_events(x))
    bundle = visite.export(model, x, tmp_path / "a.visite", quiet=True, missing={"bmi": {"impute": 26}})
    assert files_of(bundle.path)["manifest.json"]["inputs"][1]["missing"] == {"policy": "impute", "value": 26}
    with pytest.raises(visite.DataError, match="LogisticRegression does not"):
        visite.export(model, x, tmp_path / "b.visite", quiet=True, missing={"bmi": "model"})


def test_treatments_as_a_column_and_as_a_model_each(tmp_path: Path) -> None:
    x = make_numbers()
    y = make_events(x)
    death = {"name": "death", "better": "lower"}
    arms = {"control": 0, "treated": 1}
    one = LogisticRegression(max_iter=1000).fit(x, y)
    single = visite.export(one, x, tmp_path / "s.visite", quiet=True, treatment="treated", arms=arms, outcome=death)
    rest = x.drop(columns="treated")
    each = {
        name: LogisticRegression(max_iter=1000).fit(rest[x["treated"] == value], y[x["treated"] == value])
        for name, value in arms.items()
    }
    several = visite.export(each, rest, tmp_path / "t.visite", quiet=True, outcome=death)
    for bundle in (single, several):
        names = ["death, control", "death, treated", "death, treated − control"]
        assert [output.output for output in bundle.report.outputs] == names
        assert [arm["name"] for arm in files_of(bundle.path)["manifest.json"]["arms"]] == ["control", "treated"]


def test_several_horizons_by_a_list_of_models(tmp_path: Path) -> None:
    x = make_numbers()
    models = [make_pipeline(StandardScaler(), LogisticRegression()).fit(x, make_events(x, seed)) for seed in (1, 2)]
    bundle = visite.export(models, x, tmp_path / "a.visite", quiet=True, horizons=[1, 5], outcome="death")
    assert [output.output for output in bundle.report.outputs] == ["death at 1", "death at 5"]


def test_one_model_of_one_horizon(tmp_path: Path) -> None:
    x = make_numbers()
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, make_events(x))
    bundle = visite.export(model, x, tmp_path / "a.visite", quiet=True, horizons=[5], outcome="death")
    outcome = files_of(bundle.path)["manifest.json"]["outcomes"][0]
    assert outcome["horizons"] == [{"value": 5, "unit": "a"}]


def test_classes_that_are_harms_are_said_beside_the_others(tmp_path: Path) -> None:
    x = make_numbers()
    random = np.random.default_rng(4)
    became = np.where(make_events(x) == 1, "relapse", np.where(random.random(len(x)) < 0.3, "toxicity", "well"))
    model = LogisticRegression(max_iter=1000).fit(x, became)
    arms = {"control": 0, "treated": 1}

    def export(**outcome: object) -> visite.Bundle:
        asked = {"name": "course", "better": "higher", **outcome}
        path = tmp_path / "a.visite"
        return visite.export(model, x, path, quiet=True, overwrite=True, treatment="treated", arms=arms, outcome=asked)

    manifest = files_of(export(harms=["toxicity"]).path)["manifest.json"]
    roles = {one["name"]: (one.get("role"), one.get("direction")) for one in manifest["outcomes"]}
    assert roles["course-toxicity"] == ("harm", "lower-is-better")
    assert roles["course-well"] == (None, "higher-is-better")
    with pytest.raises(visite.DataError, match="'fever' is not one of three or more classes"):
        export(harms=["fever"])
    with pytest.raises(visite.DataError, match="every class is a harm"):
        export(harms=["relapse", "toxicity", "well"])


def test_what_was_chosen_and_not_stated_is_said(tmp_path: Path) -> None:
    x = make_cohort().assign(arm=["obs", "chemo"] * 250)
    dead = np.where(make_events(x), "dead", "alive")
    prepare = make_column_transformer((StandardScaler(), [0, 1]), (OneHotEncoder(), ["stage", "smoker", "arm"]))
    model = make_pipeline(prepare, LogisticRegression()).fit(x, dead)
    outcome = {"name": "survival", "better": "higher"}
    bundle = visite.export(model, x, tmp_path / "a.visite", quiet=True, treatment="arm", outcome=outcome)
    said = str(bundle.report)
    assert "compared with 'chemo', the first" in said
    assert "survival is the probability of the class 'dead'; the other one is 'alive'" in said
    assert "limits outside which no number is shown were derived for 2 columns" in said


def test_a_model_that_holds_patients_says_so(tmp_path: Path) -> None:
    from sklearn.svm import NuSVR

    x = make_numbers()
    model = make_pipeline(StandardScaler(), NuSVR()).fit(x, x["bmi"])
    bundle = visite.export(model, x, tmp_path / "a.visite", quiet=True, rows=200)
    assert "holds rows of the patients it was fitted on" in str(bundle.report)


def test_classes_a_value_and_golden_rows_of_the_author(tmp_path: Path) -> None:
    x = make_numbers()
    stage = np.array(["low", "middle", "high"])[make_events(x) + (x["age"] > 70)]
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, stage)
    bundle = visite.export(model, x, tmp_path / "a.visite", quiet=True, outcome="risk", golden=x.head(12))
    names = ["risk-high", "risk-low", "risk-middle", "risk"]
    assert [output.output for output in bundle.report.outputs] == names
    golden = files_of(bundle.path)["golden.json"]
    assert golden["patients"][3]["inputs"] == {name: float(x.iloc[3][name]) for name in x.columns}
    bmi = {"name": "bmi", "unit": "kg/m2", "better": "lower", "limits": (5, 80)}
    value = visite.export(LinearRegression().fit(x, x["bmi"]), x, tmp_path / "b.visite", quiet=True, outcome=bmi)
    assert value.report.outputs[0].labels_differ is None


class RankOfBatch(TransformerMixin, BaseEstimator):
    """A preparation that looks at the whole batch."""

    def fit(self, x: Any, y: Any = None) -> "RankOfBatch":
        self.n_features_in_ = x.shape[1]
        return self

    def transform(self, x: Any) -> Any:
        return np.argsort(np.argsort(np.asarray(x), axis=0), axis=0)


def test_a_model_without_an_exact_conversion_is_refused(tmp_path: Path) -> None:
    x = make_numbers()
    model = make_pipeline(RankOfBatch(), LogisticRegression()).fit(x, make_events(x))
    with pytest.raises(visite.UnsupportedError, match="RankOfBatch"):
        visite.export(model, x, tmp_path / "a.visite", quiet=True)
    assert not list(tmp_path.iterdir())


def to_onnx_bytes(model: Any, x: pd.DataFrame) -> bytes:
    from visite.convert import convert

    return convert(model, x).model


def test_an_original_that_mixes_patients_is_refused(tmp_path: Path) -> None:
    x = make_numbers()
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, make_events(x))

    def predict(frame: pd.DataFrame) -> Any:
        return model.predict_proba(frame - frame.mean() + x.mean())

    with pytest.raises(visite.ParityError, match="mixes patients.*patient 1 is given alone"):
        visite.export(to_onnx_bytes(model, x), x, tmp_path / "a.visite", quiet=True, predict=predict)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("away", ["everywhere", "among many rows only"])
def test_a_module_that_is_not_the_original_is_refused_and_nothing_is_written(tmp_path: Path, away: str) -> None:
    x = make_numbers()
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, make_events(x))

    def predict(frame: pd.DataFrame) -> Any:
        given = model.predict_proba(frame)
        wrong = frame["age"] > 0 if away == "everywhere" else (frame["age"] > 60.0) & (frame["age"] < 60.5)
        return given + np.where(wrong, 1e-3, 0.0)[:, None]

    with pytest.raises(visite.ParityError, match="Nothing was written") as refused:
        visite.export(to_onnx_bytes(model, x), x, tmp_path / "a.visite", quiet=True, predict=predict, golden=5)
    assert not list(tmp_path.iterdir())
    if away != "everywhere":
        assert "FAILED" in str(refused.value.report)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"treatment": "treated"}, "say which arm is which"),
        ({"treatment": "treated", "arms": {"a": 0, "b": 1}}, "which is better"),
        ({"horizons": [5, 1]}, "rising"),
        ({"languages": "en"}, "languages"),
        ({"units": {"weight": "kg"}}, "'weight', which is no input"),
        ({"id": "My model"}, "no identifier"),
        ({"golden": 0}, "1 to 1000"),
        ({"golden": make_numbers().assign(age=200.0)}, "golden row 0 has 'age' 200, outside the limits"),
        ({"golden": make_numbers().drop(columns="age")}, "golden has no column 'age'"),
        ({"golden": make_numbers(missing=0.5).head(10)}, "golden row has no 'bmi'"),
        ({"tolerance": 0.001}, "at most 0.0001"),
        ({"outcome": {"name": "death", "colour": 1}}, "'colour'"),
        ({"outcome": {"name": "death", "event": 7}}, "event is 7"),
        ({"card": {"colour": 1}}, "'colour'"),
    ],
    ids=lambda given: given if isinstance(given, str) else "-".join(given),
)
def test_what_was_not_meant_is_refused_with_the_next_step(tmp_path: Path, options: dict, message: str) -> None:
    x = make_numbers()
    model = LogisticRegression(max_iter=1000).fit(x, make_events(x))
    with pytest.raises(visite.VisiteError, match=message):
        visite.export(model, x, tmp_path / "a.visite", quiet=True, **options)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    x = make_numbers()
    model = LogisticRegression(max_iter=1000).fit(x, make_events(x))
    (tmp_path / "a.visite").write_text("mine")
    with pytest.raises(visite.DataError, match="overwrite=True"):
        visite.export(model, x, tmp_path / "a.visite", quiet=True)
    visite.export(model, x, tmp_path / "a.visite", quiet=True, overwrite=True, rows=10)


def test_the_same_model_gives_the_same_module(tmp_path: Path) -> None:
    x = make_numbers()
    model = LogisticRegression(max_iter=1000).fit(x, make_events(x))
    modules = []
    for name in ("a", "b"):
        bundle = visite.export(model, x, tmp_path / f"{name}.visite", id="same", quiet=True, rows=10)
        with zipfile.ZipFile(bundle.path) as made:
            modules.append({file: made.read(file) for file in made.namelist()})
    assert modules[0] == modules[1]


def test_a_dict_of_models_names_its_arms_itself(tmp_path: Path) -> None:
    x = make_numbers()
    model = LogisticRegression(max_iter=1000).fit(x, make_events(x))
    for options, message in (
        ({"arms": ["a", "b"]}, "leave arms= out"),
        ({"treatment": "treated"}, "leave treatment= out"),
    ):
        with pytest.raises(visite.DataError, match=message):
            visite.export({"a": model, "b": model}, x, tmp_path / "a.visite", quiet=True, **options)
    with pytest.raises(visite.DataError, match="two arms or more"):
        visite.export({"a": model}, x, tmp_path / "a.visite", quiet=True)
