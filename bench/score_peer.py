"""Scores a patient record export with pandas and stochtree, as a data scientist would: the peer of `bench -- score`.

Usage: python score_peer.py INPUT MODEL.json.gz OUTPUT [--chunk PATIENTS]
Reads the demonstration export (semicolons, Windows-1252, dd-mm-yyyy), scores every patient that colon-adjuvant is for
(years 1 to 5 under both arms: ten rows each, 1,000 draws), and writes the file again with the summaries as new columns.
Prints one line of JSON: seconds from the start of the script to the closed output file, and peak memory of the process.
"""

import time

STARTED = time.perf_counter()

import argparse  # noqa: E402
import gzip  # noqa: E402
import json  # noqa: E402
import resource  # noqa: E402
import warnings  # noqa: E402

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from scipy.special import ndtr  # noqa: E402
from stochtree import BARTModel  # noqa: E402

CODES = {
    "Geslacht": {"V": 0, "M": 1},
    "Obstructie": {"nee": 0, "ja": 1},
    "Perforatie": {"nee": 0, "ja": 1},
    "Adhesie": {"nee": 0, "ja": 1},
    "Differentiatie": {"goed": 1, "matig": 2, "slecht": 3},
    "Invasiediepte": {"submucosa": 1, "muscularis": 2, "serosa": 3, "doorgroei": 4},
    "Interval operatie–inclusie": {"kort": 0, "lang": 1},
}
COLUMNS = ["Geslacht", "age", "Obstructie", "Perforatie", "Adhesie", "nodes", "Differentiatie", "Invasiediepte",
           "Interval operatie–inclusie"]
STAGES = {"III", "IIIA", "IIIB", "IIIC"}
YEARS = 5
ARMS = ("observation", "lev5fu")


def read_export(path: str) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pd.errors.ParserWarning)
        return pd.read_csv(
            path, sep=";", encoding="cp1252", dtype=str, keep_default_na=False, on_bad_lines="skip"
        )


def to_inputs(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """(rows to score, their covariates in the order of training)."""
    inputs = pd.DataFrame(index=table.index)
    for column, codes in CODES.items():
        inputs[column] = table[column].map(codes)
    inputs["nodes"] = pd.to_numeric(table["Positieve klieren"], errors="coerce")
    birth, surgery = (
        pd.to_datetime(table[c], format="%d-%m-%Y", errors="coerce") for c in ("Geboortedatum", "Operatiedatum")
    )
    before = (surgery.dt.month * 100 + surgery.dt.day) < (birth.dt.month * 100 + birth.dt.day)
    inputs["age"] = surgery.dt.year - birth.dt.year - before
    unknown = table["Differentiatie"].isin(["", "onbekend", "NTB"])
    inputs.loc[unknown, "Differentiatie"] = 2
    eligible = table["Stadium"].isin(STAGES) & inputs["age"].between(18, 85) & inputs["nodes"].between(1, 27)
    rows = np.flatnonzero(eligible & inputs[COLUMNS].notna().all(axis=1))
    return rows, np.ascontiguousarray(inputs[COLUMNS].to_numpy(dtype=np.float64)[rows])


def predict(model: BARTModel, covariates: np.ndarray) -> np.ndarray:
    """Summaries (patients, columns) of the survival of each arm and of the difference, at each year."""
    tail = np.array([(year, arm) for arm in range(len(ARMS)) for year in range(1, YEARS + 1)], dtype=np.float64)
    grid = np.hstack([np.repeat(covariates, len(tail), axis=0), np.tile(tail, (len(covariates), 1))])
    hazard = ndtr(np.asarray(model.predict(grid, terms="y_hat"))).reshape(len(covariates), len(ARMS), YEARS, -1)
    survival = np.cumprod(1 - hazard, axis=2)
    difference = survival[:, 1] - survival[:, 0]
    parts = []
    for draws in (survival[:, 0], survival[:, 1], difference):
        lower, upper = np.quantile(draws, [0.025, 0.975], axis=-1)
        parts += [draws.mean(axis=-1), lower, upper]
    parts.append((difference > 0).mean(axis=-1))
    return np.concatenate(parts, axis=1)


def to_names() -> list[str]:
    groups = [*ARMS, "difference"]
    names = [f"{g}_{s}_{y}" for g in groups for s in ("mean", "lower", "upper") for y in range(1, YEARS + 1)]
    return names + [f"benefit_{y}" for y in range(1, YEARS + 1)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("input")
    parser.add_argument("model")
    parser.add_argument("output")
    parser.add_argument("--chunk", type=int, default=500, help="patients predicted at a time")
    options = parser.parse_args()
    model = BARTModel()
    with gzip.open(options.model, "rt", encoding="utf-8") as file:
        model.from_json(file.read())
    loaded = time.perf_counter()
    table = read_export(options.input)
    rows, covariates = to_inputs(table)
    names = to_names()
    results = np.full((len(table), len(names)), np.nan)
    for start in range(0, len(rows), options.chunk):
        part = slice(start, start + options.chunk)
        results[rows[part]] = predict(model, covariates[part])
    scored = pd.concat([table, pd.DataFrame(results, columns=names, index=table.index)], axis=1)
    scored.to_csv(options.output, sep=";", decimal=",", encoding="cp1252", index=False, float_format="%.6f")
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - STARTED,
                "loadSeconds": loaded - STARTED,
                "rows": len(table),
                "scored": len(rows),
                # Linux counts in KiB.
                "peakRssBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
