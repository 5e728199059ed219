"""All commands in one list: found by words, told with menu and key, done where the keyboard was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from plugin_desk import CONTROL, Desks, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.command_entries import NOT_NOW, Entry, in_view, of_menus, spoken_keys
from esscollab_desktop.ui.models.command_rows import ENTRY_ROLE
from esscollab_desktop.ui.views.command_list import CommandList

Key = Qt.Key


def opened(desk: Desk, keys: Keyboard, words: str = "") -> CommandList:
    keys.press(Key.Key_K, CONTROL)
    shown = desk.window.steps.command_door.list
    assert shown.isVisible()
    assert QApplication.focusWidget() is shown.field
    keys.type(words)
    return shown


def rows(shown: CommandList) -> list[Entry]:
    return [shown.rows.index(row).data(ENTRY_ROLE) for row in range(shown.rows.rowCount())]


def words(shown: CommandList) -> list[str]:
    return [entry.words for entry in rows(shown)]


def actions_of(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += actions_of(inner)
        elif not action.isSeparator():
            found.append(action)
    return found


# --- what is in it ---


def test_every_action_of_every_menu_is_in_the_list_with_its_key(desk: Desk, keys: Keyboard) -> None:
    shown = opened(desk, keys)
    listed = {(entry.words.rpartition(": ")[2], entry.keys) for entry in rows(shown)}
    there = 0
    for top in desk.window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        for action in actions_of(menu):
            if action is desk.window.commands["commands"]:
                continue
            plain = action.text().replace("&", "").rstrip("…")
            assert (plain, action.shortcut().toString()) in listed
            there += 1
    assert there > 70


def test_every_action_of_the_window_is_in_a_menu(desk: Desk) -> None:
    in_menus = [entry.name for entry in of_menus(desk.window.menuBar())]
    for action in desk.window.actions():
        assert action.objectName() in in_menus


def test_a_row_says_its_menu_and_its_key(desk: Desk, keys: Keyboard) -> None:
    shown = opened(desk, keys, "save handout")
    index = shown.rows.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Save handout, File menu, Control Shift S"
    interface = QAccessible.queryAccessibleInterface(shown.list)
    assert interface.role() is QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Commands"
    assert interface.child(0).text(QAccessible.Text.Name) == "Save handout, File menu, Control Shift S"


@pytest.mark.parametrize(
    ("keys", "said"), [("Ctrl++", "Control Plus"), ("Ctrl+-", "Control Minus"), ("F3", "F3"), ("", "")]
)
def test_keys_are_said_as_words(keys: str, said: str) -> None:
    assert spoken_keys(keys) == said


def test_what_is_off_says_why_and_is_not_done(desk: Desk, keys: Keyboard) -> None:
    off = [entry for entry in of_menus(desk.window.menuBar()) if entry.reason]
    assert {"back", "forward", "undo_delete", "own_change"} <= {entry.name for entry in off}
    assert [entry.words for entry in off if entry.reason == NOT_NOW] == []
    shown = opened(desk, keys, "forward")
    keys.press(Key.Key_Return)
    assert shown.isVisible()
    assert desk.window.status_line.currentMessage() == "Nothing to go forward to: go back first."


def test_buttons_of_the_view_are_in_it_too(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    desk.window.commands["meetings"].trigger()
    on_screen = [entry.words for entry in in_view(desk.window.stack, set())]
    assert "New meeting" in on_screen
    opened(desk, keys, "new meeting")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.window._parts.meetings.meetings) == 1)


# --- finding ---


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("handout", "Save handout"),
        ("dark", "Theme: Dark"),
        ("theme drak", "Theme: Dark"),
        ("125", "Window text: 125 %"),
        ("bookmark", "Favorite"),
        ("question kind", "Kind of the note: Question"),
        ("zoom", "Larger page text"),
    ],
)
def test_a_command_is_found_by_words(desk: Desk, keys: Keyboard, typed: str, first: str) -> None:
    assert words(opened(desk, keys, typed))[0] == first


def test_nothing_found_says_so(desk: Desk, keys: Keyboard) -> None:
    shown = opened(desk, keys, "xylophone")
    assert words(shown) == []
    assert "xylophone" in shown.empty.text()
    assert shown.count.text() == "0 commands"
    keys.press(Key.Key_Return)
    assert shown.isVisible()


def test_a_code_offers_its_page(desk: Desk, keys: Keyboard) -> None:
    shown = opened(desk, keys, "4 oh")
    assert words(shown)[0] == "Open 4.OH"
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "4.OH"
    assert QApplication.focusWidget() is desk.window.page_pane.view


def test_a_state_stands_after_the_commands(desk: Desk, keys: Keyboard) -> None:
    found = words(opened(desk, keys, "in"))
    assert found[-1] == "Open IN"
    assert len(found) > 3


def test_what_was_used_last_comes_first_also_after_a_start(
    desks: Desks, keys: Keyboard, tmp_path: Path
) -> None:
    desk = desks.open(tmp_path / "data")
    for typed in ("by state", "theme dark"):
        opened(desk, keys, typed)
        keys.press(Key.Key_Return)
    assert desk.theme.choice == "dark"
    assert words(opened(desk, keys))[:2] == ["Theme: Dark", "By state"]
    desks.close(desk)
    desk = desks.open(tmp_path / "data")
    assert words(opened(desk, keys))[:2] == ["Theme: Dark", "By state"]


def test_a_switch_that_is_on_says_so(desk: Desk, keys: Keyboard) -> None:
    shown = opened(desk, keys, "by practice")
    assert rows(shown)[0].spoken == "By practice, View menu, Control 1, on"


# --- where the keyboard is ---


def test_it_is_walked_from_the_field_and_by_tab(desk: Desk, keys: Keyboard) -> None:
    shown = opened(desk, keys)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Down)
    assert shown.list.currentIndex().row() == 2
    keys.press(Key.Key_Up)
    assert shown.list.currentIndex().row() == 1
    keys.press(Key.Key_PageDown)
    assert shown.list.currentIndex().row() > 5
    assert QApplication.focusWidget() is shown.field
    keys.press(Key.Key_Tab)
    assert QApplication.focusWidget() is shown.list
    keys.type("n")
    assert QApplication.focusWidget() is shown.field
    assert shown.field.text() == "n"
    keys.press(Key.Key_Backtab)
    assert QApplication.focusWidget() is shown.list
    keys.press(Key.Key_Escape)
    assert not shown.isVisible()


def _tree(desk: Desk) -> None:
    desk.window.tree_pane.tree_focus()


def _page(desk: Desk) -> None:
    desk.window.steps.go_to_page()


def _note(desk: Desk) -> None:
    desk.window.steps.new_note()


def _notebook(desk: Desk) -> None:
    desk.window.commands["notebook"].trigger()


def _find_bar(desk: Desk) -> None:
    desk.window.steps.find_in_page()


@pytest.mark.parametrize("place", [_tree, _page, _note, _notebook, _find_bar])
@pytest.mark.parametrize("again", [False, True])
def test_esc_or_its_key_gives_the_keyboard_back(
    desk: Desk, keys: Keyboard, place: Callable[[Desk], None], again: bool
) -> None:
    place(desk)
    before = QApplication.focusWidget()
    assert before is not None
    shown = opened(desk, keys, "note")
    if again:
        keys.press(Key.Key_K, CONTROL)
    else:
        keys.press(Key.Key_Escape)
    assert not shown.isVisible()
    assert QApplication.focusWidget() is before


def test_a_command_does_what_it_would_have_done_where_the_keyboard_was(desk: Desk, keys: Keyboard) -> None:
    desk.window.steps.go_to_search()
    keys.type("library")
    desk.window.tree_pane.search.selectAll()
    opened(desk, keys, "copy")
    keys.press(Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "library"
    keys.press(Key.Key_Escape)
    desk.window.steps.go_to_page()
    opened(desk, keys, "copy")
    keys.press(Key.Key_Return)
    assert QGuiApplication.clipboard().text() != "library"
    assert desk.window.status_line.currentMessage() == "Copied."


def test_another_key_takes_the_keyboard_along(desk: Desk, keys: Keyboard) -> None:
    shown = opened(desk, keys)
    keys.press(Key.Key_L, CONTROL)
    assert not shown.isVisible()
    assert QApplication.focusWidget() is desk.window.tree_pane.search


@pytest.mark.parametrize(
    ("width", "height", "text"), [(1366, 768, 100), (640, 360, 100), (1366, 768, 200), (640, 360, 200)]
)
def test_it_stays_inside_of_the_window(
    desk: Desk, keys: Keyboard, width: int, height: int, text: int
) -> None:
    desk.window.steps.set_window_text(text)
    desk.window.resize(width, height)
    shown = opened(desk, keys)
    assert desk.window.rect().contains(shown.geometry())
    assert shown.list.height() >= shown.list.sizeHintForRow(0)
    desk.window.resize(480, 300)
    assert desk.window.rect().contains(shown.geometry())


# --- the note in hand ---


def test_the_kind_of_the_note_is_chosen_without_leaving_it(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("Ask the library")
    editor = QApplication.focusWidget()
    for typed in ("kind question", "status done", "private"):
        opened(desk, keys, typed)
        keys.press(Key.Key_Return)
        assert QApplication.focusWidget() is editor
    (draft,) = desk.notes.shown
    assert draft.fields.kind.value == "question"
    assert draft.fields.status.value == "done"
    assert draft.fields.visibility.value == "private"
    opened(desk, keys, "tags")
    keys.press(Key.Key_Return)
    keys.type("forum")
    assert desk.notes.shown[0].fields.tags == ("forum",)
    qtbot.waitUntil(lambda: not desk.notes.unsaved)


def test_without_a_note_it_says_so(desk: Desk, keys: Keyboard) -> None:
    desk.window.commands.note_choices["passage"]["pick"].trigger()
    assert desk.window.status_line.currentMessage().startswith("No note is in hand.")


def test_a_note_that_did_not_move_has_nothing_to_decide(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("Here")
    for what in ("confirm", "take off", "pick", "keep", "show"):
        desk.window.status_line.clearMessage()
        desk.window.commands.note_choices["passage"][what].trigger()
        assert desk.window.status_line.currentMessage()
    assert desk.notes.shown[0].text == "Here"


def test_in_the_notebook_it_is_the_chosen_note(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("One")
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    desk.window.commands["notebook"].trigger()
    desk.window.commands.note_choices["kind"]["idea"].trigger()
    assert desk.window.status_line.currentMessage().startswith("No note is chosen.")
    view = desk.window._parts.notebook
    qtbot.waitUntil(lambda: view.total == 1)
    keys.press(Key.Key_Down)
    qtbot.waitUntil(lambda: view.chosen is not None)
    opened(desk, keys, "kind idea")
    keys.press(Key.Key_Return)
    assert view.chosen is not None
    assert view.chosen.value.fields.kind.value == "idea"
    opened(desk, keys, "tags")
    keys.press(Key.Key_Return)
    keys.type("forum")
    assert view.chosen.value.fields.tags == ("forum",)
    qtbot.waitUntil(lambda: not view.chosen.is_dirty if view.chosen else True)
