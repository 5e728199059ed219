"""The meetings as rows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.ui.viewmodels.note_words import day_words, number_of

Index = QModelIndex | QPersistentModelIndex

MEETING_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 3


class MeetingListModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._meetings: list[Meeting] = []
        self._counts: dict[str, int] = {}
        self._current = ""

    @property
    def meetings(self) -> list[Meeting]:
        return list(self._meetings)

    def show(self, meetings: Sequence[Meeting], counts: Mapping[str, int], current: str) -> None:
        self.beginResetModel()
        self._meetings, self._counts, self._current = list(meetings), dict(counts), current
        self.endResetModel()

    def replace(self, meeting: Meeting) -> None:
        """A meeting as it stands now, in the row that it has."""
        row = self.row_of(meeting.id)
        if row >= 0:
            self._meetings[row] = meeting
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, meeting_id: str) -> int:
        return next((row for row, m in enumerate(self._meetings) if m.id == meeting_id), -1)

    def meeting(self, row: int) -> Meeting | None:
        return self._meetings[row] if 0 <= row < len(self._meetings) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._meetings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        meeting = self.meeting(index.row()) if index.isValid() else None
        if meeting is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return meeting.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._spoken(meeting)}, {index.row() + 1} of {len(self._meetings)}"
            case _ if role == MEETING_ROLE:
                return meeting
            case _ if role == COUNT_ROLE:
                return self._counts.get(meeting.id, 0)
            case _ if role == CURRENT_ROLE:
                return meeting.id == self._current
        return None

    def _spoken(self, meeting: Meeting) -> str:
        parts = [meeting.title, day_words(meeting.date) if meeting.date else "no date", meeting.place]
        parts.append(number_of(self._counts.get(meeting.id, 0)))
        if meeting.id == self._current:
            parts.append("running now")
        return ", ".join(part for part in parts if part)
