"""One case: fitted, converted, run, compared with what scikit-learn itself gives."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from sklearn import compose, impute, pipeline, preprocessing

from parity.data import Data, categorical_columns, make_data
from parity.estimators import Case
from parity.mixed import Mixed, make_frame
from parity.mixed import columns_of as mixed_columns
from visite.convert.converted import Converted, GraphOutput
from visite.convert.sklearn import to_onnx

Run = Callable[[Converted, list[np.ndarray]], dict[str, np.ndarray]]
"""Model and its inputs, `[rows, elements]` each → outputs by name, `[rows, elements]`."""


@dataclass
class Outcome:
    case: str
    kind: str
    status: str = "ok"
    """"ok", "rounding" (the original is no more exact), "different", "refused" by the converter, "failed" with an error, "unfit": scikit-learn itself does not fit it."""
    largest: float = 0.0
    """Largest relative difference: |a − b| / max(|b|, 1e-9 of the largest of the column, 1e-12)."""
    labels: int = 0
    """Rows whose label differs."""
    declined: int = 0
    """Rows where the module says NaN and the original a number."""
    message: str = ""
    bytes: int = 0
    outputs: list[str] = field(default_factory=list)


def compare(case: Case, kind: str, run: Run) -> Outcome:
    """`kind` is one of the six, or "hostile": numeric training data, and patients with what the original may refuse."""
    outcome = Outcome(case.name, kind)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = make_data("numeric" if kind == "hostile" else kind)
        test = hostile(data.test) if kind == "hostile" else data.test
        try:
            model = fit(case, "numeric" if kind == "hostile" else kind, data)
            expected = one_by_one(model, test) if kind == "hostile" else model_outputs(model, test)
        except Exception as error:
            outcome.status, outcome.message = "unfit", f"{type(error).__name__}: {error}".split("\n")[0][:160]
            return outcome
        try:
            converted = to_onnx(model, columns_of(data.train))
            found = run(converted, inputs_of(converted, test))
        except Exception as error:
            outcome.status = "refused" if type(error).__name__ == "UnsupportedError" else "failed"
            outcome.message = f"{type(error).__name__}: {error}".split("\n")[0][:300]
            return outcome
        outcome.bytes = len(converted.model)
        judge(outcome, expected, len(test), converted, found, case.single)
        if outcome.status == "different" and outcome.labels == 0 and kind != "hostile":
            judge_by_rounding(outcome, model, test, converted, found)
    return outcome


def judge_by_rounding(outcome: Outcome, model: Any, x: pd.DataFrame, converted: Converted, found: dict[str, np.ndarray]) -> None:
    """Where the original itself moves as much when every number is moved to its neighbour, it is no more exact than that."""
    moves = [np.nextafter(x.to_numpy(dtype=np.float64), side) for side in (np.inf, -np.inf)] if _all_numbers(x) else []
    if not moves:
        return
    there, *moved = [model_outputs(model, frame) for frame in (x, *(pd.DataFrame(each, columns=x.columns) for each in moves))]
    for output in converted.outputs:
        assert isinstance(output, GraphOutput)
        if output.kind == "label":
            continue
        right = _expected(output, there, len(x))
        slack = np.max([np.abs(_expected(output, each, len(x)) - right) for each in moved], axis=0)
        off = np.abs(np.asarray(found[output.name]).reshape(len(x), -1) - right)
        if (off > 4 * slack.max(axis=0) + 1e-9 * np.abs(right)).any():
            return
    outcome.status = "rounding"


def _all_numbers(x: pd.DataFrame) -> bool:
    return not categorical_columns(x)


def compare_mixed(case: Mixed, run: Run) -> Outcome:
    outcome = Outcome(case.name, "mixed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame, targets = make_frame(case.categorical)
        try:
            model = case.make().fit(frame, targets[case.target])
            expected = model_outputs(model, frame)
        except Exception as error:
            outcome.status, outcome.message = "unfit", f"{type(error).__name__}: {error}".split("\n")[0][:160]
            return outcome
        try:
            converted = to_onnx(model, mixed_columns(frame))
            found = run(converted, inputs_of(converted, frame))
        except Exception as error:
            outcome.status = "refused" if type(error).__name__ == "UnsupportedError" else "failed"
            outcome.message = f"{type(error).__name__}: {error}".split("\n")[0][:300]
            return outcome
        outcome.bytes = len(converted.model)
        judge(outcome, expected, len(frame), converted, found, case.limit)
    return outcome


def hostile(test: pd.DataFrame) -> pd.DataFrame:
    """A value missing in each column, all missing, and numbers beyond float32."""
    rows = test.head(2 * test.shape[1] + 3).reset_index(drop=True).copy()
    for at in range(test.shape[1]):
        rows.iloc[at, at] = np.nan
        rows.iloc[test.shape[1] + at, at] = -1e39 if at % 2 else 1e39
    rows.iloc[-3, :] = np.nan
    rows.iloc[-2, :] = 0.0
    return rows


def one_by_one(model: Any, x: pd.DataFrame) -> dict[str, np.ndarray]:
    """As `model_outputs`, NaN (None of a label) where the original raises for a row."""
    plain = model_outputs(model, x.tail(1))
    rows: list[dict[str, np.ndarray] | None] = []
    for at in range(len(x)):
        try:
            rows.append(model_outputs(model, x.iloc[at : at + 1]))
        except Exception:
            rows.append(None)
    found = {}
    for name, like in plain.items():
        refused = np.full(like.shape, None, dtype=object) if like.dtype.kind not in "fiu" else np.full(like.shape, np.nan)
        found[name] = np.concatenate([refused if row is None else row[name] for row in rows])
    return found


def fit(case: Case, kind: str, data: Data) -> Any:
    steps: list[Any] = []
    names = categorical_columns(data.train)
    if names:
        encoder = preprocessing.OneHotEncoder(sparse_output=False, handle_unknown="ignore")
        steps.append(compose.ColumnTransformer([("categories", encoder, names)], remainder="passthrough"))
    if kind == "missing" and not case.missing:
        steps.append(impute.SimpleImputer(strategy="median"))
    if case.scale:
        steps.append(preprocessing.StandardScaler())
    if case.positive:
        steps.append(preprocessing.MinMaxScaler((0.5, 9.0)))
    estimator = case.make()
    model = pipeline.make_pipeline(*steps, estimator) if steps else estimator
    y: Any = {
        "binary": data.binary,
        "classes": data.classes,
        "value": data.value,
        "values": np.column_stack([data.value, np.log(data.value) * 3 - 1]),
        "none": None,
    }[case.target]
    return model.fit(data.train, y) if y is not None else model.fit(data.train)


def columns_of(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    listed: list[tuple[Any, ...]] = []
    for name in frame.columns:
        if frame[name].dtype.kind in "fiub":
            listed.append((name, "number"))
        else:
            listed.append((name, "category", sorted({value for value in frame[name] if value == value})))
    return listed


def inputs_of(converted: Converted, frame: pd.DataFrame) -> list[np.ndarray]:
    arrays = []
    for _, places in converted.inputs:
        columns = []
        for place in places:
            values = frame.iloc[:, place]
            coded = converted.encodings.get(place)
            if coded is not None:
                values = values.astype(object).map(lambda value, coded=coded: coded[value] if value == value else np.nan)
            texts = values.dtype.kind not in "fiub" and coded is None
            columns.append(values.to_numpy(dtype=object if texts else np.float64))
        arrays.append(np.column_stack(columns))
    return arrays


def model_outputs(model: Any, x: pd.DataFrame) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    if hasattr(model, "predict_proba"):
        found["probabilities"] = np.asarray(model.predict_proba(x))
    if hasattr(model, "decision_function"):
        found["decision"] = np.asarray(model.decision_function(x))
    if hasattr(model, "predict"):
        found["predict"] = np.asarray(model.predict(x))
    elif hasattr(model, "transform"):
        found["transform"] = np.asarray(model.transform(x))
    return found


def judge(
    outcome: Outcome, expected: dict[str, np.ndarray], rows: int, converted: Converted, found: dict[str, np.ndarray], limit: float
) -> None:
    for output in converted.outputs:
        assert isinstance(output, GraphOutput)
        outcome.outputs.append(output.name)
        values = np.asarray(found[output.name], dtype=np.float64)
        if output.kind == "label":
            got = [output.classes[int(value)] if value == value else None for value in values.reshape(-1)]
            for label, right in zip(got, expected["predict"].reshape(-1), strict=True):
                refused = right is None or right != right
                outcome.declined += int(label is None and not refused)
                outcome.labels += int(label is not None and (refused or label != right))
            continue
        right = _expected(output, expected, rows)
        values = values.reshape(rows, -1)
        if values.shape != right.shape:
            outcome.status, outcome.message = "different", f"shape {values.shape}, expected {right.shape}"
            return
        declined = np.isnan(values) & ~np.isnan(right)
        outcome.declined += int(declined.any(axis=1).sum())
        scale = np.maximum(np.abs(right), np.maximum(1e-12, 1e-9 * np.nanmax(np.abs(right), axis=0, initial=0.0)))
        both = ~np.isnan(values) & ~np.isnan(right)
        difference = np.abs(np.where(both, values - right, 0.0)) / np.where(both, scale, 1.0)
        same = np.isinf(values) & (values == right)
        difference = np.where(same, 0.0, difference)
        difference = np.where(np.isnan(difference), np.inf, difference)
        if (np.isnan(right) & ~np.isnan(values)).any():
            outcome.message = "a number where the original has none"
            difference = np.array([np.inf])
        outcome.largest = max(outcome.largest, float(difference.max(initial=0.0)))
    if outcome.largest > limit or outcome.labels:
        outcome.status = "different"


def _expected(output: GraphOutput, expected: dict[str, np.ndarray], rows: int) -> np.ndarray:
    right = expected["probabilities"] if output.kind == "probabilities" else expected.get("transform")
    if right is None:
        right = expected["decision"] if "decision" in expected else expected["predict"]
    return np.asarray(right, dtype=np.float64).reshape(rows, -1)


def erf_in_scipy(converted: Converted, inputs: list[np.ndarray]) -> dict[str, np.ndarray]:
    """The reference evaluator of onnx, for what onnxruntime has in float32 only."""
    import onnx
    from onnx.reference import ReferenceEvaluator

    session = ReferenceEvaluator(onnx.load_from_string(converted.model))
    names = [output.name for output in converted.outputs if isinstance(output, GraphOutput)]
    given = {name: array for (name, _), array in zip(converted.inputs, inputs, strict=True)}
    return dict(zip(names, session.run(names, given), strict=True))


def run_onnxruntime(converted: Converted, inputs: list[np.ndarray]) -> dict[str, np.ndarray]:
    import onnxruntime

    if b"Erf" in converted.model:
        return erf_in_scipy(converted, inputs)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(converted.model, options, providers=["CPUExecutionProvider"])
    names = [output.name for output in converted.outputs if isinstance(output, GraphOutput)]
    given = {name: array for (name, _), array in zip(converted.inputs, inputs, strict=True)}
    return dict(zip(names, session.run(names, given), strict=True))
