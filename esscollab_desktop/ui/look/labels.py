"""Words and icon of a button, 7 px apart, in the ink that its ground asks for."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QPushButton, QStyle, QWidget

from esscollab_desktop.ui.look.tokens import Tokens
from esscollab_desktop.ui.look.type import BASE_POINTS

_State = QStyle.StateFlag
GAP = 7
CHEVRON_ROOM = 20


def is_primary(widget: QWidget | None) -> bool:
    """The one button of a view that is filled: by its name, or the default button of a dialog."""
    if widget is None:
        return False
    return widget.objectName() == "primaryButton" or (isinstance(widget, QPushButton) and widget.isDefault())


def bar_of(widget: QWidget | None) -> str:
    """The name of what a button stands in: `viewBar` and `pivotSwitch` have buttons of their own kind."""
    parent = widget.parentWidget() if widget is not None else None
    return parent.objectName() if parent is not None else ""


def ink_of(state: QStyle.StateFlag, tokens: Tokens, widget: QWidget | None) -> str:
    if not state & _State.State_Enabled:
        return tokens.disabled
    if is_primary(widget):
        return tokens.onaccent
    if widget is not None and widget.objectName() == "linkButton" and not state & _State.State_Sunken:
        return tokens.accent
    if bar_of(widget) == "viewBar":
        return tokens.ink if state & _State.State_On else tokens.ink2
    if bar_of(widget) == "pivotSwitch" and not state & (_State.State_On | _State.State_Sunken):
        return tokens.ink2
    return tokens.selection_ink if state & (_State.State_On | _State.State_Sunken) else tokens.ink


def semibold(font: QFont) -> QFont:
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def grown(size: QSize, widget: QWidget | None) -> QSize:
    """The size of an icon beside words, as much larger as these are."""
    points = widget.font().pointSizeF() if widget is not None else BASE_POINTS
    return size * max(1.0, points / BASE_POINTS)


@dataclass(frozen=True, slots=True)
class Label:
    """What a button says, how it stands, and whose it is."""

    text: str
    icon: QIcon
    icon_size: QSize
    state: QStyle.StateFlag
    widget: QWidget

    @property
    def is_on(self) -> bool:
        return bool(self.state & _State.State_On)

    @property
    def icon_room(self) -> int:
        return 0 if self.icon.isNull() else self.icon_size.width() + (GAP if self.text else 0)

    def size(self) -> QSize:
        """Counted in semibold, so that nothing moves when the button is chosen."""
        words = _words_size(self.text, semibold(self.widget.font()))
        height = 0 if self.icon.isNull() else self.icon_size.height()
        return QSize(words.width() + self.icon_room, max(words.height(), height))

    def draw(self, painter: QPainter, rect: QRect, tokens: Tokens) -> None:
        """Icon and words in the middle of `rect`, the icon at the reading side."""
        is_heavy = is_primary(self.widget) or self.is_on
        font = semibold(self.widget.font()) if is_heavy else self.widget.font()
        words = _words_size(self.text, font).width()
        left = rect.left() + (rect.width() - words - self.icon_room) // 2
        if not self.icon.isNull():
            top = rect.top() + (rect.height() - self.icon_size.height()) // 2
            self._draw_icon(painter, self._mirrored(rect, QRect(QPoint(left, top), self.icon_size)), tokens)
        if self.text:
            place = QRect(left + self.icon_room, rect.top(), words + 1, rect.height())
            painter.save()
            painter.setFont(font)
            painter.setPen(QColor(ink_of(self.state, tokens, self.widget)))
            painter.drawText(self._mirrored(rect, place), self._flags(), self.text)
            painter.restore()

    def _mirrored(self, rect: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(self.widget.layoutDirection(), rect, place)

    def _flags(self) -> int:
        hint = self.widget.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, self.widget)
        mnemonic = Qt.TextFlag.TextShowMnemonic if hint else Qt.TextFlag.TextHideMnemonic
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        return (align | mnemonic | Qt.TextFlag.TextSingleLine).value

    def _draw_icon(self, painter: QPainter, place: QRect, tokens: Tokens) -> None:
        is_filled = bool(self.state & (_State.State_On | _State.State_Sunken))
        mode = QIcon.Mode.Normal
        if not self.state & _State.State_Enabled:
            mode = QIcon.Mode.Disabled
        elif tokens.is_contrast and is_filled and bar_of(self.widget) != "viewBar":
            mode = QIcon.Mode.Selected
        state = QIcon.State.On if self.is_on else QIcon.State.Off
        self.icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode, state)


def _words_size(text: str, font: QFont) -> QSize:
    return QFontMetrics(font).size(Qt.TextFlag.TextShowMnemonic.value, text) if text else QSize(0, 0)
