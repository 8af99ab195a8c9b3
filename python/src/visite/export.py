"""`visite.export`: a fitted model as an unsigned bundle, in one line."""

import os
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from visite.bundle import Bundle
from visite.card import to_card_fields
from visite.columns import Rows
from visite.compiling import Comparison, compile_bundle
from visite.convert.statsmodels import without_constant
from visite.description import described_outcomes, to_arms, to_golden, to_inputs, to_models, to_outputs, to_source
from visite.errors import DataError
from visite.golden_rows import ROUGH_TEXTS, make_rows
from visite.members import fit_members
from visite.names import check_name, to_name
from visite.outcomes import read_outcomes
from visite.parity import Tolerance
from visite.policies import impute, read_policies
from visite.posterior import bcf_arms, is_posterior, to_posterior
from visite.ranges import NumberSummary, check_enough_rows, summarise_categories, summarise_numbers
from visite.replay import refuse_mixed_patients
from visite.table import Table, read_table
from visite.treatments import read_arms

_LANGUAGES = ("en", "nl", "de")
_GOLDEN_ROWS = 40
_MOST_GOLDEN_ROWS = 1000
_LARGEST_TOLERANCE = 1e-4


def export(
    model: Any,
    X: Any,
    path: str | os.PathLike[str],
    *,
    id: str | None = None,
    version: str = "0.1.0",
    title: str | None = None,
    publisher: str | None = None,
    outcome: str | Mapping[str, Any] | None = None,
    units: Mapping[Hashable, str] | None = None,
    limits: Mapping[Hashable, tuple[float, float]] | None = None,
    labels: Mapping[Hashable, str] | None = None,
    names: Sequence[str] | None = None,
    categories: Mapping[Hashable, Mapping[str, Any]] | None = None,
    text: Sequence[Hashable] = (),
    treatment: Hashable | None = None,
    arms: Mapping[str, Any] | Sequence[str] | None = None,
    horizons: Sequence[float] | None = None,
    time_unit: str = "a",
    propensity: float | None = None,
    missing: str | Mapping[Hashable, Any] | None = None,
    golden: Any = None,
    languages: Sequence[str] = ("en",),
    tolerance: float | Tolerance | None = None,
    predict: Callable[[Any], Any] | None = None,
    card: Mapping[str, Any] | None = None,
    rows: int = 4000,
    seed: int = 20260101,
    overwrite: bool = False,
    quiet: bool = False,
) -> Bundle:
    """Compiles a fitted model into the unsigned bundle `path`, and shows how it compares with the original.

    X is what the model was fitted on: names, types, categories and ranges are read from it as aggregates of at least ten
    patients, and none of its rows leaves the process. Every argument is explained in docs/python.md.

    Raises `ParityError` where the module is not the original within the tolerance, `UnsupportedError` where the model
    has no exact conversion, `DataError` for X and the arguments, `CompilerError` where the compiler refuses. Then nothing
    is written.
    """
    target = Path(path)
    if target.exists() and not overwrite:
        raise DataError(f"{target} exists: choose another name, or add overwrite=True")
    _check_languages(languages)
    agreed = (
        tolerance
        if isinstance(tolerance, Tolerance)
        else Tolerance(*([tolerance] * 2 if tolerance is not None else []))
    )
    if not (0 <= agreed.absolute <= _LARGEST_TOLERANCE and 0 <= agreed.relative <= _LARGEST_TOLERANCE):
        raise DataError(
            f"tolerance is {agreed.absolute:g} and {agreed.relative:g}: a bundle takes at most {_LARGEST_TOLERANCE:g}"
        )
    times = [float(horizon) for horizon in horizons or ()]
    if times != sorted(set(times)) or any(time <= 0 for time in times):
        raise DataError(f"horizons are {list(horizons or ())}: expected times above zero, rising")

    X = without_constant(model, X)
    is_bcf = type(model).__name__ == "BCFModel"
    treatments = bcf_arms(arms) if is_bcf else read_arms(model, X, treatment, arms)
    table = read_table(
        X,
        names=names,
        treatment=treatment,
        treatment_values=tuple(arm.value for arm in treatments.arms),
        categories=categories,
        text=text,
    )
    given = table.rows()
    check_enough_rows(len(given))
    _check_columns("units", units, table)
    _check_columns("limits", limits, table)
    _check_columns("labels", labels, table)
    summaries, counts = {}, {}
    for column, cells in zip(table.columns, given.cells, strict=True):
        if column.kind in ("number", "integer"):
            summaries[column.name] = summarise_numbers(column, cells, (limits or {}).get(column.original))
        elif column.kind == "category":
            counts[column.name] = summarise_categories(column, cells)

    members = fit_members(model, table, treatments, times, predict)
    language = languages[0]
    outcomes = read_outcomes(outcome, members.first.output, times, time_unit, len(members.arms.arms) > 1, language)
    never = {column.name: False for column in table.columns}
    if is_posterior(model):
        better = outcomes.described[0]["direction"] == "higher-is-better"
        members = to_posterior(model, members.first, table, treatments, propensity, better)
    policies = read_policies(missing, members, given, make_rows(table.columns, summaries, never, 1, seed))
    may_miss = {name: policy["policy"] == "model" for name, policy in policies.items()}

    count = golden if isinstance(golden, int) else _GOLDEN_ROWS
    publishable = golden is not None and not isinstance(golden, int)
    if not publishable and not 1 <= count <= _MOST_GOLDEN_ROWS:
        raise DataError(f"golden is {count}: expected 1 to {_MOST_GOLDEN_ROWS} synthetic rows")
    patients = (
        impute(table.columns, policies, _read_golden(table, golden, summaries))
        if publishable
        else make_rows(table.columns, summaries, may_miss, count, seed)
    )
    many = patients.followed_by(make_rows(table.columns, summaries, may_miss, max(rows, 1), seed + 1, ROUGH_TEXTS))
    original = members.originals(many, outcomes.targets)
    refuse_mixed_patients(members, outcomes.targets, many, original, agreed)

    identifier = check_name(id, "id") if id is not None else to_name(target.stem)
    models, files = to_models(members)
    description = {
        "format": 1,
        "id": identifier,
        "version": version,
        "date": datetime.now(UTC).date().isoformat(),
        **({"publisher": publisher} if publisher is not None else {}),
        "languages": list(languages),
        **to_card_fields(card or {}, title, language, len(given)),
        "inputs": to_inputs(table.columns, summaries, counts, policies, units or {}, labels or {}, language),
        **to_arms(members.arms, language),
        "outcomes": described_outcomes(outcomes),
        "models": models,
        "outputs": to_outputs(members, outcomes.targets, list(files)),
        "source": to_source(members),
        "golden": to_golden(
            table,
            patients,
            original[: len(patients)],
            members.first.library,
            next(iter(members.first.versions.values()), "unknown"),
            {"absolute": agreed.absolute, "relative": agreed.relative},
            publishable,
        ),
    }
    remarks = (*treatments.remarks, *outcomes.remarks, *_remarks_on_limits(table, given, summaries))
    remarks = (*remarks, *dict.fromkeys(each for member in members.members for each in member.fitted.converted.remarks))
    if any(member.fitted.converted.holds_patients for member in members.members):
        remarks = (
            f"{members.library} holds rows of the patients it was fitted on, and so does the bundle: sharing it shares them",
            *remarks,
        )
    comparison = Comparison(members, outcomes, many, original, agreed, remarks)
    return compile_bundle(target, description, files, comparison, quiet)


