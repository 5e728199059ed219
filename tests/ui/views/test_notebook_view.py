"""The notebook as a view: found, narrowed, changed, taken back, thrown away; by keys as by mouse."""

from collections.abc import Callable
from datetime import date

import pytest
from looking import cut, nameless, not_reached_by_tab
from plugin_bench import Bench, passage
from plugin_desk import CONTROL, SHIFT, Keyboard
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from esscollab_desktop.domain.anchors import AnchorState
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteKind, NoteQuery, NoteStatus, Visibility
from esscollab_desktop.ui.look.theme import Choice
from esscollab_desktop.ui.views.chips import ChoiceChip
from esscollab_desktop.ui.views.filter_bar import When, with_days
from esscollab_desktop.ui.views.notebook_view import EMPTY, NotebookView

TESTER = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def view(bench: Bench, today: Callable[[], date]) -> NotebookView:
    """Not shown yet: a test writes its notes first, then `bench.show(view)`."""
    return NotebookView(bench.model, bench.theme, bench.icons, today=today)


def seen(view: NotebookView, bench: Bench) -> list[str]:
    """The first words of the rows, from the top."""
    bench.settle()
    return [note.body for note in bench.model.pages.model.notes(range(bench.model.total))]


def choose(chip: ChoiceChip, words: str) -> None:
    """Choose an entry of a chip's menu, by its words."""
    next(action for action in chip.choices if action.text().partition("  (")[0] == words).trigger()


