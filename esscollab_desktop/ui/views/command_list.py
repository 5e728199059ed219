"""The list of all commands: a field that filters, and below it what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from esscollab_desktop.ui.command_entries import Entry
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.command_rows import ENTRY_ROLE, CommandRows, Index, fitting
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.command_delegate import CommandDelegate
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.search_field import SearchField

WIDTH = 640
EDGE = 8  # what is left free around it
SHARE = 0.75  # of the window's height, at most
PAUSE = 250  # ms of no typing before the number of commands is said
HINT = "Enter does it, Esc closes"
NOTHING = "No command for “{}”. Try fewer letters, or another word for it."
_MOVES = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
}


class CommandRowsView(QListView):
    """`entered` by Enter; letters go back into the field."""

    entered = Signal()
    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def walk(self, action: QAbstractItemView.CursorAction) -> None:
        found = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if found.isValid():
            self.setCurrentIndex(found)


class CommandList(QFrame):
    """Lies over its window below a bar; the keyboard goes back to where it was before anything is done.

    `more(words)` gives what else typed words mean, as (what comes first, what comes last).
    `chosen(Entry)` comes after it is closed; `refused(str)` where the command is off.
    """

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, below: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("commandList")
        self.setAccessibleName("All commands")
        self.setAutoFillBackground(True)
        self._theme, self._below, self._window = theme, below, window
        self._entries: Sequence[Entry] = ()
        self._recent: Sequence[str] = ()
        self.more: Callable[[str], tuple[list[Entry], list[Entry]]] = lambda _words: ([], [])
        self._before: QWidget | None = None
        self.field = SearchField("Type what you want to do", icons, self)
        self.rows = CommandRows(self)
        self.list = CommandRowsView(self)
        self.count, self.hint = PlainLabel(parent=self), PlainLabel(HINT, self)
        self.empty = PlainLabel(parent=self)
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(PAUSE)
        self._make_list(icons)
        self._lay_out()
        self._wire()
        self._set_looks()
        self.hide()

    def _make_list(self, icons: Icons) -> None:
        rows = self.list
        rows.setObjectName("commandRows")
        rows.setAccessibleName("Commands")
        rows.setModel(self.rows)
        rows.setItemDelegate(CommandDelegate(self._theme, icons, rows, self.field))
        rows.setFrameShape(QFrame.Shape.NoFrame)
        rows.setMinimumHeight(1)
        rows.setMouseTracking(True)
        rows.setResizeMode(QListView.ResizeMode.Adjust)
        rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(10, 10, 10, 8)
        top.addWidget(self.field)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 6)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.hint)
        for label in (self.count, self.hint, self.empty):
            label.setObjectName("hint")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(12, 4, 12, 12)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._filter)
        self.field.left_down.connect(lambda: self.list.walk(QAbstractItemView.CursorAction.MoveDown))
        self.field.walked.connect(lambda key: self.list.walk(_MOVES[key]))
        self.field.escaped.connect(self.leave)
        self.field.returnPressed.connect(self._choose)
        self.list.entered.connect(self._choose)
        self.list.typed.connect(self._type_on)
        self.list.clicked.connect(lambda _index: self._choose())
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._said.timeout.connect(self._say)
        self._theme.changed.connect(self._set_looks)
        self._window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    # --- coming and going ---

    def open(self, entries: Sequence[Entry], recent: Sequence[str]) -> None:
        """Show what there is; the field takes the keyboard."""
        self._before = self._window.focusWidget()
        self._entries, self._recent = entries, recent
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self._place()
        # The reason of a popup: a field that loses the keyboard to it keeps its selection.
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close; the keyboard goes back to where it was."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Where a key or a click took the keyboard elsewhere, it stays there."""
        if (
            self.isVisible()
            and now is not None
            and now.window() is self._window
            and not self.isAncestorOf(now)
        ):
            self._before = None
            self.hide()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab stays inside: from the field into the list and back."""
        other = self.field if self.list.hasFocus() else self.list
        other.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """As high as its rows, as far as the window has room for them."""
        window, factor = self._window, self._theme.window_text
        width = min(round(WIDTH * factor), window.width() - 2 * EDGE)
        corner = self._below.mapTo(window, self._below.rect().bottomLeft())
        top = corner.y() + 1 + EDGE // 2
        room = min(window.height() - top - EDGE, round(window.height() * SHARE))
        self.resize(width, self.height())  # rows are as high as the width makes them
        self._column.activate()
        delegate, option = self.list.itemDelegate(), QStyleOptionViewItem()
        wanted = sum(
            delegate.sizeHint(option, self.rows.index(row)).height() for row in range(self.rows.rowCount())
        )
        self._column.activate()
        rest = max(self._column.totalMinimumSize().height(), self._column.totalHeightForWidth(width))
        self.setGeometry(QRect((window.width() - width) // 2, top, width, min(rest + wanted, room)))

    # --- what is typed ---

    def _filter(self, words: str) -> None:
        first, last = self.more(words.strip()) if words.strip() else ([], [])
        found = [*first, *fitting(words, self._entries, self._recent), *last]
        self.rows.show(found)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.setText(NOTHING.format(words.strip()))
        self.count.setText("1 command" if len(found) == 1 else f"{len(found):,} commands")
        if found:
            self.list.setCurrentIndex(self.rows.index(0))
            self.list.scrollToTop()
        if self.isVisible():
            self._place()
        self._said.start()

    def _type_on(self, letter: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(letter)

    def entry(self) -> Entry | None:
        """The one that Enter would choose."""
        found = self.list.currentIndex().data(ENTRY_ROLE)
        return found if isinstance(found, Entry) else None

    def _choose(self) -> None:
        entry = self.entry()
        if entry is None:
            return
        if entry.reason:
            announce(self.list, entry.reason)
            self.refused.emit(entry.reason)
            return
        self.leave()
        self.chosen.emit(entry)

    # --- what is said ---

    def _say(self) -> None:
        """How many there are, and the one that Enter would choose: the focus stays in the field."""
        if self.isVisible():
            entry = self.entry()
            announce(self.field, f"{self.count.text()}. {entry.spoken}" if entry else self.empty.text())

    def _on_current(self, current: QModelIndex, _previous: Index) -> None:
        entry = current.data(ENTRY_ROLE)
        is_said = self.isVisible() and self.field.hasFocus() and not self._said.isActive()
        if is_said and isinstance(entry, Entry):
            announce(self.field, entry.spoken)

    def _set_looks(self) -> None:
        kinds = self._theme.type
        self.field.setFont(kinds.controls())
        for label in (self.count, self.hint):
            label.setFont(kinds.hints())
        self.empty.setFont(kinds.notes())
        self.list.setPalette(self._theme.view_palette())
        self.list.scheduleDelayedItemsLayout()
        if self.isVisible():
            self._place()
