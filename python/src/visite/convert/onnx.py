"""An ONNX model, given as bytes, a path or a loaded model, with a function that gives what the original gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from visite.convert.converted import Converted, GraphOutput, OutputKind
from visite.convert.fitted import Fitted, as_matrix
from visite.errors import UnsupportedError
from visite.table import Table
from visite.versions import versions_of

_FLOATS = (1, 11)


def to_fitted(model: Any, table: Table, predict: Callable[[Any], Any] | None) -> Fitted:
    """The model as it stands: one input that takes all columns, or one for each column, in their order."""
    if predict is None:
        raise UnsupportedError(
            "an ONNX model is compared with its original: add predict=, a function of X such as model.predict_proba"
        )
    onnx = _import_onnx()
    content = model.SerializeToString() if hasattr(model, "SerializeToString") else _read(model)
    try:
        graph = onnx.load_model_from_string(content).graph
    except Exception as error:  # protobuf's own exceptions are of several classes
        raise UnsupportedError(f"the bytes are no ONNX model: {error}") from None
    known = {constant.name for constant in graph.initializer}
    inputs = [value for value in graph.input if value.name not in known]
    converted = Converted("onnx", bytes(content), _columns(inputs, table), (_output(graph, predict, table),))
    return Fitted(
        converted,
        GraphOutput(*_triple(converted)),
        lambda x: as_matrix(predict(x)),
        "ONNX model",
        versions_of("onnx", "numpy"),
    )


def rename_output(model: bytes, name: str, renamed: str) -> bytes:
    """The model with its output `name` called `renamed`; everything else as it was."""
    onnx = _import_onnx()
    loaded = onnx.load_model_from_string(model)
    graph = loaded.graph
    # A node of its own, so that no name inside the graph changes.
    graph.node.append(onnx.helper.make_node("Identity", [name], [renamed]))
    for value in graph.output:
        if value.name == name:
            value.name = renamed
    return bytes(loaded.SerializeToString())


def _columns(inputs: list[Any], table: Table) -> tuple[tuple[str, list[int]], ...]:
    places = list(range(len(table.names)))
    if len(inputs) == 1:
        return ((inputs[0].name, places),)
    if len(inputs) != len(places):
        raise UnsupportedError(
            f"the ONNX model has {len(inputs)} inputs and X {len(places)} columns: expected one input for all columns, or "
            "one for each"
        )
    by_name = {str(name): place for place, name in enumerate(table.names)}
    if all(value.name in by_name for value in inputs):
        return tuple((value.name, [by_name[value.name]]) for value in inputs)
    raise UnsupportedError(
        f"the ONNX model's inputs are {', '.join(value.name for value in inputs)}; X's columns must have the same names"
    )


def _output(graph: Any, predict: Callable[[Any], Any], table: Table) -> GraphOutput:
    """The one output of numbers that is as wide as what `predict` gives."""
    width = as_matrix(predict(table.x[:2])).shape[1]
    fitting = [value for value in graph.output if _is_as_wide(value.type.tensor_type, width)]
    if len(fitting) > 1:
        # Converters of classifiers give the label beside the probabilities.
        fitting = [value for value in fitting if "label" not in value.name.casefold()]
    if len(fitting) != 1:
        raise UnsupportedError(
            f"predict= gives {width} values for a patient; of the ONNX model's outputs "
            f"{', '.join(value.name for value in graph.output)} not exactly one is that (converters have it with "
            "zipmap=False). Remove the outputs that are not wanted"
        )
    kind: OutputKind = "value" if width == 1 else "probabilities"
    return GraphOutput(fitting[0].name, kind, () if width == 1 else tuple(range(width)))


def _is_as_wide(tensor: Any, width: int) -> bool:
    dims = [dim.dim_value for dim in tensor.shape.dim]
    return tensor.elem_type in _FLOATS and (dims[-1:] == [width] or (width == 1 and len(dims) < 2))


def _triple(converted: Converted) -> tuple[str, OutputKind, tuple[object, ...]]:
    (output,) = converted.outputs
    if not isinstance(output, GraphOutput):
        raise AssertionError("made here")
    return output.name, output.kind, output.classes


def _read(model: Any) -> bytes:
    if isinstance(model, (bytes, bytearray)):
        return bytes(model)
    try:
        return Path(model).read_bytes()
    except OSError as error:
        raise UnsupportedError(f"the ONNX model {model} cannot be read: {error.strerror}") from None


def _import_onnx() -> Any:
    try:
        import onnx
    except ImportError:
        raise UnsupportedError("an ONNX model needs the package onnx: pip install onnx") from None
    return onnx
