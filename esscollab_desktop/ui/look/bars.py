"""Menus, scroll bars, splitters, heads of tables: flat, one line thin."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyleOption,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QWidget,
)

from esscollab_desktop.ui.look.rows import Draw, Dress
from esscollab_desktop.ui.look.shapes import RADIUS, RING_DISTANCE, sheet
from esscollab_desktop.ui.look.tokens import Tokens

_CE = QStyle.ControlElement
_CT = QStyle.ContentsType
_PE = QStyle.PrimitiveElement
_SC = QStyle.SubControl
_State = QStyle.StateFlag
_SLIDER_MIN = 32
_TEXT = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine


def menu_size(kind: QStyle.ContentsType, option: QStyleOption, size: QSize) -> QSize:
    if kind == _CT.CT_MenuBarItem:
        text = option.text if isinstance(option, QStyleOptionMenuItem) else ""
        width = option.fontMetrics.size(Qt.TextFlag.TextShowMnemonic, text).width()
        return QSize(width + 18, max(28, option.fontMetrics.height() + 8))
    return size if is_separator(option) else QSize(size.width() + 16, max(28, size.height()))


def draw_menu_bar_item(
    painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None
) -> None:
    """The letters for the keyboard are underlined once Alt has been pressed."""
    painter.fillRect(option.rect, QColor(tokens.desk))
    if not isinstance(option, QStyleOptionMenuItem):
        return
    ink = tokens.ink if option.state & _State.State_Enabled else tokens.disabled
    if option.state & _State.State_Sunken:
        sheet(painter, option.rect.adjusted(1, 2, -1, -2), tokens.selection, None)
        ink = tokens.selection_ink
    elif option.state & _State.State_Selected:
        line = tokens.accent if tokens.is_contrast else None
        sheet(painter, option.rect.adjusted(1, 2, -1, -2), tokens.sunk, line)
    by_keys = widget is not None and widget.hasFocus()
    letters = Qt.TextFlag.TextShowMnemonic if by_keys else Qt.TextFlag.TextHideMnemonic
    painter.setPen(QColor(ink))
    painter.drawText(option.rect, (_TEXT | letters).value, option.text)


def draw_bar(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    painter.fillRect(option.rect, QColor(tokens.desk))


def draw_nothing(_painter: QPainter, _option: QStyleOption, _tokens: Tokens, _widget: QWidget | None) -> None:
    """For frames that the look does without."""


def draw_menu(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    painter.fillRect(option.rect, QColor(tokens.paper))
    sheet(painter, option.rect, None, tokens.edge, radius=0)


def draw_group(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    sheet(painter, option.rect, None, tokens.line)


def draw_splitter(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    rect = QRect(option.rect)
    is_met = bool(option.state & (_State.State_MouseOver | _State.State_Sunken))
    painter.fillRect(rect, QColor(tokens.edge if is_met else tokens.line))


def draw_focus_frame(
    painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None
) -> None:
    """The ring: its radius is that of the control plus the distance, so that it follows the corner."""
    width = tokens.ring_width
    sheet(painter, option.rect, None, tokens.accent, width=width, radius=RADIUS + RING_DISTANCE + width)


def draw_head(painter: QPainter, option: QStyleOption, tokens: Tokens, _widget: QWidget | None) -> None:
    """A section of a table's head: the ground and a rule under it."""
    rect = option.rect
    painter.fillRect(rect, QColor(tokens.paper))
    if isinstance(option, QStyleOptionHeader) and option.orientation == Qt.Orientation.Horizontal:
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.edge))


