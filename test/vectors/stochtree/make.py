"""Makes the vectors of this folder: small models of stochtree 0.4.5, inputs, and stochtree's own linear-scale draws.

Run with the Python of test/requirements.txt: `python test/vectors/stochtree/make.py`. Each accepted case is one file
with the model's JSON, a plan, the rows of the training matrix to predict for, and the draws as the hexadecimal bits of
doubles, big-endian, patient by patient, row by row, draw by draw. Each refused case holds the model and the code.
"""

import json
import os
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
import stochtree
from stochtree import OutcomeModel

HERE = Path(__file__).parent
PROBIT = OutcomeModel(outcome="binary", link="probit")


def patients(rng, n):
    """age (whole years), lab (continuous), sex 0/1, grade 1/2/3."""
    age = rng.integers(30, 85, n).astype(float)
    lab = rng.normal(1.0, 2.0, n)
    sex = rng.integers(0, 2, n).astype(float)
    grade = rng.integers(1, 4, n).astype(float)
    return np.column_stack([age, lab, sex, grade])


FEATURES = [
    {"input": "age"},
    {"input": "lab"},
    {"input": "sex", "values": {"female": 0, "male": 1}},
    {"input": "grade", "values": {"low": 1, "middle": 2, "high": 3}},
]


def signal(x):
    return 0.03 * (x[:, 0] - 55) + 0.4 * np.sin(x[:, 1]) + 0.5 * x[:, 2] * (x[:, 3] > 1.5) - 0.2 * x[:, 3]


