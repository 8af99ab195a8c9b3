"""What only a human can state of a model, as it goes into description.json."""

from collections.abc import Mapping
from typing import Any

from visite.errors import DataError

_PLAIN = ("developer", "contact", "data", "performance", "population", "status")
_TEXTS = {"summary": "summary", "intended_use": "intendedUse"}


def to_card_fields(card: Mapping[str, Any], title: str | None, language: str, patients: int) -> dict[str, Any]:
    """Fields of description.json from `title=` and `card=`; a plain text is one in `language`."""
    known = {*_PLAIN, *_TEXTS, "statements"}
    unknown = sorted(set(card) - known)
    if unknown:
        raise DataError(f"card has the field {unknown[0]!r}; it knows {', '.join(sorted(known))}")

    def in_languages(text: Any) -> dict[str, str]:
        return dict(text) if isinstance(text, Mapping) else {language: str(text)}

    made: dict[str, Any] = {name: card[name] for name in _PLAIN if name in card}
    made |= {field: in_languages(card[name]) for name, field in _TEXTS.items() if name in card}
    if title is not None:
        made["title"] = in_languages(title)
    if "statements" in card:
        made["statements"] = {
            str(name).replace("_", "-"): in_languages(text) for name, text in card["statements"].items()
        }
    # Distributions are of somebody: without a name they are of the rows of X.
    made["data"] = {"name": "the data given to the export", **card.get("data", {}), "patients": patients}
    if "description" in made["data"]:
        made["data"]["description"] = in_languages(made["data"]["description"])
    return made
