"""A row of the command list: sign, words, the menu it is in or why it is off, and its key."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from esscollab_desktop.ui.command_entries import Entry
from esscollab_desktop.ui.look.icons import Icons
from esscollab_desktop.ui.look.labels import semibold
from esscollab_desktop.ui.look.shapes import ROW_BAR, sheet
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.command_rows import ENTRY_ROLE, Index

EDGE, GAP, PAD = 12, 12, 5
LEAST = 32
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class CommandDelegate(QStyledItemDelegate):
    """One line where there is room for all, else words and key above and the rest below; nothing is cut."""

    def __init__(self, theme: Theme, icons: Icons, view: QListView, leader: QWidget) -> None:
        super().__init__(view)
        self._led_by = (view, leader)
        self._theme, self._icons, self._view = theme, icons, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(1, self._height(entry))

    def _sign(self) -> int:
        return round(16 * max(1.0, self._theme.window_text))

    def _left(self) -> int:
        return EDGE + self._sign() + 10

    def _room(self) -> int:
        """The same with and without a scroll bar."""
        return self._view.width() - self._view.verticalScrollBar().sizeHint().width() - 4

    def _key_size(self, entry: Entry) -> QSize:
        metrics = QFontMetrics(self._theme.type.chip())
        words = metrics.horizontalAdvance(_cap(entry))
        return QSize(words + 12, metrics.height() + 4) if entry.keys else QSize(0, 0)

    def _words_rect(self, entry: Entry) -> QRect:
        key = self._key_size(entry).width()
        width = self._room() - self._left() - EDGE - (key + GAP if key else 0)
        metrics = QFontMetrics(semibold(self._theme.type.controls()))
        return metrics.boundingRect(QRect(0, 0, max(width, 1), 10_000), _WRAPPED.value, entry.words)

    def _note_rect(self, entry: Entry) -> QRect:
        width = max(self._room() - self._left() - EDGE, 1)
        metrics = QFontMetrics(self._theme.type.hints())
        return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPPED.value, _note(entry))

    def _is_one_line(self, entry: Entry) -> bool:
        note = QFontMetrics(self._theme.type.hints()).horizontalAdvance(_note(entry))
        words = QFontMetrics(semibold(self._theme.type.controls())).horizontalAdvance(entry.words)
        key = self._key_size(entry).width()
        return self._left() + words + GAP + note + GAP + max(key, self._keys_room()) + EDGE <= self._room()

    def _keys_room(self) -> int:
        """Where keys stand, so that the places before them stand in one column."""
        return QFontMetrics(self._theme.type.chip()).horizontalAdvance("Ctrl Shift Del") + 12

    def _height(self, entry: Entry) -> int:
        line = max(self._words_rect(entry).height(), self._key_size(entry).height(), self._sign())
        if self._is_one_line(entry):
            return max(LEAST, line + 2 * PAD)
        return max(LEAST, line + 1 + self._note_rect(entry).height() + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        painter.save()
        if is_selected and self._view.window().focusWidget() in self._led_by:
            bar = QRect(0, option.rect.top(), ROW_BAR, option.rect.height())
            painter.fillRect(bar, QColor(self._theme.tokens.accent))
        painter.translate(option.rect.topLeft())
        self._paint_row(painter, index.data(ENTRY_ROLE), is_selected)
        painter.restore()

    def _paint_row(self, painter: QPainter, entry: Entry, is_selected: bool) -> None:
        tokens, kinds = self._theme.tokens, self._theme.type
        is_inverse = is_selected and tokens.is_contrast
        ink = tokens.selection_ink if is_selected else tokens.disabled if entry.reason else tokens.ink
        quiet = tokens.selection_ink if is_inverse else tokens.ink2
        font = semibold(kinds.controls()) if is_selected else kinds.controls()
        words, key = self._words_rect(entry), self._key_size(entry)
        line = max(words.height(), key.height(), self._sign())
        is_one = self._is_one_line(entry)
        top = (self._height(entry) - line) // 2 if is_one else PAD
        self._paint_sign(painter, entry, QRect(EDGE, top, self._sign(), line), is_inverse)
        width = self._room() - self._left() - EDGE - (key.width() + GAP if entry.keys else 0)
        place = QRect(self._left(), top + (line - words.height()) // 2, width, words.height())
        _write(painter, place, entry.words, font, ink, wraps=True)
        if entry.keys:
            box = QRect(self._room() - EDGE - key.width(), top + (line - key.height()) // 2, *_of(key))
            sheet(painter, box, None, quiet, radius=3)
            _write(painter, box, _cap(entry), kinds.chip(), quiet, is_centered=True)
        if is_one:
            length = QFontMetrics(kinds.hints()).horizontalAdvance(_note(entry)) + 1
            right = self._room() - EDGE - max(key.width(), self._keys_room()) - GAP
            _write(painter, QRect(right - length, top, length, line), _note(entry), kinds.hints(), quiet)
        else:
            note = self._note_rect(entry)
            below = QRect(self._left(), top + line + 1, self._room() - self._left() - EDGE, note.height())
            _write(painter, below, _note(entry), kinds.hints(), quiet, wraps=True)

    def _paint_sign(self, painter: QPainter, entry: Entry, place: QRect, is_inverse: bool) -> None:
        size = self._sign()
        square = QRect(place.left(), place.top() + (place.height() - size) // 2, size, size)
        if entry.is_on:
            role = "selection_ink" if is_inverse else "ink2"
            self._icons.icon("check", role, size).paint(painter, square)
        else:
            mode = (
                QIcon.Mode.Selected
                if is_inverse
                else QIcon.Mode.Disabled
                if entry.reason
                else QIcon.Mode.Normal
            )
            entry.icon.paint(painter, square, Qt.AlignmentFlag.AlignCenter, mode)


def _of(size: QSize) -> tuple[int, int]:
    return size.width(), size.height()


def _cap(entry: Entry) -> str:
    """As it stands on the keys: "Ctrl Shift S"."""
    return entry.keys.replace("++", "+Plus").replace("+", " ")


def _note(entry: Entry) -> str:
    return f"Off: {entry.reason}" if entry.reason else entry.place


def _write(
    painter: QPainter,
    place: QRect,
    words: str,
    font: QFont,
    ink: str,
    *,
    wraps: bool = False,
    is_centered: bool = False,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    flags = Qt.AlignmentFlag.AlignCenter if is_centered else _WRAPPED if wraps else _TEXT
    painter.drawText(place, flags.value, words)
