"""ONNX models of the tree operators with rows and onnxruntime's results, for test/compiler/operators/ai-onnx-ml.

Usage: onnx_models.py FOLDER. Writes cases.json and, for each case, the model, rows and outputs as doubles.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime as ort
from onnx import TensorProto as T
from onnx import helper as h
from onnx import numpy_helper

folder = Path(sys.argv[1])
rng = np.random.default_rng(13)
cases = []
FEATURES = 4
MODES = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"]
TYPES = {np.float32: T.FLOAT, np.float64: T.DOUBLE, np.int64: T.INT64}


def thresholds(n, dtype):
    return rng.choice(np.round(rng.normal(size=12), 1), n).astype(dtype)


def grow(depth, modes, dtype, prob=0.75):
    """Nodes of a random tree: (mode, feature, value, true, false, track) or None for a leaf."""
    nodes = [None]
    open_ = [(0, 0)]
    while open_:
        at, level = open_.pop()
        if level < depth and (level == 0 or rng.random() < prob):
            nodes += [None, None]
            value = thresholds(1, dtype)[0]
            nodes[at] = (rng.choice(modes), int(rng.integers(FEATURES)), value, len(nodes) - 2, len(nodes) - 1, int(rng.integers(2)))
            open_ += [(len(nodes) - 2, level + 1), (len(nodes) - 1, level + 1)]
    return nodes


def rows_of(dtype, count=150):
    if dtype is np.int64:
        return rng.integers(-3, 4, (count, FEATURES))
    x = np.round(rng.normal(size=(count, FEATURES)), 1).astype(dtype)
    # Sets are compared with whole numbers: of others onnxruntime truncates some.
    x[:, 0] = rng.integers(-1, 6, count)
    x[rng.random(x.shape) < 0.15] = np.nan
    return x


def save(name, node, dtype, outputs, version):
    x = rows_of(dtype)
    ins = [h.make_tensor_value_info("x", TYPES[dtype], [None, FEATURES])]
    outs = [h.make_tensor_value_info(key, kind, None) for key, kind in outputs.items()]
    graph = h.make_graph([node], "g", ins, outs)
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 18), h.make_opsetid("ai.onnx.ml", version)], ir_version=8)
    write(name, model.SerializeToString(), x, list(outputs))


def write(name, model, x, outputs):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(model, options)
    key = session.get_inputs()[0].name
    # One row at a time: as one patient is computed.
    results = [session.run(outputs, {key: row[None]}) for row in x]
    (folder / f"{name}.onnx").write_bytes(model)
    x.astype(np.float64).tofile(folder / f"{name}.rows")
    widths = {}
    for i, output in enumerate(outputs):
        values = np.stack([np.asarray(result[i]).reshape(-1) for result in results])
        values.astype(np.float64).tofile(folder / f"{name}.{output}")
        widths[output] = values.shape[1]
    cases.append({"name": name, "rows": len(x), "features": x.shape[1], "outputs": widths})


def nodes3(trees, dtype, tracks, tensors):
    a = {k: [] for k in ("treeids", "nodeids", "modes", "featureids", "values", "truenodeids", "falsenodeids", "missing_value_tracks_true")}
    for t, tree in enumerate(trees):
        for i, node in enumerate(tree):
            mode, feature, value, yes, no, track = node or ("LEAF", 0, 0, 0, 0, 0)
            for key, item in zip(a, (t, i, mode, feature, value, yes, no, track), strict=True):
                a[key].append(item)
    values = np.array(a.pop("values"), np.float64 if tensors else np.float32)
    a["values_as_tensor" if tensors else "values"] = numpy_helper.from_array(values, "v") if tensors else values.tolist()
    if not tracks:
        a.pop("missing_value_tracks_true")
    return {f"nodes_{k}": v for k, v in a.items()}


def weights(trees, targets, kind, prefix, dtype, tensors, positive=False):
    ids, nodes, tids, ws = [], [], [], []
    for t, tree in enumerate(trees):
        for i, node in enumerate(tree):
            if node is not None:
                continue
            chosen = [t % targets] if kind == "one" else [0] if kind == "zero" else [1] if kind == "last" else range(targets)
            if kind == "sparse":
                chosen = sorted(rng.choice(targets, 2, replace=False))
            for k in chosen:
                w = rng.normal() * 10.0 ** rng.integers(-3, 3)
                ids.append(int(k)), nodes.append(i), tids.append(t), ws.append(abs(w) if positive else w)
    ids_name = "class" if prefix == "class" else "target"
    out = {f"{ids_name}_ids": ids, f"{ids_name}_nodeids": nodes, f"{ids_name}_treeids": tids}
    name = f"{ids_name}_weights"
    out[name + "_as_tensor" if tensors else name] = numpy_helper.from_array(np.array(ws), "w") if tensors else [float(np.float32(w)) for w in ws]
    return out


def regressor(name, trees=17, depth=5, modes=MODES, dtype=np.float32, targets=1, kind="one", aggregate="SUM", post="NONE", base=True, tracks=True, tensors=False):
    grown = [grow(depth, modes, np.float64 if tensors else np.float32) for _ in range(trees)]
    a = nodes3(grown, dtype, tracks, tensors) | weights(grown, targets, kind, "target", dtype, tensors)
    if base:
        values = rng.normal(size=targets)
        a["base_values_as_tensor" if tensors else "base_values"] = numpy_helper.from_array(values, "b") if tensors else values.astype(np.float32).tolist()
    a |= {"n_targets": targets, "aggregate_function": aggregate, "post_transform": post}
    node = h.make_node("TreeEnsembleRegressor", ["x"], ["raw"], domain="ai.onnx.ml", **a)
    save(name, node, dtype, {"raw": T.FLOAT}, 1 if dtype is np.float32 else 3)


for mode in MODES:
    regressor(f"mode-{mode}", modes=[mode])
    regressor(f"mode-{mode}-no-tracks", modes=[mode], tracks=False)
regressor("modes")
regressor("deep", trees=9, depth=14)
regressor("input-float64", dtype=np.float64)
regressor("tensors", dtype=np.float64, tensors=True)
for aggregate in ("AVERAGE", "MIN", "MAX"):
    regressor(f"aggregate-{aggregate}", aggregate=aggregate)
    regressor(f"aggregate-{aggregate}-targets", aggregate=aggregate, targets=3, kind="all")
    regressor(f"aggregate-{aggregate}-double", aggregate=aggregate, dtype=np.float64)
for kind in ("one", "all", "sparse"):
    regressor(f"targets-{kind}", targets=5, kind=kind)
    regressor(f"targets-{kind}-double", targets=5, kind=kind, dtype=np.float64, base=False)
for post in ("SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO"):
    regressor(f"post-{post}", targets=3, kind="all", post=post)


def classifier(name, classes, kind, post="NONE", base=0, positive=False, labels=None, dtype=np.float32, trees=11):
    grown = [grow(5, MODES[:4], np.float32) for _ in range(trees)]
    a = nodes3(grown, dtype, True, False) | weights(grown, classes, kind, "class", dtype, False, positive)
    if positive:
        a["class_weights"] = [w / 500 for w in a["class_weights"]]
    if base:
        a["base_values"] = rng.normal(size=base).astype(np.float32).tolist()
    a |= {"post_transform": post, "classlabels_int64s": labels or list(range(classes))}
    node = h.make_node("TreeEnsembleClassifier", ["x"], ["label", "scores"], domain="ai.onnx.ml", **a)
    save(name, node, dtype, {"label": T.INT64, "scores": T.FLOAT}, 1)


for post in ("NONE", "LOGISTIC"):
    for positive in (True, False):
        for base in (0, 1):
            classifier(f"binary-{post}-{positive}-{base}", 2, "zero", post, base, positive, [7, 9])
        classifier(f"binary-last-{post}-{positive}", 2, "last", post, 0, positive, [7, 9])
    classifier(f"binary-both-{post}", 2, "all", post)
    classifier(f"classes-{post}", 4, "one", post, labels=[5, 1, 9, -2])
classifier("classes-base", 4, "one", base=4)
classifier("classes-all-double", 3, "all", "SOFTMAX", dtype=np.float64)
classifier("classes-int64", 3, "one", dtype=np.int64)
classifier("binary-int64", 2, "zero", positive=True, dtype=np.int64)
classifier("classes-sparse-base", 4, "sparse", base=4)


def five(name, dtype=np.float32, modes=(0, 1, 2, 3, 4, 5, 6), aggregate=1, targets=1, depth=5, cast=False):
    a = {k: [] for k in ("featureids", "modes", "splits", "truenodeids", "trueleafs", "falsenodeids", "falseleafs", "missing_value_tracks_true")}
    roots, leaf_targets, leaf_weights, members = [], [], [], []

    def leaf(t):
        leaf_targets.append(int(t % targets))
        leaf_weights.append(rng.normal() * 10.0 ** rng.integers(-3, 3))
        return len(leaf_targets) - 1

    def node(level, t):
        i = len(a["modes"])
        mode = int(rng.choice(modes))
        for key, value in zip(a, (0 if mode == 6 else int(rng.integers(FEATURES)), mode, thresholds(1, dtype)[0], 0, 0, 0, 0, int(rng.integers(2))), strict=True):
            a[key].append(value)
        if mode == 6:
            size = int(rng.integers(1, 9)) if rng.random() < 0.7 else 40
            members.extend([*rng.integers(0, 3 if size < 40 else 60, size), np.nan])
        for side in ("true", "false"):
            inner = level < depth and rng.random() < 0.7
            child = node(level + 1, t) if inner else leaf(t)
            a[f"{side}nodeids"][i] = child
            a[f"{side}leafs"][i] = 0 if inner else 1
        return i

    for t in range(13):
        roots.append(node(1, t))
    single = len(a["modes"])
    value = leaf(0)
    for key, item in zip(a, (0, 0, 0, value, 1, value, 1, 0), strict=True):
        a[key].append(item)
    roots.append(single)
    tensor = lambda values, kind: numpy_helper.from_array(np.array(values, kind), "t")
    given = {f"nodes_{k}": v for k, v in a.items()}
    given |= {"nodes_modes": tensor(a["modes"], np.uint8), "nodes_splits": tensor(a["splits"], dtype)}
    given |= {"tree_roots": roots, "leaf_targetids": leaf_targets, "leaf_weights": tensor(leaf_weights, dtype)}
    given |= {"n_targets": targets, "aggregate_function": aggregate, "post_transform": 0}
    if members:
        given["membership_values"] = tensor(members, dtype)
    ensemble = h.make_node("TreeEnsemble", ["wide" if cast else "x"], ["raw"], domain="ai.onnx.ml", **given)
    if not cast:
        save(name, ensemble, dtype, {"raw": TYPES[dtype]}, 5)
        return
    nodes = [h.make_node("Cast", ["x"], ["narrow"], to=T.FLOAT), h.make_node("Cast", ["narrow"], ["wide"], to=T.DOUBLE), ensemble]
    ins, outs = h.make_tensor_value_info("x", T.DOUBLE, [None, FEATURES]), h.make_tensor_value_info("raw", T.DOUBLE, None)
    model = h.make_model(h.make_graph(nodes, "g", [ins], [outs]), opset_imports=[h.make_opsetid("", 18), h.make_opsetid("ai.onnx.ml", 5)], ir_version=8)
    x = rng.normal(size=(150, FEATURES))
    cuts = np.array(a["splits"], np.float64)
    at = rng.random(x.shape) < 0.7
    x[at] = rng.choice(np.concatenate([cuts, np.nextafter(cuts, 9), np.nextafter(cuts, -9), cuts.astype(np.float32)]), at.sum())
    write(name, model.SerializeToString(), x, ["raw"])


for dtype in (np.float32, np.float64):
    five(f"five-{dtype.__name__}", dtype)
    five(f"five-members-{dtype.__name__}", dtype, modes=(6,))
    five(f"five-targets-{dtype.__name__}", dtype, targets=3)
    five(f"five-average-{dtype.__name__}", dtype, aggregate=0, targets=2)
    five(f"five-max-{dtype.__name__}", dtype, aggregate=3)
five("five-cast", np.float64, modes=(0,), cast=True)
five("five-cast-modes", np.float64, modes=(0, 1, 2, 3), cast=True, depth=9)
with open(folder / "cases.json", "w") as file:
    json.dump(cases, file)
