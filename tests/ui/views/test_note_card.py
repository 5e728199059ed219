"""A note's card: what it is, what it says about itself, and that its words are the user's."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from plugin_desk import CONTROL, SHIFT, Desks, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from esscollab_desktop import bootstrap
from esscollab_desktop.app import Desk
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.opening import make_ready
from esscollab_desktop.storage.notebook.repository import NotebookRepository
from esscollab_desktop.ui.views.note_card import NoteCard
from esscollab_desktop.ui.views.save_sign import sign_of

Key = Qt.Key


def only_card(desk: Desk) -> NoteCard:
    (card,) = desk.window.notes_pane.cards
    return card


def test_the_sign_says_where_the_words_are(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    sign = only_card(desk).foot.sign.words
    assert sign.text() == "Saved as you type"
    keys.type("W")
    assert sign.text() == "Writing…"
    assert desk.window.status_line.sign.words.text() == "Writing…"
    qtbot.waitUntil(lambda: sign.text().startswith("Saved "))
    (draft,) = desk.notes.shown
    assert draft.saved_at is not None
    assert sign.text() == f"Saved {draft.saved_at:%H:%M}"
    assert desk.window.status_line.sign.words.text() == "All notes saved"
    assert not only_card(desk).reason.isVisible()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, bundled: Path) -> None:
    """The notebook waits for other programs hardly at all."""

    def open_notebook(folder: Path) -> Notebook:
        ready = make_ready(folder, bundled / "db" / "migrations", now())
        return Notebook(NotebookRepository(ready, now, busy_seconds=0.05))

    monkeypatch.setattr(bootstrap, "open_notebook", open_notebook)


def now() -> datetime:
    return datetime.now(UTC)


def test_not_saved_says_why_beside_it(
    impatient: None, desks: Desks, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = desks.open(tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / "notebook.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        keys.press(Key.Key_N, CONTROL)
        keys.type("Held up")
        card = only_card(desk)
        qtbot.waitUntil(lambda: card.foot.sign.words.text() == "Not saved", timeout=30_000)
        assert card.reason.isVisible()
        assert card.reason.text().startswith("Another program is writing to the notebook")
        assert card.editor.toPlainText() == "Held up"
        assert desk.window.status_line.sign.words.text() == "Not saved"
        other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: card.foot.sign.words.text().startswith("Saved "), timeout=30_000)
    assert not card.reason.isVisible()


def test_without_a_notebook_the_card_says_so_at_once(
    desks: Desks, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "notebook.sqlite").mkdir()
    desk = desks.open(data, notebook=False)
    qtbot.waitUntil(lambda: bool(desk.window.status_line.currentMessage()))
    reason = desk.window.status_line.currentMessage()
    keys.press(Key.Key_N, CONTROL)
    keys.type("Only on the screen")
    card = only_card(desk)
    assert card.foot.sign.words.text() == "Not saved"
    assert card.reason.text() == reason
    desk.notes.type(card.key, "")


def test_a_note_of_another_day_says_its_day(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("Long ago")
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    (draft,) = desk.notes.shown
    assert draft.note is not None
    draft.note = replace(draft.note, updated_at=datetime(2025, 3, 4, 12, tzinfo=UTC))
    assert sign_of(draft) == ("check", "Saved Mar 4, 2025", "ink2")


def test_notes_are_told_apart_by_name(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    desk.window.reading.open("4.MA")
    for words in ("one", "two", "three"):
        keys.press(Key.Key_N, CONTROL)
        keys.type(words)
        qtbot.waitUntil(lambda: not desk.notes.unsaved)
    names = [card.editor.accessibleName() for card in desk.window.notes_pane.cards]
    assert names == ["Note 1 on 4.MA", "Note 2 on 4.MA", "Note 3 on 4.MA"]
    desk.notes.delete(desk.window.notes_pane.cards[0].key)
    qtbot.waitUntil(lambda: len(desk.window.notes_pane.cards) == 2)
    keys.press(Key.Key_N, CONTROL)
    names = [card.editor.accessibleName() for card in desk.window.notes_pane.cards]
    assert names == ["Note 1 on 4.MA", "Note 2 on 4.MA", "Note 3 on 4.MA"]
    buttons = [card.foot.more.accessibleName() for card in desk.window.notes_pane.cards]
    assert buttons == [f"More for note {number} on 4.MA" for number in (1, 2, 3)]


def test_cards_stand_oldest_first_also_where_typing_began_before_the_notebook(
    desks: Desks, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    desk = desks.open(data)
    keys.press(Key.Key_N, CONTROL)
    keys.type("older")
    desks.close(desk)
    desk = desks.open(data, notebook=False)
    keys.press(Key.Key_N, CONTROL)
    keys.type("newer")
    qtbot.waitUntil(lambda: len(desk.window.notes_pane.cards) == 2 and not desk.notes.unsaved)
    cards = desk.window.notes_pane.cards
    assert [card.editor.toPlainText() for card in cards] == ["older", "newer"]
    assert cards[0].y() < cards[1].y()
    assert cards[1].editor.hasFocus()
    keys.press(Key.Key_N, CONTROL | SHIFT)
    assert cards[0].editor.hasFocus()


def test_delete_and_bring_back_by_keys(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("to and fro")
    keys.press(Key.Key_Delete, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: desk.window.notes_pane.cards == [])
    assert "Ctrl+Shift+B" in desk.window.status_line.currentMessage()
    assert desk.window.notes_pane.isAncestorOf(focus())
    keys.press(Key.Key_B, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(desk.window.notes_pane.cards) == 1)
    assert only_card(desk).editor.toPlainText() == "to and fro"


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_delete_without_a_note_says_what_to_do(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_Delete, CONTROL | SHIFT)
    assert desk.window.status_line.currentMessage() == (
        "No note is being written. Put the cursor into the note that should go."
    )


def test_undo_and_redo_are_those_of_the_note(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("once")
    keys.press(Key.Key_Z, CONTROL)
    assert only_card(desk).editor.toPlainText() == ""
    keys.press(Key.Key_Z, CONTROL | SHIFT)
    assert only_card(desk).editor.toPlainText() == "once"
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    assert desk.notes.shown[0].stored == "once"


def test_saving_never_moves_the_cursor(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("abcd")
    keys.press(Key.Key_Left)
    keys.press(Key.Key_Left)
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    keys.type("X")
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    assert only_card(desk).editor.toPlainText() == "abXcd"
    assert only_card(desk).editor.textCursor().position() == 3


def test_the_editor_grows_with_its_words_and_tab_leaves_it(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    editor = only_card(desk).editor
    before = editor.height()
    keys.type("a line\n" * 8)
    qtbot.waitUntil(lambda: editor.height() > 4 * before)
    assert editor.verticalScrollBar().maximum() == 0
    keys.press(Key.Key_Tab)
    assert not editor.hasFocus()
    assert "\t" not in editor.toPlainText()


def test_a_long_word_wraps_inside_the_card(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("x" * 300)
    editor = only_card(desk).editor
    assert editor.horizontalScrollBar().maximum() == 0
    assert editor.document().size().width() <= editor.viewport().width() + 1


def test_the_empty_pane_says_how_to_begin(desk: Desk, keys: Keyboard) -> None:
    desk.window.reading.open("4.MA")
    pane = desk.window.notes_pane
    assert pane.empty.isVisible()
    assert pane.empty.text().startswith("No note on 4.MA yet. Press Ctrl+N and type.")
    keys.press(Key.Key_N, CONTROL)
    assert not pane.empty.isVisible()


def test_esc_in_a_note_goes_back_to_the_page(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("done")
    keys.press(Key.Key_Escape)
    assert desk.window.page_pane.view.hasFocus()
    assert desk.notes.shown[0].text == "done"
