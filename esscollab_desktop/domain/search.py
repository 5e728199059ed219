"""What a search gives back: one list of results of every kind, and how hits are found in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")

Range = tuple[int, int]


class ResultKind(StrEnum):
    """What a result is; the value is its name in `--json` and in the filter `kind:`."""

    PRACTICE = "practice"
    PUBLISHED = "published"
    RELATED = "related"
    OWN = "own"
    FACT = "fact"
    STATE = "state"
    PARTNER = "partner"
    TOPIC = "topic"
    TERM = "term"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list.

    `code` is the page that it opens, `letter` the paragraph there that the hit stands in, `note` the id of a
    note. `text` is the sentence around the hit; `marks` and `title_marks` are its hits as ranges of code
    points. `reason` says in words why it is here: "Your word, in Partners and in paragraph a".
    """

    code: str
    kind: ResultKind
    title: str
    text: str
    reason: str
    letter: str = ""
    note: str = ""
    marks: tuple[Range, ...] = ()
    title_marks: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known for one question.

    `patterns` are what `spans` marks in a page: folded words with a space between those of a phrase, a `*`
    after a beginning. `nearest`: what to try instead where nothing was found; each is a question.
    `ignored`: filters that mean nothing here, as typed. `more`: there are more results than these.
    """

    question: str
    results: tuple[Result, ...] = ()
    patterns: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    more: bool = False


def fold(text: str) -> str:
    """As words are compared: without case, without accents. Its length may differ from the text's."""
    if text.isascii():
        return text.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.casefold()


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of a text: where it begins and ends, and how it is compared."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), fold(found[0])


def spans(text: str, patterns: Iterable[str]) -> tuple[Range, ...]:
    """Where the patterns of an `Answer` are in a text, in order; of two that overlap, the longer."""
    words = list(words_of(text))
    wanted = [(pattern.removesuffix("*").split(), pattern.endswith("*")) for pattern in patterns]
    wanted = sorted((w for w in wanted if w[0]), key=lambda w: (-len(w[0]), w[1]))
    firsts = tuple({phrase[0] for phrase, _ in wanted})
    found: list[Range] = []
    at = 0
    while firsts and at < len(words):
        taken = 0
        if words[at][2].startswith(firsts):
            taken = next((len(p) for p, begins in wanted if _stands(words, at, p, begins)), 0)
        if taken:
            found.append((words[at][0], words[at + taken - 1][1]))
        at += max(1, taken)
    return tuple(found)


def _stands(words: Sequence[tuple[int, int, str]], at: int, phrase: Sequence[str], begins: bool) -> bool:
    if at + len(phrase) > len(words):
        return False
    for offset, wanted in enumerate(phrase):
        there = words[at + offset][2]
        unfinished = begins and offset == len(phrase) - 1
        if not (there.startswith(wanted) if unfinished else there == wanted):
            return False
    return True
