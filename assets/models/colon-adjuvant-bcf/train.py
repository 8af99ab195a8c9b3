"""Trains colon-adjuvant-bcf: a probit BCF on death within five years. Usage: python train.py."""

import sys
import time
from pathlib import Path

import numpy as np
from stochtree import BCFModel, OutcomeModel

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
import prepare  # noqa: E402

# Patients were randomised in equal shares, so within these two arms the chance of lev5fu was one half.
PROPENSITY = 0.5


def fit(
    covariates: np.ndarray,
    arm: np.ndarray,
    died: np.ndarray,
    chains: int = 4,
    keep_every: int = 50,
    seed: int = prepare.SEED,
) -> BCFModel:
    model = BCFModel()
    model.sample(
        X_train=covariates,
        Z_train=arm,
        y_train=died,
        propensity_train=np.full(len(arm), PROPENSITY),
        num_gfr=10,
        num_burnin=0,
        num_mcmc=250,
        general_params={
            "num_chains": chains,
            "keep_every": keep_every,
            "random_seed": seed,
            "num_threads": 1,
            "outcome_model": OutcomeModel(outcome="binary", link="probit"),
        },
        prognostic_forest_params={"num_trees": 50, "sample_sigma2_leaf": False},
        treatment_effect_forest_params={"num_trees": 20, "sample_sigma2_leaf": False},
    )
    return model


def main() -> None:
    table = prepare.read_trial()
    imputation = prepare.fit_imputation(table)
    covariates = prepare.to_covariates(table, imputation)
    known, died = prepare.to_five_year_death(table)
    started = time.monotonic()
    model = fit(covariates[known], table.arm.to_numpy()[known], died[known])
    seconds = round(time.monotonic() - started, 1)
    size = prepare.write_model(FOLDER, model.to_json())
    prepare.write_json(
        FOLDER / "training.json",
        {
            "patients": int(known.sum()),
            "leftOut": int((~known).sum()),
            "deaths": int(died[known].sum()),
            "imputation": imputation,
            "propensity": PROPENSITY,
            "seed": prepare.SEED,
            "model": size,
        },
    )
    print(f"trained in {seconds} s: {size}")


if __name__ == "__main__":
    main()
