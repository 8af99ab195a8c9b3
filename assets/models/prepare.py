"""The preparation that training, evaluation and the golden patients share.

A year is 365.25 days. Everything is a plain float64 matrix, so that stochtree stores no recoding of its own.
"""

import gzip
import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data" / "colon" / "colon.csv"
YEAR_DAYS = 365.25
YEARS = (1, 2, 3, 4, 5)
ARMS = ("observation", "lev5fu")
INPUTS = ("sex", "age", "obstruct", "perfor", "adhere", "nodes", "differ", "extent", "surg")
CATEGORIES = {
    "sex": {"female": 0, "male": 1},
    "obstruct": {"no": 0, "yes": 1},
    "perfor": {"no": 0, "yes": 1},
    "adhere": {"no": 0, "yes": 1},
    "differ": {"well": 1, "moderate": 2, "poor": 3},
    "extent": {"submucosa": 1, "muscle": 2, "serosa": 3, "contiguous": 4},
    "surg": {"short": 0, "long": 1},
}
SEED = 20261122


def read_trial() -> pd.DataFrame:
    """The death rows (etype 2) of the two arms: 619 patients, in the order of the file."""
    table = pd.read_csv(DATA)
    table = table[(table.etype == 2) & (table.rx != "Lev")].reset_index(drop=True)
    table["arm"] = (table.rx == "Lev+5FU").astype(float)
    return table


def count_node_conflicts() -> int:
    """Patients of all three arms whose number of nodes contradicts node4 (more than four positive nodes)."""
    table = pd.read_csv(DATA)
    known = table[(table.etype == 2) & table.nodes.notna()]
    return int(((known.nodes > 4) != (known.node4 == 1)).sum())


def fit_imputation(table: pd.DataFrame) -> dict:
    """Median of nodes given node4 (more than four positive nodes), and the commonest differentiation."""
    known = table.dropna(subset=["nodes"])
    return {
        "nodes": {int(k): float(v) for k, v in known.groupby("node4").nodes.median().items()},
        "differ": float(table.differ.mode().iloc[0]),
    }


def to_covariates(table: pd.DataFrame, imputation: dict) -> np.ndarray:
    """One row per patient, the columns of INPUTS, float64, nothing missing."""
    filled = table.copy()
    filled["nodes"] = filled.nodes.fillna(filled.node4.map(imputation["nodes"]))
    filled["differ"] = filled.differ.fillna(imputation["differ"])
    matrix = np.ascontiguousarray(filled[list(INPUTS)].to_numpy(dtype=np.float64))
    if not np.isfinite(matrix).all():
        raise ValueError("a covariate is missing after imputation")
    return matrix


def to_person_years(table: pd.DataFrame, covariates: np.ndarray):
    """One row per patient and year 1 to 5 in which the patient was under observation.

    Year k runs from day (k-1)*365.25, excluded, to day k*365.25, included. A patient who dies in year k has rows 1..k,
    the last with event 1. A patient whose follow-up ends alive has a row, with event 0, for every year observed to its
    end; the year in which follow-up ends counts only when it ends on that year's last day, and is left out otherwise.
    Columns: INPUTS, year, arm. Returns (matrix, event, index of the patient).
    """
    rows, events, patients = [], [], []
    for i, (days, died, arm) in enumerate(zip(table.time, table.status, table.arm)):
        for year in YEARS:
            whole = days >= year * YEAR_DAYS
            dies = bool(died) and (year - 1) * YEAR_DAYS < days <= year * YEAR_DAYS
            if not (whole or dies):
                break
            rows.append(np.append(covariates[i], [year, arm]))
            events.append(1.0 if dies else 0.0)
            patients.append(i)
            if dies:
                break
    return np.array(rows), np.array(events), np.array(patients)


def to_five_year_death(table: pd.DataFrame):
    """(known, died): whether the state at five years is known, and death by then. Unknown: censored before."""
    horizon = 5 * YEAR_DAYS
    died = (table.status == 1) & (table.time <= horizon)
    known = died | (table.time >= horizon)
    return known.to_numpy(), died.to_numpy(dtype=np.float64)


def to_grid(covariates: np.ndarray) -> np.ndarray:
    """Per patient ten rows: years 1 to 5 under observation, then years 1 to 5 under lev5fu."""
    per_patient = len(ARMS) * len(YEARS)
    tail = np.array([(year, arm) for arm in range(len(ARMS)) for year in YEARS], dtype=np.float64)
    return np.hstack([np.repeat(covariates, per_patient, axis=0), np.tile(tail, (len(covariates), 1))])


def write_model(folder: Path, text: str) -> dict:
    """model.json.gz as stochtree wrote it, gzip with no name and time 0, so the same text gives the same bytes."""
    packed = gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)
    (folder / "model.json.gz").write_bytes(packed)
    return {"bytes": len(packed), "sha256": hashlib.sha256(packed).hexdigest(), "jsonBytes": len(text)}


def read_model(path: Path) -> str:
    return gzip.decompress(Path(path).read_bytes()).decode("utf-8")


def write_json(path: Path, value) -> None:
    Path(path).write_text(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
