"""The real window for tests: on an offscreen laptop screen, with the real book and a keyboard of its own."""

import gc
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from esscollab_desktop import bootstrap, paths
from esscollab_desktop.app import Desk
from esscollab_desktop.ui.settings import WindowSettings

ROOT = Path(__file__).resolve().parent.parent
SCREEN = f"offscreen:configfile={ROOT / 'tests' / 'screens.json'}"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


# What Qt says of itself while all is well. Every other warning of Qt fails the test that brings it up.
QT_SAYS = (
    # The offscreen screen has no frame around windows, no order of them, and no keyboard to hold on to.
    r"This plugin does not support propagateSizeHints\(\)",
    r"This plugin does not support raise\(\)",
    r"This plugin does not support grabbing the keyboard",
)


def pytest_configure(config: pytest.Config) -> None:
    """A screen of 1366 × 768; Qt's own offscreen one is 800 × 800, and windows are restored to fit."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = SCREEN
    for words in QT_SAYS:
        config.addinivalue_line("qt_log_ignore", words)


class Keyboard:
    """Keys as the system sends them: to the window that has the focus, through its shortcuts."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if QGuiApplication.focusWindow() is None:
            # A window manager would give the keyboard back to the window below a dialog that was left.
            for window in QApplication.topLevelWidgets():
                if window.isVisible() and window.parentWidget() is None:
                    window.activateWindow()
        self._qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
        QTest.keyClick(QGuiApplication.focusWindow(), key, modifier)

    def type(self, words: str) -> None:
        for letter in words:
            if letter == "\n":
                self.press(Qt.Key.Key_Return)
            else:
                window = QGuiApplication.focusWindow()
                QTest.sendKeyEvent(
                    QTest.KeyAction.Click, window, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
                )


@dataclass
class Boxes:
    """The message boxes that were shown, as (title, text): they are noted here and answered at once."""

    shown: list[tuple[str, str]] = field(default_factory=list)

    def take(self) -> list[tuple[str, str]]:
        """What was shown so far; it counts as expected."""
        taken, self.shown = self.shown, []
        return taken


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Boxes]:
    """No box holds a test up, and none that the test did not expect is passed over."""
    kept = Boxes()

    def note(_parent: QWidget | None, title: str, text: str, *_more: object) -> QMessageBox.StandardButton:
        kept.shown.append((title, text))
        return QMessageBox.StandardButton.Ok

    def note_box(box: QMessageBox) -> int:
        kept.shown.append((box.windowTitle(), f"{box.text()} {box.informativeText()}"))
        return 0

    for kind in ("information", "critical", "warning", "about", "question"):
        monkeypatch.setattr(QMessageBox, kind, note)
    monkeypatch.setattr(QMessageBox, "exec", note_box)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    yield kept
    assert kept.shown == []


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory, book_file: Path) -> Path:
    """The bundled files as the program finds them, with the book of this session."""
    folder = tmp_path_factory.mktemp("bundle")
    (folder / "db").mkdir()
    (folder / "resources").symlink_to(ROOT / "resources")
    (folder / "db" / "migrations").symlink_to(ROOT / "db" / "migrations")
    (folder / "db" / "practices.sqlite").symlink_to(book_file)
    return folder


@pytest.fixture
def bundled(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and the program looks for it there."""
    for module in (paths, bootstrap):
        monkeypatch.setattr(module, "bundle_root", lambda: bundle)
    return bundle


@pytest.fixture
def own_garbage() -> Iterator[None]:
    """Nothing of this test is collected in a worker thread, of this test or the next (see ui/garbage.py)."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def plain_application(qapp: QApplication) -> Iterator[QApplication]:
    """The application; the look that a window gave it is taken off again."""
    font = qapp.font()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setStyle("Fusion")
    qapp.setFont(font)
    QGuiApplication.clipboard().clear()


class Desks:
    """Opens and closes the window as often as a test wants, on any folder."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self._qtbot, self._app = qtbot, app
        self.opened: list[Desk] = []

    def open(
        self,
        folder: Path,
        size: tuple[int, int] | None = (1366, 768),
        notebook: bool = True,
        opens_on: str = "page",
    ) -> Desk:
        """The window, shown and active; with `notebook`, once that is open too.

        `opens_on`: what it shows first, the page of Read unless a test wants the overview; empty leaves
        it as it is kept in the folder.
        """
        if opens_on:
            folder.mkdir(parents=True, exist_ok=True)
            settings = WindowSettings(folder)
            settings.opens_on = opens_on
            settings.store()
        desk = Desk(self._app, folder)
        self.opened.append(desk)
        if size:
            desk.window.resize(*size)
        if notebook:
            with self._qtbot.waitSignal(desk.notes.counts_changed):
                desk.window.show()
        else:
            desk.window.show()
        desk.window.activateWindow()
        self._qtbot.waitUntil(desk.window.isActiveWindow)
        return desk

    def close(self, desk: Desk) -> None:
        """Close it as quitting does, and let go of its widgets at once."""
        self.opened.remove(desk)
        desk.window.close()
        desk.close()
        desk.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desks(
    qtbot: QtBot, own_garbage: None, plain_application: QApplication, bundled: Path, boxes: Boxes
) -> Iterator[Desks]:
    """The door to windows; what is open at the end is closed."""
    door = Desks(qtbot, plain_application)
    yield door
    for desk in list(door.opened):
        door.close(desk)


@pytest.fixture
def desk(desks: Desks, tmp_path: Path) -> Desk:
    """The window on an empty data folder, as on a laptop's screen."""
    return desks.open(tmp_path / "data")


@pytest.fixture
def keys(qtbot: QtBot) -> Keyboard:
    return Keyboard(qtbot)


@pytest.fixture(scope="session")
def built_book() -> Path:
    """The checkout's own book, for processes that start the program as its users do."""
    subprocess.run(["sh", "build_spec/book.sh"], cwd=ROOT, check=True)
    return ROOT / "db" / "practices.sqlite"


def stands(dialog: QDialog) -> bool:
    """Whether a dialog is still there to be answered; one that was left may be gone altogether."""
    return isValid(dialog) and dialog.isVisible()


class Answers:
    """Answers the next dialog with a step of the test's, from within the dialog's own event loop."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.given = 0

    def to_next(self, step: Callable[[QDialog], object]) -> None:
        """Do the step once the dialog has the keyboard. Whatever comes of it, the dialog goes away."""
        watch = QTimer(QApplication.instance())
        watch.setInterval(5)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
                return
            watch.stop()
            watch.deleteLater()
            self.given += 1
            try:
                step(dialog)
            finally:
                if stands(dialog):
                    dialog.reject()

        watch.timeout.connect(look)
        watch.start()


@pytest.fixture
def answers(qtbot: QtBot) -> Answers:
    return Answers(qtbot)
