"""The landscape as rows and columns: what matrix and table show and say. It translates, nothing more."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from esscollab_desktop.domain.book import Jurisdiction, PracticeEntry
from esscollab_desktop.domain.landscape import Counts, Landscape
from esscollab_desktop.services.landscape_words import cell_words, tile_words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

COUNTS_ROLE = Role.UserRole + 1

EMPTY = Landscape((), ())
BY_NAME = -2  # in the place of a column, where names are no column


@dataclass(frozen=True)
class Column:
    """`counts`: of what its cells tell, None where they are words. `value`: what they show and sort by."""

    head: str
    spoken: str
    value: Callable[[Jurisdiction], str | int]
    counts: Callable[[Jurisdiction], Counts] | None = None
    practice: PracticeEntry | None = None


class LandscapeModel(QAbstractTableModel):
    """Rows are jurisdictions, sorted by a column; `sorted_by(column, descending)` tells of another order.

    As a matrix: the practices and the sum, the jurisdiction heads its row. As a table: all numbers in plain.
    """

    sorted_by = Signal(int, bool)

    def __init__(self, is_table: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_table = is_table
        self.landscape = EMPTY
        self.columns: tuple[Column, ...] = ()
        self.rows: list[Jurisdiction] = []
        # The sum first, as in the mock of the matrix: -1 is the last column.
        self.order: tuple[int, bool] = (-1, True)
        self.show(EMPTY)

    def show(self, landscape: Landscape) -> None:
        """Take other numbers; the order stays where its column is still there."""
        self.beginResetModel()
        self.landscape = landscape
        self.columns = tuple(_table(landscape) if self.is_table else _matrix(landscape))
        if not BY_NAME <= self.order[0] < len(self.columns):
            self.order = (-1, True)
        self._sort()
        self.endResetModel()

    def place(self, index: Index) -> Jurisdiction:
        return self.rows[index.row()]

    def practice(self, index: Index) -> PracticeEntry | None:
        """The practice of a cell; None for sums and words."""
        return self.columns[index.column()].practice

    def row_of(self, code: str) -> int:
        return next((row for row, place in enumerate(self.rows) if place.code == code), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; equal ones by name. What is current and chosen moves with its row."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        kept = [(self.rows[index.row()].code, index.column()) for index in held]
        self.order = (column, order is Qt.SortOrder.DescendingOrder)
        self._sort()
        places = {place.code: row for row, place in enumerate(self.rows)}
        moved = [self.index(places[code], at) for code, at in kept]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()
        self.sorted_by.emit(*self.order)

    def _sort(self) -> None:
        column, descending = self.order
        self.rows = sorted(self.landscape.jurisdictions, key=lambda place: place.name)
        if column != BY_NAME and self.columns:
            # Stable both ways: reverse=True keeps the order of equal ones.
            value = self.columns[column].value
            self.rows.sort(key=value, reverse=descending)

    # --- Qt's own names ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, place = self.columns[index.column()], self.rows[index.row()]
        match role:
            case Role.DisplayRole:
                value = column.value(place)
                return value if isinstance(value, str) else f"{value:,}" if value else "–"
            case Role.TextAlignmentRole:
                is_word = column.counts is None and isinstance(column.value(place), str)
                side = Qt.AlignmentFlag.AlignLeft if is_word else Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return self.spoken(place, column)
            case _ if role == COUNTS_ROLE:
                return column.counts(place) if column.counts else None
        return None

    def spoken(self, place: Jurisdiction, column: Column) -> str:
        """Row, column and number, since a cell may be all that is read aloud."""
        if column.practice is not None:
            return cell_words(self.landscape, place.code, column.practice.code)
        if column.counts is not None:
            return tile_words(self.landscape, place.code)
        value = column.value(place)
        return value if isinstance(value, str) else f"{place.name}, {column.spoken}: {value:,}"

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if way is Qt.Orientation.Horizontal:
            column = self.columns[section]
            match role:
                case Role.DisplayRole:
                    return column.head
                case Role.ToolTipRole | Role.AccessibleTextRole:
                    return column.spoken
                case Role.TextAlignmentRole:
                    is_word = self.is_table and section < 2
                    side = Qt.AlignmentFlag.AlignLeft if is_word else Qt.AlignmentFlag.AlignRight
                    middle = Qt.AlignmentFlag.AlignVCenter
                    return (
                        Qt.AlignmentFlag.AlignCenter
                        if column.practice and not self.is_table
                        else side | middle
                    )
        elif role in (Role.DisplayRole, Role.AccessibleTextRole):
            return (
                self.rows[section].name
                if role == Role.DisplayRole
                else tile_words(self.landscape, self.rows[section].code)
            )
        return None


def _practices(landscape: Landscape) -> list[Column]:
    def column(practice: PracticeEntry) -> Column:
        def counts(place: Jurisdiction) -> Counts:
            return landscape.cell(place.code, practice.code)

        spoken = f"Practice {practice.code}, {practice.title}"
        return Column(practice.code, spoken, lambda place: counts(place).total, counts, practice)

    return [column(practice) for practice in landscape.practices]


def _matrix(landscape: Landscape) -> list[Column]:
    def counts(place: Jurisdiction) -> Counts:
        return landscape.of_jurisdiction(place.code)

    return [*_practices(landscape), Column("All", "All examples", lambda place: counts(place).total, counts)]


def _table(landscape: Landscape) -> list[Column]:
    def number(name: str, word: str, head: str = "") -> Column:
        def value(place: Jurisdiction) -> int:
            return int(getattr(landscape.of_jurisdiction(place.code), name))

        return Column(head or word.capitalize(), word, value)

    return [
        Column("Jurisdiction", "Jurisdiction", lambda place: place.name),
        Column("Code", "Code", lambda place: place.code),
        *_practices(landscape),
        number("published", "published examples", "Published"),
        number("related", "related examples", "Related"),
        number("own", "own examples", "Own"),
        number("notes", "notes", "Notes"),
        number("total", "all examples", "All"),
    ]
