# %% [markdown]
# # Two arms, intervals, and the probability of benefit
#
# The trial of adjuvant chemotherapy for colon cancer (Moertel et al. 1990; `assets/data/colon`), observation against
# levamisole with fluorouracil. The model is Bayesian additive regression trees, probit, of death within five years. It is
# far smaller than the demonstration bundle and an example, not for patients.

# %%
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from stochtree import BARTModel, OutcomeModel

import visite

trial = pd.read_csv(Path(__file__).parents[2] / "assets" / "data" / "colon" / "colon.csv")
trial = trial[(trial.etype == 2) & (trial.rx != "Lev")].dropna(subset=["nodes", "differ"])
# Patients who were last seen alive before five years are left out: what became of them is not known.
trial = trial[(trial.status == 1) | (trial.time > 5 * 365.25)]
X = trial[["sex", "age", "obstruct", "nodes", "differ", "extent"]].astype(float)
X["chemo"] = (trial.rx == "Lev+5FU").astype(float)
died = ((trial.status == 1) & (trial.time <= 5 * 365.25)).to_numpy(float)

# %%
model = BARTModel()
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    model.sample(
        X_train=X,
        y_train=died,
        num_gfr=10,
        num_burnin=0,
        num_mcmc=100,
        general_params={
            "num_chains": 2,
            "random_seed": 1,
            "num_threads": 1,
            "outcome_model": OutcomeModel(outcome="binary", link="probit"),
        },
        mean_forest_params={"num_trees": 20, "sample_sigma2_leaf": False},
    )

# %% [markdown]
# Codes get their names; which arm is which, and that death is the worse, is said.

# %%
bundle = visite.export(
    model,
    X,
    "colon-trial.visite",
    treatment="chemo",
    arms={"observation": 0.0, "lev5fu": 1.0},
    outcome={"name": "death", "label": "Death within five years", "state": "dead", "better": "lower"},
    horizons=[5],
    units={"age": "a", "nodes": "1"},
    limits={"age": (18, 100), "nodes": (0, 40)},
    categories={
        "sex": {"female": 0.0, "male": 1.0},
        "obstruct": {"no": 0.0, "yes": 1.0},
        "differ": {"well": 1.0, "moderate": 2.0, "poor": 3.0},
        "extent": {"submucosa": 1.0, "muscle": 2.0, "serosa": 3.0, "contiguous": 4.0},
    },
    missing={"nodes": {"impute": 2}},
)

# %% [markdown]
# What the module gives besides the two risks: the interval of each, of their difference, and how sure the benefit is.

# %%
benefit = bundle.report.outputs[-1]
assert benefit.output.endswith("probability-of-benefit") and benefit.largest_absolute == 0
print(bundle.explain())
bundle.check()

# %% [markdown]
# The same bundle, under a version of its own, with a hundred golden patients more.

# %%
again = visite.export(
    model,
    X,
    "colon-trial-0.2.0.visite",
    id=bundle.id,
    version="0.2.0",
    treatment="chemo",
    arms={"observation": 0.0, "lev5fu": 1.0},
    outcome={"name": "death", "better": "lower"},
    golden=140,
    quiet=True,
)
print(np.round(again.report.outputs[0].largest_absolute, 12))
