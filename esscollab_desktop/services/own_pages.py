"""Lays an own example out as a page like those of the book."""

from dataclasses import replace

from esscollab_desktop.domain.book import Jurisdiction, Kind, PracticeEntry, Source
from esscollab_desktop.domain.codes import letter
from esscollab_desktop.domain.own import EXPERIENCE, OwnExample, place_name
from esscollab_desktop.domain.page import Block, Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.services import pages

PracticePart = tuple[Section, tuple[Source, ...]]


def own_title(example: OwnExample, place: Jurisdiction | None) -> str:
    """`Kansas: …` or `Wichita, Kansas: …`; the jurisdiction's letters where the book has no such place."""
    name = place.name if place else example.jurisdiction
    return f"{place_name(example.district, name)}: {example.headline}"


def own_page(
    example: OwnExample,
    place: Jurisdiction | None,
    practice: PracticeEntry | None,
    part: PracticePart | None,
) -> Page:
    """Without `place`, `practice` and its `part` where this edition of the book has them no more."""
    mark, mark_note = pages.MARKS[Kind.OWN]
    own = _own_source(example)
    sections = list(_own_sections(example, cited=bool(own)))
    sources = own
    if part:
        sections.append(_moved(part[0], len(own)))
        sources += part[1]
    return Page(
        code=example.code,
        title=own_title(example, place),
        kind=Kind.OWN,
        mark=mark,
        mark_note=mark_note,
        agency=pages.agency_of(place) if place else "",
        trail=((practice.code, f"{practice.code} {practice.title}"),) if practice else (),
        sections=tuple(sections),
        sources=sources,
    )


def _own_source(example: OwnExample) -> tuple[Source, ...]:
    if not example.has_source:
        return ()
    return (Source(example.code, example.source_title, example.source_publisher, example.source_address),)


def _own_sections(example: OwnExample, *, cited: bool) -> tuple[Section, ...]:
    refs = (1,) if cited else ()
    did = tuple(Paragraph(text, letter(place), refs=refs) for place, text in enumerate(example.paragraphs))
    sections = [Section("What was done", did, Kind.OWN)]
    if example.partners:
        bare = not any(role for _name, role in example.partners)
        partners = EntryList(tuple(Entry(name, role) for name, role in example.partners), inline=bare)
        sections.append(Section("Partners", (partners,), Kind.OWN))
    if not cited:
        sections.append(Section("Source", (Paragraph(f"{EXPERIENCE}."),), Kind.OWN))
    return tuple(sections)


def _moved(section: Section, by: int) -> Section:
    """The section with its source numbers counted on from those that come before."""

    def moved(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, refs=tuple(number + by for number in block.refs))
        return block

    return replace(section, blocks=tuple(moved(block) for block in section.blocks))
