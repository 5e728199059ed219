"""A list of notes as a Word document: headings, quotes and lists by their styles."""

from typing import TYPE_CHECKING, Any

from esscollab_desktop.domain.rich_text import Line, Style, parse
from esscollab_desktop.render.note_list import ListedNote, NoteList, facts, one_line, readable
from esscollab_desktop.render.word_file import describe, numbering, packed
from esscollab_desktop.render.words import written_date

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def notes_docx(listed: NoteList) -> bytes:
    """A .docx. Numbered lists begin where they begin in the note."""
    import docx

    document = docx.Document()
    describe(document, one_line(listed.title), listed.written, "en-US")
    document.add_heading(one_line(listed.title) or "Notes", level=0)
    for label, text in listed.head:
        _labelled(document, label, text)
    for note in listed.notes:
        _note(document, note)
    foot = f"{listed.book}, edition {listed.edition}. Written {written_date(listed.written)}."
    document.sections[0].footer.paragraphs[0].text = one_line(foot)
    return packed(document)


def _note(document: "Document", note: ListedNote) -> None:
    document.add_heading(one_line(note.heading), level=1)
    if note.quote:
        document.add_paragraph(readable(note.quote), style="Quote")
    if note.place:
        document.add_paragraph(one_line(note.place))
    _body(document, note.body)
    for other in note.others:
        document.add_paragraph("Another wording, not yet decided on:")
        _body(document, other)
    for label, text in facts(note):
        _labelled(document, label, text)
    if note.source:
        _labelled(document, "Source", note.source)


def _labelled(document: "Document", label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = 0
    paragraph.add_run(f"{one_line(label)}: ").bold = True
    paragraph.add_run(readable(text))


def _body(document: "Document", body: str) -> None:
    expected, count = -1, 0
    for block in parse(readable(body)):
        if block.style is Style.NUMBER:
            number = int(block.label[:-1])
            if number != expected:
                count = numbering(document, number)
            expected = number + 1
            paragraph = document.add_paragraph(style="List Number")
            _numbered(paragraph, count)
        else:
            expected = -1
            paragraph = document.add_paragraph(style="List Bullet" if block.style is Style.BULLET else None)
        _lines(paragraph, block.lines)


def _lines(paragraph: "Paragraph", lines: tuple[Line, ...]) -> None:
    for place, line in enumerate(lines):
        if place:
            paragraph.add_run().add_break()
        for run in line:
            made = paragraph.add_run(run.text)
            made.bold, made.italic = run.bold or None, run.italic or None


def _numbered(paragraph: "Paragraph", count: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = count
