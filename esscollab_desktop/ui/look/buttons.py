"""Buttons: 32 high, corners 4, border in `edge`; one of a view is filled, those of a bar are flat."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionButton, QStyleOptionToolButton, QWidget

from esscollab_desktop.ui.look.focus import is_inside_ring
from esscollab_desktop.ui.look.labels import (
    CHEVRON_ROOM,
    Label,
    bar_of,
    grown,
    ink_of,
    is_primary,
)
from esscollab_desktop.ui.look.rows import Draw
from esscollab_desktop.ui.look.shapes import chevron, ground, sheet
from esscollab_desktop.ui.look.tokens import Tokens

_CE = QStyle.ControlElement
_PE = QStyle.PrimitiveElement
_Feature = QStyleOptionButton.ButtonFeature
_State = QStyle.StateFlag
_HAS_MENU = QStyleOptionToolButton.ToolButtonFeature.HasMenu
_PAD = 13
_PAD_FLAT = 8
_PAD_VIEW = 14


def _label(option: QStyleOptionButton, widget: QWidget) -> Label:
    return Label(option.text, option.icon, grown(option.iconSize, widget), option.state, widget)


def _tool_label(option: QStyleOptionToolButton, widget: QWidget) -> Label:
    has_words = option.toolButtonStyle != Qt.ToolButtonStyle.ToolButtonIconOnly
    has_icon = option.toolButtonStyle != Qt.ToolButtonStyle.ToolButtonTextOnly
    text, icon = option.text if has_words else "", option.icon if has_icon else QIcon()
    return Label(text, icon, grown(option.iconSize, widget), option.state, widget)


def push_button_size(option: QStyleOption, size: QSize, widget: QWidget | None, height: int) -> QSize:
    if not isinstance(option, QStyleOptionButton) or widget is None:
        return size
    label = _label(option, widget).size()
    menu = CHEVRON_ROOM if option.features & _Feature.HasMenu else 0
    return QSize(label.width() + 2 * _PAD + menu, max(height, label.height() + 10))


def tool_button_size(option: QStyleOption, size: QSize, widget: QWidget | None, height: int) -> QSize:
    if not isinstance(option, QStyleOptionToolButton) or widget is None:
        return size
    label = _tool_label(option, widget).size()
    has_words = option.toolButtonStyle != Qt.ToolButtonStyle.ToolButtonIconOnly
    pad = 0
    if has_words:
        pad = _PAD_VIEW if bar_of(widget) == "viewBar" else _PAD_FLAT
    menu = CHEVRON_ROOM if option.features & _HAS_MENU else 0
    return QSize(max(label.width() + 2 * pad + menu, height), max(height, label.height() + 10))


def draw_button(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    """The body of a push button, or a half of the pivot switch."""
    state = option.state
    if bar_of(widget) == "pivotSwitch":
        _draw_segment(painter, option, tokens)
    elif is_primary(widget) and state & _State.State_Enabled:
        sheet(painter, option.rect, _primary_fill(tokens, state), tokens.accent)
    else:
        is_flat = isinstance(option, QStyleOptionButton) and bool(option.features & _Feature.Flat)
        _draw_body(painter, option, tokens, is_flat)
    if bar_of(widget) == "viewBar" and state & _State.State_HasFocus:
        sheet(painter, option.rect.adjusted(3, 3, -3, -3), None, tokens.accent, width=tokens.ring_width)


def _draw_body(painter: QPainter, option: QStyleOption, tokens: Tokens, is_flat: bool) -> None:
    """Where hover has no fill of its own, in contrast, the border says it."""
    line = None if is_flat else tokens.edge
    if tokens.is_contrast and option.state & _State.State_MouseOver and option.state & _State.State_Enabled:
        line = tokens.accent
    sheet(painter, option.rect, ground(tokens, option.state, None if is_flat else tokens.paper), line)


def _primary_fill(tokens: Tokens, state: QStyle.StateFlag) -> QColor:
    fill, ink = QColor(tokens.accent), QColor(tokens.ink)
    if tokens.is_contrast or not state & (_State.State_MouseOver | _State.State_Sunken):
        return fill
    part = 24 if state & _State.State_Sunken else 12
    channels = ((fill.red(), ink.red()), (fill.green(), ink.green()), (fill.blue(), ink.blue()))
    return QColor(*(a + (b - a) * part // 100 for a, b in channels))


def _draw_segment(painter: QPainter, option: QStyleOption, tokens: Tokens) -> None:
    is_on = bool(option.state & _State.State_On)
    sheet(painter, option.rect, ground(tokens, option.state, None), None, radius=3)
    if is_on and not tokens.is_contrast:
        rect = QRect(option.rect)
        rect.setTop(rect.bottom() - 2)
        painter.fillRect(rect, QColor(tokens.accent))
    if option.state & _State.State_HasFocus:
        color = tokens.selection_ink if tokens.is_contrast and is_on else tokens.accent
        sheet(painter, option.rect.adjusted(3, 3, -3, -5), None, color, width=tokens.ring_width, radius=2)


def draw_button_label(
    painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None
) -> None:
    if not isinstance(option, QStyleOptionButton) or widget is None:
        return
    rect = QRect(option.rect)
    if option.features & _Feature.HasMenu:
        rect = _beside_chevron(painter, rect, option, tokens, widget)
    _label(option, widget).draw(painter, rect, tokens)


def _beside_chevron(
    painter: QPainter, rect: QRect, option: QStyleOption, tokens: Tokens, widget: QWidget
) -> QRect:
    room = QRect(rect.right() - CHEVRON_ROOM - 5, rect.top(), CHEVRON_ROOM, rect.height())
    place = QStyle.visualRect(option.direction, rect, room)
    chevron(painter, place, "down", ink_of(option.state, tokens, widget))
    return QStyle.visualRect(option.direction, rect, rect.adjusted(0, 0, -CHEVRON_ROOM, 0))


def draw_tool_button(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    """Flat until it is met; a view's button in the bar carries a line under it while its view is shown."""
    if not isinstance(option, QStyleOptionToolButton) or widget is None:
        return
    state, rect = option.state, QRect(option.rect)
    bar = bar_of(widget)
    if bar == "pivotSwitch":
        _draw_segment(painter, option, tokens)
    elif is_primary(widget) and state & _State.State_Enabled:
        sheet(painter, rect, _primary_fill(tokens, state), tokens.accent)
    elif bar == "viewBar" and state & _State.State_On:
        painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 3), QColor(tokens.accent))
    else:
        _draw_body(painter, option, tokens, bool(state & _State.State_AutoRaise))
    if is_inside_ring(widget) and state & _State.State_HasFocus and bar != "pivotSwitch":
        sheet(painter, rect.adjusted(2, 2, -2, -4), None, tokens.accent, width=tokens.ring_width)
    if option.features & _HAS_MENU:
        rect = _beside_chevron(painter, rect, option, tokens, widget)
    _tool_label(option, widget).draw(painter, rect, tokens)


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {_PE.PE_PanelButtonCommand: draw_button}
CONTROLS: dict[QStyle.ControlElement, Draw] = {
    # Qt's own bevel draws an arrow of a menu beside the chevron of the label.
    _CE.CE_PushButtonBevel: draw_button,
    _CE.CE_PushButtonLabel: draw_button_label,
}
