"""Writes coefficients.json: regressions by statsmodels, lifelines and scikit-survival, and what they predict.

Run with a Python that has the packages of test/requirements.txt: python make_vectors.py
"""

import json
from importlib.metadata import version
from pathlib import Path

import lifelines
import numpy as np
import pandas as pd
import statsmodels.api as sm
from sksurv.linear_model import CoxPHSurvivalAnalysis
from sksurv.nonparametric import cumulative_incidence_competing_risks
from sksurv.util import Surv

ROWS = 25


def draw():
    rng = np.random.default_rng(20261124)
    n = 400
    x = pd.DataFrame(
        {
            "age": rng.integers(30, 85, n).astype(float),
            "marker": rng.normal(2.5, 1.2, n),
            "sex": rng.integers(0, 2, n).astype(float),
        }
    )
    return rng, x


def generalized_linear(rng, x):
    eta = -3 + 0.04 * x["age"] + 0.3 * x["marker"] - 0.5 * x["sex"]
    probability = 1 / (1 + np.exp(-eta))
    binary = (rng.random(len(x)) < probability).astype(float)
    count = rng.poisson(np.exp(0.3 * eta))
    gaussian = eta + rng.normal(0, 1, len(x))
    gamma = rng.gamma(2.0, np.exp(0.2 * eta) / 2.0)
    families = sm.families
    cases = {
        "identity": (gaussian, families.Gaussian()),
        "logit": (binary, families.Binomial()),
        "probit": (binary, families.Binomial(link=families.links.Probit())),
        "cloglog": (binary, families.Binomial(link=families.links.CLogLog())),
        "log": (count, families.Poisson()),
        "inverse": (gamma, families.Gamma(link=families.links.InversePower())),
    }
    for link, (y, family) in cases.items():
        fit = sm.GLM(y, sm.add_constant(x), family=family).fit()
        params = fit.params.to_numpy()
        file = {
            "format": 1,
            "kind": "generalized-linear",
            "features": list(x.columns),
            "link": link,
            "intercept": params[0],
            "coefficients": params[1:].tolist(),
        }
        yield f"statsmodels GLM, {link}", file, "mean", fit.predict(sm.add_constant(x))[:ROWS]


def multinomial(rng, x):
    eta = np.stack([0 * x["age"], -1 + 0.03 * x["age"], 0.4 * x["marker"] - x["sex"]], axis=1)
    y = (eta + rng.gumbel(size=eta.shape)).argmax(axis=1)
    fit = sm.MNLogit(y, sm.add_constant(x)).fit(disp=0)
    params = fit.params.to_numpy()
    classes = [{"name": "0", "intercept": 0.0, "coefficients": [0.0] * 3}] + [
        {"name": str(k + 1), "intercept": params[0, k], "coefficients": params[1:, k].tolist()}
        for k in range(params.shape[1])
    ]
    file = {"format": 1, "kind": "multinomial", "features": list(x.columns), "classes": classes}
    yield "statsmodels MNLogit", file, "probabilities", fit.predict(sm.add_constant(x))[:ROWS]


def survival_data(rng, x):
    risk = np.exp(0.03 * (x["age"] - 55) + 0.2 * x["marker"] - 0.4 * x["sex"])
    time = np.round(rng.exponential(6 / risk) * 365) / 365 + 1 / 365
    other = np.round(rng.exponential(9 / np.exp(0.02 * (x["age"] - 55))) * 365) / 365 + 1 / 365
    censored = rng.uniform(0.5, 12, len(x))
    observed = np.minimum(np.minimum(time, other), censored)
    cause = np.where(observed == time, 1, np.where(observed == other, 2, 0))
    return observed, cause


def cox(rng, x, observed, cause):
    horizons = [0.5, 1.0, 2.0, 5.0]
    data = x.assign(time=observed, event=(cause == 1).astype(int))
    fit = lifelines.CoxPHFitter().fit(data, "time", "event", fit_options={"precision": 1e-10})
    base = fit.baseline_cumulative_hazard_["baseline cumulative hazard"]
    # At event times, between which lifelines interpolates.
    events = [float(base.index[base.index <= h][-1]) for h in horizons]
    file = {
        "format": 1,
        "kind": "cox",
        "features": list(x.columns),
        "coefficients": fit.params_.to_numpy().tolist(),
        "centring": fit._norm_mean[x.columns].to_numpy().tolist(),
        "baseline": [{"horizon": h, "cumulativeHazard": c} for h, c in zip(events, base[events])],
    }
    expected = fit.predict_survival_function(x.iloc[:ROWS], times=events).to_numpy().T
    yield "lifelines CoxPHFitter", file, "survival", expected

    strata = data.assign(centre=(np.arange(len(x)) % 3).astype(float))
    fit = lifelines.CoxPHFitter(strata=["centre"]).fit(strata, "time", "event", fit_options={"precision": 1e-10})
    table = fit.baseline_cumulative_hazard_
    baselines = []
    for centre in sorted(strata["centre"].unique()):
        base = table[centre].dropna()
        at = [float(base[base.index <= h].iloc[-1]) for h in horizons]
        baselines.append(
            {"value": centre, "baseline": [{"horizon": h, "cumulativeHazard": c} for h, c in zip(horizons, at)]}
        )
    file = {
        "format": 1,
        "kind": "cox",
        "features": list(x.columns),
        "coefficients": fit.params_.to_numpy().tolist(),
        "centring": fit._norm_mean[x.columns].to_numpy().tolist(),
        "strata": baselines,
    }
    rows = strata.iloc[:ROWS]
    partial = fit.predict_partial_hazard(rows).to_numpy()
    hazard = np.array([[p["cumulativeHazard"] for p in baselines[int(c)]["baseline"]] for c in rows["centre"]])
    yield "lifelines CoxPHFitter, strata", file, "survival", np.exp(-partial[:, None] * hazard), rows["centre"]

    fit = CoxPHSurvivalAnalysis(tol=1e-12).fit(x, Surv.from_arrays(cause == 1, observed))
    functions = fit.predict_survival_function(x.iloc[:ROWS])
    baseline = fit.baseline_survival_
    file = {
        "format": 1,
        "kind": "cox",
        "features": list(x.columns),
        "coefficients": fit.coef_.tolist(),
        "centring": [0.0] * 3,
        "baseline": [{"horizon": h, "survival": float(baseline(h))} for h in horizons],
    }
    yield "scikit-survival CoxPHSurvivalAnalysis", file, "survival", np.array([[f(h) for h in horizons] for f in functions])


