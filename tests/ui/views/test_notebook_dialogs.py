"""History, wordings, copies, import and export: each says first what it will do."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from looking import cut, nameless
from plugin_bench import ROOT, Bench
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QMessageBox

from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import NoteKind, NoteQuery, Visibility
from esscollab_desktop.services.backups import Backups
from esscollab_desktop.services.exchange import export_notes
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.repository import open_notebook
from esscollab_desktop.ui.viewmodels.backups import BackupsModel
from esscollab_desktop.ui.viewmodels.exchange import ExchangeModel, Format
from esscollab_desktop.ui.views.backups_dialog import BackupsDialog
from esscollab_desktop.ui.views.conflict_dialog import ConflictDialog
from esscollab_desktop.ui.views.export_notes_dialog import ExportNotesDialog
from esscollab_desktop.ui.views.history_dialog import HistoryDialog
from esscollab_desktop.ui.views.import_dialog import ImportDialog

MIGRATIONS = ROOT / "db" / "migrations"


@pytest.fixture(params=[1.0, 2.0], ids=["100 %", "200 %"])
def window(bench: Bench, request: pytest.FixtureRequest) -> QMainWindow:
    bench.theme.set_window_text(request.param)
    made = QMainWindow()
    bench.windows.append(made)
    made.show()
    bench.meetings_model.attach(bench.meetings, bench.notebook)
    bench.model.attach(bench.notebook)
    bench.settle()
    return made


@pytest.fixture
def exchange(bench: Bench) -> ExchangeModel:
    model = ExchangeModel(bench.reader, bench.writer)
    model.attach(bench.notebook, bench.meetings, Backups(bench.folder, MIGRATIONS), {})
    model.said.connect(bench.said.append)
    return model


def sound(dialog: QDialog) -> None:
    dialog.show()
    assert nameless(dialog) == []
    assert cut(dialog) == []


def answer(words: str) -> list[str]:
    """Press a button of the box that comes next; what it asked."""
    asked: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(0, press)
    return asked


def test_the_history_shows_what_changed_and_leads_back(bench: Bench, window: QMainWindow) -> None:
    note = bench.add("hold the spring forum")
    bench.notebook.histories([note.id])  # what was handed out is a version of its own
    later = bench.notebook.save(note.id, "hold the autumn forum in Holyoke", note.revision, note.fields)
    dialog = HistoryDialog(bench.model, later, bench.theme, window)
    bench.settle()
    sound(dialog)
    assert dialog.versions.count() == 2
    assert not dialog.restore.isEnabled()
    assert dialog.text.toPlainText() == "hold the springautumn forum in Holyoke"
    told = dialog.text.accessibleDescription()
    assert "taken out: spring" in told
    assert "added: autumn" in told
    cursor = dialog.text.textCursor()
    for place, is_struck, is_lined in ((6, False, False), (12, True, False), (18, False, True)):
        cursor.setPosition(place)
        assert cursor.charFormat().fontStrikeOut() is is_struck
        assert cursor.charFormat().fontUnderline() is is_lined
    dialog.versions.setCurrentRow(1)
    assert dialog.restore.isEnabled()
    dialog.restore.click()
    bench.settle()
    assert bench.bodies() == ["hold the spring forum"]
    assert dialog.versions.count() == 3
    dialog.close()


def test_the_history_tells_changed_fields_in_lines(bench: Bench, window: QMainWindow) -> None:
    note = bench.add("who")
    bench.notebook.histories([note.id])
    later = bench.notebook.save(
        note.id, "who", note.revision, bench.fields(kind=NoteKind.QUESTION, tags=("forum",))
    )
    dialog = HistoryDialog(bench.model, later, bench.theme, window)
    bench.settle()
    assert dialog.fields.text().splitlines() == ["Kind: comment, then question", "Tags: none, then forum"]
    assert dialog.text.accessibleDescription() == "no word changed"
    dialog.close()


def test_copies_are_listed_made_and_gone_back_to(bench: Bench, window: QMainWindow) -> None:
    bench.add("one")
    backups = Backups(bench.folder, MIGRATIONS, lambda: datetime.now(UTC))
    model = BackupsModel(bench.writer)
    model.attach(backups)
    calls: list[str] = []
    model.around_restore = lambda _work, _done, _refused: calls.append("asked for")
    dialog = BackupsDialog(model, bench.theme, window)
    bench.settle()
    assert dialog.words.text().startswith("No copy yet.")
    assert not dialog.restore.isEnabled()
    dialog.make.click()
    bench.settle()
    sound(dialog)
    row = dialog.copies.topLevelItem(0)
    assert row is not None
    assert (row.text(2), row.text(4)) == ("1", "Sound")
    assert dialog.said.text().startswith("Backed up: 1 note, ")
    asked = answer("Stay as it is")
    dialog.restore.click()
    assert calls == []
    assert "That copy holds 1 note." in asked[0]
    assert "can itself be undone" in asked[0]
    answer("Go back to this copy")
    dialog.restore.click()
    assert calls == ["asked for"]
    dialog.close()


def test_an_export_leaves_private_notes_out_until_asked(
    bench: Bench,
    window: QMainWindow,
    exchange: ExchangeModel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench.add("for all")
    bench.add("mine alone", visibility=Visibility.PRIVATE)
    dialog = ExportNotesDialog(exchange, [], bench.theme, window)
    bench.settle()
    sound(dialog)
    assert dialog.every.isChecked()
    assert not dialog.private.isChecked()
    assert dialog.summary.text() == "Holds 1 note. 1 private note is left out."
    dialog.private.setChecked(True)
    bench.settle()
    assert dialog.summary.text() == "Holds 2 notes. 1 private note is among them."
    dialog.private.setChecked(False)
    bench.settle()
    out = tmp_path / "out.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    dialog.save.click()
    bench.settle()
    assert out.exists()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert "1 private note is left out." in bench.said[-1]


def test_an_export_begins_with_what_one_was_looking_at(
    bench: Bench, window: QMainWindow, exchange: ExchangeModel
) -> None:
    meeting = bench.meetings.add(MeetingFields("Forum"))
    kept = bench.add("there", meeting=meeting.id)
    bench.add("elsewhere")
    meetings = bench.meetings.list()
    of_meeting = ExportNotesDialog(exchange, meetings, bench.theme, window, NoteQuery(meeting=meeting.id))
    assert of_meeting.of_meeting.isChecked()
    assert of_meeting.choice() == NoteQuery(meeting=meeting.id)
    bench.settle()
    assert of_meeting.summary.text() == "Holds 1 note."
    query = NoteQuery(words="there", limit=100, offset=200)
    listed = ExportNotesDialog(exchange, meetings, bench.theme, window, query)
    assert listed.listed.isChecked()
    assert listed.choice() == NoteQuery(words="there")
    chosen = ExportNotesDialog(exchange, meetings, bench.theme, window, query, [kept.id])
    assert chosen.chosen.isChecked()
    assert chosen.choice() == [kept.id]
    bench.settle()
    sound(chosen)
    assert chosen.chosen_format() is Format.EXCHANGE
    assert exchange.formats == [Format.EXCHANGE]


def test_an_import_is_shown_first_and_taken_back_whole(
    bench: Bench, window: QMainWindow, exchange: ExchangeModel, tmp_path: Path
) -> None:
    other = other_office(tmp_path)
    bench.add("mine")
    exchange.imported.connect(bench.model.did)
    dialog = ImportDialog(exchange, bench.theme, window, other)
    bench.settle()
    sound(dialog)
    assert bench.bodies() == ["mine"]
    top = dialog.lines.topLevelItem(0)
    assert top is not None
    assert top.text(0) == "Will be added: 1"
    line = top.child(0)
    assert line is not None
    assert "from the other office" in line.text(0)
    assert "Undo takes all of it back" in dialog.summary.text()
    dialog.take.click()
    bench.settle()
    assert sorted(bench.bodies()) == ["from the other office", "mine"]
    assert bench.model.undo_words.startswith("Imported 1 record")
    bench.model.undo()
    bench.settle()
    assert bench.bodies() == ["mine"]


def other_office(folder: Path) -> Path:
    """A file with one note, as another copy of the program wrote it."""
    repository = open_notebook(folder / "other", MIGRATIONS)
    notebook = Notebook(repository)
    notebook.add("4.OH", "from the other office")
    written = export_notes(notebook, Meetings(repository.meetings), folder / "other-office.zip")
    notebook.close()
    return written.path


def test_a_file_that_is_none_is_told_in_a_sentence(
    bench: Bench, window: QMainWindow, exchange: ExchangeModel, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all", encoding="utf-8")
    dialog = ImportDialog(exchange, bench.theme, window, path)
    bench.settle()
    assert not dialog.take.isEnabled()
    assert dialog.summary.text().endswith(".")
    assert "Looking" not in dialog.summary.text()
    dialog.close()


def test_two_wordings_stand_side_by_side_until_one_is_picked(
    bench: Bench, window: QMainWindow, exchange: ExchangeModel, tmp_path: Path
) -> None:
    note = bench.add("the forum")
    out = export_notes(bench.notebook, bench.meetings, tmp_path / "a.zip").path
    repository = open_notebook(tmp_path / "other", MIGRATIONS)
    other, meetings = Notebook(repository), Meetings(repository.meetings)
    theirs = ExchangeModel(bench.reader, bench.writer)
    theirs.attach(other, meetings, Backups(tmp_path / "other", MIGRATIONS), {})
    theirs.planned.connect(theirs.take_in)
    theirs.look_into(out)
    bench.settle()
    (copied,) = other.notes()
    other.save(copied.id, "the forum in Worcester", copied.revision)
    back = export_notes(other, meetings, tmp_path / "b.zip").path
    other.close()
    bench.notebook.save(note.id, "the forum in Holyoke", note.revision)
    dialog = ImportDialog(exchange, bench.theme, window, back)
    bench.settle()
    assert "two wordings" in dialog.summary.text()
    dialog.take.click()
    bench.settle()
    stored = bench.notebook.get(note.id)
    assert stored is not None
    assert stored.rivals
    conflict = ConflictDialog(bench.model, stored, bench.theme, window)
    bench.settle()
    sound(conflict)
    wordings = [text.toPlainText() for text in conflict.texts]
    assert sorted(wordings) == ["the forum in Holyoke", "the forum in Worcester"]
    conflict.picks[wordings.index("the forum in Worcester")].click()
    bench.settle()
    settled = bench.notebook.get(note.id)
    assert settled is not None
    assert (settled.body, settled.rivals) == ("the forum in Worcester", ())
