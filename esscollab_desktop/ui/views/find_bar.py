"""The bar at the foot of the page that finds words in it."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.announcing import announce
from esscollab_desktop.ui.views.bar_buttons import bar_button
from esscollab_desktop.ui.views.plain_label import PlainLabel

NOT_HERE = "Not on this page"
SIDE = 18
FIELD = 14  # letters that have room at least


class FindField(QLineEdit):
    """Enter goes to the next hit, Shift+Enter to the one before."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Field, count, the way on and back, whether notes are looked through too, and Close.

    `steps` are the commands for the previous and the next hit. `height_changed` also when it comes and goes.
    """

    height_changed = Signal()
    close_wanted = Signal()

    def __init__(self, steps: Sequence[QAction], theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAutoFillBackground(True)
        self._theme = theme
        self.field = FindField(self)
        self.field.setObjectName("findField")
        self.field.setPlaceholderText("Find in the page")
        self.field.setAccessibleName("Find in the page")
        glass = QAction("Find", self)
        icons.follow(glass, "search")
        self.field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        for sign in self.field.findChildren(QToolButton):
            sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # a sign, not a button
        self.count = PlainLabel(parent=self)
        self.buttons = [bar_button(action, self, with_words=False) for action in steps]
        self.notes = QCheckBox("Also in notes", self)
        self.notes.setChecked(True)
        self.close_button = QToolButton(self)
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.setAccessibleName("Close")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        icons.follow(self.close_button, "x")
        self.close_button.clicked.connect(self.close_wanted)
        self._lay_out()
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def _lay_out(self) -> None:
        self._top, self._below = QHBoxLayout(), QHBoxLayout()
        for row in (self._top, self._below):
            row.setSpacing(4)
        self._top.addWidget(self.field, 1)
        for button in self.buttons:
            self._top.addWidget(button)
        self._top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 6, SIDE, 6)
        column.setSpacing(4)
        column.addLayout(self._top)
        column.addLayout(self._below)
        self._is_folded = True
        self._fold(False)
        ways = [self.field, *self.buttons, self.notes, self.close_button]
        for one, other in pairwise(ways):
            QWidget.setTabOrder(one, other)

    def show_count(self, current: int, total: int, has_words: bool) -> None:
        """The number of the current hit, from 1, or 0 while none is; and of how many."""
        words = f"{current:,} of {total:,}" if current else f"{total:,} found"
        self.count.setText("" if not has_words else words if total else NOT_HERE)
        self.count.setFont(self._theme.type.controls(is_selected=has_words and not total))

    def say(self, words: str) -> None:
        announce(self.field, words)

    def minimumSizeHint(self) -> QSize:
        """As narrow as when its parts stand on two lines: the page gives it no more."""
        upper = self._field_width() + sum(
            4 + w.sizeHint().width() for w in (*self.buttons, self.close_button)
        )
        lower = self._count_width() + 12 + self.notes.sizeHint().width()
        width = max(upper, lower) + 2 * SIDE
        return QSize(width, super().minimumSizeHint().height())

    def _field_width(self) -> int:
        metrics = self.field.fontMetrics()
        return FIELD * metrics.averageCharWidth() + metrics.height() + 24

    def _count_width(self) -> int:
        return self.count.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_fold()
        self.height_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.height_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.height_changed.emit()

    def _set_fold(self) -> None:
        """On two lines where one is too short for all the parts."""
        parts = (*self.buttons, self.close_button, self.notes)
        needed = self._field_width() + sum(12 + part.sizeHint().width() for part in parts)
        needed += self.count.minimumWidth() + 2 * SIDE
        self._fold(needed > self.width())

    def _fold(self, is_folded: bool) -> None:
        if is_folded is self._is_folded:
            return
        self._is_folded = is_folded
        for row in (self._top, self._below):
            row.removeWidget(self.count)
            row.removeWidget(self.notes)
        if is_folded:
            self._below.addWidget(self.count, 1)
            self._below.addWidget(self.notes)
        else:
            self._top.insertWidget(1, self.count)
            self._top.insertWidget(4, self.notes)

    def _set_looks(self) -> None:
        kinds = self._theme.type
        for widget in (self.field, self.notes):
            widget.setFont(kinds.controls())
        bold = kinds.controls(is_selected=True)
        self.count.setFont(bold)
        # The longest that it says: the field must not change its width with every letter.
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance(NOT_HERE) + 8)
        self.count.setContentsMargins(4, 0, 0, 0)
        self._set_fold()
        self.height_changed.emit()
