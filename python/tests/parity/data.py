"""Clinical-looking data of six kinds; every kind has its own difficulty."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

KINDS = ("numeric", "categorical", "missing", "constant", "extreme", "float64")


@dataclass(frozen=True)
class Data:
    train: pd.DataFrame
    test: pd.DataFrame
    binary: np.ndarray
    classes: np.ndarray
    value: np.ndarray
    """Positive."""


def make_data(kind: str, rows: int = 160, test_rows: int = 60, seed: int = 7) -> Data:
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    count = rows + test_rows
    frame = pd.DataFrame(
        {
            "age": np.round(rng.normal(62, 11, count), 1),
            "creatinine": np.round(np.exp(rng.normal(4.4, 0.3, count)), 2),
            "nodes": rng.poisson(3, count).astype(np.float64),
            "pressure": np.round(rng.normal(135, 18, count)),
            "ratio": rng.normal(0, 1, count),
        }
    )
    risk = 0.04 * (frame["age"] - 62) + 0.3 * (frame["nodes"] - 3) + 0.8 * frame["ratio"] + 0.01 * (frame["pressure"] - 135)
    if kind == "categorical":
        frame["stage"] = rng.choice(["I", "II", "III", "IV"], count, p=[0.3, 0.3, 0.25, 0.15])
        frame["sex"] = rng.choice(["female", "male"], count)
        risk = risk + frame["stage"].map({"I": -1.0, "II": 0.0, "III": 0.5, "IV": 1.5}) + 0.4 * (frame["sex"] == "male")
    noise = rng.logistic(0, 1, count)
    latent = np.asarray(risk + noise)
    if kind == "missing":
        for name, share in (("age", 0.1), ("creatinine", 0.25), ("ratio", 0.15)):
            frame.loc[rng.random(count) < share, name] = np.nan
    if kind == "constant":
        frame["unit"] = 3.5
        frame["zero"] = 0.0
    if kind == "extreme":
        frame["age"] = frame["age"] * 1e5
        frame["creatinine"] = frame["creatinine"] * 1e-6
        frame.loc[::17, "pressure"] = 1e6
    if kind == "float64":
        frame["age"] = 1e5 + frame["ratio"] * 1e-3
        frame["creatinine"] = frame["creatinine"] + 1e-9 * rng.normal(size=count)
        frame["nodes"] = rng.normal(0, 1, count) + 16777217.0
    classes = np.digitize(latent, np.quantile(latent, [0.35, 0.7]))
    return Data(
        frame[:rows].reset_index(drop=True),
        frame[rows:].reset_index(drop=True),
        np.asarray((latent > np.median(latent)).astype(int))[:rows],
        np.array(["low", "middle", "high"], dtype=object)[classes][:rows],
        np.exp(latent / 4)[:rows],
    )


def categorical_columns(frame: Any) -> list[str]:
    return [name for name in frame.columns if frame[name].dtype.kind not in "fiub"]
