"""The compiler as the package carries it, made anew of the sources for every run of the tests."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


def repository_node() -> str:
    """The Node of the repository, which runs TypeScript; else the one on the path."""
    own = REPOSITORY / "node_modules" / ".bin" / "node"
    return str(own) if own.exists() else shutil.which("node") or "node"


@pytest.fixture(scope="session")
def carried() -> None:
    """scripts/build-python.ts was run. VISITE_AUTHOR names another file that is tested in its place."""
    if "VISITE_AUTHOR" not in os.environ:
        subprocess.run([repository_node(), "scripts/build-python.ts"], cwd=REPOSITORY, check=True)
