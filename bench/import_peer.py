"""Scores an export with pandas and onnxruntime, as a data scientist would: the peer of `bench -- import`.

Usage: python import_peer.py model COEFFICIENTS.json MODEL.onnx
       python import_peer.py score INPUT MODEL.onnx COEFFICIENTS.json OUTPUT

`model` writes the logistic regression of bench/import/model.ts as ONNX in float64. `score` reads the export, maps its
columns, runs the model on two threads, and writes all columns and the probability in the dialect of the export. It
checks nothing: no signature, no second reading, no row's faults, no log.
"""

import json
import sys

import numpy as np


def to_model(coefficients: str, path: str) -> None:
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    with open(coefficients, encoding="utf-8") as file:
        model = json.load(file)
    weights = np.array([[feature["coefficient"]] for feature in model["features"]])
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["input", "weights"], ["product"]),
            helper.make_node("Add", ["product", "intercept"], ["linear"]),
            helper.make_node("Sigmoid", ["linear"], ["mean"]),
        ],
        "logistic",
        [helper.make_tensor_value_info("input", TensorProto.DOUBLE, [None, len(weights)])],
        [helper.make_tensor_value_info("mean", TensorProto.DOUBLE, [None, 1])],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(np.array([model["intercept"]]), "intercept"),
        ],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 8
    onnx.save(made, path)


def score(path: str, model: str, coefficients: str, output: str) -> None:
    import onnxruntime
    import pandas as pd

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    with open(coefficients, encoding="utf-8") as file:
        features = json.load(file)["features"]
    numbers = [f["column"] for f in features if "codes" not in f and f["name"] != "age"]
    table = pd.read_csv(
        path,
        sep=";",
        decimal=",",
        encoding="cp1252",
        dtype={"Patiëntnummer": str},
        keep_default_na=False,
        na_values={column: [""] for column in numbers},
    )
    birth, surgery = (pd.to_datetime(table[c], format="%d-%m-%Y") for c in ("Geboortedatum", "Operatiedatum"))
    before = (surgery.dt.month * 100 + surgery.dt.day) < (birth.dt.month * 100 + birth.dt.day)
    inputs = np.empty((len(table), len(features)))
    for at, feature in enumerate(features):
        if feature["name"] == "age":
            column = surgery.dt.year - birth.dt.year - before
        elif "codes" in feature:
            column = table[feature["column"]].map(feature["codes"])
        else:
            column = table[feature["column"]]
        if "imputed" in feature:
            column = column.fillna(feature["imputed"])
        inputs[:, at] = column
    table["relapse_mean"] = session.run(["mean"], {"input": inputs})[0][:, 0].round(6)
    table.to_csv(output, sep=";", decimal=",", encoding="cp1252", index=False, lineterminator="\r\n")


if __name__ == "__main__":
    {"model": to_model, "score": score}[sys.argv[1]](*sys.argv[2:])
