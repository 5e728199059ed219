"""The one focus ring of the window: around buttons and their like, above everything else."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QFocusFrame, QSlider, QTabBar, QWidget
from shiboken6 import delete, isValid

INSIDE = ("viewBar", "pivotSwitch")


def is_inside_ring(widget: QWidget | None) -> bool:
    """Whether a button sits so close in its bar that its ring has to be drawn inside it."""
    parent = widget.parentWidget() if widget is not None else None
    return parent is not None and parent.objectName() in INSIDE


class FocusRing(QObject):
    """Moves one frame to the widget in focus.

    Fields, text and item views show their focus themselves; other widgets ask for the ring with the property
    `focusRing`. An application has one: a new one takes the place of the last.
    """

    def __init__(self, app: QApplication) -> None:
        for last in app.findChildren(FocusRing):
            last._leave()
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def _leave(self) -> None:
        if self._frame is not None and isValid(self._frame):
            delete(self._frame)
        delete(self)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        wanted = now if now is not None and _wants_ring(now) else None
        if self._frame is None or not isValid(self._frame):
            # It belongs to the window that it was shown in, and goes when that is closed.
            if wanted is None:
                return
            self._frame = QFocusFrame(wanted)
        self._frame.setWidget(wanted)  # type: ignore[arg-type]  # Qt takes a null widget: no frame


def _wants_ring(widget: QWidget) -> bool:
    if widget.property("focusRing"):
        return True
    return isinstance(widget, QAbstractButton | QTabBar | QSlider) and not is_inside_ring(widget)
