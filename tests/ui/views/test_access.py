"""Everything has a name, can be reached by keys, and shows its words whole."""

from collections.abc import Iterable

import pytest
from plugin_desk import ALT, CONTROL, SHIFT, Answers, Keyboard
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from walk import describe, focusable, nameless, walked

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.models.book_rows import Pivot

Key = Qt.Key


@pytest.fixture
def noted(desk: Desk, keys: Keyboard, qtbot: QtBot) -> Desk:
    """The window with an example and a note on it."""
    desk.window.reading.open("4.MA")
    keys.press(Key.Key_N, CONTROL)
    keys.type("A note")
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    return desk


# --- names ---


@pytest.mark.parametrize("size", [(1366, 768), (640, 360)])
def test_everything_that_takes_the_keyboard_has_a_name(noted: Desk, size: tuple[int, int]) -> None:
    noted.window.resize(*size)
    assert len(focusable(noted.window)) > 3
    assert nameless(noted.window) == []


def test_everything_in_the_handout_dialog_has_a_name(desk: Desk, keys: Keyboard, answers: Answers) -> None:
    found: list[list[str]] = []

    def step(dialog: QDialog) -> None:
        assert len(focusable(dialog)) >= 8
        found.append(nameless(dialog))

    answers.to_next(step)
    keys.press(Key.Key_S, CONTROL | SHIFT)
    assert found == [[]]


def test_the_page_says_which_it_is(noted: Desk) -> None:
    assert "4.MA" in noted.window.page_pane.view.accessibleName()


# --- reached by keys ---


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab])
@pytest.mark.parametrize("size", [(1366, 768), (1000, 700), (640, 360)])
def test_everything_is_reached_by_tab(
    noted: Desk, keys: Keyboard, key: Qt.Key, size: tuple[int, int]
) -> None:
    keys.press(Key.Key_R, CONTROL)
    noted.window.resize(*size)
    missed = set(focusable(noted.window)) - walked(keys, noted.window, key)
    assert sorted(describe(widget) for widget in missed) == []


def test_everything_in_the_handout_dialog_is_reached_by_tab(
    desk: Desk, keys: Keyboard, answers: Answers
) -> None:
    missed: list[str] = []

    def step(dialog: QDialog) -> None:
        for key in (Key.Key_Tab, Key.Key_Backtab):
            left = set(focusable(dialog)) - walked(keys, dialog, key)
            missed.extend(describe(widget) for widget in left)

    answers.to_next(step)
    keys.press(Key.Key_S, CONTROL | SHIFT)
    assert missed == []


def test_menus_open_by_alt_and_arrows(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_G, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    keys.press(Key.Key_Right)
    other = QApplication.activePopupWidget()
    assert isinstance(other, QMenu)
    assert other is not menu
    keys.press(Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_the_switch_is_turned_by_arrows(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_L, CONTROL)
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Right)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "By state"
    keys.press(Key.Key_Space)
    assert desk.window.model.pivot is Pivot.STATE


# --- words whole ---


def with_words(root: QWidget) -> Iterable[QWidget]:
    for widget in root.findChildren(QWidget):
        if (
            isinstance(widget, QLabel | QAbstractButton)
            and widget.isVisible()
            and widget.window() is root
            and widget.text()
            and not is_picture_alone(widget)
        ):
            yield widget


def is_picture_alone(widget: QWidget) -> bool:
    icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    return (
        isinstance(widget, QToolButton)
        and widget.toolButtonStyle() is icon_only
        and not widget.icon().isNull()
    )


def room_of(widget: QWidget, root: QWidget) -> QRect:
    """The part of the window where a widget can be seen; inside a scroll area its height does not matter."""
    room = root.rect()
    above = widget.parentWidget()
    while above is not None and above is not root:
        place = QRect(above.mapTo(root, above.rect().topLeft()), above.size())
        scrolls = isinstance(above, QScrollArea) or isinstance(above.parentWidget(), QScrollArea)
        if scrolls:
            place.setTop(-100_000)
            place.setBottom(100_000)
            room.setTop(-100_000)
            room.setBottom(100_000)
        room = room.intersected(place)
        above = above.parentWidget()
    return room


def cut(root: QWidget) -> list[str]:
    """The words that do not fit their widget, or whose widget does not fit the window."""
    found = []
    QApplication.processEvents()  # new words want new places
    for widget in with_words(root):
        place = QRect(widget.mapTo(root, widget.rect().topLeft()), widget.size())
        if isinstance(widget, QLabel) and widget.wordWrap():
            fits = widget.heightForWidth(widget.width()) <= widget.height() + 1
        else:
            fits = widget.minimumSizeHint().width() <= widget.width() + 1
            fits = fits and widget.fontMetrics().height() <= widget.height() + 1
        if not fits or not room_of(widget, root).contains(place):
            words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
            found.append(f"{describe(widget)}: {words} {place.getRect()}")
    return found


PAGES = ("4.MA", "4", "1", "3", "state:MI", "about")
SIZES = [
    (1366, 768, 100),
    (1180, 768, 100),
    (1000, 700, 100),
    (860, 600, 100),
    (640, 360, 100),  # 1280 × 720 at 200 %
    (1366, 768, 150),
    (1366, 768, 200),
]


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_no_words_are_cut(
    noted: Desk, keys: Keyboard, qtbot: QtBot, width: int, height: int, text: int
) -> None:
    noted.window.steps.set_window_text(text)
    noted.window.resize(width, height)
    qtbot.wait(10)
    for code in PAGES:
        noted.window.reading.open(code)
        assert cut(noted.window) == []
    keys.press(Key.Key_N, CONTROL | SHIFT)
    assert cut(noted.window) == []
    keys.press(Key.Key_L, CONTROL)
    keys.type("nothing like it")
    assert cut(noted.window) == []


@pytest.mark.parametrize("text", [100, 150])
def test_no_words_of_the_dialog_are_cut(desk: Desk, keys: Keyboard, answers: Answers, text: int) -> None:
    desk.window.steps.set_window_text(text)
    found: list[list[str]] = []
    answers.to_next(lambda dialog: found.append(cut(dialog)))
    keys.press(Key.Key_S, CONTROL | SHIFT)
    assert found == [[]]


def test_words_that_do_not_fit_are_noticed(noted: Desk) -> None:
    button = noted.window.notes_pane.new
    button.setFixedWidth(button.sizeHint().width() - 8)
    assert [line for line in cut(noted.window) if line.startswith(describe(button))]
