"""Trains colon-adjuvant: a probit BART on person-years. Usage: python train.py (writes model.json.gz, training.json)."""

import sys
import time
from pathlib import Path

import numpy as np
from stochtree import BARTModel, OutcomeModel

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
import prepare  # noqa: E402


def fit(
    matrix: np.ndarray, events: np.ndarray, chains: int = 4, keep_every: int = 50, seed: int = prepare.SEED
) -> BARTModel:
    model = BARTModel()
    model.sample(
        X_train=matrix,
        y_train=events,
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
        mean_forest_params={"num_trees": 50, "sample_sigma2_leaf": False},
    )
    return model


def main() -> None:
    table = prepare.read_trial()
    imputation = prepare.fit_imputation(table)
    matrix, events, _ = prepare.to_person_years(table, prepare.to_covariates(table, imputation))
    started = time.monotonic()
    model = fit(matrix, events)
    seconds = round(time.monotonic() - started, 1)
    size = prepare.write_model(FOLDER, model.to_json())
    prepare.write_json(
        FOLDER / "training.json",
        {
            "patients": len(table),
            "personYears": len(events),
            "deaths": int(events.sum()),
            "imputation": imputation,
            "seed": prepare.SEED,
            "model": size,
        },
    )
    print(f"trained in {seconds} s: {size}")


if __name__ == "__main__":
    main()
