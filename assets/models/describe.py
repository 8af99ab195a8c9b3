"""Writes manifest.json and plan.json of each shipped model. Usage: python describe.py (after training)."""

import gzip
import hashlib

import prepare

LOINC = "http://loinc.org"
DEMO_PUBLISHER = "https://visite.example/demonstration"
HORIZONS = {"colon-adjuvant": [1, 2, 3, 4, 5], "colon-adjuvant-bcf": [5]}
# About four times what a row takes: 5.4 and 1.4 million units of fuel, 6.4 and 3 MiB at 4,096 rows.
REQUESTS = {
    "colon-adjuvant": {"rowsPerCall": 64, "memoryMiB": 32, "fuelPerRow": 20_000_000},
    "colon-adjuvant-bcf": {"rowsPerCall": 64, "memoryMiB": 16, "fuelPerRow": 6_000_000},
}
SYNONYMS = {
    "sex": {"nl": ["geslacht"], "en": ["sex", "gender"], "de": ["Geschlecht"]},
    "age": {"nl": ["leeftijd"], "en": ["age"], "de": ["Alter"]},
    "obstruct": {"nl": ["obstructie", "ileus"], "en": ["obstruction"], "de": ["Obstruktion", "Ileus"]},
    "perfor": {"nl": ["perforatie"], "en": ["perforation"], "de": ["Perforation"]},
    "adhere": {"nl": ["adhesie", "adherent"], "en": ["adherence"], "de": ["Adhärenz"]},
    "nodes": {
        "nl": ["positieve klieren", "aantal positieve lymfeklieren"],
        "en": ["positive nodes", "positive lymph nodes"],
        "de": ["positive Lymphknoten", "befallene Lymphknoten"],
    },
    "differ": {"nl": ["differentiatie"], "en": ["differentiation"], "de": ["Differenzierung"]},
    "extent": {"nl": ["invasiediepte"], "en": ["depth of invasion", "extent"], "de": ["Infiltrationstiefe"]},
    "surg": {
        "nl": ["interval operatie-inclusie"],
        "en": ["time from surgery to registration"],
        "de": ["Zeit von Operation bis Registrierung"],
    },
    "stage": {"nl": ["stadium"], "en": ["stage"], "de": ["Stadium"]},
}
CODES = {"sex": "76689-9", "age": "30525-0", "nodes": "21893-3", "differ": "33732-9", "stage": "21902-2"}
NUMBERS = {
    # Limits: what can be true of a person. Development: the middle 98 % of the training data.
    "age": {"unit": "a", "integer": True, "limits": {"min": 0, "max": 120}, "development": {"min": 30, "max": 80}},
    "nodes": {"unit": "1", "integer": True, "limits": {"min": 0, "max": 100}, "development": {"min": 1, "max": 16}},
}
POPULATION = [
    {"kind": "one-of", "input": "stage", "categories": ["iii"], "text": "stage"},
    {"kind": "range", "input": "age", "min": 18, "max": 85, "text": "age"},
    {"kind": "range", "input": "nodes", "min": 1, "max": 27, "text": "nodes"},
]


def to_input(name: str) -> dict:
    base = {
        "name": name,
        "role": "population" if name == "stage" else "model",
        "missing": {"policy": "impute", "value": "moderate"} if name == "differ" else {"policy": "refuse"},
        "synonyms": SYNONYMS[name],
        "codes": [{"system": LOINC, "code": CODES[name]}] if name in CODES else [],
    }
    if name in NUMBERS:
        return {**base, "type": "number", **NUMBERS[name]}
    categories = ["i", "ii", "iii", "iv"] if name == "stage" else list(prepare.CATEGORIES[name])
    return {**base, "type": "category", "categories": categories}


def to_outputs(horizons: list[int]) -> list[dict]:
    """Survival of each arm at each horizon, then the difference lev5fu minus observation at each horizon."""
    outputs = []
    for horizon in horizons:
        for arm in prepare.ARMS:
            for statistic in ("mean", "lower", "upper"):
                outputs.append({"outcome": "survival", "horizon": horizon, "arm": arm, "statistic": statistic})
    for horizon in horizons:
        for statistic in ("mean", "lower", "upper", "probability-of-benefit"):
            outputs.append(
                {
                    "outcome": "survival",
                    "horizon": horizon,
                    "arm": "lev5fu",
                    "reference": "observation",
                    "statistic": statistic,
                }
            )
    return outputs


def to_manifest(model: str, source_sha256: str) -> dict:
    horizons = HORIZONS[model]
    return {
        "format": 1,
        "id": model,
        "version": "1.0.0",
        "publisher": DEMO_PUBLISHER,
        "status": "research-and-demonstration",
        "languages": ["nl", "en", "de"],
        "abi": 1,
        "requests": REQUESTS[model],
        "inputs": [to_input(name) for name in (*prepare.INPUTS, "stage")],
        "population": POPULATION,
        "arms": [{"name": arm} for arm in prepare.ARMS],
        "outcomes": [
            {
                "name": "survival",
                "kind": "survival",
                "direction": "higher-is-better",
                "horizons": [{"value": horizon, "unit": "a"} for horizon in horizons],
            }
        ],
        "outputs": to_outputs(horizons),
        "draws": {
            "count": 1000,
            "columns": [
                {"outcome": "survival", "horizon": horizon, "arm": arm} for horizon in horizons for arm in prepare.ARMS
            ],
        },
        "decision": {
            "outcome": "survival",
            "horizon": 5,
            "arm": "lev5fu",
            "reference": "observation",
            "favoursArmFrom": 0.8,
            "favoursReferenceUpTo": 0.2,
        },
        "source": {"format": "stochtree-json", "sha256": source_sha256, "compiler": "visite"},
    }


def to_plan(model: str) -> dict:
    features = [
        {"input": name, "values": prepare.CATEGORIES[name]} if name in prepare.CATEGORIES else {"input": name}
        for name in prepare.INPUTS
    ]
    if model == "colon-adjuvant-bcf":
        return {
            "kind": "bcf",
            "features": features,
            "response": "survival",
            "control": "observation",
            "treated": "lev5fu",
            "propensity": 0.5,
        }
    return {
        "kind": "discrete-time-survival",
        "features": [*features, {"interval": True}, {"arm": {"observation": 0, "lev5fu": 1}}],
        "intervals": list(prepare.YEARS),
        "event": "death",
    }


def main() -> None:
    for model in HORIZONS:
        folder = prepare.HERE / model
        text = gzip.decompress((folder / "model.json.gz").read_bytes())
        prepare.write_json(folder / "manifest.json", to_manifest(model, hashlib.sha256(text).hexdigest()))
        prepare.write_json(folder / "plan.json", to_plan(model))


if __name__ == "__main__":
    main()
