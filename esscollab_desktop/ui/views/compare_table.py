"""The comparison as a table: one area that scrolls as a whole, with a head that stays."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.comparison import Column, Comparison
from esscollab_desktop.ui.access.comparison import tell_comparison
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.type import Type
from esscollab_desktop.ui.views.compare_cell import MARGIN, CellStyle, CompareCell
from esscollab_desktop.ui.views.compare_head import ColumnHead, Sign
from esscollab_desktop.ui.views.plain_label import PlainLabel

NARROW = 860  # below, the examples stand one below the other
LEAST = 11  # em of a column's text; with less they do so too
ROW_HEAD = 120
EDGE, BETWEEN, PAD = 24, 24, 10
TALLEST = 0.45  # of the view's height that a head may take for itself
TEXT = 12 / 13  # of the reading text: side by side there is less room for a line

Cite = Callable[[str, Sequence[str]], str]
# What a widget is, and of which row and column.
Key = tuple[str | Column, ...]
W = TypeVar("W", bound=QWidget)


class _Sheet(QWidget):
    """What scrolls. It draws the rules, and nothing else."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rules: list[int] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for y in self.rules:
            painter.fillRect(QRect(EDGE, y, self.width() - 2 * EDGE, 1), QColor(self._theme.tokens.edge))
        painter.end()


class RowHead(PlainLabel):
    """The name of a row."""


