"""The whole notebook on the screen: what is listed, which note is open, what is done with many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.codes import in_words
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import ErasedReport, Note, NoteChanges, NoteFields, NoteQuery, Revision
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.autosave import Autosave, Edit
from esscollab_desktop.ui.viewmodels.note_pages import NotePages
from esscollab_desktop.ui.viewmodels.note_words import number_of, spoken

T = TypeVar("T")
_PIECE = 2000  # notes


class NoteValue(NamedTuple):
    """What a person changes on a note."""

    body: str
    fields: NoteFields


NoteEdit = Edit[Note, NoteValue]


@dataclass(frozen=True)
class Facets:
    """What there is to filter by: tags with their numbers, targets that have notes."""

    tags: dict[str, int]
    targets: dict[str, int]


class NotebookModel(QObject):
    """`listed(bool)`: the list stands there, another one (True) or read again. `chosen_changed(edit | None)`.

    `state_changed(edit)`: saving went on. `notes_changed()`: notes are other than before, for other views.
    `facets_changed()`, `undo_changed()`, `retention_read(days | None)`, `said(str)`.
    """

    listed = Signal(bool)
    chosen_changed = Signal(object)
    state_changed = Signal(object)
    notes_changed = Signal()
    facets_changed = Signal()
    undo_changed = Signal()
    retention_read = Signal(object)
    said = Signal(str)

    def __init__(
        self, library: Reading, reader: TaskRunner, writer: TaskRunner, parent: QObject | None = None
    ) -> None:
        """`reader` only reads; `writer` is the one thread that all notes are saved on, in order."""
        super().__init__(parent)
        self.library = library
        self._reader, self._writer = reader, writer
        self._notebook: Notebook | None = None
        self._undo: list[tuple[str, str]] = []
        self.meetings: dict[str, Meeting] = {}
        self.facets = Facets({}, {})
        self.chosen: NoteEdit | None = None
        self.pages = NotePages(
            reader, lambda note: spoken(note, self.meeting_title(note.fields.meeting)), self
        )
        self.pages.widen = self._with_pages_gone
        self.pages.listed.connect(self.listed)
        self.pages.said.connect(self.said)
        self._autosave: Autosave[Note, NoteValue] = Autosave(
            writer, self._store, lambda note: NoteValue(note.body, note.fields), self
        )
        self._autosave.state_changed.connect(self.state_changed)
        self._autosave.stored.connect(self._on_stored)

    def _with_pages_gone(self, query: NoteQuery, notebook: Notebook) -> NoteQuery:
        from esscollab_desktop.services.following import with_pages_gone

        return with_pages_gone(query, notebook, self.library)

    def attach(self, notebook: Notebook) -> None:
        """The notebook is open."""
        self._notebook = notebook
        self.pages.attach(notebook)
        self.refresh()

    def set_meetings(self, meetings: Sequence[Meeting]) -> None:
        self.meetings = {meeting.id: meeting for meeting in meetings}
        self.facets_changed.emit()

    def meeting_title(self, meeting_id: str) -> str:
        if not meeting_id:
            return ""
        meeting = self.meetings.get(meeting_id)
        return meeting.title if meeting else "a meeting that was deleted"

    def title_of(self, code: str) -> str:
        """What stands above a note's text: the name of what it is about."""
        try:
            return self.library.title_of(code)
        except (KeyError, UserError):
            return f"{in_words(code)} is not in this edition of the book"

    def _spoken(self, note: Note) -> str:
        return spoken(note, self.meeting_title(note.fields.meeting))

    # --- the list ---

    @property
    def query(self) -> NoteQuery:
        return self.pages.query

    @property
    def total(self) -> int:
        return self.pages.model.total

    def show(self, query: NoteQuery) -> None:
        if query != self.query or not self.pages.is_listed:
            if query.in_trash != self.query.in_trash:
                self.open(None)
            self.pages.show(query)

    def refresh(self) -> None:
        """Read again what is shown: something changed the notes, here or elsewhere."""
        notebook = self._notebook
        if notebook is None:
            return
        self.pages.renew()
        self._reader.run(
            lambda: Facets(notebook.tags(), notebook.counts()), self._on_facets, self._on_refused, "facets"
        )
        if self.chosen is not None:
            note_id = self.chosen.record.id
            self._reader.run(lambda: notebook.get(note_id), self._on_read_again, self._on_refused, "chosen")

    # --- the open note ---

    def open(self, note: Note | None) -> None:
        """Show one note whole. What was being written in another is saved at once."""
        if note is not None and self.chosen is not None and self.chosen.record.id == note.id:
            return
        self.flush()
        self.chosen = self._autosave.open(note) if note else None
        self.chosen_changed.emit(self.chosen)

    def type(self, body: str) -> None:
        if self.chosen is not None:
            self._autosave.change(self.chosen, self.chosen.value._replace(body=body))

    def set_fields(self, fields: NoteFields) -> None:
        if self.chosen is not None:
            self._autosave.change(self.chosen, self.chosen.value._replace(fields=fields))

    @property
    def unsaved(self) -> list[NoteEdit]:
        return self._autosave.unsaved

    def flush(self) -> None:
        self._autosave.flush()

    def finish(self) -> list[NoteEdit]:
        """Save all there is and wait for it; what could not be saved."""
        return self._autosave.finish()

    def history(self, note_id: str, done: Callable[[list[Revision]], None]) -> None:
        """Every version of a note, oldest first, words on their way included."""
        self.flush()
        self._write(lambda notebook: notebook.history(note_id), done)

    def restore_revision(self, note_id: str, number: int) -> None:
        def done(note: Note) -> None:
            self.said.emit(f"Version {number} is the newest one again. All versions in between stay.")
            self._on_read_again(note)
            self._after_change()

        self._write(lambda notebook: notebook.restore_revision(note_id, number), done)

    def settle(self, note_id: str, chosen: str) -> None:
        """Pick one of the wordings of a note; the others stay in its history."""

        def done(note: Note) -> None:
            self.said.emit("This wording holds. The other stays in the note’s history.")
            self._on_read_again(note)
            self._after_change()

        self._write(lambda notebook: notebook.settle(note_id, chosen), done)

    # --- many notes ---

    @property
    def undo_words(self) -> str:
        """What Undo would take back; empty where there is nothing."""
        return self._undo[-1][1] if self._undo else ""

    def ids(self, rows: Sequence[range], done: Callable[[list[str]], None]) -> None:
        """The ids of the notes of these rows, fetched or not."""
        self._with_ids(rows, lambda _notebook, ids: ids, done)

    def change(self, rows: Sequence[range], changes: NoteChanges, done: str) -> None:
        """Change the notes of these rows in one go. `done` tells it: "{notes} deleted."."""

        def work(notebook: Notebook, ids: list[str]) -> tuple[str, int]:
            return notebook.change_many(ids, changes), len(ids)

        def changed(answer: tuple[str, int]) -> None:
            token, count = answer
            self.did(token, done.format(notes=number_of(count)))

        self._with_ids(rows, work, changed)

    def did(self, token: str, words: str) -> None:
        """Something that can be undone was done to notes (an import too); `words` tell what."""
        self._undo.append((token, words))
        self.said.emit(words)
        self.undo_changed.emit()
        self._after_change()

    def undo(self) -> None:
        if not self._undo:
            return
        step = self._undo.pop()
        self.undo_changed.emit()

        def undone(count: int) -> None:
            self.said.emit(
                f"Taken back on {number_of(count)}." if count else "Nothing to take back: changed since."
            )
            self._after_change()

        def refused(fault: Exception) -> None:
            self._undo.append(step)
            self.undo_changed.emit()
            self._on_refused(fault)

        self.flush()
        self._write(lambda notebook: notebook.undo(step[0]), undone, refused)

    def delete(self, rows: Sequence[range]) -> None:
        self.change(rows, NoteChanges(in_trash=True), "{notes} deleted.")

    def bring_back(self, rows: Sequence[range]) -> None:
        self.change(rows, NoteChanges(in_trash=False), "{notes} brought back.")

    def erase(self, rows: Sequence[range]) -> None:
        """Remove for good; whoever calls has asked."""
        self._with_ids(rows, lambda notebook, ids: notebook.erase(ids), self._on_erased)

    def empty_trash(self) -> None:
        """Erase all that is in the trash; whoever calls has asked."""
        self._write(lambda notebook: notebook.empty_trash(), self._on_erased)

    def read_retention(self) -> None:
        self._write(lambda notebook: notebook.retention(), self.retention_read.emit)

    def set_retention(self, days: int | None) -> None:
        def done(_none: None) -> None:
            self.said.emit(
                f"At each start, notes in the trash for {number_of(days, 'day')} are erased for good."
                if days
                else "Notes stay in the trash until you erase them."
            )

        self._write(lambda notebook: notebook.set_retention(days), done)

    # --- how it is done ---

    def _store(self, note: Note, value: NoteValue) -> Note:
        assert self._notebook is not None
        return self._notebook.save(note.id, value.body, note.revision, value.fields)

    def _on_stored(self, edit: NoteEdit, before: Note) -> None:
        if edit.record.id != before.id:
            self.said.emit("This note was also changed elsewhere. Both are kept, as two notes.")
            self._after_change()
            return
        self.pages.model.replace(edit.record)
        self.notes_changed.emit()

    def _on_facets(self, facets: Facets) -> None:
        self.facets = facets
        self.facets_changed.emit()

    def _on_read_again(self, note: Note | None) -> None:
        """The open note as the disk has it now; words that are not saved yet stay."""
        if self.chosen is None or (note is not None and note.id != self.chosen.record.id):
            return
        is_elsewhere = note is None or (note.deleted_at is not None) != self.query.in_trash
        if is_elsewhere and not self.chosen.is_dirty:
            self.open(None)
        elif note is not None and note != self.chosen.record and not self.chosen.is_dirty:
            self.chosen = None
            self.open(note)

    def _on_erased(self, report: ErasedReport) -> None:
        self._undo.clear()  # what it would bring back may be gone
        self.undo_changed.emit()
        self.said.emit(f"{number_of(report.notes)} erased for good.")
        self._after_change()

    def _after_change(self) -> None:
        self.notes_changed.emit()
        self.refresh()

    def _with_ids(
        self,
        rows: Sequence[range],
        work: Callable[[Notebook, list[str]], T],
        done: Callable[[T], None],
    ) -> None:
        """Rows whose page is not there are looked up on the way."""
        self.flush()
        known, missing = [], []
        for part in rows:
            notes = self.pages.model.notes(part)
            if len(notes) == len(part):
                known += [note.id for note in notes]
            else:
                # Piece by piece: one long read would hold the window up.
                missing += [
                    replace(self.query, limit=min(_PIECE, part.stop - start), offset=start)
                    for start in range(part.start, part.stop, _PIECE)
                ]

        def step(notebook: Notebook) -> T:
            found = [note.id for query in missing for note in notebook.find(query)]
            return work(notebook, known + found)

        self._write(step, done)

    def _write(
        self,
        work: Callable[[Notebook], T],
        done: Callable[[T], None],
        refused: Callable[[Exception], None] | None = None,
    ) -> None:
        notebook = self._notebook
        if notebook is None:
            self.said.emit("The notebook is not open yet. Wait a moment, then try again.")
            return
        self._writer.run(lambda: work(notebook), done, refused or self._on_refused)

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))
