"""The items of a packet as a Qt list that can be put in another order."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from esscollab_desktop.ui.viewmodels.packet_items import ItemRow

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()


class PacketListModel(QAbstractListModel):
    """`drop_wanted(item id, place)`: an item was let go there; who is asked decides, and shows it."""

    drop_wanted = Signal(str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ItemRow] = []

    def show(self, rows: Sequence[ItemRow]) -> None:
        """Where only the words are others, the rows stay, with what is chosen among them."""
        rows = list(rows)
        if [row.item.id for row in rows] != [row.item.id for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows != self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def place_of(self, item_id: str) -> int:
        return next((n for n, row in enumerate(self.rows) if row.item.id == item_id), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken(index.row() + 1, len(self.rows))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid():
            return found | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return found | Qt.ItemFlag.ItemIsDropEnabled  # between rows, never onto one

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def moveRows(self, _from: Index, first: int, count: int, _to: Index, before: int) -> bool:
        """Qt asks for it when an item is let go; `before` is counted with the item still at its place."""
        if count != 1 or not 0 <= first < len(self.rows):
            return False
        self.drop_wanted.emit(self.rows[first].item.id, before - 1 if before > first else before)
        return True
