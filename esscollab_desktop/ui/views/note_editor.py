"""Where a note is typed: plain text that shows bold, lists and links as one writes them."""

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from esscollab_desktop.ui.look.theme import Theme

_BOLD = re.compile(r"(\*\*)(?=\S)(.+?)(?<=\S)(\*\*)")
_ITEM = re.compile(r"^(\s*)(-|\d+\.)( )")
_LINK = re.compile(r"https?://[^\s<>]+")


MARGIN = 4


class NoteEditor(QPlainTextEdit):
    """Plain text that grows with its content, so that the pane scrolls and never the card."""

    focused = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noteEditor")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        # Qt's own measure: with less, a word too long for the line could be pushed sideways.
        self.document().setDocumentMargin(MARGIN)
        self.setViewportMargins(-MARGIN, 0, -MARGIN, 0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        lines = max(1, round(self.document().size().height()))
        margins = self.contentsMargins()
        spare = 2 * MARGIN + 2
        height = lines * self.fontMetrics().lineSpacing() + margins.top() + margins.bottom() + spare
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        # Before it grew, the newest line was scrolled into view; now all lines have room.
        self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class NoteMarks(QSyntaxHighlighter):
    """Bold stands bold, its signs faint, list signs and addresses in the accent. No word is changed."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        faint, strong, accent = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        faint.setForeground(self._theme.color("ink3"))
        strong.setFontWeight(QFont.Weight.Bold)
        accent.setForeground(self._theme.color("accent"))
        for found in _BOLD.finditer(text):
            self.setFormat(*_units(text, found.start(2), found.end(2)), strong)
            for sign in (1, 3):
                self.setFormat(*_units(text, found.start(sign), found.end(sign)), faint)
        if item := _ITEM.match(text):
            self.setFormat(*_units(text, item.start(2), item.end(2)), accent)
        accent.setFontUnderline(True)
        for found in _LINK.finditer(text):
            self.setFormat(*_units(text, found.start(), found.end()), accent)


def _units(text: str, start: int, end: int) -> tuple[int, int]:
    """First UTF-16 unit and number of units, as Qt counts, of a stretch of code points."""
    first = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    return first, len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2
