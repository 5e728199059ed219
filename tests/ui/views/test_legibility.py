"""Everything can be read: measure and leading of the page, reflow when enlarged, no word cut anywhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from legible import Elisions, clipped, elided_cells
from plugin_desk import CONTROL, Answers, Keyboard, stands
from plugin_packs import Press
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.views.install_dialog import InstallDialog

Key = Qt.Key
SIZES = [(1366, 100), (1366, 200), (900, 100), (900, 200), (640, 100)]
DIALOGS = (
    "handout",
    "export_notes",
    "backups",
    "content",
    "history",
    "own_add",
    "import_notes",
    "add_content",
)


@pytest.fixture
def noted(desk: Desk, keys: Keyboard, qtbot: QtBot) -> Desk:
    """The window with an example and two notes on it, one of them tagged."""
    desk.window.reading.open("4.MA")
    for words in ("A note", "Another that says more than will go on one line of the margin"):
        keys.press(Key.Key_N, CONTROL)
        keys.type(words)
        qtbot.waitUntil(lambda: not desk.notes.unsaved)
    return desk


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("name", DIALOGS)
def test_in_no_dialog_a_word_is_cut(
    noted: Desk, answers: Answers, monkeypatch: pytest.MonkeyPatch, name: str, text: int
) -> None:
    noted.window.steps.set_window_text(text)
    found: list[str] = []
    elisions = Elisions(monkeypatch)

    def step(dialog: QDialog) -> None:
        found.extend(clipped(dialog))
        dialog.grab()
        for view in dialog.findChildren(QAbstractItemView):
            if view.isVisible():
                found.extend(elided_cells(view))
        room = dialog.screen().availableGeometry()
        if not room.contains(QRect(room.topLeft(), dialog.size())):
            found.append(f"larger than the screen: {dialog.size()}")
        found.append("looked")

    answers.to_next(step)
    if name == "history":
        note = noted.notes.shown[0].note
        assert note is not None
        noted.window.steps.show_history(note)
    else:
        noted.window.commands[name].trigger()
    assert found == ["looked"]
    assert elisions.words == []


@pytest.mark.parametrize("text", [100, 200])
def test_no_word_is_cut_while_content_is_added(
    noted: Desk, answers: Answers, press: Press, qtbot: QtBot, tmp_path: Path, text: int
) -> None:
    noted.window.steps.set_window_text(text)
    whole, broken = press.pack("ohio-office", key="maker", title="Of the Ohio office"), tmp_path / "b.esspack"
    broken.write_bytes(whole.read_bytes()[:2000])
    found: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, InstallDialog)
        qtbot.waitUntil(dialog.bar.isHidden, timeout=20_000)
        found.extend([*clipped(dialog), "looked"])
        if dialog.trust.isVisible():
            dialog.trust.setChecked(True)
        if dialog.take.isEnabled():
            dialog.take.click()
            qtbot.waitUntil(lambda: not stands(dialog), timeout=20_000)

    for path in (broken, whole):
        answers.to_next(look)
        noted.window.steps.add_content(path)
    answers.to_next(lambda dialog: found.extend([*clipped(dialog), "looked"]))
    noted.window.steps.show_content()
    assert found == ["looked"] * 3


@pytest.mark.parametrize(("width", "text"), SIZES)
def test_in_no_view_a_word_is_cut(
    noted: Desk, keys: Keyboard, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, width: int, text: int
) -> None:
    elisions = Elisions(monkeypatch)
    window = noted.window
    window.steps.set_window_text(text)
    window.resize(width, 768)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if cut := clipped(window):
            found[name] = cut
        window.grab()

    for code in ("4.MA", "4", "state:OH", "about"):
        window.reading.open(code)
        look(code)
    window.reading.open("4.MA")
    steps: dict[str, Callable[[], object]] = {
        "notes": lambda: keys.press(Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier),
        "tree by practice": lambda: keys.press(Key.Key_L, CONTROL),
        "tree by state": lambda: keys.press(Key.Key_2, CONTROL),
        "find": lambda: keys.press(Key.Key_F, CONTROL),
        "what is added": lambda: keys.press(Key.Key_M, CONTROL | Qt.KeyboardModifier.ShiftModifier),
        "one to compare": lambda: keys.press(Key.Key_6, CONTROL),
        "compare": lambda: keys.type("1.ri\n2.co\n2.il\n"),
        "notebook": lambda: keys.press(Key.Key_3, CONTROL),
        "meetings": lambda: keys.press(Key.Key_4, CONTROL),
    }
    for name, step in steps.items():
        step()
        qtbot.wait(30)
        look(name)
    assert found == {}
    assert elisions.words == []


def test_words_that_have_no_room_are_noticed(desk: Desk) -> None:
    new: QWidget = desk.window.notes_pane.heading
    new.setFixedWidth(20)
    assert any("Notes on" in line for line in clipped(desk.window))
