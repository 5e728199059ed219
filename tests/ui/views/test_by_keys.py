"""Nothing needs a mouse or haste: order of Tab, size of targets, keys that mean one thing, no motion."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from plugin_desk import CONTROL, SHIFT, Answers, Keyboard
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QStyle,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from surfaces import SURFACES, fill, look_at
from test_focus_seen import describe, focusable

from esscollab_desktop.app import Desk
from esscollab_desktop.ui.look.labels import grown
from esscollab_desktop.ui.views.compare_head import ColumnHead
from esscollab_desktop.ui.views.overview_parts import ChartPanel, MapPanel
from esscollab_desktop.ui.views.overview_side import OverviewSide

ROOT = Path(__file__).parents[3]
LEAST = 24  # px
PANES = (
    "viewBar",
    "browsePane",
    "resultsPane",
    "pagePane",
    "notesPane",
    "noteCard",
    "noteDetail",
    "findBar",
    "packetPane",
    "packetRight",
)
COLUMNS = (ColumnHead, OverviewSide, MapPanel, ChartPanel)


# --- the order of Tab ---


def pane_of(widget: QWidget, root: QWidget) -> QWidget:
    above = widget.parentWidget()
    while above is not None and above is not root:
        if above.objectName() in PANES or isinstance(above, COLUMNS):
            break
        above = above.parentWidget()
    return above or root


def in_tab_order(root: QWidget) -> list[QWidget]:
    stops = set(focusable(root))
    found: list[QWidget] = []
    at = root.nextInFocusChain()
    while at is not None and at is not root:
        if at in stops:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def backward(root: QWidget) -> list[str]:
    """Steps of the Tab key that lead up, or to the left, inside of one pane."""
    found = []
    stops = in_tab_order(root)
    assert len(stops) > 1
    for here, there in pairwise(stops):
        if pane_of(here, root) is not pane_of(there, root):
            continue
        a, b = (QRect(w.mapTo(root, QPoint(0, 0)), w.size()) for w in (here, there))
        is_below = b.center().y() >= a.bottom() or b.top() >= a.bottom() - 4
        is_beside = b.left() >= a.right() - 4 and b.bottom() > a.top()
        if not (is_below or is_beside):
            found.append(f"{describe(here)} {a.getRect()} -> {describe(there)} {b.getRect()}")
    return found


@pytest.mark.parametrize("name", SURFACES)
def test_tab_goes_as_one_reads(desk: Desk, keys: Keyboard, qtbot: QtBot, answers: Answers, name: str) -> None:
    fill(desk, keys, qtbot)
    found: list[str] = []
    look_at(name, desk, keys, qtbot, answers, lambda root: found.extend(backward(root)))
    assert "\n".join(found) == ""


# --- keys ---


def menus_in(menu: QMenu) -> list[QMenu]:
    inner = [action.menu() for action in menu.actions()]
    return [menu, *(m for found in inner if isinstance(found, QMenu) for m in menus_in(found))]


def test_no_letter_of_a_menu_means_two_things_also_in_inner_menus(desk: Desk) -> None:
    tops = [action.menu() for action in desk.window.menuBar().actions()]
    menus = [menu for top in tops if isinstance(top, QMenu) for menu in menus_in(top)]
    assert len(menus) > 12
    for menu in menus:
        found = [m[1].lower() for a in menu.actions() if (m := re.search(r"&([^&])", a.text()))]
        assert len(found) == len(set(found)), menu.title()


def test_what_was_said_is_said_once_more(desk: Desk) -> None:
    desk.window.commands["said"].trigger()
    assert desk.window.status_line.currentMessage() == "Nothing was said yet."
    desk.window.say("Copied.")
    desk.window.status_line.clearMessage()
    desk.window.commands["said"].trigger()
    assert desk.window.status_line.currentMessage() == "Copied."


@pytest.mark.parametrize("selects", [False, True])
def test_a_new_note_leaves_the_page_where_it_is(
    desk: Desk, keys: Keyboard, qtbot: QtBot, selects: bool
) -> None:
    desk.window.reading.open("4.MA")
    desk.window.steps.go_to_page()
    view = desk.window.page_pane.view
    if selects:
        keys.press(Qt.Key.Key_Home, CONTROL)
        keys.press(Qt.Key.Key_End, SHIFT)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    assert at > 100
    keys.press(Qt.Key.Key_N, CONTROL)
    keys.type("A note")
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    if not selects:  # a note on a passage goes to its passage
        assert bar.value() == at
    assert not view.textCursor().hasSelection()


def test_meetings_open_with_one_chosen(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    fill(desk, keys, qtbot)
    desk.window.commands["meetings"].trigger()
    qtbot.waitUntil(lambda: desk.window._parts.meetings.chosen is not None)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_signs_grow_with_the_words_beside_them(desk: Desk, percent: int) -> None:
    desk.window.steps.set_window_text(percent)
    icon = desk.window.commands["notes"].icon()
    assert icon.actualSize(QSize(200, 200)).width() == round(18 * percent / 100)
    button = desk.window.notes_pane.new
    assert grown(QSize(16, 16), button).width() >= 16 * percent / 100 - 1


# --- motion ---


def test_nothing_moves_by_itself(desk: Desk, qapp: QApplication) -> None:
    effects = Qt.UIEffect
    for effect in effects:
        QApplication.setEffectEnabled(effect, True)
    desk.theme.apply(qapp)
    style = QApplication.style()
    assert style.styleHint(QStyle.StyleHint.SH_Widget_Animate) == 0
    assert style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
    for effect in (
        effects.UI_AnimateMenu,
        effects.UI_FadeMenu,
        effects.UI_AnimateCombo,
        effects.UI_AnimateTooltip,
        effects.UI_FadeTooltip,
        effects.UI_AnimateToolBox,
    ):
        assert not QApplication.isEffectEnabled(effect)
    for tree in desk.window.findChildren(QTreeView):
        assert not tree.isAnimated()


def test_no_code_moves_anything() -> None:
    moving = r"Q(Property|Variant|Parallel|Sequential)Animation|QTimeLine|QMovie|QScroller|setAnimated\(True"
    sources = (ROOT / "esscollab_desktop").rglob("*.py")
    assert [path.name for path in sources if re.search(moving, path.read_text("utf-8"))] == []
