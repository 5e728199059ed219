"""The first journey: find, read, write a note, turn the tree, hand out, quit, come back. By keys alone."""

from pathlib import Path

import pypdfium2
import pytest
from plugin_desk import ALT, CONTROL, SHIFT, Answers, Desks, Keyboard
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QRadioButton
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.models.book_rows import Pivot
from esscollab_desktop.ui.models.book_tree import CODE_ROLE

Key = Qt.Key
NOTE = "Ms. Lee asked who pays for the breakfasts."


def selected(desk: Desk) -> str:
    return str(desk.window.tree_pane.tree.currentIndex().data(CODE_ROLE))


def page_text(desk: Desk) -> str:
    return desk.window.page_pane.view.toPlainText()


def find(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_L, CONTROL)
    keys.type("policy breakf")
    finder, searching = desk.window.finder, desk.window.searching
    qtbot.waitUntil(lambda: finder.is_on and not searching.is_looking)
    for _ in range(20):
        chosen = finder.results.list.current()
        if chosen is not None and chosen.code == "4.MA":
            break
        keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "4.MA"
    assert desk.window.windowTitle().startswith("ESSCollab")
    assert "4.MA" in desk.window.windowTitle()
    keys.press(Key.Key_L, CONTROL)
    keys.press(Key.Key_Escape)
    assert not finder.is_on
    assert desk.window.reading.code == "4.MA"
    assert selected(desk) == "4.MA"


def read(desk: Desk, keys: Keyboard) -> None:
    for words in ("MassINC", "policy breakfasts", "Rennie Center", "Sociedad Latina", "Education First"):
        assert words in page_text(desk)
    keys.press(Key.Key_R, CONTROL)
    bar = desk.window.page_pane.view.verticalScrollBar()
    keys.press(Key.Key_End, CONTROL)
    assert bar.value() > 0.9 * bar.maximum() > 0
    keys.press(Key.Key_PageDown, CONTROL)
    after = desk.window.reading.code
    assert after != "4.MA"
    keys.press(Key.Key_Left, ALT)
    assert desk.window.reading.code == "4.MA"
    keys.press(Key.Key_Right, ALT)
    assert desk.window.reading.code == after
    keys.press(Key.Key_Left, ALT)


def write_note(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type(NOTE)
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    (card,) = desk.window.notes_pane.cards
    assert card.editor.toPlainText() == NOTE


def turn_the_tree(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_2, CONTROL)
    assert desk.window.model.pivot is Pivot.STATE
    assert selected(desk) == "4.MA"
    assert desk.window.tree_pane.tree.isExpanded(desk.window.tree_pane.tree.currentIndex().parent())
    assert desk.window.reading.code == "4.MA"


def zoom(desk: Desk, keys: Keyboard) -> None:
    for _ in range(3):
        keys.press(Key.Key_Plus, CONTROL)
    assert desk.window.status_line.zoom.text() == "Text 150 %"


def hand_out(desk: Desk, keys: Keyboard, answers: Answers, qtbot: QtBot, path: Path) -> None:
    def step(_dialog: QDialog) -> None:
        for _ in range(10):
            focus = QApplication.focusWidget()
            if isinstance(focus, QRadioButton) and focus.text() == "Without notes":
                break
            keys.press(Key.Key_Tab)
        keys.press(Key.Key_Right)
        keys.press(Key.Key_Return)

    answers.to_next(step)
    keys.press(Key.Key_S, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: "Handout written" in desk.window.status_line.currentMessage(), timeout=30_000)
    assert str(path) in desk.window.status_line.currentMessage()
    with pypdfium2.PdfDocument(path) as pdf:
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert "MassINC" in words
    assert NOTE in words


def quit_by_key(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_Q, CONTROL)
    qtbot.waitUntil(lambda: not desk.window.isVisible())


def test_find_read_note_turn_hand_out_quit_and_come_back(
    desks: Desks,
    keys: Keyboard,
    answers: Answers,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, path = tmp_path / "data", tmp_path / "handout.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), "PDF (*.pdf)"))
    desk = desks.open(data, size=None)
    desk.window.setGeometry(QRect(30, 40, 1240, 690))

    find(desk, keys, qtbot)
    read(desk, keys)
    write_note(desk, keys, qtbot)
    turn_the_tree(desk, keys)
    zoom(desk, keys)
    hand_out(desk, keys, answers, qtbot, path)
    keys.press(Key.Key_N, CONTROL)
    keys.type("And one more on the way out.")
    quit_by_key(desk, keys, qtbot)
    desks.close(desk)

    again = desks.open(data, size=None)
    assert again.window.reading.code == "4.MA"
    assert again.window.model.pivot is Pivot.STATE
    assert selected(again) == "4.MA"
    assert again.window.steps.zoom == 150
    assert again.window.geometry() == QRect(30, 40, 1240, 690)
    qtbot.waitUntil(lambda: len(again.window.notes_pane.cards) == 2)
    texts = [card.editor.toPlainText() for card in again.window.notes_pane.cards]
    assert texts == [NOTE, "And one more on the way out."]
    assert again.window.tree_pane.tree.hasFocus()


def test_the_same_in_a_small_window(desks: Desks, keys: Keyboard, qtbot: QtBot, tmp_path: Path) -> None:
    """As on 1280 × 720 at 200 %: the page alone, everything else over it."""
    data = tmp_path / "data"
    desk = desks.open(data, size=(640, 360))
    keys.press(Key.Key_L, CONTROL)
    keys.type("4.dc")
    keys.press(Key.Key_Return)
    assert "OSSE" in page_text(desk)
    keys.press(Key.Key_N, CONTROL)
    keys.type("small room, small note")
    keys.press(Key.Key_Escape)
    keys.press(Key.Key_2, CONTROL)
    quit_by_key(desk, keys, qtbot)
    desks.close(desk)
    again = desks.open(data, size=None)
    assert again.window.reading.code == "4.DC"
    assert again.window.model.pivot is Pivot.STATE
    assert (again.window.width(), again.window.height()) == (640, 360)
    qtbot.waitUntil(lambda: len(again.window.notes_pane.cards) == 1)
    assert again.window.notes_pane.cards[0].editor.toPlainText() == "small room, small note"


def test_typing_and_quitting_at_once_keeps_every_key(
    desks: Desks, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    """Before the notebook is open, and with no pause between the last key and Ctrl+Q."""
    data = tmp_path / "data"
    desk = desks.open(data, notebook=False)
    keys.press(Key.Key_N, CONTROL)
    keys.type("in and out")
    quit_by_key(desk, keys, qtbot)
    desks.close(desk)
    again = desks.open(data)
    qtbot.waitUntil(lambda: len(again.window.notes_pane.cards) == 1)
    assert again.window.notes_pane.cards[0].editor.toPlainText() == "in and out"
