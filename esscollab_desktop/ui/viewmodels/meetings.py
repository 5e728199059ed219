"""The meetings on the screen: their list, the one that is open, the one that runs now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting, MeetingFields
from esscollab_desktop.domain.notes import NoteKind, NoteQuery
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.models.meeting_list import MeetingListModel
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.autosave import Autosave, Edit
from esscollab_desktop.ui.viewmodels.note_pages import NotePages
from esscollab_desktop.ui.viewmodels.note_words import spoken

T = TypeVar("T")
MeetingEdit = Edit[Meeting, MeetingFields]
UNTITLED = "New meeting"


@dataclass(frozen=True)
class _Listing:
    meetings: list[Meeting]
    counts: dict[str, int]
    current: Meeting | None


class MeetingsModel(QObject):
    """`listed()`; `chosen_changed(edit | None)`; `state_changed(edit)`; `current_changed(meeting | None)`.

    `added(meeting)` after a new one, for the cursor. `kinds_counted(dict)`: how many notes of each kind the
    open meeting has. `changed()`: meetings are other than before, for other views. `said(str)`.
    """

    listed = Signal()
    chosen_changed = Signal(object)
    state_changed = Signal(object)
    current_changed = Signal(object)
    added = Signal(object)
    kinds_counted = Signal(object)  # a dict's keys would lose their type on the way
    changed = Signal()
    said = Signal(str)

    def __init__(self, reader: TaskRunner, writer: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = reader, writer
        self._service: Meetings | None = None
        self._notebook: Notebook | None = None
        self._deleted: list[Meeting] = []
        self.model = MeetingListModel(self)
        self.current: Meeting | None = None
        self.chosen: MeetingEdit | None = None
        self.is_listed = False
        self.pages = NotePages(reader, lambda note: spoken(note, ""), self)
        self.pages.said.connect(self.said)
        self._autosave: Autosave[Meeting, MeetingFields] = Autosave(writer, self._store, fields_of, self)
        self._autosave.state_changed.connect(self.state_changed)
        self._autosave.stored.connect(self._on_stored)

    def attach(self, meetings: Meetings, notebook: Notebook) -> None:
        self._service, self._notebook = meetings, notebook
        self.pages.attach(notebook)
        self.refresh()

    @property
    def meetings(self) -> list[Meeting]:
        return self.model.meetings

    def refresh(self) -> None:
        """Read again: meetings or their notes changed, here or elsewhere."""
        service = self._service
        if service is None:
            return
        self._reader.run(
            lambda: _Listing(service.list(), service.counts(), service.current()),
            self._on_listed,
            self._on_refused,
            "meetings",
        )
        self._count_kinds()
        if self.chosen is not None:
            self.pages.renew()

    # --- the open meeting ---

    def open(self, meeting: Meeting | None) -> None:
        """Show one meeting whole, with its notes. What was being written in another is saved at once."""
        if meeting is not None and self.chosen is not None and self.chosen.record.id == meeting.id:
            return
        self._autosave.flush()
        self.chosen = self._autosave.open(meeting) if meeting else None
        self.chosen_changed.emit(self.chosen)
        if meeting is not None:
            self.pages.show(NoteQuery(meeting=meeting.id))
            self._count_kinds()

    def write(self, fields: MeetingFields) -> None:
        """What stands in the open meeting's fields; saved while one types."""
        if self.chosen is not None:
            self._autosave.change(self.chosen, fields)

    @property
    def unsaved(self) -> list[MeetingEdit]:
        return self._autosave.unsaved

    def flush(self) -> None:
        self._autosave.flush()

    def finish(self) -> list[MeetingEdit]:
        """Save all there is and wait for it; what could not be saved."""
        return self._autosave.finish()

    # --- adding, deleting, running ---

    def add(self, fields: MeetingFields | None = None) -> None:
        """Keep a new meeting and open it; `added` tells when it is there."""

        def done(meeting: Meeting) -> None:
            self.open(meeting)
            self._after_change()
            self.added.emit(meeting)

        self._write(lambda service: service.add(fields or MeetingFields(UNTITLED)), done)

    def delete(self) -> None:
        """Take the open meeting out of the list; its notes stay, and `undo_delete` brings it back."""
        if self.chosen is None:
            return
        meeting_id = self.chosen.record.id
        self._autosave.flush()

        def done(deleted: Meeting) -> None:
            self._deleted.append(deleted)
            self.open(None)
            self.said.emit(f"The meeting “{deleted.title}” is deleted. Its notes stay. Undo brings it back.")
            self._after_change()

        self._write(lambda service: service.delete(meeting_id), done)

    @property
    def undo_words(self) -> str:
        """What Undo would bring back; empty where there is nothing."""
        return f"“{self._deleted[-1].title}” is deleted." if self._deleted else ""

    def undo_delete(self) -> None:
        if not self._deleted:
            return
        last = self._deleted.pop()

        def done(meeting: Meeting) -> None:
            self.open(meeting)
            self.said.emit(f"The meeting “{meeting.title}” is back.")
            self._after_change()

        def refused(fault: Exception) -> None:
            self._deleted.append(last)
            self._on_refused(fault)

        self._write(lambda service: service.restore(last.id), done, refused)

    def use(self, meeting_id: str) -> None:
        """Make a meeting the current one, which stamps new notes; an empty id ends it."""

        def done(meeting: Meeting | None) -> None:
            self.said.emit(
                f"Every new note now carries “{meeting.title}”."
                if meeting
                else "No meeting is running. New notes carry none."
            )
            self._after_change()

        self._autosave.flush()
        self._write(lambda service: service.use(meeting_id), done)

    # --- how it is done ---

    def _store(self, meeting: Meeting, fields: MeetingFields) -> Meeting:
        assert self._service is not None
        return self._service.save(meeting.id, fields, meeting.revision)

    def _on_stored(self, edit: MeetingEdit, before: Meeting) -> None:
        if edit.record.id != before.id:
            self.said.emit("This meeting was also changed elsewhere. Both are kept, as two meetings.")
        self._after_change()

    def _after_change(self) -> None:
        self.changed.emit()
        self.refresh()

    def _on_listed(self, listing: _Listing) -> None:
        self.is_listed = True
        self.current = listing.current
        self.model.show(listing.meetings, listing.counts, listing.current.id if listing.current else "")
        self.listed.emit()
        self.current_changed.emit(self.current)
        if self.chosen is not None and not self.chosen.is_dirty and not self.chosen.is_saving:
            now = self.model.meeting(self.model.row_of(self.chosen.record.id))
            if now is None:
                self.open(None)
            elif now != self.chosen.record:
                self.chosen = self._autosave.open(now)
                self.chosen_changed.emit(self.chosen)

    def _count_kinds(self) -> None:
        notebook = self._notebook
        if notebook is None or self.chosen is None:
            return
        meeting_id = self.chosen.record.id

        def work() -> dict[NoteKind, int]:
            counts = {
                kind: notebook.count(NoteQuery(meeting=meeting_id, kinds=frozenset({kind})))
                for kind in NoteKind
            }
            return {kind: count for kind, count in counts.items() if count}

        self._reader.run(work, self.kinds_counted.emit, self._on_refused, "kinds")

    def _write(
        self,
        work: Callable[[Meetings], T],
        done: Callable[[T], None],
        refused: Callable[[Exception], None] | None = None,
    ) -> None:
        service = self._service
        if service is None:
            self.said.emit("The notebook is not open yet. Wait a moment, then try again.")
            return
        self._writer.run(lambda: work(service), done, refused or self._on_refused)

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))


def fields_of(meeting: Meeting) -> MeetingFields:
    return MeetingFields(
        meeting.title, meeting.date, meeting.place, meeting.audience, meeting.groups, meeting.agenda
    )
