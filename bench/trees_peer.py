"""The peers of bench/trees.ts: the library that trained a model, onnxruntime, and code made by tl2cgen.

Reads commands from standard input, one JSON object a line, and answers one line each:
  {"do": "make", "folder": path, "library": …, "trees": n, "depth": d, "features": k, "missing": share, "kind": …}
      -> {"format": …, "peers": [names], "absent": {name: reason}}; writes model, rows.f64 and raw.f64
  {"do": "measure", "peer": name, "threads": n, "from": i, "count": n, "apart": bool}   -> {"seconds": s}; apart: a call for each row
Rows are prepared when the model is made; only prediction is timed.
"""

import os
import sys

# Threads that wait do not take the processor from those that work.
os.environ["OMP_WAIT_POLICY"] = "passive"

import json
import tempfile
import time
import warnings
from pathlib import Path

import lightgbm
import numpy as np
import onnxruntime
import xgboost
from onnx import TensorProto, helper, numpy_helper
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier

warnings.filterwarnings("ignore")
ROWS = 16384
TRAINED_ON = 4000


class Peer:
    """One model: `predict[peer](threads, first, last)` gives raw values for rows from `first` to before `last`."""

    def __init__(self, folder, library, trees, depth, features, missing, kind):
        self.folder, self.trees, self.depth = Path(folder), trees, depth
        rng = np.random.default_rng(20)
        x = rng.normal(size=(ROWS, features)).astype(np.float32)
        y = (x @ rng.normal(size=features) + 3 * rng.normal(size=ROWS))[:TRAINED_ON]
        if kind == "categories":
            x[:, ::3] = rng.integers(0, 20, x[:, ::3].shape)
            y += np.sin(x[:TRAINED_ON, ::3] * 7).sum(1)
        x[rng.random(x.shape) < missing] = np.nan
        self.x, self.wide = x, x.astype(np.float64)
        self.kind, self.absent, self.predict, self.nodes = kind, {"Hummingbird": "needs torch"}, {}, None
        self.format = getattr(self, library)(x[:TRAINED_ON], y)
        raw = np.asarray(self.predict[library](1, 0, ROWS), np.float64).reshape(ROWS, -1)
        if self.nodes is not None:
            self.onnxruntime()
        self.wide.tofile(self.folder / "rows.f64")
        raw.tofile(self.folder / "raw.f64")
        self.columns = raw.shape[1]

    def xgboost(self, x, y):
        categories = self.kind == "categories"
        types = ["c" if categories and i % 3 == 0 else "q" for i in range(x.shape[1])]
        target = {"objective": "binary:logistic"}
        label = y > 0
        if self.kind == "classes":
            target, label = {"objective": "multi:softprob", "num_class": 5}, np.digitize(y, np.quantile(y, [0.2, 0.4, 0.6, 0.8]))
        params = target | {"max_depth": self.depth, "min_child_weight": 0, "eta": 0.05, "nthread": 2}
        if self.kind == "ragged":
            params |= {"grow_policy": "lossguide", "max_leaves": 63, "max_depth": 0}
        rounds = self.trees // 5 if self.kind == "classes" else self.trees
        booster = xgboost.train(params, xgboost.DMatrix(x, label, feature_types=types, enable_categorical=True), rounds)
        booster.save_model(self.folder / "model.json")

        def with_threads(threads):
            booster.set_param({"nthread": threads})
            return booster

        if categories:
            make = lambda first, last: xgboost.DMatrix(self.x[first:last], feature_types=types, enable_categorical=True, nthread=1)
            self.predict["xgboost"] = lambda threads, first, last: with_threads(threads).predict(make(first, last), output_margin=True)
            return "xgboost"
        self.predict["xgboost"] = lambda threads, first, last: with_threads(threads).inplace_predict(self.x[first:last], predict_type="margin")
        if self.kind == "plain":
            self.nodes = [xgboost_tree(tree) for tree in json.loads((self.folder / "model.json").read_text())["learner"]["gradient_booster"]["model"]["trees"]]
            self.tl2cgen(booster)
        return "xgboost"

    def lightgbm(self, x, y):
        params = {"objective": "binary", "num_leaves": 2**self.depth, "max_depth": self.depth, "min_data_in_leaf": 1, "verbose": -1, "num_threads": 2, "learning_rate": 0.05}
        if self.kind == "ragged":
            params |= {"num_leaves": 31, "max_depth": -1}
        booster = lightgbm.train(params, lightgbm.Dataset(x.astype(np.float64), y > 0), self.trees)
        booster.save_model(self.folder / "model.txt")
        self.predict["lightgbm"] = lambda threads, first, last: booster.predict(self.wide[first:last], raw_score=True, num_threads=threads)
        return "lightgbm"

    def forest(self, x, y):
        model = RandomForestClassifier(self.trees, max_depth=self.depth, random_state=0, n_jobs=2).fit(x, y > 0)
        self.nodes = [sklearn_tree(tree.tree_, lambda value: value[:, 0, :]) for tree in model.estimators_]
        self.predict["forest"] = lambda threads, first, last: model.set_params(n_jobs=threads).predict_proba(self.x[first:last])
        self.average = True
        return "onnx"

    def boosting(self, x, y):
        model = GradientBoostingClassifier(n_estimators=self.trees, max_depth=self.depth, max_features=10, learning_rate=0.05, random_state=0).fit(x, y > 0)
        start = model._raw_predict_init(x[:1])[0]
        self.nodes = [[(None, start)]] + [sklearn_tree(tree.tree_, lambda value: 0.05 * value[:, 0, :]) for tree in model.estimators_[:, 0]]
        self.predict["boosting"] = lambda threads, first, last: model.decision_function(self.x[first:last])
        return "onnx"

    def onnxruntime(self):
        double = "xgboost" not in self.predict
        model = to_onnx(self.nodes, self.x.shape[1], double, getattr(self, "average", False))
        (self.folder / "model.onnx").write_bytes(model)
        sessions = {}
        for threads in (1, 2):
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            sessions[threads] = onnxruntime.InferenceSession(model, options)
        self.predict["onnxruntime"] = lambda threads, first, last: sessions[threads].run(None, {"input": self.x[first:last]})[0]

    def tl2cgen(self, booster):
        if self.trees > 100:
            self.absent["tl2cgen"] = "gcc needs minutes for 500 trees"
            return
        import tl2cgen
        import treelite

        model = treelite.frontend.from_xgboost(booster)
        library = str(Path(tempfile.mkdtemp(dir=self.folder)) / "model.so")
        tl2cgen.export_lib(model, toolchain="gcc", libpath=library, params={"parallel_comp": 4})
        predictors = {threads: tl2cgen.Predictor(library, nthread=threads) for threads in (1, 2)}
        self.predict["tl2cgen"] = lambda threads, first, last: predictors[threads].predict(tl2cgen.DMatrix(self.x[first:last]), pred_margin=True)