def edge_rows(model, x):
    """Rows of the matrix, with the thresholds themselves and their neighbours in the continuous column."""
    forests = json.loads(model.to_json())["forests"]["forest_0"]
    cuts = sorted(
        {
            tree["threshold"][node]
            for name, draw in forests.items()
            if name.startswith("forest_")
            for key, tree in draw.items()
            if key.startswith("tree_")
            for node in range(tree["num_nodes"])
            if tree["left"][node] >= 0 and tree["split_index"][node] == 1
        }
    )
    out = x[:12].copy()
    for i, cut in enumerate(cuts[:: max(1, len(cuts) // 4)][:4]):
        for value in (cut, np.nextafter(cut, np.inf), np.nextafter(cut, -np.inf)):
            row = x[i].copy()
            row[1] = value
            out = np.vstack([out, row])
    out[0, 1], out[1, 1] = -1e300, 1e300
    return out


def bits(draws):
    return [[row.astype(">f8").tobytes().hex() for row in patient] for patient in draws]


def write(name, content):
    path = HERE / f"{name}.json"
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    print(path.name, path.stat().st_size)


def accept(name, model, plan, x, draws, **more):
    write(name, {"model": json.loads(model.to_json()), "plan": plan, "patients": x.tolist(), "linear": bits(draws), **more})


def refuse(name, model, code, features=4):
    content = model if isinstance(model, dict) else json.loads(model.to_json())
    write(f"refused-{name}", {"model": content, "code": code, "features": features})


def bart(x, y, outcome=None, trees=6, draws=5, general=None, mean=None, gfr=2, **more):
    model = stochtree.BARTModel()
    params = {"random_seed": 11, "num_threads": 1, **(general or {})}
    if outcome is not None:
        params |= {"outcome_model": outcome, "sample_sigma2_global": False}
    model.sample(
        X_train=x, y_train=y, num_gfr=gfr, num_burnin=0, num_mcmc=draws,
        general_params=params, mean_forest_params={"num_trees": trees, **(mean or {})}, **more,
    )
    return model


def bcf(x, z, y, outcome=None, general=None, effect=None, draws=6, **more):
    model = stochtree.BCFModel()
    params = {"random_seed": 12, "num_threads": 1, **(general or {})}
    if outcome is not None:
        params |= {"outcome_model": outcome, "sample_sigma2_global": False}
    model.sample(
        X_train=x, Z_train=z, y_train=y, num_gfr=2, num_burnin=0, num_mcmc=draws,
        general_params=params, prognostic_forest_params={"num_trees": 6},
        treatment_effect_forest_params={"num_trees": 4, **(effect or {})}, **more,
    )
    return model


def main():
    rng = np.random.default_rng(20)
    n = 200
    x = patients(rng, n)
    z = rng.integers(0, 2, n).astype(float)
    latent = signal(x) - 0.5 * z * (x[:, 1] > 0) + rng.normal(0, 1, n)
    event = (latent > 0).astype(float)
    with_arm = np.column_stack([x, z])
    arm = {"arm": {"control": 0, "treated": 1}}

    def both_arms(rows):
        return np.vstack([np.append(r, a) for r in rows for a in (0.0, 1.0)])

    for name, outcome, response in (("bart-probit", PROBIT, "survival"), ("bart-continuous", None, "value")):
        model = bart(with_arm, event if outcome else latent, outcome, general={"num_chains": 2, "keep_every": 2})
        rows = edge_rows(model, x)
        draws = model.predict(X=both_arms(rows), terms="y_hat", scale="linear").reshape(len(rows), 2, -1)
        accept(name, model, {"kind": "bart", "features": [*FEATURES, arm], "response": response}, rows, draws)

    # One arm, and more cuts on one column than a byte counts.
    model = bart(x[:, :2], latent, trees=30, draws=22)
    rows = edge_rows(model, x)[:, :2]
    draws = model.predict(X=rows, terms="y_hat", scale="linear").reshape(len(rows), 1, -1)
    accept("bart-many-cuts", model, {"kind": "bart", "features": FEATURES[:2], "response": "value"}, rows, draws)

    # Few large trees, so that trees have more leaves than a byte has bits.
    model = bart(x, latent, trees=2, draws=3, gfr=6, mean={"alpha": 0.99, "beta": 0.3, "min_samples_leaf": 5, "max_depth": 5})
    rows = edge_rows(model, x)
    draws = model.predict(X=rows, terms="y_hat", scale="linear").reshape(len(rows), 1, -1)
    accept("bart-large-trees", model, {"kind": "bart", "features": FEATURES, "response": "value"}, rows, draws)

    # Person-years: the interval is a column.
    intervals = [1.0, 2.0, 3.0]
    long_x, long_y = [], []
    for i in range(n):
        for k in intervals:
            hazard = 0.15 + 0.1 * event[i]
            died = rng.random() < hazard
            long_x.append([*x[i], k, z[i]])
            long_y.append(float(died))
            if died:
                break
    model = bart(np.array(long_x), np.array(long_y), PROBIT, trees=8, draws=9)
    rows = edge_rows(model, x)
    matrix = np.array([[*r, k, a] for r in rows for k in intervals for a in (0.0, 1.0)])
    draws = model.predict(X=matrix, terms="y_hat", scale="linear").reshape(len(rows), 6, -1)
    plan = {
        "kind": "discrete-time-survival", "features": [*FEATURES, {"interval": True}, arm],
        "intervals": intervals, "event": "death",
    }
    accept("discrete-time", model, plan, rows, draws)

    half = np.full(n, 0.5)
    for name, outcome, general, effect, propensity in (
        ("bcf-probit", PROBIT, {}, {}, True),
        ("bcf-continuous", None, {}, {}, True),
        ("bcf-adaptive", None, {"adaptive_coding": True}, {}, True),
        ("bcf-adaptive-probit", PROBIT, {"adaptive_coding": True, "num_chains": 2}, {}, True),
        ("bcf-no-intercept", None, {}, {"sample_intercept": False}, True),
        ("bcf-no-propensity", None, {"propensity_covariate": "none"}, {}, False),
    ):
        model = bcf(x, z, event if outcome else latent, outcome, general, effect, propensity_train=half)
        rows = edge_rows(model, x)
        given = {"propensity": np.full(len(rows), 0.5)} if propensity else {}
        draws = np.stack(
            [model.predict(X=rows, Z=np.full(len(rows), a), terms="y_hat", scale="linear", **given) for a in (0.0, 1.0)],
            axis=1,
        )
        plan = {
            "kind": "bcf", "features": FEATURES, "response": "survival" if outcome else "value",
            "control": "control", "treated": "treated",
        }
        if propensity:
            plan["propensity"] = 0.5
        accept(name, model, plan, rows, draws)

    # Refused.
    missing = latent.copy()
    missing[3] = np.nan
    refuse("nan-outcome", bart(x, missing, draws=2, trees=2, gfr=0), "not-finite")
    groups = rng.integers(0, 3, n)
    refuse(
        "random-effects",
        bart(x, latent, draws=2, trees=2, rfx_group_ids_train=groups, rfx_basis_train=np.ones((n, 1))),
        "random-effects",
    )
    refuse("variance-forest", bart(x, latent, draws=2, trees=2, variance_forest_params={"num_trees": 2}), "variance-forest")
    refuse("leaf-basis", bart(x, latent, draws=2, trees=2, leaf_basis_train=z.reshape(-1, 1)), "leaf-model")
    cloglog = OutcomeModel(outcome="binary", link="cloglog")
    refuse("cloglog", bart(x, event, cloglog, draws=2, trees=2), "link")
    # Refused before its forests are read, which are large.
    estimated = json.loads(bcf(x, z, latent, draws=2).to_json()) | {"forests": {}, "bart_propensity_model": "{}"}
    refuse("propensity-model", estimated, "propensity-model")
    two = np.column_stack([z, rng.normal(0, 1, n)])
    refuse("two-treatments", bcf(x, two, latent, draws=2, propensity_train=np.column_stack([half, half])), "treatment")
    import pandas as pd

    frame = pd.DataFrame({"age": x[:, 0], "grade": pd.Categorical(x[:, 3].astype(int).astype(str))})
    refuse("one-hot", bart(frame, latent, draws=2, trees=2), "preprocessor", 2)


main()
