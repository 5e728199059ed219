"""Python's garbage is collected on the window's thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 2000  # ms


class GarbageCollector(QObject):
    """While it is open, no other thread collects: `close` gives the work back to Python.

    Left alone, Python collects in whichever thread happens to ask for memory. In a worker thread that
    destroys Qt objects of the window's thread, and the program falls over the timers they leave behind.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what a start has made stays, and the first look through it would be felt
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    def collect(self) -> None:
        """Collect the generations that are due, as Python itself would."""
        due = [
            n
            for n, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit
        ]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
