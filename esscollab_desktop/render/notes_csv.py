"""A list of notes as a table that spreadsheets open."""

import csv
import io

from esscollab_desktop.domain.rich_text import plain
from esscollab_desktop.render.note_list import ListedNote, NoteList, day_text, one_line, readable

COLUMNS = (
    "Code",
    "Title",
    "Paragraph",
    "Quote",
    "Place of the quote",
    "Note",
    "Other wordings",
    "Kind",
    "Status",
    "Tags",
    "Heard from",
    "Written by",
    "Due",
    "Meeting",
    "Visibility",
    "Written on",
    "Changed on",
    "Source",
)
# A spreadsheet takes a cell that begins so for a formula, and would run it.
_FORMULA = tuple("=+-@＝＋－＠")


def notes_csv(listed: NoteList) -> bytes:
    """UTF-8 with a mark by which Excel knows it, lines ended by CR LF.

    A cell that begins with = + - or @ has an apostrophe before it, so that no spreadsheet runs it as a
    formula. To read such a cell back, take one leading apostrophe off.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([guarded(cell) for cell in _row(note)] for note in listed.notes)
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """The cell with an apostrophe where it begins like a formula, or with an apostrophe of its own."""
    return f"'{cell}" if cell.lstrip().startswith((*_FORMULA, "'")) else cell


def _row(note: ListedNote) -> list[str]:
    return [
        one_line(note.code),
        one_line(note.title),
        note.letter,
        readable(note.quote),
        note.place,
        readable(plain(note.body)),
        "\n\n".join(readable(plain(other)) for other in note.others),
        note.kind,
        note.status,
        ", ".join(map(one_line, note.tags)),
        one_line(note.speaker),
        one_line(note.author),
        day_text(note.due),
        one_line(note.meeting),
        note.visibility,
        day_text(note.created),
        day_text(note.changed),
        one_line(note.source),
    ]
