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
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.views.note_typing import Edit, bold, new_line

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
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_B and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.make_bold()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self._go_on_with_list():
            pass
        else:
            super().keyPressEvent(event)

    def make_bold(self) -> None:
        """Put the selected words between the signs of bold, or take these away."""
        cursor = self.textCursor()
        places = (cursor.selectionStart(), cursor.selectionEnd())
        text = self.toPlainText()
        self._apply(bold(text, *(_code_points(text, place) for place in places)), text)

    def _go_on_with_list(self) -> bool:
        text = self.toPlainText()
        cursor = self.textCursor()
        edit = None if cursor.hasSelection() else new_line(text, _code_points(text, cursor.position()))
        if edit is not None:
            self._apply(edit, text)
        return edit is not None

    def _apply(self, edit: Edit, text: str) -> None:
        after = text[: edit.start] + edit.words + text[edit.end :]
        cursor = self.textCursor()
        cursor.setPosition(_places(text, edit.start))
        cursor.setPosition(_places(text, edit.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.words)
        cursor.setPosition(_places(after, edit.anchor))
        cursor.setPosition(_places(after, edit.cursor), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

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


def _places(text: str, offset: int) -> int:
    """The UTF-16 unit, as Qt counts, at a code point."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _code_points(text: str, place: int) -> int:
    """The code point at a UTF-16 unit."""
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * place]
    return len(units.decode("utf-16-le", "surrogatepass"))


def _units(text: str, start: int, end: int) -> tuple[int, int]:
    """First UTF-16 unit and number of units, as Qt counts, of a stretch of code points."""
    return _places(text, start), _places(text, end) - _places(text, start)
