"""What skl2onnx and onnxruntime give for the same cases, in double where skl2onnx has it: why the formulas are our own."""

import warnings
from typing import Any

import numpy as np

from parity.compare import Outcome, fit, model_outputs
from parity.data import make_data
from parity.estimators import Case
from visite.convert.sklearn.registry import class_name


def compare_peer(case: Case, kind: str = "numeric") -> Outcome:
    outcome = Outcome(case.name, kind)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = make_data(kind)
        try:
            model = fit(case, kind, data)
            expected = model_outputs(model, data.test)
        except Exception as error:
            outcome.status, outcome.message = "unfit", str(error).split("\n")[0][:160]
            return outcome
        # In double where it goes, else in float32; without ZipMap where the option is known.
        for single, plain in ((False, True), (False, False), (True, True), (True, False)):
            try:
                found = _run(model, data.train, data.test, single, plain)
            except Exception as error:
                outcome.status, outcome.message = "failed", f"{type(error).__name__}: {error}".strip().split("\n")[0][:200]
            else:
                outcome.status, outcome.message = "ok", "float32 input" if single else ""
                break
        if outcome.status == "failed":
            return outcome
    try:
        _judge(outcome, model, expected, found, len(data.test))
    except ValueError as error:
        outcome.status, outcome.message = "failed", f"other outputs than the original's: {error}"
    return outcome


def skl2onnx_classes() -> list[str]:
    """Every class it has a converter for, by the name that the registry of formulas has it under."""
    from skl2onnx._supported_operators import sklearn_operator_name_map

    # The registry names an object; a class of the same module and name stands for its objects.
    return [class_name(kind.__new__(kind)) for kind in sklearn_operator_name_map]


def _run(model: Any, train: Any, test: Any, single: bool, plain: bool) -> list[np.ndarray]:
    import onnxruntime
    from skl2onnx import convert_sklearn
    from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType

    kind = FloatTensorType if single else DoubleTensorType
    options = {id(model): {"zipmap": False}} if plain and hasattr(model, "classes_") else None
    made = convert_sklearn(model, initial_types=[("X", kind([None, train.shape[1]]))], options=options, target_opset=18)
    settings = onnxruntime.SessionOptions()
    settings.log_severity_level = 4
    session = onnxruntime.InferenceSession(made.SerializeToString(), settings, providers=["CPUExecutionProvider"])
    return list(session.run(None, {"X": test.to_numpy(dtype=np.float32 if single else np.float64)}))


def _judge(outcome: Outcome, model: Any, expected: dict[str, np.ndarray], found: list[np.ndarray], rows: int) -> None:
    if "probabilities" in expected and len(found) > 1 and np.shape(found[1]) == expected["probabilities"].shape:
        values, right = np.asarray(found[1], dtype=np.float64), expected["probabilities"]
        labels = np.asarray(found[0]).reshape(-1)
        outcome.labels = int(sum(str(a) != str(b) for a, b in zip(labels, expected["predict"].reshape(-1), strict=True)))
    elif hasattr(model, "classes_") or "transform" not in expected and expected["predict"].dtype.kind not in "f":
        labels = np.asarray(found[0]).reshape(-1)
        outcome.labels = int(sum(str(a) != str(b) for a, b in zip(labels, expected["predict"].reshape(-1), strict=True)))
        outcome.status = "different" if outcome.labels else "ok"
        return
    else:
        right = expected["transform"] if "transform" in expected else expected["predict"]
        values = np.asarray(found[0], dtype=np.float64)
    limit = 1e-5 if outcome.message else 1e-6
    right = np.asarray(right, dtype=np.float64).reshape(rows, -1)
    if values.size != right.size:
        outcome.status, outcome.message = "failed", f"shape {values.shape}, expected {right.shape}"
        return
    scale = np.maximum(np.abs(right), np.maximum(1e-12, 1e-9 * np.abs(right).max(axis=0, initial=0.0)))
    difference = np.abs(values.reshape(rows, -1) - right) / scale
    outcome.largest = float(np.where(np.isnan(difference), np.inf, difference).max(initial=0.0))
    outcome.status = "different" if outcome.labels or outcome.largest > limit else "ok"


