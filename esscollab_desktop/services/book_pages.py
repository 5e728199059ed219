"""Puts the pages of a book together from its records, with lists of examples of any length."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import ExampleEntry, GlossaryTerm, Jurisdiction, Kind, Topic
from esscollab_desktop.domain.page import Block, Entry, EntryList, Page
from esscollab_desktop.services import listing, pages, word_pages
from esscollab_desktop.services.about_page import about_page
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.catalogue.tallies import Tally

if TYPE_CHECKING:
    from esscollab_desktop.services.catalogue import Catalogue


class BookPages:
    """The pages of one open book."""

    def __init__(self, book: "Catalogue", reader: CatalogueReader) -> None:
        self._book = book
        self._reader = reader

    @cached_property
    def _places(self) -> dict[str, Jurisdiction]:
        return {place.code: place for place in self._book.jurisdictions()}

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self._book.topics()}

    @cached_property
    def _terms(self) -> dict[str, GlossaryTerm]:
        return {term.code: term for term in self._book.glossary_terms()}

    def page(self, code: str, own: Sequence[ExampleEntry]) -> Page:
        """The page of a known code. Raises KeyError where something is missing by damage."""
        if code == "about":
            return about_page(self._reader, self._book.title_of(code))
        if codes.is_practice(code):
            under = self._under(code, [e for e in own if e.practice == code])
            return pages.practice_page(self._reader, self._reader.practice(code), under)
        if codes.is_example(code):
            example = self._reader.example(code)
            place = self._places[example.jurisdiction]
            return pages.example_page(self._reader, example, place, self._topics)
        if codes.is_state(code):
            return self._state_page(self._places[codes.jurisdiction_of(code)], own)
        kind, _colon, name = code.partition(":")
        layouts = {
            "org": self._organization_page,
            "topic": self._topic_page,
            "glossary": self._term_page,
            "source": self._source_page,
        }
        return layouts[kind](name)

    def _line(self, example: ExampleEntry) -> Entry:
        return pages.example_entry(example, self._places)

    def _under(self, practice: str, own: Sequence[ExampleEntry]) -> dict[Kind, tuple[Block, ...]]:
        """The examples of a practice by kind; a kind without any is left out."""
        counts = {kind: Counter[str]() for kind in Kind}
        for group in self._book.groups():
            if group.practice == practice:
                counts[group.kind][group.jurisdiction] += group.count
        counts[Kind.OWN].update(e.jurisdiction for e in own)
        found: dict[Kind, tuple[Block, ...]] = {}
        for kind, held in counts.items():
            if held:
                book = partial(self._book.entries, practice, kind=kind)
                found[kind] = self._listed(held, (lambda: own) if kind is Kind.OWN else book)
        return found

    def _listed(
        self, counts: Counter[str], examples: Callable[[], Iterable[ExampleEntry]]
    ) -> tuple[Block, ...]:
        """All of them, or how many there are in each state."""
        if counts.total() > listing.MOST:
            return listing.by_state(counts, self._places)
        return (EntryList(tuple(map(self._line, examples()))),)

    def _counted(self, tallies: Iterable[Tally]) -> tuple[Block, ...]:
        counts: Counter[str] = Counter()
        for tally in tallies:
            counts[tally.jurisdiction] += tally.count
        return listing.by_state(counts, self._places)

    def _state_page(self, place: Jurisdiction, own: Sequence[ExampleEntry]) -> Page:
        mine = [e for e in own if e.jurisdiction == place.code]
        counts: Counter[str] = Counter()
        for group in self._book.groups():
            counts[group.practice] += group.count if group.jurisdiction == place.code else 0
        most = listing.MOST if counts.total() <= listing.MOST else listing.FIRST
        held = {}
        for practice in self._book.practices():
            book = tuple(map(self._line, self._reader.entries(practice.code, place.code, most=most)))
            written = tuple(self._line(e) for e in mine if e.practice == practice.code)
            if book or written:
                held[practice] = listing.cut(book, counts[practice.code], written)
        nearby = () if held else self._nearby(place, own)
        return pages.jurisdiction_page(place, held, nearby, self._places)

    def _nearby(self, place: Jurisdiction, own: Sequence[ExampleEntry]) -> tuple[Entry, ...]:
        """The states around it that have examples, with their codes or how many there are."""
        found = []
        for other in place.neighbors:
            mine = [e.code for e in own if e.jurisdiction == other]
            total = sum(group.count for group in self._book.groups() if group.jurisdiction == other)
            if total + len(mine) > listing.CODES:
                told = listing.how_many(total + len(mine))
            else:
                told = ", ".join([*(e.code for e in self._book.entries(jurisdiction=other)), *mine])
            if told:
                found.append(Entry(self._places[other].name, told, f"state:{other}"))
        return tuple(found)

    def _organization_page(self, name: str) -> Page:
        organization = self._reader.organization(name)
        terms = [term for term in self._terms.values() if organization.code in term.see]
        if tallies := self._reader.tally(organization.code):
            acts = self._counted(tallies)
        else:
            deeds = self._reader.deeds(name)
            named = self._named(deed.example for deed in deeds)
            told = tuple(word_pages.deed_entry(named[deed.example], deed) for deed in deeds)
            acts = (EntryList(told),) if told else ()
        return word_pages.organization_page(organization, acts, terms)

    def _topic_page(self, name: str) -> Page:
        wanted = {name}
        for topic in self._topics.values():
            wanted |= {topic.id} if name in self._above(topic) else set()
        stages = {self._topics[topic].label for topic in wanted if self._topics[topic].group == "stage"}
        if tallies := self._reader.tally(f"topic:{name}"):
            of_kinds = {kind: [tally for tally in tallies if tally.kind is kind] for kind in Kind}
            under = {kind: self._counted(held) for kind, held in of_kinds.items() if held}
        else:
            filed = self._reader.filed_under(wanted, stages)
            lines = {kind: tuple(self._line(e) for e in filed if e.kind is kind) for kind in Kind}
            under = {kind: (EntryList(held),) for kind, held in lines.items() if held}
        return word_pages.topic_page(self._topics[name], self._topics, under)

    def _above(self, topic: Topic) -> list[str]:
        found: list[str] = []
        while topic.broader and topic.broader not in found:
            found.append(topic.broader)
            topic = self._topics[topic.broader]
        return found

    def _term_page(self, name: str) -> Page:
        term = self._terms[f"glossary:{name}"]
        found = self._reader.sources(term.sources)
        named = self._named(term.see)
        see = [named[code] for code in term.see]
        return word_pages.term_page(term, tuple(found[source] for source in term.sources), see)

    def _source_page(self, name: str) -> Page:
        tallies = self._reader.tally(f"source:{name}")
        citations = self._reader.cited_in(name, with_examples=not tallies)
        named = self._named(citation.code for citation in citations)
        told = tuple(word_pages.cited_entry(named[cited.code], cited) for cited in citations)
        cited: tuple[Block, ...] = (EntryList(told),) if told else ()
        if tallies:
            cited += self._counted(tallies)
        return word_pages.source_page(self._reader.sources([name])[name], cited)

    def _named(self, wanted: Iterable[str]) -> dict[str, Entry]:
        """How codes are shown, by code: with the title, and the kind of an example."""
        listed = list(wanted)
        examples = self._reader.entries_of(listed)
        return {
            code: Entry(
                self._line(examples[code]).label if code in examples else self._book.title_of(code),
                code=code,
                kind=examples[code].kind if code in examples else None,
            )
            for code in listed
        }
