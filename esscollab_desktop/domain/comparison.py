"""Two to four examples side by side: what stands in each row of each column, before it is window or paper."""

import re
from dataclasses import dataclass

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.page import Block

FEWEST, MOST = 2, 4

_COUNTED = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?"
    "|dozens?|half|percent"
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.|Feb\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\."
)
# What counts nothing: days, years, school years, versions of a paper.
_DATES = re.compile(
    rf"\b(?:{_MONTHS})\s+\d{{1,2}}(?:\s+(?:and|to|or)\s+\d{{1,2}})?\b|\b(?:19|20)\d\d(?:[-–]\d\d(?:\d\d)?)?\b"
    r"|\b[Dd]rafts? #?\d+\b|#\d+\b"
)
_NUMBER = re.compile(rf"\d|%|\b(?:{_COUNTED})\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[“‘\"(]?[A-Z0-9])")
_NO_END = re.compile(r"(?:\b[A-Z]|\b(?:St|Dr|Mr|Mrs|Ms|No|vs|Inc|Jr|Sr|Sen|Rep|Gov))\.$")


@dataclass(frozen=True, slots=True)
class Column:
    """One example. `mark` is its kind in words, `pack` the title of the pack that it is from, or empty.

    `edition` is that of the book or pack, empty for the user's own.
    """

    code: str
    title: str
    kind: Kind
    mark: str
    state: str
    agency: str
    pack: str = ""
    edition: str = ""

    @property
    def name(self) -> str:
        """The example in few words, as it is spoken: `4.MA Massachusetts`."""
        return f"{self.code} {self.title.partition(':')[0]}"


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a cell and is of one origin; `kind` is the column's, or RELATED for related facts."""

    kind: Kind
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """`sources` are those of the example's page, counted from 1 as its paragraphs' `refs` do.

    A cell without anything says so with `missing`.
    """

    parts: tuple[Part, ...] = ()
    sources: tuple[Source, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, and a cell for each column."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """`4.MA, 4.KS-own and 2.IL compared`."""
        *first, last = (column.code for column in self.columns)
        return f"{', '.join(first)} and {last} compared"


def sentences_with_numbers(text: str) -> str:
    """The sentences of a paragraph that count something: in digits or in words; days and years don't."""
    return " ".join(s for s in _sentences(text) if _NUMBER.search(_DATES.sub(" ", s)))


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for end in _SENTENCE_ENDS.finditer(text):
        sentence = text[start : end.start()]
        if not _NO_END.search(sentence):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [*found, text[start:].strip()]
