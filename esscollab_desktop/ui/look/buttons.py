"""Buttons: 32 high, corners 4, border in `edge`; one of a view is filled, those of a bar are flat."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionToolButton,
    QWidget,
)

from esscollab_desktop.ui.look.focus import is_inside_ring
from esscollab_desktop.ui.look.rows import Draw
from esscollab_desktop.ui.look.shapes import chevron, ground, sheet
from esscollab_desktop.ui.look.tokens import Tokens

Dress = Callable[[QPainter, QStyleOption, Tokens, QWidget | None], QStyleOption]

_CE = QStyle.ControlElement
_PE = QStyle.PrimitiveElement
_Feature = QStyleOptionButton.ButtonFeature
_State = QStyle.StateFlag
_PAD = 12


def is_primary(widget: QWidget | None) -> bool:
    """The one button of a view that is filled: by its name, or the default button of a dialog."""
    if widget is None:
        return False
    return widget.objectName() == "primaryButton" or (isinstance(widget, QPushButton) and widget.isDefault())


def _parent_name(widget: QWidget | None) -> str:
    parent = widget.parentWidget() if widget is not None else None
    return parent.objectName() if parent is not None else ""


def _semibold(font: QFont) -> QFont:
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _semibold_extra(widget: QWidget | None, text: str) -> int:
    """Room for the words in semibold, so that nothing moves when they are chosen."""
    if widget is None:
        return 0
    text = text.replace("&", "")
    now = QFontMetrics(widget.font()).horizontalAdvance(text)
    return max(QFontMetrics(_semibold(widget.font())).horizontalAdvance(text) - now, 0)


def push_button_size(option: QStyleOption, size: QSize, widget: QWidget | None, height: int) -> QSize:
    text = option.text if isinstance(option, QStyleOptionButton) else ""
    width = size.width() + 2 * _PAD + _semibold_extra(widget, text)
    if isinstance(option, QStyleOptionButton) and option.features & _Feature.HasMenu:
        width += 16
    return QSize(width, max(height, size.height() + 10))


def tool_button_size(option: QStyleOption, size: QSize, widget: QWidget | None, height: int) -> QSize:
    if not isinstance(option, QStyleOptionToolButton):
        return size
    width = size.width()
    if option.text and option.toolButtonStyle != Qt.ToolButtonStyle.ToolButtonIconOnly:
        width += _PAD + _semibold_extra(widget, option.text)
    return QSize(max(width, height), max(size.height(), height))


def draw_button(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    """The body of a push button, or a half of the pivot switch."""
    state = option.state
    if _parent_name(widget) == "pivotSwitch":
        _draw_segment(painter, option, tokens)
    elif is_primary(widget) and state & _State.State_Enabled:
        sheet(painter, option.rect, _primary_fill(tokens, state), tokens.accent)
    else:
        is_flat = isinstance(option, QStyleOptionButton) and bool(option.features & _Feature.Flat)
        fill = ground(tokens, state, None if is_flat else tokens.paper)
        line = None if is_flat and not state & _State.State_On else tokens.edge
        sheet(painter, option.rect, fill, _line_color(tokens, state, line))


def _primary_fill(tokens: Tokens, state: QStyle.StateFlag) -> QColor:
    fill, ink = QColor(tokens.accent), QColor(tokens.ink)
    if tokens.is_contrast or not state & (_State.State_MouseOver | _State.State_Sunken):
        return fill
    part = 24 if state & _State.State_Sunken else 12
    channels = ((fill.red(), ink.red()), (fill.green(), ink.green()), (fill.blue(), ink.blue()))
    return QColor(*(a + (b - a) * part // 100 for a, b in channels))


def _line_color(tokens: Tokens, state: QStyle.StateFlag, rest: str | None) -> str | None:
    """Where hover has no fill of its own, in contrast, the border says it."""
    if tokens.is_contrast and state & _State.State_MouseOver and state & _State.State_Enabled:
        return tokens.accent
    return rest


def _draw_segment(painter: QPainter, option: QStyleOption, tokens: Tokens) -> None:
    is_on = bool(option.state & _State.State_On)
    sheet(painter, option.rect, ground(tokens, option.state, None), None, radius=3)
    if is_on and not tokens.is_contrast:
        rect = QRect(option.rect)
        rect.setTop(rect.bottom() - 2)
        painter.fillRect(rect, QColor(tokens.accent))
    if option.state & _State.State_HasFocus:
        color = tokens.selection_ink if tokens.is_contrast and is_on else tokens.accent
        sheet(painter, option.rect.adjusted(2, 2, -2, -2), None, color, width=tokens.ring_width, radius=2)


def _ink_of(option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> str:
    if not option.state & _State.State_Enabled:
        return tokens.ink3
    if is_primary(widget):
        return tokens.onaccent
    if option.state & (_State.State_On | _State.State_Sunken) and _parent_name(widget) != "viewBar":
        return tokens.selection_ink
    return tokens.ink


def dress_button_label(
    painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None
) -> QStyleOption:
    if not isinstance(option, QStyleOptionButton):
        return option
    option = QStyleOptionButton(option)
    option.palette.setColor(QPalette.ColorRole.ButtonText, QColor(_ink_of(option, tokens, widget)))
    if is_primary(widget) or (option.state & _State.State_On and _parent_name(widget) == "pivotSwitch"):
        painter.setFont(_semibold(painter.font()))
    return option


def dress_tool_label(
    _painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None
) -> QStyleOption:
    if not isinstance(option, QStyleOptionToolButton):
        return option
    option = QStyleOptionToolButton(option)
    ink = _ink_of(option, tokens, widget)
    if option.state & _State.State_On:
        option.font = _semibold(option.font)
    elif _parent_name(widget) == "viewBar" and option.state & _State.State_Enabled:
        ink = tokens.ink2
    option.palette.setColor(QPalette.ColorRole.ButtonText, QColor(ink))
    return option


def dress_menu_item(
    _painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None
) -> QStyleOption:
    if not isinstance(option, QStyleOptionMenuItem):
        return option
    option = QStyleOptionMenuItem(option)
    option.palette.setColor(QPalette.ColorRole.Highlight, QColor(tokens.selection))
    option.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(tokens.selection_ink))
    return option


def draw_tool_button(
    painter: QPainter, option: QStyleOptionComplex, tokens: Tokens, widget: QWidget | None, style: QStyle
) -> None:
    """Flat until it is met; a view's button in the bar carries a line under it while its view is shown."""
    if not isinstance(option, QStyleOptionToolButton):
        return
    state, rect = option.state, option.rect
    is_view = _parent_name(widget) == "viewBar" and bool(state & _State.State_On)
    if _parent_name(widget) == "pivotSwitch":
        _draw_segment(painter, option, tokens)
    elif is_primary(widget) and state & _State.State_Enabled:
        sheet(painter, rect, _primary_fill(tokens, state), tokens.accent)
    elif is_view:
        painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 3), QColor(tokens.accent))
    else:
        rest = None if state & _State.State_AutoRaise else tokens.paper
        line = None if state & _State.State_AutoRaise else tokens.edge
        fill = ground(tokens, state, rest)
        if fill is not None or line is not None:
            sheet(painter, rect, fill, _line_color(tokens, state, line))
    if is_inside_ring(widget) and state & _State.State_HasFocus and _parent_name(widget) != "pivotSwitch":
        sheet(painter, rect.adjusted(2, 2, -2, -2), None, tokens.accent, width=tokens.ring_width)
    label = QStyleOptionToolButton(option)
    has_menu = bool(option.features & QStyleOptionToolButton.ToolButtonFeature.HasMenu)
    if has_menu:
        label.rect = rect.adjusted(0, 0, -20, 0)
        room = QRect(rect.right() - 24, rect.top(), 20, rect.height())
        chevron(painter, room, "down", _ink_of(option, tokens, widget))
    style.drawControl(_CE.CE_ToolButtonLabel, label, painter, widget)


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {_PE.PE_PanelButtonCommand: draw_button}
DRESSED: dict[QStyle.ControlElement, Dress] = {
    _CE.CE_PushButtonLabel: dress_button_label,
    _CE.CE_ToolButtonLabel: dress_tool_label,
    _CE.CE_MenuItem: dress_menu_item,
}
