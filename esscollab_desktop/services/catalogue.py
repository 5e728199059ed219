"""What a reader can do with the book: list it, open a page by its code, search it."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import (
    BookInfo,
    ExampleEntry,
    GlossaryTerm,
    Hit,
    Jurisdiction,
    Organization,
    Practice,
    PracticeEntry,
    Source,
    Topic,
)
from esscollab_desktop.domain.page import Entry, Page, Section
from esscollab_desktop.services import pages, word_pages
from esscollab_desktop.services.about_page import about_page
from esscollab_desktop.services.naming import Naming
from esscollab_desktop.storage.catalogue.connections import damaged
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

ABOUT = "about"


class Catalogue:
    """The open book. Every method may be called from any thread, and raises UserError on damage."""

    def __init__(self, reader: CatalogueReader) -> None:
        self._reader = reader
        self.info: BookInfo = reader.info

    def close(self) -> None:
        self._reader.close()

    def practices(self) -> tuple[PracticeEntry, ...]:
        return self._practices

    def examples(self) -> tuple[ExampleEntry, ...]:
        """All examples, by practice, published before related."""
        return self._examples

    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        return tuple(self._places.values())

    @cached_property
    def _practices(self) -> tuple[PracticeEntry, ...]:
        return self._reader.practices()

    @cached_property
    def _examples(self) -> tuple[ExampleEntry, ...]:
        return self._reader.examples()

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
        return Naming(self._reader.codes(), self._reader.aliases(), self._places.values(), self._words)

    def _words(self) -> list[tuple[str, str]]:
        """Names of organizations, terms and topics with their codes."""
        named = [(held.code, (held.name, *held.names)) for held in self._organizations.values()]
        named += [(term.code, (term.term, *term.names)) for term in self._terms.values()]
        named += [(topic.code, (topic.label, *topic.names)) for topic in self._topics.values()]
        return [(name, code) for code, names in named for name in names]

    def glossary_terms(self) -> tuple[GlossaryTerm, ...]:
        """All terms of the glossary, in the book's order, with their other forms."""
        return tuple(self._terms.values())

    def topics(self) -> tuple[Topic, ...]:
        return tuple(self._topics.values())

    @cached_property
    def _titles(self) -> dict[str, str]:
        found = {practice.code: practice.title for practice in self._practices}
        found |= {
            example.code: pages.example_title(self._places[example.jurisdiction], example.heading)
            for example in self._examples
        }
        return found | {f"state:{place.code}": place.name for place in self._places.values()}

    def title_of(self, code: str) -> str:
        """The title of a known code, without building its page."""
        if code == ABOUT:
            return "About this book"
        kind, colon, name = code.partition(":")
        if not colon or kind == "state":
            return self._titles[code]
        if kind == "org":
            return self._organizations[name].name
        if kind == "topic":
            return self._topics[name].label
        if kind == "glossary":
            return self._terms[code].term
        return self._reader.sources([name])[name].title

    def resolve(self, text: str) -> str:
        """The known code that a typed text means: `4.ma`, `state:MI`, `MI`, `michigan`, `OSSE`, `SEA`.

        Raises UserError naming the nearest codes, or the choice where several agencies share a short name.
        """
        return self._naming.resolve(text)

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
            return self._page(code, own)
        except KeyError as bad:
            # The code is one of the book's own, so what it leads to can only be missing by damage.
            raise damaged(self._reader.path) from bad

    def _page(self, code: str, own: Sequence[ExampleEntry]) -> Page:
        if code == ABOUT:
            return about_page(self._reader, self.title_of(code))
        if codes.is_practice(code):
            under = [example for example in (*self._examples, *own) if example.practice == code]
            return pages.practice_page(self._reader, self._reader.practice(code), under, self._places)
        if codes.is_example(code):
            example = self._reader.example(code)
            place = self._places[example.jurisdiction]
            return pages.example_page(self._reader, example, place, self._topics)
        if codes.is_state(code):
            place = self._places[codes.jurisdiction_of(code)]
            return pages.jurisdiction_page(place, self._practices, (*self._examples, *own), self._places)
        kind, _colon, name = code.partition(":")
        layouts = {
            "org": self._organization_page,
            "topic": self._topic_page,
            "glossary": self._term_page,
            "source": self._source_page,
        }
        return layouts[kind](name)

    def _organization_page(self, name: str) -> Page:
        organization = self._organizations[name]
        terms = [term for term in self._terms.values() if organization.code in term.see]
        deeds = self._reader.deeds(name)
        return word_pages.organization_page(organization, deeds, self._examples, terms, self.title_of)

    def _topic_page(self, name: str) -> Page:
        wanted = {name}
        for topic in self._topics.values():
            wanted |= {topic.id} if name in self._above(topic) else set()
        labels = {self._topics[topic].label for topic in wanted if self._topics[topic].group == "stage"}
        filed = {example for example, words in self._reader.filed_under() if words in wanted | labels}
        examples = [example for example in self._examples if example.code in filed]
        return word_pages.topic_page(self._topics[name], self._topics, examples, self.title_of)

    def _above(self, topic: Topic) -> list[str]:
        found: list[str] = []
        while topic.broader and topic.broader not in found:
            found.append(topic.broader)
            topic = self._topics[topic.broader]
        return found

    def _term_page(self, name: str) -> Page:
        term = self._terms[f"glossary:{name}"]
        found = self._reader.sources(term.sources)
        see = [self._entry(code) for code in term.see]
        return word_pages.term_page(term, tuple(found[source] for source in term.sources), see)

    def _source_page(self, name: str) -> Page:
        citations = self._reader.cited_in(name)
        entries = {citation.code: self._entry(citation.code) for citation in citations}
        return word_pages.source_page(self._reader.sources([name])[name], citations, entries)

    def _entry(self, code: str) -> Entry:
        kind = next((example.kind for example in self._examples if example.code == code), None)
        return Entry(self.title_of(code), code=code, kind=kind)

    def find(self, words: str, limit: int = 20) -> list[Hit]:
        """The best hits for any text; snippets mark the words with U+E000 and U+E001."""
        return self._reader.search(words, limit)

    def matching(self, words: str) -> frozenset[str]:
        """The codes that stay in the tree while these words are typed; the last may be unfinished."""
        return self._reader.matching(words)
