"""Makes models.json: small models that scikit-learn fitted and skl2onnx converted, with what onnxruntime computes; `gap` is the
largest difference of scikit-learn from it.

Run with the Python of test/requirements.txt: python test/vectors/onnx-ml/models.py
"""

import base64
import json
import math
import pathlib
import warnings

import numpy as np
import onnx
import onnxruntime as ort
import skl2onnx
import sklearn
from skl2onnx import to_onnx
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.gaussian_process import GaussianProcessClassifier, GaussianProcessRegressor, kernels
from sklearn.impute import KNNImputer, SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import (
    KNeighborsClassifier,
    KNeighborsRegressor,
    LocalOutlierFactor,
    NearestNeighbors,
    RadiusNeighborsClassifier,
    RadiusNeighborsRegressor,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    Binarizer,
    KBinsDiscretizer,
    Normalizer,
    OneHotEncoder,
    OrdinalEncoder,
    StandardScaler,
)
from sklearn.svm import NuSVC, NuSVR, OneClassSVM, SVC, SVR

warnings.filterwarnings("ignore")
rng = np.random.default_rng(11)
N = 24
X = np.round(rng.normal(size=(N, 4)) * 2, 2)
TIES = np.round(X)
Y2 = (X[:, 0] + X[:, 1] ** 2 > 2).astype(int)
Y3 = np.digitize(X[:, 0] + X[:, 1], [-1, 1])
NAMES = np.array(["low", "mid", "high"])[Y3]
YR = X[:, 0] * X[:, 1] + np.sin(X[:, 2])
ROWS = np.vstack([np.round(rng.normal(size=(5, 4)) * 2, 2), X[:2]])
TIE_ROWS = np.vstack([np.round(rng.normal(size=(5, 4))), TIES[:2], np.zeros((1, 4))])
CASES = []
PROBLEMS = []


def numbers(array):
    flat = np.asarray(array).reshape(-1).tolist()
    return [x if isinstance(x, str) or math.isfinite(x) else repr(x) for x in flat]


def case(name, model, rows, original, dtype=np.float32, tolerance=None, types=None, options=None, cells=None, refused=None):
    """`original`: output name → values of scikit-learn for `rows`, or None."""
    if types is None:
        types = [("X", (FloatTensorType if dtype == np.float32 else DoubleTensorType)([None, rows.shape[1]]))]
    try:
        converted = to_onnx(model, initial_types=types, options=options or {}, target_opset={"": 18, "ai.onnx.ml": 3})
        session = ort.InferenceSession(converted.SerializeToString())
        expected = []
        inputs = cells if cells is not None else [[r.astype(dtype)] for r in rows]
        for row in inputs:
            feeds = {i.name: np.array(v, dtype=object if "string" in i.type else dtype).reshape(1, -1) for i, v in zip(session.get_inputs(), row)}
            expected.append([numbers(y) for y in session.run(None, feeds)])
    except Exception as e:  # a converter or runtime that refuses is told, not hidden
        PROBLEMS.append((name, str(e).split("\n")[0][:150]))
        return
    outputs = [o.name for o in session.get_outputs()]
    found = {k: [numbers(v) for v in values] for k, values in (original or {}).items()}
    for k, values in found.items():
        at = outputs.index(k)
        for got, want in zip(expected, values):
            pairs = list(zip(got[at], want))
            if len(got[at]) != len(want) or any(isinstance(a, str) and a != b for a, b in pairs):
                PROBLEMS.append((name, k, "differs", got[at], want))
                break
    gaps = [
        abs(float(a) - float(b))
        for k, values in found.items()
        for got, want in zip(expected, values)
        for a, b in zip(got[outputs.index(k)], want)
        if not isinstance(b, str) and not isinstance(a, str)
    ]
    CASES.append(
        {
            "name": name,
            "model": base64.b64encode(converted.SerializeToString()).decode(),
            "rows": [[numbers(v) for v in row] for row in inputs],
            "expected": expected,
            "gap": max(gaps, default=0),
            **({"tolerance": tolerance} if tolerance else {}),
            **({"refused": refused} if refused else {}),
        }
    )


def both(name, make, target, rows=ROWS, x=X, original=None, dtypes=(np.float32, np.float64), **more):
    for dtype in dtypes:
        fitted = make().fit(x.astype(dtype), target)
        kinds = {"float32": "f32", "float64": "f64"}
        case(f"{name} {kinds[np.dtype(dtype).name]}", fitted, rows, original(fitted, rows.astype(dtype)), dtype, **more)