def _remarks_on_limits(table: Table, given: Rows, summaries: Mapping[str, NumberSummary]) -> list[str]:
    """Limits that nobody stated, and how many rows of X they leave out. For the author's eyes: it is in no file."""
    derived = [
        (column, cells, summaries[column.name].limits)
        for column, cells in zip(table.columns, given.cells, strict=True)
        if column.name in summaries and not summaries[column.name].stated
    ]
    if not derived:
        return []
    outside = np.zeros(len(given), dtype=bool)
    for _, cells, (low, high) in derived:
        outside |= (cells < low) | (cells > high)
    return [
        f"limits outside which no number is shown were derived for {len(derived)} columns, such as "
        f"{derived[0][0].original}: {derived[0][2][0]:g} to {derived[0][2][1]:g}; {int(outside.sum())} rows of X lie outside. "
        "limits={…} states others"
    ]


def _read_golden(table: Table, golden: Any, summaries: Mapping[str, NumberSummary]) -> Rows:
    if not table.is_frame or not hasattr(golden, "columns"):
        raise DataError(
            "golden is a number of synthetic rows, or a pandas DataFrame of publishable rows with X's columns"
        )
    lacking = [column.original for column in table.columns if column.original not in golden.columns]
    if lacking:
        raise DataError(f"golden has no column {lacking[0]!r}")
    if not 1 <= len(golden) <= _MOST_GOLDEN_ROWS:
        raise DataError(f"golden has {len(golden)} rows: expected 1 to {_MOST_GOLDEN_ROWS}")
    rows = table.rows(golden.reindex(columns=list(table.names)))
    for column, cells in zip(table.columns, rows.cells, strict=True):
        if column.name in summaries:
            low, high = summaries[column.name].limits
            outside = np.flatnonzero((cells < low) | (cells > high))
            if len(outside):
                raise DataError(
                    f"golden row {outside[0]} has {column.original!r} {cells[outside[0]]:g}, outside the limits {low:g} to "
                    f'{high:g}: leave the row out, or state limits={{"{column.original}": (lowest, highest)}}'
                )
    return rows


def _check_languages(languages: Sequence[str]) -> None:
    if isinstance(languages, str) or not languages or set(languages) - set(_LANGUAGES):
        raise DataError(
            f"languages are {languages!r}: expected one or more of {', '.join(_LANGUAGES)}, the first is that of the texts"
        )


def _check_columns(what: str, asked: Mapping[Hashable, Any] | None, table: Table) -> None:
    unknown = set(asked or {}) - {column.original for column in table.columns}
    if unknown:
        raise DataError(f"{what} names the column {sorted(map(str, unknown))[0]!r}, which is no input")
