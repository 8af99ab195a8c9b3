"""description.json: what the carried compiler makes a bundle of (docs/formats/description.md)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from visite.columns import Column, Rows, to_records
from visite.convert.converted import Converted, Indicator
from visite.errors import UnsupportedError
from visite.members import Member, Members
from visite.names import to_label
from visite.outcomes import Outcomes, Target
from visite.parity import Outputs
from visite.policies import Policy
from visite.ranges import NumberSummary
from visite.table import Table
from visite.treatments import Arms

_SUFFIX = {
    "onnx": "onnx",
    "xgboost": "json",
    "lightgbm": "txt",
    "catboost": "json",
    "coefficients": "json",
    "stochtree": "json",
}


def to_inputs(
    columns: Sequence[Column],
    summaries: Mapping[str, NumberSummary],
    counts: Mapping[str, dict[str, Any]],
    policies: Mapping[str, Policy],
    units: Mapping[Any, str],
    labels: Mapping[Any, str],
    language: str,
) -> list[dict[str, Any]]:
    """The inputs in the order of the columns, with ranges and distributions."""
    made = []
    synonyms: set[str] = set()
    for column in columns:
        original = to_label(column.original)
        # Two columns that differ in case alone have no synonym that tells them apart.
        own = [] if original.casefold() in synonyms else [original]
        synonyms.add(original.casefold())
        common = {
            "name": column.name,
            "label": {language: to_label(labels.get(column.original, column.original))},
            "missing": policies[column.name],
            "synonyms": {language: own},
        }
        if column.kind == "text":
            made.append({**common, "type": "text", "maxBytes": 65536})
        elif column.kind == "category":
            categories = [
                {"name": name, "label": {language: to_label(_word(value, name))}}
                for name, value in zip(column.categories, column.values, strict=True)
            ]
            made.append({**common, "type": "category", "categories": categories, "distribution": counts[column.name]})
        else:
            summary = summaries[column.name]
            described = {
                **common,
                "type": "number",
                "integer": column.kind == "integer",
                "limits": {"min": summary.limits[0], "max": summary.limits[1]},
                "development": {"min": summary.development[0], "max": summary.development[1]},
            }
            if column.original in units:
                described["unit"] = units[column.original]
            if summary.distribution is not None:
                described["distribution"] = summary.distribution
            made.append(described)
    return made


def to_models(members: Members) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """The entries of `models`, and the files by name."""
    entries, files = [], {}
    for at, member in enumerate(members.members):
        converted = member.fitted.converted
        if converted.format not in _SUFFIX:
            raise UnsupportedError(f"{member.fitted.library}: no bundle is made of the format {converted.format} here")
        file = f"model{'' if len(members.members) == 1 else f'-{at + 1}'}.{_SUFFIX[converted.format]}"
        entry: dict[str, Any] = {"file": file, "format": _format_of(converted), "inputs": _features(member, members)}
        if member.arm is not None:
            entry["arms"] = [member.arm.name]
        entries.append(entry)
        files[file] = converted.model
    return entries, files


def _format_of(converted: Converted) -> str:
    # A description knows the formats of graphs; a model of draws has its own plan beside it, which is what counts.
    return "coefficients" if converted.format == "stochtree" else converted.format


def to_outputs(members: Members, targets: Sequence[Target], files: Sequence[str]) -> list[dict[str, Any]]:
    """The entries of `outputs`: which element of which graph output is which outcome. `files` are of the members."""
    several = len(members.members) > 1 and not members.arms.one_model_each
    made = []
    for target in targets:
        serving, file = next(
            (member, file)
            for member, file in zip(members.members, files, strict=True)
            if member.serves(members.arms.arms[0], target)
        )
        entry: dict[str, Any] = {
            "outcome": target.outcome,
            "output": serving.fitted.output.name,
            "response": target.response,
        }
        if target.response != "class" or target.labels:
            entry["index"] = target.element
        if target.horizon is not None:
            entry["horizon"] = target.horizon
        if several:
            entry["file"] = file
        if target.labels:
            entry["labels"] = list(target.labels)
        made.append(entry)
    return made


def to_golden(
    table: Table,
    rows: Rows,
    outputs: Outputs,
    library: str,
    version: str,
    tolerance: Mapping[str, float],
    publishable: bool,
) -> dict[str, Any]:
    """The golden patients with what the original gives."""
    return {
        "library": library,
        "version": version,
        "tolerance": dict(tolerance),
        "provenance": "publishable" if publishable else "synthetic",
        "patients": [
            {
                "name": f"{'patient' if publishable else 'synthetic'}-{at + 1}",
                "inputs": record,
                "original": [None if np.isnan(value) else float(value) for value in outputs[at]],
            }
            for at, record in enumerate(to_records(table.columns, rows))
        ],
    }


def to_arms(arms: Arms, language: str) -> dict[str, Any]:
    """`arms` and, where there are several, `comparisons`."""
    made: dict[str, Any] = {"arms": [{"name": arm.name, "label": {language: arm.label}} for arm in arms.arms]}
    if arms.comparisons:
        made["comparisons"] = [{"arm": arm.name, "reference": reference.name} for arm, reference in arms.comparisons]
    return made


def to_source(members: Members) -> dict[str, Any]:
    """`source`: what the trained model was."""
    first = members.first
    return {"format": first.converted.format, "library": first.library, "versions": dict(first.versions)}


def described_outcomes(outcomes: Outcomes) -> list[dict[str, Any]]:
    """The outcomes as they stand."""
    return [dict(outcome) for outcome in outcomes.described]


def _features(member: Member, members: Members) -> dict[str, list[dict[str, Any]]]:
    converted, table = member.fitted.converted, members.table
    by_place = {column.place: column for column in table.columns}
    return {
        graph_input: [
            _element(element, by_place, converted, members.arms) for element in elements
        ]
        for graph_input, elements in converted.inputs
    }


def _element(
    element: int | Indicator, by_place: Mapping[int, Column], converted: Converted, arms: Arms
) -> dict[str, Any]:
    if not isinstance(element, Indicator):
        column = by_place.get(element)
        return _arm_feature(arms, converted, element) if column is None else _feature(column, converted)
    column = by_place.get(element.place)
    if column is None:
        return {"arm": {arm.name: float(arm.value == element.category) for arm in arms.arms}}
    marks = [float(value == element.category) for value in column.values]
    return {"input": column.name, "values": dict(zip(column.categories, marks, strict=True))}


def _feature(column: Column, converted: Converted) -> dict[str, Any]:
    if column.kind != "category":
        return {"input": column.name}
    numbers = converted.encodings.get(column.place)
    if numbers is not None:
        codes = [float(numbers[value]) for value in column.values]
    elif all(isinstance(value, str) for value in column.values):
        return {"input": column.name, "strings": dict(zip(column.categories, column.values, strict=True))}
    else:
        codes = [float(value) for value in column.values]
    return {"input": column.name, "values": dict(zip(column.categories, codes, strict=True))}


def _arm_feature(arms: Arms, converted: Converted, place: int) -> dict[str, Any]:
    numbers = converted.encodings.get(place)
    values = {arm.name: arm.value if numbers is None else numbers[arm.value] for arm in arms.arms}
    return {"arm": {name: value if isinstance(value, str) else float(value) for name, value in values.items()}}


def _word(value: object, name: str) -> object:
    return name if isinstance(value, bool) else value
