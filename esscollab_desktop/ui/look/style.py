"""The style: Fusion, with borders, rings and rows that reach the contrast the surfaces ask for."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)

from esscollab_desktop.ui.look import bars, buttons, fields, rows
from esscollab_desktop.ui.look.focus import FocusRing
from esscollab_desktop.ui.look.labels import bar_of, grown
from esscollab_desktop.ui.look.shapes import RING_DISTANCE
from esscollab_desktop.ui.look.tokens import Tokens

__all__ = ["FocusRing", "ProxyStyle"]

_CC = QStyle.ComplexControl
_CE = QStyle.ControlElement
_CT = QStyle.ContentsType
_PE = QStyle.PrimitiveElement
_PM = QStyle.PixelMetric
_SC = QStyle.SubControl
_SH = QStyle.StyleHint

CONTROL_HEIGHT = 32
SEGMENT_HEIGHT = 30  # with the border of its switch, a control's height
SEARCH_HEIGHT = 36
ROW_HEIGHT = 27
CELL_MARGIN = 7
LINE_ICON = 18
FRAME_WIDTH = 3  # room for the ring and the round corner beside the view inside

_METRICS = {
    _PM.PM_DefaultFrameWidth: 1,
    _PM.PM_ButtonIconSize: 18,
    _PM.PM_ToolBarIconSize: 18,
    _PM.PM_SmallIconSize: 16,
    _PM.PM_HeaderMargin: 8,
    _PM.PM_IndicatorWidth: 18,
    _PM.PM_IndicatorHeight: 18,
    _PM.PM_ExclusiveIndicatorWidth: 18,
    _PM.PM_ExclusiveIndicatorHeight: 18,
    _PM.PM_CheckBoxLabelSpacing: 8,
    _PM.PM_RadioButtonLabelSpacing: 8,
    _PM.PM_TreeViewIndentation: 20,
    _PM.PM_ScrollBarExtent: 14,
    _PM.PM_ScrollBarSliderMin: 32,
    _PM.PM_SplitterWidth: 1,
    _PM.PM_MenuBarPanelWidth: 0,
    _PM.PM_MenuBarHMargin: 6,
    _PM.PM_MenuBarItemSpacing: 0,
    _PM.PM_MenuVMargin: 4,
    _PM.PM_MenuHMargin: 1,
    _PM.PM_ButtonShiftHorizontal: 0,
    _PM.PM_ButtonShiftVertical: 0,
    _PM.PM_ToolBarFrameWidth: 0,
    _PM.PM_ToolTipLabelFrameWidth: 6,
}
# Wider by, higher by, but at least so high: heights are the least ones, so they grow with the text.
_ROOM = {
    _CT.CT_ComboBox: (8, 4, CONTROL_HEIGHT),
    _CT.CT_LineEdit: (16, 4, CONTROL_HEIGHT),
    _CT.CT_SpinBox: (8, 4, CONTROL_HEIGHT),
    _CT.CT_ItemViewItem: (0, 4, ROW_HEIGHT),
    _CT.CT_CheckBox: (0, 0, 24),
    _CT.CT_RadioButton: (0, 0, 24),
}
_HINTS = {
    _SH.SH_ItemView_ShowDecorationSelected: 1,
    _SH.SH_FocusFrame_AboveWidget: 1,
    _SH.SH_EtchDisabledText: 0,
    _SH.SH_DitherDisabledText: 0,
    _SH.SH_Widget_Animate: 0,
    _SH.SH_Widget_Animation_Duration: 0,
    _SH.SH_ScrollBar_Transient: 0,
    _SH.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    _SH.SH_ComboBox_Popup: 0,
}

_COMPLEX: dict[QStyle.ComplexControl, rows.Draw] = {
    _CC.CC_ComboBox: fields.draw_combo,
    _CC.CC_ScrollBar: bars.draw_scroll_bar,
    _CC.CC_SpinBox: fields.draw_spin_box,
    _CC.CC_ToolButton: buttons.draw_tool_button,
}


class ProxyStyle(QProxyStyle):
    """`tokens` gives the tokens that hold now; the style keeps none."""

    def __init__(self, tokens: Callable[[], Tokens]) -> None:
        super().__init__("Fusion")
        self._tokens = tokens

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (_PM.PM_FocusFrameHMargin, _PM.PM_FocusFrameVMargin):
            # Qt also takes this for the room beside a cell's words, where the bar of a selected row needs it.
            if isinstance(widget, QAbstractItemView):
                return CELL_MARGIN
            return RING_DISTANCE + self._tokens().ring_width
        if metric == _PM.PM_DefaultFrameWidth and isinstance(widget, QAbstractScrollArea):
            return FRAME_WIDTH
        if metric == _PM.PM_LineEditIconSize:
            return grown(QSize(LINE_ICON, LINE_ICON), widget).width()
        found = _METRICS.get(metric)
        return found if found is not None else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint == _SH.SH_Table_GridLineColor:
            return QColor(self._tokens().line).rgb() - (1 << 32)  # Qt reads the bits of a signed number
        found = _HINTS.get(hint)
        return found if found is not None else super().styleHint(hint, option, widget, returned)

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        found = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # may be null
        if kind in (_CT.CT_PushButton, _CT.CT_ToolButton):
            control = SEGMENT_HEIGHT if bar_of(widget) == "pivotSwitch" else CONTROL_HEIGHT
            if kind == _CT.CT_PushButton:
                return buttons.push_button_size(option, size, widget, control)
            return buttons.tool_button_size(option, found, widget, control)
        if kind in (_CT.CT_MenuItem, _CT.CT_MenuBarItem):
            return bars.menu_size(kind, option, found)
        if kind == _CT.CT_ItemViewItem:
            found.setWidth(found.width() + rows.semibold_extra(option))
        wider, higher, least = _ROOM.get(kind, (0, 0, 0))
        if kind == _CT.CT_LineEdit and widget is not None and widget.objectName() == "searchField":
            least = SEARCH_HEIGHT
        return QSize(found.width() + wider, max(found.height() + higher, least))

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        found = super().subElementRect(element, option, widget)  # type: ignore[arg-type]
        if element == QStyle.SubElement.SE_LineEditContents:
            return fields.line_edit_part(option, found)
        return found

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control == _CC.CC_ScrollBar:
            return bars.scroll_bar_part(option, part)
        if control == _CC.CC_ComboBox:
            rect = fields.combo_part(option, part)
            if rect is not None:
                return rect
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = (
            rows.PRIMITIVES.get(element)
            or buttons.PRIMITIVES.get(element)
            or fields.PRIMITIVES.get(element)
            or bars.PRIMITIVES.get(element)
        )
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            draw(painter, option, self._tokens(), widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = bars.CONTROLS.get(element) or buttons.CONTROLS.get(element)
        if draw is not None:
            draw(painter, option, self._tokens(), widget)
            return
        if element == _CE.CE_MenuItem and bars.is_separator(option):
            bars.draw_separator(painter, option, self._tokens())
            return
        dress = rows.DRESSED.get(element) or bars.DRESSED.get(element)
        if dress is not None:
            option = dress(option, self._tokens())
        super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _COMPLEX.get(control)
        if draw is None:
            super().drawComplexControl(control, option, painter, widget)
        else:
            draw(painter, option, self._tokens(), widget)
