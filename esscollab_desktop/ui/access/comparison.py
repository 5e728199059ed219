"""The comparison as a screen reader meets it: heads of columns, rows' names as headings, the signs' words."""

from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleAttributesInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

from esscollab_desktop.ui.access.factory import register
from esscollab_desktop.ui.access.part import NONE

ROW_LEVEL = 2
_Role = QAccessible.Role


class _Level(QAccessibleAttributesInterface):
    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> object:
        return ROW_LEVEL if key is QAccessible.Attribute.Level else None


class NamedTold(QAccessibleWidget):
    """What says its accessible name in a role of its own."""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return super().interface_cast(kind) or NONE


class RowHeadTold(NamedTold):
    """The name of a row, a heading of the second level."""

    def __init__(self, label: QWidget) -> None:
        super().__init__(label, _Role.Heading)
        self._label = label
        self._level = _Level()

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name and isinstance(self._label, QLabel):
            return self._label.text()
        return super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind is QAccessible.InterfaceType.AttributesInterface:
            return self._level
        return super().interface_cast(kind)


def tell_comparison() -> None:
    """From now on the parts of comparisons are told so."""
    register("RowHead", RowHeadTold)
    register("ColumnHead", lambda head: NamedTold(head, _Role.ColumnHeader))
    register("Sign", lambda sign: NamedTold(sign, _Role.StaticText))
