"""A tree that shows one jurisdiction alone, or one practice there."""

import pytest
from PySide6.QtCore import QModelIndex

from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.ui.main_window import shelf_of
from esscollab_desktop.ui.models.book_rows import Pivot, Shelf
from esscollab_desktop.ui.models.book_tree import CODE_ROLE, BookTreeModel
from esscollab_desktop.ui.models.narrowing import Narrowing, is_possible, narrowed, words_for


@pytest.fixture
def shelf(catalogue: Catalogue) -> Shelf:
    return shelf_of(Library(catalogue))


def codes(model: BookTreeModel, above: QModelIndex | None = None) -> list[str]:
    found, root = [], above or QModelIndex()
    for row in range(model.rowCount(root)):
        index = model.index(row, 0, root)
        found += [str(index.data(CODE_ROLE))] if index.data(CODE_ROLE) else []
        found += codes(model, index)
    return found


@pytest.mark.parametrize("pivot", list(Pivot))
def test_only_what_was_chosen_is_there(shelf: Shelf, pivot: Pivot) -> None:
    examples = {entry.code for entry in shelf.entries("", "MA", None, None)}
    found = codes(BookTreeModel(narrowed(shelf, Narrowing("MA")), pivot))
    assert {code for code in found if "." in code} == examples
    one = codes(BookTreeModel(narrowed(shelf, Narrowing("MA", "4")), pivot))
    assert [code for code in one if "." in code] == ["4.MA"]
    assert not {"1", "2", "3", "5"} & set(one)


def test_what_is_elsewhere_is_not_found(shelf: Shelf) -> None:
    model = BookTreeModel(narrowed(shelf, Narrowing("MA")))
    assert model.find("4.MA").isValid()
    assert not model.find("4.OH").isValid()


def test_it_is_said_and_only_of_what_there_is(shelf: Shelf) -> None:
    assert words_for(shelf, Narrowing("MA")) == "Massachusetts"
    assert words_for(shelf, Narrowing("MA", "4")) == "Massachusetts, practice 4"
    assert is_possible(shelf, Narrowing("MA", "4"))
    assert not is_possible(shelf, Narrowing("MA", "9"))
    assert not is_possible(shelf, Narrowing("XX"))
