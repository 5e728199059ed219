"""A person at the real window: opens notes, types in bursts, turns pages. Ended by SIGKILL from outside.

For each key one line goes to standard output once the editor has it: when it was pressed (monotonic ns),
the mark of its note, how long the note is with it, and the letter.
"""

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from esscollab_desktop.app import application, run_window

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LETTERS = "abcdefghij klmnop qrstu vwxyz äéñ"


class Person:
    """Does one thing, waits for a while, does the next: all of it drawn from one seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._notes = 0
        self._left = 0  # keys of this burst

    def begin(self) -> None:
        """Once the window is there; mostly before the notebook is open."""
        if QGuiApplication.focusWindow() is None:
            QTimer.singleShot(1, self.begin)
            return
        QTimer.singleShot(self._chance.choice([0, 0, 200, 600]), self._go_on)

    def _go_on(self) -> None:
        if self._left:
            self._left -= 1
            self._type()
            QTimer.singleShot(self._chance.randint(1, 60), self._go_on)
            return
        what = self._chance.random()
        if what < 0.25 or not self._writes():
            self._new_note()
        elif what < 0.45:
            page = Qt.Key.Key_PageDown if self._chance.random() < 0.6 else Qt.Key.Key_PageUp
            self._press(page, CONTROL)
            self._new_note()
        elif what < 0.55:
            self._press(Qt.Key.Key_N, CONTROL | SHIFT)
            self._press(Qt.Key.Key_End, CONTROL)
        self._left = self._chance.choice([1, 3, 10, 40])
        QTimer.singleShot(self._chance.choice([0, 20, 200, 310, 700]), self._go_on)

    def _new_note(self) -> None:
        self._press(Qt.Key.Key_N, CONTROL)
        self._notes += 1
        for letter in f"n{self._notes}:":
            self._type(letter)

    def _writes(self) -> bool:
        """Whether the typing cursor stands in a note that has its mark already."""
        editor = QApplication.focusWidget()
        return isinstance(editor, QPlainTextEdit) and ":" in editor.toPlainText()

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        QTest.keyClick(QGuiApplication.focusWindow(), key, modifier)

    def _type(self, letter: str = "") -> None:
        letter = letter or self._chance.choice(LETTERS)
        at = time.monotonic_ns()
        QTest.sendKeyEvent(
            QTest.KeyAction.Click,
            QGuiApplication.focusWindow(),
            Qt.Key.Key_unknown,
            letter,
            Qt.KeyboardModifier.NoModifier,
        )
        editor = QApplication.focusWidget()
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else ""
        mark = text.partition(":")[0] if ":" in text else f"n{self._notes}"
        os.write(1, f"{at}\t{mark}\t{len(text)}\t{letter}\n".encode())


def main() -> int:
    application()
    person = Person(int(sys.argv[2]))
    QTimer.singleShot(0, person.begin)
    return run_window(Path(sys.argv[1]))


if __name__ == "__main__":
    sys.exit(main())
