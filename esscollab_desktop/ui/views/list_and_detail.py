"""A list and what is chosen in it: side by side, or one over the other where room is short."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.panes import MIDDLE


class ListAndDetail(QWidget):
    """Places its two children itself; nothing is re-parented, so no focus and no typed word is lost.

    `folded_changed(bool)`: whether there is room for one of them only.
    """

    folded_changed = Signal(bool)

    def __init__(
        self, list_: QWidget, detail: QWidget, width: int, theme: Theme, parent: QWidget, first: QWidget
    ) -> None:
        """`first`: what gets the keyboard in the list; with a focus proxy, Tab would go round in circles."""
        super().__init__(parent)
        self._first = first
        self._list, self._detail, self._width, self._theme = list_, detail, width, theme
        self._is_over = False
        self.is_folded = False
        for pane in (list_, detail):
            pane.setParent(self)
        theme.changed.connect(self._place)

    @property
    def is_detail_seen(self) -> bool:
        return not self.is_folded or self._is_over

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 120)

    def show_detail(self) -> None:
        """Where there is room for one of them, this one."""
        self._is_over = True
        self._place()

    def show_list(self) -> bool:
        """Where there is room for one of them, the list; False where it stands there already."""
        if not self.is_folded or not self._is_over:
            return False
        self._is_over = False
        self._place()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.show_list():
            return
        super().keyPressEvent(event)

    def _place(self) -> None:
        is_folded = self.width() / self._theme.window_text < MIDDLE
        changed = is_folded is not self.is_folded
        self.is_folded = is_folded
        if changed and is_folded:
            focus = self.window().focusWidget()
            self._is_over = focus is not None and self._detail.isAncestorOf(focus)
        width, height = self.width(), self.height()
        if is_folded:
            shown, hidden = (self._detail, self._list) if self._is_over else (self._list, self._detail)
            shown.setGeometry(0, 0, width, height)
            shown.show()
            hidden.hide()
        else:
            left = min(round(self._width * self._theme.base_points / 10.5), width // 2)
            self._list.setGeometry(0, 0, left, height)
            self._detail.setGeometry(left + 1, 0, width - left - 1, height)
            self._list.show()
            self._detail.show()
        self.update()
        if changed:
            self.folded_changed.emit(is_folded)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.line))
        painter.end()
