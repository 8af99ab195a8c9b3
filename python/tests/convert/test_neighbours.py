"""Patients of the same distance: the module takes whom scikit-learn takes, or gives no number where that cannot be known."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from sklearn import decomposition, neighbors, pipeline, preprocessing

from parity.module_runner import ModuleRunner
from visite.convert.sklearn import to_onnx

COLUMNS = [(f"x{at}", "number") for at in range(3)]
ROUNDED = np.array([3.0, 1.0, 0.5])


def patients(count: int, seed: int) -> np.ndarray:
    """Values as a clinic writes them: whole years, halves of a grade."""
    rng = np.random.default_rng(seed)
    return np.round(rng.normal(size=(count, 3)) * [6, 2, 2] / ROUNDED) * ROUNDED


@pytest.fixture(scope="module")
def runner() -> Iterator[ModuleRunner]:
    made = ModuleRunner()
    yield made
    made.close()


def scaled(model: Any) -> Any:
    return pipeline.make_pipeline(preprocessing.StandardScaler(), model)


KNC, KNR = neighbors.KNeighborsClassifier, neighbors.KNeighborsRegressor
TREES = [
    KNC(5), KNC(5, algorithm="ball_tree"), KNC(1), KNC(16, leaf_size=5), KNC(7, weights="distance"), KNC(4, p=1), KNC(6, metric="chebyshev"),
    KNC(4, p=1, algorithm="ball_tree", leaf_size=3), KNC(6, metric="chebyshev", algorithm="ball_tree"), KNR(5), KNR(9, weights="distance"),
    neighbors.LocalOutlierFactor(12, novelty=True),
    scaled(KNC(5)), scaled(KNC(6, algorithm="ball_tree")), scaled(KNR(3, p=1)), scaled(KNC(6, metric="chebyshev")),
]  # fmt: skip


def compare(model: Any, rows: int, runner: ModuleRunner, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    x = patients(rows, seed)
    rng = np.random.default_rng(seed + 100)
    classifier = hasattr(model, "predict_proba")
    model.fit(x, rng.integers(0, 3, rows) if classifier else rng.normal(size=rows))
    test = patients(600, seed + 200)
    made = to_onnx(model, COLUMNS)
    found = runner.run(made, [test])
    if classifier:
        return found["probabilities"], model.predict_proba(test)
    if hasattr(model, "decision_function"):
        return next(iter(found.values())).reshape(-1), model.decision_function(test)
    return found["value"].reshape(-1), model.predict(test)


@pytest.mark.parametrize("model", TREES, ids=str)
@pytest.mark.parametrize("rows", [40, 1500])
def test_trees_take_the_same(model: Any, rows: int, runner: ModuleRunner) -> None:
    found, right = compare(model, rows, runner)
    assert not np.isnan(found).any()
    assert np.abs(found - right).max() <= 1e-12 * np.abs(right).max()


@pytest.mark.parametrize("model", [KNC(5, algorithm="brute"), KNR(5, algorithm="brute"), KNC(4, p=1, algorithm="brute"), KNR(5, algorithm="brute", weights="distance")], ids=str)
@pytest.mark.parametrize(("rows", "known"), [(40, True), (250, True), (1500, False)])
def test_all_rows_in_one_chunk(model: Any, rows: int, known: bool, runner: ModuleRunner) -> None:
    found, right = compare(model, rows, runner)
    there = ~np.isnan(found)
    assert there.all() if known else 0 < there.mean() < 1
    assert np.abs(found - right)[there].max() <= 1e-12 * np.abs(right).max()


def test_products_before_the_search_are_no_grid(runner: ModuleRunner) -> None:
    found, right = compare(pipeline.make_pipeline(decomposition.PCA(2), KNC(5)), 1500, runner)
    there = ~np.isnan(found)
    assert 0 < there.mean() < 1
    assert np.abs(found - right)[there].max() <= 1e-12


def test_no_tie_gives_all(runner: ModuleRunner) -> None:
    rng = np.random.default_rng(3)
    x, test = rng.normal(size=(700, 3)), rng.normal(size=(300, 3))
    model = KNR(5, algorithm="brute").fit(x, x[:, 0])
    found = runner.run(to_onnx(model, COLUMNS), [test])["value"].reshape(-1)
    assert np.abs(found - model.predict(test)).max() < 1e-15


@pytest.mark.parametrize(("model", "said"), [(KNC(5), False), (KNC(5, algorithm="brute"), True), (pipeline.make_pipeline(decomposition.PCA(2), KNC(5)), True)], ids=str)
def test_the_author_is_told(model: Any, said: bool) -> None:
    x = patients(50, 1)
    remarks = to_onnx(model.fit(x, x[:, 0] > 0), COLUMNS).remarks
    assert ["compete for the last place" in each for each in remarks] == ([True] if said else [])
