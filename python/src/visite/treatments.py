"""The arms of a model: what stands for each treatment, and which are compared."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visite.errors import DataError
from visite.names import check_name, to_label, to_name, to_unique_names


@dataclass(frozen=True)
class Arm:
    """One treatment: its identifier, its label, and the value in the treatment's column (None where there is none)."""

    name: str
    label: str
    value: Any = None


@dataclass(frozen=True)
class Arms:
    """All arms in order; every later one is compared with the first."""

    arms: tuple[Arm, ...]
    one_model_each: bool = False
    """A T-learner: each arm has a model of its own."""
    remarks: tuple[str, ...] = ()
    """What was chosen and not stated, for the author."""

    @property
    def comparisons(self) -> tuple[tuple[Arm, Arm], ...]:
        """Each arm with the one it is compared with."""
        return tuple((arm, self.arms[0]) for arm in self.arms[1:])


def read_arms(
    model: object, x: Any, treatment: Hashable | None, arms: Mapping[str, Any] | Sequence[str] | None
) -> Arms:
    """The arms of `model`: one, a model for each (a dict), or the values of the treatment's column."""
    if isinstance(model, Mapping):
        if treatment is not None:
            raise DataError("a dict of models has one model for each arm: leave treatment= out")
        if arms is not None:
            raise DataError("a dict of models names its arms itself, the one to compare with first: leave arms= out")
        if len(model) < 2:
            raise DataError('a dict of models needs two arms or more, such as {"control": model_0, "treated": model_1}')
        return Arms(tuple(Arm(check_name(str(name), "arm"), to_label(name)) for name in model), one_model_each=True)
    if treatment is None:
        if arms is not None:
            raise DataError("arms= names the values of a treatment's column: add treatment=, the name of that column")
        return Arms((Arm("all", "All patients"),))
    present = _values_of(x, treatment)
    if isinstance(arms, Mapping):
        made = tuple(Arm(check_name(name, "arm"), to_label(name), value) for name, value in arms.items())
    elif arms is not None:
        if set(arms) != set(present):
            raise DataError(
                f"arms are {list(arms)} and the column {treatment!r} holds {present}: name each value, "
                'such as arms={"control": 0, "treated": 1}'
            )
        made = tuple(Arm(to_name(value), to_label(value), value) for value in arms)
    else:
        if not all(isinstance(value, str) for value in present):
            raise DataError(
                f"the treatment {treatment!r} is coded as {present}: say which arm is which, the one to compare with "
                'first, such as arms={"control": 0, "treated": 1}'
            )
        names = to_unique_names(present)
        made = tuple(Arm(name, to_label(value), value) for name, value in zip(names, present, strict=True))
    _check_values(made, present, treatment)
    if arms is not None:
        return Arms(made)
    remark = f"every arm of {treatment!r} is compared with {made[0].label!r}, the first; arms=[…] gives another order"
    return Arms(made, remarks=(remark,))


def _values_of(x: Any, treatment: Hashable) -> list[Any]:
    if not hasattr(x, "columns"):
        raise DataError("treatment= names a column of X: pass X as a pandas DataFrame")
    if treatment not in x.columns:
        raise DataError(f"treatment names the column {treatment!r}, which X has not")
    column = x[treatment]
    if hasattr(column.dtype, "categories"):
        return list(column.dtype.categories)
    if column.isna().any():
        raise DataError(f"the treatment {treatment!r} is missing in some rows of X: leave those rows out")
    return sorted(value.item() if isinstance(value, np.generic) else value for value in column.unique())


def _check_values(arms: Sequence[Arm], present: list[Any], treatment: Hashable) -> None:
    values = [arm.value for arm in arms]
    if len(arms) < 2:
        raise DataError(f"the treatment {treatment!r} has one arm: two or more can be compared")
    if len({arm.name for arm in arms}) < len(arms) or any(values.count(value) > 1 for value in values):
        raise DataError(f"two arms of {treatment!r} have one name or one value")
    unknown = [value for value in values if value not in present]
    if unknown:
        raise DataError(f"arms name the value {unknown[0]!r}; the column {treatment!r} of X holds {present}")
