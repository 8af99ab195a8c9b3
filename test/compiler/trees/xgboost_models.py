"""Models of XGBoost with rows and its own predictions, for test/compiler/readers/xgboost.

Usage: xgboost_models.py FOLDER. Writes cases.json and, for each case, model files, rows and outputs as doubles.
"""

import json
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

folder = Path(sys.argv[1])
rng = np.random.default_rng(11)
cases = []


def table(rows, features, missing):
    x = rng.normal(size=(rows, features)).astype(np.float32)
    x[:, -1] = np.round(x[:, -1])
    x[rng.random(x.shape) < missing] = np.nan
    return x


def edges(booster, x):
    """Rows with values at the thresholds, just below them, huge, subnormal and zero of both signs."""
    frame = booster.trees_to_dataframe()
    cuts = frame[frame.Feature != "Leaf"].Split.dropna().to_numpy(np.float32)
    values = np.concatenate([cuts, np.nextafter(cuts, np.float32(-np.inf)), np.float32([0, -0.0, 3e38, -3e38, 1e-40])])
    out = x.copy()
    at = rng.random(out.shape) < 0.5
    out[at] = rng.choice(values, at.sum())
    return out


def case(name, params, y, x, rounds=12, kinds=("raw",), types=None, **train):
    data = xgb.DMatrix(x, feature_types=types, enable_categorical=types is not None)
    for key, value in y.items():
        data.set_info(**{key: value})
    booster = xgb.train(params | {"nthread": 1, "seed": 3}, data, rounds, **train)
    save(name, booster, x, kinds, types)


def save(name, booster, x, kinds, types=None):
    rows = x if types is not None else np.concatenate([x[:150], edges(booster, x[:50])])
    given = rows.copy()
    test = xgb.DMatrix(given, feature_types=types, enable_categorical=types is not None)
    outputs = {"raw": booster.predict(test, output_margin=True)}
    if "probabilities" in kinds:
        p = booster.predict(test)
        outputs["probabilities"] = p if p.ndim == 2 else np.stack([1 - p, p], 1)
    if "value" in kinds:
        outputs["value"] = booster.predict(test)
    for suffix in ("json", "ubj"):
        booster.save_model(folder / f"{name}.{suffix}")
    rows.astype(np.float64).tofile(folder / f"{name}.rows")
    for key, value in outputs.items():
        value.astype(np.float64).tofile(folder / f"{name}.{key}")
    cases.append({"name": name, "rows": len(rows), "features": rows.shape[1], "outputs": {k: v.size // len(rows) for k, v in outputs.items()}})


x = table(400, 7, 0.2)
z = np.nan_to_num(x[:, 0]) - np.nan_to_num(x[:, 1]) * np.nan_to_num(x[:, 2]) + rng.normal(size=400)
binary = {"label": (z > 0).astype(np.float32)}
count = {"label": rng.poisson(np.exp(z / 3)).astype(np.float32)}
positive = {"label": np.exp(z).astype(np.float32)}
dense = table(400, 7, 0)
for depth in (1, 3, 6, 9, 14):
    case(f"logistic-{depth}", {"objective": "binary:logistic", "max_depth": depth, "min_child_weight": 0.1}, binary, x, 21, ("raw", "probabilities"))
case("logistic-dense", {"objective": "binary:logistic", "max_depth": 5}, binary, dense, 20, ("raw", "probabilities"))
case("leafwise", {"objective": "reg:squarederror", "grow_policy": "lossguide", "max_leaves": 31, "max_depth": 0}, {"label": z}, x, 30, ("raw", "value"))
case("exact", {"objective": "reg:squarederror", "tree_method": "exact", "gamma": 2.0}, {"label": z}, x, 9, ("raw", "value"))
for i, base in enumerate((0.5, 0.013, 0.37, 0.999, 1e-7)):
    case(f"base-{i}", {"objective": "binary:logistic", "base_score": base}, binary, x, 3, ("raw", "probabilities"))
    case(f"base-poisson-{i}", {"objective": "count:poisson", "base_score": base * 5}, count, x, 3, ("raw", "value"))
for classes, objective in ((3, "multi:softprob"), (5, "multi:softmax")):
    labels = {"label": rng.integers(0, classes, 400)}
    kinds = ("raw", "probabilities") if objective == "multi:softprob" else ("raw",)
    case(f"classes-{classes}", {"objective": objective, "num_class": classes, "max_depth": 4}, labels, x, 7, kinds)
case("forest", {"objective": "binary:logistic", "num_parallel_tree": 5, "subsample": 0.6, "eta": 0.8}, binary, x, 3, ("raw", "probabilities"))
case("dart", {"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.4, "max_depth": 3}, binary, x, 17, ("raw", "probabilities"))
case("dart-classes", {"objective": "multi:softprob", "num_class": 3, "booster": "dart", "rate_drop": 0.4, "max_depth": 3}, {"label": rng.integers(0, 3, 400)}, x, 9, ("raw", "probabilities"))
for objective in ("count:poisson", "reg:tweedie", "reg:gamma"):
    case(objective.replace(":", "-"), {"objective": objective, "max_depth": 4}, positive if objective == "reg:gamma" else count, x, 10, ("raw", "value"))
for objective in ("reg:squaredlogerror", "reg:pseudohubererror", "reg:absoluteerror", "binary:hinge", "reg:logistic"):
    labels = positive if objective == "reg:squaredlogerror" else binary
    case(objective.replace(":", "-"), {"objective": objective, "max_depth": 4}, labels, x, 10, ("raw", "value"))
case("reg-quantileerror", {"objective": "reg:quantileerror", "quantile_alpha": 0.9, "max_depth": 4}, {"label": z}, x, 10, ("raw", "value"))
case("two-targets", {"objective": "reg:squarederror", "max_depth": 4}, {"label": np.stack([z, -z * z], 1)}, x, 10, ("raw", "value"))
case("survival-cox", {"objective": "survival:cox", "max_depth": 3}, {"label": np.where(rng.random(400) < 0.3, -1, 1) * np.exp(z)}, x, 10, ("raw", "value"))
upper = np.exp(z) * np.where(rng.random(400) < 0.3, np.inf, 1)
case("survival-aft", {"objective": "survival:aft", "max_depth": 3}, {"label_lower_bound": np.exp(z), "label_upper_bound": upper}, x, 10, ("raw", "value"))
case("rank-ndcg", {"objective": "rank:ndcg", "max_depth": 3}, {"label": rng.integers(0, 4, 400), "group": [100, 100, 100, 100]}, x, 10, ("raw",))
codes = table(500, 6, 0.1)
codes[:, 1] = rng.integers(0, 5, 500)
codes[:, 3] = rng.integers(0, 40, 500)
codes[:, 4] = np.where(rng.random(500) < 0.2, np.nan, rng.integers(0, 90, 500))
effect = np.sin(np.nan_to_num(codes[:, 3]) * 7) + np.cos(np.nan_to_num(codes[:, 4]) * 5) + np.nan_to_num(codes[:, 0]) + 0.3 * (codes[:, 1] == 2)
types = ["q", "c", "q", "c", "c", "q"]
for onehot in (1, 100):
    case(f"categories-{onehot}", {"objective": "reg:squarederror", "tree_method": "hist", "max_cat_to_onehot": onehot, "max_depth": 7}, {"label": effect}, codes, 15, ("raw", "value"), types)
constant = xgb.train({"objective": "reg:squarederror", "gamma": 1e9}, xgb.DMatrix(x, label=z), 4)
save("constant", constant, x, ("raw", "value"))
with open(folder / "cases.json", "w") as file:
    json.dump(cases, file)
