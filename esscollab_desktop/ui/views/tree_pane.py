"""Find and browse: the search field, the two pivots, the tree."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from esscollab_desktop.domain.codes import bare
from esscollab_desktop.ui.look import marks
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.book_rows import Node, NodeType, Pivot, Shelf
from esscollab_desktop.ui.models.book_tree import CODE_ROLE, NODE_ROLE, NOTES_ROLE, BookTreeModel, Index
from esscollab_desktop.ui.models.narrowing import Narrowing, is_possible, narrowed, words_for
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.narrow_bar import NarrowBar
from esscollab_desktop.ui.views.search_field import SearchField

# So many rows are opened again when the tree is made anew; laying out more would be felt.
_OPEN_AGAIN = 2_000


class TreeDelegate(QStyledItemDelegate):
    """Draws a row: mark, name, note sign with its number; at the right the code or the count."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(self._theme.type.controls()).height() + 8
        return QSize(super().sizeHint(option, index).width(), max(27, height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        node: Node = index.data(NODE_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_row(painter, option.rect, node, selected, int(index.data(NOTES_ROLE) or 0))
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, node: Node, selected: bool, notes: int) -> None:
        tokens = self._theme.tokens
        ink = tokens.selection_ink if selected else tokens.ink
        quiet = tokens.selection_ink if selected else tokens.ink2
        x = rect.left() + 2 if node.size else rect.left() - 12
        is_group = node.type is NodeType.GROUP
        right = rect.right() - 12
        trailing = bare(node.code) if node.type is NodeType.EXAMPLE else str(node.count or "")
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._theme.type.label(in_list=True) if selected else self._theme.type.figures())
        painter.setPen(QColor(ink if selected else quiet))
        width = painter.fontMetrics().horizontalAdvance(trailing)
        painter.drawText(QRect(right - width, rect.top(), width + 2, rect.height()), flags, trailing)
        if node.kind and node.type is NodeType.EXAMPLE:
            middle = rect.top() + rect.height() / 2
            marks.paint_mark(painter, _point(x + 5, middle), 4, node.kind, tokens, ink)
            x += 17
        painter.setFont(self._theme.type.controls(is_selected=selected or is_group))
        painter.setPen(QColor(quiet if is_group and not selected else ink))
        if node.type is NodeType.PRACTICE:
            painter.drawText(QRect(x, rect.top(), 20, rect.height()), flags, node.code)
            x += painter.fontMetrics().horizontalAdvance(node.code) + 7
        sign = 28 + painter.fontMetrics().horizontalAdvance(str(notes)) if notes else 0
        room = right - width - 4 - x - sign
        name = painter.fontMetrics().elidedText(node.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, rect.top(), room, rect.height()), flags, name)
        if notes:
            x += min(room, painter.fontMetrics().horizontalAdvance(name)) + 8
            icon = self._icons.icon("notebook-pen", "selection_ink" if selected else "ink2", 16)
            icon.paint(painter, QRect(x, rect.top() + (rect.height() - 16) // 2, 16, 16))
            painter.drawText(QRect(x + 20, rect.top(), 30, rect.height()), flags, str(notes))


def _point(x: float, y: float) -> QPointF:
    return QPointF(x, y)


class BookTree(QTreeView):
    """The tree itself. Enter or a click opens; letters search."""

    opened = Signal(str)
    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("browseTree")
        self.setAccessibleName("Practices and states")
        self.setHeaderHidden(True)
        self.setIndentation(20)
        self.setUniformRowHeights(True)
        self.setAnimated(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.data(CODE_ROLE):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen row stays in view where it was in view."""
        was_seen = QRect(QPoint(0, 0), event.oldSize()).contains(self.visualRect(self.currentIndex()))
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if code := current.data(CODE_ROLE):
            self.opened.emit(code)


class TreePane(QFrame):
    """The left pane. It keeps the chosen row through pivots; while words are typed, results stand in it."""

    opened = Signal(str)
    chosen = Signal()
    words_changed = Signal(str)
    entered = Signal(str)
    walked = Signal(object)
    pivot_changed = Signal(object)
    said = Signal(str)

    def __init__(
        self, model: BookTreeModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("browsePane")
        self.setAutoFillBackground(True)
        self._model = model
        self._theme = theme
        self._code = ""
        self._whole = model.shelf
        self._narrowing: Narrowing | None = None
        self._expanded: dict[Pivot, set[str]] = {Pivot.PRACTICE: set(), Pivot.STATE: set()}
        self.search = self._make_search(icons)
        self.narrow_bar = NarrowBar(theme, icons, self)
        self.narrow_bar.left.connect(self.widen)
        self.tree = BookTree(self)
        self.tree.setModel(model)
        self.tree.setItemDelegate(TreeDelegate(theme, icons, self.tree))
        self._pivots = self._make_pivots()
        self._lay_out()
        self.tree.opened.connect(self._on_opened)
        self.tree.chosen.connect(self.chosen)
        self.tree.expanded.connect(lambda index: self._remember(index, True))
        self.tree.collapsed.connect(lambda index: self._remember(index, False))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _make_search(self, icons: Icons) -> SearchField:
        field = SearchField("Search, or type a code", icons, self)
        field.setPlaceholderText("Search, or type a code: 4.MA")
        field.textChanged.connect(self.words_changed)
        field.returnPressed.connect(lambda: self.entered.emit(field.text()))
        field.left_down.connect(self._on_left_down)
        field.walked.connect(self.walked)
        field.escaped.connect(self.clear_search)
        return field

    def _make_pivots(self) -> dict[Pivot, QPushButton]:
        self._group = QButtonGroup(self)
        self._switch = QFrame(self)
        self._switch.setObjectName("pivotSwitch")
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        made = {}
        for pivot, words in ((Pivot.PRACTICE, "By practice"), (Pivot.STATE, "By state")):
            button = QPushButton(words, self._switch)
            button.setCheckable(True)
            self._group.addButton(button)
            button.setChecked(pivot is self._model.pivot)
            _let_tab_stop(button, button.isChecked())
            button.toggled.connect(lambda checked, chosen=pivot: self._on_toggled(checked, chosen))
            row.addWidget(button, 1)
            made[pivot] = button
        return made

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._browsing = QWidget(self)
        top, switch, below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout(self._browsing)
        top.setContentsMargins(12, 10, 12, 0)
        top.addWidget(self.search)
        switch.setContentsMargins(12, 8, 12, 6)
        switch.addWidget(self._switch)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(switch)
        below.addWidget(self.narrow_bar)
        below.addWidget(self.tree, 1)
        self._column.addLayout(top)
        self._column.addWidget(self._browsing, 1)
        order = [self.search, *self._pivots.values(), self.narrow_bar.chip, self.tree]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def add_results(self, results: QWidget, stops: Sequence[QWidget]) -> None:
        """What stands in the tree's place while words stand in the field; `stops`: where Tab goes in it."""
        self._results = results
        results.hide()
        self._column.addWidget(results, 1)
        for before, after in pairwise([self.tree, *stops]):
            self.setTabOrder(before, after)

    _results: QWidget | None = None

    def show_results(self, shown: bool) -> None:
        if self._results is not None:
            self._browsing.setVisible(not shown)
            self._results.setVisible(shown)

    def _on_left_down(self) -> None:
        if self._browsing.isHidden():
            self.walked.emit(Qt.Key.Key_Down)
        else:
            self.tree_focus()

    @property
    def pivot(self) -> Pivot:
        return self._model.pivot

    def _on_toggled(self, checked: bool, pivot: Pivot) -> None:
        _let_tab_stop(self._pivots[pivot], checked)
        if checked:
            self.show_pivot(pivot)

    def show_pivot(self, pivot: Pivot) -> None:
        self._pivots[pivot].setChecked(True)
        if pivot is self._model.pivot:
            return
        blocked = self.tree.blockSignals(True)
        self._model.show(pivot)
        self._restore_expanded()
        self.select(self._code)
        self.tree.blockSignals(blocked)
        self.pivot_changed.emit(pivot)

    def set_shelf(self, shelf: Shelf) -> None:
        """Take up what was added or taken away; what was open and chosen stays so."""
        self._whole = shelf
        if self._narrowing and not is_possible(shelf, self._narrowing):
            self._narrowing = None
        self._put_up()

    def _put_up(self) -> None:
        wanted, whole = self._narrowing, self._whole
        blocked = self.tree.blockSignals(True)
        self._model.set_shelf(narrowed(whole, wanted) if wanted else whole)
        self._restore_expanded()
        if wanted and self._model.rowCount():
            self.tree.expand(self._model.index(0, 0))
        self.select(self._code)
        self.tree.blockSignals(blocked)
        self.narrow_bar.show_words(words_for(whole, wanted) if wanted else "")

    @property
    def narrowing(self) -> Narrowing | None:
        return self._narrowing

    def narrow(self, wanted: Narrowing) -> None:
        """Show one jurisdiction alone, or one practice there; `widen` brings the rest back."""
        if wanted != self._narrowing and is_possible(self._whole, wanted):
            self._narrowing = wanted
            self._put_up()
            self._tell(f"The tree shows {self.narrow_bar.chip.text()} alone. Esc in the tree shows all.")

    def widen(self) -> bool:
        """The whole tree again; False where it is there already."""
        if self._narrowing is None:
            return False
        had_focus = self.narrow_bar.chip.hasFocus()
        self._narrowing = None
        self._put_up()
        if had_focus:
            self.tree_focus()
        self._tell("The tree shows all practices and states again.")
        return True

    def _tell(self, words: str) -> None:
        announce(self.tree, words)
        self.said.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.widen():
            return
        super().keyPressEvent(event)

    def select(self, code: str) -> None:
        """Bring a code's row into view as the current one, without opening it again."""
        self._code = code
        index = self._model.find(code)
        selection = self.tree.selectionModel()
        blocked = self.tree.blockSignals(True)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        else:
            selection.clear()
        self.tree.blockSignals(blocked)
        self.tree.viewport().update()

    def _restore_expanded(self) -> None:
        self._expand_known(QModelIndex(), self._expanded[self._model.pivot], _OPEN_AGAIN)

    def _expand_known(self, above: QModelIndex, keys: set[str], room: int) -> int:
        """Open again what was open, as far as there is room; the room that is left."""
        for row in range(self._model.rowCount(above)):
            index = self._model.index(row, 0, above)
            node = self._model.node(index)
            if (node.key in keys or node.is_open) and node.size <= room:
                self.tree.setExpanded(index, True)
                room -= node.size if node.key in keys else 0
            if node.size and node.wanted is None:
                room = self._expand_known(index, keys, room)
        return room

    def _remember(self, index: QModelIndex, expanded: bool) -> None:
        keys = self._expanded[self._model.pivot]
        key = self._model.node(index).key
        if expanded:
            keys.add(key)
        else:
            keys.discard(key)

    def tree_focus(self) -> None:
        """Put the keyboard into the tree, on the current row or the first."""
        if not self.tree.currentIndex().isValid() and self._model.rowCount():
            self.tree.selectionModel().setCurrentIndex(
                self._model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_current(self) -> None:
        """Unfold the chosen row, as who chose a state on the map wants to see what is in it."""
        if self.tree.currentIndex().isValid():
            self.tree.expand(self.tree.currentIndex())

    def step(self, by: int) -> None:
        """To the next or previous row that opens something; groups are opened on the way."""
        index = self.tree.currentIndex()
        while True:
            if by > 0 and index.isValid():
                self.tree.expand(index)
            index = self.tree.indexBelow(index) if by > 0 else self.tree.indexAbove(index)
            if not index.isValid():
                return
            if index.data(CODE_ROLE):
                self.tree.setCurrentIndex(index)
                return

    def search_focus(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_search(self) -> None:
        self.search.clear()

    def _on_opened(self, code: str) -> None:
        self._code = code
        self.opened.emit(code)

    def _on_theme_changed(self) -> None:
        palette = self._theme.view_palette()
        palette.setColor(palette.ColorRole.Base, self._theme.color("desk"))
        self.tree.setPalette(palette)
        self.tree.setFont(self._theme.type.controls())
        # Rows of another height move the chosen one; it stays in view once they are laid out.
        QTimer.singleShot(0, self, lambda: self.tree.scrollTo(self.tree.currentIndex()))


def _let_tab_stop(button: QPushButton, stops: bool) -> None:
    """Of a switch only the chosen half is a stop of the Tab key; arrows change it."""
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
