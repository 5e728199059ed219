"""The map as a screen reader walks it: a list of tiles that say state, numbers and neighbors."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from esscollab_desktop.ui.access.part import Part, forget

if TYPE_CHECKING:
    from esscollab_desktop.ui.views.map_view import MapView

Event = QAccessible.Event


class MapTold(QAccessibleWidget):
    """Its children are the tiles in reading order; the one with the keyboard is the active one."""

    def __init__(self, view: "MapView") -> None:
        super().__init__(view, QAccessible.Role.List)
        self.view = view
        self._parts: dict[str, TilePart] = {}
        view.current_changed.connect(self._on_current_changed)
        view.shown.connect(self._on_shown)

    def leave(self) -> None:
        parts, self._parts = self._parts, {}
        for part in parts.values():
            forget(part)

    def part(self, code: str) -> "TilePart | None":
        if code not in self.view.places:
            return None
        if code not in self._parts:
            self._parts[code] = TilePart(self, code)
        return self._parts[code]

    # --- Qt's own names ---

    def childCount(self) -> int:
        return len(self.view.places)

    def child(self, index: int) -> QAccessibleInterface:
        codes = list(self.view.places)
        if not 0 <= index < len(codes):
            return None  # type: ignore[return-value]
        return self.part(codes[index])  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        is_ours = isinstance(child, TilePart) and self._parts.get(child.code) is child
        return list(self.view.places).index(child.code) if is_ours else -1  # type: ignore[attr-defined]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        here = QPointF(self.view.mapFromGlobal(QPoint(x, y)))
        return self.part(self.view.code_at(here))  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        return self.part(self.view.current) if self.view.hasFocus() else super().focusChild()  # type: ignore[return-value]

    # --- what changes ---

    def _on_current_changed(self, code: str) -> None:
        if self.view.hasFocus() and (part := self.part(code)):
            QAccessible.updateAccessibility(QAccessibleEvent(part, Event.Focus))

    def _on_shown(self) -> None:
        """Other numbers: tiles that went are let go, the others say what is so now."""
        for code in [code for code in self._parts if code not in self.view.places]:
            forget(self._parts.pop(code))
        for part in self._parts.values():
            QAccessible.updateAccessibility(QAccessibleEvent(part, Event.NameChanged))


class TilePart(Part):
    def __init__(self, above: MapTold, code: str) -> None:
        super().__init__(above)
        self._map, self.code = above, code

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def name(self) -> str:
        """State, numbers, neighbors and place on the map."""
        return self._map.view.words(self.code) if self._is_there else ""

    @property
    def _is_there(self) -> bool:
        return self.code in self._map.view.places

    def rect(self) -> QRect:
        view = self._map.view
        if not self._is_there:
            return QRect()
        box = view.box(self.code).toRect()
        return QRect(view.mapToGlobal(box.topLeft()), box.size())

    def state(self) -> QAccessible.State:
        state, view = super().state(), self._map.view
        state.focusable = state.selectable = True
        state.selected = self.code == view.current
        state.focused = state.selected and view.hasFocus()
        box = view.box(self.code).toRect() if self._is_there else QRect()
        state.offscreen = not view.visibleRegion().intersects(box)
        return state

    def press(self) -> Callable[[], None]:
        return lambda: self._map.view.opened.emit(self.code)

    def set_focus(self) -> Callable[[], None]:
        return self._take_focus

    def _take_focus(self) -> None:
        self._map.view.set_current(self.code)
        self._map.view.setFocus()
