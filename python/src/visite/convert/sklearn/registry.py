"""Which formula stands for which method of which class. A class is met exactly: a subclass may compute otherwise."""

from collections.abc import Callable
from itertools import takewhile
from typing import Any, TypeVar

from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

Formula = Callable[[Graph, Any, Table], Any]
F = TypeVar("F", bound=Callable[..., Any])

_FORMULAS: dict[tuple[str, str], Formula] = {}
_REFUSED: dict[str, str] = {}


def class_name(estimator: object) -> str:
    """Public module and name: `sklearn.svm.SVC` for `sklearn.svm._classes.SVC`."""
    kind = type(estimator)
    public = takewhile(lambda part: not part.startswith("_"), kind.__module__.split("."))
    return ".".join([*public, kind.__qualname__])


def formula(method: str, *names: str) -> Callable[[F], F]:
    """Registers a formula `(graph, estimator, table) → tensor` for a method of classes, by their names.

    Methods: `predict_proba` and `decision_function` as in scikit-learn, a single column for one dimension; `predict`
    values of a regressor, a column for each target; `classify` indices into `classes_`; `transform` a tensor or table.
    """

    def register(function: F) -> F:
        for name in names:
            _FORMULAS[(method, name)] = function
        return function

    return register


def refuse(reason: str, *names: str) -> None:
    for name in names:
        _REFUSED[name] = reason


def has(estimator: object, method: str) -> bool:
    return (method, class_name(estimator)) in _FORMULAS


def run(graph: Graph, estimator: Any, method: str, table: Table) -> Any:
    """The formula's result; `UnsupportedError` names class and method."""
    name = class_name(estimator)
    found = _FORMULAS.get((method, name))
    if found is None:
        reason = _REFUSED.get(name, f"no conversion of its {method} is known to be exact")
        raise UnsupportedError(f"{name}: {reason}")
    return found(graph, estimator, table)


def tensor_of(graph: Graph, estimator: Any, method: str, table: Table) -> Tensor:
    """As `run`, a table made to a matrix."""
    result = run(graph, estimator, method, table)
    return result.matrix() if isinstance(result, Table) else result


def supported_classes() -> dict[str, list[str]]:
    """Each class that has a formula, with its methods."""
    classes: dict[str, list[str]] = {}
    for method, name in _FORMULAS:
        classes.setdefault(name, []).append(method)
    return {name: sorted(methods) for name, methods in sorted(classes.items())}


def refused_classes() -> dict[str, str]:
    return dict(sorted(_REFUSED.items()))
