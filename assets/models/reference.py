"""Writes reference.json of each shipped model: aggregates of the training data and the performance at development.

Usage: python reference.py (after evaluate.py). A count of 1 to 9 persons is written "1-9".
"""

import json

import numpy as np

import prepare

EDGES = {"age": [18, 35, 45, 50, 55, 60, 65, 70, 75, 86], "nodes": [0, 2, 3, 4, 5, 6, 7, 9, 12, 28]}
# The middle 95 %: at least ten persons lie beyond either end.
PROBABILITIES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
DESCRIPTION = {
    "colon-adjuvant": "The 619 patients of the trial's arms Obs and Lev+5FU, before imputation; performance in five-fold "
    "cross-validation over patients.",
    "colon-adjuvant-bcf": "The 607 patients of the trial's arms Obs and Lev+5FU whose state at five years is known, before "
    "imputation; performance in five-fold cross-validation over patients.",
}


def to_count(persons: int):
    return "1-9" if 1 <= persons <= 9 else int(persons)


def to_distribution(name: str, column) -> dict:
    missing = to_count(int(column.isna().sum()))
    values = column.dropna().to_numpy(dtype=float)
    if name in prepare.CATEGORIES:
        counts = {c: to_count(int((values == v).sum())) for c, v in prepare.CATEGORIES[name].items()}
        return {"type": "category", "missing": missing, "counts": counts}
    counts, _ = np.histogram(values, EDGES[name])
    if counts.sum() != len(values):
        raise ValueError(f"a value of {name} lies outside the edges")
    return {
        "type": "number",
        "missing": missing,
        "mean": float(values.mean()),
        "sd": float(values.std(ddof=1)),
        "quantiles": [{"p": p, "value": float(np.quantile(values, p))} for p in PROBABILITIES],
        "edges": EDGES[name],
        "counts": [to_count(int(c)) for c in counts],
    }


def to_metric(name: str, measured: dict, patients: int, validation: str, **more) -> dict:
    lower, upper = measured["interval"]
    return {
        "name": name,
        "value": measured["value"],
        "interval": {"lower": lower, "upper": upper, "level": 0.95},
        "validation": validation,
        "patients": patients,
        "outcome": "survival",
        "horizon": 5,
        **more,
    }


def to_performance(report: dict) -> list[dict]:
    prediction = report["prediction"]
    metrics = [
        to_metric(name, prediction[name], prediction["patients"], "cross-validated")
        for name in ("auc", "brier", "calibration-slope", "calibration-intercept")
    ]
    effect = report["averageEffect"]
    arms = {"arm": "lev5fu", "reference": "observation"}
    return [*metrics, to_metric("average-effect", effect, effect["patients"], "apparent", **arms)]


def main() -> None:
    evaluation = json.loads((prepare.HERE / "evaluation.json").read_text(encoding="utf-8"))
    table = prepare.read_trial()
    known, _ = prepare.to_five_year_death(table)
    for model, description in DESCRIPTION.items():
        rows = table if model == "colon-adjuvant" else table[known]
        prepare.write_json(
            prepare.HERE / model / "reference.json",
            {
                "format": 1,
                "description": description,
                "patients": len(rows),
                "inputs": {name: to_distribution(name, rows[name]) for name in prepare.INPUTS},
                "performance": to_performance(evaluation["models"][model]),
            },
        )


if __name__ == "__main__":
    main()
