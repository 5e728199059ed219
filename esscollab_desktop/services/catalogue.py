"""What a reader can do with the book: list it, and open a page by its code."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from esscollab_desktop.domain.book import (
    BookInfo,
    ExampleEntry,
    GlossaryTerm,
    Group,
    Jurisdiction,
    Kind,
    Organization,
    Practice,
    PracticeEntry,
    Source,
    Topic,
    Translation,
)
from esscollab_desktop.domain.page import Page, Section
from esscollab_desktop.services import pages
from esscollab_desktop.services.book_pages import BookPages
from esscollab_desktop.services.naming import Naming
from esscollab_desktop.storage.catalogue.connections import damaged
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

ABOUT = "about"


class Catalogue:
    """The open book. Every method may be called from any thread, and raises UserError on damage."""

    def __init__(self, reader: CatalogueReader) -> None:
        self._reader = reader
        self.info: BookInfo = reader.info
        self._pages = BookPages(self, reader)

    @property
    def reader(self) -> CatalogueReader:
        """The records themselves, for services that compare them or lay them out."""
        return self._reader

    def close(self) -> None:
        self._reader.close()

    def practices(self) -> tuple[PracticeEntry, ...]:
        return self._practices

    def groups(self) -> tuple[Group, ...]:
        """How many examples stand where, in the book's order."""
        return self._groups

    def entries(
        self,
        practice: str = "",
        jurisdiction: str = "",
        kind: Kind | None = None,
        pack: str | None = None,
    ) -> tuple[ExampleEntry, ...]:
        """The examples of one group, in the book's order; what is empty does not narrow.

        A catalogue is one pack that does not know its name: with any other `pack` it has none.
        """
        return () if pack else self._reader.entries(practice, jurisdiction, kind)

    def entry(self, code: str) -> ExampleEntry:
        """One example, as a row of the tree. Raises KeyError for any other code."""
        return self._reader.entry(code)

    def examples(self) -> tuple[ExampleEntry, ...]:
        """All examples, by practice, published before related; they may be a hundred thousand."""
        return self._reader.examples()

    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        return tuple(self._places.values())

    @cached_property
    def _practices(self) -> tuple[PracticeEntry, ...]:
        return self._reader.practices()

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        return self._reader.groups()

    @cached_property
    def _places(self) -> dict[str, Jurisdiction]:
        return {place.code: place for place in self._reader.jurisdictions()}

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self._reader.topics()}

    @cached_property
    def _terms(self) -> dict[str, GlossaryTerm]:
        return {term.code: term for term in self._reader.glossary_terms()}

    @cached_property
    def _organizations(self) -> dict[str, Organization]:
        return {organization.id: organization for organization in self._reader.organizations()}

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self._reader, self._reader.aliases(), self._places.values(), self._words)

    def _words(self) -> list[tuple[str, str]]:
        """Names of organizations, terms and topics with their codes."""
        named = [(held.code, (held.name, *held.names)) for held in self._organizations.values()]
        named += [(term.code, (term.term, *term.names)) for term in self._terms.values()]
        named += [(topic.code, (topic.label, *topic.names)) for topic in self._topics.values()]
        return [(name, code) for code, names in named for name in names]

    def imprint(self, code: str) -> tuple[str, str]:
        """Title and edition of what a code's page is from: here always this book."""
        return self.info.title, self.info.edition

    def translation(self, code: str, language: str) -> Translation | None:
        """A book's example in another language, where it has been put into it."""
        return next((t for t in self._reader.translations(code) if t.language == language), None)

    def glossary_terms(self, code: str = "") -> tuple[GlossaryTerm, ...]:
        """All terms of the glossary, in the book's order, with their other forms; the same for every code."""
        return tuple(self._terms.values())

    def topics(self) -> tuple[Topic, ...]:
        return tuple(self._topics.values())

    def aliases(self) -> dict[str, str]:
        """Codes that are no longer used, each with the code that took its place."""
        return self._reader.aliases()

    def title_of(self, code: str) -> str:
        """The title of a known code, without building its page. Raises KeyError for any other."""
        if code == ABOUT:
            return "About this book"
        kind, colon, name = code.partition(":")
        if not colon:
            return self._title_of_label(code)
        if kind == "state":
            return self._places[name].name
        if kind == "org":
            return self._reader.organization(name).name
        if kind == "topic":
            return self._topics[name].label
        if kind == "glossary":
            return self._terms[code].term
        return self._reader.sources([name])[name].title

    def _title_of_label(self, code: str) -> str:
        titles = {practice.code: practice.title for practice in self._practices}
        return titles[code] if code in titles else pages.example_entry(self.entry(code), self._places).label

    def resolve(self, text: str) -> str:
        """The known code that a typed text means: `4.ma`, `state:MI`, `MI`, `michigan`, `OSSE`, `SEA`.

        Raises UserError naming the nearest codes, or the choice where several agencies share a short name.
        """
        return self._naming.resolve(text)

    def leads_to(self, code: str) -> str:
        """The code of the page that a written code opens now, by itself or as a former one; else empty."""
        return self._naming.leads_to(code)

    def practice(self, code: str) -> Practice:
        """The whole record of a known practice."""
        return self._reader.practice(code)

    def sources(self, names: Iterable[str]) -> dict[str, Source]:
        """The sources with these ids, by id."""
        return self._reader.sources(names)

    def practice_part(self, code: str) -> tuple[Section, tuple[Source, ...]]:
        """A known practice as the last section of an example’s page, with the sources that it counts."""
        return pages.practice_part(self._reader, code)

    def page(self, code: str, own: Sequence[ExampleEntry] = ()) -> Page:
        """The page of any code, also `state:MI`, `org:…`, `topic:…`, `glossary:…`, `source:…` and `about`.

        `own`: the user's own examples, which the pages of practices and jurisdictions list with the book's.
        """
        code = self.resolve(code)
        try:
            return self._pages.page(code, own)
        except KeyError as bad:
            # The code is one of the book's own, so what it leads to can only be missing by damage.
            raise damaged(self._reader.path) from bad
