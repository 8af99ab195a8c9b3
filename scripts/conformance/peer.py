"""onnxruntime on the same cases: prints one JSON line with the names of those it passes."""

import json

import onnxruntime
from suite import as_array, cases, similar

onnxruntime.set_default_logger_severity(4)


def passes(case) -> bool:
    if case.model is None or not case.data_sets:
        return False
    try:
        session = onnxruntime.InferenceSession(case.model.SerializeToString(), providers=["CPUExecutionProvider"])
        names = [given.name for given in session.get_inputs()]
        for inputs, expected in case.data_sets:
            given = [as_array(value) for value in inputs]
            got = session.run(None, dict(zip(names, given, strict=False)))
            if not all(similar(as_array(e), g, case.rtol, case.atol) for e, g in zip(expected, got, strict=True)):
                return False
        return True
    except Exception:  # noqa: BLE001 — whatever stops the peer is a case it does not pass
        return False


print(json.dumps({"version": onnxruntime.__version__, "passed": [c.name for c in cases() if passes(c)]}))
