"""Every command: words, a key of its own, a place in a menu, and a step behind it."""

import re
from collections import Counter
from pathlib import Path

import pytest
from plugin_desk import CONTROL, Boxes, Desks, Keyboard
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.commands import MENUS, Command

COMMANDS = [command for commands in MENUS.values() for command in commands if command is not None]


def in_menus(desk: Desk) -> list[QAction]:
    """Every action that a menu shows, also those of inner menus."""
    found: list[QAction] = []
    todo = [action.menu() for action in desk.window.menuBar().actions()]
    while todo:
        menu = todo.pop()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            inner = action.menu()
            if inner is not None:
                todo.append(inner)
            elif not action.isSeparator():
                found.append(action)
    return found


def test_every_command_has_words_and_a_step(desk: Desk) -> None:
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    steps = desk.window.steps.table()
    for command in COMMANDS:
        assert command.words.replace("&", "").strip("… ")
        assert callable(steps[command.name])
    assert set(steps) == {command.name for command in COMMANDS}
    assert set(desk.window.commands.actions) == {command.name for command in COMMANDS}


def test_every_command_is_in_a_menu_once(desk: Desk) -> None:
    shown = in_menus(desk)
    for action in desk.window.commands.actions.values():
        assert shown.count(action) == 1, action.text()


def test_no_two_commands_share_a_key(desk: Desk) -> None:
    keys = Counter(
        key.toString() for action in in_menus(desk) for key in action.shortcuts() if not key.isEmpty()
    )
    assert keys
    assert [key for key, times in keys.items() if times > 1] == []
    for key in keys:
        assert re.fullmatch(r"(Ctrl|Alt)\+.+|(Shift\+)?F\d+", key), f"{key}: letters alone search in the tree"


@pytest.mark.parametrize("menu", MENUS)
def test_no_two_letters_of_a_menu_are_the_same(menu: str) -> None:
    letters = [
        command.words[command.words.index("&") + 1].lower()
        for command in MENUS[menu]
        if command and "&" in command.words
    ]
    assert [letter for letter, times in Counter(letters).items() if times > 1] == []
    tops = [words[words.index("&") + 1].lower() for words in MENUS]
    assert len(set(tops)) == len(tops)


def press(key: QKeySequence) -> None:
    combined: QKeyCombination = key[0]  # type: ignore[index]  # the stubs lack it
    QTest.keyClick(QGuiApplication.focusWindow(), combined.key(), combined.keyboardModifiers())


@pytest.mark.parametrize("place", ["tree", "page", "search", "note"])
def test_every_key_reaches_its_command_from_everywhere(desk: Desk, keys: Keyboard, place: str) -> None:
    heard: list[str] = []
    actions = desk.window.commands.actions
    for name, action in actions.items():
        action.triggered.disconnect()
        action.triggered.connect(lambda _checked=False, name=name: heard.append(name))
    keys_of = {name: action.shortcuts() for name, action in actions.items()}
    if place == "note":
        desk.window.steps.new_note()
    elif place == "page":
        desk.window.steps.go_to_page()
    elif place == "search":
        desk.window.steps.go_to_search()
    # In a field these keys belong to its own text.
    own = {"undo", "redo", "copy", "select_all"} if place != "tree" else set()
    for name, sequences in keys_of.items():
        for sequence in sequences:
            if name in own:
                continue
            heard.clear()
            actions[name].setEnabled(True)
            press(sequence)
            assert heard == [name], f"{sequence.toString()} in {place}"


def commands_with_key(words: str) -> Command:
    return next(command for command in COMMANDS if command.name == words)


def test_tooltips_tell_the_key(desk: Desk) -> None:
    for name, action in desk.window.commands.actions.items():
        key = commands_with_key(name).key
        if key:
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            assert action.toolTip().endswith(f"({shown})")


def test_what_can_not_be_done_is_off(desk: Desk) -> None:
    commands = desk.window.commands
    assert not commands["back"].isEnabled()
    assert not commands["forward"].isEnabled()
    assert not commands["undo_delete"].isEnabled()
    desk.window.reading.open("4")
    desk.window.reading.open("4.MA")
    assert commands["back"].isEnabled()
    assert not commands["forward"].isEnabled()


def test_the_pivot_in_the_menu_is_the_one_in_view(desk: Desk, keys: Keyboard) -> None:
    assert desk.window.commands["by_practice"].isChecked()
    keys.press(Qt.Key.Key_2, CONTROL)
    assert desk.window.commands["by_state"].isChecked()
    assert not desk.window.commands["by_practice"].isChecked()


def test_theme_and_text_are_chosen_in_the_menu_and_kept(desks: Desks, tmp_path: Path) -> None:
    data = tmp_path / "data"
    desk = desks.open(data)
    desk.window.commands.themes["dark"].trigger()
    desk.window.commands.texts[125].trigger()
    assert desk.theme.choice == "dark"
    assert desk.theme.window_text == 1.25
    desks.close(desk)
    again = desks.open(data)
    assert again.window.commands.themes["dark"].isChecked()
    assert again.window.commands.texts[125].isChecked()
    assert again.theme.choice == "dark"
    assert again.theme.window_text == 1.25


def test_about_says_version_edition_and_place(desk: Desk, boxes: Boxes) -> None:
    desk.window.commands["about"].trigger()
    ((title, text),) = boxes.take()
    assert title == "About ESSCollab"
    assert desk.window.status_line.edition.text().split()[1] in text
    assert "Your notes are in " in text


def test_about_the_book_is_a_page(desk: Desk, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F1)
    assert desk.window.reading.code == "about"
    assert desk.window.windowTitle().startswith("ESSCollab")
