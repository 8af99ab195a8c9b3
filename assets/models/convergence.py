"""Rank-normalised split R-hat and bulk effective sample size, after Vehtari, Gelman, Simpson, Carpenter and Bürkner,
"Rank-normalization, folding, and localization", Bayesian Analysis 16 (2021) 667-718. Draws: (chains, draws)."""

import numpy as np
from scipy.stats import norm, rankdata


def r_hat(draws: np.ndarray) -> float:
    """The larger of the rank-normalised and the folded rank-normalised split R-hat (section 4)."""
    folded = np.abs(draws - np.median(draws))
    return float(max(_split_r_hat(_rank_normalise(draws)), _split_r_hat(_rank_normalise(folded))))


def bulk_ess(draws: np.ndarray) -> float:
    """Bulk effective sample size: of the rank-normalised split chains (section 4.1)."""
    return float(_ess(_split(_rank_normalise(draws))))


def _rank_normalise(draws: np.ndarray) -> np.ndarray:
    # Equation 14: Blom's offset 3/8.
    ranks = rankdata(draws, method="average").reshape(draws.shape)
    return norm.ppf((ranks - 3 / 8) / (draws.size + 1 / 4))


def _split(draws: np.ndarray) -> np.ndarray:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _split_r_hat(draws: np.ndarray) -> float:
    # Equations 1 to 4.
    chains = _split(draws)
    n = chains.shape[1]
    between = n * chains.mean(axis=1).var(ddof=1)
    within = chains.var(axis=1, ddof=1).mean()
    return np.sqrt(((n - 1) / n * within + between / n) / within)


def _ess(chains: np.ndarray) -> float:
    # Equations 10 to 13 with Geyer's initial monotone positive sequence; the first even lag after it counts once when
    # it is positive, as in Stan.
    m, n = chains.shape
    autocovariance = np.array([_autocovariance(chain) for chain in chains])
    within = (autocovariance[:, 0] * n / (n - 1)).mean()
    variance = within * (n - 1) / n + chains.mean(axis=1).var(ddof=1)
    rho = 1 - (within - autocovariance.mean(axis=0)) / variance
    rho[0] = 1.0
    total, smallest, last = 0.0, np.inf, 0.0
    for k in range(n // 2):
        pair = rho[2 * k] + rho[2 * k + 1]
        if pair < 0:
            last = max(rho[2 * k], 0.0)
            break
        smallest = min(smallest, pair)
        total += smallest
    tau = max(-1 + 2 * total + last, 1 / np.log10(m * n))
    return m * n / tau


def _autocovariance(chain: np.ndarray) -> np.ndarray:
    n = len(chain)
    centred = chain - chain.mean()
    spectrum = np.fft.rfft(centred, 2 * n)
    return np.fft.irfft(spectrum * np.conj(spectrum))[:n] / n
