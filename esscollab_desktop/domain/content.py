"""One whole book in memory: what the content sources hold once they are read and checked."""

from dataclasses import dataclass, field

from esscollab_desktop.domain.book import (
    AboutText,
    Example,
    GlossaryTerm,
    Jurisdiction,
    Organization,
    Practice,
    Resource,
    Source,
    Topic,
    Translation,
)


@dataclass(frozen=True, slots=True)
class BookFields:
    """The fields of book.yaml. `name` is the pack's, `needs` the oldest ESSCollab that reads it."""

    title: str = ""
    edition: str = ""
    edition_date: str = ""
    publisher: str = ""
    language: str = ""
    rights: str = ""
    about: tuple[AboutText, ...] = ()
    missing: tuple[str, ...] = ()
    name: str = ""
    needs: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a record stands: the file, relative to the content folder, and the line in it."""

    file: str
    line: int


@dataclass(slots=True)
class Content:
    """One book, in reading order. `fips` is by jurisdiction; a partner's name is as the source writes it.

    `resources` holds all of them, also those that belong to no single practice. `aliases` leads from codes
    that are no longer used to those that took their place. `places` is by record: a code, or a code and what
    belongs to it (`4.MA/c`, `4/growth/1`).
    """

    book: BookFields = field(default_factory=BookFields)
    sources: dict[str, Source] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    jurisdictions: dict[str, Jurisdiction] = field(default_factory=dict)
    fips: dict[str, str] = field(default_factory=dict)
    practices: list[Practice] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    topics: dict[str, Topic] = field(default_factory=dict)
    glossary: dict[str, GlossaryTerm] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    translations: list[Translation] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)


def codes_of(content: Content) -> dict[str, str]:
    """All codes that open a page, each with the kind of its record, in the book's order."""
    kinds = {practice.code: "practice" for practice in content.practices}
    kinds |= {example.code: "example" for example in content.examples}
    kinds |= {f"state:{code}": "jurisdiction" for code in content.jurisdictions}
    kinds |= {organization.code: "organization" for organization in content.organizations.values()}
    kinds |= {topic.code: "topic" for topic in content.topics.values()}
    kinds |= dict.fromkeys(content.glossary, "glossary")
    kinds |= {f"source:{name}": "source" for name in content.sources}
    kinds["about"] = "book"
    return kinds
