"""Rows made from the ranges alone: columns independent, seeded, with extremes, every category and missing values."""

from collections.abc import Mapping, Sequence

import numpy as np

from visite.columns import Cells, Column, Rows
from visite.ranges import NumberSummary
from visite.rounding import to_step

TEXTS = (
    "no complaints",
    "Patient was seen in the outpatient clinic today.",
    "chest pain and shortness of breath since two days",
    "GEEN klachten; controle over 3 maanden",
    "fever 39.5 °C, cough",
    "naïve coöperatie – ß Ærø",
)
"""Texts that may stand in a bundle."""

ROUGH_TEXTS = (*TEXTS, "", " ", "x " * 60, "tab\tand\nline", "ﬁ ǅ ẞ", "e\u0301 \u200d \U0001f600")
"""Besides, texts as records hold them: for comparing alone."""


def make_rows(
    columns: Sequence[Column],
    summaries: Mapping[str, NumberSummary],
    may_miss: Mapping[str, bool],
    count: int,
    seed: int,
    texts: Sequence[str] = TEXTS,
) -> Rows:
    """`count` rows: first the middle, the extremes, every category and every column missing, then random ones."""
    random = np.random.default_rng(seed)
    # At least half of the rows are random, however many columns there are.
    special = _special_rows(columns, summaries, may_miss)[: (count + 1) // 2]
    cells = []
    for place, column in enumerate(columns):
        several = count - len(special)
        drawn = _draw(column, summaries.get(column.name), may_miss[column.name], several, random, texts)
        first = [row[place] for row in special]
        cells.append(np.concatenate([np.array(first, dtype=drawn.dtype), drawn]))
    return Rows(tuple(cells))


def _special_rows(
    columns: Sequence[Column], summaries: Mapping[str, NumberSummary], may_miss: Mapping[str, bool]
) -> list[list[object]]:
    middle = [_at(column, summaries, 0.5) for column in columns]
    rows = [middle, *([_at(column, summaries, where) for column in columns] for where in (0.0, 1.0))]
    missing = [[_missing(column) if may_miss[column.name] else at for column, at in zip(columns, middle, strict=True)]]
    for place, column in enumerate(columns):
        others = range(1, len(column.categories)) if column.kind == "category" else ()
        rows.extend([*middle[:place], float(category), *middle[place + 1 :]] for category in others)
        if may_miss[column.name]:
            missing.append([*middle[:place], _missing(column), *middle[place + 1 :]])
    if not any(may_miss.values()):
        return rows
    return [*rows[:3], *missing[:1], *rows[3:], *missing[1:]]


def _at(column: Column, summaries: Mapping[str, NumberSummary], where: float) -> object:
    if column.kind == "text":
        return TEXTS[int(where * 2)]
    if column.kind == "category":
        return float(int(where * (len(column.categories) - 1)))
    summary = summaries[column.name]
    if where != 0.5:
        # Not computed: 4.11 is not -4.17 + 1 * (4.11 + 4.17).
        return summary.limits[int(where)]
    value = sum(summary.development) / 2
    return float(np.floor(value)) if column.kind == "integer" else value


def _missing(column: Column) -> object:
    return None if column.kind == "text" else float("nan")


def _draw(
    column: Column,
    summary: NumberSummary | None,
    may_miss: bool,
    count: int,
    random: np.random.Generator,
    texts: Sequence[str],
) -> Cells:
    if column.kind == "text":
        cells: Cells = np.array([texts[place] for place in random.integers(0, len(texts), count)], dtype=object)
    elif column.kind == "category":
        cells = random.integers(0, len(column.categories), count).astype(np.float64)
    elif summary is not None:
        cells = _draw_numbers(column, summary, count, random)
    else:
        raise AssertionError("a number has a summary")
    if may_miss:
        cells[random.random(count) < 0.1] = _missing(column)
    return cells


def _draw_numbers(column: Column, summary: NumberSummary, count: int, random: np.random.Generator) -> Cells:
    """Three in four within the development range, the others up to the limits; half of them rounded as measured."""
    inner = random.uniform(*summary.development, count)
    cells = np.where(random.random(count) < 0.75, inner, random.uniform(*summary.limits, count))
    step = to_step(summary.development[1] - summary.development[0])
    cells = np.where(random.random(count) < 0.5, np.rint(cells / step) * step, cells)
    if column.kind == "integer":
        cells = np.rint(cells)
    if isinstance(column.dtype, np.dtype) and column.dtype == np.float32:
        # What stood in X are single precision numbers; the original could not be given another.
        cells = cells.astype(np.float32).astype(np.float64)
    return np.clip(cells, *summary.limits)
