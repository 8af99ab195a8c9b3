"""Makes operators.json: one node each of ai.onnx.ml, with inputs and what onnxruntime gives for them.

Run with the Python of test/requirements.txt: python test/vectors/onnx-ml/operators.py
"""

import base64
import json
import math
import pathlib

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto as T
from onnx import helper as h

CASES = []
SEED = 7
rng = np.random.default_rng(SEED)
DTYPES = {T.FLOAT: np.float32, T.DOUBLE: np.float64, T.INT64: np.int64, T.INT32: np.int32, T.STRING: object}


def numbers(array):
    """JSON numbers; NaN and infinities as strings."""
    flat = np.asarray(array).reshape(-1).tolist()
    return [x if isinstance(x, str) or math.isfinite(x) else repr(x) for x in flat]


def case(name, op, inputs, rows, outputs=1, ml=4, domain="ai.onnx.ml", constants=(), opset=21, **attributes):
    """`inputs`: (type, shape) of each; `rows`: for each row, for each input its elements."""
    names = [f"x{i}" for i in range(len(inputs))]
    constant_names = [f"c{i}" for i in range(len(constants))]
    node = h.make_node(op, names + constant_names, [f"y{i}" for i in range(outputs)], domain=domain, **attributes)
    graph = h.make_graph(
        [node],
        "g",
        [h.make_tensor_value_info(n, t, s) for n, (t, s) in zip(names, inputs)],
        [onnx.ValueInfoProto(name=f"y{i}") for i in range(outputs)],
        [onnx.numpy_helper.from_array(c, n) for n, c in zip(constant_names, constants)],
    )
    imports = [h.make_opsetid("", opset), h.make_opsetid("ai.onnx.ml", ml), h.make_opsetid("com.microsoft", 1)]
    model = h.make_model(graph, opset_imports=imports, ir_version=10)
    session = ort.InferenceSession(model.SerializeToString())
    expected = []
    for row in rows:
        feeds = {n: np.array(v, dtype=DTYPES[t]).reshape(s) for n, (t, s), v in zip(names, inputs, row)}
        expected.append([numbers(y) for y in session.run(None, feeds)])
    CASES.append(
        {
            "name": name,
            "model": base64.b64encode(model.SerializeToString()).decode(),
            "rows": [[numbers(np.array(v, dtype=DTYPES[t])) for (t, _), v in zip(inputs, row)] for row in rows],
            "expected": expected,
        }
    )


def floats(n, count=4):
    return [[np.round(rng.normal(size=n) * 2, 3).astype(np.float32)] for _ in range(count)]


F4 = [(T.FLOAT, [1, 4])]
nan = float("nan")
for kind in (T.FLOAT, T.DOUBLE, T.INT64):
    case(f"Scaler {kind}", "Scaler", [(kind, [1, 3])], [[[1, 2, 3]], [[-7, 0, 100]]], offset=[0.1, 2.0, -3.0], scale=[0.3, 1.5, -2.0])
    for norm in ("MAX", "L1", "L2"):
        case(f"Normalizer {norm} {kind}", "Normalizer", [(kind, [1, 3])], [[[1, -2, 3]], [[-7, 0, 100]], [[0, 0, 0]]], norm=norm)
case("Scaler one value", "Scaler", F4, floats(4), offset=[0.5], scale=[2.0])
case("Binarizer", "Binarizer", F4, [[[0.5, 0.50001, -1, 7]]], threshold=0.5)
case("Imputer NaN", "Imputer", F4, [[[nan, 1, nan, 2]]], imputed_value_floats=[1.0, 2.0, 3.0, 4.0], replaced_value_float=nan)
case("Imputer zero", "Imputer", F4, [[[0, 1, nan, -0.0]]], imputed_value_floats=[9.0], replaced_value_float=0.0)
case("Imputer i64", "Imputer", [(T.INT64, [1, 2])], [[[5, -1]], [[-1, -1]]], imputed_value_int64s=[1, 2], replaced_value_int64=-1)
case("FeatureVectorizer", "FeatureVectorizer", [(T.FLOAT, [1, 2]), (T.FLOAT, [1, 1])], [[[1, 2], [3]]], inputdimensions=[2, 1])
case("ArrayFeatureExtractor", "ArrayFeatureExtractor", F4, floats(4), constants=[np.array([[3, 0, 3]], np.int64)])
case("CategoryMapper to ints", "CategoryMapper", [(T.STRING, [1, 3])], [[["b", "ä", "?"]]], cats_strings=["a", "b", "ä"], cats_int64s=[5, 6, 7], default_int64=-9)
for version in (1, 2, 4):
    attributes = {"classes_strings": ["no", "yes", "ö"]} if version == 1 else {"keys_strings": ["no", "yes", "ö"], "values_int64s": [0, 1, 2]}
    case(f"LabelEncoder {version}", "LabelEncoder", [(T.STRING, [1, 4])], [[["yes", "ö", "", "no"]]], ml=version, default_int64=42, **attributes)
