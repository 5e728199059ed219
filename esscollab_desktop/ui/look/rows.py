"""Rows of trees, lists and tables: wash, bar, ring inside the row, chevrons."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOption,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from esscollab_desktop.ui.look.labels import semibold
from esscollab_desktop.ui.look.shapes import ROW_BAR, check, chevron, sheet
from esscollab_desktop.ui.look.tokens import Tokens

Draw = Callable[[QPainter, QStyleOption, Tokens, QWidget | None], None]
Dress = Callable[[QStyleOption, Tokens], QStyleOption]

_PE = QStyle.PrimitiveElement
_State = QStyle.StateFlag
_Position = QStyleOptionViewItem.ViewItemPosition


def draw_row(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    """The part of a row that belongs to no cell: under the branches of a tree."""
    if option.state & _State.State_Selected:
        painter.fillRect(option.rect, QColor(tokens.selection))
        if isinstance(option, QStyleOptionViewItem) and isinstance(widget, QTreeView):
            painter.fillRect(_bar(option, widget), QColor(_bar_color(tokens, widget)))
    elif option.state & _State.State_MouseOver:
        painter.fillRect(option.rect, QColor(tokens.sunk))


def draw_cell(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    """The ground of one cell; the first of a selected row brings the bar at the row's beginning."""
    if not isinstance(option, QStyleOptionViewItem):
        return
    if option.state & _State.State_Selected:
        painter.fillRect(option.rect, QColor(tokens.selection))
        if option.viewItemPosition in (_Position.Beginning, _Position.OnlyOne, _Position.Invalid):
            painter.fillRect(_bar(option, widget), QColor(_bar_color(tokens, widget)))
    elif option.state & _State.State_MouseOver and option.state & _State.State_Enabled:
        painter.fillRect(option.rect, QColor(tokens.sunk))
    elif option.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
        painter.fillRect(option.rect, option.backgroundBrush)


def _bar(option: QStyleOptionViewItem, widget: QWidget | None) -> QRect:
    rect = QRect(option.rect)
    if isinstance(widget, QAbstractItemView):
        rect.setLeft(0)
        rect.setRight(widget.viewport().width() - 1)
    if option.direction == Qt.LayoutDirection.RightToLeft:
        rect.setLeft(rect.right() - ROW_BAR + 1)
    rect.setWidth(ROW_BAR)
    return rect


def _bar_color(tokens: Tokens, widget: QWidget | None) -> str:
    has_focus = widget is not None and (
        widget.hasFocus() or widget.isAncestorOf(widget.window().focusWidget())
    )
    return tokens.accent if has_focus else tokens.edge


def draw_ring(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    """The ring of the cell in focus, inside its row. Other widgets have the one focus ring around them.

    A tree that shows its focus in all columns asks for the row's, and leaves out who asks.
    """
    is_row = widget is None and isinstance(option, QStyleOptionFocusRect)
    if not is_row and not isinstance(widget, QAbstractItemView):
        return
    rect = QRect(option.rect)
    if isinstance(widget, QTreeView):
        rect.setLeft(0)
        rect.setRight(widget.viewport().width() - 1)
    color = tokens.accent
    is_selected = bool(option.state & _State.State_Selected)
    if isinstance(option, QStyleOptionFocusRect) and is_row:
        is_selected = option.backgroundColor == QColor(tokens.selection)
    if tokens.is_contrast and is_selected:
        color = tokens.selection_ink
    painter.save()
    painter.setClipping(False)  # the delegate keeps to its cell, the ring is the row's
    sheet(painter, rect.adjusted(1, 1, -1, -1), None, color, width=tokens.ring_width, radius=3)
    painter.restore()


def draw_branch(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    """A chevron where there is something to unfold; no lines."""
    if not option.state & _State.State_Children:
        return
    is_left = option.direction == Qt.LayoutDirection.RightToLeft
    direction = "down" if option.state & _State.State_Open else "left" if is_left else "right"
    is_selected = bool(option.state & _State.State_Selected)
    ink = tokens.selection_ink if is_selected else tokens.ink2
    chevron(painter, option.rect, direction, ink, width=2.75)  # small, alone and without words: heavier


def draw_row_check(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    """The check box of a row."""
    is_on = bool(option.state & (_State.State_On | _State.State_NoChange))
    sheet(
        painter,
        option.rect,
        tokens.accent if is_on else tokens.paper,
        tokens.accent if is_on else tokens.edge,
    )
    if option.state & _State.State_On:
        check(painter, option.rect, tokens.onaccent, size=14, width=2.5)
    elif option.state & _State.State_NoChange:
        rect = option.rect
        painter.fillRect(
            QRect(rect.left() + 4, rect.center().y(), rect.width() - 8, 2), QColor(tokens.onaccent)
        )


def semibold_extra(option: QStyleOption) -> int:
    """What the words of a row need more when they are selected."""
    if not isinstance(option, QStyleOptionViewItem) or not option.text:
        return 0
    chosen = QFontMetrics(semibold(option.font)).horizontalAdvance(option.text)
    return max(chosen - QFontMetrics(option.font).horizontalAdvance(option.text), 0)


def dress_row(option: QStyleOption, _tokens: Tokens) -> QStyleOption:
    """The words of a selected row are semibold."""
    if not isinstance(option, QStyleOptionViewItem) or not option.state & _State.State_Selected:
        return option
    option = QStyleOptionViewItem(option)
    option.font = semibold(option.font)
    return option


DRESSED: dict[QStyle.ControlElement, Dress] = {QStyle.ControlElement.CE_ItemViewItem: dress_row}
PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    _PE.PE_PanelItemViewRow: draw_row,
    _PE.PE_PanelItemViewItem: draw_cell,
    _PE.PE_FrameFocusRect: draw_ring,
    _PE.PE_IndicatorBranch: draw_branch,
    _PE.PE_IndicatorItemViewItemCheck: draw_row_check,
}
