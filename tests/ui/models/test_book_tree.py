"""The tree of the book: two pivots over one shelf, with Qt's own tester watching every step."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from esscollab_desktop.domain.book import ExampleEntry, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.models.book_tree import (
    CODE_ROLE,
    NOTES_ROLE,
    BookTreeModel,
    Node,
    NodeType,
    Pivot,
    Shelf,
    build_nodes,
)

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def place(code: str) -> Jurisdiction:
    return Jurisdiction(code, f"State of {code}", "state", "", "", "", "")


@st.composite
def shelves(draw: st.DrawFn) -> Shelf:
    """Any number of practices and states, with up to three examples where they meet."""
    practices = [
        PracticeEntry(str(n), "", f"Practice title {n}") for n in range(1, draw(st.integers(0, 4)) + 1)
    ]
    states = [place(code) for code in ["AA", "BB", "CC", "DD", "EE", "FF"][: draw(st.integers(0, 6))]]
    examples = []
    for practice in practices:
        for state in states:
            for number in range(1, draw(st.integers(0, 3)) + 1):
                code = f"{practice.code}.{state.code}" + (f"-{number}" if number > 1 else "")
                kind = draw(st.sampled_from(Kind))
                examples.append(ExampleEntry(code, practice.code, state.code, kind, ""))
    return Shelf(practices, examples, states)


def rows(model: BookTreeModel, under: QModelIndex | None = None) -> Iterator[QModelIndex]:
    """Every row below an index, in the order a reader meets them."""
    above = under or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        yield index
        yield from rows(model, index)


def codes_of(model: BookTreeModel) -> list[str]:
    return [index.data(CODE_ROLE) for index in rows(model) if index.data(CODE_ROLE)]


def of_type(nodes: list[Node], wanted: NodeType) -> list[Node]:
    return [node for node in nodes if node.type is wanted]


@pytest.fixture
def shelf(catalogue: Catalogue) -> Shelf:
    return Shelf(catalogue.practices(), catalogue.examples(), catalogue.jurisdictions())


@pytest.fixture
def model(shelf: Shelf) -> BookTreeModel:
    return BookTreeModel(shelf)


def watched(model: BookTreeModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_qt_finds_no_fault_in_either_pivot_filtered_or_not(model: BookTreeModel, shelf: Shelf) -> None:
    tester = watched(model)
    some = frozenset(e.code for e in shelf.examples[::3])
    for pivot in (Pivot.STATE, Pivot.PRACTICE, Pivot.STATE):
        for wanted in (None, some, frozenset({"4"}), frozenset({"state:WY"}), frozenset[str](), None):
            model.show(pivot, wanted)
            model.set_note_counts({"4": 2, "4.MA": 1, "state:WY": 3})
            model.set_note_counts({})
            assert model.is_filtered == (wanted is not None)
    assert tester.model() is model


@given(shelf=shelves(), data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_qt_finds_no_fault_in_any_shelf(shelf: Shelf, data: st.DataObject) -> None:
    model = BookTreeModel(shelf)
    tester = watched(model)
    codes = [e.code for e in shelf.examples] + [p.code for p in shelf.practices]
    codes += [f"state:{j.code}" for j in shelf.jurisdictions]
    wanted = (
        frozenset(data.draw(st.lists(st.sampled_from(codes), unique=True))) if codes else frozenset[str]()
    )
    for pivot in data.draw(st.lists(st.sampled_from(Pivot), min_size=1, max_size=3)):
        model.show(pivot, wanted)
        model.show(pivot, None)
    assert tester.model() is model


@given(shelf=shelves())
@settings(deadline=None, max_examples=150)
def test_every_example_stands_once_and_every_state_can_be_reached(shelf: Shelf) -> None:
    every = sorted(e.code for e in shelf.examples)
    states = {f"state:{j.code}" for j in shelf.jurisdictions}
    for pivot in Pivot:
        nodes = build_nodes(shelf, pivot)
        assert sorted(n.code for n in of_type(nodes, NodeType.EXAMPLE)) == every
    by_state = build_nodes(shelf, Pivot.STATE)
    assert {n.code for n in of_type(by_state, NodeType.STATE)} == states
    by_practice = build_nodes(shelf, Pivot.PRACTICE)
    for practice in of_type(by_practice, NodeType.PRACTICE):
        below = [n for n in by_practice if n.key.startswith((f"{practice.code}/", f"{practice.code}."))]
        with_example = {f"state:{e.jurisdiction}" for e in shelf.examples if e.practice == practice.code}
        without = {n.code for n in of_type(below, NodeType.STATE)}
        assert with_example | without == states
        assert not with_example & without


@given(shelf=shelves())
@settings(deadline=None, max_examples=100)
def test_counts_say_what_stands_below(shelf: Shelf) -> None:
    for pivot in Pivot:
        nodes = build_nodes(shelf, pivot)
        for node in nodes[1:]:
            if node.type is NodeType.EXAMPLE:
                continue
            if node.type is NodeType.GROUP and node.kind is None:
                assert node.count == len(node.children)
            else:
                assert node.count == sum(1 for n in below(nodes, node) if n.type is NodeType.EXAMPLE)


def below(nodes: list[Node], node: Node) -> Iterator[Node]:
    for child in node.children:
        yield nodes[child]
        yield from below(nodes, nodes[child])


@given(shelf=shelves(), data=st.data())
@settings(deadline=None, max_examples=100)
def test_a_filter_leaves_what_is_wanted_and_nothing_else(shelf: Shelf, data: st.DataObject) -> None:
    codes = [e.code for e in shelf.examples]
    wanted = (
        frozenset(data.draw(st.lists(st.sampled_from(codes), unique=True))) if codes else frozenset[str]()
    )
    for pivot in Pivot:
        left = of_type(build_nodes(shelf, pivot, wanted), NodeType.EXAMPLE)
        assert Counter(n.code for n in left) == Counter(wanted)


def test_the_real_book_has_every_state_under_every_practice(catalogue: Catalogue, shelf: Shelf) -> None:
    model = BookTreeModel(shelf)
    for practice in catalogue.practices():
        index = model.find(practice.code)
        reached = {
            i.data(CODE_ROLE).partition(":")[2] or i.data(CODE_ROLE).partition(".")[2].partition("-")[0]
            for i in rows(model, index)
            if i.data(CODE_ROLE)
        }
        assert reached == {j.code for j in catalogue.jurisdictions()}


def test_published_stands_before_related_and_apart_from_it(model: BookTreeModel) -> None:
    groups = [i.data() for i in rows(model, model.find("4")) if not i.data(CODE_ROLE)]
    assert groups == ["Published", "Related", "No example yet"]


def test_what_is_spoken_says_kind_numbers_and_level(model: BookTreeModel) -> None:
    model.set_note_counts({"4.MA": 1, "4": 2})
    practice, example = model.find("4"), model.find("4.MA")
    assert practice.data(SPOKEN).startswith("Practice 4, ")
    assert practice.data(SPOKEN).endswith(" examples, 2 notes, level 1")
    assert example.data(SPOKEN) == "Massachusetts, 4.MA, published example, 1 note, level 3"
    published = model.rowCount(example.parent())
    assert example.parent().data(SPOKEN) == f"Published, {published} examples, level 2"
    model.show(Pivot.STATE, None)
    assert model.find("4.MA").data(SPOKEN).endswith(", 4.MA, published example, 1 note, level 2")
    assert model.find("state:WY").data(SPOKEN).startswith("Wyoming, ")


def test_every_row_speaks_its_words_and_its_level(model: BookTreeModel) -> None:
    for pivot in Pivot:
        model.show(pivot, None)
        for index in rows(model):
            node = model.node(index)
            assert node.text in index.data(SPOKEN)
            assert index.data(SPOKEN).endswith(f"level {node.level}")
            if node.kind and node.type is NodeType.EXAMPLE:
                assert f"{node.kind.value} example" in index.data(SPOKEN)


def test_note_counts_reach_rows_that_changed_and_no_others(model: BookTreeModel) -> None:
    told: list[str] = []
    model.dataChanged.connect(lambda first, _last, _roles: told.append(first.data(CODE_ROLE)))
    model.set_note_counts({"4.MA": 2})
    assert told == ["4.MA"]
    assert model.find("4.MA").data(NOTES_ROLE) == 2
    model.set_note_counts({"4.MA": 2, "4": 1})
    assert told == ["4.MA", "4"]
    model.set_note_counts({})
    assert sorted(told) == ["4", "4", "4.MA", "4.MA"]


def test_a_code_is_found_in_both_pivots_and_an_unknown_one_in_none(model: BookTreeModel) -> None:
    for pivot in Pivot:
        model.show(pivot, None)
        assert model.find("4.MA").data(CODE_ROLE) == "4.MA"
        assert not model.find("4.ZZ").isValid()
        assert not model.find("").isValid()


def test_the_first_code_is_the_first_example_in_view(model: BookTreeModel) -> None:
    assert model.first_code() == next(c for c in codes_of(model) if "." in c)
    model.show(Pivot.PRACTICE, frozenset({"4.MI"}))
    assert model.first_code() == "4.MI"
    model.show(Pivot.STATE, frozenset({"state:WY"}))
    assert model.first_code() == "state:WY"
    model.show(Pivot.STATE, frozenset())
    assert model.first_code() == ""
