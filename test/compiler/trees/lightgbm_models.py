"""Models of LightGBM with rows and its own predictions, for test/compiler/readers/lightgbm.

Usage: lightgbm_models.py FOLDER. Writes cases.json and, for each case, the model file, rows and outputs as doubles.
"""

import json
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np

folder = Path(sys.argv[1])
rng = np.random.default_rng(12)
cases = []
ZERO = float(np.float32(1e-35))


def edges(booster, x, codes):
    """Rows with values at the thresholds, just above them, around zero and infinite; odd category codes."""
    frame = booster.trees_to_dataframe()
    cuts = [float(t) for t in frame.threshold.dropna() if "||" not in str(t) and str(t).replace(".", "").replace("-", "").replace("e", "").isdigit()]
    values = np.array([*cuts, *np.nextafter(cuts, np.inf), 0, -0.0, ZERO, -ZERO, 2 * ZERO, -2 * ZERO, 5e-324, np.inf, -np.inf, np.nan])
    out = x.copy()
    at = rng.random(out.shape) < 0.6
    out[at] = rng.choice(values, at.sum())
    for column in codes:
        out[:, column] = rng.choice([-1, -0.5, 0, 0.7, 1, 2, 2.9, 3, 31, 32, 64, 1e6, np.nan, *range(40)], len(out))
    return out


def case(name, params, y, x, rounds=12, codes=(), output=None, **dataset):
    data = lgb.Dataset(x, y, categorical_feature=list(codes), params={"verbose": -1} | params, **dataset)
    base = {"verbose": -1, "num_threads": 1, "min_data_in_leaf": 3, "seed": 4, "deterministic": True}
    booster = lgb.train(base | params, data, rounds)
    rows = np.concatenate([x[:150], edges(booster, x[:80], codes)])
    outputs = {"raw": booster.predict(rows, raw_score=True)}
    if output:
        p = booster.predict(rows)
        outputs[output] = np.stack([1 - p, p], 1) if output == "probabilities" and p.ndim == 1 else p
    booster.save_model(folder / f"{name}.txt")
    rows.astype(np.float64).tofile(folder / f"{name}.rows")
    for key, value in outputs.items():
        value.astype(np.float64).tofile(folder / f"{name}.{key}")
    cases.append({"name": name, "rows": len(rows), "features": rows.shape[1], "outputs": {k: v.size // len(rows) for k, v in outputs.items()}})


x = rng.normal(size=(600, 6))
x[:, 5] = np.round(x[:, 5])
x[rng.random(x.shape) < 0.15] = np.nan
dense = np.where(rng.random((600, 6)) < 0.3, 0, rng.normal(size=(600, 6)))
z = np.nan_to_num(x[:, 0]) - np.nan_to_num(x[:, 1]) * np.nan_to_num(x[:, 2]) + 0.3 * rng.normal(size=600)
zd = dense[:, 0] - dense[:, 1] * dense[:, 2] + (dense[:, 3] == 0) + 0.3 * rng.normal(size=600)
for leaves in (2, 7, 31, 127):
    case(f"binary-{leaves}", {"objective": "binary", "num_leaves": leaves}, z > 0, x, 20, output="probabilities")
case("no-missing", {"objective": "binary"}, zd > 0, dense, 20, output="probabilities")
case("use-missing-false", {"objective": "binary", "use_missing": False}, z > 0, x, 20, output="probabilities")
case("zero-as-missing", {"objective": "regression", "zero_as_missing": True}, zd, dense, 30, output="value")
case("zero-as-missing-nan", {"objective": "regression", "zero_as_missing": True}, z, x, 20, output="value")
case("sigmoid-2", {"objective": "binary", "sigmoid": 2.0}, z > 0, x, 10, output="probabilities")
three = np.digitize(z, [-0.6, 0.6])
case("multiclass", {"objective": "multiclass", "num_class": 3}, three, x, 9, output="probabilities")
case("multiclassova", {"objective": "multiclassova", "num_class": 3}, three, x, 9, output="probabilities")
for objective in ("regression", "regression_l1", "huber", "fair", "quantile", "mape"):
    case(objective, {"objective": objective}, z, x, output="value")
# A split of the missing from all others, whose threshold is written as inf.
case("missing-or-not", {"objective": "binary", "num_leaves": 3}, np.isnan(x[:, 0]), x, 6, output="probabilities")
for objective in ("poisson", "gamma", "tweedie"):
    case(objective, {"objective": objective}, np.exp(z), x, output="value")
case("square", {"objective": "regression", "reg_sqrt": True}, z, x, output="value")
for objective in ("cross_entropy", "cross_entropy_lambda"):
    case(objective, {"objective": objective}, 1 / (1 + np.exp(-z)), x, output="value")
case("lambdarank", {"objective": "lambdarank"}, three, x, group=[100] * 6)
case("dart", {"objective": "binary", "boosting": "dart"}, z > 0, x, 25, output="probabilities")
case("forest", {"objective": "regression", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6}, z, x, 15, output="value")
case("forest-binary", {"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6}, z > 0, x, 15, output="probabilities")
case("constant", {"objective": "regression", "min_gain_to_split": 1e9}, z, x, 3, output="value")
codes = x.copy()
codes[:, 1] = rng.integers(0, 4, 600)
codes[:, 3] = np.where(rng.random(600) < 0.1, np.nan, rng.integers(0, 40, 600))
effect = np.sin(np.nan_to_num(codes[:, 3]) * 7) + np.nan_to_num(codes[:, 0]) + (codes[:, 1] == 2)
more = {"min_data_per_group": 2, "cat_smooth": 0.1, "cat_l2": 0.1, "max_cat_to_onehot": 4, "min_data_in_leaf": 2}
case("categories", {"objective": "regression", "num_leaves": 31, **more}, effect, codes, 25, codes=(1, 3), output="value")
with open(folder / "cases.json", "w") as file:
    json.dump(cases, file)
