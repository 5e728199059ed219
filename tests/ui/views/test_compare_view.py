"""Compare as a view: put together, read and saved by keys; rows aligned, the head in step, nothing cut."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from plugin_desk import CONTROL, SHIFT, Keyboard
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from test_access import cut
from walk import describe, focusable, nameless, walked

from esscollab_desktop.app import Desk
from esscollab_desktop.domain.codes import is_example
from esscollab_desktop.domain.comparison import FEWEST
from esscollab_desktop.domain.own import OwnFields
from esscollab_desktop.ui.look.theme import CHOICES
from esscollab_desktop.ui.views.compare_cell import CompareCell
from esscollab_desktop.ui.views.compare_head import TitleButton
from esscollab_desktop.ui.views.compare_view import EMPTY, ONE, CompareView
from esscollab_desktop.ui.views.view_stack import COMPARE, READ

Key = Qt.Key


def compare(desk: Desk, *codes: str) -> CompareView:
    for code in codes:
        assert desk.window.compare_steps.model.add(code)
    view = desk.window.stack.show_view(COMPARE)
    assert isinstance(view, CompareView)
    return view


def said(desk: Desk) -> str:
    return desk.window.status_line.currentMessage()


def top(widget: QWidget, above: QWidget) -> QPoint:
    return widget.mapTo(above, QPoint(0, 0))


def codes(view: CompareView) -> list[str]:
    return [head.column.code for head in view.table.heads]


# --- by keys alone ---


def test_from_the_page_to_the_paper_by_keys_alone(
    desk: Desk, keys: Keyboard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.window
    window.reading.open("4.MA")
    keys.press(Key.Key_M, CONTROL | SHIFT)
    assert said(desk) == "4.MA added: 1 example to compare. Add another one."
    keys.press(Key.Key_6, CONTROL)
    view = window.compare_steps.view
    assert view is not None
    assert QApplication.focusWidget() is view.field
    assert view.hint.text() == ONE
    keys.type("2 il\n")
    assert codes(view) == ["4.MA", "2.IL"]
    assert view.hint.isHidden()
    keys.press(Key.Key_Down)
    assert QApplication.focusWidget() is view.table.heads[0].title
    keys.press(Key.Key_Right, CONTROL)
    assert codes(view) == ["2.IL", "4.MA"]
    assert QApplication.focusWidget() is view.table.heads[1].title
    target = tmp_path / "compared.pdf"
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(suggested).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    with qtbot.waitSignal(desk.handouts.said, check_params_cb=lambda w: w.startswith("Handout written")):
        keys.press(Key.Key_S, CONTROL | SHIFT)
    assert asked == ["ESSCollab comparison 2.IL 4.MA.pdf"]
    with pikepdf.open(io.BytesIO(target.read_bytes())) as pdf:
        assert str(pdf.docinfo.Title) == "2.IL and 4.MA compared"
    keys.press(Key.Key_Return)
    assert (window.stack.name, window.reading.code) == (READ, "4.MA")
    keys.press(Key.Key_6, CONTROL)
    keys.press(Key.Key_Escape)
    assert window.stack.name == READ
    assert QApplication.focusWidget() is window.page_pane.view


def test_the_row_in_the_tree_and_in_the_results_is_taken(desk: Desk, keys: Keyboard, qtbot: QtBot) -> None:
    window, model = desk.window, desk.window.compare_steps.model
    window.reading.open("4.MA")
    window.tree_pane.tree_focus()
    keys.press(Key.Key_Down)
    chosen = window.reading.code
    assert chosen != "4.MA"
    keys.press(Key.Key_M, CONTROL | SHIFT)
    assert model.codes[-1] == chosen
    keys.press(Key.Key_L, CONTROL)
    keys.type("Oregon kind:related")
    qtbot.waitUntil(lambda: not window.searching.is_looking)
    result = window.finder.results.list.current()
    assert result is not None
    assert is_example(result.code)
    keys.press(Key.Key_M, CONTROL | SHIFT)
    assert model.codes[-1] == result.code


def test_what_cannot_be_added_says_why(desk: Desk) -> None:
    model, window = desk.window.compare_steps.model, desk.window
    window.reading.open("4")
    window.page_pane.page_focus()
    window.commands["compare_add"].trigger()
    assert said(desk) == "Only examples can be compared. Open one, or choose it in the tree."
    view = compare(desk, "4.MA")
    view.save_handout()
    assert said(desk) == "Compare needs two examples. Add another code."
    for words, told in (
        ("4.ma", "4.MA is among those compared already."),
        ("4.MQ", "4.MQ is not a code in this book. Near it: 4.MA, 4.MI, 4.NM."),
        ("4", "4 is not an example."),
    ):
        view.field.setText(words)
        view.add.click()
        assert said(desk).startswith(told)
        assert view.field.text() == words
    compare(desk, "4.MI", "2.IL", "1.RI")
    assert not model.add("1.CT")
    assert said(desk) == "Compare takes four examples. Take one out first."
    assert len(model.codes) == 4


def test_the_set_is_kept_and_an_empty_one_says_what_to_do(desk: Desk, keys: Keyboard) -> None:
    keys.press(Key.Key_6, CONTROL)
    view = desk.window.compare_steps.view
    assert view is not None
    assert (view.hint.text(), view.table.isHidden()) == (EMPTY, True)
    assert said(desk) == "Compare needs two examples."
    compare(desk, "4.MA", "1.RI")
    desk.window.stack.show_view("notebook")
    desk.window.stack.show_view(COMPARE)
    assert codes(view) == ["4.MA", "1.RI"]


def test_taking_out_and_moving_keep_the_keyboard(desk: Desk, keys: Keyboard) -> None:
    view = compare(desk, "4.MA", "1.RI", "2.CO")
    keys.press(Key.Key_Left, CONTROL)
    assert said(desk) == "4.MA is at the left already."
    view.table.heads[1].right.click()
    assert codes(view) == ["4.MA", "2.CO", "1.RI"]
    view.table.heads[1].left.click()
    assert codes(view) == ["2.CO", "4.MA", "1.RI"]
    assert QApplication.focusWidget() is view.table.heads[0].title
    keys.press(Key.Key_Delete)
    assert codes(view) == ["4.MA", "1.RI"]
    assert QApplication.focusWidget() is view.table.heads[0].title
    view.table.heads[1].remove.click()
    view.table.heads[0].remove.click()
    assert codes(view) == []
    assert QApplication.focusWidget() is view.field


# --- how it stands ---


@pytest.mark.parametrize("count", [2, 3, 4])
def test_rows_begin_at_one_height_and_columns_stay_in_step(desk: Desk, keys: Keyboard, count: int) -> None:
    view = compare(desk, *("4.MA", "1.RI", "2.CO", "2.IL")[:count])
    table = view.table
    assert table.is_head_staying
    assert not table.is_stacked
    heads = [top(head, view) for head in table.heads]
    assert len({place.y() for place in heads}) == 1
    bottom = 0
    for label, cells in zip(table.row_heads, table.cells, strict=True):
        tops = [cell.y() for cell in cells]
        assert len(set(tops)) == 1
        assert tops[0] >= bottom
        assert abs(label.y() - tops[0]) <= 6
        bottom = max(cell.geometry().bottom() for cell in cells)
        for cell, head in zip(cells, table.heads, strict=True):
            text_left = cell.mapTo(view, QPoint(0, 0)).x() + cell.document().documentMargin()
            assert text_left == head.mapTo(view, QPoint(0, 0)).x()
            assert cell.width() - 2 * cell.document().documentMargin() == head.width()
            assert cell.document().size().height() <= cell.height()
    assert table.sheet.height() >= bottom
    view.table.cells[0][0].setFocus()
    for key in (Key.Key_PageDown, Key.Key_Down, Key.Key_End):
        before = table.verticalScrollBar().value()
        keys.press(key)
        assert table.verticalScrollBar().value() > before
        assert [top(head, view) for head in table.heads] == heads
    keys.press(Key.Key_Home)
    assert table.verticalScrollBar().value() == 0


SIZES = [(1366, 768, 100), (1180, 768, 100), (860, 600, 100), (640, 360, 100), (1280, 720, 200)]


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_nothing_is_cut_and_everything_is_reached(
    desk: Desk, keys: Keyboard, qtbot: QtBot, width: int, height: int, text: int
) -> None:
    desk.window.steps.set_window_text(text)
    desk.window.resize(width, height)
    view = compare(desk, "4.MA", "1.RI", "2.CO", "2.IL")
    qtbot.wait(10)
    # What scrolls may lie below the window's edge.
    assert view.save.isHidden() != desk.window.view_bar.handout.isHidden()
    labels = [describe(label) for label in view.table.row_heads]
    labels += [describe(head.title) for head in view.table.heads if view.table.is_stacked]
    assert [line for line in cut(desk.window) if not line.startswith(tuple(labels))] == []
    for label in view.table.row_heads:
        assert label.heightForWidth(label.width()) <= label.height()
    assert view.table.verticalScrollBar().value() == 0
    assert nameless(desk.window) == []
    table = view.table
    assert table.is_stacked == (width / (text / 100) < 880)
    assert table.horizontalScrollBar().maximum() == 0
    for row in table.cells:
        for cell in row:
            assert cell.document().size().height() <= cell.height()
            assert cell.document().idealWidth() <= cell.width() + 1
    for button in (b for head in table.heads for b in head.stops):
        assert min(button.width(), button.height()) >= 24
    missed = set(focusable(desk.window)) - walked(keys, desk.window, Key.Key_Tab)
    assert sorted(describe(widget) for widget in missed) == []
    for stop in table.stops:
        stop.setFocus()
        place = QRect(stop.mapTo(view, QPoint(0, 0)), stop.size())
        seen = view.rect().intersected(place)
        assert seen.height() >= min(stop.height(), 60), describe(stop)


def test_where_it_is_narrow_each_row_names_its_examples(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(640, 360)
    view = compare(desk, "4.MA", "1.RI")
    table = view.table
    assert table.is_stacked
    assert not table.is_head_staying
    before = -1
    for cells, captions in zip(table.cells, table.captions, strict=True):
        for cell, caption in zip(cells, captions, strict=True):
            assert caption.isVisibleTo(table)
            assert before < caption.y() < cell.y()
            before = cell.y()
    desk.window.resize(1366, 768)
    qtbot.waitUntil(lambda: not table.is_stacked)
    assert table.is_head_staying
    assert not any(caption.isVisibleTo(table) for row in table.captions for caption in row)


@pytest.mark.parametrize("zoom", [100, 200, 400])
def test_zoom_and_face_apply(desk: Desk, zoom: int) -> None:
    view = compare(desk, "4.MA", "1.RI")
    before = view.table.cells[0][0].document().size().height()
    desk.window.steps.set_zoom(zoom)
    cell = view.table.cells[0][0]
    assert (cell.document().size().height() > before) == (zoom > 100)
    assert cell.document().idealWidth() <= cell.width() + 1
    assert "Serif" in cell.document().begin().begin().fragment().charFormat().font().family()
    desk.window.page_steps.set_face("sans")
    assert "Serif" not in cell.document().begin().begin().fragment().charFormat().font().family()


@pytest.mark.parametrize("theme", [choice for choice in CHOICES if choice != "system"])
def test_letters_stand_out_in_every_theme(desk: Desk, theme: str) -> None:
    view = compare(desk, "4.MA", "1.RI")
    desk.theme.choose(theme)  # type: ignore[arg-type]
    tokens = desk.theme.tokens
    block = view.table.cells[0][0].document().begin()
    assert block.begin().fragment().charFormat().foreground().color().name().upper() == tokens.ink.upper()
    picture = view.table.grab().toImage()
    assert picture.pixelColor(2, picture.height() - 3).name().upper() == tokens.paper.upper()


def test_long_words_and_long_texts_stay_inside(desk: Desk, qtbot: QtBot) -> None:
    text = "\n".join(["w" * 400, "word " * 900])
    made: list[str] = []
    fields = OwnFields("x" * 70, text)
    desk.own.add("4", "KS", fields, made.append, lambda why: pytest.fail(str(why)))
    qtbot.waitUntil(lambda: bool(made))
    view = compare(desk, made[0], "4.MA")
    assert view.table.heads[0].column.kind.value == "own"
    for row in view.table.cells:
        assert row[0].document().idealWidth() <= row[0].width() + 1
    head = view.table.heads[0]
    assert head.title.height() >= head.title.height_for(head.title.width())
    desk.own.delete(made[0])
    qtbot.waitUntil(lambda: codes(view) == ["4.MA"])


# --- what it tells ---


def test_cells_say_where_they_are_and_copy_where_they_are_from(desk: Desk, keys: Keyboard) -> None:
    view = compare(desk, "4.MA", "1.RI")
    cell = view.table.cells[1][0]
    interface = QAccessible.queryAccessibleInterface(cell)
    assert interface.text(QAccessible.Text.Name).startswith("What they did, 4.MA Massachusetts: a  Calling")
    cell.setFocus()
    keys.press(Key.Key_C, CONTROL)
    copied = QGuiApplication.clipboard().text()
    assert "policy breakfasts" in copied
    assert "4.MA, a to l, Massachusetts (published example). Sources: " in copied
    assert copied.endswith(f"edition {desk.window.compare_steps.model.comparison.columns[0].edition}.")  # type: ignore[union-attr]
    view.field.setFocus()
    keys.press(Key.Key_C, CONTROL)
    keys.press(Key.Key_R, CONTROL)


def test_links_open_in_read_and_files_are_never_read(desk: Desk, keys: Keyboard) -> None:
    view = compare(desk, "4.MA", "1.RI")
    partners = view.table.cells[2][0]
    partners.setFocus()
    keys.press(Key.Key_Tab)
    assert partners.textCursor().hasSelection()
    keys.press(Key.Key_Return)
    assert desk.window.reading.code == "org:massinc"
    assert desk.window.stack.name == READ
    assert partners.loadResource(1, "file:///etc/passwd").isEmpty()  # type: ignore[attr-defined]


def test_the_wheel_over_a_cell_scrolls_all(desk: Desk) -> None:
    view = compare(desk, "4.MA", "1.RI")
    cell = view.table.cells[1][0]
    assert isinstance(cell, CompareCell)
    keys_before = view.table.verticalScrollBar().value()
    cell.setFocus()
    QTest.keyClick(cell, Key.Key_Down)
    assert view.table.verticalScrollBar().value() > keys_before
    assert cell.verticalScrollBar().value() == 0


def test_titles_say_what_they_open(desk: Desk) -> None:
    view = compare(desk, "4.MA", "1.RI")
    title = view.table.heads[1].title
    assert isinstance(title, TitleButton)
    interface = QAccessible.queryAccessibleInterface(title)
    assert interface.role() is QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "1.RI Rhode Island, related example"
    assert FEWEST == 2


def test_the_keyboard_stays_where_it_is_when_content_changes(desk: Desk, qtbot: QtBot) -> None:
    view = compare(desk, "4.MA", "1.RI")
    first = view.table.heads[0]
    desk.own.changed.emit()
    assert view.table.heads[0] is first
    view.table.cells[3][1].setFocus()
    compare(desk, "2.IL")
    view.table.cells[3][1].setFocus()
    place = view.table.verticalScrollBar().value()
    view.show_set()
    assert QApplication.focusWidget() is view.table.cells[3][1]
    assert view.table.verticalScrollBar().value() == place


def read_in_order(above: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(above.childCount()):
        child = above.child(place)
        if not child.state().invisible:
            yield child
            yield from read_in_order(child)


@pytest.mark.parametrize("width", [1366, 640])
def test_a_screen_reader_meets_heads_rows_and_cells_in_the_order_of_reading(desk: Desk, width: int) -> None:
    desk.window.resize(width, 768)
    view = compare(desk, "4.MA", "1.RI")
    names = ("4.MA Massachusetts", "1.RI Rhode Island")
    met = list(read_in_order(QAccessible.queryAccessibleInterface(view)))
    role, name = QAccessible.Role, QAccessible.Text.Name
    told = [
        part.text(name).partition(": ")[0]
        for part in met
        if part.role() in (role.ColumnHeader, role.Heading) or isinstance(part.object(), CompareCell)
    ]
    expected = list(names)
    for row in ("Summary", "What they did", "Partners", "Numbers", "Sources"):
        expected.append(row)
        expected += [f"{row}, {words}" for words in names]
    assert told == expected
    heading = next(part for part in met if part.role() is role.Heading)
    assert heading.attributesInterface().attributeValue(QAccessible.Attribute.Level) == 2
    signs = [part for part in met if part.role() is role.StaticText and part.text(name).endswith("example")]
    assert len(signs) == (2 if width == 1366 else 12)
    for cell in (cell for cells in view.table.cells for cell in cells):
        interface = QAccessible.queryAccessibleInterface(cell)
        assert interface.text(name) == f"{cell.row}, {cell.column.name}: {cell.toPlainText()}"
        words = interface.textInterface()
        assert words.text(0, words.characterCount()) == cell.toPlainText()
