"""The views of the window, one at a time: Overview, Read, Compare, Notebook, Packets, Meetings."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

OVERVIEW = "overview"
READ = "read"
COMPARE = "compare_view"
PACKETS = "packets"


class ViewStack(QStackedWidget):
    """Read is there from the start; the others are made when they are first wanted. `shown(name)` tells.

    `resized()`: also for a view that is not seen now, which Qt would tell only when it is.
    """

    shown = Signal(str)
    resized = Signal()

    def __init__(self, read: QWidget, makers: Mapping[str, Callable[[], QWidget]], parent: QWidget) -> None:
        super().__init__(parent)
        self._makers = dict(makers)
        self._views = {READ: read}
        self.addWidget(read)
        self.name = READ

    def show_view(self, name: str) -> QWidget:
        """Bring a view to the front, the keyboard into it."""
        if name not in self._views:
            self._views[name] = self._makers[name]()
            self.addWidget(self._views[name])
        self.setCurrentWidget(self._views[name])
        self.name = name
        self.shown.emit(name)
        if name != READ:
            self._views[name].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self._views[name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def view(self, name: str) -> QWidget | None:
        """A view that was made already."""
        return self._views.get(name)
