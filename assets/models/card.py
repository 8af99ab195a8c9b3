"""Writes card.json of each shipped model from its texts and evaluation.json. Usage: python card.py (after evaluate.py)."""

import hashlib
import json

import card_findings
import card_text
import prepare
import reference

LANGUAGES = ("nl", "en", "de")
ARMS = {"arm": "lev5fu", "reference": "observation"}
PUBLICATIONS = [
    {
        "citation": "Moertel CG, Fleming TR, Macdonald JS, et al. Fluorouracil plus levamisole as effective adjuvant therapy "
        "after resection of stage III colon carcinoma: a final report. Ann Intern Med 1995;122:321-326.",
        "url": "https://doi.org/10.7326/0003-4819-122-5-199503010-00001",
    },
    {
        "citation": "Laurie JA, Moertel CG, Fleming TR, et al. Surgical adjuvant therapy of large-bowel carcinoma: an "
        "evaluation of levamisole and the combination of levamisole and fluorouracil. J Clin Oncol 1989;7:1447-1456.",
        "url": "https://doi.org/10.1200/JCO.1989.7.10.1447",
    },
]


def format_number(value: float, digits: int, language: str) -> str:
    """Rounded, with the language's decimal mark; never minus zero."""
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    text = text.replace("-", "−")
    return text if language == "en" else text.replace(".", ",")


def to_figures(trial: dict, report: dict) -> dict:
    """Name in the texts → (value, digits); percentages and percentage points are times 100."""
    km, early = trial["kaplanMeier"]["5"], trial["kaplanMeier"]["1"]
    prediction, policy, convergence = report["prediction"], report["policy"], report["convergence"]
    rules = {key: policy["treatFrom"][key] for key in ("0.8", "0.95")}
    lowest = report["calibrationGroups"][0]
    first = report["heldOutSurvival"].get("1")
    points = {
        "kmObservation": km["observation"], "kmLev5fu": km["lev5fu"], "kmDifference": km["difference"],
        "kmLower": km["lower"], "kmUpper": km["upper"],
        "effect": report["averageEffect"]["value"],
        "effectLower": report["averageEffect"]["interval"][0], "effectUpper": report["averageEffect"]["interval"][1],
        "aliveAll": policy["treatAll"]["alive"], "aliveNone": policy["treatNone"]["alive"],
        "alive80": rules["0.8"]["alive"], "rule80": rules["0.8"]["againstTreatAll"],
        "rule80Lower": rules["0.8"]["interval"][0], "rule80Upper": rules["0.8"]["interval"][1],
        "alive95": rules["0.95"]["alive"], "rule95": rules["0.95"]["againstTreatAll"],
        "rule95Lower": rules["0.95"]["interval"][0], "rule95Upper": rules["0.95"]["interval"][1],
        "early": first["lev5fu"] - first["observation"] if first else 0.0,
        "earlyKm": early["difference"], "earlyKmLower": early["lower"], "earlyKmUpper": early["upper"],
    }
    whole = {
        "favours": policy["favoursLev5fu"], "uncertain": policy["uncertain"],
        "lowPredicted": lowest["predicted"], "lowObserved": lowest["observed"],
    }
    auc, slope = prediction["auc"], prediction["calibration-slope"]
    ratios = {
        "auc": auc["value"], "aucLower": auc["interval"][0], "aucUpper": auc["interval"][1],
        "slope": slope["value"], "slopeLower": slope["interval"][0], "slopeUpper": slope["interval"][1],
        "brier": prediction["brier"]["value"], "brierAverage": prediction["brierOfTheAverage"],
        "interactionP": trial["interaction"]["p"],
        "rHat": max(q["rHat"] for q in convergence.values()),
    }
    return (
        {name: (100 * value, 1) for name, value in points.items()}
        | {name: (100 * value, 0) for name, value in whole.items()}
        | {name: (value, 2) for name, value in ratios.items()}
        | {
            "ess": (min(q["effectiveDraws"] for q in convergence.values()), 0),
            "nodeConflicts": (trial["nodeConflicts"], 0),
        }
    )


def to_subgroup_metrics(report: dict) -> list[dict]:
    return [
        reference.to_metric(f"{name}-{group}", measured[name], measured["patients"], "cross-validated")
        for group, measured in report["subgroups"].items()
        if group not in prepare.ARMS
        for name in ("auc", "brier", "calibration-intercept")
    ]


