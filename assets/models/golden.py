"""Writes golden-original.json of each shipped model: golden patients, scored by stochtree itself.

The patients are made up: every category, the edges of every range, and mixtures drawn with a fixed seed. No row of the
data is among them by design. Usage: python golden.py (after describe.py).
"""

import json
from importlib.metadata import version

import numpy as np

import prepare
import score

TYPICAL = {
    "sex": "female", "age": 61, "obstruct": "no", "perfor": "no", "adhere": "no",
    "nodes": 2, "differ": "moderate", "extent": "serosa", "surg": "short",
}
ONE_CHANGE = [
    ("typical", {}),
    ("male", {"sex": "male"}),
    ("youngest", {"age": 18}),
    ("oldest", {"age": 85}),
    ("obstructed", {"obstruct": "yes"}),
    ("perforated", {"perfor": "yes"}),
    ("adherent", {"adhere": "yes"}),
    ("fewest-nodes", {"nodes": 1}),
    ("four-nodes", {"nodes": 4}),
    ("five-nodes", {"nodes": 5}),
    ("most-nodes", {"nodes": 27}),
    ("well", {"differ": "well"}),
    ("poor", {"differ": "poor"}),
    ("submucosa", {"extent": "submucosa"}),
    ("muscle", {"extent": "muscle"}),
    ("contiguous", {"extent": "contiguous"}),
    ("long-interval", {"surg": "long"}),
    ("best", {"nodes": 1, "differ": "well", "extent": "submucosa", "age": 50}),
    (
        "worst",
        {"sex": "male", "age": 85, "obstruct": "yes", "perfor": "yes", "adhere": "yes", "nodes": 27,
         "differ": "poor", "extent": "contiguous", "surg": "long"},
    ),
]
MIXTURES = 9
TOLERANCE = {"absolute": 1e-12, "relative": 0}


def make_patients() -> list[dict]:
    patients = [{"name": name, "inputs": TYPICAL | change} for name, change in ONE_CHANGE]
    random = np.random.default_rng(prepare.SEED)
    for i in range(MIXTURES):
        inputs = {}
        for name in prepare.INPUTS:
            if name in prepare.CATEGORIES:
                inputs[name] = str(random.choice(list(prepare.CATEGORIES[name])))
            else:
                low, high = (18, 85) if name == "age" else (1, 27)
                inputs[name] = int(random.integers(low, high + 1))
        patients.append({"name": f"mixture-{i + 1}", "inputs": inputs})
    return patients


def to_matrix(patients: list[dict]) -> np.ndarray:
    return np.array(
        [[prepare.CATEGORIES.get(n, {}).get(p["inputs"][n], p["inputs"][n]) for n in prepare.INPUTS] for p in patients],
        dtype=np.float64,
    )


def to_output(output: dict, survival: np.ndarray, horizons: list[float]) -> float:
    """One manifest output from the draws of one patient: survival (arms, horizons, draws)."""
    at = horizons.index(output["horizon"])
    draws = survival[prepare.ARMS.index(output["arm"]), at]
    if "reference" in output:
        draws = draws - survival[prepare.ARMS.index(output["reference"]), at]
    mean, lower, upper = score.summarise(draws)
    return {"mean": mean, "lower": lower, "upper": upper, "probability-of-benefit": float((draws > 0).mean())}[
        output["statistic"]
    ]


def main() -> None:
    patients = make_patients()
    matrix = to_matrix(patients)
    for model, load, run in (
        ("colon-adjuvant", score.load_hazard, score.hazard_survival),
        ("colon-adjuvant-bcf", score.load_bcf, score.bcf_survival),
    ):
        folder = prepare.HERE / model
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        horizons = [h["value"] for h in manifest["outcomes"][0]["horizons"]]
        survival = run(load(folder / "model.json.gz"), matrix)
        prepare.write_json(
            folder / "golden-original.json",
            {
                "format": 1,
                "original": {"library": "stochtree", "version": version("stochtree")},
                "tolerance": TOLERANCE,
                "patients": [
                    patient | {"original": [to_output(o, survival[i], horizons) for o in manifest["outputs"]]}
                    for i, patient in enumerate(patients)
                ],
            },
        )


if __name__ == "__main__":
    main()
