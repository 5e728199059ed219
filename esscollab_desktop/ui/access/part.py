"""A part of a painted widget as a screen reader meets it: a heading, a paragraph, a tile, a cell."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from shiboken6 import Shiboken

Kind = QAccessible.InterfaceType
NONE = Shiboken.VoidPtr(0)  # Python's None would reach Qt as an address


class Part(QAccessibleInterface):
    """Read-only. What it is, a subclass says by overriding, and works it out when it is asked.

    `above` is the interface that it stands in. Whoever makes a part keeps it, and gives it to `forget` in the
    end: Qt remembers parts without holding them alive.
    """

    def __init__(self, above: QAccessibleInterface) -> None:
        super().__init__()
        self._above = above
        self._extra: dict[Kind, object] = {}

    # --- to override ---

    def name(self) -> str:
        return ""

    def description(self) -> str:
        return ""

    def level(self) -> int:
        """The level of a heading, from 1; 0 for all else."""
        return 0

    def press(self) -> Callable[[], None] | None:
        """What Enter or a click does; None where nothing happens."""
        return None

    def set_focus(self) -> Callable[[], None] | None:
        """How it gets the keyboard; None where it can't."""
        return None

    def parts(self) -> Sequence[QAccessibleInterface]:
        return ()

    # --- Qt's own names ---

    def isValid(self) -> bool:
        return Shiboken.isValid(self._above) and self._above.isValid()

    def object(self) -> QObject:
        return None  # type: ignore[return-value]  # it is no object of Qt's; the annotation knows no None

    def window(self) -> QWindow:
        return self._above.window()

    def parent(self) -> QAccessibleInterface:
        return self._above

    def child(self, index: int) -> QAccessibleInterface:
        parts = self.parts()
        return parts[index] if 0 <= index < len(parts) else None  # type: ignore[return-value]

    def childCount(self) -> int:
        return len(self.parts())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((n for n, part in enumerate(self.parts()) if part is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        found = (part for part in self.parts() if part.rect().contains(x, y))
        return next(found, None)  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        return next((part for part in self.parts() if part.state().focused), None)  # type: ignore[return-value]

    def relations(
        self, match: QAccessible.RelationFlag = QAccessible.RelationFlag.AllRelations
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        return []

    def rect(self) -> QRect:
        return QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.StaticText

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name:
            return self.name()
        return self.description() if kind is QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing is written here."""

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def interface_cast(self, kind: Kind) -> Any:
        if kind is Kind.ActionInterface and (self.press() or self.set_focus()):
            return self._extra.setdefault(kind, _Actions(self))
        if kind is Kind.AttributesInterface and self.level():
            return self._extra.setdefault(kind, _Attributes(self))
        return NONE


class _Actions(QAccessibleActionInterface):
    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def actionNames(self) -> list[str]:
        ways = ((self.pressAction(), self._part.press()), (self.setFocusAction(), self._part.set_focus()))
        return [name for name, way in ways if way]

    def doAction(self, name: str) -> None:
        way = self._part.press() if name == self.pressAction() else self._part.set_focus()
        if way and name in self.actionNames():
            way()

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


class _Attributes(QAccessibleAttributesInterface):
    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> object:
        return self._part.level() if key is QAccessible.Attribute.Level else None


def forget(part: QAccessibleInterface) -> None:
    """Take a part off Qt's list before Python lets go of it; what stands in it is no part of that."""
    if Shiboken.isValid(part):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