def to_card(model: str, trial: dict, report: dict) -> dict:
    figures = to_figures(trial, report)
    words = card_text.SHARED | card_findings.SHARED | card_findings.BY_MODEL[model]
    texts = {
        language: json.loads((prepare.HERE / model / "texts" / f"{language}.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }

    def say(key: str) -> dict:
        return {
            language: words[key][language].format(
                **{name: format_number(value, digits, language) for name, (value, digits) in figures.items()}
            )
            for language in LANGUAGES
        }

    def from_texts(key: str) -> dict:
        return {language: texts[language][key] for language in LANGUAGES}

    def key_metrics(group: str, results: list[dict], interpretation: dict) -> dict:
        return {
            "goal": say(f"{group}_goal"),
            "results": results,
            "interpretation": interpretation,
            "testType": say("test_type"),
            "testingData": say("testing_data"),
            "validationProcess": say("validation_process"),
        }

    performance = reference.to_performance(report)
    rule, known = report["policy"]["treatFrom"]["0.8"], report["prediction"]["patients"]
    policy = {"value": rule["againstTreatAll"], "interval": rule["interval"]}
    slope, intercept = (next(m for m in performance if m["name"] == n) for n in ("calibration-slope", "calibration-intercept"))
    return {
        "format": 1,
        "basic": {
            "name": from_texts("title"),
            "developer": "Visite demonstration",
            "contact": "None: a demonstration model comes without support.",
        },
        "release": {
            "stage": "demonstration",
            "date": "2026-11-22",
            "version": "1.0.0",
            "availability": say("availability"),
            "regulatoryApproval": say("regulatory"),
        },
        "summary": {"text": from_texts("summary"), "keywords": ["colon cancer", "stage III", "adjuvant chemotherapy", "BART"]},
        "uses": {
            "intendedUse": say("intended_use"),
            "intendedUsers": say("users"),
            "howToUse": say("how_to_use"),
            "population": say("population"),
            "outOfScope": say("out_of_scope"),
        },
        "warnings": {
            "risksAndLimitations": [
                say(f"risk_{name}") for name in ("regimen", "prognosis", "individual", "harms", "inputs")
            ],
            "biasesAndEthics": [say("bias_population"), say("bias_rare")],
            "clinicalRiskLevel": say("risk_level"),
        },
        "facts": {
            "outcomesAndOutputs": say("outputs"),
            "modelType": say("model_type"),
            "inputDataSource": say("input_source"),
            "dataTypes": say("data_types"),
            "developmentData": {
                "sources": [
                    {
                        "name": "colon, R package survival 3.5-3",
                        "description": say("source_description"),
                        "patients": len(prepare.read_trial()) if model == "colon-adjuvant" else known,
                        "licence": "LGPL-2.0-or-later (DESCRIPTION); GPL-2 (Debian)",
                        "url": "https://cran.r-project.org/package=survival",
                        "sha256": hashlib.sha256(prepare.DATA.read_bytes()).hexdigest(),
                    }
                ],
                "selection": say("selection"),
                "missingValues": say("missing"),
                "characteristics": say("characteristics"),
            },
            "biasMitigation": say("bias_mitigation"),
            "maintenance": say("maintenance"),
            "security": say("security"),
        },
        "transparency": {"funding": say("funding"), "thirdParty": say("third_party"), "stakeholders": say("stakeholders")},
        "metrics": {
            "usefulness": key_metrics("usefulness", performance, say("supported_prognosis")),
            "fairness": key_metrics("fairness", to_subgroup_metrics(report), say("fairness_findings")),
            "safety": key_metrics(
                "safety",
                [reference.to_metric("rule-against-treating-all", policy, known, "cross-validated", **ARMS)],
                say("safety_findings"),
            ),
        },
        "evidence": {
            "supported": [say("supported_effect"), say("supported_prognosis")],
            "notSupported": [
                say(key)
                for key in ("not_benefit", "not_rule", *(["not_early"] if "not_early" in words else []), "not_today")
            ],
            "calibration": [
                {
                    "outcome": "survival",
                    "horizon": 5,
                    "validation": "cross-validated",
                    "slope": slope,
                    "intercept": intercept,
                    "groups": report["calibrationGroups"],
                    "interpretation": say("calibration_findings"),
                }
            ],
            "convergence": {
                "chains": 4,
                "drawsPerChain": 250,
                "quantities": [{"quantity": name, **measured} for name, measured in report["convergence"].items()],
                "interpretation": say("convergence_findings"),
            },
        },
        "resources": {
            "clinicalTrial": say("trial"),
            "publications": PUBLICATIONS,
            "patientConsent": say("consent"),
        },
    }


def main() -> None:
    evaluation = json.loads((prepare.HERE / "evaluation.json").read_text(encoding="utf-8"))
    for model, report in evaluation["models"].items():
        prepare.write_json(prepare.HERE / model / "card.json", to_card(model, evaluation["trial"], report))


if __name__ == "__main__":
    main()