def competing(x, observed, cause):
    """The formula in the reader's documentation, written out in NumPy over lifelines' two cause-specific models."""
    horizons = [0.001, 1.0, 2.5, 5.0]
    times = np.unique(observed[cause > 0])
    times = times[times <= 6.0]
    causes, hazards = [], []
    for number, name in ((1, "death"), (2, "other")):
        data = x.assign(time=observed, event=(cause == number).astype(int))
        fit = lifelines.CoxPHFitter().fit(data, "time", "event", fit_options={"precision": 1e-10})
        base = fit.baseline_cumulative_hazard_["baseline cumulative hazard"]
        cumulative = np.array([base[base.index <= t].iloc[-1] for t in times])
        causes.append(
            {
                "name": name,
                "coefficients": fit.params_.to_numpy().tolist(),
                "centring": fit._norm_mean[x.columns].to_numpy().tolist(),
                "cumulativeHazard": cumulative.tolist(),
            }
        )
        partial = fit.predict_partial_hazard(x.iloc[:ROWS]).to_numpy()
        hazards.append(partial[:, None] * np.diff(cumulative, prepend=0.0))
    total = sum(hazards)
    for form in ("product", "exponential"):
        factors = 1 - total if form == "product" else np.exp(-total)
        after = np.cumprod(factors, axis=1)
        before = np.concatenate([np.ones((ROWS, 1)), after[:, :-1]], axis=1)
        file = {
            "format": 1,
            "kind": "competing-risks",
            "features": list(x.columns),
            "times": times.tolist(),
            "horizons": horizons,
            "survival": form,
            "causes": causes,
        }
        for k, cause_file in enumerate(causes):
            steps = np.cumsum(before * hazards[k], axis=1)
            incidence = [[row[times <= h][-1] if (times <= h).any() else 0.0 for h in horizons] for row in steps]
            yield f"cause-specific Cox, {form}", file, f"incidence-{cause_file['name']}", np.array(incidence)
        free = [[row[times <= h][-1] if (times <= h).any() else 1.0 for h in horizons] for row in after]
        yield f"cause-specific Cox, {form}", file, "event-free", np.array(free)


def aalen_johansen(x, observed, cause):
    """Without covariates the product form is the Aalen-Johansen estimator, here by scikit-survival."""
    times, incidence = cumulative_incidence_competing_risks(cause, observed)
    at_risk = np.array([(observed >= t).sum() for t in times])
    horizons = [1.0, 2.5, 5.0]
    causes = [
        {
            "name": name,
            "coefficients": [0.0] * 3,
            "centring": [0.0] * 3,
            "cumulativeHazard": np.cumsum(
                [((observed == t) & (cause == number)).sum() / n for t, n in zip(times, at_risk)]
            ).tolist(),
        }
        for number, name in ((1, "death"), (2, "other"))
    ]
    file = {
        "format": 1,
        "kind": "competing-risks",
        "features": list(x.columns),
        "times": times.tolist(),
        "horizons": horizons,
        "survival": "product",
        "causes": causes,
    }
    for number, name in ((1, "death"), (2, "other")):
        row = [incidence[number][times <= h][-1] for h in horizons]
        yield "scikit-survival Aalen-Johansen", file, f"incidence-{name}", np.tile(row, (ROWS, 1))


def main():
    rng, x = draw()
    cases = []

    def add(name, file, output, expected, stratum=None):
        case = {"name": name, "file": file, "output": output, "expected": np.asarray(expected).reshape(ROWS, -1).tolist()}
        if stratum is not None:
            case["stratum"] = stratum.tolist()
        cases.append(case)

    for case in [*generalized_linear(rng, x), *multinomial(rng, x)]:
        add(*case)
    observed, cause = survival_data(rng, x)
    survival = [*cox(rng, x, observed, cause), *competing(x, observed, cause), *aalen_johansen(x, observed, cause)]
    for case in survival:
        add(*case)
    packages = ("numpy", "pandas", "statsmodels", "lifelines", "scikit-survival")
    document = {
        "source": "make_vectors.py; simulated patients",
        "versions": {name: version(name) for name in packages},
        "rows": x.iloc[:ROWS].to_numpy().tolist(),
        "cases": cases,
    }
    # One file of a model may serve several outputs; it is written once.
    files = []
    for case in cases:
        if case["file"] not in files:
            files.append(case["file"])
        case["file"] = files.index(case["file"])
    document["files"] = files
    path = Path(__file__).parent / "coefficients.json"
    path.write_text(json.dumps(document) + "\n")
    print(path, path.stat().st_size, "bytes,", len(cases), "cases")


main()
