"""stochtree's models: intervals and the probability of benefit, from the draws."""

import json
import subprocess
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

import visite
from cohort import make_events, make_numbers
from conftest import REPOSITORY, repository_node
from test_export import files_of
from test_sign import PUBLISHER, write_trust

pytestmark = pytest.mark.usefixtures("carried")
ARMS = {"control": 0, "treated": 1}
DEATH = {"name": "death", "better": "lower"}


def options(outcome: str, link: str) -> dict[str, Any]:
    from stochtree import OutcomeModel

    general = {
        "num_chains": 2,
        "random_seed": 1,
        "num_threads": 1,
        "outcome_model": OutcomeModel(outcome=outcome, link=link),
    }
    return {"num_gfr": 5, "num_burnin": 0, "num_mcmc": 30, "general_params": general}


def sample_bart(probit: bool) -> tuple[Any, Any]:
    from stochtree import BARTModel

    x = make_numbers()
    y = make_events(x) if probit else x["bmi"] - x["age"] / 10 + x["treated"]
    model = BARTModel()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.sample(
            X_train=x,
            y_train=np.asarray(y, dtype=float),
            **options(*(("binary", "probit") if probit else ("continuous", "identity"))),
            mean_forest_params={"num_trees": 10, "sample_sigma2_leaf": False},
        )
    return model, x


DRAW = """
const [path, text] = process.argv.slice(-2);
const { rows, columns, outputs, draws } = JSON.parse(text);
const { instance } = await WebAssembly.instantiate(require('node:fs').readFileSync(path), {});
const { memory, visite_reserve, visite_predict, visite_draws } = instance.exports;
const block = (address, count) => new Float64Array(memory.buffer, address, count);
const input = visite_reserve(rows.length);
rows.forEach((row, r) => row.forEach((cell, c) => (block(input, rows.length * columns)[c * rows.length + r] = cell)));
const predicted = [...block(visite_predict(rows.length), rows.length * outputs)];
const drawn = rows.map((_, r) => [...block(visite_draws(r), draws)]);
console.log(JSON.stringify({ predicted, drawn }));
"""


def check_draws(path: Path, rows: np.ndarray, folder: Path) -> None:
    """The outputs are the summaries of the draws that the module itself gives (docs/formats/model-abi.md)."""
    manifest = files_of(path)["manifest.json"]
    with zipfile.ZipFile(path) as bundle:
        module = folder / "model.wasm"
        module.write_bytes(bundle.read("model.wasm"))
    outputs, count = manifest["outputs"], manifest["draws"]["count"]
    columns = manifest["draws"]["columns"]
    asked = {"rows": rows.tolist(), "columns": rows.shape[1], "outputs": len(outputs), "draws": count * len(columns)}
    script = f"(async () => {{{DRAW}}})()"
    said = subprocess.run([repository_node(), "-e", script, "--", module, json.dumps(asked)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    answer = json.loads(said.stdout)
    predicted = np.array(answer["predicted"]).reshape(len(outputs), len(rows))
    drawn = np.array(answer["drawn"]).reshape(len(rows), len(columns), count)
    arms = [column["arm"] for column in columns]
    lower_is_better = manifest["outcomes"][0]["direction"] == "lower-is-better"
    for at, output in enumerate(outputs):
        values = drawn[:, arms.index(output["arm"])]
        if "reference" in output:
            values = values - drawn[:, arms.index(output["reference"])]
        expected = {
            "mean": np.add.accumulate(values, axis=1)[:, -1] / count,
            "lower": np.quantile(values, 0.025, axis=1),
            "upper": np.quantile(values, 0.975, axis=1),
            "probability-of-benefit": (values < 0 if lower_is_better else values > 0).mean(axis=1),
        }[output["statistic"]]
        assert np.abs(predicted[at] - expected).max() < 1e-14 * max(1.0, np.abs(expected).max()), output
    assert np.ptp(drawn, axis=2).min() > 0


def test_bart_with_the_arm_as_a_column_runs_in_the_other_engine_too(tmp_path: Path) -> None:
    model, x = sample_bart(probit=True)
    path = tmp_path / "bart.visite"
    bundle = visite.export(
        model, x, path, treatment="treated", arms=ARMS, outcome=DEATH, publisher=PUBLISHER, quiet=True
    )
    names = [output.output for output in bundle.report.outputs]
    assert names[0] == "death, control, mean" and names[-1] == "death, treated − control, probability-of-benefit"
    assert bundle.report.outputs[-1].largest_absolute == 0
    manifest = files_of(path)["manifest.json"]
    assert manifest["draws"]["count"] == 60
    check_draws(path, x.drop(columns="treated").to_numpy(float)[:20], tmp_path)
    key = ec.generate_private_key(ec.SECP256R1())
    signed = bundle.sign(key, tmp_path / "signed.visite")
    trust = write_trust(tmp_path / "trust", key)
    command = [repository_node(), "cli/visite.ts", "verify", signed, "--trust", trust]
    said = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_a_continuous_outcome_has_intervals_and_no_probability_of_benefit(tmp_path: Path) -> None:
    model, x = sample_bart(probit=False)
    score = {"name": "score", "better": "higher"}
    bundle = visite.export(model, x, tmp_path / "a.visite", treatment="treated", arms=ARMS, outcome=score, quiet=True)
    assert [output.output for output in bundle.report.outputs][-1] == "score, treated − control, upper"
    check_draws(tmp_path / "a.visite", x.drop(columns="treated").to_numpy(float)[:20], tmp_path)


def test_bcf_has_its_arms_beside_the_matrix(tmp_path: Path) -> None:
    from stochtree import BCFModel

    x = make_numbers()
    rest = x.drop(columns="treated")
    model = BCFModel()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.sample(
            X_train=rest.to_numpy(float),
            Z_train=x["treated"].to_numpy(float),
            y_train=np.asarray(make_events(x), dtype=float),
            propensity_train=np.full(len(x), 0.5),
            **options("binary", "probit"),
        )
    bundle = visite.export(model, rest, tmp_path / "a.visite", arms=ARMS, propensity=0.5, outcome=DEATH, quiet=True)
    assert bundle.report.passed
    check_draws(tmp_path / "a.visite", rest.to_numpy(float)[:20], tmp_path)
    with pytest.raises(visite.DataError, match="a BCF has two arms"):
        visite.export(model, rest, tmp_path / "b.visite", outcome=DEATH, quiet=True)


def test_missing_values_are_never_the_models_own(tmp_path: Path) -> None:
    model, x = sample_bart(probit=True)
    with pytest.raises(visite.DataError, match="a small one, in silence"):
        visite.export(
            model,
            x,
            tmp_path / "a.visite",
            treatment="treated",
            arms=ARMS,
            outcome=DEATH,
            quiet=True,
            missing={"bmi": "model"},
        )
    with pytest.raises(visite.UnsupportedError, match="add treatment="):
        visite.export(model, x, tmp_path / "a.visite", outcome=DEATH, quiet=True)
