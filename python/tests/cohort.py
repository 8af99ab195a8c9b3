"""An invented cohort, and models fitted on it."""

import numpy as np
import pandas as pd


def make_cohort(count: int = 500, seed: int = 1) -> pd.DataFrame:
    """Numbers, whole numbers, a flag, and categories as texts; nothing missing."""
    random = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "Age": random.integers(30, 90, count),
            "Tumour size (mm)": np.round(random.gamma(4, 8, count), 1),
            "smoker": random.random(count) < 0.3,
            "stage": random.choice(["I", "II", "III"], count, p=[0.5, 0.3, 0.2]),
        }
    )


def make_numbers(count: int = 500, seed: int = 2, missing: float = 0.0) -> pd.DataFrame:
    """Numbers alone, as most libraries want them; a share of `bmi` missing."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "age": random.integers(30, 90, count).astype(float),
            "bmi": np.round(random.normal(26, 4, count), 1),
            "treated": random.integers(0, 2, count),
        }
    )
    if missing > 0:
        frame.loc[random.random(count) < missing, "bmi"] = np.nan
    return frame


def make_events(frame: pd.DataFrame, seed: int = 3) -> np.ndarray:
    """0 or 1 for each row, depending on its first two columns of numbers."""
    random = np.random.default_rng(seed)
    first, second = frame.iloc[:, 0], frame.iloc[:, 1].fillna(26)
    score = (first - 60) / 15 + (second - second.mean()) / second.std()
    return (random.random(len(frame)) < 1 / (1 + np.exp(-score))).astype(int)
