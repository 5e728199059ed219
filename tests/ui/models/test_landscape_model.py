"""Map, matrix and table show and say the same numbers, whatever stands where."""

import re
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from esscollab_desktop.domain.book import Group, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.landscape import Counts, Landscape, landscape_of
from esscollab_desktop.domain.tiles import TILES
from esscollab_desktop.paths import bundle_root
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.models.landscape_model import BY_NAME, COUNTS_ROLE, LandscapeModel
from esscollab_desktop.ui.views.map_view import MapView

Role = Qt.ItemDataRole
_CODES = [*list(TILES)[:7], "QQ"]


@st.composite
def landscapes(draw: st.DrawFn) -> Landscape:
    """Any groups and notes, of packs too, on codes that are there and on others."""
    practices = [PracticeEntry(code, "", f"Title {code}") for code in ("1", "4", "2@office")]
    practices = practices[: draw(st.integers(0, 3))]
    places = [Jurisdiction(code, f"State {code}", "state", "", "", "", "") for code in _CODES]
    places = places[: draw(st.integers(0, len(places)))]
    practice, place = (
        st.sampled_from(["1", "4", "2@office", "4@office", "9"]),
        st.sampled_from([*_CODES, "ZZ"]),
    )
    groups = st.lists(
        st.builds(Group, practice, place, st.sampled_from(Kind), st.integers(1, 2000)), max_size=20
    )
    codes = st.builds(lambda p, j: f"{p}.{j}", st.sampled_from(["1", "4", "9"]), place)
    notes = st.dictionaries(codes | place.map("state:{}".format) | practice, st.integers(1, 9), max_size=8)
    return landscape_of(practices, places, draw(groups), draw(notes))


def shown(model: LandscapeModel, row: int, head: str) -> int:
    column = next(n for n, c in enumerate(model.columns) if c.head == head)
    words = str(model.index(row, column).data())
    return 0 if words == "–" else int(words.replace(",", ""))


def told(words: str) -> Counts:
    """The numbers that a sentence tells."""
    words = words.partition(": ")[2].partition(";")[0]

    def number(word: str) -> int:
        found = re.search(rf"(\d+) {word}", words)
        return int(found[1]) if found else 0

    return Counts(number("published"), number("related"), number("own"), number("note"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(landscape=landscapes())
def test_map_matrix_and_table_agree(qapp: QApplication, landscape: Landscape) -> None:
    chart, matrix, table = maps(landscape), LandscapeModel(False), LandscapeModel(True)
    matrix.show(landscape)
    table.show(landscape)
    assert set(chart.places) == {place.code for place in landscape.jurisdictions}
    for place in landscape.jurisdictions:
        row, other = table.row_of(place.code), matrix.row_of(place.code)
        counts = Counts(*(shown(table, row, head) for head in ("Published", "Related", "Own", "Notes")))
        assert counts == told(chart.words(place.code)) == landscape.of_jurisdiction(place.code)
        last = matrix.index(other, matrix.columnCount() - 1)
        assert counts == last.data(COUNTS_ROLE) == told(str(last.data(Role.AccessibleTextRole)))
        assert shown(table, row, "All") == counts.total == shown(matrix, other, "All")
        cells = [shown(table, row, practice.code) for practice in landscape.practices]
        assert sum(cells) == counts.total
        for column, practice in enumerate(landscape.practices):
            cell = matrix.index(other, column)
            assert shown(matrix, other, practice.code) == cells[column]
            assert told(str(cell.data(Role.AccessibleTextRole))) == landscape.cell(place.code, practice.code)
    chart.deleteLater()


def maps(landscape: Landscape) -> MapView:
    view = MapView(Theme(bundle_root() / "resources" / "styles"), None)  # type: ignore[arg-type]
    view.show_landscape(landscape)
    return view


@settings(max_examples=25, deadline=None)
@given(landscape=landscapes(), orders=st.lists(st.tuples(st.integers(-2, 12), st.booleans()), max_size=4))
def test_sorting_loses_no_row_and_keeps_what_is_chosen(
    landscape: Landscape, orders: Sequence[tuple[int, bool]]
) -> None:
    for is_table in (False, True):
        model = LandscapeModel(is_table)
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.show(landscape)
        kept = [(model.rows[0].code, model.index(0, 0))] if model.rows else []
        for column, descending in orders:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            model.sort(column if column == BY_NAME else column % model.columnCount(), order)
            assert {place.code for place in model.rows} == {p.code for p in landscape.jurisdictions}
        del kept, tester


def test_the_most_come_first_then_names() -> None:
    places = [
        Jurisdiction(c, n, "state", "", "", "", "") for c, n in (("B", "Bee"), ("A", "Ay"), ("C", "Cee"))
    ]
    groups = [Group("1", "C", Kind.RELATED, 2), Group("1", "A", Kind.OWN, 1), Group("1", "B", Kind.OWN, 1)]
    model = LandscapeModel(False)
    model.show(landscape_of([PracticeEntry("1", "", "One")], places, groups, {}))
    assert [place.code for place in model.rows] == ["C", "A", "B"]
    model.sort(BY_NAME)
    assert [place.code for place in model.rows] == ["A", "B", "C"]
    assert model.rowCount(QModelIndex()) == 3
