"""Meetings as a view: started, filled in, used, ended, deleted and brought back; their notes beside them."""

from datetime import date

import pytest
from looking import cut, nameless, not_reached_by_tab
from plugin_bench import Bench
from plugin_desk import Keyboard
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteKind, NoteQuery
from esscollab_desktop.ui.look.theme import Choice
from esscollab_desktop.ui.views.meetings_view import EMPTY, MeetingsView

TESTER = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def view(bench: Bench) -> MeetingsView:
    return MeetingsView(bench.meetings_model, bench.theme, bench.icons)


def test_without_a_meeting_it_says_what_one_is_good_for(bench: Bench, view: MeetingsView) -> None:
    bench.show(view)
    assert view.empty.isVisible()
    assert view.empty.text() == EMPTY == "No meeting yet. Start one, and every new note carries its name."


def test_a_meeting_is_started_and_filled_in_by_keys(bench: Bench, view: MeetingsView, keys: Keyboard) -> None:
    bench.show(view)
    view.list_focus()
    assert view.new.hasFocus()
    keys.press(Qt.Key.Key_Space)
    bench.settle()
    assert view.record.title.hasFocus()
    keys.type("Spring forum")
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Space)
    for _ in range(4):  # month, day and year are a stop each
        keys.press(Qt.Key.Key_Tab)
    keys.type("Town hall")
    keys.press(Qt.Key.Key_Tab)
    keys.type("Families")
    keys.press(Qt.Key.Key_Tab)
    keys.type("Parents\nTeachers")
    keys.press(Qt.Key.Key_Tab)
    keys.type("1. Welcome")
    assert view.record.sign.words.text() == "Writing…"
    assert bench.meetings_model.finish() == []
    (meeting,) = bench.meetings.list()
    assert (meeting.title, meeting.place, meeting.audience) == ("Spring forum", "Town hall", "Families")
    assert meeting.groups == ("Parents", "Teachers")
    assert meeting.agenda == "1. Welcome"
    assert meeting.date is not None
    assert view.record.sign.words.text().startswith("Saved ")
    bench.settle()
    assert view.list.currentIndex().data() == "Spring forum"


def test_what_is_typed_is_saved_without_leaving_the_field(
    bench: Bench, view: MeetingsView, keys: Keyboard
) -> None:
    bench.meetings.add(MeetingFields("Forum"))
    bench.show(view)
    view.list_focus()
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_End)
    keys.type(" in Holyoke")
    bench.qtbot.waitUntil(lambda: bench.meetings.list()[0].title == "Forum in Holyoke")
    assert view.record.title.hasFocus()
    assert view.record.title.text() == "Forum in Holyoke"


def test_a_meeting_needs_a_title_and_says_so(bench: Bench, view: MeetingsView) -> None:
    bench.meetings.add(MeetingFields("Forum"))
    bench.show(view)
    view.list_focus()
    view.record.title.clear()
    view.record.title.textEdited.emit("")
    assert len(bench.meetings_model.finish()) == 1
    assert view.record.sign.words.text() == "Not saved"
    assert view.record.reason.text().startswith("The meeting has no title.")
    assert bench.meetings.list()[0].title == "Forum"


def test_the_running_meeting_stamps_new_notes_until_it_is_ended(bench: Bench, view: MeetingsView) -> None:
    meeting = bench.meetings.add(MeetingFields("Forum"))
    bench.show(view)
    view.list_focus()
    assert view.record.use.text() == "Use this meeting"
    view.record.use.click()
    bench.settle()
    assert bench.meetings_model.current is not None
    assert view.record.use.text() == "End the meeting"
    assert view.record.running.isVisible()
    assert bench.said[-1] == "Every new note now carries “Forum”."
    bench.add("heard", kind=NoteKind.HEARD)
    bench.add("asked", kind=NoteKind.QUESTION)
    bench.meetings_model.refresh()
    bench.settle()
    assert view.heading.text() == "2 notes"
    assert view.kinds.text() == "Question 1, Heard 1"
    assert bench.meetings_model.pages.model.total == 2
    view.record.use.click()
    bench.settle()
    assert bench.meetings.current() is None
    assert view.record.use.text() == "Use this meeting"
    assert bench.add("later").fields.meeting == ""
    assert bench.notebook.count(NoteQuery(meeting=meeting.id)) == 2


