"""The line above the results: how many there are, and what keys do."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.plain_label import PlainLabel
from esscollab_desktop.ui.views.result_layout import EDGE


class HeadLine(QWidget):
    """How many at the left, what keys do at the right: on one line, in fewer words, or on two lines."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ways: tuple[str, ...] = ("Enter opens, Esc goes back",)
        self.count, self.keys = PlainLabel(parent=self), PlainLabel(parent=self)
        for label in (self.count, self.keys):
            label.setObjectName("hint")
        theme.changed.connect(self._set_looks)
        self._set_looks()

    def show_count(self, words: str) -> None:
        self.count.setText(words)
        self._place()

    def show_way_back(self, code: str) -> None:
        """`code`: where Esc leads, as it is said aloud; empty where it has no code."""
        short = "Enter opens, Esc goes back"
        self._ways = (f"{short} to {code}", short) if code else (short,)
        self._place()

    def sizeHint(self) -> QSize:
        height = self.keys.fontMetrics().height()
        return QSize(200, 16 + (height if self._fitting() else 2 * height + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _fitting(self) -> str:
        """The words that have room beside the number; empty where none have."""
        room = self.width() - 2 * EDGE - 16 - self.count.sizeHint().width()
        return next((way for way in self._ways if _width(self.keys, way) <= room), "")

    def _place(self) -> None:
        height, count = self.keys.fontMetrics().height(), self.count.sizeHint().width()
        beside = self._fitting()
        words = beside or next((w for w in self._ways if _width(self.keys, w) <= self.width() - 2 * EDGE), "")
        self.keys.setText(words or self._ways[-1])
        width = self.keys.sizeHint().width()
        left, top = (self.width() - EDGE - width, 8) if beside else (EDGE, 10 + height)
        self.count.setGeometry(QRect(EDGE, 8, count, height))
        self.keys.setGeometry(QRect(left, top, width, height))
        self.setFixedHeight(self.sizeHint().height())

    def _set_looks(self) -> None:
        for label in (self.count, self.keys):
            label.setFont(self._theme.type.hints())
        self._place()


def _width(label: PlainLabel, words: str) -> int:
    return label.fontMetrics().horizontalAdvance(words) + 2