def classifier(m, r):
    return {"label": m.predict(r), "probabilities": m.predict_proba(r)}


def regressor(m, r):
    return {"variable": m.predict(r)}


plain = {"zipmap": False}
for kernel in ("linear", "poly", "rbf", "sigmoid"):
    for classes, target in (("2", Y2), ("3", NAMES)):
        for probability in (True, False):
            make = lambda: SVC(kernel=kernel, probability=probability, random_state=0)
            score = classifier if probability else (lambda m, r: {"label": m.predict(r)})
            dtypes = (np.float32,)
            fitted = make().fit(X, target)
            case(f"SVC {kernel} {classes} {'probabilities' if probability else 'scores'}", fitted, ROWS, score(fitted, ROWS), options={"zipmap": False})
    both(f"SVR {kernel}", lambda: SVR(kernel=kernel), YR, original=regressor, dtypes=(np.float32,), tolerance=1e-5)
fitted = NuSVC(probability=True, random_state=0).fit(X, Y3)
case("NuSVC", fitted, ROWS, classifier(fitted, ROWS), options={"zipmap": False})
both("NuSVR", NuSVR, YR, original=regressor, dtypes=(np.float32,), tolerance=1e-5)
both("OneClassSVM", OneClassSVM, None, original=lambda m, r: {"label": m.predict(r), "scores": m.decision_function(r)}, dtypes=(np.float32,))

for metric, p in (("minkowski", 2), ("manhattan", 2), ("minkowski", 3), ("chebyshev", 2), ("cosine", 2)):
    for weights in ("uniform", "distance"):
        make = lambda: KNeighborsClassifier(3, weights=weights, metric=metric, p=p, algorithm="brute")
        both(f"KNeighborsClassifier {metric} {p} {weights}", make, NAMES, original=classifier, options={"zipmap": False})
        make = lambda: KNeighborsRegressor(3, weights=weights, metric=metric, p=p, algorithm="brute")
        both(f"KNeighborsRegressor {metric} {p} {weights}", make, YR, original=regressor)
both("KNeighborsClassifier ties", lambda: KNeighborsClassifier(4, algorithm="brute"), Y3, rows=TIE_ROWS, x=TIES, original=classifier, options={"zipmap": False})
both("KNeighborsClassifier cdist", lambda: KNeighborsClassifier(3), Y3, original=classifier, options={"zipmap": False, "optim": "cdist"})
both("KNeighborsRegressor cdist", lambda: KNeighborsRegressor(3, weights="distance"), YR, original=regressor, options={"optim": "cdist"})
both("KNeighborsRegressor two targets", lambda: KNeighborsRegressor(3), np.stack([YR, -YR * 2], 1), original=regressor)
both("NearestNeighbors", lambda: NearestNeighbors(n_neighbors=3), None, original=lambda m, r: {"index": m.kneighbors(r)[1], "distance": m.kneighbors(r)[0]})
both("RadiusNeighborsRegressor", lambda: RadiusNeighborsRegressor(4.0), YR, original=regressor)
both("RadiusNeighborsClassifier", lambda: RadiusNeighborsClassifier(4.0, outlier_label=0), Y3, original=classifier, options={"zipmap": False})
both("LocalOutlierFactor", lambda: LocalOutlierFactor(n_neighbors=5, novelty=True), None, original=lambda m, r: {"label": m.predict(r), "scores": m.decision_function(r)})
holes = X.copy()
holes[rng.random(holes.shape) < 0.2] = np.nan
hole_rows = ROWS.copy()
hole_rows[[0, 1, 2, 3], [0, 1, 2, 3]] = np.nan
hole_rows[4, 1:] = np.nan
both("KNNImputer", lambda: KNNImputer(n_neighbors=3), None, rows=hole_rows, x=holes, original=lambda m, r: {"variable": m.transform(r)}, refused="NonZero")
both("SimpleImputer", lambda: SimpleImputer(strategy="median"), None, rows=hole_rows, x=holes, original=lambda m, r: {"variable": m.transform(r)})

