"""The items of a packet: handle, code or drawing, title, pages; moved by keys or by hand."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.marks import code_label_size, paint_code_label
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.packet_list import ROW_ROLE, Index, PacketListModel
from esscollab_desktop.ui.viewmodels.packet_items import ItemRow

HANDLE = 16
SIGN = 64  # room of the code's box or the drawing
EDGE = 12
MOST_ROWS = 8
_WRAP = (Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap).value
Key = Qt.Key


class ItemDelegate(QStyledItemDelegate):
    """Titles go on in the next line where there is no room; nothing is cut off."""

    def __init__(self, theme: Theme, icons: Icons, parent: "ItemList") -> None:
        super().__init__(parent)
        self._theme, self._icons, self._list = theme, icons, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._list.viewport().width()
        row: ItemRow = index.data(ROW_ROLE)
        room = self._title_room(QRect(0, 0, width, 0), row)
        font = self._theme.type.controls(is_selected=True)
        words = QFontMetrics(font).boundingRect(QRect(0, 0, max(40, room.width()), 9999), _WRAP, row.title)
        box = code_label_size("4", self._theme.type.label())
        return QSize(width, max(words.height() + 16, round(box.height()) + 14, 40))

    def _scaled(self, length: int) -> int:
        return round(length * self._theme.window_text)

    def _title_room(self, rect: QRect, row: ItemRow) -> QRect:
        figures = QFontMetrics(self._theme.type.controls()).horizontalAdvance(row.pages)
        sign = max(self._scaled(SIGN), self._label_width(row) + 12)
        left = EDGE + HANDLE + 8 + sign
        return rect.adjusted(left, 0, -(EDGE + figures + (8 if figures else 0)), 0)

    def _label_width(self, row: ItemRow) -> int:
        return round(code_label_size(row.label, self._theme.type.label()).width()) if row.label else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        row: ItemRow = index.data(ROW_ROLE)
        tokens, rect = self._theme.tokens, QRect(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        self._sign(painter, rect, row, is_chosen)
        painter.setPen(QColor(tokens.selection_ink if is_chosen else tokens.ink))
        _write(painter, self._title_room(rect, row), row.title, self._theme.type.controls(is_chosen))
        painter.setPen(QColor(tokens.selection_ink if is_chosen else tokens.ink2))
        right = rect.adjusted(0, 0, -EDGE, 0)
        painter.setFont(self._theme.type.controls())
        painter.drawText(
            right, (Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight).value, row.pages
        )
        painter.restore()

    def _sign(self, painter: QPainter, rect: QRect, row: ItemRow, is_chosen: bool) -> None:
        role = "selection_ink" if is_chosen else "ink2"
        middle = rect.center().y()
        handle = self._icons.icon("grip-vertical", role, HANDLE)
        handle.paint(painter, QRect(rect.left() + EDGE - 2, middle - HANDLE // 2, HANDLE, HANDLE))
        left = rect.left() + EDGE + HANDLE + 8
        if row.label:
            font = self._theme.type.label()
            size = code_label_size(row.label, font)
            box = QRectF(left, middle - size.height() / 2, size.width(), size.height())
            color = self._theme.tokens.selection_ink if is_chosen else ""
            paint_code_label(painter, box, row.label, row.kind, self._theme.tokens, font, color)
            return
        width = self._scaled(18)
        drawing = self._icons.icon(row.icon, role, width)
        drawing.paint(painter, QRect(left + 6, middle - width // 2, width, width))


def _write(painter: QPainter, room: QRect, words: str, font: QFont) -> None:
    painter.setFont(font)
    painter.drawText(room, _WRAP, words)


class ItemList(QListView):
    """`chosen(item id)` as one moves; `move_wanted(id, by)`, `remove_wanted(id)`, `edit_wanted(id)`."""

    chosen = Signal(str)
    move_wanted = Signal(str, int)
    remove_wanted = Signal(str)
    edit_wanted = Signal(str)

    def __init__(self, model: PacketListModel, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("packetItems")
        self.setAccessibleName("Items of the packet")
        self.setAccessibleDescription("Alt Up and Alt Down move an item, Delete takes it out")
        self.setModel(model)
        self._rows, self._theme = model, theme
        self.setItemDelegate(ItemDelegate(theme, icons, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.doubleClicked.connect(self._on_double_clicked)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._on_words_changed)

    def sizeHint(self) -> QSize:
        """As high as its rows, up to so many."""
        rows = min(self._rows.rowCount(), MOST_ROWS)
        around = self.height() - self.viewport().height() if self.isVisible() else 2
        return QSize(200, max(24, sum(self.sizeHintForRow(n) for n in range(rows)) + around))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def choose(self, item_id: str) -> None:
        """Put the mark on an item, without telling that one moved."""
        place = self._rows.place_of(item_id)
        if place >= 0 and self.currentIndex().row() != place:
            blocked = self.blockSignals(True)
            self.setCurrentIndex(self._rows.index(place))
            self.blockSignals(blocked)
            self.viewport().update()

    def current_id(self) -> str:
        index = self.currentIndex()
        return self._rows.rows[index.row()].item.id if index.isValid() else ""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._rows.rows[current.row()].item.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item_id, is_alt = self.current_id(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Key.Key_Escape or not item_id:
            event.ignore()
        elif is_alt and event.key() in (Key.Key_Up, Key.Key_Down):
            self.move_wanted.emit(item_id, -1 if event.key() == Key.Key_Up else 1)
        elif event.key() in (Key.Key_Delete, Key.Key_Backspace):
            self.remove_wanted.emit(item_id)
        elif event.key() in (Key.Key_Return, Key.Key_Enter):
            self.edit_wanted.emit(item_id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def grow(self) -> None:
        """The words of the window have another size."""
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def _on_reset(self) -> None:
        is_long = self._rows.rowCount() > MOST_ROWS
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff)
        self.grow()

    def _on_words_changed(self) -> None:
        self.grow()

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.edit_wanted.emit(self.current_id())
