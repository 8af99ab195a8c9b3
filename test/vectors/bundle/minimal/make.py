"""Writes golden.json beside it: outputs by the formula in module.wat, bits by module.wasm in Wasmtime; and model.wasm.

Needs wasmtime 50.0.1. Run it after a change of module.wat: python3 make.py
"""

import json
import struct
from pathlib import Path

import wasmtime

here = Path(__file__).parent
wasm = wasmtime.wat2wasm((here / "module.wat").read_text())
(here / "model.wasm").write_bytes(wasm)

patients = [
    ("young-woman", 40, "female", 12.5),
    ("old-man", 90, "male", 0),
    ("marker-missing", 61, "male", None),
    ("youngest-allowed", 18, "female", 100),
    ("tenths", 55, "male", 0.1),
]


def original(age, sex, marker):
    s = ["female", "male"].index(sex)
    none = 0.5 + 0.125 * s - age / 512 + (marker or 0) / 1024
    gain = 0.0625 + s / 64
    means = [none, none + gain, gain]
    return [v for mean in means for v in (mean, mean - 0.0625, mean + 0.0625)] + [0.75 + s / 8]


engine = wasmtime.Engine()
store = wasmtime.Store(engine)
exports = wasmtime.Instance(store, wasmtime.Module(engine, wasm), []).exports(store)
rows = len(patients)
columns = [
    [float(p[1]) for p in patients],
    [float(["female", "male"].index(p[2])) for p in patients],
    [float("nan") if p[3] is None else float(p[3]) for p in patients],
]
address = exports["visite_reserve"](store, rows)
block = b"".join(struct.pack(f"<{rows}d", *column) for column in columns)
exports["memory"].write(store, block, address)
address = exports["visite_predict"](store, rows)
out = exports["memory"].read(store, address, address + 10 * rows * 8)
words = struct.unpack(f"<{10 * rows}Q", bytes(out))

golden = {
    "format": 1,
    "original": {"library": "the formula of module.wat in Python", "version": "1"},
    "patients": [
        {
            "name": name,
            "inputs": {"age": age, "sex": sex, "marker": marker},
            "original": original(age, sex, marker),
            "bits": [f"{words[output * rows + row]:016x}" for output in range(10)],
        }
        for row, (name, age, sex, marker) in enumerate(patients)
    ],
    "tolerance": {"absolute": 1e-12, "relative": 0},
}
(here / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")
