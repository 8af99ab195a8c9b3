"""Tables as nobody would write them: odd names, every type of column, missing values, through a pipeline to a bundle."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import make_column_transformer
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, QuantileTransformer, RobustScaler, StandardScaler

import visite

pytestmark = pytest.mark.usefixtures("carried")

SEED = int(os.environ.get("VISITE_TEST_SEED", "1"))
TABLES = 40 if os.environ.get("VISITE_LONG") else 6
NAMES = ["Größe ", "x'y\"", "a b", "COL", "col", "Ünïcode™", "1st", "α", "<5%", "x\ty", "long" * 30]
NUMBERS: list[Callable[[np.random.Generator, int], object]] = [
    lambda random, count: random.normal(50, 10, count),
    lambda random, count: random.normal(1e-7, 1e-9, count),
    lambda random, count: random.normal(1e12, 1e10, count),
    lambda random, count: random.lognormal(0, 2, count),
    lambda random, count: -random.gamma(2, 3, count),
    lambda random, count: random.normal(0, 1, count).astype(np.float32),
    lambda random, count: pd.array(random.integers(0, 50, count), dtype="Int64"),
]
CATEGORIES: list[Callable[[np.random.Generator, int], object]] = [
    lambda random, count: random.choice(["<50", ">=50", "50–60", "é", "A", "a"], count).astype(object),
    lambda random, count: pd.Categorical(random.choice(["x", "y", "z"], count), categories=["z", "y", "x", "w"]),
    lambda random, count: pd.Categorical(random.choice([3, 1, 2], count)),
]


def make_table(random: np.random.Generator) -> tuple[pd.DataFrame, list[str], list[str]]:
    count = int(random.integers(60, 400))
    columns: dict[str, pd.Series] = {}
    numbers, categories = [], []
    for place in range(int(random.integers(2, 8))):
        kinds, names = [(NUMBERS, numbers), (CATEGORIES, categories)][int(random.random() < 0.3)]
        name = f"{random.choice(NAMES)}{place}"
        column = pd.Series(kinds[int(random.integers(len(kinds)))](random, count))
        if random.random() < 0.4:
            column[random.random(count) < 0.15] = None
        columns[name] = column
        names.append(name)
    return pd.DataFrame(columns), numbers, categories


@pytest.mark.parametrize("number", range(TABLES))
def test_any_table_gives_a_module_that_is_the_original(number: int, tmp_path: Path) -> None:
    random = np.random.default_rng([SEED, number])
    x, numbers, categories = make_table(random)
    scaler = [StandardScaler(), RobustScaler(), QuantileTransformer(n_quantiles=20)][number % 3]
    parts = [
        (make_pipeline(SimpleImputer(add_indicator=number % 2 == 0), scaler), numbers),
        (OneHotEncoder(handle_unknown="ignore", sparse_output=False), categories),
    ]
    last = [
        LogisticRegression(max_iter=300),
        RandomForestClassifier(5, random_state=1),
        GradientBoostingClassifier(n_estimators=5),
        HistGradientBoostingClassifier(max_iter=5),
    ][number % 4]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        prepare = make_column_transformer(*(part for part in parts if part[1]))
        model = make_pipeline(prepare, last).fit(x, (random.random(len(x)) < 0.4).astype(int))
        bundle = visite.export(model, x, tmp_path / "a.visite", quiet=True, rows=300)
    assert bundle.report.passed
    assert (bundle.report.with_missing > 0) == bool(x.isna().any(axis=None))
