"""Hits in the text of a note: marked in its editor while it is drawn, the text and its typing left alone."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPen, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from esscollab_desktop.domain.search import Range
from esscollab_desktop.ui.look.tokens import Tokens


def mark_in(editor: QPlainTextEdit, hits: Sequence[Range], current: Range | None, tokens: Tokens) -> None:
    """Mark words of an editor, given in code points; the current ones in a box of their own."""
    if not hits and not editor.extraSelections():
        return
    text = editor.toPlainText()
    marks = []
    for start, end in hits:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor_at(editor, text, start, end)
        mark.format = _form((start, end) == current, tokens)
        marks.append(mark)
    editor.setExtraSelections(marks)


def cursor_at(editor: QPlainTextEdit, text: str, start: int, end: int) -> QTextCursor:
    """Words selected by a cursor that is not the one of typing."""
    cursor = QTextCursor(editor.document())
    room = editor.document().characterCount() - 1
    cursor.setPosition(min(_units(text, start), room))
    cursor.setPosition(min(_units(text, end), room), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _form(is_current: bool, tokens: Tokens) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(QColor(tokens.hit))
    form.setForeground(QColor(tokens.hit_ink))
    if not tokens.is_contrast:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(QColor(tokens.accent))
    if is_current:
        pen = QPen(QColor(tokens.accent), 3 if tokens.is_contrast else 2)
        form.setProperty(QTextFormat.Property.OutlinePen, pen)
    return form


def _units(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
