"""Fields, combo boxes, check boxes: 32 high, corners 4, borders in `edge` that turn into the ring."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionSpinBox,
    QWidget,
)

from esscollab_desktop.ui.look.rows import Draw
from esscollab_desktop.ui.look.shapes import check, chevron, ground, sheet
from esscollab_desktop.ui.look.tokens import Tokens

_PE = QStyle.PrimitiveElement
_SC = QStyle.SubControl
_State = QStyle.StateFlag
_CHEVRON_ROOM = 28


def draw_field(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    """A line edit: its border becomes the ring. Without a frame of its own (in a spin box) it has none."""
    if isinstance(option, QStyleOptionFrame) and option.lineWidth <= 0:
        return
    _field(painter, option.rect, option.state, tokens)


def _field(painter: QPainter, rect: QRect, state: QStyle.StateFlag, tokens: Tokens) -> None:
    fill = tokens.paper if state & _State.State_Enabled else tokens.desk
    has_focus = bool(state & _State.State_HasFocus)
    sheet(
        painter,
        rect,
        fill,
        tokens.accent if has_focus else tokens.edge,
        width=tokens.ring_width if has_focus else 1,
    )


def line_edit_part(option: QStyleOption, found: QRect) -> QRect:
    """The words of a field stand 8 px from its border."""
    if isinstance(option, QStyleOptionFrame) and option.lineWidth <= 0:
        return found
    return found.adjusted(6, 0, -6, 0)


def draw_spin_box(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    if not isinstance(option, QStyleOptionSpinBox) or widget is None:
        return
    _field(painter, option.rect, option.state, tokens)
    steps = QAbstractSpinBox.StepEnabledFlag
    for part, direction, step in (
        (_SC.SC_SpinBoxUp, "up", steps.StepUpEnabled),
        (_SC.SC_SpinBoxDown, "down", steps.StepDownEnabled),
    ):
        rect = widget.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, widget)
        chevron(painter, rect, direction, tokens.ink2 if option.stepEnabled & step else tokens.line, size=13)


def draw_frame(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    """The frame of a text field or view; item views show their focus in the row, as soon as they have one."""
    has_row = isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid()
    has_focus = isinstance(widget, QAbstractScrollArea) and not has_row and widget.hasFocus()
    width = tokens.ring_width if has_focus else 1
    fill = widget.viewport().palette().base().color() if isinstance(widget, QAbstractScrollArea) else None
    sheet(painter, option.rect, fill, tokens.accent if has_focus else tokens.edge, width=width)


def combo_part(option: QStyleOption, part: QStyle.SubControl) -> QRect | None:
    """Words at the left, chevron at the right; None where Fusion's own place is right."""
    rect = option.rect
    arrow = QRect(rect.right() - _CHEVRON_ROOM + 1, rect.top(), _CHEVRON_ROOM, rect.height())
    field = rect.adjusted(8, 1, -_CHEVRON_ROOM, -1)
    found = {_SC.SC_ComboBoxArrow: arrow, _SC.SC_ComboBoxEditField: field}.get(part)
    return None if found is None else QStyle.visualRect(option.direction, rect, found)


def draw_combo(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    if not isinstance(option, QStyleOptionComboBox):
        return
    has_focus = bool(option.state & _State.State_HasFocus)
    fill = tokens.paper
    if option.state & _State.State_MouseOver and option.state & _State.State_Enabled and not option.editable:
        fill = tokens.sunk
    line = tokens.accent if has_focus else tokens.edge
    sheet(painter, option.rect, fill, line, width=tokens.ring_width if has_focus else 1)
    arrow = combo_part(option, _SC.SC_ComboBoxArrow)
    if arrow is not None:
        is_enabled = bool(option.state & _State.State_Enabled)
        chevron(painter, arrow, "down", tokens.ink2 if is_enabled else tokens.disabled)


def draw_check_box(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    state, rect = option.state, option.rect
    is_marked = bool(state & (_State.State_On | _State.State_NoChange))
    is_enabled = bool(state & _State.State_Enabled)
    on = tokens.accent if is_enabled else tokens.disabled
    sheet(
        painter,
        rect,
        on if is_marked else ground(tokens, state, tokens.paper),
        on if is_marked else tokens.edge,
    )
    mark = tokens.onaccent if is_enabled else tokens.paper
    if state & _State.State_On:
        check(painter, rect, mark, size=14, width=2.5)
    elif state & _State.State_NoChange:
        painter.fillRect(QRect(rect.left() + 4, rect.center().y(), rect.width() - 8, 2), QColor(mark))


def draw_radio(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    state, rect = option.state, option.rect
    is_on = bool(state & _State.State_On)
    on = tokens.accent if state & _State.State_Enabled else tokens.disabled
    fill = tokens.paper if is_on else ground(tokens, state, tokens.paper)
    width = 2 if is_on else 1.25  # a round line of 1 px fades between pixels
    sheet(painter, rect, fill, on if is_on else tokens.edge, width=width, radius=rect.width() / 2)
    if is_on:
        sheet(painter, rect.adjusted(5, 5, -5, -5), on, None, radius=rect.width() / 2)


def _chevron_of(direction: str) -> Draw:
    def draw(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
        is_enabled = bool(option.state & _State.State_Enabled)
        chevron(painter, option.rect, direction, tokens.ink2 if is_enabled else tokens.disabled)

    return draw


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    _PE.PE_PanelLineEdit: draw_field,
    _PE.PE_FrameLineEdit: draw_field,
    _PE.PE_Frame: draw_frame,
    _PE.PE_IndicatorCheckBox: draw_check_box,
    _PE.PE_IndicatorRadioButton: draw_radio,
    _PE.PE_IndicatorArrowDown: _chevron_of("down"),
    _PE.PE_IndicatorArrowUp: _chevron_of("up"),
    _PE.PE_IndicatorArrowLeft: _chevron_of("left"),
    _PE.PE_IndicatorArrowRight: _chevron_of("right"),
}
