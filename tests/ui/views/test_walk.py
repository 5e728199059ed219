"""Every view and every dialog, walked as someone without eyes or mouse would: nothing may be amiss."""

import pytest
from plugin_desk import CONTROL, Answers, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from surfaces import DIALOGS, VIEWS, fill, look_at
from walk import (
    amiss,
    headings,
    interfaces,
    named_otherwise,
    nameless,
    nameless_parts,
    too_small,
    unreached,
    used_twice,
)

from esscollab_desktop.app import Desk

Key = Qt.Key
Role = QAccessible.Role


@pytest.fixture
def noted(desk: Desk, keys: Keyboard, qtbot: QtBot) -> Desk:
    """The window with an example, a note on it, and a meeting."""
    desk.window.reading.open("4.MA")
    keys.press(Key.Key_N, CONTROL)
    keys.type("A note")
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    return desk


SIZES = [(1366, 768), (640, 360)]
PLACES = [*((name, size) for name in VIEWS for size in SIZES), *((name, SIZES[0]) for name in DIALOGS)]


@pytest.mark.parametrize(("name", "size"), PLACES)
def test_nothing_is_amiss_anywhere(
    desk: Desk, keys: Keyboard, qtbot: QtBot, answers: Answers, name: str, size: tuple[int, int]
) -> None:
    fill(desk, keys, qtbot)
    desk.window.resize(*size)
    found: list[list[str]] = []

    def look(root: QWidget) -> None:
        found.append(amiss(root.window(), keys, None if root.isWindow() else root))

    look_at(name, desk, keys, qtbot, answers, look)
    assert found == [[]]


def test_a_dialog_has_a_title(noted: Desk, answers: Answers) -> None:
    titles: list[str] = []
    dialogs = DIALOGS[: DIALOGS.index("history")]
    for name in dialogs:
        answers.to_next(lambda dialog: titles.append(dialog.windowTitle()))
        noted.window.commands[name].trigger()
    assert [title for title in titles if not title.strip()] == []
    assert len(titles) == len(dialogs)


def test_the_headings_of_the_page_are_shown(noted: Desk) -> None:
    page = noted.window.reading.page
    assert page is not None
    shown = headings(noted.window)
    assert shown[0] == (1, page.title)
    assert [words for level, words in shown if level == 2][:-1] == [s.heading for s in page.sections]


def test_rows_of_the_tree_say_level_kind_and_numbers(noted: Desk) -> None:
    said = [t.text(QAccessible.Text.Name) for t in interfaces(noted.window) if t.role() is Role.TreeItem]
    assert "Massachusetts, 4.MA, published example, 1 note, level 3, 1 of 3" in said
    assert len(said) >= 20


def test_a_card_is_a_group_with_a_name(noted: Desk) -> None:
    groups = [t.text(QAccessible.Text.Name) for t in interfaces(noted.window) if t.role() is Role.Grouping]
    assert "Note 1, comment, on 4.MA" in groups


# --- the walk itself sees what is amiss ---


@pytest.mark.parametrize("name", ["browseTree", "searchField", "readingView", "noteEditor"])
def test_a_name_that_is_taken_out_is_missed(noted: Desk, name: str) -> None:
    (widget,) = noted.window.findChildren(QWidget, name)
    widget.setAccessibleName("")
    assert len(nameless(noted.window)) == 1


def test_a_row_without_words_is_missed(noted: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert nameless_parts(noted.window) == []
    model = noted.window.model
    monkeypatch.setattr(type(model), "_spoken", lambda *_more: "")
    for index in (model.find("4.MA").parent(), model.find("4.MA")):
        model.node(index).text = ""
    assert nameless_parts(noted.window) != []


def test_what_tab_does_not_come_to_is_missed(noted: Desk, keys: Keyboard) -> None:
    button = noted.window.notes_pane.new
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert len(unreached(noted.window, keys)) == 1


def test_a_key_that_is_used_twice_is_missed(noted: Desk) -> None:
    assert used_twice(noted.window) == []
    action = QAction("&Again", noted.window)
    action.setShortcut("Ctrl+N")
    noted.window.addAction(action)
    assert used_twice(noted.window) == ["Ctrl+N: &Again"]


def test_a_button_with_another_name_than_its_words_is_missed(noted: Desk) -> None:
    assert named_otherwise(noted.window) == []
    noted.window.notes_pane.new.setAccessibleName("Plus")
    assert len(named_otherwise(noted.window)) == 1


def test_a_small_target_is_missed(noted: Desk) -> None:
    noted.window.notes_pane.new.setFixedHeight(23)
    assert len(too_small(noted.window)) == 1


def test_a_heading_that_is_not_shown_is_missed(noted: Desk) -> None:
    before = headings(noted.window)
    noted.window.page_pane.view.page_map.outline.pieces.clear()
    assert headings(noted.window) == []
    assert before