for name, kernel in {
    "RBF": kernels.ConstantKernel(2.0) * kernels.RBF(1.5),
    "anisotropic RBF": kernels.RBF([1.0, 2.0, 0.5, 3.0]),
    "Matern 1.5": kernels.Matern(length_scale=2.0, nu=1.5),
    "Matern 2.5": kernels.Matern(length_scale=2.0, nu=2.5),
    "RationalQuadratic": kernels.RationalQuadratic(1.5, 0.7),
    "ExpSineSquared": kernels.ExpSineSquared(1.5, 3.0) + kernels.WhiteKernel(3.0),
    "sum": kernels.DotProduct(0.5) + kernels.WhiteKernel(0.3) + kernels.RBF(2.0),
}.items():
    make = lambda: GaussianProcessRegressor(kernel, optimizer=None, alpha=0.5, normalize_y=True)
    both(f"GaussianProcessRegressor {name}", make, YR, original=lambda m, r: {"GPmean": m.predict(r).reshape(-1, 1)}, tolerance=1e-4)
make = lambda: GaussianProcessRegressor(kernels.RBF(1.5), optimizer=None, alpha=0.1)
both("GaussianProcessRegressor deviation", make, YR, original=lambda m, r: {"GPmean": m.predict(r).reshape(-1, 1), "GPcovstd": m.predict(r, return_std=True)[1].reshape(-1, 1)}, options={GaussianProcessRegressor: {"return_std": True}}, tolerance=1e-3)
for optim in (None, "cdist"):
    both(f"GaussianProcessClassifier {optim}", lambda: GaussianProcessClassifier(kernels.RBF(1.5), optimizer=None), Y2, original=classifier, options={"zipmap": False, **({"optim": optim} if optim else {})}, tolerance=1e-4)
both("GaussianProcessClassifier 3", lambda: GaussianProcessClassifier(kernels.RBF(1.5), optimizer=None), Y3, original=classifier, options={"zipmap": False}, tolerance=1e-4)

for norm in ("l1", "l2", "max"):
    both(f"Normalizer {norm}", lambda: Normalizer(norm), None, original=lambda m, r: {"variable": m.transform(r)})
both("Binarizer", lambda: Binarizer(threshold=0.5), None, original=lambda m, r: {"variable": m.transform(r)})
both("KBinsDiscretizer", lambda: KBinsDiscretizer(4, encode="ordinal", strategy="uniform"), None, original=lambda m, r: {"variable": m.transform(r)})

words = np.array(["F", "M", "ö", "unknown"])[rng.integers(0, 4, (N, 2))].astype(object)
asked = np.array([["F", "M"], ["ö", "unknown"], ["M", "never seen"], ["", "F"]], dtype=object)
strings = [("X", StringTensorType([None, 2]))]
cells = [[r] for r in asked]
encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(words)
case("OneHotEncoder", encoder, asked, {"variable": encoder.transform(asked)}, types=strings, cells=cells)
encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1).fit(words)
case("OrdinalEncoder", encoder, asked, {"variable": encoder.transform(asked)}, types=strings, cells=cells)
import pandas as pd

frame = pd.DataFrame({"age": X[:, 0], "crp": X[:, 1], "sex": words[:, 0], "site": words[:, 1]})
transform = ColumnTransformer([("n", StandardScaler(), ["age", "crp"]), ("c", OneHotEncoder(handle_unknown="ignore"), ["sex", "site"])])
pipeline = make_pipeline(transform, LogisticRegression()).fit(frame, NAMES)
mixed = [[[np.float32(ROWS[i, 0])], [np.float32(ROWS[i, 1])], [asked[i, 0]], [asked[i, 1]]] for i in range(4)]
asked_frame = pd.DataFrame([[c[0] for c in row] for row in mixed], columns=frame.columns)
case(
    "pipeline of numbers and categories", pipeline, asked, classifier(pipeline, asked_frame), cells=mixed, options={"zipmap": False},
    types=[("age", FloatTensorType([None, 1])), ("crp", FloatTensorType([None, 1])), ("sex", StringTensorType([None, 1])), ("site", StringTensorType([None, 1]))],
)

provenance = f"scikit-learn {sklearn.__version__}, skl2onnx {skl2onnx.__version__}, onnxruntime {ort.__version__}, onnx {onnx.__version__}, numpy {np.__version__}; test/vectors/onnx-ml/models.py, seed 11"
target = pathlib.Path(__file__).with_suffix(".json")
lines = ",\n".join(json.dumps(c, ensure_ascii=True, separators=(",", ":")) for c in CASES)
target.write_text('{"provenance":' + json.dumps(provenance) + ',\n"cases":[\n' + lines + "\n]}\n", encoding="utf-8")
print(len(CASES), "cases")
for c in CASES:
    if c["gap"] > 1e-4:
        print("onnxruntime differs from scikit-learn:", c["name"], c["gap"])
for problem in PROBLEMS:
    print(*problem)
