"""Glossary, a meeting's notes, and pages of one's own as blocks."""

from esscollab_desktop.render.document import Block, Entry, Heading, List, Notes, Opening, Paragraph, plain
from esscollab_desktop.render.layouts.content import GlossaryItem, MeetingItem, TextItem
from esscollab_desktop.render.layouts.note_blocks import heading_of, note_text, rich_blocks
from esscollab_desktop.render.layouts.page_blocks import PageLayout, ended
from esscollab_desktop.render.layouts.passages import Numbered


def glossary_blocks(layout: PageLayout, item: GlossaryItem) -> tuple[Block, ...]:
    entries = tuple(Entry(plain(ended(term.term, ":")), plain(term.meaning)) for term in item.terms)
    return (_opening(layout, layout.words["glossary"], item.anchor), List(entries))


def meeting_blocks(layout: PageLayout, item: MeetingItem) -> tuple[Block, ...]:
    """A meeting's notes with what each is about; they are what was asked for, so they stand in any case."""
    opening = _opening(layout, item.title.strip() or layout.words["untitled"], item.anchor)
    lines = tuple(Paragraph(plain(line)) for line in item.lines)
    if not item.notes:
        return (opening, *lines, Paragraph(plain(layout.words["no_notes"])))
    heading = Heading(
        opening.level + 1, plain(heading_of([note for _about, note in item.notes], layout.words))
    )
    notes = tuple(note_text(Numbered(note, 0), layout.look.language, about) for about, note in item.notes)
    return (opening, *lines, Notes(heading, notes))


def text_blocks(layout: PageLayout, item: TextItem) -> tuple[Block, ...]:
    opening = _opening(layout, item.title.strip() or layout.words["untitled"], item.anchor)
    return (opening, *rich_blocks(item.body))


def _opening(layout: PageLayout, title: str, anchor: str) -> Opening:
    level = 0 if layout.is_single else 1
    return Opening(plain(title), level, anchor, running=title, starts_page=True)
