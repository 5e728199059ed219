"""What spreadsheets put into cells, brought into the plain text that the content sources are made of."""

import re
from datetime import date, datetime, time

# Not from `calendar`, which speaks the language that the system is set to.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DROPPED = dict.fromkeys(map(ord, "\ufeff\u200b\u00ad\u2060"))
_OPENS_AFTER = re.compile(r"(^|[\s(\[{–—“‘/-])([\"'])")
_LIST_SIGNS = re.compile(r"(?:(?:[•‣▪◦·*–—+-]|\d{1,2}[.)])(?:\s+|$))*")
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def as_text(value: object) -> str:
    """A cell's value as people read it: `4.0` is `4`, a date `January 15, 2026`, nothing the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return in_words(value.date())
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def in_words(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def folded(text: str) -> str:
    """One line with single spaces, typographic quotes and nothing that can't be seen."""
    return typographic(" ".join(text.translate(_DROPPED).split()))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell, each on one line; empty ones fall away, and so do the signs of a list."""
    lines = (folded(line) for line in _BREAKS.split(text))
    return [words for line in lines if (words := _LIST_SIGNS.sub("", line, count=1))]


def typographic(text: str) -> str:
    """Straight quotes as “ ” and ‘ ’; an apostrophe is ’."""
    pairs = {'"': "“", "'": "‘"}
    text = _OPENS_AFTER.sub(lambda found: found[1] + pairs[found[2]], text)
    return text.replace('"', "”").replace("'", "’")
