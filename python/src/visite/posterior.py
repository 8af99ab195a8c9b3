"""Models of posterior draws: what the original gives for a patient is a summary of its draws, and so is the module's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from visite.columns import Rows
from visite.convert.fitted import Fitted, as_matrix
from visite.errors import DataError, UnsupportedError
from visite.members import Member, Members
from visite.outcomes import Target
from visite.parity import Labelled, Outputs
from visite.table import Table
from visite.treatments import Arm, Arms

_OF_ARM = ("mean", "lower", "upper")
_BENEFIT = "probability-of-benefit"


@dataclass(frozen=True)
class Posterior(Members):
    """One model of stochtree under each arm."""

    model: Any = None
    propensity: float | None = None
    higher_is_better: bool = False

    @property
    def is_bcf(self) -> bool:
        """The treatment stands beside the matrix."""
        return type(self.model).__name__ == "BCFModel"

    @property
    def _of_difference(self) -> tuple[str, ...]:
        """A manifest has probabilities of benefit of events, not of values."""
        return (*_OF_ARM, _BENEFIT) if self.first.output.kind == "event" else _OF_ARM

    def originals(self, rows: Rows, targets: Sequence[Target]) -> Outputs:
        """Mean and interval of each arm, then those and the probability of benefit of each difference."""
        draws = {arm.name: self._draws(rows, arm) for arm in self.arms.arms}
        columns = [column for arm in self.arms.arms for column in _summarise(draws[arm.name])]
        for arm, reference in self.arms.comparisons:
            difference = draws[arm.name] - draws[reference.name]
            columns += _summarise(difference)
            if _BENEFIT in self._of_difference:
                benefit = difference > 0 if self.higher_is_better else difference < 0
                columns.append(benefit.mean(axis=1))
        return np.column_stack(columns)

    def output_names(self, targets: Sequence[Target]) -> list[str]:
        """As of one model, with the statistic."""
        (target,) = targets
        return [
            *(f"{target.outcome}, {arm.name}, {what}" for arm in self.arms.arms for what in _OF_ARM),
            *(
                f"{target.outcome}, {a.name} − {b.name}, {what}"
                for a, b in self.arms.comparisons
                for what in self._of_difference
            ),
        ]

    def labelled(self, targets: Sequence[Target]) -> list[Labelled]:
        """Probabilities of an arm have a label by their mean."""
        each: list[Labelled] = [targets[0].labelled, None, None]
        return [*(each * len(self.arms.arms)), *([None] * (len(self._of_difference) * len(self.arms.comparisons)))]

    def why_not(self, row: Rows) -> str | None:
        """Trees of stochtree send a missing value to the left."""
        return f"{self.library} takes a missing value for a small one, in silence"

    def to_plan(self, features: Sequence[Mapping[str, Any]], target: Target) -> dict[str, Any]:
        """plan.json of the model."""
        plan: dict[str, Any] = {"kind": "bart", "features": list(features), "response": target.response}
        if self.is_bcf:
            control, treated = self.arms.arms
            plan |= {"kind": "bcf", "control": control.name, "treated": treated.name}
            if self.propensity is not None:
                plan["propensity"] = self.propensity
        return plan

    def to_manifest(self, draft: Mapping[str, Any]) -> dict[str, Any]:
        """The drafted manifest, which has the means, with intervals, probabilities of benefit and the draws."""
        outputs = []
        for output in draft["outputs"]:
            statistics = self._of_difference if "reference" in output else _OF_ARM
            outputs += [{**output, "statistic": statistic} for statistic in statistics]
        place = {name: draft["outputs"][0][name] for name in ("outcome", "horizon") if name in draft["outputs"][0]}
        columns = [{**place, "arm": arm.name} for arm in self.arms.arms]
        # The draft was measured with the means alone; sorting the draws for quantiles takes more.
        requests = {**draft["requests"], "fuelPerRow": 8 * draft["requests"]["fuelPerRow"]}
        draws = {"count": int(self.model.num_samples), "columns": columns}
        return {**draft, "requests": requests, "outputs": outputs, "draws": draws}

    def _draws(self, rows: Rows, arm: Arm) -> Outputs:
        x = self.table.to_x(rows, arm.value)
        if not self.is_bcf:
            return self.first.predict(x)
        matrix = x.to_numpy(dtype=float) if self.table.is_frame else x
        propensity = None if self.propensity is None else np.full(len(matrix), self.propensity)
        scale = "probability" if self.first.output.kind == "event" else "linear"
        given = np.full(len(matrix), float(arm.value))
        return as_matrix(self.model.predict(matrix, given, propensity, terms="y_hat", scale=scale))


def is_posterior(model: object) -> bool:
    """A model of stochtree."""
    return type(model).__module__.split(".")[0] == "stochtree"


def bcf_arms(arms: Any) -> Arms:
    """The two arms of a BCF, whose treatment is no column of X."""
    if not isinstance(arms, Mapping) or sorted(arms.values()) != [0, 1]:
        raise DataError('a BCF has two arms: name them, such as arms={"control": 0, "treated": 1}')
    made = sorted((Arm(str(name), str(name), float(value)) for name, value in arms.items()), key=lambda arm: arm.value)
    return Arms(tuple(made))


def to_posterior(
    model: Any, fitted: Fitted, table: Table, arms: Arms, propensity: float | None, higher_is_better: bool
) -> Posterior:
    """The model under its arms; `UnsupportedError` where it has none."""
    if len(arms.arms) < 2:
        raise UnsupportedError(
            f"{fitted.library} is exported with a treatment: add treatment=, the column of X that holds it"
        )
    return Posterior((Member(fitted, None, None),), table, arms, model, propensity, higher_is_better)


def _summarise(draws: Outputs) -> list[Outputs]:
    lower, upper = np.quantile(draws, [0.025, 0.975], axis=1, method="linear")
    return [draws.mean(axis=1), lower, upper]
