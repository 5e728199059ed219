"""A term and its meaning, beside the word that they explain."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from esscollab_desktop.domain.book import GlossaryTerm
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.type import Type
from esscollab_desktop.ui.views.plain_label import PlainLabel

WIDTH = 24  # em of its own text
EDGE = 8  # what is left free around it
BESIDE = 4  # between it and the word
LEAST = 360  # its width, also beside a narrower page
MOST = 0.6  # of the window's height, before its text gets smaller than that of the page


class TermPopup(QFrame):
    """Lies over its window, always whole inside of it. A click on it asks for the term's page."""

    chosen = Signal()
    closed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("termPopup")
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._window = theme, window
        self.term = PlainLabel(parent=self)
        self.meaning = PlainLabel(parent=self)
        self.hint = PlainLabel(parent=self)
        self.hint.setObjectName("hint")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for label in (self.term, self.meaning, self.hint):
            label.setWordWrap(True)
            column.addWidget(label)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.closed)
        self.hide()

    def explain(self, term: GlossaryTerm, word: QRect, page: QRect, kinds: Type, hint: str) -> None:
        """Show a term at a word of a page; both count from the window's corner, `kinds` are its fonts."""
        self.term.setText(term.term)
        self.meaning.setText(term.meaning)
        self.hint.setText(hint)
        self.setAccessibleName(f"{term.term}: {term.meaning}")
        size = self._fitted(kinds, max(page.width(), LEAST))
        self.setGeometry(QRect(self._corner(word, size), size))
        self.show()
        self.raise_()

    def _fitted(self, kinds: Type, width: int) -> QSize:
        """The size with the page's zoom, or with less of it where that would fill the window."""
        room = self._window.size()
        least, most = self._theme.type.base, kinds.base
        for base in (most, most * 0.75, most * 0.5, least):
            size = self._sized(Type(max(base, least), kinds.is_serif), min(width, room.width()) - 2 * EDGE)
            if size.height() <= room.height() * MOST:
                break
        return size.boundedTo(room - QSize(2 * EDGE, 2 * EDGE))

    def _sized(self, kinds: Type, most: int) -> QSize:
        reading = kinds.scaled(11.5 / 13).reading()
        bold = kinds.scaled(11.5 / 13).reading()
        bold.setWeight(bold.Weight.Bold)
        self.term.setFont(bold)
        self.meaning.setFont(reading)
        self.hint.setFont(kinds.hints())
        em = reading.pointSizeF() * self.logicalDpiY() / 72
        width = min(round(WIDTH * em), most)
        self._column.activate()
        return QSize(width, self._column.totalHeightForWidth(width))

    def _corner(self, word: QRect, size: QSize) -> QPoint:
        """Below the word, else above it, else where it covers the least."""
        room = self._window.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        left = min(max(word.left() - 12, room.left()), room.right() + 1 - size.width())
        below, above = word.bottom() + BESIDE, word.top() - BESIDE - size.height()
        if below + size.height() <= room.bottom() + 1:
            return QPoint(left, below)
        return QPoint(left, above if above >= room.top() else room.bottom() + 1 - size.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()
