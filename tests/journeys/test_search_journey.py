"""Search in the real window: results beside the page, a look at each, and the way back."""

from pathlib import Path

import pytest
from made_up_search import RESULTS, MadeUpSearch
from plugin_desk import ALT, CONTROL, Desks, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from esscollab_desktop import bootstrap
from esscollab_desktop.app import Desk
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.search import Result, ResultKind
from esscollab_desktop.ui.models.book_tree import CODE_ROLE

Key = Qt.Key


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> MadeUpSearch:
    search = MadeUpSearch()
    monkeypatch.setattr(bootstrap, "open_search", lambda _library, _data: search)
    return search


@pytest.fixture
def desk(search: MadeUpSearch, desks: Desks, tmp_path: Path) -> Desk:
    """The window on 4.MA, scrolled down a little."""
    desk = desks.open(tmp_path / "data")
    desk.window.reading.open("4.MA")
    bar(desk).setValue(bar(desk).maximum() // 3)
    desk.window.page_pane.page_focus()
    return desk


def bar(desk: Desk) -> QScrollBar:
    return desk.window.page_pane.view.verticalScrollBar()


def find(desk: Desk, keys: Keyboard, qtbot: QtBot, words: str = "philanthropy") -> None:
    """Type, and wait until the page shows the first result."""
    keys.press(Key.Key_L, CONTROL)
    keys.type(words)
    settle(desk, qtbot)


def settle(desk: Desk, qtbot: QtBot) -> None:
    finder = desk.window.finder
    qtbot.waitUntil(lambda: not desk.window.searching.is_looking and not finder._soon.isActive())


def seen(desk: Desk) -> str:
    window = desk.window
    panes = {"results": window.finder.results, "tree": window.tree_pane.tree}
    panes |= {"page": window.page_pane, "notes": window.notes_pane}
    return " ".join(name for name, pane in panes.items() if pane.isVisible())


def in_tree(desk: Desk) -> str:
    return str(desk.window.tree_pane.tree.currentIndex().data(CODE_ROLE))


def chosen(desk: Desk) -> int:
    return desk.window.finder.results.list.currentIndex().row()


def test_results_stand_where_the_tree_was_and_the_page_shows_the_first(
    desk: Desk, keys: Keyboard, qtbot: QtBot
) -> None:
    find(desk, keys, qtbot)
    window = desk.window
    assert seen(desk) == "results page"
    assert window.tree_pane.width() == 520
    assert QApplication.focusWidget() is window.tree_pane.search
    assert window.reading.code == "4.OH"
    assert window.windowTitle() == "ESSCollab – Search: philanthropy"
    assert window.finder.results.head.keys.text() == "Enter opens, Esc goes back to 4.MA"
    assert window.page_pane.view.patterns == ("philanthropy*", "foundation*")
    assert window.page_pane.view.hit_letter == "a"
    assert window.view_bar.notes_button.isVisible()


def test_esc_goes_back_to_page_place_and_tree(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    window, place = desk.window, bar(desk).value()
    assert place > 0
    tree = window.tree_pane.tree
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum() // 2)
    scrolled = tree.verticalScrollBar().value()
    find(desk, keys, qtbot)
    for _ in range(4):
        keys.press(Key.Key_Down)
    settle(desk, qtbot)
    assert window.reading.code == "4.MI"
    keys.press(Key.Key_Escape)
    assert seen(desk) == "tree page notes"
    assert window.tree_pane.width() == 292
    assert window.reading.code == "4.MA"
    assert bar(desk).value() == place
    assert in_tree(desk) == "4.MA"
    assert tree.verticalScrollBar().value() == scrolled
    assert window.page_pane.view.patterns == ()
    assert window.windowTitle().startswith("ESSCollab – 4.MA")
    keys.press(Key.Key_Left, ALT)
    assert window.reading.code != "4.OH"


def test_a_hit_on_the_open_page_is_taken_back_too(
    desk: Desk, keys: Keyboard, qtbot: QtBot, search: MadeUpSearch
) -> None:
    search.results = (
        Result("4.MA", ResultKind.PUBLISHED, "Massachusetts", "philanthropy", "Your word", "a"),
    )
    place = bar(desk).value()
    find(desk, keys, qtbot)
    bar(desk).setValue(0)
    keys.press(Key.Key_Escape)
    assert bar(desk).value() == place


def test_enter_opens_for_good_in_one_step(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    window = desk.window
    find(desk, keys, qtbot)
    for _ in range(3):
        keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert window.reading.code == "4.MI"
    assert QApplication.focusWidget() is window.page_pane.view
    assert window.windowTitle().startswith("ESSCollab – 4.MI")
    assert seen(desk) == "results page"
    assert window.page_pane.view.patterns
    keys.press(Key.Key_L, CONTROL)
    assert window.tree_pane.search.text() == "philanthropy"
    assert chosen(desk) == 3
    keys.press(Key.Key_Escape)
    assert window.reading.code == "4.MI"
    assert in_tree(desk) == "4.MI"
    assert seen(desk) == "tree page notes"
    keys.press(Key.Key_Left, ALT)
    assert window.reading.code == "4.MA"


def test_enter_before_the_answer_opens_the_first_result_once_it_is_there(
    desk: Desk, keys: Keyboard, qtbot: QtBot, search: MadeUpSearch
) -> None:
    search.gate.clear()
    keys.press(Key.Key_L, CONTROL)
    keys.type("philanthropy\n")
    assert desk.window.reading.code == "4.MA"
    with qtbot.waitSignal(desk.window.reading.page_opened):
        search.gate.set()
    assert desk.window.reading.code == "4.OH"
    assert not desk.window.reading.is_previewing
    settle(desk, qtbot)
    assert not desk.window.reading.is_previewing


@pytest.mark.parametrize(("typed", "code"), [("4.oh", "4.OH"), ("state:mi", "state:MI")])
def test_a_typed_code_is_a_jump(desk: Desk, keys: Keyboard, qtbot: QtBot, typed: str, code: str) -> None:
    window = desk.window
    keys.press(Key.Key_L, CONTROL)
    keys.type(f"{typed}\n")
    assert window.reading.code == code
    assert seen(desk) == "tree page notes"
    assert window.tree_pane.search.text() == ""
    assert QApplication.focusWidget() is window.tree_pane.tree
    keys.press(Key.Key_Left, ALT)
    assert window.reading.code == "4.MA"


def test_a_row_that_was_walked_to_comes_before_a_typed_code(
    desk: Desk, keys: Keyboard, qtbot: QtBot, search: MadeUpSearch
) -> None:
    search.results = tuple(Result(c, ResultKind.STATE, c, "4.oh", "Your word") for c in ("4.OH", "state:MI"))
    find(desk, keys, qtbot, "4.oh")
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "state:MI"


def test_many_keys_show_the_last_row_alone(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    opened: list[str] = []
    desk.window.reading.page_opened.connect(lambda page: opened.append(page.code))
    field = desk.window.tree_pane.search
    for _ in range(6):
        QTest.sendKeyEvent(QTest.KeyAction.Press, field, Key.Key_Down, "", Qt.KeyboardModifier.NoModifier)
    settle(desk, qtbot)
    assert chosen(desk) == 6
    assert opened == ["4"]


def test_a_note_opens_its_page_and_itself(
    desk: Desk, keys: Keyboard, qtbot: QtBot, search: MadeUpSearch
) -> None:
    keys.press(Key.Key_N, CONTROL)
    keys.type("Who pays, philanthropy?")
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    note = desk.notes.shown[0].note
    assert note is not None
    search.results = (Result("4.MA", ResultKind.NOTE, "Comment", "Philanthropy?", "x", note=note.id),)
    desk.window.reading.open("4.MI")
    find(desk, keys, qtbot)
    assert desk.window.reading.code == "4.MA"
    keys.press(Key.Key_Return)
    pane = desk.window.notes_pane
    qtbot.waitUntil(lambda: [card.editor.hasFocus() for card in pane.cards] == [True])
    assert not desk.window.reading.is_previewing


def test_clicks_look_and_a_double_click_stays(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    results = desk.window.finder.results.list
    place = results.visualRect(results.model().index(3, 0)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(desk, qtbot)
    assert desk.window.reading.code == "4.MI"
    assert desk.window.reading.is_previewing
    QTest.mouseDClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not desk.window.reading.is_previewing
    assert QApplication.focusWidget() is desk.window.page_pane.view


def test_a_link_on_a_page_that_is_looked_at_leads_on(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    desk.window.page_pane.code_chosen.emit("state:OH")
    assert in_tree(desk) == "state:OH" or desk.window.tree_pane._code == "state:OH"
    assert desk.window.page_pane.view.patterns  # marked there too
    desk.window.tree_pane.search.setFocus()
    keys.press(Key.Key_Escape)
    assert desk.window.reading.code == "state:OH"
    keys.press(Key.Key_Left, ALT)
    assert desk.window.reading.code == "4.OH"


def test_nothing_found_leads_to_what_is_near(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot, "fylanthropy")
    assert desk.window.reading.code == "4.MA"
    keys.press(Key.Key_Return)  # opens nothing
    assert desk.window.reading.code == "4.MA"
    desk.window.finder.results.nothing.buttons[0].click()
    settle(desk, qtbot)
    assert desk.window.tree_pane.search.text() == "philanthropy"
    assert desk.window.reading.code == "4.OH"


def test_chips_and_field_say_the_same(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    filters = desk.window.finder.results.filters
    qtbot.waitUntil(lambda: len(filters.chips["kind"].choices) > 1)
    next(action for action in filters.chips["kind"].choices if action.text() == "Related").trigger()
    assert desk.window.tree_pane.search.text() == "kind:related philanthropy"
    settle(desk, qtbot)
    assert [r.code for r in desk.window.finder.results.model.results] == ["4.OH"]
    filters.everything.click()
    assert desk.window.tree_pane.search.text() == "philanthropy"


def test_damage_is_said_in_a_sentence(desk: Desk, keys: Keyboard, qtbot: QtBot, search: MadeUpSearch) -> None:
    search.fault = UserError("The book is damaged. Install it again.")
    with qtbot.waitSignal(desk.window.searching.refused):
        find(desk, keys, qtbot)
    assert desk.window.status_line.currentMessage() == "The book is damaged. Install it again."


def test_another_order_of_the_tree_ends_the_search(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    keys.press(Key.Key_2, CONTROL)
    assert seen(desk) == "tree page notes"
    assert in_tree(desk) == "4.MA"


def test_next_and_previous_go_through_the_results(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    keys.press(Key.Key_PageDown, CONTROL)
    assert chosen(desk) == 1
    keys.press(Key.Key_PageUp, CONTROL)
    assert chosen(desk) == 0


def test_f6_goes_round_results_and_page(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    keys.press(Key.Key_F6)
    assert QApplication.focusWidget() is desk.window.page_pane.view
    keys.press(Key.Key_F6)
    assert QApplication.focusWidget() is desk.window.finder.results.list
    keys.press(Key.Key_Escape)
    assert seen(desk) == "tree page notes"
    assert QApplication.focusWidget() is desk.window.tree_pane.search


def test_in_a_narrow_window_results_cover_the_page_until_one_is_opened(
    desk: Desk, keys: Keyboard, qtbot: QtBot
) -> None:
    window = desk.window
    window.resize(640, 480)
    find(desk, keys, qtbot)
    assert "results" in seen(desk)
    assert window.tree_pane.width() == window.panes.width()
    assert window.reading.code == "4.MA"  # nobody would see another
    keys.press(Key.Key_Return)
    assert seen(desk) == "page"
    assert window.reading.code == "4.OH"
    keys.press(Key.Key_L, CONTROL)
    assert "results" in seen(desk)
    results = window.finder.results.list
    place = results.visualRect(results.model().index(3, 0)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seen(desk) == "page"
    assert window.reading.code == "4.MI"
    keys.press(Key.Key_Left, ALT)
    assert window.reading.code == "4.OH"


@pytest.mark.parametrize("width", [860, 1000, 1179, 1180, 1366])
def test_the_page_keeps_the_larger_part(desk: Desk, keys: Keyboard, qtbot: QtBot, width: int) -> None:
    desk.window.resize(width, 700)
    find(desk, keys, qtbot)
    assert seen(desk) == "results page"
    assert 292 <= desk.window.tree_pane.width() <= 520
    assert desk.window.page_pane.width() > desk.window.tree_pane.width()


def test_other_own_examples_are_looked_through_at_once(
    desk: Desk, keys: Keyboard, qtbot: QtBot, search: MadeUpSearch
) -> None:
    find(desk, keys, qtbot)
    keys.press(Key.Key_Down)
    settle(desk, qtbot)
    search.results = RESULTS[:4]
    with qtbot.waitSignal(desk.window.searching.answered):
        desk.own.changed.emit()
    assert desk.window.finder.results.model.rowCount() == 4
    assert chosen(desk) == 1


def test_the_page_that_is_only_looked_at_is_not_where_the_next_start_begins(
    desk: Desk, desks: Desks, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    find(desk, keys, qtbot)
    assert desk.window.reading.is_previewing
    desks.close(desk)
    again = desks.open(tmp_path / "data")
    assert again.window.reading.code == "4.MA"


def test_tab_goes_from_the_field_through_filters_to_the_list_and_the_page(
    desk: Desk, keys: Keyboard, qtbot: QtBot
) -> None:
    find(desk, keys, qtbot, "fylanthropy")
    results, stops = desk.window.finder.results, list[str]()
    for _ in range(7):
        keys.press(Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        stops.append(focus.accessibleName() or focus.property("text"))
    assert stops[0] == "Everything"
    assert stops[1:5] == [f"Filter by {name}: any" for name in ("kind", "state", "topic", "meeting")]
    assert stops[5:] == ["philanthropy", "foundation"]
    results.nothing.buttons[0].click()
    settle(desk, qtbot)
    results.filters.chips["meeting"].setFocus()
    keys.press(Key.Key_Tab)
    assert QApplication.focusWidget() is results.list
    keys.press(Key.Key_Tab)
    assert not desk.window.tree_pane.isAncestorOf(QApplication.focusWidget() or desk.window)


def test_a_note_that_is_saved_meanwhile_moves_nothing(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    keys.press(Key.Key_N, CONTROL)
    bar(desk).setValue(bar(desk).maximum())
    place = bar(desk).value()
    assert place > 0
    with qtbot.waitSignal(desk.window.searching.answered):
        keys.type("A note while I look around")
        qtbot.waitUntil(lambda: not desk.notes.unsaved)
    settle(desk, qtbot)
    assert bar(desk).value() == place
    assert chosen(desk) == 0


def test_facts_stand_in_the_box_of_their_page_also_where_that_is_gone(
    desk: Desk, keys: Keyboard, qtbot: QtBot, search: MadeUpSearch
) -> None:
    codes = ("4.MI", "4.MQ", "4", "4.MI-own7")
    search.results = tuple(Result(c, ResultKind.FACT, c, "philanthropy", "Your word") for c in codes)
    find(desk, keys, qtbot)
    results = desk.window.finder.results
    assert results.grab().width() == 520
    results.list.choose(1)
    settle(desk, qtbot)
    assert desk.window.reading.code == "4.MI"
    keys.press(Key.Key_Return)
    assert "4.MQ is not a code in this book" in desk.window.status_line.currentMessage()
    assert desk.window.reading.code == "4.MI"


def test_another_theme_and_larger_text_reach_the_results(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    find(desk, keys, qtbot)
    results = desk.window.finder.results

    def ground() -> str:
        picture = results.list.viewport().grab().toImage()
        row = results.list.visualRect(results.model.index(1))
        return picture.pixelColor(6, row.top() + 4).name().upper()

    for choice in ("dark", "contrast", "light"):
        desk.window.steps.choose_theme(choice)
        assert ground() == desk.theme.tokens.desk
    before = results.list.visualRect(results.model.index(0)).height()
    desk.window.steps.set_window_text(125)
    qtbot.waitUntil(lambda: results.list.visualRect(results.model.index(0)).height() > before)
