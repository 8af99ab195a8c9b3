"""The ONNX backend test cases of the installed package `onnx`, and which of them are in scope."""

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, numpy_helper

warnings.filterwarnings("ignore")

from onnx.backend.test.loader import load_model_tests  # noqa: E402

KINDS = ("node", "simple", "pytorch-converted", "pytorch-operator", "real")
SMALL = ("FLOAT8", "FLOAT6", "FLOAT4", "INT4", "UINT4", "INT2", "UINT2")
RANDOM = {"RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Bernoulli", "Multinomial"}


@dataclass
class Case:
    name: str
    kind: str
    rtol: float
    atol: float
    model: onnx.ModelProto | None
    data_sets: list
    """Why it is not in scope: `expanded`, `training`, `sequence`, `optional`, `complex`, `small`, `random`."""
    outside: list[str]


def cases() -> list[Case]:
    """All cases by kind and name; those of kind `real` have no model here."""
    found = []
    for kind in KINDS:
        for case in sorted(load_model_tests(kind=kind), key=lambda c: c.name):
            model = case.model
            data_sets = case.data_sets or []
            if model is None and case.model_dir is not None:
                model = onnx.load(str(Path(case.model_dir) / "model.onnx"))
                data_sets = [read_data(d, model) for d in sorted(Path(case.model_dir).glob("test_data_set*"))]
            found.append(
                Case(case.name, kind, case.rtol, case.atol, model, data_sets, outside(case.name, model))
            )
    return found


def read_data(folder: Path, model: onnx.ModelProto) -> tuple[list, list]:
    def read(stem: str, declared: list) -> list:
        count = len(list(folder.glob(f"{stem}_*.pb")))
        return [read_value(folder / f"{stem}_{i}.pb", declared[i].type) for i in range(count)]

    return read("input", list(model.graph.input)), read("output", list(model.graph.output))


def read_value(path: Path, declared: onnx.TypeProto):
    if declared.HasField("sequence_type"):
        return numpy_helper.to_list(onnx.SequenceProto.FromString(path.read_bytes()))
    if declared.HasField("optional_type"):
        return numpy_helper.to_optional(onnx.OptionalProto.FromString(path.read_bytes()))
    return numpy_helper.to_array(TensorProto.FromString(path.read_bytes()))


def graphs(graph: onnx.GraphProto):
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from graphs(attribute.g)


def type_words(declared: onnx.TypeProto):
    kind = declared.WhichOneof("value")
    if kind == "tensor_type":
        yield TensorProto.DataType.Name(declared.tensor_type.elem_type)
    elif kind in ("sequence_type", "optional_type"):
        yield kind
        yield from type_words(getattr(declared, kind).elem_type)
    elif kind is not None:
        yield kind


def outside(name: str, model: onnx.ModelProto | None) -> list[str]:
    if model is None:
        return ["download"]
    words, operators, domains = set(), set(), set()
    for graph in graphs(model.graph):
        for value in [*graph.input, *graph.output, *graph.value_info]:
            words.update(type_words(value.type))
        words.update(TensorProto.DataType.Name(t.data_type) for t in graph.initializer)
        for node in graph.node:
            operators.add(node.op_type)
            domains.add(node.domain)
            for attribute in node.attribute:
                if attribute.type == onnx.AttributeProto.TENSOR:
                    words.add(TensorProto.DataType.Name(attribute.t.data_type))
                if node.op_type == "Cast" and attribute.name == "to":
                    words.add(TensorProto.DataType.Name(attribute.i))
    reasons = {
        "expanded": "_expanded" in name,
        "training": any("training" in domain for domain in domains),
        "sequence": "sequence_type" in words or any("Sequence" in o and o != "ReverseSequence" for o in operators),
        "optional": "optional_type" in words or any(o.startswith("Optional") for o in operators),
        "complex": any("COMPLEX" in word for word in words),
        "small": any(word.startswith(SMALL) for word in words),
        "random": bool(operators & RANDOM),
    }
    return [reason for reason, holds in reasons.items() if holds]


def first_operators(model: onnx.ModelProto) -> list[str]:
    """The operators of a model, by domain and name."""
    found = {f"{node.domain or 'ai.onnx'}:{node.op_type}" for graph in graphs(model.graph) for node in graph.node}
    return sorted(found)


def as_array(value):
    return numpy_helper.to_array(value) if isinstance(value, TensorProto) else value


def similar(expected, got, rtol: float, atol: float) -> bool:
    """The suite's own comparison (onnx.backend.test.runner, assert_similar_outputs)."""
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(got, (list, tuple))
            and len(expected) == len(got)
            and all(similar(a, b, rtol, atol) for a, b in zip(expected, got, strict=True))
        )
    expected, got = np.asarray(expected), np.asarray(got)
    if expected.shape != got.shape:
        return False
    if expected.dtype == object or expected.dtype.kind in "US":
        return bool(np.array_equal(expected.astype(str), got.astype(str)))
    if expected.dtype != got.dtype:
        return False
    if expected.dtype.name == "bfloat16":
        expected, got, rtol = expected.astype(np.float32), got.astype(np.float32), max(rtol, 2**-6)
    try:
        np.testing.assert_allclose(got, expected, rtol=rtol, atol=atol)
        return True
    except AssertionError:
        return False
