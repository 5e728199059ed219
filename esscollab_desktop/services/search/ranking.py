"""How well a row answers: what tells most, where it counts most, all of it before some of it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from esscollab_desktop.domain.search import words_of
from esscollab_desktop.services.search.terms import Term
from esscollab_desktop.storage.catalogue.search import Row

# A whole word in the least of the columns counts more than a beginning in the first.
COLUMNS = {
    "code": 3.0,
    "title": 3.0,
    "headline": 2.2,
    "text": 2.0,
    "partners": 1.9,
    "topics": 1.5,
    "related": 1.6,
    "growth": 1.1,
    "resources": 1.1,
    "sources": 1.0,
}
# What people look for is what states did; the words around it come after.
KINDS = {
    "practice": 0.9,
    "published": 1.0,
    "related": 1.0,
    "own": 1.0,
    "note": 0.75,
    "jurisdiction": 0.8,
    "organization": 0.5,
    "topic": 0.5,
    "glossary": 0.55,
    "source": 0.33,
    "about": 0.7,
}
_SIDE_BY_SIDE = 0.25
_IN_ONE_LINE = 1.0
_ELSEWHERE = 0.08
# Columns of running text, a paragraph to a line.
_RUNNING = ("headline", "text", "related", "growth")
_SIGNS = "’‘“”–—…•"
# No sentence ends with an initial: W.K. Kellogg.
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\W[A-Z]\.)[”’\"]?\s+(?=[\W_]*[^\W_])")
_SPACES = str.maketrans(dict.fromkeys(_SIGNS, " "))
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}


class Text:
    """One row with its columns as they are compared: folded words between single spaces."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.columns = tuple(
            (name, weight, spaced(text))
            for name, weight in COLUMNS.items()
            if (text := row.columns.get(name))
        )
        self.all = "".join(text for _name, _weight, text in self.columns)
        self.kind = KINDS.get(row.kind, 0.5)
        self._sentences: dict[str, list[tuple[str, str]]] = {}

    @cached_property
    def label(self) -> str:
        """The label as it is compared."""
        return spaced(self.row.label)

    def sentences(self, line: str) -> list[tuple[str, str]]:
        """The sentences of one of the lines, as they are and as they are compared."""
        if line not in self._sentences:
            self._sentences[line] = [(part, spaced(part)) for part in _SENTENCE.split(line) if part]
        return self._sentences[line]

    @cached_property
    def lines(self) -> dict[str, list[tuple[str, str]]]:
        """The lines of each column, as they are and as they are compared."""
        return {
            name: [(line, spaced(line)) for line in self.row.columns[name].split("\n") if line.strip()]
            for name, _weight, _text in self.columns
        }


def spaced(text: str) -> str:
    """A text as ` folded words between spaces `; what the index takes for words and no more."""
    if not text.isascii():
        text = text.translate(_SPACES) if any(sign in text for sign in _SIGNS) else text
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
            return f" {' '.join(word for *_, word in words_of(text))} "
    return f" {' '.join(text.lower().translate(_ASCII).split())} "


@dataclass(frozen=True, slots=True)
class Score:
    """How well, and which columns told it, by term, the best first."""

    points: float
    columns: tuple[tuple[str, ...], ...]


def score(text: Text, terms: Sequence[Term], pairs: Sequence[tuple[int, str]]) -> Score | None:
    """None where the text holds none of it, or lacks what must be there."""
    reached = possible = 0.0
    hits: list[float] = []
    columns: list[tuple[str, ...]] = []
    for term in terms:
        possible += term.weight
        best, where = _evidence(text, term)
        if not best and term.is_wanted:
            return None
        if best:
            reached += term.weight
        hits.append(best * term.weight)
        columns.append(where)
    if not reached:
        return None
    total = sum(hits)
    for at, together in pairs:
        if hits[at] and hits[at + 1] and together in text.all:
            total += _SIDE_BY_SIDE * (hits[at] + hits[at + 1])
    if sum(map(bool, hits)) > 1:
        total += _IN_ONE_LINE * _best_line(text, terms)
    return Score(total / possible * (reached / possible) ** 2 * text.kind, tuple(columns))


def _best_line(text: Text, terms: Sequence[Term]) -> float:
    """The most that one paragraph holds: words that stand together belong together."""
    return max(
        (
            sum(term.weight * held(folded, term) for term in terms)
            for name in _RUNNING
            for _line, folded in text.lines.get(name, ())
        ),
        default=0.0,
    )


def held(words: str, term: Term) -> float:
    """How much the best that some words hold of a term counts; 0 for nothing."""
    return max((counts for sought, counts in term.sought if sought in words), default=0.0)


def _evidence(text: Text, term: Term) -> tuple[float, tuple[str, ...]]:
    there = [(sought, counts) for sought, counts in term.sought if sought in text.all]
    if not there:
        return 0.0, ()
    found: list[tuple[float, str]] = []
    for name, weight, words in text.columns:
        best = max((counts for sought, counts in there if sought in words), default=0.0)
        if best:
            found.append((weight * best, name))
    if not found:
        return 0.0, ()
    found.sort(reverse=True, key=lambda one: one[0])
    return found[0][0] * (1 + _ELSEWHERE * (len(found) - 1)), tuple(name for _points, name in found)
