"""What a fitted model becomes before it is compiled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Format = Literal["onnx", "xgboost", "lightgbm", "catboost", "coefficients", "stochtree"]
OutputKind = Literal["probabilities", "event", "value", "label", "survival"]
"""`event` is one element, the probability of what was coded as 1; `label` the place of the class, as a number."""


@dataclass(frozen=True)
class GraphOutput:
    """One output of the model file."""

    name: str
    kind: OutputKind
    classes: tuple[object, ...] = ()
    """What the elements stand for: the classes of `probabilities` and `label`, the horizons of `survival`."""


@dataclass(frozen=True)
class Indicator:
    """An element that is 1 for one category of a column of X, and 0 for its others."""

    place: int
    category: object


@dataclass(frozen=True)
class Converted:
    """A model file with its inputs in terms of the columns of X."""

    format: Format
    model: bytes
    inputs: Sequence[tuple[str, Sequence[int | Indicator]]]
    """Each graph input, with its elements in their order: places in X, and indicators."""
    outputs: Sequence[GraphOutput | tuple[str, OutputKind, Sequence[object]]]
    encodings: dict[int, dict[object, float]] = field(default_factory=dict)
    """For a column of categories that the model file takes as numbers: the number of each category."""
    holds_patients: bool = False
    """The model file holds rows of the patients it was fitted on, as nearest neighbours and support vectors do."""
    remarks: tuple[str, ...] = ()
    """What its author should know of patients for whom it gives no number."""
