"""Panes fold where room is short; nothing typed and no focus is lost on the way."""

import pytest
from plugin_desk import CONTROL, SHIFT, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk

WIDTHS = [
    ((1366, 768), "tree page notes"),
    ((1180, 768), "tree page notes"),
    ((1179, 768), "tree page"),
    ((1000, 700), "tree page"),
    ((860, 700), "tree page"),
    ((859, 700), "page"),
    ((700, 600), "page"),
    ((640, 360), "page"),
]


def seen(desk: Desk) -> str:
    window = desk.window
    panes = {"tree": window.tree_pane, "page": window.page_pane, "notes": window.notes_pane}
    return " ".join(name for name, pane in panes.items() if pane.isVisible())


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize(("size", "panes"), WIDTHS)
def test_as_many_panes_as_there_is_room_for(desk: Desk, size: tuple[int, int], panes: str) -> None:
    desk.window.resize(*size)
    assert seen(desk) == panes
    for pane in (desk.window.tree_pane, desk.window.page_pane, desk.window.notes_pane):
        if pane.isVisible():
            assert desk.window.panes.rect().contains(pane.geometry())


def test_panes_come_back_with_the_room(desk: Desk) -> None:
    for size, panes in [*WIDTHS, *reversed(WIDTHS)]:
        desk.window.resize(*size)
        assert seen(desk) == panes


def test_larger_window_text_folds_earlier(desk: Desk) -> None:
    desk.window.steps.set_window_text(150)
    assert seen(desk) == "tree page"
    desk.window.steps.set_window_text(200)
    assert seen(desk) == "page"
    desk.window.steps.set_window_text(100)
    assert seen(desk) == "tree page notes"


@pytest.mark.parametrize("size", [(1000, 700), (640, 360)])
def test_notes_open_over_the_page_and_esc_closes_them(
    desk: Desk, keys: Keyboard, size: tuple[int, int]
) -> None:
    desk.window.resize(*size)
    before = seen(desk)
    keys.press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert "notes" in seen(desk)
    assert desk.window.notes_pane.isAncestorOf(focus())
    keys.press(Qt.Key.Key_Escape)
    assert seen(desk) == before
    assert focus() is desk.window.page_pane.view


def test_the_tree_opens_over_the_page_and_esc_closes_it(desk: Desk, keys: Keyboard) -> None:
    desk.window.resize(640, 360)
    keys.press(Qt.Key.Key_L, CONTROL)
    assert desk.window.tree_pane.isVisible()
    assert focus() is desk.window.tree_pane.search
    keys.press(Qt.Key.Key_Escape)
    assert seen(desk) == "page"


def test_esc_takes_the_search_first_and_the_tree_then(desk: Desk, keys: Keyboard) -> None:
    desk.window.resize(640, 360)
    keys.press(Qt.Key.Key_L, CONTROL)
    keys.type("breakfast")
    keys.press(Qt.Key.Key_Escape)
    assert desk.window.tree_pane.search.text() == ""
    assert desk.window.tree_pane.isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert seen(desk) == "page"


def test_what_is_found_in_a_small_window_is_shown_at_once(desk: Desk, keys: Keyboard) -> None:
    desk.window.resize(640, 360)
    keys.press(Qt.Key.Key_L, CONTROL)
    keys.type("4.mi")
    keys.press(Qt.Key.Key_Return)
    assert desk.window.reading.code == "4.MI"
    assert seen(desk) == "page"
    assert desk.window.page_pane.isAncestorOf(focus())


@pytest.mark.parametrize("size", [(1000, 700), (640, 360)])
def test_a_note_that_is_being_typed_goes_on_through_a_fold(
    desk: Desk, keys: Keyboard, qtbot: QtBot, size: tuple[int, int]
) -> None:
    keys.press(Qt.Key.Key_N, CONTROL)
    keys.type("before ")
    editor = focus()
    desk.window.resize(*size)
    assert "notes" in seen(desk)
    assert focus() is editor
    keys.type("in between ")
    desk.window.resize(1366, 768)
    assert focus() is editor
    keys.type("after")
    assert desk.notes.shown[0].text == "before in between after"
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    assert [d.stored for d in desk.notes.shown] == ["before in between after"]


def test_the_search_that_is_being_typed_goes_on_through_a_fold(desk: Desk, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_L, CONTROL)
    keys.type("break")
    desk.window.resize(640, 360)
    assert desk.window.tree_pane.isVisible()
    keys.type("fast")
    assert desk.window.tree_pane.search.text() == "breakfast"


def test_a_new_note_in_a_small_window_is_two_keys_away(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    desk.window.resize(640, 360)
    keys.press(Qt.Key.Key_N, CONTROL)
    keys.type("small but whole")
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    assert [d.stored for d in desk.notes.shown] == ["small but whole"]
    keys.press(Qt.Key.Key_Escape)
    assert seen(desk) == "page"


def test_f6_goes_round_what_is_seen(desk: Desk, keys: Keyboard) -> None:
    stops = []
    for _ in range(4):
        keys.press(Qt.Key.Key_F6)
        pane = next(
            name
            for name in ("tree_pane", "page_pane", "notes_pane")
            if getattr(desk.window, name).isAncestorOf(focus())
        )
        stops.append(pane)
    assert stops[0] == stops[3]
    assert sorted(stops[:3]) == ["notes_pane", "page_pane", "tree_pane"]
    desk.window.resize(640, 360)
    keys.press(Qt.Key.Key_F6)
    assert desk.window.page_pane.isAncestorOf(focus())


def test_what_a_low_window_leaves_out_is_said_elsewhere(desk: Desk, keys: Keyboard) -> None:
    desk.window.resize(1000, 400)
    assert not desk.window.status_line.isVisible()
    assert desk.window.view_bar.sign.isVisible()
    assert desk.window.view_bar.sign.words.text() in ("Saved", "All notes saved")
    desk.window.say("Something to tell.")
    assert desk.window.status_line.isVisible()
    assert desk.window.status_line.currentMessage() == "Something to tell."
    desk.window.resize(1000, 700)
    assert desk.window.status_line.isVisible()
    assert not desk.window.view_bar.sign.isVisible()


@pytest.mark.parametrize("text", [100, 150, 200])
def test_the_row_of_the_open_page_stays_in_view(desk: Desk, qtbot: QtBot, text: int) -> None:
    desk.window.reading.open("4.MA")
    desk.window.steps.set_window_text(text)
    desk.window.resize(1366, 500)
    tree = desk.window.tree_pane.tree

    def is_in_view() -> bool:
        room = tree.viewport().rect().adjusted(0, 0, 0, 2)  # Qt leaves the last pixel below the edge
        return room.contains(tree.visualRect(tree.currentIndex()))

    if tree.isVisible():
        qtbot.waitUntil(is_in_view)
