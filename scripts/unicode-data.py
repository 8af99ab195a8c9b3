"""Writes compiler/text/unicode-data.ts: what Python's `re` and `str.lower` do to each code point.

Run with Python 3.11: python scripts/unicode-data.py
"""

import pathlib
import unicodedata

WORD, SPACE, UNASSIGNED, OTHER = 1, 2, 3, 0


def kind(code):
    character = chr(code)
    if character.isalnum() or character == "_":
        return WORD
    if character.isspace():
        return SPACE
    return UNASSIGNED if unicodedata.category(character) == "Cn" else OTHER


def base36(number):
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if number == 0:
            return digits


def lines(words):
    out, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > 96:
            out.append(line)
            line = ""
        line += (" " if line else "") + word
    return " +\n".join(f"  '{text} '" for text in [*out, line])


kinds, last = [], (0, -1)
for code in range(0x110000):
    if kind(code) != last[1]:
        kinds.append(f"{base36(code - last[0])}{'.wsu'[kind(code)]}")
        last = (code, kind(code))
lower, last = [], 0
for code in range(0x110000):
    target = chr(code).lower()
    if len(target) == 1 and ord(target) != code:
        difference = ord(target) - code
        lower.append(f"{base36(code - last)}{'+' if difference > 0 else '-'}{base36(abs(difference))}")
        last = code
marks, last = [], 0
for code in range(0x110000):
    if unicodedata.combining(chr(code)) and not unicodedata.combining(chr(code - 1)):
        end = code
        while unicodedata.combining(chr(end + 1)):
            end += 1
        marks.append(f"{base36(code - last)}+{base36(end - code)}")
        last = end
target = pathlib.Path(__file__).parent.parent / "compiler" / "text" / "unicode-data.ts"
target.write_text(
    f"""/** The version of Unicode these tables are of; made by scripts/unicode-data.py. */
export const UNICODE_VERSION = '{unicodedata.unidata_version}';

/**
 * Runs of code points of one kind: how far the run begins after the one before, in base 36, and the kind: `w` word (`\\w`
 * of Python), `s` white space, `u` unassigned, `.` any other.
 */
export const KINDS =
{lines(kinds)};

/**
 * Code points whose lower case is another one: how far after the one before, and the difference, in base 36. Without U+0130, whose
 * lower case is two code points.
 */
export const LOWER =
{lines(lower)};

/** Runs of combining marks (a combining class other than 0): how far after the last one, and how many follow, in base 36. */
export const MARKS =
{lines(marks)};
""",
    encoding="utf-8",
)
