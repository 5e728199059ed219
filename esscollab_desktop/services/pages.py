"""Lays a record of the book out as the neutral page that window, paper and terminal draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from esscollab_desktop.domain.book import (
    Example,
    ExampleEntry,
    Fact,
    Jurisdiction,
    Kind,
    Partner,
    Practice,
    PracticeEntry,
    Resource,
    Source,
    Topic,
)
from esscollab_desktop.domain.own import place_name
from esscollab_desktop.domain.page import Block, Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.services.word_pages import topic_links
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

TOPICS = "Topics"
MARKS = {
    Kind.PUBLISHED: ("Published example", "on the practice’s own page"),
    Kind.RELATED: ("Related example", "filed here from another public source"),
    Kind.OWN: ("Own example", "written in this office"),
}

_GROUPS = (
    (Kind.PUBLISHED, "Published examples"),
    (Kind.RELATED, "Related examples"),
    (Kind.OWN, "Own examples"),
)


@dataclass(slots=True)
class Numbers:
    """Numbers the sources of one page, from 1, in the order of their first use."""

    ids: dict[str, int] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.ids.setdefault(name, len(self.ids) + 1) for name in names)

    def sources(self, reader: CatalogueReader) -> tuple[Source, ...]:
        found = reader.sources(self.ids)
        return tuple(found[name] for name in self.ids)


def example_title(place: Jurisdiction, heading: str) -> str:
    return f"{place.name}: {heading}" if heading else place.name


def agency_of(place: Jurisdiction) -> str:
    return f"{place.sea_name} ({place.sea_acronym})" if place.sea_acronym else place.sea_name


def example_entry(example: ExampleEntry, places: Mapping[str, Jurisdiction]) -> Entry:
    """An example as a line of a list."""
    title = example_title(places[example.jurisdiction], example.heading)
    return Entry(place_name(example.district, title), example.headline, example.code, example.kind)


def _facts(facts: Iterable[Fact], numbers: Numbers) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(fact.text, letter=fact.letter, refs=numbers.of(fact.sources), broke_off=fact.broke_off)
        for fact in facts
    )


def example_page(
    reader: CatalogueReader, example: Example, place: Jurisdiction, topics: Mapping[str, Topic]
) -> Page:
    """`topics`: all of the book, by id."""
    numbers = Numbers()
    own = [fact for fact in example.facts if fact.kind == example.kind]
    did: list[Block] = [*_facts(own, numbers), *_when(example)]
    sections = [Section("What the state did", tuple(did), example.kind)]
    if own_partners := [p for p in example.partners if p.kind in (None, example.kind)]:
        sections.append(Section("Partners", (_partner_list(own_partners),), example.kind))
    if related := [fact for fact in example.facts if fact.kind != example.kind]:
        sections.append(Section("Related facts", _facts(related, numbers), Kind.RELATED))
    if others := [p for p in example.partners if p.kind not in (None, example.kind)]:
        sections.append(Section("Partners in the related facts", (_partner_list(others),), Kind.RELATED))
    if example.topics:
        sections.append(Section(TOPICS, (topic_links(topics[name] for name in example.topics),)))
    practice = reader.practice(example.practice)
    sections.append(_practice_section(practice, numbers))
    mark, mark_note = MARKS[example.kind]
    return Page(
        code=example.code,
        title=example_title(place, example.heading),
        kind=example.kind,
        mark=mark,
        mark_note=mark_note,
        agency=agency_of(place),
        lead=example.summary,
        trail=((practice.code, f"{practice.code} {practice.title}"),),
        sections=tuple(sections),
        sources=numbers.sources(reader),
    )


def _when(example: Example) -> list[Paragraph]:
    """Dates and stage in words; `as_of` only where it says more than the dates do."""
    found = []
    if example.dates:
        found.append(Paragraph(f"{_capital(example.dates)}.", lead="When:"))
    if example.as_of and example.as_of not in example.dates:
        lead = "Text as of:" if example.dates else "When:"
        found.append(Paragraph(f"{example.as_of}.", lead=lead))
    if example.stages:
        found.append(Paragraph(f"{_capital(', '.join(example.stages))}.", lead="Stage:"))
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def practice_part(reader: CatalogueReader, code: str) -> tuple[Section, tuple[Source, ...]]:
    """A practice as the last section of an example’s page, with the sources that it counts from 1."""
    numbers = Numbers()
    return _practice_section(reader.practice(code), numbers), numbers.sources(reader)


def _partner_list(partners: Sequence[Partner]) -> EntryList:
    """One to a line where any of them had a part that is told."""
    named = tuple(Entry(p.name, p.role, f"org:{p.organization}") for p in partners)
    return EntryList(named, inline=not any(p.role for p in partners))


def _practice_section(practice: Practice, numbers: Numbers) -> Section:
    """What an example's page says of its practice, so that one page holds all that is needed in the room."""
    blocks: list[Block] = [
        Paragraph(practice.guidance, lead=practice.theme, refs=numbers.of(practice.sources))
    ]
    for growth in _growth(practice, numbers):
        lead = f"Room for growth: {growth.lead}" if growth.lead else "Room for growth"
        blocks.append(Paragraph(growth.text, lead=lead, refs=growth.refs))
    blocks += _resources(practice, numbers, lead="Resources")
    return Section(f"The practice: {practice.code} {practice.title}", tuple(blocks))