def xgboost_tree(tree):
    """[((feature, threshold, missing goes left, left, right), None) or (None, values)]."""
    columns = ("left_children", "right_children", "split_indices", "split_conditions", "default_left")
    return [
        (None, [t]) if left < 0 else ((f, t, missing, left, right), None)
        for left, right, f, t, missing in zip(*(tree[c] for c in columns), strict=True)
    ]


def sklearn_tree(tree, values):
    columns = (tree.feature, tree.threshold, tree.missing_go_to_left, tree.children_left, tree.children_right)
    return [(None, v) if left < 0 else ((f, t, m, left, right), None) for f, t, m, left, right, v in zip(*columns, values(tree.value), strict=True)]


def to_onnx(trees, features, double, average):
    """TreeEnsemble of version 5; of doubles after a cast of the floats, `≤`, or of floats, `<`. Leaves of several values stand in as many copies of the tree."""
    kind = np.float64 if double else np.float32
    width = len(next(values for cut, values in trees[-1] if cut is None))
    a = {key: [] for key in ("featureids", "splits", "missing_value_tracks_true", "truenodeids", "trueleafs", "falsenodeids", "falseleafs")}
    roots, targets, weights = [], [], []
    for tree in trees:
        for k in range(width):
            numbers = np.cumsum([cut is not None for cut, _ in tree]) - 1 + len(a["splits"])
            leaves = np.cumsum([cut is None for cut, _ in tree]) - 1 + len(targets)
            inner = [cut for cut, _ in tree if cut is not None] or [(0, 0, 0, 0, 0)]
            roots.append(len(a["splits"]))
            for feature, threshold, missing, left, right in inner:
                row = [feature, threshold, missing]
                for child in (left, right):
                    leaf = tree[child][0] is None
                    row += [leaves[child] if leaf else numbers[child], int(leaf)]
                for key, value in zip(a, row, strict=True):
                    a[key].append(value if key == "splits" else int(value))
            for cut, values in tree:
                if cut is None:
                    targets.append(k)
                    weights.append(values[k])
    tensor = lambda values, dtype: numpy_helper.from_array(np.array(values, dtype), "t")
    attributes = {f"nodes_{key}": values for key, values in a.items()}
    attributes |= {
        "nodes_splits": tensor(a["splits"], kind),
        "nodes_modes": tensor(np.full(len(a["splits"]), 0 if double else 1), np.uint8),
        "tree_roots": roots,
        "leaf_targetids": targets,
        "leaf_weights": tensor(weights, kind),
        "n_targets": width,
        "aggregate_function": 1,
        "post_transform": 0,
    }
    steps = [helper.make_node("Cast", ["input"], ["wide"], to=TensorProto.DOUBLE)] if double else []
    steps.append(helper.make_node("TreeEnsemble", ["wide" if double else "input"], ["sum" if average else "raw"], domain="ai.onnx.ml", **attributes))
    if average:
        steps.append(helper.make_node("Div", ["sum", "count"], ["raw"]))
    out = TensorProto.DOUBLE if double else TensorProto.FLOAT
    graph = helper.make_graph(
        steps,
        "trees",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [None, features])],
        [helper.make_tensor_value_info("raw", out, [None, width])],
        [numpy_helper.from_array(np.array(float(len(trees))), "count")] if average else [],
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("ai.onnx.ml", 5)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()


def main():
    # Compilers write to standard output; the answers keep it to themselves.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    peer = None
    for line in sys.stdin:
        command = json.loads(line)
        if command.pop("do") == "make":
            peer = Peer(**command)
            answer = {"format": peer.format, "columns": peer.columns, "peers": list(peer.predict), "absent": peer.absent}
        else:
            predict = peer.predict[command["peer"]]
            first, count = command["from"], command["count"]
            start = time.perf_counter()
            step = 1 if command["apart"] else count
            for row in range(first, first + count, step):
                predict(command["threads"], row, row + step)
            answer = {"seconds": time.perf_counter() - start}
        print(json.dumps(answer), file=answers, flush=True)


main()
