"""The fitted models behind one bundle: one, one for each arm, one for each horizon, or one for each of both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from visite.columns import Rows
from visite.convert.converted import GraphOutput
from visite.convert.dispatch import fit_for
from visite.convert.fitted import Fitted
from visite.errors import DataError, UnsupportedError
from visite.outcomes import Target
from visite.parity import Labelled, Outputs
from visite.table import Table
from visite.treatments import Arm, Arms


@dataclass(frozen=True)
class Member:
    """One fitted model, for one arm or all, for one horizon or all."""

    fitted: Fitted
    arm: Arm | None
    horizon: float | None

    def serves(self, arm: Arm, target: Target) -> bool:
        """It computes `target` under `arm`."""
        return self.arm in (None, arm) and self.horizon in (None, target.horizon)


@dataclass(frozen=True)
class Members:
    """All models, with what they have in common."""

    members: tuple[Member, ...]
    table: Table
    arms: Arms

    @property
    def first(self) -> Fitted:
        """The first model: all others are of the same kind."""
        return self.members[0].fitted

    def originals(self, rows: Rows, targets: Sequence[Target]) -> Outputs:
        """What the originals give, in the order of the manifest: target by target under each arm, then differences."""
        given = {
            (at, arm.name): _predict(member.fitted, self.table.to_x(rows, arm.value))
            for arm in self.arms.arms
            for at, member in enumerate(self.members)
            if member.arm in (None, arm)
        }
        under = {
            (place, arm.name): _element(given[self._serving(arm, target), arm.name], target)
            for place, target in enumerate(targets)
            for arm in self.arms.arms
        }
        absolute = [under[place, arm.name] for place in range(len(targets)) for arm in self.arms.arms]
        differences = [
            under[place, arm.name] - under[place, reference.name]
            for place, target in enumerate(targets)
            if target.response != "class"
            for arm, reference in self.arms.comparisons
        ]
        return np.column_stack([*absolute, *differences])

    def output_names(self, targets: Sequence[Target]) -> list[str]:
        """A name for each column of `originals`, for reports."""

        def of(target: Target) -> str:
            return target.outcome if target.horizon is None else f"{target.outcome} at {target.horizon:g}"

        arms = self.arms
        several = len(arms.arms) > 1
        absolute = [f"{of(target)}, {arm.name}" if several else of(target) for target in targets for arm in arms.arms]
        compared = [target for target in targets if target.response != "class"]
        return [*absolute, *(f"{of(target)}, {a.name} − {b.name}" for target in compared for a, b in arms.comparisons)]

    def labelled(self, targets: Sequence[Target]) -> list[Labelled]:
        """How a label follows from each column of `originals`; none does from a difference."""
        absolute: list[Labelled] = [target.labelled for target in targets for _ in self.arms.arms]
        return [*absolute, *([None] * (len(self.output_names(targets)) - len(absolute)))]

    def why_not(self, row: Rows) -> str | None:
        """Why the originals cannot answer for a row; None where they can."""
        for member in self.members:
            arm = member.arm or self.arms.arms[0]
            try:
                given = member.fitted.predict(self.table.to_x(row, arm.value))
            except Exception as error:  # any library, any exception: it says no
                first = str(error).strip().splitlines()
                return f"{member.fitted.library} does not: {first[0] if first else type(error).__name__}"
            if np.isnan(given).any():
                return f"{member.fitted.library} gives no answer then"
        return None

    @property
    def library(self) -> str:
        """What the originals are."""
        return self.first.library

    def _serving(self, arm: Arm, target: Target) -> int:
        return next(at for at, member in enumerate(self.members) if member.serves(arm, target))


def fit_members(
    model: Any,
    table: Table,
    arms: Arms,
    horizons: Sequence[float],
    predict: Callable[[Any], Any] | None,
) -> Members:
    """Every model converted; they must give the same kind of output, of the same classes."""
    by_arm: list[tuple[Arm | None, Any]] = (
        [(arm, given) for arm, given in zip(arms.arms, model.values(), strict=True)]
        if isinstance(model, Mapping)
        else [(None, model)]
    )
    members = []
    for arm, given in by_arm:
        for horizon, single in _by_horizon(given, horizons):
            several = tuple(horizons) if horizon is None else ()
            fitted = fit_for(single, table, several, predict)
            apart = len(by_arm) > 1 and horizon is not None and len(horizons) > 1
            members.append(Member(_named_apart(fitted, horizon) if apart else fitted, arm, horizon))
    _check_alike(members)
    return Members(tuple(members), table, arms)


def _by_horizon(given: Any, horizons: Sequence[float]) -> list[tuple[float | None, Any]]:
    if not isinstance(given, (list, tuple)):
        return [(None, given)]
    if len(given) != len(horizons):
        raise DataError(
            f"a list of {len(given)} models needs horizons=[…] of as many times, one for each model; got {len(horizons)}"
        )
    return list(zip((float(horizon) for horizon in horizons), given, strict=True))


def _named_apart(fitted: Fitted, horizon: float | None) -> Fitted:
    """A model for each arm and horizon: outputs of one name are of one horizon."""
    if fitted.converted.format != "onnx":
        raise UnsupportedError(
            f"a model for each arm and each horizon is supported for scikit-learn and ONNX, not for {fitted.library}: use "
            "one model with the treatment as a column, or one horizon"
        )
    from visite.convert.onnx import rename_output

    name = f"{fitted.output.name}_at_{float(horizon or 0):g}"
    model = rename_output(fitted.converted.model, fitted.output.name, name)
    return replace(fitted, converted=replace(fitted.converted, model=model), output=replace(fitted.output, name=name))


def _check_alike(members: Sequence[Member]) -> None:
    def kind(output: GraphOutput) -> tuple[Any, ...]:
        return (output.kind, *map(str, output.classes))

    first = members[0].fitted
    for member in members:
        if kind(member.fitted.output) != kind(first.output):
            raise UnsupportedError(
                f"the models differ in what they give: {first.library} gives {kind(first.output)}, "
                f"{member.fitted.library} gives {kind(member.fitted.output)}"
            )


def _predict(fitted: Fitted, x: Any) -> Outputs:
    try:
        given = fitted.predict(x)
    except Exception as error:
        raise DataError(
            f"{fitted.library} cannot predict rows like those of X: {error}. Pass X with the columns and types that the "
            "model was fitted on"
        ) from error
    if len(given) != len(x):
        raise DataError(
            f"{fitted.library} gives {len(given)} answers for {len(x)} rows of a table: a pipeline that begins with a text "
            "vectorizer takes one column alone; put it in a ColumnTransformer that names the column, and fit on the table"
        )
    elements = len(fitted.output.classes) or 1
    if fitted.output.kind != "label" and given.shape[1] != elements:
        raise UnsupportedError(f"{fitted.library} gives {given.shape[1]} values for a patient; expected {elements}")
    return given


def _element(values: Outputs, target: Target) -> Outputs:
    match target.response:
        case "event" | "value":
            return np.asarray(values[:, target.element])
        case "survival":
            return np.asarray(1 - values[:, target.element])
        case "class" if target.labels:
            return np.array([target.labels.index(value) for value in values[:, 0]], dtype=np.float64)
        case "class":
            return np.asarray(values.argmax(axis=1), dtype=np.float64)
