"""The carried compiler, one JavaScript file that runs in Node without a network."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from visite.errors import CompilerError
from visite.node import find_node

_CARRIED = Path(__file__).parent / "carried" / "visite-author.mjs"
# What changes how Node runs a script is not for this one.
_NOT_PASSED = ("NODE_OPTIONS", "NODE_PATH", "NODE_V8_COVERAGE", "NODE_TEST_CONTEXT")


def run_compiler(*arguments: str | Path, stdin: bytes = b"") -> dict[str, Any]:
    """What the compiler answers; `CompilerError` with its own words where it refuses."""
    script = Path(os.environ.get("VISITE_AUTHOR") or _CARRIED)
    if not script.is_file():
        raise CompilerError(
            f"{script} is not there: reinstall visite (in the repository: node scripts/build-python.ts)"
        )
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED}
    ended = subprocess.run(
        [find_node(), script, *arguments, "--json"], input=stdin, capture_output=True, env=environment, check=False
    )
    answer = _parse(ended.stdout)
    if ended.returncode == 0 and answer is not None and "error" not in answer:
        return answer
    raise _to_error(answer, ended.returncode, ended.stderr.decode(errors="replace"))


def _parse(output: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(output)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _to_error(answer: dict[str, Any] | None, code: int, said: str) -> CompilerError:
    error = (answer or {}).get("error")
    if isinstance(error, dict):
        hint = f". Next: {error['hint']}" if error.get("hint") else ""
        return CompilerError(f"{error.get('message', error.get('code'))}{hint}", error.get("code"))
    last = said.strip().splitlines()[-6:]
    return CompilerError(f"the compiler ended with code {code} and no answer: {' / '.join(last) or 'it said nothing'}")
