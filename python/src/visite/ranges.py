"""Aggregates of a column: every number is of at least ten patients, and none is the exact extreme of one."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from visite.columns import Cells, Column
from visite.errors import DataError
from visite.rounding import round_down, round_near, round_up, to_step

FEWEST = 10
"""Patients behind the smallest aggregate."""
_FEWEST_ROWS = 4 * FEWEST
_MOST_CODES = 12
_BINS = 10
_PROBABILITIES = (0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)

Range: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class NumberSummary:
    """The ranges of a column of numbers, and its distribution as description.json has it."""

    development: Range
    """From the tenth smallest to the tenth largest value, rounded outwards."""
    limits: Range
    """Outside no number is shown: the development range and a quarter of its width on both sides."""
    distribution: dict[str, Any] | None
    stated: bool = False
    """The limits were stated by the author."""


def check_enough_rows(count: int) -> None:
    """`DataError` where X has too few rows for aggregates of ten patients."""
    if count < _FEWEST_ROWS:
        raise DataError(
            f"X has {count} rows: ranges are told of at least {FEWEST} patients each, which takes at least "
            f"{_FEWEST_ROWS} rows. Pass the rows the model was developed on"
        )


def person_count(count: int) -> int | str:
    """A count as a bundle may tell it: none, at least ten, or `1-9`."""
    return count if count == 0 or count >= FEWEST else f"1-{FEWEST - 1}"


def summarise_numbers(column: Column, cells: Cells, limits: Range | None) -> NumberSummary:
    """Ranges and distribution of a column. Stated limits are kept as they are."""
    known = np.sort(cells[~np.isnan(cells)])
    if not np.isfinite(known).all():
        raise DataError(f"column {column.original!r} holds infinite values: they are no measurement; make them missing")
    if len(known) < _FEWEST_ROWS:
        raise DataError(
            f"column {column.original!r} has {len(known)} values that are not missing, fewer than {_FEWEST_ROWS}: "
            "a range of so few patients is not told. Leave the column out of the model"
        )
    codes = _codes(known)
    if codes is not None:
        development, derived = _of_codes(column, known, codes, limits is not None)
    else:
        development, derived = _of_measurements(column, known)
    if limits is not None:
        low, high = (float(limit) for limit in limits)
        if not low < high:
            raise DataError(f"limits of {column.original!r} are {low} and {high}: expected the lower one first")
        development = (max(development[0], low), min(development[1], high))
        if not development[0] <= development[1]:
            raise DataError(f"limits of {column.original!r}, {low} to {high}, leave out the values in X")
        derived = (low, high)
    distribution = _distribution(np.clip(known, *derived), len(cells) - len(known), derived, column.kind == "integer")
    return NumberSummary(development, derived, distribution, limits is not None)


def summarise_categories(column: Column, cells: Cells) -> dict[str, Any]:
    """Counts of the categories, as description.json has them."""
    counts = [int((cells == place).sum()) for place in range(len(column.categories))]
    rare = sum(1 for count in counts if 0 < count < FEWEST)
    if rare > 20:
        raise DataError(
            f"column {column.original!r} has {rare} categories of fewer than {FEWEST} patients: it may name persons. "
            "Join the rare ones before the model is fitted"
        )
    return {
        "missing": person_count(int(np.isnan(cells).sum())),
        "counts": {name: person_count(count) for name, count in zip(column.categories, counts, strict=True)},
    }


def _codes(known: npt.NDArray[np.float64]) -> list[float] | None:
    """The values of a column of few whole numbers close together, such as a grade or a flag."""
    distinct = np.unique(known)
    few = len(distinct) <= _MOST_CODES and distinct[-1] - distinct[0] <= _MOST_CODES
    if not few or (distinct != np.rint(distinct)).any():
        return None
    frequent = [float(code) for code in distinct if (known == code).sum() >= FEWEST]
    return frequent or None


def _of_codes(
    column: Column, known: npt.NDArray[np.float64], frequent: list[float], stated: bool
) -> tuple[Range, Range]:
    """Codes of ten patients or more; where rarer ones lie beyond, the limits reach one further."""
    low, high = frequent[0], frequent[-1]
    derived = (low - (known[0] < low), high + (known[-1] > high))
    if derived[0] == derived[1] and not stated:
        raise DataError(
            f"column {column.original!r} holds the value {low:g} only: leave it out, or state "
            f'limits={{"{column.original}": (lowest, highest)}}'
        )
    return (low, high), (float(derived[0]), float(derived[1]))


def _of_measurements(column: Column, known: npt.NDArray[np.float64]) -> tuple[Range, Range]:
    low, high = float(known[FEWEST - 1]), float(known[-FEWEST])
    if low == high:
        raise DataError(
            f"column {column.original!r} has the value {low:g} in all but a few rows: its range tells of fewer than "
            f'{FEWEST} patients. State limits={{"{column.original}": (lowest, highest)}} or leave it out'
        )
    whole = column.kind == "integer"
    step = max(to_step(high - low), 1.0) if whole else to_step(high - low)
    development = (round_down(low, step), round_up(high, step))
    if known[0] >= 0:
        development = (max(development[0], 0.0), development[1])
    margin = (development[1] - development[0]) / 4
    lowest = round_down(development[0] - margin, step)
    if known[0] >= 0:
        lowest = max(lowest, 0.0)
    return development, (lowest, round_up(development[1] + margin, step))


def _distribution(known: npt.NDArray[np.float64], missing: int, limits: Range, whole: bool) -> dict[str, Any]:
    step = to_step(float(known[-1] - known[0]))
    edges, counts = _bins(known, limits, max(step, 1.0) if whole else step)
    told = [p for p in _PROBABILITIES if min(p, 1 - p) * (len(known)) >= FEWEST]
    within = [min(max(round_near(float(np.quantile(known, p)), step), limits[0]), limits[1]) for p in told]
    return {
        "missing": person_count(missing),
        "mean": round_near(float(known.mean()), step / 10),
        "sd": round_near(float(known.std(ddof=1)), step / 10),
        "quantiles": [{"p": p, "value": value} for p, value in zip(told, within, strict=True)],
        "edges": edges,
        "counts": counts,
    }


def _bins(known: npt.NDArray[np.float64], limits: Range, step: float) -> tuple[list[float], list[int]]:
    """Bins of at least ten patients from limit to limit, cut at rounded tenths."""
    cuts = sorted({round_near(float(np.quantile(known, part / _BINS)), step) for part in range(1, _BINS)})
    edges = [limits[0]]
    for cut in cuts:
        inside = int(((known >= edges[-1]) & (known < cut)).sum())
        if inside >= FEWEST and int((known >= cut).sum()) >= FEWEST and limits[0] < cut < limits[1]:
            edges.append(cut)
    edges.append(limits[1])
    counts, _ = np.histogram(known, bins=np.array(edges))
    return edges, [int(count) for count in counts]
