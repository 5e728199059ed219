"""Reads what was typed: filters, phrases, words. Any text is a question."""

import re
from dataclasses import dataclass

from esscollab_desktop.domain.search import words_of

# As many words as anyone types; more would only cost time.
MOST_WORDS = 24

FILTERS = ("state", "kind", "practice", "topic", "meeting")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"'})
_PART = re.compile(r'([^\W\d_]+):(?:"([^"]*)"|([^\s"]+))|"([^"]*)"|([^\s"]+)')
_POSSESSIVE = re.compile(r"(?<=\w)['’][sS]?(?!\w)")

# Words that a question is built with, and "state", which is in every text here.
_STOP_WORDS = """
a about after all also an and any anybody anyone are around as at be been before being between both but by
can could did do does doing done during each else ever every example examples few for from get give given go
had has have having here how i if in into is it its itself just kind know let like look made make making
many may me might more most much must my no not of off on once one only or other others our out over own
please really same say see shall she he her his should show so some somebody someone something sort state
states such take tell than that the their them then there these they thing things this those through to too
try under up us use used uses using very want was way ways we were what when where whether which while who
whom whose why will with within without would you your
because bring brought came come actual actually got people anything happened happen list find found looking
"""
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Typed:
    """One word as it was typed, or several that stand together: `4.MA`, `1,500`, a phrase in quotes.

    `shown` is as typed; `words` are folded. `is_open`: the last word may still be unfinished. `is_wanted`: it
    was quoted, so it must be there as it stands.
    """

    shown: str
    words: tuple[str, ...]
    is_open: bool = False
    is_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`text` is all that was typed but the filters."""

    text: str
    typed: tuple[Typed, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.typed and not self.filters


def read(text: str) -> Question:
    """What was asked. Words that only build a sentence are left out where others say what is wanted."""
    parts: list[Typed] = []
    filters: list[tuple[str, str]] = []
    kept: list[str] = []
    plain = text.translate(_QUOTES)
    for found in _PART.finditer(plain):
        name, quoted, bare, phrase, chunk = found.groups()
        if name is not None and name.lower() in FILTERS:
            if value := (quoted if quoted is not None else bare).strip():
                filters.append((name.lower(), value))
            continue
        kept.append(found[0])
        is_last = found.end() == len(plain)
        if phrase is not None:
            parts += _typed(phrase, is_wanted=True)
        else:
            parts += _typed(found[0] if chunk is None else chunk, is_last=is_last)
    telling = [part for part in parts if part.is_wanted or not _STOP.issuperset(part.words)]
    return Question(" ".join(kept), tuple((telling or parts)[:MOST_WORDS]), tuple(filters))


def _typed(chunk: str, *, is_last: bool = False, is_wanted: bool = False) -> list[Typed]:
    bare = chunk if is_wanted else _POSSESSIVE.sub("", chunk)
    found = list(words_of(bare))
    if not found:
        return []
    words = tuple(" ".join(word for *_, word in found).split())
    is_open = is_last and not is_wanted and bare[-1:].isalnum()
    return [Typed(bare[found[0][0] : found[-1][1]], words, is_open, is_wanted)] if words else []