def scroll_bar_part(option: QStyleOption, part: QStyle.SubControl) -> QRect:
    """A groove and a slider, no arrows: the wheel, keys and groove do what they did."""
    if not isinstance(option, QStyleOptionSlider):
        return QRect()
    is_wide = option.orientation == Qt.Orientation.Horizontal
    length = option.rect.width() if is_wide else option.rect.height()
    span = option.maximum - option.minimum
    shown = length
    if span > 0:
        shown = min(max(length * option.pageStep // (span + option.pageStep), _SLIDER_MIN), length)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - shown, option.upsideDown
    )
    places = {
        _SC.SC_ScrollBarGroove: (0, length),
        _SC.SC_ScrollBarSlider: (start, shown),
        _SC.SC_ScrollBarSubPage: (0, start),
        _SC.SC_ScrollBarAddPage: (start + shown, length - start - shown),
    }
    if part not in places:
        return QRect()
    at, size = places[part]
    if is_wide:
        rect = QRect(option.rect.left() + at, option.rect.top(), size, option.rect.height())
    else:
        rect = QRect(option.rect.left(), option.rect.top() + at, option.rect.width(), size)
    return QStyle.visualRect(option.direction, option.rect, rect)


def draw_scroll_bar(painter: QPainter, option: QStyleOption, tokens: Tokens, widget: QWidget | None) -> None:
    painter.fillRect(option.rect, _ground_beside(widget, tokens))
    if not isinstance(option, QStyleOptionSlider) or option.maximum <= option.minimum:
        return
    rect = scroll_bar_part(option, _SC.SC_ScrollBarSlider)
    is_wide = option.orientation == Qt.Orientation.Horizontal
    rect = rect.adjusted(2, 3, -2, -3) if is_wide else rect.adjusted(3, 2, -3, -2)
    is_met = bool(option.state & _State.State_MouseOver) or bool(option.state & _State.State_Sunken)
    sheet(painter, rect, tokens.ink3 if is_met else tokens.edge, None, radius=4)


def _ground_beside(bar: QWidget | None, tokens: Tokens) -> QBrush:
    """A scroll bar has the ground of what it scrolls."""
    above = bar
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    if not isinstance(above, QAbstractScrollArea):
        return QBrush(QColor(tokens.desk))
    view = above.viewport()
    return view.palette().brush(view.backgroundRole())


def draw_progress_groove(painter: QPainter, option: QStyleOption, tokens: Tokens, _w: QWidget | None) -> None:
    sheet(painter, option.rect, tokens.paper, tokens.edge)


def draw_progress(painter: QPainter, option: QStyleOption, tokens: Tokens, _w: QWidget | None) -> None:
    """What is done, in accent; an unknown length shows half, and the words beside it say what goes on."""
    if not isinstance(option, QStyleOptionProgressBar):
        return
    span = option.maximum - option.minimum
    part = (option.progress - option.minimum) / span if span > 0 else 0.5
    rect = option.rect.adjusted(2, 2, -2, -2)
    done = QRect(rect.left(), rect.top(), round(rect.width() * min(max(part, 0.0), 1.0)), rect.height())
    if done.width() > 0:
        sheet(painter, QStyle.visualRect(option.direction, rect, done), tokens.accent, None, radius=2)


def is_separator(option: QStyleOption) -> bool:
    kind = QStyleOptionMenuItem.MenuItemType.Separator
    return isinstance(option, QStyleOptionMenuItem) and option.menuItemType == kind and not option.text


def draw_separator(painter: QPainter, option: QStyleOption, tokens: Tokens) -> None:
    rect = option.rect
    painter.fillRect(QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1), QColor(tokens.line))


def dress_menu_item(option: QStyleOption, tokens: Tokens) -> QStyleOption:
    if not isinstance(option, QStyleOptionMenuItem):
        return option
    option = QStyleOptionMenuItem(option)
    option.palette.setColor(QPalette.ColorRole.Highlight, QColor(tokens.selection))
    option.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(tokens.selection_ink))
    return option


DRESSED: dict[QStyle.ControlElement, Dress] = {_CE.CE_MenuItem: dress_menu_item}
PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    _PE.PE_PanelMenu: draw_menu,
    _PE.PE_FrameMenu: draw_nothing,
    _PE.PE_PanelMenuBar: draw_bar,
    _PE.PE_PanelTipLabel: draw_menu,
    _PE.PE_FrameStatusBarItem: draw_nothing,
    _PE.PE_FrameGroupBox: draw_group,
}

CONTROLS: dict[QStyle.ControlElement, Draw] = {
    _CE.CE_MenuBarItem: draw_menu_bar_item,
    _CE.CE_MenuBarEmptyArea: draw_bar,
    _CE.CE_Splitter: draw_splitter,
    _CE.CE_FocusFrame: draw_focus_frame,
    _CE.CE_HeaderSection: draw_head,
    _CE.CE_HeaderEmptyArea: draw_head,
    _CE.CE_ProgressBarGroove: draw_progress_groove,
    _CE.CE_ProgressBarContents: draw_progress,
}
