"""The window on a book of very many examples: nothing waits for them, and what was chosen stays chosen."""

from pathlib import Path

import pytest
from crowded_book import write_crowded_book
from plugin_desk import Desks, Keyboard
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from esscollab_desktop import bootstrap
from esscollab_desktop.app import Desk
from esscollab_desktop.domain.book import ExampleEntry, Kind
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.models.book_rows import Pivot
from esscollab_desktop.ui.models.book_tree import CODE_ROLE
from esscollab_desktop.ui.viewmodels.searching import MOST
from esscollab_desktop.ui.views.handout_dialog import HandoutDialog


@pytest.fixture(scope="module")
def crowded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shape = [("1", "MA", Kind.RELATED, 1500), ("1", "NY", Kind.RELATED, 700), ("2", "VT", Kind.PUBLISHED, 3)]
    return write_crowded_book(tmp_path_factory.mktemp("crowded"), shape)


@pytest.fixture
def crowded(desks: Desks, crowded_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The window on that book. Reading all its examples at once is a fault."""

    def refuse(_book: Catalogue) -> tuple[ExampleEntry, ...]:
        raise AssertionError("all examples were asked for")

    monkeypatch.setattr(bootstrap, "book_path", lambda _bundle: crowded_file)
    monkeypatch.setattr(Catalogue, "examples", refuse)
    return desks.open(tmp_path / "data")


def current(desk: Desk) -> str:
    index = desk.window.tree_pane.tree.currentIndex()
    return str(index.data(CODE_ROLE))


def open_rows(desk: Desk) -> int:
    """How many rows are laid out, open or not in view."""
    tree, count = desk.window.tree_pane.tree, 0
    index = desk.window.model.index(0, 0)
    while index.isValid():
        count, index = count + 1, tree.indexBelow(index)
    return count


def test_the_chosen_row_stays_chosen(crowded: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    window, pane = crowded.window, crowded.window.tree_pane
    assert window.reading.code == "1.MA"
    window.reading.open("1.MA-999")
    assert current(crowded) == "1.MA-999"
    pane.show_pivot(Pivot.STATE)
    assert current(crowded) == "1.MA-999"
    rows = open_rows(crowded)
    pane.search_focus()
    with qtbot.waitSignal(window.searching.answered):
        keys.type("breakfasts")
    qtbot.waitUntil(lambda: window.reading.is_previewing)
    assert current(crowded) == "1.MA-999"
    keys.press(Qt.Key.Key_Escape)
    assert window.reading.code == "1.MA-999"
    assert current(crowded) == "1.MA-999"
    assert open_rows(crowded) == rows
    pane.show_pivot(Pivot.PRACTICE)
    assert current(crowded) == "1.MA-999"
    crowded.own.changed.emit()
    assert current(crowded) == "1.MA-999"


def test_as_many_results_as_can_be_looked_over(crowded: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    window = crowded.window
    window.tree_pane.search_focus()
    with qtbot.waitSignal(window.searching.answered, check_params_cb=lambda a: a.question == "people"):
        keys.type("people")
    assert window.finder.results.model.rowCount() == MOST
    assert window.finder.results.head.count.text() == f"More than {MOST} results, best first"


def test_enter_waits_for_what_was_typed_last(crowded: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    window = crowded.window
    window.tree_pane.search_focus()
    with qtbot.waitSignal(window.reading.page_opened):
        keys.type("talks 1400\n")
    assert window.reading.code == "1.MA-1400"


def test_a_long_list_is_scrolled_to_its_end(crowded: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    window, tree = crowded.window, crowded.window.tree_pane.tree
    related = window.model.index(0, 0, window.model.find("1"))
    assert [window.model.index(row, 0, related).data() for row in range(2)] == ["Massachusetts", "New York"]
    york = window.model.index(1, 0, related)
    for index in (window.model.find("1"), related, york):
        tree.expand(index)
    last = window.model.index(699, 0, york)
    tree.scrollTo(last)
    assert tree.viewport().rect().intersects(tree.visualRect(last))
    tree.setCurrentIndex(last)
    assert window.reading.code == "1.NY-700"
    assert window.model.index(700, 0, york) == QModelIndex()


def test_a_handout_takes_a_practice_whole_or_what_is_open(crowded: Desk) -> None:
    window = crowded.window
    dialog = HandoutDialog(crowded.handouts, window.shelf, "1.NY-600", crowded.theme, window)
    assert dialog.codes() == ["1.NY-600"]
    top = dialog.items.topLevelItem(0)
    assert top is not None
    assert top.childCount() == 2
    remark = top.child(1)
    assert remark is not None
    assert remark.text(0) == "2,200 examples: open one to choose it, or take the practice"
    top.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.codes() == ["1"]
    dialog._check_all()
    assert dialog.codes() == ["1", "2"]
    assert dialog.summary.text() == "The whole book."
    dialog._check_none()
    assert dialog.codes() == []
    dialog.reject()
    QApplication.sendPostedEvents()
