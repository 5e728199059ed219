"""What changed is told to a screen reader in words: once, politely, and the keyboard stays where it is."""

from pathlib import Path

import pytest
from plugin_desk import CONTROL, SHIFT, Answers, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.views import announcing
from esscollab_desktop.ui.views.announcing import StateVoice
from esscollab_desktop.ui.views.handout_dialog import HandoutDialog

Key = Qt.Key


class Heard:
    """Stands where Qt passes on what is announced: Python can't listen behind it."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.words: list[str] = []

    @staticmethod
    def isActive() -> bool:  # noqa: N802
        return True

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802
        assert event.politeness() is QAccessible.AnnouncementPoliteness.Polite
        self.words.append(event.message())


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    kept = Heard()
    monkeypatch.setattr(announcing, "QAccessible", kept)
    return kept


def test_results_are_told_once_typing_rests(desk: Desk, keys: Keyboard, heard: Heard, qtbot: QtBot) -> None:
    keys.press(Key.Key_L, CONTROL)
    field = QApplication.focusWidget()
    keys.type("philanthropy")
    qtbot.waitUntil(lambda: any("result" in words for words in heard.words))
    told = [words for words in heard.words if "result" in words]
    assert len(told) == 1
    assert told[0].endswith("best first")
    assert QApplication.focusWidget() is field


def test_a_saved_note_is_told_once_and_writing_is_not(
    desk: Desk, keys: Keyboard, heard: Heard, qtbot: QtBot
) -> None:
    keys.press(Key.Key_N, CONTROL)
    editor = QApplication.focusWidget()
    for words in ("First words ", "and more, ", "and more"):
        keys.type(words)
        qtbot.waitUntil(lambda: not desk.notes.unsaved)
    qtbot.waitUntil(lambda: "All notes saved" in heard.words)
    keys.press(Key.Key_F6)
    assert heard.words.count("All notes saved") == 1
    assert "Writing…" not in heard.words
    assert editor is not None


def test_a_state_that_passes_is_not_told(desk: Desk, heard: Heard, qtbot: QtBot) -> None:
    voice = StateVoice(desk.window)
    voice.show("Saved")
    voice.show("Writing…", is_quiet=True)
    voice.show("Saved")
    voice.show("Not saved")
    qtbot.waitUntil(lambda: bool(heard.words))
    assert heard.words == ["Not saved"]
    voice.show("Writing…", is_quiet=True)
    voice.show("Not saved")
    qtbot.waitUntil(lambda: len(heard.words) == 2)


def test_what_the_status_line_says_is_told_also_where_it_is_hidden(
    desk: Desk, heard: Heard, keys: Keyboard
) -> None:
    desk.window.resize(640, 360)
    desk.window.say("3 notes came in")
    assert heard.words == ["3 notes came in"]


def test_another_view_is_told(desk: Desk, heard: Heard, keys: Keyboard) -> None:
    keys.press(Key.Key_3, CONTROL)
    assert "Notebook view" in heard.words
    heard.words.clear()
    keys.press(Key.Key_R, CONTROL)
    assert "Read view" in heard.words


def test_a_written_handout_is_told(
    desk: Desk,
    keys: Keyboard,
    answers: Answers,
    heard: Heard,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))

    def step(dialog: QDialog) -> None:
        assert isinstance(dialog, HandoutDialog)
        dialog.save.click()
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)

    answers.to_next(step)
    keys.press(Key.Key_S, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: any("out.pdf" in words for words in heard.words), timeout=20_000)
    assert path.is_file()


def test_finding_in_the_page_tells_which_of_how_many(desk: Desk, keys: Keyboard, heard: Heard) -> None:
    desk.window.reading.open("4.MA")
    keys.press(Key.Key_F, CONTROL)
    keys.type("DESE")
    keys.press(Key.Key_F3)
    assert any(words.startswith("2 of ") for words in heard.words)
