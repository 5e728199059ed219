"""Esc leads back, from everywhere: out of a dialog, off what lies over the page, and to the page."""

import pytest
from plugin_desk import Answers, Keyboard, stands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from surfaces import DIALOGS, VIEWS, fill, look_at
from test_focus_seen import describe, focusable

from esscollab_desktop.app import Desk

MOST = 3  # times that Esc is pressed: to clear a field, to leave a note, to leave the view


def is_back(desk: Desk) -> bool:
    window = desk.window
    return (
        window.stack.name == "read"
        and window.panes.over is None
        and not window.finder.is_on
        and QApplication.focusWidget() in (window.page_pane.view, window.tree_pane.tree)
    )


@pytest.mark.parametrize("width", [1366, 640])
@pytest.mark.parametrize("name", VIEWS)
def test_esc_leads_from_everything_in_a_view_to_the_page(
    desk: Desk, keys: Keyboard, qtbot: QtBot, answers: Answers, name: str, width: int
) -> None:
    fill(desk, keys, qtbot)
    desk.window.resize(width, 768)
    left: list[str] = []
    number = 0

    def escape(root: QWidget) -> None:
        nonlocal number
        stops = focusable(root)
        if number >= len(stops):
            number = -1
            return
        words = describe(stops[number])
        stops[number].setFocus(Qt.FocusReason.TabFocusReason)
        number += 1
        for _ in range(MOST):
            keys.press(Qt.Key.Key_Escape)
            if is_back(desk):
                return
        left.append(words)

    while number >= 0:
        look_at(name, desk, keys, qtbot, answers, escape)
    assert left == []


@pytest.mark.parametrize("name", DIALOGS)
def test_esc_leads_out_of_a_dialog_to_where_one_was(
    desk: Desk, keys: Keyboard, qtbot: QtBot, answers: Answers, name: str
) -> None:
    fill(desk, keys, qtbot)
    for which in (0, 1, -1):
        _leave(name, which, desk, keys, qtbot, answers)


def _leave(name: str, which: int, desk: Desk, keys: Keyboard, qtbot: QtBot, answers: Answers) -> None:
    before = QApplication.focusWidget()
    stood: list[bool] = []

    def escape(dialog: QWidget) -> None:
        assert isinstance(dialog, QDialog)
        focusable(dialog)[which].setFocus(Qt.FocusReason.TabFocusReason)
        keys.press(Qt.Key.Key_Escape)
        stood.append(stands(dialog))

    look_at(name, desk, keys, qtbot, answers, escape)
    assert stood == [False]
    desk.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)
