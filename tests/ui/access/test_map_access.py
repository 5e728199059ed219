"""What a screen reader finds on the map: a list of tiles that say state, numbers and neighbors."""

from pathlib import Path

import pytest
from plugin_desk import Desks
from PySide6.QtGui import QAccessible, QAccessibleInterface

from esscollab_desktop.ui.views.overview import OverviewView

Text = QAccessible.Text


@pytest.fixture
def view(desks: Desks, tmp_path: Path) -> OverviewView:
    found = desks.open(tmp_path / "data", opens_on="").window.stack.currentWidget()
    assert isinstance(found, OverviewView)
    return found


def told(view: OverviewView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view.map)


def tile(view: OverviewView, code: str) -> QAccessibleInterface:
    return told(view).child(list(view.map.places).index(code))


def test_every_tile_is_told_with_state_numbers_and_neighbors(view: OverviewView) -> None:
    above = told(view)
    assert above.role() is QAccessible.Role.List
    assert above.childCount() == len(view.map.places) == 57
    for number, code in enumerate(view.map.places):
        part = above.child(number)
        assert part.role() is QAccessible.Role.ListItem
        assert part.text(Text.Name) == view.map.words(code)
        assert above.indexOfChild(part) == number
        assert part.rect().width() >= 24
    words = tile(view, "MA").text(Text.Name)
    assert "Massachusetts" in words
    assert "1 published" in words
    assert "Rhode Island" in words
    assert "no example yet" in tile(view, "WY").text(Text.Name)


def test_the_tile_with_the_keyboard_says_so(view: OverviewView) -> None:
    view.map.setFocus()
    view.map.set_current("MA")
    assert told(view).focusChild() is tile(view, "MA")
    assert tile(view, "MA").state().focused
    assert not tile(view, "WY").state().focused
    assert tile(view, "WY").state().focusable
    middle = tile(view, "MA").rect().center()
    assert told(view).childAt(middle.x(), middle.y()) is tile(view, "MA")


def test_a_tile_is_taken_and_pressed_from_outside(view: OverviewView) -> None:
    opened: list[tuple[str, str]] = []
    view.opened.disconnect()
    view.opened.connect(lambda code, practice: opened.append((code, practice)))
    actions = tile(view, "OH").actionInterface()
    assert actions.actionNames() == [actions.pressAction(), actions.setFocusAction()]
    actions.doAction(actions.setFocusAction())
    assert view.map.current == "OH"
    actions.doAction(actions.pressAction())
    assert opened == [("OH", "")]


def test_cells_of_matrix_and_table_say_row_column_and_number(view: OverviewView) -> None:
    for table, words in ((view.matrix, "practice 4 Maximize Your Resources"), (view.table, "practice 4")):
        if table is view.table:
            view.show_table(True)
        above = QAccessible.queryAccessibleInterface(table)
        assert above.role() is QAccessible.Role.Table
        said = [above.child(number).text(Text.Name) for number in range(above.childCount())]
        found = [name for name in said if name.startswith(f"Massachusetts, {words}")]
        assert len(found) == 1
        assert "1 published example" in found[0]
