"""Measures of a binary prediction and of survival, in plain numpy."""

import numpy as np
from scipy.stats import chi2, norm, rankdata

YEAR_DAYS = 365.25


def auc(died: np.ndarray, risk: np.ndarray) -> float:
    """Area under the ROC curve: the Mann-Whitney statistic over the number of pairs, ties counted half."""
    ranks = rankdata(risk)
    positive, negative = died.sum(), (1 - died).sum()
    return float((ranks[died == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def brier(died: np.ndarray, risk: np.ndarray) -> float:
    return float(np.mean((risk - died) ** 2))


def fit_logistic(design: np.ndarray, y: np.ndarray, offset: np.ndarray | float = 0.0) -> tuple[np.ndarray, float]:
    """Maximum likelihood by Newton's method: (coefficients, log likelihood)."""
    beta = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(design @ beta + offset)))
        step = np.linalg.solve(design.T @ (design * (p * (1 - p))[:, None]), design.T @ (y - p))
        beta += step
        if np.abs(step).max() < 1e-10:
            break
    else:
        raise ValueError("the logistic regression did not converge")
    eta = design @ beta + offset
    return beta, float(np.sum(y * eta - np.logaddexp(0, eta)))


def _logit(risk: np.ndarray) -> np.ndarray:
    return np.log(risk) - np.log1p(-risk)


def calibration_slope(died: np.ndarray, risk: np.ndarray) -> float:
    """Slope of a logistic regression of death on the logit of the predicted risk; 1 is ideal."""
    return float(fit_logistic(np.column_stack([np.ones(len(risk)), _logit(risk)]), died)[0][1])


def calibration_intercept(died: np.ndarray, risk: np.ndarray) -> float:
    """Calibration in the large: intercept of a logistic regression with the logit as offset; 0 is ideal."""
    return float(fit_logistic(np.ones((len(risk), 1)), died, _logit(risk))[0][0])


def kaplan_meier(days: np.ndarray, died: np.ndarray, years: float) -> tuple[float, float]:
    """(survival, Greenwood's standard error) at `years`."""
    survival, variance = 1.0, 0.0
    for t in np.unique(days[(died == 1) & (days <= years * YEAR_DAYS)]):
        at_risk = np.sum(days >= t)
        events = np.sum((days == t) & (died == 1))
        survival *= 1 - events / at_risk
        variance += events / (at_risk * (at_risk - events))
    return float(survival), float(survival * np.sqrt(variance))


def kaplan_meier_difference(days: np.ndarray, died: np.ndarray, arm: np.ndarray, years: float) -> dict:
    """Survival of arm 1 minus arm 0, with its 95 % interval."""
    (s1, e1), (s0, e0) = (kaplan_meier(days[arm == a], died[arm == a], years) for a in (1, 0))
    half = norm.ppf(0.975) * np.hypot(e1, e0)
    return {"observation": s0, "lev5fu": s1, "difference": s1 - s0, "lower": s1 - s0 - half, "upper": s1 - s0 + half}


def interaction_test(covariates: np.ndarray, arm: np.ndarray, died: np.ndarray) -> dict:
    """Likelihood-ratio test of all products of arm and covariate in a logistic regression of death by five years."""
    scaled = (covariates - covariates.mean(axis=0)) / covariates.std(axis=0)
    main = np.column_stack([np.ones(len(arm)), scaled, arm])
    full = np.column_stack([main, scaled * arm[:, None]])
    statistic = 2 * (fit_logistic(full, died)[1] - fit_logistic(main, died)[1])
    degrees = covariates.shape[1]
    return {"statistic": statistic, "degreesOfFreedom": degrees, "p": float(chi2.sf(statistic, degrees))}


def policy_value(treat: np.ndarray, arm: np.ndarray, alive: np.ndarray) -> float:
    """Share alive if everybody got what the rule says: among the patients who happened to get it, each arm's patients
    weighted by one over the arm's chance of one half (Hajek's form)."""
    return float(alive[treat == arm].mean())


def bootstrap_interval(measure, *columns: np.ndarray, resamples: int = 1000, seed: int = 1) -> list[float]:
    """Percentile interval of 95 % over resampled patients; the predictions stay as they are."""
    random = np.random.default_rng(seed)
    n = len(columns[0])
    values = []
    for _ in range(resamples):
        rows = random.integers(0, n, n)
        values.append(measure(*(column[rows] for column in columns)))
    return [float(v) for v in np.quantile(values, [0.025, 0.975])]
