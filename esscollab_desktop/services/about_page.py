"""Lays out the page on the book itself: law and dates, what was not available, and all that has a page."""

from collections.abc import Iterable
from dataclasses import replace

from esscollab_desktop.domain.page import Block, Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.services.pages import Numbers, resource_list
from esscollab_desktop.services.word_pages import topic_links
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

# As many organizations and sources as the list names.
_MOST = 400
_ACTED = "Each is named on the pages of the examples that it had a part in; a search finds it by its name."
_CITED = "Each is named on the pages that rest on it; a search finds it by its title."


def about_page(reader: CatalogueReader, title: str) -> Page:
    """What the book says about itself, the law and its dates, and what was not available."""
    numbers = Numbers()
    meta = reader.meta()
    sections = [
        Section(part.title, (Paragraph(part.text, refs=numbers.of(part.sources)),)) for part in reader.about()
    ]
    if missing := reader.missing():
        sections.append(Section("What was not available", tuple(Paragraph(text) for text in missing)))
    if resources := reader.general_resources():
        sections.append(Section("Resources for all practices", (resource_list(resources),)))
    rights = Paragraph(f"{meta['publisher']}. {meta['rights']}")
    edition = Paragraph(f"Edition {meta['edition']}, {meta['edition_date']}.")
    sections.append(Section("Edition and rights", (edition, rights)))
    sections += _lists(reader)
    return Page(code="about", title=title, sections=tuple(sections), sources=numbers.sources(reader))


def _lists(reader: CatalogueReader) -> list[Section]:
    """Everything around the examples that has a page, as lists of links."""
    terms = sorted(reader.glossary_terms(), key=lambda term: (term.term.casefold(), term.term))
    names = sorted(reader.organizations(), key=lambda held: (held.name.casefold(), held.id))
    sections = [
        Section("Glossary", (_links((term.term, term.code) for term in terms),)),
        Section("Topics", (topic_links(reader.topics()),)),
        Section("Organizations", _cut(_links((held.name, held.code) for held in names), len(names), _ACTED)),
        Section("All sources", _cut(_all_sources(reader), reader.how_many_sources(), _CITED)),
    ]
    return [s for s in sections if isinstance(s.blocks[0], EntryList) and s.blocks[0].entries]


def _links(named: Iterable[tuple[str, str]]) -> EntryList:
    return EntryList(tuple(Entry(name, code=code) for name, code in named), inline=True)


def _cut(links: EntryList, total: int, where: str) -> tuple[Block, ...]:
    """The first of very many, with a sentence on the others."""
    if total <= _MOST:
        return (links,)
    told = f"Not listed here: {total - _MOST:,} more. {where}"
    return replace(links, entries=links.entries[:_MOST]), Paragraph(told)


def _all_sources(reader: CatalogueReader) -> EntryList:
    sources = sorted(reader.all_sources(_MOST), key=lambda source: (source.title.casefold(), source.id))
    return EntryList(tuple(Entry(s.title, s.publisher, f"source:{s.id}") for s in sources))
