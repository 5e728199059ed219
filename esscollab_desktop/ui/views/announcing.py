"""What changed on the screen, told to a screen reader in words."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

REST = 1200  # ms without another change, before a state is told


def announce(widget: QWidget, words: str) -> None:
    """Politely: after what is being read aloud. A widget that nobody sees tells through its window."""
    if words and QAccessible.isActive():
        teller = widget if widget.isVisible() else widget.window()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(teller, words))


class StateVoice(QObject):
    """Tells a state once, when it has lasted: between the strokes of a pen it comes and goes."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget, self._now, self._told = widget, "", ""
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._tell)

    def show(self, words: str, is_quiet: bool = False) -> None:
        """The state is this now. A quiet one is passed over: it ends the one before, so that that may be
        told again."""
        if words == self._now:
            return
        is_first = not self._now
        self._now = words
        if is_quiet:
            self._told = ""
            self._rest.stop()
        elif is_first:
            self._told = words  # how things stand at the start is no change
        else:
            self._rest.start()

    def _tell(self) -> None:
        if self._now != self._told:
            self._told = self._now
            announce(self._widget, self._now)
