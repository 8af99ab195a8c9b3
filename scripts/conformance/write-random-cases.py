"""Writes random graphs with what onnxruntime gives for them, as write-cases.py does: `… FILE COUNT [SEED]`.

Single operators are the backend tests' affair; here it is what stands between them: values that are used again, that
are outputs as well, that share memory, that are inputs, constants or both.
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

onnxruntime.set_default_logger_severity(4)
OPSET = 18


class Maker:
    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.nodes: list = []
        self.constants: list = []
        self.values: dict[str, tuple[int, ...]] = {}
        self.count = 0

    def name(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def shape(self) -> tuple[int, ...]:
        return tuple(int(size) for size in self.random.integers(1, 5, self.random.integers(1, 4)))

    def constant(self, array) -> str:
        name = self.name()
        self.constants.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def pick(self) -> str:
        return str(self.random.choice(list(self.values)))

    def add(self, operator: str, inputs: list[str], shape: tuple[int, ...], count: int = 1, **attributes) -> None:
        outputs = [self.name() for _ in range(count)]
        self.nodes.append(helper.make_node(operator, inputs, outputs, **attributes))
        for output in outputs:
            self.values[output] = shape

    def step(self) -> None:
        a = self.pick()
        shape = self.values[a]
        rank = len(shape)
        axis = int(self.random.integers(rank)) if rank else 0
        kind = str(self.random.choice(KINDS))
        if kind in ("Add", "Sub", "Mul", "Max"):
            b = self.pick()
            try:
                self.add(kind, [a, b], np.broadcast_shapes(shape, self.values[b]))
            except ValueError:
                other = tuple(size if self.random.random() < 0.5 else 1 for size in shape)
                self.add(kind, [a, self.constant(self.random.normal(size=other).astype(np.float32))], shape)
        elif kind in ("Relu", "Tanh", "Identity", "Neg"):
            self.add(kind, [a], shape)
        elif kind == "Reshape":
            flat = self.random.random() < 0.5
            target = (int(np.prod(shape)),) if flat else shape[::-1]
            self.add(kind, [a, self.constant(np.array([-1] if flat else target, np.int64))], target)
        elif kind == "Transpose" and rank > 1:
            order = [int(i) for i in self.random.permutation(rank)]
            self.add(kind, [a], tuple(shape[i] for i in order), perm=order)
        elif kind == "Concat" and rank:
            self.add(kind, [a, a], (*shape[:axis], 2 * shape[axis], *shape[axis + 1 :]), axis=axis)
        elif kind == "Slice" and rank and shape[axis] > 1:
            names = [self.constant(np.array([v], np.int64)) for v in (-1, -(2**40), axis, -1)]
            self.add(kind, [a, *names], shape)
        elif kind == "Unsqueeze" and rank < 4:
            self.add(kind, [a, self.constant(np.array([axis], np.int64))], (*shape[:axis], 1, *shape[axis:]))
        elif kind in ("ReduceSum", "ReduceMax", "ReduceMean") and rank:
            axes = self.constant(np.array([axis], np.int64))
            self.add(kind, [a, axes], (*shape[:axis], *shape[axis + 1 :]), keepdims=0)
        elif kind == "Softmax" and rank:
            self.add(kind, [a], shape, axis=axis)
        elif kind == "MatMul" and rank > 1:
            width = int(self.random.integers(1, 5))
            weights = self.constant(self.random.normal(size=(shape[-1], width)).astype(np.float32))
            self.add(kind, [a, weights], (*shape[:-1], width))
        elif kind == "Gather" and rank:
            places = self.random.integers(-shape[axis], shape[axis], 3)
            self.add(kind, [a, self.constant(places)], (*shape[:axis], 3, *shape[axis + 1 :]), axis=axis)
        elif kind == "Split" and rank and shape[axis] % 2 == 0:
            half = (*shape[:axis], shape[axis] // 2, *shape[axis + 1 :])
            self.add(kind, [a], half, 2, axis=axis, num_outputs=2)
        elif kind == "Where":
            zero = self.constant(np.float32(0))
            flag = self.name()
            self.nodes.append(helper.make_node("Less", [a, zero], [flag]))
            self.add(kind, [flag, a, self.constant(np.float32(0.5))], shape)
        elif kind == "Expand":
            self.add(kind, [a, self.constant(np.array([2, *shape], np.int64))], (2, *shape))


KINDS = (
    "Add Sub Mul Max Relu Tanh Identity Neg Reshape Reshape Transpose Concat Slice Unsqueeze ReduceSum ReduceMax "
    "ReduceMean Softmax MatMul Gather Split Where Expand"
).split()


def tensor(array) -> dict:
    array = np.asarray(array)
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()
    return {"dtype": "f32", "shape": list(array.shape), "data": data}


def case(seed: int) -> dict:
    maker = Maker(seed)
    inputs = {maker.name(): maker.shape() for _ in range(int(maker.random.integers(1, 4)))}
    maker.values.update(inputs)
    constant = maker.shape()
    maker.values[maker.constant(maker.random.normal(size=constant).astype(np.float32))] = constant
    for _ in range(int(maker.random.integers(3, 25))):
        if max(int(np.prod(shape)) for shape in maker.values.values()) < 5_000:
            maker.step()
    made = [name for name in maker.values if name not in inputs]
    count = min(len(made), int(maker.random.integers(1, 6)))
    outputs = [str(name) for name in maker.random.choice(made, count, replace=False)]
    graph = helper.make_graph(
        maker.nodes,
        "random",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, maker.values[name]) for name in outputs],
        maker.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    onnx.checker.check_model(model)
    given = [maker.random.normal(size=shape).astype(np.float32) for shape in inputs.values()]
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    got = session.run(None, dict(zip(inputs, given, strict=True)))
    return {
        "name": f"random_{seed}",
        "kind": "random",
        "rtol": 1e-4,
        "atol": 1e-4,
        "outside": [],
        "operators": sorted({f"ai.onnx:{node.op_type}" for node in maker.nodes}),
        "model": base64.b64encode(model.SerializeToString(deterministic=True)).decode(),
        "sets": [{"inputs": [tensor(v) for v in given], "outputs": [tensor(v) for v in got]}],
    }


target, count = Path(sys.argv[1]), int(sys.argv[2])
first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
target.parent.mkdir(parents=True, exist_ok=True)
lines = [{"onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__}, *map(case, range(first, first + count))]
target.write_text("".join(json.dumps(one) + "\n" for one in lines))
