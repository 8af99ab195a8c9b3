"""Evaluates the shipped models and writes evaluation.json. Usage: python evaluate.py (after training).

Convergence and the average effect are of the shipped models. Everything else is cross-validated: five folds of
patients, in each of which imputation and model are fitted anew on the other four, with two chains of 250 draws, every tenth kept.
"""

import importlib.util
import sys

import numpy as np

import convergence
import metrics
import prepare
import score

FOLDS = 5
THRESHOLDS = (0.5, 0.8, 0.9, 0.95)
CHAINS = 4
# Shorter than the shipped models' four chains of every 50th draw.
FOLD_SAMPLING = {"chains": 2, "keep_every": 10}


def load_train(model: str):
    spec = importlib.util.spec_from_file_location("train_" + model.replace("-", "_"), prepare.HERE / model / "train.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict_hazard(train_table, test_table, fold: int) -> np.ndarray:
    imputation = prepare.fit_imputation(train_table)
    matrix, events, _ = prepare.to_person_years(train_table, prepare.to_covariates(train_table, imputation))
    model = load_train("colon-adjuvant").fit(matrix, events, **FOLD_SAMPLING, seed=prepare.SEED + 1 + fold)
    return score.hazard_survival(model, prepare.to_covariates(test_table, imputation))


def predict_bcf(train_table, test_table, fold: int) -> np.ndarray:
    imputation = prepare.fit_imputation(train_table)
    known, died = prepare.to_five_year_death(train_table)
    covariates = prepare.to_covariates(train_table, imputation)[known]
    arm = train_table.arm.to_numpy()[known]
    model = load_train("colon-adjuvant-bcf").fit(covariates, arm, died[known], **FOLD_SAMPLING, seed=prepare.SEED + 1 + fold)
    return score.bcf_survival(model, prepare.to_covariates(test_table, imputation))


def to_folds(table) -> np.ndarray:
    """Fold of each patient, balanced over arm and death by five years."""
    known, died = prepare.to_five_year_death(table)
    random = np.random.default_rng(prepare.SEED)
    fold = np.empty(len(table), dtype=int)
    start = 0
    for group in sorted({(a, k, d) for a, k, d in zip(table.arm, known, died)}):
        rows = np.flatnonzero((table.arm == group[0]) & (known == group[1]) & (died == group[2]))
        random.shuffle(rows)
        fold[rows] = (start + np.arange(len(rows))) % FOLDS
        start += len(rows)
    return fold


def evaluate_convergence(survival: np.ndarray) -> dict:
    """R-hat and bulk ESS of averages over the patients at the last horizon, and the worst over single patients."""
    last = survival[:, :, -1, :]
    difference = last[:, 1] - last[:, 0]

    def measure(draws: np.ndarray) -> dict:
        chains = draws.reshape(CHAINS, -1)
        return {"rHat": convergence.r_hat(chains), "effectiveDraws": convergence.bulk_ess(chains)}

    single = {"survival": [*last[:, 0], *last[:, 1]], "difference": list(difference)}
    report = {
        "average-survival-observation": measure(last[:, 0].mean(axis=0)),
        "average-survival-lev5fu": measure(last[:, 1].mean(axis=0)),
        "average-difference": measure(difference.mean(axis=0)),
    }
    for name, rows in single.items():
        each = [measure(row) for row in rows]
        report[f"single-patient-{name}-worst"] = {
            "rHat": max(e["rHat"] for e in each),
            "effectiveDraws": min(e["effectiveDraws"] for e in each),
        }
        report[f"single-patient-{name}-median"] = {
            "rHat": float(np.median([e["rHat"] for e in each])),
            "effectiveDraws": float(np.median([e["effectiveDraws"] for e in each])),
        }
    return report


def evaluate_prediction(died: np.ndarray, risk: np.ndarray) -> dict:
    measures = {
        "auc": metrics.auc,
        "brier": metrics.brier,
        "calibration-slope": metrics.calibration_slope,
        "calibration-intercept": metrics.calibration_intercept,
    }
    return {
        name: {"value": measure(died, risk), "interval": metrics.bootstrap_interval(measure, died, risk)}
        for name, measure in measures.items()
    } | {"patients": len(died), "brierOfTheAverage": metrics.brier(died, np.full(len(died), died.mean()))}


def to_calibration_groups(died: np.ndarray, risk: np.ndarray, groups: int = 5) -> list[dict]:
    """Groups of equal size by predicted survival, ascending."""
    order = np.argsort(1 - risk, kind="stable")
    return [
        {"patients": len(rows), "predicted": float(1 - risk[rows].mean()), "observed": float(1 - died[rows].mean())}
        for rows in np.array_split(order, groups)
    ]


def evaluate_policy(benefit: np.ndarray, arm: np.ndarray, alive: np.ndarray) -> dict:
    """What rules on the held-out probability of benefit are worth beside treating all and treating none."""
    ones = np.ones(len(arm))

    def value(treat: np.ndarray) -> dict:
        against_all = metrics.policy_value(treat, arm, alive) - metrics.policy_value(ones, arm, alive)
        interval = metrics.bootstrap_interval(
            lambda t, a, y: metrics.policy_value(t, a, y) - metrics.policy_value(np.ones(len(a)), a, y),
            treat, arm, alive,
        )
        return {
            "treated": float(treat.mean()),
            "alive": metrics.policy_value(treat, arm, alive),
            "againstTreatAll": against_all,
            "interval": interval,
        }

    return {
        "favoursLev5fu": float((benefit >= 0.8).mean()),
        "uncertain": float(((benefit > 0.2) & (benefit < 0.8)).mean()),
        "favoursObservation": float((benefit <= 0.2).mean()),
        "treatAll": value(ones),
        "treatNone": value(0 * ones),
        "treatFrom": {str(t): value((benefit >= t).astype(float)) for t in THRESHOLDS},
    }


def evaluate(model: str, table, folds: np.ndarray) -> dict:
    hazard = model == "colon-adjuvant"
    load, run = (score.load_hazard, score.hazard_survival) if hazard else (score.load_bcf, score.bcf_survival)
    predict = predict_hazard if hazard else predict_bcf
    shipped = run(load(prepare.HERE / model / "model.json.gz"), prepare.to_covariates(table, prepare.fit_imputation(table)))
    difference = shipped[:, 1] - shipped[:, 0]
    mean, lower, upper = score.summarise(difference[:, -1].mean(axis=0))
    report = {
        "convergence": evaluate_convergence(shipped),
        "averageEffect": {"value": mean, "interval": [lower, upper], "patients": len(table)},
        "singlePatientEffect": {
            "quantiles": [float(q) for q in np.quantile(difference[:, -1].mean(axis=1), [0.05, 0.25, 0.5, 0.75, 0.95])],
            "favoursLev5fu": float(((difference[:, -1] > 0).mean(axis=1) >= 0.8).mean()),
            "favoursObservation": float(((difference[:, -1] > 0).mean(axis=1) <= 0.2).mean()),
        },
    }
    held_out = np.empty((len(table), len(prepare.ARMS), shipped.shape[2]))
    benefit = np.empty(len(table))
    for fold in range(FOLDS):
        test = folds == fold
        survival = predict(table[~test].reset_index(drop=True), table[test].reset_index(drop=True), fold)
        held_out[test] = survival.mean(axis=3)
        benefit[test] = (survival[:, 1, -1] > survival[:, 0, -1]).mean(axis=1)
        print(f"{model}: fold {fold + 1} of {FOLDS}", file=sys.stderr)
    arm = table.arm.to_numpy()
    received = held_out[np.arange(len(table)), arm.astype(int)]
    known, died = prepare.to_five_year_death(table)
    risk = 1 - received[:, -1]
    report["prediction"] = evaluate_prediction(died[known], risk[known])
    report["calibrationGroups"] = to_calibration_groups(died[known], risk[known])
    report["subgroups"] = {
        name: evaluate_prediction(died[known & rows], risk[known & rows])
        for name, rows in {
            "female": (table.sex == 0).to_numpy(),
            "male": (table.sex == 1).to_numpy(),
            "under-65": (table.age < 65).to_numpy(),
            "from-65": (table.age >= 65).to_numpy(),
            "observation": arm == 0,
            "lev5fu": arm == 1,
        }.items()
    }
    report["policy"] = evaluate_policy(benefit[known], arm[known], 1 - died[known])
    horizons = prepare.YEARS if hazard else (5,)
    report["heldOutSurvival"] = {
        str(year): {name: float(received[arm == a, i].mean()) for a, name in enumerate(prepare.ARMS)}
        for i, year in enumerate(horizons)
    }
    return report


def main() -> None:
    table = prepare.read_trial()
    folds = to_folds(table)
    known, died = prepare.to_five_year_death(table)
    covariates = prepare.to_covariates(table, prepare.fit_imputation(table))
    days, status, arm = (table[c].to_numpy(dtype=float) for c in ("time", "status", "arm"))
    prepare.write_json(
        prepare.HERE / "evaluation.json",
        {
            "trial": {
                "patients": len(table),
                "knownAtFiveYears": int(known.sum()),
                "nodeConflicts": prepare.count_node_conflicts(),
                "interaction": metrics.interaction_test(covariates[known], arm[known], died[known]),
                "kaplanMeier": {str(y): metrics.kaplan_meier_difference(days, status, arm, y) for y in prepare.YEARS},
            },
            "models": {model: evaluate(model, table, folds) for model in ("colon-adjuvant", "colon-adjuvant-bcf")},
        },
    )


if __name__ == "__main__":
    main()
