"""The list of results: each row as high as its words, drawn from a layout that is made once."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.search import Result, ResultKind
from esscollab_desktop.ui.look import marks
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.shapes import ROW_BAR
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.result_list import KIND_WORDS, RESULT_ROLE, Index, ResultListModel, label_of
from esscollab_desktop.ui.views.result_layout import (
    EDGE,
    MARKED,
    TOP,
    Laid,
    RowLayout,
    mark_radius,
    sign_size,
)

KindOf = Callable[[str], Kind | None]  # of the page with a code

_ICONS = {
    ResultKind.PRACTICE: "book-open",
    ResultKind.STATE: "map",
    ResultKind.PARTNER: "users",
    ResultKind.TOPIC: "tag",
    ResultKind.TERM: "book-a",
    ResultKind.SOURCE: "link",
    ResultKind.ABOUT: "info",
    ResultKind.NOTE: "notebook-pen",
}
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class ResultDelegate(QStyledItemDelegate):
    """Draws a row: code label and title, kind with its sign, the sentence with its hits, the reason."""

    def __init__(self, theme: Theme, icons: Icons, kind_of: KindOf, view: "ResultList") -> None:
        super().__init__(view)
        self._theme, self._icons, self._kind_of, self._view = theme, icons, kind_of, view
        self._laid: dict[int, Laid] = {}
        self._kinds: dict[str, Kind | None] = {}  # asked once, not with every painting
        self._width = 0
        self.forget()

    def forget(self) -> None:
        """Results, type or width are others: measure anew."""
        self._laid.clear()
        self._layout = RowLayout(self._theme.type, self._width)
        self._kinds.clear()

    def laid(self, index: Index) -> Laid:
        width = self._view.row_width()
        if width != self._width:
            self._width = width
            self.forget()
        row = index.row()
        if row not in self._laid:
            self._laid[row] = self._layout.laid(index.data(RESULT_ROLE))
        return self._laid[row]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, self.laid(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        tokens, rect = self._theme.tokens, option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected and self._view.is_led():
            painter.fillRect(QRect(0, rect.top(), ROW_BAR, rect.height()), QColor(tokens.accent))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        painter.translate(rect.topLeft())
        self._paint_row(painter, index.data(RESULT_ROLE), self.laid(index), is_selected)
        painter.restore()

    def _paint_row(self, painter: QPainter, result: Result, laid: Laid, is_selected: bool) -> None:
        tokens = self._theme.tokens
        ink = tokens.selection_ink if is_selected else tokens.ink
        is_inverse = is_selected and tokens.is_contrast
        quiet = "selection_ink" if is_inverse else "ink2"
        if tokens.is_contrast:
            fill = tokens.selection if is_selected else tokens.desk
        else:
            fill = tokens.paper if is_selected else tokens.hit
        if label := label_of(result):
            font = self._theme.type.label(in_list=True)
            box = marks.code_label_size(label, font)
            corner = QPointF(EDGE, round(TOP + (laid.head - box.height()) / 2))
            marks.paint_code_label(painter, corner, label, self._page_kind(result), tokens, font, ink)
        self._paint_kind(painter, result, laid, quiet)
        laid.title.paint(painter, laid.title_at, ink, fill, tokens)
        laid.text.paint(painter, QPointF(EDGE, laid.text_top), ink, fill, tokens)
        size = sign_size(self._theme.type)
        arrow = round(laid.reason_top + (laid.reason.line_height - size) / 2)
        sign = self._icons.icon("corner-down-right", quiet, size)
        sign.paint(painter, QRect(EDGE, arrow, size, size))
        place = QPointF(EDGE + size + 6, laid.reason_top)
        laid.reason.paint(painter, place, tokens.colors()[quiet], fill, tokens)

    def _paint_kind(self, painter: QPainter, result: Result, laid: Laid, role: str) -> None:
        left, middle = self._width - EDGE - laid.kind_width, TOP + laid.head / 2
        ink, size = self._theme.color(role), sign_size(self._theme.type)
        if kind := MARKED.get(result.kind):
            radius = mark_radius(self._theme.type)
            center = QPointF(left + radius, middle)
            marks.paint_mark(painter, center, radius, kind, self._theme.tokens, ink.name())
            left += 2 * radius + 6
        else:
            place = QRect(round(left), round(middle - size / 2), size, size)
            self._icons.icon(_ICONS[result.kind], role, size).paint(painter, place)
            left += size + 6
        painter.setFont(self._theme.type.hints())
        painter.setPen(ink)
        line = QRect(round(left), TOP, round(laid.kind_width), round(laid.head))
        painter.drawText(line, _LINE, KIND_WORDS[result.kind])

    def _page_kind(self, result: Result) -> Kind | None:
        """The line of a code's box is that of its page, also where a fact on it was found."""
        if result.kind is ResultKind.FACT:
            if result.code not in self._kinds:
                self._kinds[result.code] = self._kind_of(result.code)
            return self._kinds[result.code]
        return MARKED.get(result.kind)


BATCH = 8  # rows


class ResultList(QListView):
    """`chosen(Result)` when another row is the current one, `clicked_on(Result)`, `opened(Result)`."""

    chosen = Signal(object)
    clicked_on = Signal(object)
    opened = Signal(object)
    escaped = Signal()

    def __init__(
        self, model: ResultListModel, theme: Theme, icons: Icons, kind_of: KindOf, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resultList")
        self.setAccessibleName("Results")
        self._theme, self._results = theme, model
        self.leader: QWidget | None = None
        self.setModel(model)
        self.delegate = ResultDelegate(theme, icons, kind_of, self)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # What is in view is laid out and painted at once, the rest behind it.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._open)
        model.modelAboutToBeReset.connect(self.delegate.forget)
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def row_width(self) -> int:
        """The same whether the scroll bar is there or not, so that it can't make rows higher."""
        return self.width() - max(0, self._bar - EDGE + 4)

    def is_led(self) -> bool:
        """Whether keys reach the list: its own, or those of the field that leads it."""
        return self.hasFocus() or (self.leader is not None and self.leader.hasFocus())

    def current(self) -> Result | None:
        return self._results.result(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Make a row the chosen one, in view; past an end, the last one there."""
        row = min(max(row, 0), self._results.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self._results.index(row))
            self.scrollTo(self.currentIndex())

    def walk(self, key: Qt.Key) -> None:
        """What a key means that was pressed in the field."""
        move = {
            Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
            Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
            Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
        }.get(key, QAbstractItemView.CursorAction.MoveDown)
        found = self.moveCursor(move, Qt.KeyboardModifier.NoModifier)
        if found.isValid():
            self.choose(found.row())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if isinstance(result := current.data(RESULT_ROLE), Result):
            self.chosen.emit(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not search here: the field does."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(result := index.data(RESULT_ROLE), Result):
            self.clicked_on.emit(result)

    def _open(self, index: QModelIndex) -> None:
        if isinstance(result := index.data(RESULT_ROLE), Result):
            self.opened.emit(result)

    def _set_looks(self) -> None:
        palette = self._theme.view_palette()
        palette.setColor(palette.ColorRole.Base, self._theme.color("desk"))
        self.setPalette(palette)
        self._bar = self.verticalScrollBar().sizeHint().width()
        self.delegate.forget()
        self.scheduleDelayedItemsLayout()
