"""Records of the book, as they leave storage: frozen, plain text, no markup."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Where an example or a fact comes from; told apart on screen, in print and in exports."""

    PUBLISHED = "published"
    RELATED = "related"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Source:
    """What a fact rests on. `seen` says how much of it was available, empty where all of it was."""

    id: str
    title: str
    publisher: str
    address: str
    date: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One paragraph that can be cited aloud by its letter (`4.MA, c`).

    `broke_off`: the source's own text ended in the middle; nothing is guessed beyond it.
    """

    letter: str
    text: str
    sources: tuple[str, ...]
    kind: Kind
    broke_off: bool = False


@dataclass(frozen=True, slots=True)
class Organization:
    """One record per organization, whatever its name in this or that source. `names`: the other names."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    organization: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A state, DC, Puerto Rico, an outlying area or BIE, with its SEA (state education agency).

    `window`: the submission window of its 2017 plan, empty where none was seen.
    """

    code: str
    name: str
    kind: str
    sea_name: str
    sea_acronym: str
    sea_website: str
    window: str
    neighbors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleEntry:
    """What a tree row needs of an example, without its text."""

    code: str
    practice: str
    jurisdiction: str
    kind: Kind
    heading: str
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """What one jurisdiction did under one practice. `heading` is the page's own, may be empty."""

    code: str
    practice: str
    jurisdiction: str
    kind: Kind
    heading: str
    headline: str
    summary: str
    facts: tuple[Fact, ...]
    partners: tuple[Partner, ...]
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class GrowthTheme:
    title: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    title: str
    publisher: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """One of the numbered practices. `view` says how much of its own page was seen."""

    code: str
    theme: str
    title: str
    report_title: str
    guidance: str
    view: str
    sources: tuple[str, ...]
    growth: tuple[GrowthTheme, ...]
    background: tuple[Fact, ...]
    resources: tuple[Resource, ...]
    growth_note: str = ""
    resources_note: str = ""
    growth_note_sources: tuple[str, ...] = ()
    resources_note_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """What a tree row needs of a practice."""

    code: str
    theme: str
    title: str


@dataclass(frozen=True, slots=True)
class AboutText:
    """One part of what the book says about itself, its law and its dates."""

    title: str
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookInfo:
    """The `meta` of the open book."""

    title: str
    edition: str
    edition_date: str
    schema: int
    content_hash: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. `snippet` marks the words found with the characters U+E000 and U+E001."""

    code: str
    title: str
    kind: str
    snippet: str
    where: str = ""
