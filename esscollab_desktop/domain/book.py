"""Records of the book, as they leave storage: frozen, plain text, no markup."""

from dataclasses import dataclass
from enum import StrEnum

# The stages of the work on a plan, in their order.
STAGES = ("before the plan", "writing the plan", "comment and review", "after approval")


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

    @property
    def code(self) -> str:
        return f"org:{self.id}"


@dataclass(frozen=True, slots=True)
class Partner:
    """Who acted with the agency. `kind` is RELATED where only the related facts name it, else None."""

    organization: str
    name: str
    role: str = ""
    kind: Kind | None = None


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
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExampleEntry:
    """What a tree row needs of an example, without its text. `district`: of an own example, may be empty."""

    code: str
    practice: str
    jurisdiction: str
    kind: Kind
    heading: str
    headline: str = ""
    district: str = ""


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
    topics: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    dates: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """An example in another language. `facts` are the texts of its facts, in the same order."""

    example: str
    language: str
    heading: str
    headline: str
    summary: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What an example is about. `names`: other words for it; `broader`: the id of the wider topic.

    `group`: "people" (stakeholder groups), "method" or "stage" (of the work on a plan).
    """

    id: str
    label: str
    group: str
    names: tuple[str, ...] = ()
    broader: str = ""
    note: str = ""

    @property
    def code(self) -> str:
        return f"topic:{self.id}"


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term with its meaning. `see`: codes of records that have to do with it.

    `general`: empty where the meaning rests on the sources; "yes", or what of it does not, where it rests
    on general knowledge.
    """

    code: str
    term: str
    meaning: str
    group: str
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    general: str = ""
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that rests on a source. `where`: letters of facts, or words such as "guidance"."""

    code: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """What an organization did in one example. `name`: as the source writes it, where that differs."""

    example: str
    role: str
    name: str = ""


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
class Group:
    """How many examples one pack has of one kind under one practice in one jurisdiction; never 0.

    `pack` is the pack's name, empty for the book itself and for own examples.
    """

    practice: str
    jurisdiction: str
    kind: Kind
    count: int
    pack: str = ""
