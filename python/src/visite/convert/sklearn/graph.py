"""ONNX graphs written as formulas: tensors with operators, every number a double."""

from collections.abc import Sequence
from typing import Any, Union

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 18
ML_OPSET = 5

_TYPES = {
    "f64": TensorProto.DOUBLE,
    "f32": TensorProto.FLOAT,
    "i64": TensorProto.INT64,
    "bool": TensorProto.BOOL,
    "string": TensorProto.STRING,
}

Like = Union["Tensor", float, np.ndarray]


class Tensor:
    """A value of a graph. `shape` has the batch axis in front, as 1."""

    __slots__ = ("dtype", "graph", "name", "shape")
    __array_ufunc__ = None
    """numpy leaves `array + tensor` to the tensor."""

    def __init__(self, graph: "Graph", name: str, shape: tuple[int, ...], dtype: str) -> None:
        self.graph = graph
        self.name = name
        self.shape = shape
        self.dtype = dtype

    @property
    def width(self) -> int:
        return self.shape[-1]

    def __add__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Add", self, other)

    def __radd__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Add", other, self)

    def __sub__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Sub", self, other)

    def __rsub__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Sub", other, self)

    def __mul__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Mul", self, other)

    def __rmul__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Mul", other, self)

    def __truediv__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Div", self, other)

    def __rtruediv__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Div", other, self)

    def __neg__(self) -> "Tensor":
        return self.graph.elementwise("Neg", self)

    def __lt__(self, other: Like) -> "Tensor":  # type: ignore[misc]  # a condition for each element, as in numpy
        return self.graph.elementwise("Less", self, other, dtype="bool")

    def __le__(self, other: Like) -> "Tensor":  # type: ignore[misc]  # a condition for each element, as in numpy
        return self.graph.elementwise("LessOrEqual", self, other, dtype="bool")

    def __gt__(self, other: Like) -> "Tensor":  # type: ignore[misc]  # a condition for each element, as in numpy
        return self.graph.elementwise("Greater", self, other, dtype="bool")

    def __ge__(self, other: Like) -> "Tensor":  # type: ignore[misc]  # a condition for each element, as in numpy
        return self.graph.elementwise("GreaterOrEqual", self, other, dtype="bool")

    def equals(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Equal", self, other, dtype="bool")

    def __and__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("And", self, other, dtype="bool")

    def __or__(self, other: Like) -> "Tensor":
        return self.graph.elementwise("Or", self, other, dtype="bool")

    def __invert__(self) -> "Tensor":
        return self.graph.elementwise("Not", self, dtype="bool")

    def __matmul__(self, matrix: np.ndarray) -> "Tensor":
        return self.graph.matmul(self, matrix)


class Graph:
    """Builds a model; the nodes stand in the order in which they were asked for."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []
        self._initialisers: list[onnx.TensorProto] = []
        self._constants: dict[tuple[object, ...], str] = {}
        self._known: dict[tuple[object, ...], list[Tensor]] = {}
        self._next = 0
        self._visite = False
        self.holds_patients = False
        """Rows of the training data stand in it."""
        self.remarks: list[str] = []
        """What the author should know."""
        self._poison: list[Tensor] = []
        self._poisoned: set[tuple[str, bool]] = set()

    # ---- nodes

    def input(self, name: str, width: int, dtype: str = "f64") -> Tensor:
        self.inputs.append(helper.make_tensor_value_info(name, _TYPES[dtype], ["N", width]))
        return Tensor(self, name, (1, width), dtype)

    def constant(self, value: Any, dtype: str = "f64") -> Tensor:
        kind: Any = {"f64": np.float64, "f32": np.float32, "i64": np.int64, "bool": np.bool_}.get(dtype, object)
        array = np.asarray(value, dtype=kind)
        key = (dtype, array.shape, tuple(array.ravel()) if dtype == "string" else array.tobytes())
        if key not in self._constants:
            name = f"c{len(self._constants)}"
            if dtype == "string":
                texts: Any = [str(value).encode() for value in array.ravel()]
                tensor = helper.make_tensor(name, TensorProto.STRING, array.shape, texts)
            else:
                tensor = numpy_helper.from_array(np.ascontiguousarray(array), name)
            self._initialisers.append(tensor)
            self._constants[key] = name
        return Tensor(self, self._constants[key], array.shape, dtype)

    def node(
        self,
        operator: str,
        inputs: Sequence[Tensor],
        outputs: Sequence[tuple[tuple[int, ...], str]],
        domain: str = "",
        **attributes: Any,
    ) -> list[Tensor]:
        """Adds a node; the same node of the same inputs is there once."""
        key = (
            operator,
            tuple(tensor.name for tensor in inputs),
            tuple(outputs),
            repr(sorted(attributes.items(), key=lambda item: item[0])) if len(repr(attributes)) < 500 else object(),
        )
        if key in self._known:
            return self._known[key]
        tensors = []
        for shape, dtype in outputs:
            tensors.append(Tensor(self, f"v{self._next}", shape, dtype))
            self._next += 1
        self._visite = self._visite or domain == "org.visite"
        self.nodes.append(
            helper.make_node(
                operator,
                [tensor.name for tensor in inputs],
                [tensor.name for tensor in tensors],
                name=f"{operator}{len(self.nodes)}",
                domain=domain,
                **attributes,
            )
        )
        self._known[key] = tensors
        return tensors

    def _tensor(self, value: Like, dtype: str = "f64") -> Tensor:
        return value if isinstance(value, Tensor) else self.constant(value, dtype)

    def elementwise(self, operator: str, *values: Like, dtype: str | None = None) -> Tensor:
        known = next(value for value in values if isinstance(value, Tensor))
        tensors = [self._tensor(value, known.dtype) for value in values]
        shape = np.broadcast_shapes(*(tensor.shape for tensor in tensors))
        return self.node(operator, tensors, [(shape, dtype or tensors[0].dtype)])[0]

    # ---- functions

    def exp(self, x: Tensor) -> Tensor:
        return self.elementwise("Exp", x)

    def log(self, x: Tensor) -> Tensor:
        return self.elementwise("Log", x)

    def sqrt(self, x: Tensor) -> Tensor:
        return self.elementwise("Sqrt", x)

    def abs(self, x: Tensor) -> Tensor:
        return self.elementwise("Abs", x)

    def floor(self, x: Tensor) -> Tensor:
        return self.elementwise("Floor", x)

    def tanh(self, x: Tensor) -> Tensor:
        return self.elementwise("Tanh", x)

    def sin(self, x: Tensor) -> Tensor:
        return self.elementwise("Sin", x)

    def cos(self, x: Tensor) -> Tensor:
        return self.elementwise("Cos", x)

    def erf(self, x: Tensor) -> Tensor:
        return self.elementwise("Erf", x)

    def sign(self, x: Tensor) -> Tensor:
        return self.elementwise("Sign", x)

    def pow(self, x: Like, y: Like) -> Tensor:
        return self.elementwise("Pow", x, y)

    def maximum(self, x: Like, y: Like) -> Tensor:
        return self.elementwise("Max", x, y)

    def minimum(self, x: Like, y: Like) -> Tensor:
        return self.elementwise("Min", x, y)

    def clip(self, x: Tensor, low: Like, high: Like) -> Tensor:
        return self.minimum(self.maximum(x, low), high)

    def is_nan(self, x: Tensor) -> Tensor:
        return self.elementwise("IsNaN", x, dtype="bool")

    def where(self, condition: Tensor, yes: Like, no: Like) -> Tensor:
        tensors = [condition, self._tensor(yes), self._tensor(no)]
        shape = np.broadcast_shapes(*(tensor.shape for tensor in tensors))
        return self.node("Where", tensors, [(shape, tensors[1].dtype)])[0]

    def cast(self, x: Tensor, dtype: str) -> Tensor:
        if x.dtype == dtype:
            return x
        return self.node("Cast", [x], [(x.shape, dtype)], to=_TYPES[dtype])[0]

    def number(self, x: Tensor) -> Tensor:
        """A condition or an integer as a double."""
        return self.cast(x, "f64")

    def float32(self, x: Tensor) -> Tensor:
        """Rounded to float32 and back."""
        return self.cast(self.cast(x, "f32"), "f64")

    def matmul(self, x: Tensor, matrix: Like) -> Tensor:
        right = self._tensor(matrix)
        return self.node("MatMul", [x, right], [((*x.shape[:-1], right.shape[-1]), "f64")])[0]

    def gather(self, x: Tensor, indices: Sequence[int] | np.ndarray, axis: int = 1) -> Tensor:
        """The elements `indices` of an axis; all of them in order give `x` itself."""
        picked = np.asarray(indices, dtype=np.int64)
        if picked.ndim == 1 and list(picked) == list(range(x.shape[axis])):
            return x
        shape = (*x.shape[:axis], *picked.shape, *x.shape[axis + 1 :])
        return self.node("Gather", [x, self.constant(picked, "i64")], [(shape, x.dtype)], axis=axis)[0]

    def column(self, x: Tensor, index: int) -> Tensor:
        return self.gather(x, [index])

    def look_up(self, table: np.ndarray, index: Tensor) -> Tensor:
        """`table[index]`: the index, of doubles or integers, in the place of the table's first axis."""
        at = self.cast(index, "i64")
        rows = self.constant(table)
        return self.node("Gather", [rows, at], [((*index.shape, *rows.shape[1:]), "f64")], axis=0)[0]

    def concat(self, tensors: Sequence[Tensor], axis: int = 1) -> Tensor:
        if len(tensors) == 1:
            return tensors[0]
        size = sum(tensor.shape[axis] for tensor in tensors)
        shape = (*tensors[0].shape[:axis], size, *tensors[0].shape[axis + 1 :])
        return self.node("Concat", tensors, [(shape, tensors[0].dtype)], axis=axis)[0]

    def reshape(self, x: Tensor, *shape: int) -> Tensor:
        """To `shape` for each patient."""
        if x.shape[1:] == shape:
            return x
        target = self.constant([-1, *shape], "i64")
        return self.node("Reshape", [x, target], [((1, *shape), x.dtype)])[0]

    def _reduce(self, operator: str, x: Tensor, axis: int) -> Tensor:
        shape = tuple(1 if at == axis else size for at, size in enumerate(x.shape))
        return self.node(operator, [x, self.constant([axis], "i64")], [(shape, x.dtype)], keepdims=1)[0]

    def sum(self, x: Tensor, axis: int = 1) -> Tensor:
        return x if x.shape[axis] == 1 else self._reduce("ReduceSum", x, axis)

    def max(self, x: Tensor, axis: int = 1) -> Tensor:
        return x if x.shape[axis] == 1 else self._reduce("ReduceMax", x, axis)

    def min(self, x: Tensor, axis: int = 1) -> Tensor:
        return x if x.shape[axis] == 1 else self._reduce("ReduceMin", x, axis)

    def any(self, condition: Tensor, axis: int = 1) -> Tensor:
        return self.max(self.number(condition), axis) > 0.5

    def arg_max(self, x: Tensor) -> Tensor:
        """Index of the first largest of axis 1, as a double `[N, 1]`."""
        index = self.node("ArgMax", [x], [((1, 1, *x.shape[2:]), "i64")], axis=1, keepdims=1)[0]
        return self.number(index)

    def arg_min(self, x: Tensor) -> Tensor:
        index = self.node("ArgMin", [x], [((1, 1, *x.shape[2:]), "i64")], axis=1, keepdims=1)[0]
        return self.number(index)

    def smallest(self, x: Tensor, count: int) -> tuple[Tensor, Tensor]:
        """The `count` smallest of axis 1 in order, and their places; of equals the first come first."""
        shape = (1, count)
        values, places = self.node(
            "TopK", [x, self.constant([count], "i64")], [(shape, "f64"), (shape, "i64")], axis=1, largest=0, sorted=1
        )
        return values, places

    def expit(self, x: Tensor) -> Tensor:
        return 1.0 / (1.0 + self.exp(-x))

    def softmax(self, x: Tensor) -> Tensor:
        """As scikit-learn: shifted by the largest."""
        e = self.exp(x - self.max(x))
        return e / self.sum(e)

    def log_sum_exp(self, x: Tensor) -> Tensor:
        largest = self.max(x)
        return largest + self.log(self.sum(self.exp(x - largest)))

    # ---- refusals: the module gives NaN where the original raises

    def require_finite(self, x: Tensor) -> None:
        """The original refuses missing and infinite values of `x`."""
        if (x.name, True) not in self._poisoned:
            self._poisoned.add((x.name, True))
            self._poison.append(self._zero_or_nan(x))

    def require_not_infinite(self, x: Tensor) -> None:
        """The original refuses infinite values of `x` and takes missing ones."""
        if (x.name, False) not in self._poisoned:
            self._poisoned.add((x.name, False))
            self._poison.append(self._zero_or_nan(self.where(self.is_nan(x), 0.0, x)))

    def _zero_or_nan(self, x: Tensor) -> Tensor:
        """`[N, 1]`: NaN where an element is missing or infinite. A product with zeros is the fastest way to see it."""
        width = int(np.prod(x.shape[1:]))
        return self.matmul(self.reshape(x, width), np.zeros((width, 1)))

    def refuse_where(self, condition: Tensor) -> None:
        """The original raises, or its answer is not determined, where the condition holds anywhere."""
        bad = self.where(condition, np.nan, 0.0)
        self._poison.append(self.sum(self.reshape(bad, int(np.prod(bad.shape[1:])))))

    def poisoned(self, x: Tensor) -> Tensor:
        """`x`, NaN where a refusal holds."""
        for poison in self._poison:
            x = x + poison
        return x

    # ---- the model

    def to_model(self, outputs: Sequence[tuple[str, Tensor]]) -> onnx.ModelProto:
        infos = []
        for name, tensor in outputs:
            self.nodes.append(helper.make_node("Identity", [tensor.name], [name], name=f"Output {name}"))
            infos.append(helper.make_tensor_value_info(name, _TYPES[tensor.dtype], ["N", *tensor.shape[1:]]))
        read = {name for node in self.nodes for name in node.input}
        inputs = [each for each in self.inputs if each.name in read]
        graph = helper.make_graph(self.nodes, "visite", inputs, infos, self._initialisers)
        imports = [helper.make_opsetid("", OPSET), helper.make_opsetid("ai.onnx.ml", ML_OPSET)]
        if self._visite:
            imports.append(helper.make_opsetid("org.visite", 1))
        return helper.make_model(graph, opset_imports=imports, producer_name="visite", ir_version=9)
