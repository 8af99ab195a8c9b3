"""What the shipped models say, computed by stochtree itself with scipy's normal distribution: survival draw by draw."""

import numpy as np
from scipy.special import ndtr
from stochtree import BARTModel, BCFModel

import prepare


def hazard_survival(model: BARTModel, covariates: np.ndarray) -> np.ndarray:
    """Survival (patients, arms, years, draws): the product over years of one minus the yearly risk of death."""
    years, arms = len(prepare.YEARS), len(prepare.ARMS)
    linear = np.asarray(model.predict(prepare.to_grid(covariates), terms="y_hat"))
    hazard = ndtr(linear).reshape(len(covariates), arms, years, -1)
    return np.cumprod(1 - hazard, axis=2)


def bcf_survival(model: BCFModel, covariates: np.ndarray) -> np.ndarray:
    """Survival at five years (patients, arms, 1, draws): one minus the risk of death."""
    propensity = np.full(len(covariates), 0.5)
    per_arm = [
        np.asarray(model.predict(covariates, np.full(len(covariates), float(arm)), propensity, terms="y_hat"))
        for arm in range(len(prepare.ARMS))
    ]
    return (1 - ndtr(np.stack(per_arm, axis=1)))[:, :, None, :]


def load_hazard(path) -> BARTModel:
    model = BARTModel()
    model.from_json(prepare.read_model(path))
    return model


def load_bcf(path) -> BCFModel:
    model = BCFModel()
    model.from_json(prepare.read_model(path))
    return model


def summarise(draws: np.ndarray) -> tuple[float, float, float]:
    """Mean, and quantiles 0.025 and 0.975 of type 7 (numpy's `linear`) of one vector of draws."""
    lower, upper = np.quantile(draws, [0.025, 0.975], method="linear")
    return float(draws.mean()), float(lower), float(upper)
