"""A fitted estimator as an ONNX model."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from visite.convert.converted import Converted, GraphOutput
from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import class_name, tensor_of
from visite.convert.sklearn.table import Cell, Coding, Table
from visite.errors import UnsupportedError

for _family in (
    "bayes calibration composition dummies encoding ensembles histogram imputation libraries linear neighbours neural processes "
    "projection scaling several text trees vectors"
).split():
    import_module(f"visite.convert.sklearn.formulas.{_family}")


Outputs = list[tuple[GraphOutput, Tensor]]


def to_onnx(
    model: Any,
    columns: Sequence[Sequence[Any]],
    outputs_of: Callable[[Graph, Any, Table], Outputs] | None = None,
) -> Converted:
    """The model with every number a double; `UnsupportedError` names the class that cannot be exact, and why.

    `columns`: for each column of X its name, its kind ("number", "integer", "category" or "text"), and for a category
    the values that stand in X. Numbers and categories are one input, "input", `[N, columns]` in the order of X; a
    category is given as its number (`Converted.encodings`), missing as NaN. Each text is an input of its own.

    Outputs are doubles. "probabilities": as `predict_proba`. "value": as `predict` of a regressor, `transform` of a
    transformer, `decision_function` of an outlier detector or of a classifier without probabilities. "label": the index of the class. NaN stands where the original
    raises, such as for a missing value that it does not take. `outputs_of` gives others instead.
    """
    try:
        check_is_fitted(model)
    except (NotFittedError, TypeError) as error:
        raise UnsupportedError(f"{class_name(model)}: {error}") from None
    graph = Graph()
    table, inputs, codings = _inputs(graph, columns)
    outputs = (outputs_of or _outputs)(graph, model, table)
    made = graph.to_model([(output.name, graph.poisoned(tensor)) for output, tensor in outputs])
    used = {node_input for node in made.graph.node for node_input in node.input}
    return Converted(
        "onnx",
        made.SerializeToString(deterministic=True),
        [(name, places) for name, places in inputs if name in used],
        [output for output, _ in outputs],
        {place: coding.codes for place, coding in codings.items()},
        graph.holds_patients,
        tuple(dict.fromkeys(graph.remarks)),
    )


def _inputs(
    graph: Graph, columns: Sequence[Sequence[Any]]
) -> tuple[Table, list[tuple[str, list[int]]], dict[int, Coding]]:
    codings: dict[int, Coding] = {}
    numbers = [place for place, column in enumerate(columns) if column[1] != "text"]
    inputs: list[tuple[str, list[int]]] = []
    cells: dict[int, Cell] = {}
    if numbers:
        block = graph.input("input", len(numbers))
        inputs.append(("input", numbers))
        for at, place in enumerate(numbers):
            name, kind, *more = columns[place]
            if kind == "category":
                codings[place] = Coding(more[0] if more else ())
            cells[place] = Cell(block, at, str(name), codings.get(place))
    for place, column in enumerate(columns):
        if column[1] == "text":
            cells[place] = Cell(graph.input(f"text_{place}", 1, "string"), 0, str(column[0]))
            inputs.append((f"text_{place}", [place]))
    return Table(graph, [cells[place] for place in range(len(columns))]), inputs, codings


def _outputs(graph: Graph, model: Any, table: Table) -> Outputs:
    classes = getattr(model, "classes_", None)
    # CatBoost's regressors have none, as an empty list.
    if classes is not None and len(classes) > 0:
        if isinstance(classes, list):
            raise UnsupportedError(f"{class_name(model)}: several outcomes at once; export one for each")
        known = tuple(value.item() if hasattr(value, "item") else value for value in classes)
        found = [(GraphOutput("label", "label", known), tensor_of(graph, model, "classify", table))]
        if hasattr(model, "predict_proba"):
            output = GraphOutput("probabilities", "probabilities", known)
            found.insert(0, (output, tensor_of(graph, model, "predict_proba", table)))
        elif hasattr(model, "decision_function"):
            found.append((GraphOutput("decision", "value"), tensor_of(graph, model, "decision_function", table)))
        return found
    if _is_mixture(model):
        known = tuple(range(_last(model).n_components))
        return [
            (GraphOutput("probabilities", "probabilities", known), tensor_of(graph, model, "predict_proba", table)),
            (GraphOutput("label", "label", known), tensor_of(graph, model, "classify", table)),
        ]
    if _is_outlier(model):
        return [
            (GraphOutput("value", "value"), tensor_of(graph, model, "decision_function", table)),
            (GraphOutput("label", "label", (-1, 1)), tensor_of(graph, model, "classify", table)),
        ]
    if hasattr(_last(model), "cluster_centers_") and hasattr(model, "predict"):
        known = tuple(range(len(_last(model).cluster_centers_)))
        return [(GraphOutput("label", "label", known), tensor_of(graph, model, "classify", table))]
    method = "predict" if hasattr(model, "predict") else "transform"
    return [(GraphOutput("value", "value"), tensor_of(graph, model, method, table))]


def _last(model: Any) -> Any:
    while True:
        if hasattr(model, "steps"):
            model = model.steps[-1][1]
        elif hasattr(model, "best_estimator_"):
            model = model.best_estimator_
        else:
            return model


def _is_mixture(model: Any) -> bool:
    return hasattr(_last(model), "precisions_cholesky_")


def _is_outlier(model: Any) -> bool:
    return getattr(_last(model), "_estimator_type", None) == "outlier_detector" or hasattr(_last(model), "offset_")


