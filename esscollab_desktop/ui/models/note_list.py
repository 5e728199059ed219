"""A long list of notes as rows: only the pages that are looked at are fetched."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from esscollab_desktop.domain.notes import Note

Index = QModelIndex | QPersistentModelIndex

NOTE_ROLE = Qt.ItemDataRole.UserRole + 1
PAGE = 100  # rows
KEPT_PAGES = 40
WAITING_PAGES = 4  # of a list that is scrolled fast, the places left behind are not worth fetching

Words = Callable[[Note], str]


class NoteListModel(QAbstractListModel):
    """As many rows as there are notes. A row whose page is not there yet says so and asks for it.

    `pages_wanted()` when `next_wanted` has something to give.
    """

    pages_wanted = Signal()

    def __init__(self, spoken: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._total = 0
        self._pages: OrderedDict[int, list[Note]] = OrderedDict()
        self._wanted: deque[int] = deque(maxlen=WAITING_PAGES)

    @property
    def total(self) -> int:
        return self._total

    def begin(self, total: int, first: list[Note]) -> None:
        """Another list: its length and its first page."""
        self.beginResetModel()
        self._total = total
        self._pages.clear()
        self._wanted.clear()
        if total:
            self._pages[0] = first
        self.endResetModel()

    def renew(self, total: int, pages: dict[int, list[Note]]) -> None:
        """The same list, read again: rows come or go at the end, and every row may hold another note."""
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
        before, self._total = self._total, total
        self._pages = OrderedDict((page, notes) for page, notes in pages.items() if page * PAGE < total)
        self._wanted.clear()
        if total > before:
            self.endInsertRows()
        elif total < before:
            self.endRemoveRows()
        if total:
            self.dataChanged.emit(self.index(0), self.index(total - 1))

    def put(self, page: int, notes: list[Note]) -> None:
        """A page that was asked for."""
        if page * PAGE >= self._total:
            return
        self._pages[page] = notes
        self._pages.move_to_end(page)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, self._total) - 1
        self.dataChanged.emit(self.index(page * PAGE), self.index(last))

    def replace(self, note: Note) -> None:
        """A note as it stands now, in the row that it has."""
        row = self.row_of(note.id)
        if row >= 0:
            self._pages[row // PAGE][row % PAGE] = note
            self.dataChanged.emit(self.index(row), self.index(row))

    def next_wanted(self) -> int | None:
        """The page that was looked at last and is not there."""
        while self._wanted:
            page = self._wanted.pop()
            if page not in self._pages and page * PAGE < self._total:
                return page
        return None

    def loaded(self) -> list[int]:
        """The pages that are there, those looked at last at the end."""
        return list(self._pages)

    def note(self, row: int) -> Note | None:
        """The note of a row; None while its page is not there."""
        page = self._pages.get(row // PAGE)
        if page is None:
            return None
        return page[row % PAGE] if row % PAGE < len(page) else None

    def notes(self, rows: Iterable[int]) -> list[Note]:
        return [note for row in rows if (note := self.note(row)) is not None]

    def row_of(self, note_id: str) -> int:
        """The row of a note among the pages that are there, or -1."""
        for number, page in self._pages.items():
            for place, note in enumerate(page):
                if note.id == note_id:
                    return number * PAGE + place
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _ROLES:
            return None
        note = self.note(index.row())
        if note is None:
            self._want(index.row() // PAGE)
            return None if role == NOTE_ROLE else "Being fetched…"
        if role == NOTE_ROLE:
            return note
        if role == Qt.ItemDataRole.DisplayRole:
            return note.body
        return f"{self._spoken(note)}, {index.row() + 1} of {self._total}"

    def _want(self, page: int) -> None:
        if page in self._pages:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        self.pages_wanted.emit()


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, NOTE_ROLE})
