"""The project's own compiler and module, in a Node process that is kept."""

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from visite.convert.converted import Converted
from visite.node import find_node

_ROOT = Path(__file__).resolve().parents[3]


class ModuleRunner:
    """Compiles a model raw and runs it in V8; `run` raises with the compiler's message."""

    def __init__(self) -> None:
        self._node = find_node()
        self._process = self._start()
        self._folder = tempfile.TemporaryDirectory()
        self.module_bytes = 0
        self.compile_ms = 0

    def _start(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [str(self._node), str(_ROOT / "scripts" / "parity" / "run-models.ts")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
        )

    def run(self, converted: Converted, inputs: list[np.ndarray]) -> dict[str, np.ndarray]:
        if self._process.poll() is not None:
            self._process = self._start()
        assert self._process.stdin is not None and self._process.stdout is not None
        path = Path(self._folder.name) / "model"
        path.write_bytes(converted.model)
        rows = [[cell for array in inputs for cell in array[row].tolist()] for row in range(len(inputs[0]))]
        cells = [[None if cell is None or cell != cell else cell for cell in row] for row in rows]
        self._process.stdin.write(json.dumps({"model": str(path), "format": converted.format, "rows": cells}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            self._process.wait()
            raise RuntimeError("the compiler ended without an answer")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"{answer['code']}: {answer['error']}")
        self.module_bytes, self.compile_ms = answer["moduleBytes"], answer["compileMs"]
        return {name: np.array([[float(cell) for cell in row] for row in rows]) for name, rows in answer["outputs"].items()}

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()
