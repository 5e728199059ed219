"""The Qt binding itself: a version of it that loses references must never get in unseen."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication


class Speaker(QObject):
    spoke = Signal(bool)


def test_thousands_of_signals_leave_the_interpreter_whole(qapp: QApplication) -> None:
    """PySide6 6.12.0 takes a reference of True with each emit and ends CPython 3.11 after some 500."""
    heard: list[bool] = []
    speaker = Speaker()
    speaker.spoke.connect(heard.append)
    for number in range(5000):
        speaker.spoke.emit(number % 2 == 0)
    assert heard == [True, False] * 2500
