"""Puts text on the terminal: any character on any stream, no control codes, lines of a readable width."""

import codecs
import os
import re
import sys
import textwrap
import unicodedata
from typing import TextIO

MOST_COLUMNS = 88
_STAND_INS = {
    "●": "*", "○": "o", "▲": "^", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-",
    "›": ">", "·": "-", "\u00a0": " ",
}  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def prepare(stream: TextIO | None) -> None:
    """Make a stream take every character; what its encoding lacks is written as something near."""
    codecs.register_error("esscollab", _stand_in)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="esscollab", newline="\n" if sys.platform != "win32" else None)


def _stand_in(bad: UnicodeError) -> tuple[str, int]:
    if not isinstance(bad, UnicodeEncodeError):
        raise bad
    return "".join(_near(char, bad.encoding) for char in bad.object[bad.start : bad.end]), bad.end


def _near(char: str, encoding: str) -> str:
    if char in _STAND_INS:
        return _STAND_INS[char]
    for letter in unicodedata.normalize("NFD", char):
        try:
            letter.encode(encoding)
        except UnicodeEncodeError:
            continue
        return letter
    return "?"


def carries_all(stream: TextIO | None) -> bool:
    """Whether the stream's encoding has every character, so that JSON needs no escapes."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def harmless(text: str) -> str:
    """Text in which nothing can steer the terminal: control codes are shown as `\\x1b`."""
    return _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)


def columns() -> int:
    """The terminal's width, at most 88; 80 where there is none."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and len(given) < 6:
        width = int(given)
    else:
        try:
            width = os.get_terminal_size().columns
        except OSError:
            width = 80
    return max(30, min(MOST_COLUMNS, width or 80))


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """The text in lines of the width; `first` begins the first of them, `rest` the others. No word is cut."""
    return textwrap.fill(
        " ".join(text.split()),
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
