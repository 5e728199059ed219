"""The commands that fit what was typed, as rows; it translates, nothing more."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from esscollab_desktop.domain.matching import fit
from esscollab_desktop.ui.command_entries import Entry

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


def fitting(question: str, entries: Sequence[Entry], recent: Sequence[str]) -> list[Entry]:
    """Those that are meant, the nearest first; of equals the one used last, then as they stand."""
    used = {name: place for place, name in enumerate(recent)}
    ranked = []
    for place, entry in enumerate(entries):
        cost = fit(question, (entry.words, entry.place, entry.also))
        if cost is not None:
            ranked.append((cost, used.get(entry.name, len(used)), place, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda row: row[:3])]


class CommandRows(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.spoken
            case _ if role == ENTRY_ROLE:
                return entry
        return None
