"""Writes the backend test cases as lines of JSON: `python scripts/conformance/write-cases.py FILE [--sample]`.

The first line says which `onnx` they are from. A tensor is its type, its shape and its bytes (little-endian, base64)
or strings; what is no tensor of a type the compiler has is only named. The sample is the smallest case in scope of each operator
that stands alone in one, where that is small and of types the compiler has.
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from suite import as_array, cases, first_operators

DTYPES = {
    "float32": "f32",
    "float64": "f64",
    "int8": "i8",
    "int16": "i16",
    "int32": "i32",
    "int64": "i64",
    "uint8": "u8",
    "uint16": "u16",
    "uint32": "u32",
    "uint64": "u64",
    "bool": "bool",
}

SAMPLE_BYTES = 2_500


def value(given) -> dict:
    if isinstance(given, list) or given is None:
        return {"other": "sequence" if isinstance(given, list) else "nothing"}
    array = np.asarray(as_array(given))
    shape = list(array.shape)
    if array.dtype == object or array.dtype.kind in "US":
        texts = [t.decode() if isinstance(t, bytes) else str(t) for t in array.reshape(-1).tolist()]
        return {"dtype": "string", "shape": shape, "strings": texts}
    dtype = DTYPES.get(array.dtype.name)
    if dtype is None:
        return {"other": array.dtype.name}
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()
    return {"dtype": dtype, "shape": shape, "data": data}


def line(case) -> dict:
    model = case.model
    return {
        "name": case.name,
        "kind": case.kind,
        "rtol": case.rtol,
        "atol": case.atol,
        "outside": case.outside,
        "operators": [] if model is None else first_operators(model),
        "model": None if model is None else base64.b64encode(model.SerializeToString(deterministic=True)).decode(),
        "sets": [
            {"inputs": [value(v) for v in inputs], "outputs": [value(v) for v in outputs]}
            for inputs, outputs in case.data_sets
        ],
    }


def sample(lines: list[dict]) -> list[dict]:
    smallest = {}
    for one in lines:
        text = json.dumps(one)
        size = len(text)
        if one["kind"] != "node" or '"other"' in text or one["outside"] or len(one["operators"]) != 1 or size > SAMPLE_BYTES:
            continue
        operator = one["operators"][0]
        if operator not in smallest or size < smallest[operator][0]:
            smallest[operator] = (size, one)
    return [one for _, one in sorted(smallest.values(), key=lambda found: found[1]["name"])]


target = Path(sys.argv[1])
target.parent.mkdir(parents=True, exist_ok=True)
lines = [line(case) for case in cases()]
chosen = sample(lines) if "--sample" in sys.argv else lines
head = {"onnx": onnx.__version__, "script": "scripts/conformance/write-cases.py"}
target.write_text("".join(json.dumps(one) + "\n" for one in [head, *chosen]))
