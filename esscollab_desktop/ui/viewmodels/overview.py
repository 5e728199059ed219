"""What the overview shows: the landscape of examples and notes, what waits, what is next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.book import Group, Jurisdiction, PracticeEntry
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.landscape import Landscape, landscape_of
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import NoteKind, NoteOrder, NoteQuery, NoteStatus
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.ui.tasks import TaskRunner

DUE_WITHIN = 7  # days

MOVED = NoteQuery(anchor_states=frozenset({AnchorState.MOVED}))
LOST = NoteQuery(anchor_states=frozenset({AnchorState.ORPHAN}))


def due_query(today: date) -> NoteQuery:
    """Actions that are open and due within a week."""
    return NoteQuery(
        kinds=frozenset({NoteKind.ACTION}),
        statuses=frozenset({NoteStatus.OPEN}),
        due_until=today + timedelta(days=DUE_WITHIN),
        order=NoteOrder.DUE,
    )


@dataclass(frozen=True)
class Waiting:
    """Notes that wait for a person. `first_due`: the day of the earliest due action."""

    moved: int = 0
    lost: int = 0
    due: int = 0
    first_due: date | None = None

    @property
    def is_any(self) -> bool:
        return bool(self.moved or self.lost or self.due)


class OverviewModel(QObject):
    """`landscape_changed()`, `waiting_changed()`; `waiting` is None until the notebook was asked.

    The landscape is counted from what the tree has read already. It holds no notes until they are told.
    """

    landscape_changed = Signal()
    waiting_changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        library: Library,
        reader: TaskRunner,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.library, self._reader, self._today = library, reader, today
        self._notebook: Notebook | None = None
        self._notes: Mapping[str, int] = {}
        self._held: tuple[Sequence[PracticeEntry], Sequence[Jurisdiction], Sequence[Group]] = ((), (), ())
        self.landscape = Landscape((), ())
        self.waiting: Waiting | None = None

    def attach(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self.refresh()

    def show(
        self, practices: Sequence[PracticeEntry], places: Sequence[Jurisdiction], groups: Sequence[Group]
    ) -> None:
        """What is in the book and packs, own examples included."""
        self._held = (practices, places, groups)
        self._count()

    def set_note_counts(self, counts: Mapping[str, int]) -> None:
        if counts != self._notes:
            self._notes = dict(counts)
            self._count()

    @property
    def note_counts(self) -> Mapping[str, int]:
        return self._notes

    def _count(self) -> None:
        found = landscape_of(*self._held, self._notes)
        if found != self.landscape:
            self.landscape = found
            self.landscape_changed.emit()

    def refresh(self) -> None:
        """Ask the notebook what waits; off the window's thread."""
        notebook = self._notebook
        if notebook is None:
            return
        today, library = self._today(), self.library

        def work() -> Waiting:
            from esscollab_desktop.services.following import with_pages_gone

            due = due_query(today)
            found = notebook.count(due)
            first = notebook.find(replace(due, limit=1)) if found else []
            return Waiting(
                notebook.count(MOVED),
                notebook.count(with_pages_gone(LOST, notebook, library)),
                found,
                first[0].fields.due if first else None,
            )

        self._reader.run(work, self._on_waiting, self._on_refused, "waiting")

    @property
    def today(self) -> date:
        return self._today()

    def next_meeting(self, meetings: Sequence[Meeting]) -> Meeting | None:
        """The one that comes next on the calendar, today's included."""
        coming = [meeting for meeting in meetings if meeting.date and meeting.date >= self.today]
        return min(coming, key=lambda meeting: (meeting.date or self.today, meeting.title), default=None)

    def _on_waiting(self, waiting: Waiting) -> None:
        if waiting != self.waiting:
            self.waiting = waiting
            self.waiting_changed.emit()

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))
