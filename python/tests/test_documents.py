"""What the guide and the example show is what happens."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sklearn.linear_model import LogisticRegression

from cohort import make_events, make_numbers
from conftest import REPOSITORY

pytestmark = pytest.mark.usefixtures("carried")


def test_every_line_of_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lifelines import CoxPHFitter

    monkeypatch.chdir(tmp_path)
    x = make_numbers().rename(columns={"treated": "chemo"})
    rest = x.drop(columns="chemo")
    events = make_events(x)
    time = np.random.default_rng(1).exponential(5, len(x)) + 0.1

    def fit(table: object, outcome: object) -> object:
        return LogisticRegression(max_iter=1000).fit(table, outcome)

    known = {
        "X": x,
        "X_rest": rest,
        "X_cox": x,
        "model": fit(x, events),
        "model_none": fit(rest[x["chemo"] == 0], events[x["chemo"] == 0]),
        "model_chemo": fit(rest[x["chemo"] == 1], events[x["chemo"] == 1]),
        "dead_after_1": fit(x, events),
        "dead_after_5": fit(x, make_events(x, 9)),
        "cox": CoxPHFitter().fit(x.assign(time=time, event=events), "time", "event"),
    }
    key = ec.generate_private_key(ec.SECP256R1())
    Path("private.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    blocks = re.findall(
        r"^```python\n(.*?)^```", (REPOSITORY / "docs/python.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert len(blocks) == 4
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), known)
    made = {path.name for path in tmp_path.glob("*.visite")}
    assert made == {
        "death-after-surgery.visite",
        "death-after-surgery-0.1.0.visite",
        "one.visite",
        "each.visite",
        "survival.visite",
        "mortality.visite",
    }


@pytest.mark.parametrize("example", sorted((REPOSITORY / "docs/examples").glob("*.py")), ids=lambda path: path.stem)
def test_an_example_runs_from_top_to_bottom(example: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "python" / "src")}
    said = subprocess.run(
        [sys.executable, example], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    assert "passed" in said.stdout and "Not stated yet" in said.stdout
    assert len(list(tmp_path.glob("*.visite"))) == 2
