"""The notebook's journey: a passage noted, the program killed, a new edition, a meeting and its export."""

import csv
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from plugin_desk import CONTROL, SHIFT, Answers, Desks, Keyboard, stands
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from esscollab_desktop import bootstrap, paths
from esscollab_desktop.app import Desk
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.ui.viewmodels.exchange import ENDINGS, Format
from esscollab_desktop.ui.views.export_notes_dialog import ExportNotesDialog

Key = Qt.Key
ROOT = Path(__file__).parents[2]
QUOTE = "feedback right away"
FORMER, LATER = "gave the people in the room feedback right away", "gave people in the room feedback at once"

# What the killed process does: mark words on the page, press one key, type, and say when it is saved.
CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from esscollab_desktop import app as door
app = door.application()
desk = door.Desk(app, Path(sys.argv[1]))
desk.window.show(); desk.window.activateWindow()
def write(_counts):
    desk.notes.counts_changed.disconnect(write)
    desk.window.reading.open("4.MA")
    view = desk.window.page_pane.view
    start = view.page_map.passages.text.index(sys.argv[2])
    (first, last), = view.page_map.passages.places(start, start + len(sys.argv[2]))
    cursor = view.textCursor()
    cursor.setPosition(first); cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    window = QGuiApplication.focusWindow()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    plain = Qt.KeyboardModifier.NoModifier
    for letter in "Who wrote it down?":
        QTest.sendKeyEvent(QTest.KeyAction.Click, window, Qt.Key.Key_unknown, letter, plain)
    look = QTimer(app)
    look.timeout.connect(lambda: desk.notes.unsaved or print("saved", flush=True))
    look.start(50)
desk.notes.counts_changed.connect(write)
app.exec()
"""


def killed_after_saving(data: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(data), QUOTE], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "saved\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


def words_of(desk: Desk) -> str:
    """The words on the page that the only highlight stands on."""
    (draft,) = [draft for draft in desk.notes.shown if draft.place]
    assert draft.place is not None
    return desk.window.page_pane.view.page_map.passages.text[draft.place.start : draft.place.end]


@pytest.fixture
def later_edition(tmp_path: Path) -> Path:
    """The same bundle with a book in which the noted sentence was written anew."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "resources" / "content", content)
    page = content / "4-maximize-your-resources" / "4.MA.md"
    text = page.read_text("utf-8")
    assert FORMER in text
    page.write_text(text.replace(FORMER, LATER), "utf-8")
    book = content / "book.yaml"
    book.write_text(book.read_text("utf-8").replace('edition: "2026.1"', 'edition: "2027.1"'), "utf-8")
    bundle = tmp_path / "bundle"
    (bundle / "db").mkdir(parents=True)
    (bundle / "resources").symlink_to(ROOT / "resources")
    (bundle / "db" / "migrations").symlink_to(ROOT / "db" / "migrations")
    build_book(content, bundle / "db" / "practices.sqlite")
    return bundle


def test_a_passage_is_noted_killed_found_deleted_brought_back_moved_and_confirmed(
    desks: Desks,
    keys: Keyboard,
    qtbot: QtBot,
    tmp_path: Path,
    built_book: Path,
    later_edition: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = tmp_path / "data"
    killed_after_saving(data)

    desk = desks.open(data)
    desk.window.reading.open("4.MA")
    qtbot.waitUntil(lambda: len(desk.notes.shown) == 1)
    assert words_of(desk) == QUOTE
    (card,) = desk.window.notes_pane.cards
    assert card.editor.toPlainText() == "Who wrote it down?"
    assert card.head.quote.text() == f"“{QUOTE}”"
    assert card.head.place.text().startswith("4.MA, ")

    card.write()
    keys.press(Key.Key_Delete, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: not desk.window.notes_pane.cards)
    keys.press(Key.Key_B, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(desk.window.notes_pane.cards) == 1)
    assert words_of(desk) == QUOTE
    desks.close(desk)

    for module in (paths, bootstrap):
        monkeypatch.setattr(module, "bundle_root", lambda: later_edition)
    desk = desks.open(data)
    desk._worker.drain()  # nobody looks at a note before the start has put it in its place
    desk.window.reading.open("4.MA")
    qtbot.waitUntil(lambda: len(desk.window.notes_pane.cards) == 1)
    (card,) = desk.window.notes_pane.cards
    (draft,) = desk.notes.shown
    if draft.is_orphan:
        choose(desk, "feedback at once")
        card.choices["pick"].click()
    else:
        assert draft.is_moved
        assert card.head.was.text() == f"Was: “{QUOTE}”"
        card.choices["confirm"].click()
    qtbot.waitUntil(lambda: not desk.notes.unsaved)
    assert not desk.notes.shown[0].is_moved
    assert "feedback" in words_of(desk)
    desks.close(desk)

    desk = desks.open(data)
    desk.window.reading.open("4.MA")
    qtbot.waitUntil(lambda: len(desk.window.notes_pane.cards) == 1)
    assert not desk.notes.shown[0].is_moved
    assert "feedback" in words_of(desk)


def choose(desk: Desk, words: str) -> None:
    """Mark words on the page."""
    view = desk.window.page_pane.view
    start = view.page_map.passages.text.index(words)
    ((first, last),) = view.page_map.passages.places(start, start + len(words))
    cursor = view.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def test_a_meeting_stamps_its_notes_and_goes_out_as_word_and_table(
    desks: Desks,
    keys: Keyboard,
    answers: Answers,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = desks.open(tmp_path / "data")
    window = desk.window
    keys.press(Key.Key_4, CONTROL)
    with qtbot.waitSignal(desk.meetings.added) as kept:
        desk.meetings.add(MeetingFields("Advisory council", place="Room 2"))
    (meeting,) = kept.args
    desk.meetings.use(meeting.id)
    qtbot.waitUntil(lambda: "Advisory council" in window.view_bar.meeting.text())

    keys.press(Key.Key_R, CONTROL)
    for code, words in (("4.MA", "first"), ("4.MI", "second"), ("4", "third")):
        window.reading.open(code)
        keys.press(Key.Key_N, CONTROL)
        keys.type(f"The {words} thing that was said")
        qtbot.waitUntil(lambda: not desk.notes.unsaved)
    keys.press(Key.Key_4, CONTROL)
    qtbot.waitUntil(lambda: len(desk.meetings.meetings) == 1)

    for form in (Format.DOCX, Format.CSV):
        out = tmp_path / f"council{ENDINGS[form]}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, out=out, **_k: (str(out), ""))

        def save(dialog: QDialog, form: Format = form) -> None:
            assert isinstance(dialog, ExportNotesDialog)
            dialog.of_meeting.setChecked(True)
            dialog.meeting.setCurrentIndex(dialog.meeting.findData(meeting.id))
            dialog.forms[form].setChecked(True)
            qtbot.waitUntil(dialog.save.isEnabled)
            dialog.save.click()
            qtbot.waitUntil(lambda: not stands(dialog))  # it closes once the file is written

        answers.to_next(save)
        window.commands["export_notes"].trigger()
        assert out.exists()

    text = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "council.docx")).paragraphs)
    with (tmp_path / "council.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = "\n".join(",".join(row) for row in csv.reader(table))
    for words in ("first", "second", "third", "Advisory council"):
        assert words in text
        assert words in rows
