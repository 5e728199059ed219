"""Brings any text into the plain text that content sources hold."""

import re
import unicodedata

from esscollab_desktop.packs.cells import typographic

# What the check of a source text refuses, and what stands for it. Brackets would be taken for source marks.
_STAND_INS = str.maketrans({"[": "(", "]": ")", "<": "‹", ">": "›", "|": "/", "`": "’"})
_DOUBLED = re.compile(r"([*_])\1+")
_LIST_SIGN = re.compile(r"(?:[-*+›/#]+(?=\s|$)|\d+\.(?=\s|$)|#+)\s*")


def source_text(text: str) -> str:
    """The text on one line without markup, list signs and what can't be shown; it may be empty."""
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _is_unseen(c))
    kept = _DOUBLED.sub(r"\1", typographic(kept.translate(_STAND_INS)))
    kept = " ".join(kept.split())
    while sign := _LIST_SIGN.match(kept):
        kept = kept[sign.end() :]
    return kept


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Co", "Cs", "Cn"}