case("LabelEncoder to floats", "LabelEncoder", [(T.INT64, [1, 3])], [[[3, -4, 0]]], ml=2, keys_int64s=[-4, 3], values_floats=[0.25, 1e10], default_float=nan)
case("LabelEncoder of floats", "LabelEncoder", F4, [[[nan, 1.5, 0.0, 3.0]]], keys_floats=[1.5, nan, 3.0], values_int64s=[1, 2, 3])
case(
    "LabelEncoder of tensors", "LabelEncoder", [(T.STRING, [1, 3])], [[["a", "b", "c"]]],
    keys_tensor=onnx.numpy_helper.from_array(np.array(["a", "c"], dtype=object)),
    values_tensor=onnx.numpy_helper.from_array(np.array([7, 9], np.int16)),
    default_tensor=onnx.numpy_helper.from_array(np.array([-3], np.int16)),
)
case("OneHotEncoder strings", "OneHotEncoder", [(T.STRING, [1, 3])], [[["b", "x", "Å"]]], cats_strings=["a", "b", "Å"], zeros=1)
case("OneHotEncoder ints", "OneHotEncoder", [(T.INT64, [1, 2])], [[[3, 2]]], cats_int64s=[1, 2, 3], zeros=0)
case("OneHotEncoder floats", "OneHotEncoder", F4, [[[3, 2.9, nan, -1]]], cats_int64s=[1, 2, 3])
w = np.round(rng.normal(size=12), 3).tolist()
case("LinearRegressor", "LinearRegressor", F4, floats(4), coefficients=w, intercepts=[0.5, -1.0, 2.0], targets=3)
case("LinearRegressor one", "LinearRegressor", F4, floats(4), coefficients=w[:4], intercepts=[0.5])
for transform in ("NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO"):
    case(f"LinearClassifier {transform}", "LinearClassifier", F4, floats(4), 2, coefficients=w, intercepts=[0.5, -1.0, 2.0], classlabels_ints=[4, 9, 2], post_transform=transform)
case("LinearClassifier zeros", "LinearClassifier", F4, [[[0, 0, 0, 0]]], 2, coefficients=w, intercepts=[0.0, 1.0, 0.0], classlabels_ints=[0, 1, 2], post_transform="SOFTMAX_ZERO")
case("LinearClassifier PROBIT", "LinearClassifier", F4, [[[0.1, 0.2, 0.05, 0]]], 2, coefficients=[1, 0, 0, 0, 0, 2.0, 0, 0], intercepts=[0.1, 0.3], classlabels_ints=[0, 1], post_transform="PROBIT")
case("LinearClassifier one score", "LinearClassifier", F4, floats(4), 2, coefficients=w[:4], intercepts=[0.1], classlabels_strings=["low", "high"])
KERNELS = {"LINEAR": [0.3, 0.0, 3.0], "POLY": [0.3, 0.7, 3.0], "RBF": [0.3, 0.0, 3.0], "SIGMOID": [0.2, 0.1, 3.0]}
for kernel, parameters in KERNELS.items():
    sv = np.round(rng.normal(size=28), 3).tolist()
    coef = np.round(rng.normal(size=7), 3).tolist()
    case(f"SVMRegressor {kernel}", "SVMRegressor", F4, floats(4), kernel_type=kernel, kernel_params=parameters, support_vectors=sv, coefficients=coef, n_supports=7, rho=[0.25])
    for classes in (2, 4):
        per = [3, 4] if classes == 2 else [1, 2, 1, 3]
        pairs = classes * (classes - 1) // 2
        attributes = {
            "kernel_type": kernel, "kernel_params": parameters, "support_vectors": sv, "vectors_per_class": per,
            "coefficients": np.round(rng.normal(size=7 * (classes - 1)), 3).tolist(),
            "rho": np.round(rng.normal(size=pairs) / 3, 3).tolist(), "classlabels_ints": list(range(classes)),
        }
        case(f"SVMClassifier {kernel} {classes}", "SVMClassifier", F4, floats(4), 2, **attributes)
        case(f"SVMClassifier {kernel} {classes} probabilities", "SVMClassifier", F4, floats(4), 2, prob_a=[-1.2] * pairs, prob_b=[0.1] * pairs, **attributes)
case("SVMRegressor one class", "SVMRegressor", F4, floats(4, 8), kernel_type="RBF", kernel_params=KERNELS["RBF"], support_vectors=sv, coefficients=coef, n_supports=7, rho=[0.25], one_class=1)
case("SVMRegressor no vectors", "SVMRegressor", F4, floats(4), kernel_type="LINEAR", kernel_params=KERNELS["LINEAR"], coefficients=coef[:4], n_supports=0, rho=[0.25])

provenance = f"onnxruntime {ort.__version__}, onnx {onnx.__version__}, numpy {np.__version__}; test/vectors/onnx-ml/operators.py, seed {SEED}"
target = pathlib.Path(__file__).with_suffix(".json")
lines = ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in CASES)
target.write_text('{"provenance":' + json.dumps(provenance) + ',\n"cases":[\n' + lines + "\n]}\n", encoding="utf-8")
print(len(CASES), "cases")
