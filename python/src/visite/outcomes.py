"""What a model predicts, in the terms of a bundle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from visite.convert.converted import GraphOutput
from visite.errors import DataError, UnsupportedError
from visite.names import check_name, to_label, to_name, to_unique_names
from visite.parity import Labelled

_FIELDS = {"name", "label", "state", "better", "unit", "limits", "event", "harms"}
_DIRECTIONS = {"higher": "higher-is-better", "lower": "lower-is-better"}


@dataclass(frozen=True)
class Target:
    """One entry of description.json's `outputs`: an element of a graph output that is an outcome (at a horizon)."""

    outcome: str
    element: int
    response: Literal["event", "survival", "value", "class"]
    horizon: float | None = None
    labels: tuple[float, ...] = ()

    @property
    def labelled(self) -> Labelled:
        """How a label follows from it."""
        return "class" if self.response == "class" else "probability" if self.response == "event" else None


@dataclass(frozen=True)
class Outcomes:
    """The outcomes as description.json has them, and where each comes from."""

    described: tuple[dict[str, Any], ...]
    targets: tuple[Target, ...]
    remarks: tuple[str, ...] = ()
    """What was chosen and not stated, for the author."""


def read_outcomes(
    asked: str | Mapping[str, Any] | None,
    output: GraphOutput,
    horizons: Sequence[float],
    time_unit: str,
    compared: bool,
    language: str,
) -> Outcomes:
    """The outcomes of one output; `compared` where arms are, so that the better direction must be stated."""
    options = {"name": asked} if isinstance(asked, str) else dict(asked or {})
    unknown = set(options) - _FIELDS
    if unknown:
        raise DataError(f"outcome has the field {sorted(unknown)[0]!r}; it knows {', '.join(sorted(_FIELDS))}")
    name = (
        to_name(options.get("name", "outcome"))
        if "label" not in options
        else check_name(options.get("name", to_name(options["label"])), "outcome")
    )
    label = options.get("label", to_label(options.get("name", "outcome")))
    base: dict[str, Any] = {"name": name, "label": {language: to_label(label)}}
    if "state" in options:
        base["state"] = {language: options["state"]}
    if horizons:
        base["horizons"] = [{"value": float(horizon), "unit": time_unit} for horizon in horizons]
    if "harms" in options and output.kind != "probabilities":
        raise DataError("harms= names classes; the model gives no probability of one of several classes")
    match output.kind:
        case "survival":
            elements = tuple(Target(name, at, "value", float(horizon)) for at, horizon in enumerate(horizons))
            return Outcomes(({**base, "kind": "survival", "direction": "higher-is-better"},), elements)
        case "value":
            described = {**base, "kind": "value", "direction": _direction(options, compared)}
            if "unit" in options:
                described["unit"] = options["unit"]
            if "limits" in options:
                described["limits"] = {"min": options["limits"][0], "max": options["limits"][1]}
            return Outcomes((described,), tuple(Target(name, 0, "value", horizon) for horizon in _times(horizons)))
        case "event":
            described = {**base, "kind": "probability", "direction": _direction(options, compared)}
            return Outcomes((described,), tuple(Target(name, 0, "event", horizon) for horizon in _times(horizons)))
        case "probabilities":
            return _of_probabilities(base, options, output, horizons, compared, language)
        case "label":
            return _of_labels(base, output, compared, language)


def _of_probabilities(
    base: dict[str, Any],
    options: Mapping[str, Any],
    output: GraphOutput,
    horizons: Sequence[float],
    compared: bool,
    language: str,
) -> Outcomes:
    classes = list(output.classes)
    direction = _direction(options, compared)
    harms = list(options.get("harms", []))
    for harm in harms:
        if harm not in classes or len(classes) == 2:
            raise DataError(f"the outcome's harm {harm!r} is not one of three or more classes of the model: {classes}")
    if len(harms) == len(classes):
        raise DataError("every class is a harm; at least one is what treatment is for")
    if len(classes) == 2:
        event = options.get("event", classes[1])
        if event not in classes:
            raise DataError(f"the outcome's event is {event!r}; the classes of the model are {classes}")
        targets = tuple(Target(base["name"], classes.index(event), "event", at) for at in _times(horizons))
        remark = f"{base['name']} is the probability of the class {_plain(event)!r}; the other one is {_other(classes, event)!r}"
        remarks = () if "event" in options else (f'{remark}. outcome={{…, "event": …}} names another',)
        return Outcomes(({**base, "kind": "probability", "direction": direction},), targets, remarks)
    if "event" in options or horizons:
        raise UnsupportedError(f"the model has {len(classes)} classes: event= and horizons= are for models with two")
    names = to_unique_names(classes)
    probabilities = [
        {
            "name": to_name(f"{base['name']}-{name}"),
            "label": {language: f"{base['label'][language]}: {to_label(value)}"},
            "kind": "probability",
            **({"direction": _DIRECTIONS["lower"], "role": "harm"} if value in harms else {"direction": direction}),
        }
        for name, value in zip(names, classes, strict=True)
    ]
    chosen = _of_labels(base, output, False, language)
    return Outcomes(
        (*probabilities, *chosen.described),
        (
            *(Target(str(described["name"]), at, "event") for at, described in enumerate(probabilities)),
            Target(base["name"], 0, "class"),
        ),
    )


def _of_labels(base: dict[str, Any], output: GraphOutput, compared: bool, language: str) -> Outcomes:
    if compared:
        raise UnsupportedError("the model gives a class and no probability: arms cannot be compared by it")
    classes = output.classes
    names = to_unique_names(classes)
    categories = [
        {"name": name, "label": {language: to_label(value)}} for name, value in zip(names, classes, strict=True)
    ]
    # A model file that gives a label gives the place of its class.
    labels = tuple(float(at) for at in range(len(classes))) if output.kind == "label" else ()
    described = {**base, "kind": "class", "categories": categories}
    return Outcomes((described,), (Target(base["name"], 0, "class", None, labels),))


def _other(classes: Sequence[Any], event: Any) -> Any:
    return _plain(next(value for value in classes if value != event))


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _times(horizons: Sequence[float]) -> list[float | None]:
    return list(horizons) or [None]


def _direction(options: Mapping[str, Any], compared: bool) -> str:
    better = options.get("better")
    if better is None:
        if compared:
            raise DataError(
                'arms are compared, so the outcome must say which is better: outcome={"name": "…", "better": "lower"} '
                'for a harm, "higher" for a gain'
            )
        # Without arms nothing is decided by it.
        return _DIRECTIONS["lower"]
    if better not in _DIRECTIONS:
        raise DataError(f'better is {better!r}; expected "lower" or "higher"')
    return _DIRECTIONS[better]
