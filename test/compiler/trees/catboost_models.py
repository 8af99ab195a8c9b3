"""Models of CatBoost with rows and its own predictions, for test/compiler/readers/catboost.

Usage: catboost_models.py FOLDER. Writes cases.json and, for each case, the model file, rows and outputs as doubles.
"""

import json
import sys
from pathlib import Path

import numpy as np
from catboost import CatBoost, Pool

folder = Path(sys.argv[1])
rng = np.random.default_rng(14)
cases = []


def edges(file, x, codes):
    """Rows with values at the borders, beside them, huge, tiny and missing."""
    info = json.loads(file.read_text())["features_info"]
    cuts = np.float32([b for f in info["float_features"] for b in f["borders"]] or [0])
    values = np.concatenate([cuts, np.nextafter(cuts, np.float32(9)), np.nextafter(cuts, np.float32(-9)), np.float32([0, -0.0, np.inf, -np.inf, 3e38])])
    out = x.copy()
    at = rng.random(out.shape) < 0.6
    at[:, codes] = False
    out[at] = rng.choice(values, at.sum())
    return out


def case(name, params, y, x, output=None, codes=(), scale=None):
    pool = lambda rows, y=None: Pool(objects(rows, codes), y, cat_features=list(codes))
    train = pool(x, y)
    base = {"iterations": 15, "verbose": 0, "thread_count": 1, "random_seed": 5, "allow_writing_files": False}
    model = CatBoost(base | params).fit(train)
    if scale:
        model.set_scale_and_bias(*scale)
    file = folder / f"{name}.json"
    model.save_model(str(file), format="json", pool=train)
    rows = np.concatenate([x[:120], edges(file, x[:80], codes)]).astype(np.float32)
    test = pool(rows)
    # One row at a time and the whole table give the same sums; rows are given as floats, as CatBoost keeps them.
    outputs = {"raw": model.predict(test, prediction_type="RawFormulaVal")}
    if output:
        kind = {"probabilities": "Probability", "exponent": "Exponent", "value": "RawFormulaVal"}[output]
        outputs["value" if output == "exponent" else output] = model.predict(test, prediction_type=kind)
    rows.astype(np.float64).tofile(folder / f"{name}.rows")
    for key, value in outputs.items():
        value.astype(np.float64).tofile(folder / f"{name}.{key}")
    cases.append({"name": name, "rows": len(rows), "features": rows.shape[1], "outputs": {k: v.size // len(rows) for k, v in outputs.items()}})


def objects(rows, codes):
    if not codes:
        return rows
    out = rows.astype(object)
    for column in codes:
        out[:, column] = rows[:, column].astype(int)
    return out


x = rng.normal(size=(400, 6)).astype(np.float32)
x[:, 5] = np.round(x[:, 5])
whole = x.copy()
x[rng.random(x.shape) < 0.15] = np.nan
z = np.nan_to_num(x[:, 0]) - np.nan_to_num(x[:, 1]) * np.nan_to_num(x[:, 2]) + 0.3 * rng.normal(size=400)
two, three = (z > 0).astype(int), np.digitize(z, [-0.6, 0.6])
for depth in (1, 4, 6, 10):
    case(f"logloss-{depth}", {"loss_function": "Logloss", "depth": depth}, two, x, "probabilities")
case("scaled", {"loss_function": "RMSE"}, z, x, "value", scale=(0.3, 1.7))
case("no-missing", {"loss_function": "Logloss"}, two, whole, "probabilities")
case("nan-max", {"loss_function": "Logloss", "nan_mode": "Max"}, two, x, "probabilities")
for policy in ("Depthwise", "Lossguide"):
    case(f"policy-{policy}", {"loss_function": "RMSE", "grow_policy": policy, "depth": 9}, z, x, "value")
    case(f"policy-{policy}-classes", {"loss_function": "MultiClass", "grow_policy": policy}, three, x, "probabilities")
case("multiclass", {"loss_function": "MultiClass"}, three, x, "probabilities")
case("one-vs-all", {"loss_function": "MultiClassOneVsAll"}, three, x, "probabilities")
for loss in ("RMSE", "MAE", "Quantile:alpha=0.9", "Huber:delta=1", "Expectile:alpha=0.3", "LogCosh"):
    case(loss.split(":")[0], {"loss_function": loss}, z, x, "value")
case("Poisson", {"loss_function": "Poisson"}, rng.poisson(np.exp(z / 3)), x, "exponent")
case("Tweedie", {"loss_function": "Tweedie:variance_power=1.5"}, np.exp(z), x, "exponent")
case("MultiRMSE", {"loss_function": "MultiRMSE", "boost_from_average": False}, np.stack([z, z * z], 1), x, "value")
codes = x.copy()
codes[:, 1] = rng.integers(0, 6, 400)
codes[:, 3] = rng.integers(-2, 2, 400)
effect = np.sin(codes[:, 1] * 7) + (codes[:, 3] == -1) + np.nan_to_num(codes[:, 0])
case("one-hot", {"loss_function": "RMSE", "one_hot_max_size": 20}, effect, codes, "value", codes=(1, 3))
with open(folder / "cases.json", "w") as file:
    json.dump(cases, file)
