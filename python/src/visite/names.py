"""Identifiers of a bundle from the names a data scientist uses."""

import re
import unicodedata
from collections.abc import Iterable

from visite.errors import DataError

_LONGEST = 64
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "þ": "th", "ł": "l", "µ": "u", "μ": "u"})
_SIGNS = {"<": "below", ">": "above", "+": "plus", "%": "percent", "=": "is"}


def to_name(text: object) -> str:
    """Lower-case words joined by single hyphens, beginning with a letter: `Tumour size (mm)` → `tumour-size-mm`."""
    plain = str(text)
    # camelCase is two words; ABBR and T4N1 are one.
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    plain = "".join(f" {_SIGNS[letter]} " if letter in _SIGNS else letter for letter in plain)
    if re.fullmatch(r"\s*-\s*\d.*", plain):
        plain = f"minus {plain}"
    name = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not name:
        name = "unnamed"
    if not name[0].isalpha():
        name = f"v{name}"
    return name[:_LONGEST].rstrip("-")


def to_unique_names(texts: Iterable[object]) -> tuple[str, ...]:
    """One name for each text; two texts that fold to one name are numbered in their order."""
    taken: set[str] = set()
    names = []
    for text in texts:
        base = to_name(text)
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base[: _LONGEST - 5].rstrip('-')}-{count}"
        taken.add(name)
        names.append(name)
    return tuple(names)


def check_name(name: str, what: str) -> str:
    """`name` itself; `DataError` where it is no identifier of a bundle."""
    if len(name) <= _LONGEST and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        return name
    raise DataError(
        f"{what} {name!r} is no identifier of a bundle: expected lower-case letters, digits and single hyphens, "
        f"such as {to_name(name)!r}"
    )


def to_label(text: object) -> str:
    """What people read, from a column's name: without control characters and space around it."""
    visible = "".join(
        " " if letter in "_\t\n\r" else letter
        for letter in unicodedata.normalize("NFC", str(text))
        if letter in "\t\n\r" or unicodedata.category(letter)[0] != "C"
    )
    return re.sub(r"\s+", " ", visible).strip() or "unnamed"
