"""What a search gives back: one list of results of every kind, and how hits are found in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


# Signs that one types otherwise than a book prints them: quotes, dashes, minus.
_TYPED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)

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
    ABOUT = "about"
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


FilterChoice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What a list of results can be narrowed by: each a typed filter (`kind:related`) and its words."""

    kinds: tuple[FilterChoice, ...] = ()
    states: tuple[FilterChoice, ...] = ()
    topics: tuple[FilterChoice, ...] = ()
    meetings: tuple[FilterChoice, ...] = ()


def fold(text: str) -> str:
    """As words are compared: without case, without accents. Its length may differ from the text's."""
    if text.isascii():
        return text.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.casefold()


@lru_cache(maxsize=4096)
def _folds_to_one(character: str) -> bool:
    return len(fold(character)) == 1


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of a text: where it begins and ends, and how it is compared."""
    if text.isascii() or all(map(_folds_to_one, set(text))):
        # What almost every text allows, and several times as quick.
        for found in _WORD.finditer(fold(text)):
            yield found.start(), found.end(), found[0]
        return
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), fold(found[0])


def spans(text: str, patterns: Iterable[str]) -> tuple[Range, ...]:
    """Where the patterns of an `Answer` are in a text, in order; of two that begin together, the longer."""
    whole, first = _by_first_word(tuple(patterns))
    words = list(words_of(text)) if whole else []
    found: list[Range] = []
    at = 0
    while at < len(words):
        word = words[at][2]
        taken = max(
            (len(p) for p, is_open in whole.get(word, ()) if _stands(words, at, p, is_open)), default=0
        )
        if not taken and first and word.startswith(first):
            taken = 1
        if taken:
            found.append((words[at][0], words[at + taken - 1][1]))
        at += max(1, taken)
    return tuple(found)


@lru_cache(maxsize=16)
def _by_first_word(
    patterns: tuple[str, ...],
) -> tuple[dict[str, list[tuple[list[str], bool]]], tuple[str, ...]]:
    """The patterns by their first word, each with whether its last is open; and the beginnings of words."""
    whole: dict[str, list[tuple[list[str], bool]]] = {}
    begins: list[str] = []
    for pattern in patterns:
        phrase = pattern.removesuffix("*").split()
        if phrase:
            is_open = pattern.endswith("*")
            whole.setdefault(phrase[0], []).append((phrase, is_open))
            if is_open and len(phrase) == 1:
                begins.append(phrase[0])
    return whole, tuple(begins)


def _stands(words: Sequence[tuple[int, int, str]], at: int, phrase: Sequence[str], is_open: bool) -> bool:
    """Whether the rest of a phrase whose first word is there stands behind it."""
    if at + len(phrase) > len(words):
        return False
    last = len(phrase) - 1
    return all(
        words[at + n][2].startswith(phrase[n]) if is_open and n == last else words[at + n][2] == phrase[n]
        for n in range(1, last + 1)
    )


def occurrences(text: str, words: str) -> tuple[Range, ...]:
    """Where words stand in a text, also inside of longer ones; in order, none over another.

    Compared by `fold`, signs by how they are typed, any space as a space. A hit covers whole signs of the
    text with the accents that follow them: its folded length may differ from that of `words`.
    """
    wanted, _ = _as_typed(words)
    if not wanted.strip():
        return ()
    folded, places = _as_typed(text)
    found: list[Range] = []
    at = folded.find(wanted)
    while at >= 0:
        last = at + len(wanted)
        start = places[at]
        # Up to where the next sign begins; half of a ligature is marked as the whole sign.
        end = max(places[last] if last < len(places) else len(text), places[last - 1] + 1)
        if not found or start >= found[-1][1]:
            found.append((start, end))
        at = folded.find(wanted, last)
    return tuple(found)


def _as_typed(text: str) -> tuple[str, list[int]]:
    """A text as `occurrences` compares it, and for each of its signs which one of `text` it comes from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        folded = _sign_as_typed(sign)
        signs.append(folded)
        places += [place] * len(folded)
    return "".join(signs), places


@lru_cache(maxsize=4096)
def _sign_as_typed(sign: str) -> str:
    return "".join(" " if c.isspace() else c for c in fold(sign.translate(_TYPED)))