def answer(words: str) -> None:
    """Press a button of the box that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if button.text() == words).click()

    asked.clear()
    QTimer.singleShot(0, press)


asked: list[str] = []


def test_an_empty_notebook_says_how_to_begin(bench: Bench, view: NotebookView) -> None:
    bench.show(view)
    assert view.empty.isVisible()
    assert view.empty.text() == EMPTY == "No note yet. Open an example and press Ctrl+N."
    assert view.count.text() == "0 notes"
    assert not view.table.isVisible()


def test_the_newest_note_stands_first_and_is_shown_whole(bench: Bench, view: NotebookView) -> None:
    bench.add("older")
    bench.add("newer", target="4.OH", kind=NoteKind.QUESTION, tags=("forum",))
    bench.show(view)
    assert seen(view, bench) == ["newer", "older"]
    assert view.count.text() == "2 notes"
    view.table.choose(0)
    assert view.detail.editor.toPlainText() == "newer"
    assert view.detail.title.text() == "Ohio"
    assert view.detail.fields.kind.currentText() == "Question"
    assert view.detail.fields.tags.text() == "forum"


def test_each_chip_narrows_the_list(bench: Bench, view: NotebookView) -> None:
    meeting = bench.meetings.add(MeetingFields("Spring forum"))
    bench.add("a question", kind=NoteKind.QUESTION)
    bench.add("done", status=NoteStatus.DONE)
    bench.add("tagged", tags=("budget", "forum"))
    bench.add("on Ohio", target="4.OH")
    bench.add("practice one", target="1")
    bench.add("met", meeting=meeting.id)
    bench.add("mine", visibility=Visibility.PRIVATE)
    bench.add("lost", anchor=passage("gone words", AnchorState.ORPHAN))
    bench.add("shifted", anchor=passage("other words", AnchorState.MOVED))
    bench.show(view)
    bar = view.filters
    for chip, words, expected in (
        (bar.kind, "Question", "a question"),
        (bar.status, "Done", "done"),
        (bar.tag, "budget", "tagged"),
        (bar.state, "Ohio", "on Ohio"),
        (bar.practice, "1 Reach the Unreached", "practice one"),
        (bar.meeting, "Spring forum", "met"),
        (bar.seen, "Private", "mine"),
    ):
        choose(chip, words)
        assert seen(view, bench) == [expected]
        assert words in chip.text()
        assert words in chip.accessibleName()
        assert view.count.text() == "1 note"
        bar.all.click()
    for switch, expected in ((bar.lost, "lost"), (bar.moved, "shifted")):
        switch.click()
        assert seen(view, bench) == [expected]
        switch.click()
    assert len(seen(view, bench)) == 9
    assert bar.narrowed == 0


def test_several_kinds_may_be_chosen_at_once(bench: Bench, view: NotebookView) -> None:
    for kind in NoteKind:
        bench.add(kind.value, kind=kind)
    bench.show(view)
    for words in ("Question", "Idea", "Action"):
        choose(view.filters.kind, words)
    assert sorted(seen(view, bench)) == ["action", "idea", "question"]
    assert view.filters.kind.text() == "Kind: 3 chosen"
    choose(view.filters.kind, "Idea")
    assert sorted(seen(view, bench)) == ["action", "question"]
    assert view.filters.kind.text() == "Kind: Question, Action"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When.TODAY, NoteQuery(created_from=date(2026, 11, 20))),
        (When.WEEK, NoteQuery(created_from=date(2026, 11, 14))),
        (When.MONTH, NoteQuery(created_from=date(2026, 10, 22))),
        (When.YEAR, NoteQuery(created_from=date(2026, 1, 1))),
        (When.DUE_TODAY, NoteQuery(due_until=date(2026, 11, 20))),
        (When.DUE_WEEK, NoteQuery(due_until=date(2026, 11, 27))),
    ],
)
def test_days_in_words_are_days_in_the_query(when: When, expected: NoteQuery) -> None:
    assert with_days(NoteQuery(), when, date(2026, 11, 20)) == expected


def test_nothing_found_says_what_to_do(bench: Bench, view: NotebookView) -> None:
    bench.add("a question")
    bench.show(view)
    choose(view.filters.kind, "Decision")
    assert seen(view, bench) == []
    assert view.empty.text() == "No note fits these filters. Take one off."
    view.filters.all.click()
    view.search.setText("fylanthropy")
    bench.qtbot.waitUntil(lambda: bench.model.query.words == "fylanthropy")
    assert seen(view, bench) == []
    assert view.empty.text().startswith("Nothing for “fylanthropy”.")


def test_notes_are_searched_by_keys_alone(bench: Bench, view: NotebookView, keys: Keyboard) -> None:
    bench.add("ask the foundation")
    bench.add("print the poster")
    bench.show(view)
    view.search_focus()
    keys.type("found")
    keys.press(Qt.Key.Key_Return)
    assert seen(view, bench) == ["ask the foundation"]
    keys.press(Qt.Key.Key_Down)
    assert view.table.hasFocus()
    assert view.detail.editor.toPlainText() == "ask the foundation"
    view.search_focus()
    keys.press(Qt.Key.Key_Escape)
    bench.qtbot.waitUntil(lambda: not bench.model.query.words)
    assert len(seen(view, bench)) == 2


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Newest first", ["c", "b", "a"]),
        ("Oldest first", ["a", "b", "c"]),
        ("By code", ["b", "c", "a"]),
        ("By due date", ["c", "a", "b"]),
    ],
)
def test_the_list_is_sorted_as_one_likes(
    bench: Bench, view: NotebookView, order: str, expected: list[str]
) -> None:
    bench.add("a", target="4.OH", due=date(2026, 12, 5))
    bench.add("b", target="1.WA")
    bench.add("c", target="4.MA", due=date(2026, 12, 1))
    bench.show(view)
    row = view.order.findText(order)
    view.order.setCurrentIndex(row)
    view.order.activated.emit(row)
    assert seen(view, bench) == expected


def test_a_note_is_written_from_list_to_disk_by_keys(
    bench: Bench, view: NotebookView, keys: Keyboard
) -> None:
    bench.add("first")
    bench.show(view)
    view.list_focus()
    keys.press(Qt.Key.Key_Return)
    assert view.detail.editor.hasFocus()
    keys.press(Qt.Key.Key_End, CONTROL)
    keys.type(" and more")
    assert view.detail.sign.words.text() == "Writing…"
    bench.qtbot.waitUntil(lambda: bench.bodies() == ["first and more"])
    bench.settle()
    assert view.detail.sign.words.text().startswith("Saved ")
    assert seen(view, bench) == ["first and more"]
    keys.press(Qt.Key.Key_Escape)
    assert view.table.hasFocus()


def test_what_is_being_written_is_saved_when_another_note_is_chosen(bench: Bench, view: NotebookView) -> None:
    bench.add("one")
    bench.add("two")
    bench.show(view)
    view.table.choose(0)
    view.detail.editor.setPlainText("two, changed")
    view.table.choose(1)
    bench.settle()
    assert sorted(bench.bodies()) == ["one", "two, changed"]
    assert view.detail.editor.toPlainText() == "one"


def test_fields_are_saved_as_they_are_chosen(bench: Bench, view: NotebookView, keys: Keyboard) -> None:
    note = bench.add("who")
    bench.show(view)
    view.table.choose(0)
    form = view.detail.fields
    form.kind.setFocus()
    keys.press(Qt.Key.Key_Down)
    form.tags.setFocus()
    keys.type("forum, #budget, forum")
    form.speaker.setFocus()
    keys.type("A parent")
    form.due.is_due.setFocus()
    keys.press(Qt.Key.Key_Space)
    bench.model.finish()
    stored = bench.notebook.get(note.id)
    assert stored is not None
    assert stored.fields.kind is NoteKind.QUESTION
    assert set(stored.fields.tags) == {"forum", "budget"}
    assert stored.fields.speaker == "A parent"
    assert stored.fields.due is not None


def test_one_step_to_what_a_note_is_about(bench: Bench, view: NotebookView, qtbot: QtBot) -> None:
    note = bench.add("beside the words", target="4.OH", anchor=passage("ten regional meetings"))
    bench.show(view)
    view.table.choose(0)
    assert view.detail.quote.text() == "“ten regional meetings”"
    assert view.detail.go.text() == "Go to passage"
    with qtbot.waitSignal(view.opened) as caught:
        view.detail.go.click()
    assert caught.args == ["4.OH", note.id]


def test_what_became_of_a_passage_is_said(bench: Bench, view: NotebookView) -> None:
    bench.add("a", anchor=passage("took the input in", AnchorState.MOVED, "took in the input"))
    bench.add("b", anchor=passage("posters", AnchorState.ORPHAN))
    bench.show(view)
    view.table.choose(1)
    assert view.detail.was.text() == "Was: “took in the input”"
    assert view.detail.place.words.text().startswith("Moved")
    view.table.choose(0)
    assert view.detail.place.words.text().startswith("Lost its place")
    assert not view.detail.was.isVisible()


def test_many_notes_are_changed_at_once_and_it_is_taken_back(
    bench: Bench, view: NotebookView, keys: Keyboard
) -> None:
    for number in range(5):
        bench.add(f"note {number}")
    bench.show(view)
    view.list_focus()
    keys.press(Qt.Key.Key_Down, SHIFT)
    keys.press(Qt.Key.Key_Down, SHIFT)
    assert view.count.text() == "3 of 5 notes chosen"
    assert view.stack.currentWidget() is view.bulk
    assert not view.bulk.change.isEnabled()
    view.bulk.status.setCurrentIndex(view.bulk.status.findText("Done"))
    view.bulk.add_tags.setText("forum")
    assert view.bulk.change.text() == "Change 3 notes"
    view.bulk.change.click()
    bench.settle()
    changed = [n for n in bench.notebook.notes() if n.fields.status is NoteStatus.DONE]
    assert {n.body for n in changed} == {"note 2", "note 3", "note 4"}
    assert all(n.fields.tags == ("forum",) for n in changed)
    assert view.undo_bar.words.text() == "3 notes changed."
    view.undo_bar.undo.click()
    bench.settle()
    assert not [n for n in bench.notebook.notes() if n.fields.status is NoteStatus.DONE or n.fields.tags]
    assert not view.undo_bar.isVisible()


def test_all_of_a_long_list_are_chosen_though_few_were_fetched(
    bench: Bench, view: NotebookView, keys: Keyboard
) -> None:
    for number in range(250):
        bench.add(f"note {number}")
    bench.show(view)
    tester = QAbstractItemModelTester(bench.model.pages.model, TESTER)
    assert bench.model.pages.model.note(249) is None
    view.list_focus()
    keys.press(Qt.Key.Key_A, CONTROL)
    assert view.count.text() == "250 of 250 notes chosen"
    view.bulk.kind.setCurrentIndex(view.bulk.kind.findText("Idea"))
    view.bulk.change.click()
    bench.settle()
    assert bench.notebook.count(NoteQuery(kinds=frozenset({NoteKind.IDEA}))) == 250
    assert bench.said[-1] == "250 notes changed."
    tester.deleteLater()


def test_deleted_by_key_found_in_the_trash_and_brought_back(
    bench: Bench, view: NotebookView, keys: Keyboard
) -> None:
    bench.add("stays")
    bench.add("goes")
    bench.show(view)
    view.list_focus()
    keys.press(Qt.Key.Key_Delete)
    assert seen(view, bench) == ["stays"]
    assert bench.said[-1] == "1 note deleted."
    view.filters.trash.click()
    assert seen(view, bench) == ["goes"]
    assert view.count.text() == "1 note in the trash"
    assert view.trash_bar.isVisible()
    view.table.choose(0)
    assert view.detail.editor.isReadOnly()
    assert view.detail.back.isVisible()
    assert not view.detail.delete.isVisible()
    view.detail.back.click()
    assert seen(view, bench) == []
    assert view.empty.text() == "The trash is empty."
    view.filters.trash.click()
    assert sorted(seen(view, bench)) == ["goes", "stays"]


def test_undo_brings_a_deleted_note_back(bench: Bench, view: NotebookView) -> None:
    bench.add("goes")
    bench.show(view)
    view.table.choose(0)
    view.detail.delete.click()
    assert seen(view, bench) == []
    assert view.undo_bar.isVisible()
    view.undo_bar.undo.click()
    assert seen(view, bench) == ["goes"]


def test_erasing_asks_and_says_exactly_what_goes(bench: Bench, view: NotebookView) -> None:
    bench.notebook.delete(bench.add("said in confidence").id)
    bench.show(view)
    view.filters.trash.click()
    bench.settle()
    view.table.choose(0)
    answer("Keep it")
    view.detail.erase.click()
    assert seen(view, bench) == ["said in confidence"]
    (question,) = asked
    assert question.startswith("Erase this note permanently?")
    for part in ("text", "history", "trash", "searching", "backups", "Nothing brings them back"):
        assert part in question
    answer("Erase permanently")
    view.detail.erase.click()
    assert seen(view, bench) == []
    assert bench.said[-1] == "1 note erased for good."
    assert bench.notebook.trash() == []


def test_the_trash_is_emptied_only_when_asked(bench: Bench, view: NotebookView) -> None:
    for body in ("one", "two"):
        bench.notebook.delete(bench.add(body).id)
    bench.show(view)
    view.filters.trash.click()
    bench.settle()
    answer("Keep them")
    view.trash_bar.empty.click()
    assert len(seen(view, bench)) == 2
    answer("Erase permanently")
    view.trash_bar.empty.click()
    assert seen(view, bench) == []
    assert not view.trash_bar.empty.isEnabled()


def test_retention_is_never_until_someone_sets_it(bench: Bench, view: NotebookView, keys: Keyboard) -> None:
    bench.show(view)
    view.filters.trash.click()
    bench.settle()
    assert view.trash_bar.days.text() == "Never"
    assert bench.notebook.retention() is None
    view.trash_bar.days.setFocus()
    view.trash_bar.days.selectAll()
    keys.type("30")
    keys.press(Qt.Key.Key_Return)
    bench.settle()
    assert bench.notebook.retention() == 30
    assert "30 days" in bench.said[-1]


def test_a_refusal_is_said_and_the_words_stay(
    bench: Bench, view: NotebookView, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.add("safe")
    bench.show(view)
    view.table.choose(0)

    def full(*_args: object) -> None:
        raise UserError("The disk is full. Free some space.")

    monkeypatch.setattr(bench.notebook, "save", full)
    view.detail.editor.setPlainText("not yet safe")
    assert [edit.value.body for edit in bench.model.finish()] == ["not yet safe"]
    assert view.detail.sign.words.text() == "Not saved"
    assert view.detail.reason.text() == "The disk is full. Free some space."
    assert view.detail.editor.toPlainText() == "not yet safe"
    monkeypatch.undo()
    assert bench.model.finish() == []
    assert bench.bodies() == ["not yet safe"]


def test_unsaved_words_are_there_when_one_comes_back_to_them(
    bench: Bench, view: NotebookView, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.add("one")
    bench.add("two")
    bench.show(view)

    def full(*_args: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(bench.notebook, "save", full)
    view.table.choose(0)
    view.detail.editor.setPlainText("two, unsaved")
    view.table.choose(1)
    bench.settle()
    view.table.choose(0)
    assert view.detail.editor.toPlainText() == "two, unsaved"
    assert view.detail.sign.words.text() == "Not saved"
    monkeypatch.undo()
    assert bench.model.finish() == []
    assert sorted(bench.bodies()) == ["one", "two, unsaved"]


def test_notes_written_elsewhere_come_in_by_refresh(bench: Bench, view: NotebookView) -> None:
    first = bench.add("first")
    bench.show(view)
    view.table.choose(0)
    bench.add("second")
    bench.notebook.save(first.id, "first, changed elsewhere", first.revision)
    bench.model.refresh()
    assert seen(view, bench) == ["second", "first, changed elsewhere"]
    assert view.table.current_note() is not None
    assert view.detail.editor.toPlainText() == "first, changed elsewhere"


@pytest.mark.parametrize("size", [(1366, 640), (640, 300)])
@pytest.mark.parametrize(("theme", "text"), [("light", 1.0), ("contrast", 1.0), ("light", 2.0)])
def test_every_widget_has_a_name_and_no_label_is_cut(
    bench: Bench, view: NotebookView, size: tuple[int, int], theme: Choice, text: float
) -> None:
    bench.theme.set_window_text(text)
    for number in range(12):
        bench.add(f"note {number}", anchor=passage("a long quote " * 9, AnchorState.MOVED, "was so"))
    bench.show(view, *size)
    bench.theme.choose(theme)
    view.show_filters.setChecked(True)
    view.table.choose(0)
    assert nameless(view) == []
    assert cut(view) == []
    note = view.table.current_note()
    assert note is not None
    view.table.entered.emit(note)
    assert nameless(view) == []
    assert cut(view) == []
    view.table.selectAll()
    view.panes.show_detail()
    assert nameless(view) == []
    assert cut(view) == []
    view.filters.trash.click()
    bench.settle()
    assert cut(view) == []


def test_tab_goes_round_everything(bench: Bench, view: NotebookView, keys: Keyboard) -> None:
    bench.add("one")
    bench.add("two")
    bench.show(view)
    view.list_focus()
    assert not_reached_by_tab(view, keys) == []
    view.list_focus()
    view.table.selectAll()
    assert not_reached_by_tab(view, keys) == []


def test_in_a_small_window_the_note_lies_over_the_list(
    bench: Bench, view: NotebookView, keys: Keyboard
) -> None:
    bench.add("small")
    bench.show(view, 640, 300)
    assert view.panes.is_folded
    assert not view.detail.isVisible()
    assert not view.filters.isVisible()
    view.list_focus()
    keys.press(Qt.Key.Key_Return)
    assert view.detail.editor.hasFocus()
    assert not view.table.isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert view.table.hasFocus()
    assert not view.detail.isVisible()
    view.show_filters.click()
    assert view.filters.isVisible()


def test_a_note_that_is_being_typed_goes_on_through_a_fold(
    bench: Bench, view: NotebookView, keys: Keyboard
) -> None:
    bench.add("x")
    bench.show(view)
    view.list_focus()
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_End)
    keys.type(" before")
    bench.windows[0].resize(640, 360)
    assert view.detail.editor.hasFocus()
    keys.type(" after")
    assert view.detail.editor.toPlainText() == "x before after"


def test_a_chip_is_opened_and_chosen_by_keys(bench: Bench, view: NotebookView, keys: Keyboard) -> None:
    bench.add("why", kind=NoteKind.QUESTION)
    bench.add("so")
    bench.show(view)
    view.filters.kind.setFocus()
    keys.press(Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert seen(view, bench) == ["why"]


def test_the_window_that_comes_later_hears_of_changes(bench: Bench, view: NotebookView) -> None:
    heard: list[int] = []
    bench.model.notes_changed.connect(lambda: heard.append(1))
    bench.add("x")
    bench.show(view)
    view.table.choose(0)
    assert heard == []
    view.detail.delete.click()
    bench.settle()
    assert heard
