"""When widgets are painted for the first time; it brings nothing that a bare window does without."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

DONE = "painted"


class Painted(QObject):
    """Calls `done` once, right after the pass in which the last of the widgets was painted."""

    def __init__(self, widgets: list[QWidget], done: Callable[[], None]) -> None:
        super().__init__()
        self._waits_for = {id(widget): widget for widget in widgets}
        self._done = done
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._waits_for.pop(id(watched), None) is not None:
            watched.removeEventFilter(self)
            if not self._waits_for:
                first = Qt.EventPriority.HighEventPriority.value
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), first)
        return False

    def customEvent(self, _event: QEvent) -> None:
        self._done()


def say_painted() -> None:
    """To the process that measures, which takes the time when the line comes."""
    print(DONE, flush=True)


def memory() -> float:
    """What the process holds of the machine's memory, in megabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)
