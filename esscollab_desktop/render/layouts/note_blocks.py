"""Notes as blocks of the neutral document."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from esscollab_desktop.domain.notes import Note, NoteKind, Visibility
from esscollab_desktop.domain.packets import Language
from esscollab_desktop.domain.rich_text import Block as RichBlock
from esscollab_desktop.domain.rich_text import Line, Style, parse
from esscollab_desktop.render.document import Block, Entry, List, ListStyle, NoteText, Paragraph, Span, Text
from esscollab_desktop.render.layouts.passages import Numbered
from esscollab_desktop.render.words import day_in, words_in


def note_text(numbered: Numbered, language: Language, about: str = "") -> NoteText:
    """`about`: what the note is on where it does not stand at its page."""
    note = numbered.note
    on = about or (f"{words_in(language)['on']} {numbered.letter}" if numbered.letter else "")
    quote = note.anchor.selectors.exact if note.anchor else ""
    sign = _sign(note, language)
    return NoteText(numbered.number, note.fields.kind, sign, on, quote.strip(), rich_blocks(note.body))


def heading_of(notes: Sequence[Note], words: Mapping[str, str]) -> str:
    """`Note from the team`: whose they are, where all are of one visibility."""
    is_one = len(notes) == 1
    word = words["note" if is_one else "notes"]
    held = {note.fields.visibility for note in notes}
    if held == {Visibility.TEAM}:
        return f"{word} {words['team']}"
    if held == {Visibility.RECORD}:
        return f"{word} {words['record']}"
    if held == {Visibility.PRIVATE}:
        return words["private_note" if is_one else "private_notes"]
    return word


def rich_blocks(body: str) -> tuple[Block, ...]:
    """A note's Markdown as paragraphs and lists."""
    blocks: list[Block] = []
    for style, group in groupby(parse(body), lambda block: block.style):
        if style is Style.PARAGRAPH:
            blocks += [Paragraph(text) for block in group if (text := _text(block))]
        else:
            items = list(group)
            kind = ListStyle.BULLETS if style is Style.BULLET else ListStyle.NUMBERS
            entries = tuple(Entry(text=_text(item)) for item in items)
            labels = tuple(item.label for item in items) if kind is ListStyle.NUMBERS else ()
            blocks.append(List(entries, kind, labels))
    return tuple(blocks)


def _text(block: RichBlock) -> Text:
    spans: list[Span] = []
    for number, line in enumerate(block.lines):
        if number:
            spans.append(Span("\n"))
        spans += _line(line)
    return tuple(spans)


def _line(line: Line) -> list[Span]:
    return [Span(run.text, run.bold, run.italic) for run in line if run.text]


def _sign(note: Note, language: Language) -> str:
    day = day_in(language, note.created_at.astimezone().date())
    who = note.fields.speaker if note.fields.kind is NoteKind.HEARD else note.fields.author
    return ", ".join(part for part in (words_in(language)[note.fields.kind.value], day, who) if part)
