"""A widget that holds others together under a name: a card, a pane."""

from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from esscollab_desktop.ui.access.factory import register
from esscollab_desktop.ui.access.part import NONE


class GroupTold(QAccessibleWidget):
    """Qt tells a frame as a border around nothing; a reader who comes in hears the group's name instead."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Grouping)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return super().interface_cast(kind) or NONE


def tell_as_group(class_name: str) -> None:
    """Widgets of this class are told as a group, by their accessible name."""
    register(class_name, _group)


def _group(widget: QWidget) -> QAccessibleInterface:
    return GroupTold(widget)
