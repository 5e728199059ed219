"""The overview: it opens the book, its keys walk and open, what is chosen narrows the tree."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from looking import cut, nameless, not_reached_by_tab
from plugin_desk import CONTROL, Desks, Keyboard
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteFields, NoteKind
from esscollab_desktop.ui.models.book_rows import Pivot
from esscollab_desktop.ui.models.landscape_model import LandscapeModel
from esscollab_desktop.ui.models.narrowing import Narrowing
from esscollab_desktop.ui.settings import WindowSettings
from esscollab_desktop.ui.views.notebook_view import NotebookView
from esscollab_desktop.ui.views.overview import OverviewView

Key = Qt.Key


@pytest.fixture
def desk(desks: Desks, tmp_path: Path) -> Desk:
    return desks.open(tmp_path / "data", opens_on="")


@pytest.fixture
def view(desk: Desk) -> OverviewView:
    found = desk.window.stack.currentWidget()
    assert isinstance(found, OverviewView)
    return found


def shown_codes(desk: Desk) -> list[str]:
    model = desk.window.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


# --- how it is come to and left ---


def test_the_book_opens_on_it_with_the_keyboard_on_the_map(desk: Desk, view: OverviewView) -> None:
    assert desk.window.stack.name == "overview"
    assert QApplication.focusWidget() is view.map
    assert desk.window.commands["overview"].isChecked()
    assert "Overview" in desk.window.windowTitle()
    assert desk.window.reading.code  # the page is there when one goes to it


def test_what_a_start_shows_is_chosen_in_the_menu(desks: Desks, tmp_path: Path) -> None:
    desk = desks.open(tmp_path / "data", opens_on="")
    assert desk.window.commands.openings["overview"].isChecked()
    desk.window.commands.openings["page"].trigger()
    desks.close(desk)
    assert WindowSettings(tmp_path / "data").opens_on == "page"
    desk = desks.open(tmp_path / "data", opens_on="")
    assert desk.window.stack.name == "read"
    assert QApplication.focusWidget() is desk.window.tree_pane.tree
    assert desk.window.commands.openings["page"].isChecked()


def test_keys_lead_there_and_back(desk: Desk, view: OverviewView, keys: Keyboard) -> None:
    keys.press(Key.Key_Escape)
    assert desk.window.stack.name == "read"
    assert QApplication.focusWidget() is desk.window.page_pane.view
    keys.press(Key.Key_5, CONTROL)
    assert desk.window.stack.name == "overview"
    assert QApplication.focusWidget() is view.map
    keys.press(Key.Key_R, CONTROL)
    assert desk.window.stack.name == "read"


# --- the map ---


def test_arrows_walk_letters_find_enter_opens(desk: Desk, view: OverviewView, keys: Keyboard) -> None:
    keys.press(Key.Key_Home)
    assert view.map.current == "AK"
    keys.press(Key.Key_Right)
    assert view.map.current == "ME"
    keys.press(Key.Key_End)
    assert view.map.current == "VI"
    keys.type("mich")
    assert view.map.current == "MI"
    assert view.map_panel.line.text().startswith("MI: 1 published")
    assert view.matrix.marked == "MI"
    view.map.typed.forget()
    keys.type("ma")
    assert view.map.current == "MA"
    keys.press(Key.Key_Return)
    assert desk.window.stack.name == "read"
    assert desk.window.reading.code == "state:MA"
    assert desk.window.tree_pane.narrowing == Narrowing("MA")
    assert shown_codes(desk) == ["Massachusetts"]
    assert desk.window.tree_pane.tree.isExpanded(desk.window.model.index(0, 0))


def test_a_click_opens_and_hovering_tells(desk: Desk, view: OverviewView) -> None:
    middle = view.map.box("OH").center().toPoint()
    QTest.mouseMove(view.map, middle)
    assert view.map.met == "OH"
    assert view.map_panel.line.text().startswith("OH: ")
    QTest.mouseMove(view.map, QPoint(view.map.width() // 2, 5))
    assert view.map.met == ""
    QTest.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=middle)
    assert desk.window.reading.code == "state:OH"


def test_notes_fold_a_corner_and_are_told(desk: Desk, view: OverviewView, qtbot: QtBot) -> None:
    before = view.map.grab(view.map.box("OH").toRect()).toImage()
    assert desk._notebook
    desk._notebook.add("4.OH", "A note")
    desk.notes.refresh()
    qtbot.waitUntil(lambda: "1 note" in view.map.words("OH"))
    assert view.map.grab(view.map.box("OH").toRect()).toImage() != before


# --- the matrix and the table ---


def test_a_cell_opens_its_example_and_narrows_to_it(desk: Desk, view: OverviewView, keys: Keyboard) -> None:
    model = view.matrix_model
    view.matrix.setFocus()
    view.matrix.setCurrentIndex(model.index(model.row_of("MA"), 3))
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "4.MA"
    assert desk.window.tree_pane.narrowing == Narrowing("MA", "4")
    assert desk.window.model.pivot is Pivot.PRACTICE
    assert desk.window.model.find("4.MA").isValid()
    assert not desk.window.model.find("4.OH").isValid()


def test_a_cell_without_an_example_opens_the_jurisdiction(desk: Desk, view: OverviewView) -> None:
    view.matrix.open_index(view.matrix_model.index(view.matrix_model.row_of("MA"), 0))
    assert desk.window.reading.code == "state:MA"
    assert desk.window.tree_pane.narrowing == Narrowing("MA")


def test_a_cell_with_two_opens_the_first(desk: Desk, view: OverviewView) -> None:
    view.matrix.open_index(view.matrix_model.index(view.matrix_model.row_of("WA"), 0))
    assert desk.window.reading.code == "1.WA"
    assert desk.window.model.find("1.WA-2").isValid()


def test_arrows_walk_the_matrix_and_letters_find_names(view: OverviewView, keys: Keyboard) -> None:
    view.matrix.setFocus()
    assert view.matrix.currentIndex().isValid()
    before = view.matrix.currentIndex()
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Right)
    now = view.matrix.currentIndex()
    assert (now.row(), now.column()) == (before.row() + 1, before.column() + 1)
    keys.type("wyo")
    assert view.matrix.marked == "WY"


def test_the_table_is_one_key_away_and_back(desk: Desk, view: OverviewView, keys: Keyboard) -> None:
    keys.press(Key.Key_T, CONTROL)
    assert view.table.isVisible()
    assert not view.map.isVisible()
    assert QApplication.focusWidget() is view.table
    assert desk.window.commands["as_table"].isChecked()
    keys.press(Key.Key_T, CONTROL)
    assert QApplication.focusWidget() is view.map
    assert not desk.window.commands["as_table"].isChecked()
    keys.press(Key.Key_R, CONTROL)
    keys.press(Key.Key_T, CONTROL)
    assert desk.window.stack.name == "overview"
    assert view.table.isVisible()


def test_the_table_is_sorted_by_keys_and_by_heads(view: OverviewView, keys: Keyboard) -> None:
    view.show_table(True)
    box = view.table_panel.sort
    box.setFocus()
    keys.press(Key.Key_Home)
    assert view.table_model.order == (0, False)
    assert view.table_model.rows[0].name == "Alabama"
    keys.press(Key.Key_Down)
    assert view.table_model.rows[0].name == "Wyoming"
    view.table.sort_by(1)
    assert view.table_model.rows[0].code == "AK"
    assert box.currentText() == "Code, A to Z"


# --- the tree alone with what was chosen ---


def test_esc_and_the_chip_bring_the_tree_back(desk: Desk, view: OverviewView, keys: Keyboard) -> None:
    pane = desk.window.tree_pane
    for way in ("esc", "chip"):
        view.opened.emit("MA", "")
        assert pane.narrow_bar.chip.isVisible()
        assert "Massachusetts" in desk.window.status_line.currentMessage()
        if way == "esc":
            pane.tree_focus()
            keys.press(Key.Key_Escape)
        else:
            pane.narrow_bar.chip.click()
        assert pane.narrowing is None
        assert not pane.narrow_bar.isVisible()
        assert len(shown_codes(desk)) > 5
        assert pane.tree.currentIndex().isValid()


def test_a_narrowed_tree_stays_so_through_its_pivots(desk: Desk, view: OverviewView) -> None:
    view.opened.emit("MA", "")
    desk.window.tree_pane.show_pivot(Pivot.PRACTICE)
    assert len(shown_codes(desk)) == 5
    assert desk.window.model.find("4.MA").isValid()
    assert not desk.window.model.find("4.OH").isValid()


def test_numbers_counted_anew_leave_the_keyboard_where_it_is(
    desk: Desk, view: OverviewView, qtbot: QtBot
) -> None:
    view.show_table(True)
    places = [
        (view.matrix, view.matrix_model.index(view.matrix_model.row_of("OH"), 3)),
        (view.table, view.table_model.index(view.table_model.row_of("OH"), 4)),
    ]
    for chart, index in places:
        chart.setCurrentIndex(index)
    view.side.practices.setCurrentIndex(view.side.practices.practices.index(2))
    desk.overview.set_note_counts({"4.OH": 2, "4.WY": 1})
    assert "2 notes" in view.map.words("OH")
    for chart, index in places:
        now, model = chart.currentIndex(), chart.model()
        assert isinstance(model, LandscapeModel)
        assert model.place(now).code == "OH"
        assert now.column() == index.column()
    assert view.side.practices.currentIndex().row() == 2


# --- the left column ---


def test_a_practice_is_opened(desk: Desk, view: OverviewView, keys: Keyboard) -> None:
    view.side.practices.setFocus()
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "2"


def test_what_waits_opens_in_the_notebook(desks: Desks, tmp_path: Path, qtbot: QtBot) -> None:
    desk = desks.open(tmp_path / "data", opens_on="")
    view = desk.window.stack.currentWidget()
    assert isinstance(view, OverviewView)
    qtbot.waitUntil(lambda: desk.overview.waiting is not None)
    assert view.side.nothing.isVisible()
    assert desk._notebook
    due = NoteFields(NoteKind.ACTION, due=date.today() + timedelta(days=2))
    desk._notebook.add("4.MA", "Ask", due)
    desk._notebook.add("4.MA", "Another", NoteFields(NoteKind.ACTION))
    desk.overview.refresh()
    qtbot.waitUntil(view.side.due.isVisible)
    assert view.side.due.accessibleName().startswith("1 action is due by ")
    assert not view.side.nothing.isVisible()
    view.side.due.click()
    notebook = desk.window.stack.currentWidget()
    assert isinstance(notebook, NotebookView)
    qtbot.waitUntil(lambda: desk.notebook.total == 1)


def test_the_next_meeting_leads_to_it(desk: Desk, view: OverviewView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.meetings.is_listed)
    assert "No meeting planned" in view.side.meeting.accessibleName()
    with qtbot.waitSignal(desk.meetings.added):
        desk.meetings.add(MeetingFields("Council", date.today() + timedelta(days=3)))
    qtbot.waitUntil(lambda: view.side.meeting.accessibleName().startswith("Council"))
    view.side.meeting.click()
    assert desk.window.stack.name == "meetings"
    assert desk.meetings.chosen
    assert desk.meetings.chosen.record.title == "Council"


def test_the_edition_leads_to_the_page_on_the_book(desk: Desk, view: OverviewView) -> None:
    assert "14 published and 42 related" in view.side.edition.accessibleName()
    view.side.edition.click()
    assert desk.window.reading.code == "about"


# --- exports ---


@pytest.mark.parametrize("ending", ["svg", "png", "csv", "pdf"])
def test_what_is_seen_is_saved(
    desk: Desk, view: OverviewView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"map.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    view.matrix_panel.export.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(a for a in menu.actions() if f"({ending.upper()})" in a.text())
    menu.close()
    action.trigger()
    qtbot.waitUntil(path.exists, timeout=30_000)
    qtbot.waitUntil(lambda: str(path) in desk.window.status_line.currentMessage(), timeout=10_000)
    assert path.stat().st_size > 500


# --- names, keys, sizes ---

SIZES = [(1366, 768, 100), (1180, 700, 100), (1000, 700, 100), (640, 360, 100), (1366, 768, 200)]


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
@pytest.mark.parametrize("as_table", [False, True])
def test_nothing_is_cut_or_nameless_at_any_size(
    desk: Desk, view: OverviewView, qtbot: QtBot, width: int, height: int, text: int, as_table: bool
) -> None:
    desk.window.steps.set_window_text(text)
    desk.window.resize(width, height)
    view.show_table(as_table)
    qtbot.wait(20)
    assert cut(view) == []
    assert nameless(view) == []
    assert view.horizontalScrollBar().maximum() == 0
    if not as_table:
        assert all(view.map.rect().contains(view.map.box(code).toRect()) for code in view.map.places)
        assert all(
            min(view.map.box(code).width(), view.map.box(code).height()) >= 24 for code in view.map.places
        )


def test_everything_is_reached_by_tab(view: OverviewView, keys: Keyboard) -> None:
    assert not_reached_by_tab(view, keys) == []


def test_numbers_that_come_later_move_nothing(desk: Desk, view: OverviewView, qtbot: QtBot) -> None:
    before = view.map.mapTo(view, QPoint(0, 0)), view.map.size()
    assert desk._notebook
    desk._notebook.add("state:DC", "A note")
    desk.notes.refresh()
    qtbot.waitUntil(lambda: "1 note" in view.map.words("DC"))
    view.map.set_current("DC")
    qtbot.wait(10)
    assert (view.map.mapTo(view, QPoint(0, 0)), view.map.size()) == before


def test_a_scroll_bar_does_not_come_and_go_without_end(desk: Desk, view: OverviewView, qtbot: QtBot) -> None:
    for width in range(600, 1420, 60):
        for height in range(480, 800, 8):
            desk.window.resize(width, height)
        qtbot.wait(10)
        room = view.viewport().height()
        bar = view.verticalScrollBar()
        assert bar.isVisible() == (view.columns.minimumHeight() > room), width
        assert view.side.geometry().right() < view.viewport().width(), width
