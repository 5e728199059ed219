"""Notes for a colleague without the program: each with its quote, code, title and source beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

from esscollab_desktop.domain.anchors import Anchor, AnchorState
from esscollab_desktop.domain.book import Source
from esscollab_desktop.domain.codes import in_words, practice_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import Note, NoteQuery, Visibility
from esscollab_desktop.domain.page import Page, Paragraph, Segment, reading_segments, reading_text
from esscollab_desktop.render.note_list import ListedNote, NoteList, day_text
from esscollab_desktop.render.write import write_whole
from esscollab_desktop.services.exchange import Choice, chosen_notes
from esscollab_desktop.services.handouts import without_practice
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook

_PLACES = {
    AnchorState.EXACT: "",
    AnchorState.MOVED: "The book’s text changed here; nobody has confirmed this place yet.",
    AnchorState.ORPHAN: "The passage is not in the book’s text any more; these are its words.",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written; `private` notes were left out."""

    path: Path
    notes: int
    private: int


def report_of(
    notebook: Notebook,
    meetings: Meetings,
    book: Reading,
    written: date,
    choice: Choice = None,
    with_private: bool = False,
) -> tuple[NoteList, int]:
    """The notes of a choice in its order, and how many private ones were left out unless asked for.

    A query that names a meeting puts what is known of it above the notes.
    """
    chosen = [note for note in chosen_notes(notebook, choice) if not note.deleted_at]
    kept = [note for note in chosen if with_private or note.fields.visibility is not Visibility.PRIVATE]
    meeting = meetings.get(choice.meeting) if isinstance(choice, NoteQuery) and choice.meeting else None
    lister = _Lister(notebook, meetings, book, with_private)
    listed = NoteList(
        title=f"Notes of the meeting “{meeting.title}”" if meeting else "Notes",
        book=book.info.title,
        edition=book.info.edition,
        written=written,
        notes=tuple(map(lister.listed, kept)),
        head=_head(meeting) if meeting else (),
    )
    return listed, len(chosen) - len(kept)


def write_report(listed: NoteList, path: Path, private: int = 0, ending: str = "") -> Written:
    """Write the list as what the file's name ends in, or as `ending`, whole or not at all.

    Raises UserError for another ending than .md, .csv, .html or .docx, and where it can't be written.
    """
    make = _maker(ending or path.suffix.lower())
    return Written(write_whole(path, make(listed)), len(listed.notes), private)


def _maker(ending: str) -> Callable[[NoteList], bytes]:
    if ending in {".md", ".markdown"}:
        from esscollab_desktop.render.notes_markdown import notes_markdown

        return notes_markdown
    if ending == ".csv":
        from esscollab_desktop.render.notes_csv import notes_csv

        return notes_csv
    if ending in {".html", ".htm"}:
        from esscollab_desktop.render.notes_html import notes_html

        return notes_html
    if ending == ".docx":
        from esscollab_desktop.render.notes_docx import notes_docx

        return notes_docx
    raise UserError("Notes can be written as .docx, .html, .csv or .md. End the file’s name in one of these.")


class _Lister:
    """Turns notes into lines of the list; pages and meetings are looked up once each."""

    def __init__(self, notebook: Notebook, meetings: Meetings, book: Reading, with_private: bool) -> None:
        self._notebook, self._meetings, self._book = notebook, meetings, book
        self._with_private = with_private
        self._pages: dict[str, Page | None] = {}
        self._texts: dict[str, str] = {}
        self._titles: dict[str, str] = {}

    def listed(self, note: Note) -> ListedNote:
        page = self._page(note.target)
        paragraph = self._paragraph(page, note.target, note.anchor) if page and note.anchor else None
        fields = note.fields
        return ListedNote(
            code=in_words(note.target),
            title=page.title if page else "",
            body=note.body,
            kind=fields.kind.value,
            status=fields.status.value,
            visibility=fields.visibility.value,
            created=_local(note.created_at),
            changed=_local(note.updated_at),
            letter=paragraph.letter if paragraph else "",
            quote=note.anchor.selectors.exact if note.anchor else "",
            place=_PLACES[note.anchor.state] if note.anchor else "",
            source=_source_line(page, paragraph) if page else "",
            tags=fields.tags,
            author=fields.author,
            speaker=fields.speaker,
            due=fields.due,
            meeting=self._meeting(fields.meeting),
            others=self._others(note),
        )

    def _page(self, code: str) -> Page | None:
        if code not in self._pages:
            try:
                page = self._book.page(code)
            except UserError:
                self._pages[code] = None
            else:
                self._pages[code] = page
                self._texts[code] = reading_text(page)
        return self._pages[code]

    def _paragraph(self, page: Page, code: str, anchor: Anchor) -> Paragraph | None:
        """The paragraph that a passage begins in; none where its words are not at their place."""
        chosen = anchor.selectors
        if self._texts[code][chosen.start : chosen.end] != chosen.exact:
            return None
        segments = reading_segments(page)
        held = next((s for s in segments if s.start <= chosen.start < s.end), None)
        return _paragraph_of(page, held) if held else None

    def _meeting(self, meeting_id: str) -> str:
        if meeting_id and meeting_id not in self._titles:
            meeting = self._meetings.get(meeting_id)
            day = day_text(meeting.date) if meeting else ""
            self._titles[meeting_id] = (
                ", ".join(part for part in (meeting.title, day) if part) if meeting else ""
            )
        return self._titles.get(meeting_id, "")

    def _others(self, note: Note) -> tuple[str, ...]:
        if not note.rivals:
            return ()
        return tuple(
            version.body
            for version in self._notebook.history(note.id)
            if version.id in note.rivals
            and (self._with_private or version.fields.visibility is not Visibility.PRIVATE)
        )


def _paragraph_of(page: Page, segment: Segment) -> Paragraph | None:
    paragraphs = (b for section in page.sections for b in section.blocks if isinstance(b, Paragraph))
    return next((p for p in paragraphs if normalize("NFC", p.text) == segment.text), None)


def _source_line(page: Page, paragraph: Paragraph | None) -> str:
    """What the paragraph rests on; the page's sources where it says none itself."""
    refs = paragraph.refs if paragraph else ()
    cited = [page.sources[n - 1] for n in refs if 0 < n <= len(page.sources)]
    if not cited:
        cited = list((without_practice(page) if practice_of(page.code) else page).sources)
    return " ".join(map(_cited, cited))


def _cited(source: Source) -> str:
    about = ", ".join(part for part in (f"“{source.title}”", source.publisher, source.date) if part)
    return f"{about}. {source.address}".strip() + ("" if source.address.endswith(".") else ".")


def _head(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    told = (
        ("Meeting", meeting.title),
        ("Date", day_text(meeting.date)),
        ("Place", meeting.place),
        ("Audience", meeting.audience),
        ("Groups", ", ".join(meeting.groups)),
        ("Agenda", meeting.agenda),
    )
    return tuple((label, text) for label, text in told if text)


def _local(at: datetime) -> date:
    return at.astimezone().date()