def _growth(practice: Practice, numbers: Numbers) -> list[Paragraph]:
    blocks = []
    if practice.growth_note:
        blocks.append(Paragraph(practice.growth_note, refs=numbers.of(practice.growth_note_sources)))
    blocks += [Paragraph(t.text, lead=t.title, refs=numbers.of(t.sources)) for t in practice.growth]
    return blocks


def _resources(practice: Practice, numbers: Numbers, lead: str = "") -> list[Block]:
    blocks: list[Block] = []
    if practice.resources_note:
        refs = numbers.of(practice.resources_note_sources)
        blocks.append(Paragraph(practice.resources_note, lead=lead, refs=refs))
    elif practice.resources:
        blocks.append(Paragraph("These fit the practice.", lead=lead))
    if practice.resources:
        blocks.append(resource_list(practice.resources))
    return blocks


def resource_list(resources: Iterable[Resource]) -> EntryList:
    return EntryList(
        tuple(
            Entry(r.title, f"{r.publisher}. {r.note}" if r.note else r.publisher, address=r.address)
            for r in resources
        )
    )


def practice_page(
    reader: CatalogueReader, practice: Practice, examples: Mapping[Kind, tuple[Block, ...]]
) -> Page:
    """`examples`: those of this practice, by kind; a kind without any is not among them."""
    numbers = Numbers()
    numbers.of(practice.sources)
    sections = []
    if practice.background:
        kinds = {fact.kind for fact in practice.background}
        origin = kinds.pop() if len(kinds) == 1 else None
        sections.append(Section("Background", _facts(practice.background, numbers), origin))
    for kind, heading in _GROUPS:
        if kind in examples:
            sections.append(Section(heading, examples[kind], kind))
    if growth := _growth(practice, numbers):
        sections.append(Section("Room for growth for all states", tuple(growth)))
    if resources := _resources(practice, numbers):
        sections.append(Section("Resources", tuple(resources)))
    sections.append(Section("How much was seen", (Paragraph(_view(practice)),)))
    return Page(
        code=practice.code,
        title=practice.title,
        theme=practice.theme,
        lead=practice.guidance,
        sections=tuple(sections),
        sources=numbers.sources(reader),
    )


def _view(practice: Practice) -> str:
    whole = practice.view == "full page seen"
    seen = f"The practice’s own page was seen {'in full' if whole else 'only in part'}."
    if practice.report_title and practice.report_title != practice.title:
        seen += f" In the Summer 2017 report this practice is called “{practice.report_title}”."
    return seen


def jurisdiction_page(
    place: Jurisdiction,
    examples: Mapping[PracticeEntry, tuple[Block, ...]],
    nearby: tuple[Entry, ...],
    places: Mapping[str, Jurisdiction],
) -> Page:
    """`examples`: its own, by practice; `nearby`: the states around it that have any."""
    sections = [Section(f"{practice.code} {practice.title}", held) for practice, held in examples.items()]
    if not examples:
        sections.append(Section("Examples", (Paragraph(f"{place.name} has no example yet."),)))
        if nearby:
            sections.append(Section("Nearby", (EntryList(nearby),)))
    window = f"Submission window: {place.window}." if place.window else "No submission window is known."
    sections.append(Section("State plan of 2017", (Paragraph(window),)))
    if place.sea_website:
        agency = EntryList((Entry(agency_of(place), address=place.sea_website),))
        sections.append(Section("Website of the agency", (agency,)))
    if place.note:
        sections.append(Section("Note", (Paragraph(place.note),)))
    if alike := _alike(place, places):
        sections.append(Section("Same short name", (EntryList(alike),)))
    return Page(
        code=f"state:{place.code}", title=place.name, agency=agency_of(place), sections=tuple(sections)
    )


def _alike(place: Jurisdiction, places: Mapping[str, Jurisdiction]) -> tuple[Entry, ...]:
    """The other agencies with the same short name, so that none is taken for another."""
    return tuple(
        Entry(other.name, agency_of(other), f"state:{other.code}")
        for other in places.values()
        if place.sea_acronym and other.sea_acronym == place.sea_acronym and other is not place
    )