class CompareTable(QScrollArea):
    """Shows two to four columns, or one that waits for a second. Cells of a row begin at one height."""

    opened = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)
    address_chosen = Signal(str, QPoint)
    zoom_wanted = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        tell_comparison()
        self._theme, self._icons = theme, icons
        self.setObjectName("compareTable")
        self.setAccessibleName("Comparison")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: the width of the columns would else hang on their height.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.cite: Cite = lambda _code, _letters: ""
        self._zoom, self._is_serif = 1.0, True
        self._comparison: Comparison | None = None
        # Above what scrolls, and before it in the order of reading; empty while the head scrolls too.
        self.holder = QWidget(parent)
        self.holder.stackUnder(self)
        self.head = QFrame(self.holder)
        self.head.setObjectName("compareHeads")
        self.head.setAutoFillBackground(True)
        self.sheet = _Sheet(theme, self)
        for widget in (self.head, self.holder, self.sheet, self.viewport()):
            widget.setBackgroundRole(QPalette.ColorRole.Base)
        self.setWidget(self.sheet)
        self._kept: dict[Key, QWidget] = {}
        self._spare: dict[Key, QWidget] = {}
        self.heads: list[ColumnHead] = []
        self.row_heads: list[RowHead] = []
        self.cells: list[list[CompareCell]] = []
        self.captions: list[list[Sign]] = []
        self.is_stacked = self.is_head_staying = self._is_making = False
        theme.changed.connect(self._dress)

    # --- what is shown ---

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show another set; columns that were here already stay as they are, and the keyboard in its cell."""
        self._comparison = comparison
        former, place = self.focused_cell(), self.verticalScrollBar().value()
        self._is_making = True
        self._spare, self._kept = self._kept, {}
        self.heads, self.row_heads, self.cells, self.captions = [], [], [], []
        if comparison is not None:
            self._make(comparison)
        for widget in self._spare.values():
            # It keeps its parent: Python would else end it at once, in the middle of its own button's click.
            widget.hide()
            widget.deleteLater()
        self._spare = {}
        self._is_making = False
        self._dress()
        self.verticalScrollBar().setValue(place)
        if former is not None:
            self._focus_cell(former.row, former.column.code)

    def _again(self, key: Key, make: Callable[[], W]) -> W:
        """What stood here for this key, or a new one; the last in the order of reading."""
        widget = cast("W", self._spare.pop(key, None)) or make()
        self._kept[key] = widget
        widget.raise_()
        return widget

    def _focus_cell(self, row: str, code: str) -> None:
        for cell in (cell for cells in self.cells for cell in cells):
            if (cell.row, cell.column.code) == (row, code):
                cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, comparison: Comparison) -> None:
        columns = comparison.columns
        for number, column in enumerate(columns):
            head = self._again(("head", column), partial(self._head, column))
            head.set_place(number, len(columns))
            self.heads.append(head)
        for row in comparison.rows:
            self.row_heads.append(self._again(("row", row.name), partial(self._row_head, row.name)))
            captions, cells = [], []
            for column in columns:
                captions.append(self._again(("sign", row.name, column), partial(self._caption, column)))
                cells.append(self._again(("cell", row.name, column), partial(self._cell, row.name, column)))
            self.captions.append(captions)
            self.cells.append(cells)
        for before, after in pairwise(self.stops):
            QWidget.setTabOrder(before, after)

    def _head(self, column: Column) -> ColumnHead:
        head = ColumnHead(column, self._theme, self._icons, self.head)
        head.opened.connect(self.opened)
        head.moved.connect(self.moved)
        head.removed.connect(self.removed)
        for stop in head.all_stops:
            stop.installEventFilter(self)
        head.show()
        return head

    def _row_head(self, name: str) -> RowHead:
        label = RowHead(name, self.sheet)
        label.setWordWrap(True)
        label.show()
        return label

    def _caption(self, column: Column) -> Sign:
        return Sign(column, self._theme, self.sheet, column.title.partition(":")[0])

    def _cell(self, row: str, column: Column) -> CompareCell:
        cell = CompareCell(row, column, self.sheet)
        cell.cite = partial(self.cite_of, column.code)
        cell.code_chosen.connect(self.opened)
        cell.address_chosen.connect(self.address_chosen)
        cell.installEventFilter(self)
        cell.show()
        return cell

    def cite_of(self, code: str, letters: Sequence[str]) -> str:
        return self.cite(code, letters)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes: through the heads, then through the cells, row by row."""
        heads = [stop for head in self.heads for stop in head.stops]
        return [*heads, *(cell for row in self.cells for cell in row)]

    def set_zoom(self, percent: int) -> None:
        if self._zoom != percent / 100:
            self._zoom = percent / 100
            self._dress()

    def set_face(self, is_serif: bool) -> None:
        if self._is_serif != is_serif:
            self._is_serif = is_serif
            self._dress()

    @property
    def _type(self) -> Type:
        return replace(self._theme.type.scaled(self._zoom * TEXT), is_serif=self._is_serif)

    def _dress(self) -> None:
        """Fonts and colors, then places: after another zoom, face or theme too."""
        if self._comparison is None:
            self._place()
            return
        kinds, plain = self._type, self._theme.type
        style = CellStyle(kinds, self._theme.tokens)
        for head in self.heads:
            own = replace(kinds, is_serif=kinds.is_serif and head.column.kind is not Kind.OWN)
            title = own.reading()
            title.setWeight(QFont.Weight.DemiBold)
            head.set_font(title, plain.hints())
        for label in self.row_heads:
            label.setFont(plain.controls(is_selected=True))
        for row, cells in zip(self._comparison.rows, self.cells, strict=True):
            for told, cell in zip(row.cells, cells, strict=True):
                cell.show_cell(told, style)
        self._place()

    # --- where it stands ---

    def columns(self) -> list[tuple[int, int]]:
        """Left edge and width of each column, for heads and cells alike."""
        count = max(1, len(self.heads))
        left = EDGE + self._row_head_width() + BETWEEN // 2
        room = self._width() - left - EDGE - BETWEEN * (count - 1)
        # A single column, or two in a wide window, keep to a line that can be read.
        width = min(room // count, round(40 * self._em()))
        return [(left + number * (width + BETWEEN), width) for number in range(count)]

    def _width(self) -> int:
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def _row_head_width(self) -> int:
        return round(ROW_HEAD * self._theme.base_points / 10.5)

    def _em(self) -> float:
        return self._type.reading().pointSizeF() * self.logicalDpiY() / 72

    def _place(self) -> None:
        """Once it is seen: before, it has no width of its own, and texts would be laid out for nothing."""
        if not self.isVisible():
            return
        if self._comparison is None:
            self.holder.hide()
            self.sheet.rules = []
            self.sheet.resize(self._width(), 0)
            return
        places = self.columns()
        factor = self._theme.base_points / 10.5
        self.is_stacked = len(self.heads) > 1 and (
            self._width() < NARROW * factor or places[0][1] < LEAST * self._em()
        )
        if self.is_stacked:
            places = [(EDGE, self._width() - 2 * EDGE)] * len(self.heads)
        top = self._place_head(places)
        self._place_rows(places, top)
        self.sheet.update()

    def _place_head(self, places: list[tuple[int, int]]) -> int:
        """The height that the head takes of what scrolls: none where it stays above it."""
        y, bottom = PAD, PAD
        beside = all(
            head.has_room_beside(width) for head, (_x, width) in zip(self.heads, places, strict=True)
        )
        for head, (left, width) in zip(self.heads, places, strict=True):
            height = head.place(width, beside)
            head.setGeometry(left, y, width, height)
            bottom = max(bottom, y + height)
            if self.is_stacked:
                y += height + PAD
        height = bottom + PAD
        room = self.height() + (0 if self.holder.isHidden() else self.holder.height())
        self.is_head_staying = not self.is_stacked and height <= TALLEST * room
        holder = self.holder if self.is_head_staying else self.sheet
        if self.head.parentWidget() is not holder:
            self.head.setParent(holder)
        self.holder.setFixedHeight(height)
        self.holder.setVisible(self.is_head_staying)
        self.head.setGeometry(0, 0, self._width(), height)
        self.head.show()
        self.head.lower()  # first in the order of reading; it covers nothing
        return 0 if self.is_head_staying else height

    def _place_rows(self, places: list[tuple[int, int]], y: int) -> None:
        rules = []
        for number, cells in enumerate(self.cells):
            rules.append(y)
            label, captions = self.row_heads[number], self.captions[number]
            width = self._width() - 2 * EDGE if self.is_stacked else self._row_head_width()
            label.setGeometry(EDGE, y + PAD, width, max(label.heightForWidth(width), 1))
            y += PAD
            least = label.height()
            if self.is_stacked:
                y += label.height() + PAD
                y = self._place_stacked(cells, captions, places, y)
            else:
                y += self._place_aligned(cells, captions, places, y, least)
            y += PAD
        self.sheet.rules = rules
        self.sheet.resize(self._width(), y + PAD)

    def _place_aligned(
        self,
        cells: list[CompareCell],
        captions: list[Sign],
        places: list[tuple[int, int]],
        y: int,
        least: int,
    ) -> int:
        inset = round(MARGIN)
        heights = [
            cell.height_for(width + 2 * inset) for cell, (_x, width) in zip(cells, places, strict=True)
        ]
        for cell, caption, (x, width), height in zip(cells, captions, places, heights, strict=True):
            # The text begins where its title does; the margin around it is the ring's.
            cell.setGeometry(x - inset, y - inset, width + 2 * inset, height)
            caption.hide()
        return max(least, *heights)

    def _place_stacked(
        self, cells: list[CompareCell], captions: list[Sign], places: list[tuple[int, int]], y: int
    ) -> int:
        inset = round(MARGIN)
        for cell, caption, (x, width) in zip(cells, captions, places, strict=True):
            size = caption.sizeHint()
            caption.setGeometry(x, y, min(width, size.width()), size.height())
            caption.show()
            y += caption.height() + inset
            height = cell.height_for(width + 2 * inset)
            cell.setGeometry(x - inset, y, width + 2 * inset, height)
            y += height + inset
        return y

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self._place()

    # --- keys ---

    def focus_head(self, code: str) -> bool:
        """The keyboard to the title of this example; False where it is not here."""
        for head in self.heads:
            if head.column.code == code:
                head.title.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def focused_cell(self) -> CompareCell | None:
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, CompareCell) and self.isAncestorOf(focus) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_met = event.type() == QEvent.Type.FocusIn and not self._is_making
        if is_met and isinstance(watched, QWidget) and self.sheet.isAncestorOf(watched):
            self._reveal(watched)
        return super().eventFilter(watched, event)

    def _reveal(self, met: QWidget) -> None:
        """Bring what has the keyboard into view; of a cell that is higher than the view its beginning."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = met.mapTo(self.sheet, QPoint(0, 0)).y() - PAD
        bottom = top + met.height() + 2 * PAD
        if top < bar.value() or bottom - top > room:
            if not bar.value() <= top < bar.value() + room:
                bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        step = round(QFontMetricsF(self._type.reading()).lineSpacing() * 3)
        page = max(step, self.viewport().height() - step)
        to = {
            Qt.Key.Key_Up: bar.value() - step,
            Qt.Key.Key_Down: bar.value() + step,
            Qt.Key.Key_PageUp: bar.value() - page,
            Qt.Key.Key_PageDown: bar.value() + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }.get(Qt.Key(event.key()))
        if to is None or event.modifiers():
            event.ignore()
        else:
            bar.setValue(to)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
