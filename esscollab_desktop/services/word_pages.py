"""Lays out the pages around the examples: organizations, topics, glossary terms and sources."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import (
    Citation,
    Deed,
    GlossaryTerm,
    Kind,
    Organization,
    Source,
    Topic,
)
from esscollab_desktop.domain.page import Block, Entry, EntryList, Page, Paragraph, Section

ABOUT_TRAIL = (("about", "About this book"),)
_GROUPS = {"people": "Topic: people", "method": "Topic: way of working", "stage": "Topic: stage of the plan"}
_KINDS = (
    (Kind.PUBLISHED, "Published examples"),
    (Kind.RELATED, "Related examples"),
    (Kind.OWN, "Own examples"),
)


def organization_page(
    organization: Organization, acts: tuple[Block, ...], terms: Iterable[GlossaryTerm]
) -> Page:
    """`acts`: what it did in which example; `terms`: those that point to the organization."""
    sections = []
    if organization.names:
        listed = tuple(Entry(name) for name in organization.names)
        sections.append(Section("Other names", (EntryList(listed, inline=True),)))
    if acts:
        sections.append(Section("What it did where", acts))
    if terms := tuple(terms):
        sections.append(Section("In the glossary", (_terms(terms),)))
    return Page(
        code=organization.code,
        title=organization.name,
        mark="Organization",
        lead=organization.note,
        trail=ABOUT_TRAIL,
        sections=tuple(sections),
    )


def deed_entry(example: Entry, deed: Deed) -> Entry:
    """What an organization did, in place of what the example says of itself."""
    return replace(example, text=_deed(deed))


def _deed(deed: Deed) -> str:
    named = f"named there as {deed.name}" if deed.name else ""
    return "; ".join(words for words in (deed.role, named) if words)


def _terms(terms: Iterable[GlossaryTerm]) -> EntryList:
    return EntryList(tuple(Entry(term.term, term.meaning, term.code) for term in terms))


def topic_page(topic: Topic, topics: Mapping[str, Topic], examples: Mapping[Kind, tuple[Block, ...]]) -> Page:
    """`examples`: those of this topic and of the narrower ones, by kind."""
    sections = []
    if topic.names:
        listed = tuple(Entry(name) for name in topic.names)
        sections.append(Section("Other words for it", (EntryList(listed, inline=True),)))
    near = (
        ("Broader topic", [topics[topic.broader]] if topic.broader else []),
        ("Narrower topics", [other for other in topics.values() if other.broader == topic.id]),
    )
    for heading, found in near:
        if found:
            sections.append(Section(heading, (topic_links(found),)))
    for kind, heading in _KINDS:
        if kind in examples:
            sections.append(Section(heading, examples[kind], kind))
    if not examples:
        sections.append(Section("Examples", (Paragraph("No example has this topic yet."),)))
    return Page(
        code=topic.code,
        title=topic.label[:1].upper() + topic.label[1:],
        mark=_GROUPS[topic.group],
        lead=topic.note,
        trail=ABOUT_TRAIL,
        sections=tuple(sections),
    )


def topic_links(topics: Iterable[Topic]) -> EntryList:
    return EntryList(tuple(Entry(topic.label, code=topic.code) for topic in topics), inline=True)


def term_page(term: GlossaryTerm, sources: tuple[Source, ...], see: Iterable[Entry]) -> Page:
    """`sources`: those of the term, in its order; `see`: what has to do with it."""
    refs = tuple(range(1, len(sources) + 1))
    blocks: list[Block] = [Paragraph(term.meaning, refs=refs)]
    if term.general:
        blocks.append(Paragraph(_general(term), lead="General knowledge"))
    sections = [Section("Meaning", tuple(blocks))]
    if term.names:
        listed = tuple(Entry(name) for name in term.names)
        sections.append(Section("Also written", (EntryList(listed, inline=True),)))
    if entries := tuple(see):
        sections.append(Section("See also", (EntryList(entries),)))
    return Page(
        code=term.code,
        title=term.term,
        mark="Glossary",
        mark_note=term.group,
        trail=ABOUT_TRAIL,
        sections=tuple(sections),
        sources=sources,
    )


def _general(term: GlossaryTerm) -> str:
    """What of the meaning rests on no cited page."""
    if term.general != "yes":
        return term.general[:1].upper() + term.general[1:].rstrip(".") + "."
    if term.sources:
        return "The meaning rests on common knowledge; the source uses the term."
    return "The meaning rests on common knowledge, not on a page that is cited here."


def source_page(source: Source, cited: tuple[Block, ...]) -> Page:
    """`cited`: what rests on the source."""
    told = ". ".join(words for words in (source.publisher, source.date) if words)
    blocks: list[Block] = [EntryList((Entry(source.title, told, address=source.address),))]
    if source.seen:
        blocks.append(Paragraph(source.seen[:1].upper() + source.seen[1:] + ".", lead="Seen of it:"))
    sections = [Section("The source", tuple(blocks))]
    if cited:
        sections.append(Section("Cited in", cited))
    return Page(
        code=f"source:{source.id}",
        title=source.title,
        mark="Source",
        trail=ABOUT_TRAIL,
        sections=tuple(sections),
    )


def cited_entry(record: Entry, citation: Citation) -> Entry:
    """Where a record rests on a source, in place of what it says of itself."""
    return replace(record, text=_where(citation))


def _where(citation: Citation) -> str:
    """The letters of an example's facts, as they are spoken; words for what has no letter."""
    listed = ", ".join(citation.where)
    if not codes.is_example(citation.code):
        return listed
    return f"{'paragraph' if len(citation.where) == 1 else 'paragraphs'} {listed}"
