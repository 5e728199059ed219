"""The tree of the book: two pivots over one shelf, with Qt's own tester watching every step."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from shelves import entries_of, groups_of, shelf_of_examples

from esscollab_desktop.domain.book import ExampleEntry, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.ui.models.book_rows import MOST, Node, NodeType, Pivot, Shelf
from esscollab_desktop.ui.models.book_tree import CODE_ROLE, NOTES_ROLE, BookTreeModel

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def said(index: QModelIndex) -> str:
    """A row in words, without its place among its neighbors."""
    words, _, place = str(index.data(SPOKEN)).rpartition(", ")
    assert place == f"{index.row() + 1} of {index.model().rowCount(index.parent())}"
    return words


def place(code: str) -> Jurisdiction:
    return Jurisdiction(code, f"State of {code}", "state", "", "", "", "")


PACKS = {"ohio": "The Ohio pack", "tribes": "Examples of tribes"}


@st.composite
def shelves(draw: st.DrawFn) -> Shelf:
    """Any number of practices and states, with up to three examples where they meet, rarely with many."""
    practices = [
        PracticeEntry(str(n), "", f"Practice title {n}") for n in range(1, draw(st.integers(0, 4)) + 1)
    ]
    states = [place(code) for code in ["AA", "BB", "CC", "DD", "EE", "FF"][: draw(st.integers(0, 6))]]
    examples = []
    for practice in practices:
        for state in states:
            many = draw(st.sampled_from([0, 0, 0, 0, 0, 0, MOST // 2, MOST + 7]))
            for number in range(1, draw(st.integers(0, 3)) + 1 + many):
                code = f"{practice.code}.{state.code}" + (f"-{number}" if number > 1 else "")
                kind, pack = draw(st.sampled_from(Kind)) if number < 4 else Kind.RELATED, ""
                if kind is not Kind.OWN and number < 4:
                    pack = draw(st.sampled_from(["", "", *PACKS]))
                named = f"{code}@{pack}" if pack else code
                examples.append(ExampleEntry(named, practice.code, state.code, kind, ""))
    return shelf_of_examples(practices, examples, states, PACKS)


def rows(model: BookTreeModel, under: QModelIndex | None = None) -> Iterator[QModelIndex]:
    """Every row below an index, in the order a reader meets them."""
    above = under or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        yield index
        yield from rows(model, index)


def codes_of(model: BookTreeModel) -> list[str]:
    return [index.data(CODE_ROLE) for index in rows(model) if index.data(CODE_ROLE)]


def nodes_of(model: BookTreeModel) -> list[Node]:
    """Every row, read."""
    return [model.node(index) for index in rows(model)]


def of_type(nodes: list[Node], wanted: NodeType) -> list[Node]:
    return [node for node in nodes if node.type is wanted]


@pytest.fixture
def shelf(catalogue: Catalogue) -> Shelf:
    return shelf_of_examples(catalogue.practices(), catalogue.examples(), catalogue.jurisdictions())


@pytest.fixture
def model(shelf: Shelf) -> BookTreeModel:
    return BookTreeModel(shelf)


def watched(model: BookTreeModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_qt_finds_no_fault_in_either_pivot(model: BookTreeModel) -> None:
    tester = watched(model)
    for pivot in (Pivot.STATE, Pivot.PRACTICE, Pivot.STATE):
        model.show(pivot)
        model.set_note_counts({"4": 2, "4.MA": 1, "state:WY": 3})
        model.set_note_counts({})
    assert tester.model() is model


@given(shelf=shelves(), data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_qt_finds_no_fault_in_any_shelf_while_it_is_read(shelf: Shelf, data: st.DataObject) -> None:
    model = BookTreeModel(shelf)
    tester = watched(model)
    codes = [e.code for e in entries_of(shelf)] + [p.code for p in shelf.practices]
    codes += [f"state:{j.code}" for j in shelf.jurisdictions]
    several = st.lists(st.sampled_from(codes), unique=True, max_size=8) if codes else st.just([])
    for pivot in data.draw(st.lists(st.sampled_from(Pivot), min_size=1, max_size=3)):
        model.show(pivot)
        for code in data.draw(several):
            assert "." not in code or model.find(code).data(CODE_ROLE) == code
        model.set_note_counts(dict.fromkeys(data.draw(several), 2))
        assert model.first_code() in [*codes, ""]
    assert tester.model() is model


@given(shelf=shelves())
@settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
def test_every_example_stands_once_and_every_state_can_be_reached(shelf: Shelf) -> None:
    every = sorted(e.code for e in entries_of(shelf))
    states = {f"state:{j.code}" for j in shelf.jurisdictions}
    for pivot in Pivot:
        nodes = nodes_of(BookTreeModel(shelf, pivot))
        assert sorted(n.code for n in of_type(nodes, NodeType.EXAMPLE)) == every
    by_state = nodes_of(BookTreeModel(shelf, Pivot.STATE))
    assert {n.code for n in of_type(by_state, NodeType.STATE)} == states
    model = BookTreeModel(shelf)
    for practice in shelf.practices:
        below = [model.node(index) for index in rows(model, model.find(practice.code))]
        with_example = {f"state:{e.jurisdiction}" for e in entries_of(shelf) if e.practice == practice.code}
        without = {n.code for n in of_type(below, NodeType.STATE)}
        assert with_example | without == states
        assert not with_example & without


@given(shelf=shelves())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_every_example_is_found_without_the_others_being_read(shelf: Shelf) -> None:
    for pivot in Pivot:
        for example in entries_of(shelf)[::29]:
            model = BookTreeModel(shelf, pivot)
            index = model.find(example.code)
            assert index.data(CODE_ROLE) == example.code
            assert index.sibling(index.row(), 0) == index


@given(shelf=shelves())
@settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
def test_counts_say_what_stands_below_and_no_list_is_long(shelf: Shelf) -> None:
    for pivot in Pivot:
        model = BookTreeModel(shelf, pivot)
        for index in rows(model):
            node = model.node(index)
            assert node.size == model.rowCount(index)
            if node.type is NodeType.EXAMPLE:
                assert node.size == 0
            elif node.counts_states:
                assert node.count == node.size
            else:
                below = [model.node(one) for one in rows(model, index)]
                assert node.count == len(of_type(below, NodeType.EXAMPLE))
                if node.type is NodeType.STATE or node.is_open:
                    assert node.size <= max(MOST, len(shelf.jurisdictions))


def many(practice: str, state: str, count: int, kind: Kind = Kind.RELATED) -> list[ExampleEntry]:
    numbers = range(1, count + 1)
    return [ExampleEntry(f"{practice}.{state}-{n}", practice, state, kind, "") for n in numbers]


def texts(model: BookTreeModel, under: QModelIndex) -> list[str]:
    return [model.index(row, 0, under).data() for row in range(model.rowCount(under))]


def test_a_long_list_is_divided_by_state_and_a_state_by_practice() -> None:
    examples = [*many("1", "AA", 150), *many("1", "BB", MOST), *many("2", "BB", 3)]
    titles = [PracticeEntry("1", "", "One"), PracticeEntry("2", "", "Two")]
    model = BookTreeModel(shelf_of_examples(titles, examples, [place("AA"), place("BB")]))
    related = model.index(0, 0, model.find("1"))
    assert texts(model, related) == ["State of AA", "State of BB"]
    assert said(related) == "Related, 350 examples, level 2"
    assert said(model.index(1, 0, related)) == "State of BB, 200 examples, level 3"
    assert model.find("1.BB-200").parent() == model.index(1, 0, related)
    assert texts(model, model.index(0, 0, model.find("2"))) == ["State of BB"] * 3
    model.show(Pivot.STATE)
    assert set(texts(model, model.find("state:AA"))) == {"One"}
    assert texts(model, model.find("state:BB")) == ["1  One", "2  Two"]
    assert model.find("2.BB-3").parent().parent() == model.find("state:BB")


def test_examples_of_a_pack_stand_in_a_group_of_their_own() -> None:
    examples = [*many("1", "AA", 1), ExampleEntry("1.AA@ohio", "1", "AA", Kind.PUBLISHED, "")]
    shelf = shelf_of_examples([PracticeEntry("1", "", "One")], examples, [place("AA"), place("BB")], PACKS)
    model = BookTreeModel(shelf)
    assert texts(model, model.find("1")) == ["Related", "The Ohio pack", "No example yet"]
    assert model.find("1.AA@ohio").parent().data() == "The Ohio pack"
    assert said(model.find("1.AA@ohio")) == "State of AA, 1.AA@ohio, published example, level 3"
    model.show(Pivot.STATE)
    assert texts(model, model.find("state:AA")) == ["One", "One · The Ohio pack"]
    assert model.find("1.AA@ohio").data() == "One · The Ohio pack"


def test_examples_are_read_when_their_rows_are_shown_and_once() -> None:
    examples = [*many("1", "AA", 5), *many("2", "AA", 5)]
    titles = [PracticeEntry("1", "", "One"), PracticeEntry("2", "", "Two")]
    whole = shelf_of_examples(titles, examples, [place("AA")])
    asked: list[str] = []

    def entries(
        practice: str, jurisdiction: str, kind: Kind | None, pack: str | None
    ) -> tuple[ExampleEntry, ...]:
        asked.append(practice)
        return whole.entries(practice, jurisdiction, kind, pack)

    model = BookTreeModel(Shelf(titles, groups_of(examples), [place("AA")], entries, whole.entry))
    group = model.index(0, 0, model.find("2"))
    assert model.rowCount(group) == 5
    row = model.index(3, 0, group)
    assert (row.parent(), asked) == (group, [])
    assert [row.data(CODE_ROLE), row.data(), said(row)][0] == "2.AA-4"
    assert model.find("2.AA-1").isValid()
    assert asked == ["2"]
    assert model.first_code() == "1.AA-1"
    assert asked == ["2", "1"]


def test_an_example_that_was_deleted_meanwhile_is_a_row_without_a_code() -> None:
    examples = many("1", "AA", 2)
    titles = [PracticeEntry("1", "", "One")]
    whole = shelf_of_examples(titles, examples[:1], [place("AA")])
    model = BookTreeModel(Shelf(titles, groups_of(examples), [place("AA")], whole.entries, whole.entry))
    tester = watched(model)
    group = model.index(0, 0, model.find("1"))
    assert [model.index(row, 0, group).data(CODE_ROLE) for row in range(2)] == ["1.AA-1", ""]
    assert tester.model() is model


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
    assert said(practice).startswith("Practice 4, ")
    assert said(practice).endswith(" examples, 2 notes, level 1")
    assert said(example) == "Massachusetts, 4.MA, published example, 1 note, level 3"
    published = model.rowCount(example.parent())
    assert said(example.parent()) == f"Published, {published} examples, level 2"
    model.show(Pivot.STATE)
    assert said(model.find("4.MA")).endswith(", 4.MA, published example, 1 note, level 2")
    assert said(model.find("state:WY")).startswith("Wyoming, ")


def test_every_row_speaks_its_words_and_its_level(model: BookTreeModel) -> None:
    for pivot in Pivot:
        model.show(pivot)
        for index in rows(model):
            node = model.node(index)
            assert node.text in said(index)
            assert said(index).endswith(f"level {node.level}")
            if node.kind and node.type is NodeType.EXAMPLE:
                assert f"{node.kind.value} example" in said(index)


def test_note_counts_reach_rows_that_changed_and_no_others(model: BookTreeModel) -> None:
    told: list[str] = []
    model.dataChanged.connect(lambda first, _last, _roles: told.append(first.data(CODE_ROLE)))
    model.set_note_counts({"4.MA": 1})
    assert told == []  # the row is not read yet, so nothing shows an old number
    assert model.find("4.MA").data(NOTES_ROLE) == 1
    model.set_note_counts({"4.MA": 2})
    assert told == ["4.MA"]
    assert model.find("4.MA").data(NOTES_ROLE) == 2
    model.set_note_counts({"4.MA": 2, "4": 1})
    assert told == ["4.MA", "4"]
    model.set_note_counts({})
    assert sorted(told) == ["4", "4", "4.MA", "4.MA"]


def test_a_code_is_found_in_both_pivots_and_an_unknown_one_in_none(model: BookTreeModel) -> None:
    for pivot in Pivot:
        model.show(pivot)
        assert model.find("4.MA").data(CODE_ROLE) == "4.MA"
        assert not model.find("4.ZZ").isValid()
        assert not model.find("").isValid()


def test_the_first_code_is_the_first_example_in_view(model: BookTreeModel, shelf: Shelf) -> None:
    assert model.first_code() == next(c for c in codes_of(model) if "." in c)
    model.show(Pivot.STATE)
    assert model.first_code() == next(c for c in codes_of(model) if "." in c)
    empty = Shelf(shelf.practices, (), shelf.jurisdictions, shelf.entries, shelf.entry)
    assert BookTreeModel(empty, Pivot.STATE).first_code() == f"state:{shelf.jurisdictions[0].code}"
    assert BookTreeModel(Shelf((), (), (), shelf.entries, shelf.entry)).first_code() == ""
