"""The peers of bench/models.ts: scikit-learn's own predict, and onnxruntime on skl2onnx's conversion.

Reads commands from standard input, one JSON object a line, and answers one line each:
  {"do": "train", "model": name, "folder": path} -> what bench/models.ts needs to compile and feed the model
  {"do": "load", "model": name, "folder": path} -> {"peers": [name, …]}: of a model that was trained before
  {"do": "measure", "peer": name, "from": i, "count": n} -> {"seconds": s}
Training has fixed seeds. Rows are prepared when loading; only prediction is timed. THREADS sets the threads of both.
"""

import os

THREADS = os.environ.get("THREADS", "1")
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = THREADS

import json
import sys
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "python" / "src"))

import joblib
import numpy as np
import onnxruntime
import pandas as pd
import skl2onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, WhiteKernel
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import SVR

from visite.convert import convert

warnings.filterwarnings("ignore")

ROWS = 100_000
# Rows of one run of onnxruntime: its nearest neighbours hold a matrix of rows by training rows.
AT_ONCE = 10_000
NUMBERS = 20


def pipeline():
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    columns = [
        ("numbers", numbers, [f"x{i}" for i in range(NUMBERS)]),
        ("words", OneHotEncoder(handle_unknown="ignore"), ["stage", "centre"]),
    ]
    return make_pipeline(ColumnTransformer(columns), LogisticRegression(max_iter=1000))


# Estimator, rows it is trained on, and whether its table has words and missing values.
MODELS = {
    "random forest, 100 trees of depth 8": (
        lambda: RandomForestClassifier(100, max_depth=8, random_state=0, n_jobs=int(THREADS)),
        5000,
        False,
    ),
    "gradient boosting, 200 trees of depth 3": (
        lambda: GradientBoostingClassifier(n_estimators=200, random_state=0),
        5000,
        False,
    ),
    "logistic pipeline, imputer and one-hot": (pipeline, 5000, True),
    "RBF support vectors, 1,000 rows": (lambda: SVR(C=1.0, epsilon=0.01), 1000, False),
    "5 nearest neighbours of 2,000 rows": (lambda: KNeighborsClassifier(5), 2000, False),
    "network of 64 and 32 units": (lambda: MLPClassifier((64, 32), max_iter=50, random_state=0), 5000, False),
    "Gaussian process, 300 rows": (
        lambda: GaussianProcessRegressor(RBF(3.0) + WhiteKernel(0.1), random_state=0),
        300,
        False,
    ),
}


def table(count, words):
    random = np.random.default_rng(1)
    frame = pd.DataFrame(random.normal(size=(count, NUMBERS)), columns=[f"x{i}" for i in range(NUMBERS)])
    # Values that float32 holds too: the peers then see the same numbers.
    frame = frame.astype(np.float32).astype(np.float64)
    if words:
        frame = frame.mask(random.random(frame.shape) < 0.05)
        frame["stage"] = random.choice(["i", "ii", "iii", "iv"], count)
        frame["centre"] = random.choice([f"centre-{i}" for i in range(12)], count)
    return frame


def predict(model, x):
    return model.predict_proba(x)[:, 1] if hasattr(model, "predict_proba") else model.predict(x)


def train(name, folder):
    make, count, words = MODELS[name]
    frame = table(ROWS, words)
    score = frame["x0"].fillna(0) + 0.5 * frame["x1"].fillna(0) ** 2 - frame["x2"].fillna(0) * frame["x3"].fillna(0)
    noise = np.random.default_rng(2).normal(size=ROWS)
    model = make()
    is_classifier = hasattr(model, "predict_proba") or words
    target = (score + noise > 0.5).astype(int) if is_classifier else score + 0.3 * noise
    model.fit(frame[:count], target[:count])
    path = Path(folder)
    joblib.dump(model, path / "model.joblib")
    converted = convert(model, frame[:count])
    (path / "model").write_bytes(converted.model)
    to_peer(model, frame).tofile(path / "peer.onnx")
    categories = [sorted(frame[c].unique()) if frame[c].dtype.kind not in "fi" else None for c in frame]
    block = np.array(
        [
            frame[c] if known is None else frame[c].map({v: i for i, v in enumerate(known)})
            for c, known in zip(frame, categories)
        ],
        dtype=np.float64,
    )
    block.tofile(path / "block")
    np.asarray(predict(model, frame), dtype=np.float64).tofile(path / "expected")
    return {
        "format": converted.format,
        "rows": ROWS,
        "columns": [
            {"name": c, "categories": known, "values": converted.encodings.get(i)}
            for i, (c, known) in enumerate(zip(frame, categories))
        ],
        "inputs": [{"name": graph_input, "columns": list(places)} for graph_input, places in converted.inputs],
        "output": "probabilities" if is_classifier else "value",
    }


def to_peer(model, frame):
    """skl2onnx's model, as it is made by default but without a ZipMap."""
    if "stage" in frame:
        types = [(c, FloatTensorType([None, 1]) if c.startswith("x") else StringTensorType([None, 1])) for c in frame]
    else:
        types = [("input", FloatTensorType([None, frame.shape[1]]))]
    options = {id(model): {"zipmap": False}} if hasattr(model, "predict_proba") else None
    made = skl2onnx.convert_sklearn(model, initial_types=types, options=options)
    return np.frombuffer(made.SerializeToString(), dtype=np.uint8)


class Loaded:
    def __init__(self, name, folder):
        _, _, words = MODELS[name]
        path = Path(folder)
        self.model = joblib.load(path / "model.joblib")
        if hasattr(self.model, "n_jobs"):
            self.model.n_jobs = int(THREADS)
        self.frame = table(ROWS, words)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(THREADS)
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            str(path / "peer.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.output = self.session.get_outputs()[-1].name
        if words:
            self.feeds = {
                c: self.frame[[c]].to_numpy(np.float32 if c.startswith("x") else object) for c in self.frame
            }
        else:
            self.feeds = {"input": self.frame.to_numpy(np.float32)}

    def measure(self, peer, start, count):
        if peer == "scikit-learn":
            x = self.frame[start : start + count]
            began = time.perf_counter()
            predict(self.model, x)
        else:
            parts = [
                {name: value[at : min(at + AT_ONCE, start + count)] for name, value in self.feeds.items()}
                for at in range(start, start + count, AT_ONCE)
            ]
            began = time.perf_counter()
            for feeds in parts:
                self.session.run([self.output], feeds)
        return time.perf_counter() - began


def main():
    loaded = None
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "train":
            answer = train(command["model"], command["folder"])
        elif command["do"] == "load":
            loaded = Loaded(command["model"], command["folder"])
            answer = {"peers": ["scikit-learn", "onnxruntime"]}
        elif command["do"] == "models":
            answer = {"models": list(MODELS)}
        else:
            answer = {"seconds": loaded.measure(command["peer"], command["from"], command["count"])}
        print(json.dumps(answer), flush=True)


main()
