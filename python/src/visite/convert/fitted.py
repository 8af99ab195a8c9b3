"""A fitted model: what is compiled, and what it is compared with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from visite.convert.converted import Converted, GraphOutput

Predict: TypeAlias = Callable[[Any], npt.NDArray[np.float64]]
"""X → rows × elements, as the model's own library gives them."""


@dataclass(frozen=True)
class Fitted:
    """A converted model, and the original's own prediction of the same output."""

    converted: Converted
    output: GraphOutput
    """The output that is compiled; its elements are the columns of `predict`."""
    predict: Predict
    library: str
    """What the original is, such as `scikit-learn LogisticRegression`."""
    versions: Mapping[str, str]
    """Versions of the libraries, the original's own first."""


def as_outputs(converted: Converted) -> tuple[GraphOutput, ...]:
    """The outputs, also where they were given as plain tuples."""
    return tuple(
        output if isinstance(output, GraphOutput) else GraphOutput(output[0], output[1], tuple(output[2]))
        for output in converted.outputs
    )


def as_matrix(values: Any) -> npt.NDArray[np.float64]:
    """What a library gives for rows, as rows × elements of doubles."""
    found = np.asarray(values, dtype=np.float64)
    return found.reshape(len(found), -1)
