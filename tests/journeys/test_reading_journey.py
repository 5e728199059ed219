"""Someone asks who else does this: ask, open, read a term, copy with its source, back, keep. By keys."""

from plugin_desk import ALT, CONTROL, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk

Key = Qt.Key


def ask(desk: Desk, keys: Keyboard, qtbot: QtBot, question: str) -> list[str]:
    keys.press(Key.Key_L, CONTROL)
    keys.type(question)
    window = desk.window
    qtbot.waitUntil(lambda: window.finder.is_on and not window.searching.is_looking)
    answer = window.finder.results.answer
    assert answer is not None
    return [result.code for result in answer.results]


def test_ask_open_explain_copy_go_back_and_keep(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    window, view = desk.window, desk.window.page_pane.view
    keys.press(Key.Key_L, CONTROL)
    keys.type("1.VT\n")
    assert window.reading.code == "1.VT"

    assert ask(desk, keys, qtbot, "who worked with private foundations?")[0] == "4.MI"
    keys.press(Key.Key_Return)
    assert window.reading.code == "4.MI"
    assert view.hits.hits
    assert view.hasFocus()

    keys.press(Key.Key_F2)
    term = view.terms.popup
    assert term.isVisible()
    assert term.term.text()
    assert term.meaning.text()
    keys.press(Key.Key_Escape)
    assert not term.isVisible()
    assert view.hasFocus()

    keys.press(Key.Key_L, CONTROL)
    keys.type("4.MI, c\n")
    start = view.document().findBlockByNumber(view.page_map.lettered["c"]).position()
    assert view.textCursor().position() == start
    keys.press(Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    keys.press(Key.Key_C, CONTROL)
    copied = QGuiApplication.clipboard().text()
    assert "4.MI, c" in copied
    assert "Michigan" in copied
    assert "edition" in copied

    keys.press(Key.Key_Left, ALT)
    assert window.reading.code == "1.VT"
    keys.press(Key.Key_Right, ALT)
    assert window.reading.code == "4.MI"
    keys.press(Key.Key_D, CONTROL)
    assert window.commands["favorite"].isChecked()
    window.commands.favorites.aboutToShow.emit()
    listed = [action.text() for action in window.commands.favorites.actions()]
    assert any("4.MI" in words for words in listed)