def test_a_deleted_meeting_comes_back_with_its_notes(bench: Bench, view: MeetingsView) -> None:
    meeting = bench.meetings.add(MeetingFields("Forum"))
    bench.add("said there", meeting=meeting.id)
    bench.show(view)
    view.list_focus()
    view.record.delete.click()
    bench.settle()
    assert bench.meetings.list() == []
    assert view.empty.isVisible()
    assert view.undo_bar.words.text() == "“Forum” is deleted."
    view.undo_bar.undo.click()
    bench.settle()
    assert [m.title for m in bench.meetings.list()] == ["Forum"]
    assert view.heading.text() == "1 note"
    assert not view.undo_bar.isVisible()


def test_the_notes_of_a_meeting_are_exported_and_opened(
    bench: Bench, view: MeetingsView, qtbot: QtBot
) -> None:
    meeting = bench.meetings.add(MeetingFields("Forum"))
    note = bench.add("said there", meeting=meeting.id)
    bench.show(view)
    view.list_focus()
    bench.settle()
    with qtbot.waitSignal(view.export_wanted) as caught:
        view.record.export.click()
    assert caught.args == [NoteQuery(meeting=meeting.id), []]
    view.notes.choose(0)
    with qtbot.waitSignal(view.note_chosen) as chosen:
        view.notes.entered.emit(view.notes.current_note())
    assert chosen.args[0].id == note.id
    with qtbot.waitSignal(view.opened) as opened:
        view.go_to_passage()
    assert opened.args == ["4.MA", note.id]


def test_a_refusal_leaves_the_record_on_the_screen(
    bench: Bench, view: MeetingsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.meetings.add(MeetingFields("Forum"))
    bench.show(view)
    view.list_focus()

    def full(*_args: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(bench.meetings, "save", full)
    view.record.agenda.setPlainText("1. Welcome")
    assert len(bench.meetings_model.finish()) == 1
    assert view.record.reason.text() == "The disk is full."
    monkeypatch.undo()
    assert bench.meetings_model.finish() == []
    assert bench.meetings.list()[0].agenda == "1. Welcome"


@pytest.mark.parametrize("size", [(1366, 640), (1000, 600), (640, 300)])
@pytest.mark.parametrize(("theme", "text"), [("light", 1.0), ("contrast", 1.0), ("light", 2.0)])
def test_every_widget_has_a_name_and_no_label_is_cut(
    bench: Bench, view: MeetingsView, size: tuple[int, int], theme: Choice, text: float
) -> None:
    bench.theme.set_window_text(text)
    meeting = bench.meetings.add(MeetingFields("A long title " * 6, date(2026, 11, 20), "Town hall"))
    bench.meetings.use(meeting.id)
    bench.add("x")
    bench.show(view, *size)
    bench.theme.choose(theme)
    assert nameless(view) == []
    assert cut(view) == []
    view.list_focus()
    view.list.entered.emit()
    bench.settle()
    assert nameless(view) == []
    assert cut(view) == []
    if view.inner.is_folded:
        view.to_notes.click()
        assert nameless(view) == []
        assert cut(view) == []


def test_tab_goes_round_everything(bench: Bench, view: MeetingsView, keys: Keyboard) -> None:
    bench.meetings.add(MeetingFields("Forum"))
    bench.show(view)
    view.list_focus()
    bench.settle()
    assert not_reached_by_tab(view, keys) == []


def test_in_a_small_window_esc_leads_from_notes_to_record_to_list(
    bench: Bench, view: MeetingsView, keys: Keyboard
) -> None:
    bench.meetings.add(MeetingFields("Forum"))
    bench.show(view, 640, 300)
    view.list_focus()
    keys.press(Qt.Key.Key_Return)
    assert view.record.title.hasFocus()
    assert not view.list.isVisible()
    view.to_notes.click()
    assert not view.record.isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert view.record.isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert view.list.hasFocus()


def test_the_list_of_meetings_is_a_sound_model(bench: Bench, view: MeetingsView) -> None:
    tester = QAbstractItemModelTester(bench.meetings_model.model, TESTER)
    for title in ("one", "two", "three"):
        bench.meetings.add(MeetingFields(title, date(2026, 11, 20), "Town hall"))
    bench.show(view)
    index = bench.meetings_model.model.index(0)
    assert "November 20, 2026, Town hall, 0 notes" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    tester.deleteLater()
