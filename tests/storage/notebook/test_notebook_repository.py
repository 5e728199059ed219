"""Notes go in and come out as they were typed, and two editors of one note lose nothing."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import NoteFields, Visibility
from esscollab_desktop.storage.notebook.opening import make_ready
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook
from esscollab_desktop.storage.notebook.stored_text import storable

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[NotebookRepository]:
    repository = open_notebook(tmp_path, MIGRATIONS)
    yield repository
    repository.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NotebookRepository]:
    repository = open_notebook(tmp_path_factory.mktemp("shared"), MIGRATIONS)
    yield repository
    repository.close()


@settings(deadline=None)
@given(body=st.text(), second=st.text())
def test_any_text_comes_back_as_typed(shared: NotebookRepository, body: str, second: str) -> None:
    added = shared.add("4.MA", body)
    assert added.body == body
    assert shared.get(added.id) == added
    saved = shared.save(added.id, second, added.revision)
    assert (saved.id, saved.body) == (added.id, second)
    assert shared.get(added.id) == saved


@settings(deadline=None)
@given(body=st.text(st.characters() | st.characters(categories=["Cs"])))
def test_halves_of_characters_become_visible_marks(shared: NotebookRepository, body: str) -> None:
    kept = shared.add("4", body)
    assert shared.get(kept.id) == kept
    assert kept.body == storable(body)
    assert kept.body.encode().decode() == kept.body


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\ud83db", "a[U+D83D]b"),
        ("\ud83d\ude00", "😀"),
        ("\ude00\ud83d", "[U+DE00][U+D83D]"),
        ("caf\udce9", "caf[U+DCE9]"),
        ("nul\0, bell\a, \ufeff, \uffff, e\u0301, é", "nul\0, bell\a, \ufeff, \uffff, e\u0301, é"),
    ],
)
def test_what_no_encoding_holds_is_marked_and_all_else_is_kept(typed: str, kept: str) -> None:
    assert storable(typed) == kept


def test_text_is_no_sql(notebook: NotebookRepository) -> None:
    body = "'); DROP TABLE note; -- :wanted %s ? <b>#import</b>"
    notebook.add("4'; --", body)
    assert [(kept.target, kept.body) for kept in notebook.notes("4'; --")] == [("4'; --", body)]


def test_times_are_kept_in_utc(tmp_path: Path) -> None:
    at = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    notebook = open_notebook(tmp_path, MIGRATIONS, now=lambda: at)
    added = notebook.add("4", "late")
    notebook.close()
    again = open_notebook(tmp_path, MIGRATIONS)
    (kept,) = again.notes()
    again.close()
    assert kept == added
    assert kept.created_at.tzinfo is UTC
    assert kept.created_at.hour == 4


def test_lists_are_oldest_first_and_counted_by_target(tmp_path: Path) -> None:
    ticks = iter(range(100))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    notebook = open_notebook(tmp_path, MIGRATIONS, now=lambda: start + timedelta(seconds=next(ticks)))
    first, second, third = (
        notebook.add("4.MA", "one"),
        notebook.add("4", "two"),
        notebook.add("4.MA", "three"),
    )
    notebook.save(first.id, "one, changed later", first.revision)
    assert [kept.id for kept in notebook.notes()] == [first.id, second.id, third.id]
    assert [kept.id for kept in notebook.notes("4.MA")] == [first.id, third.id]
    assert notebook.notes("4.M") == []
    assert notebook.counts() == {"4.MA": 2, "4": 1}
    notebook.close()


def test_private_notes_are_left_out_of_the_shared_counts(notebook: NotebookRepository) -> None:
    kept = {seen: notebook.add("4.MA", "text", NoteFields(visibility=seen)) for seen in Visibility}
    notebook.add("4", "for the team, as notes are unless told otherwise")
    assert notebook.counts() == {"4.MA": 3, "4": 1}
    assert notebook.shared_counts() == {"4.MA": 2, "4": 1}
    notebook.delete(kept[Visibility.TEAM].id)
    assert notebook.shared_counts() == {"4.MA": 1, "4": 1}


def test_deleted_notes_leave_the_lists_and_come_back(notebook: NotebookRepository) -> None:
    added = notebook.add("4.MA", "text")
    assert notebook.delete(added.id).deleted_at is not None
    assert notebook.notes() == []
    assert notebook.counts() == {}
    gone = notebook.get(added.id)
    assert gone is not None and gone.body == "text"
    back = notebook.restore(added.id)
    # A version of its own, so that a merge can tell it from a note that was never brought back.
    assert (back.body, back.deleted_at, back.revision) == ("text", None, 2)
    assert notebook.notes() == [back]


def test_an_unknown_note_is_told(notebook: NotebookRepository) -> None:
    assert notebook.get("no such id") is None
    for act in (notebook.delete, notebook.restore, lambda note_id: notebook.save(note_id, "text", 1)):
        with pytest.raises(UserError, match="not in the notebook any more"):
            act("no such id")


def test_two_editors_of_one_note_keep_both_texts(tmp_path: Path) -> None:
    ours, theirs = open_notebook(tmp_path, MIGRATIONS), open_notebook(tmp_path, MIGRATIONS)
    start = ours.add("4.MA", "start")
    first = ours.save(start.id, "ours", start.revision)
    beside = theirs.save(start.id, "theirs", start.revision)
    assert beside.id != start.id
    assert beside.target == "4.MA"
    # Both go on typing, each from the revision that it knows: no third note.
    for count in range(5):
        first = ours.save(start.id, f"ours {count}", first.revision)
        beside = theirs.save(beside.id, f"theirs {count}", beside.revision)
    assert {kept.body for kept in ours.notes()} == {"ours 4", "theirs 4"}
    ours.close()
    theirs.close()


def test_a_late_save_over_the_old_revision_goes_on_in_the_note_beside(tmp_path: Path) -> None:
    ours, theirs = open_notebook(tmp_path, MIGRATIONS), open_notebook(tmp_path, MIGRATIONS)
    start = ours.add("4.MA", "start")
    ours.save(start.id, "ours", start.revision)
    beside = theirs.save(start.id, "theirs", start.revision)
    again = theirs.save(start.id, "theirs, more", start.revision)
    assert again.id == beside.id
    # Having read the other's text, they may write over it.
    read = theirs.get(start.id)
    assert read is not None
    assert theirs.save(start.id, "agreed", read.revision).id == start.id
    assert {kept.body for kept in ours.notes()} == {"agreed", "theirs, more"}
    ours.close()
    theirs.close()


def test_an_answer_that_was_never_read_is_no_conflict(notebook: NotebookRepository) -> None:
    start = notebook.add("4", "a")
    notebook.save(start.id, "ab", start.revision)
    assert notebook.save(start.id, "abc", start.revision).id == start.id
    assert [kept.body for kept in notebook.notes()] == ["abc"]


def test_the_same_text_from_two_editors_is_one_note(tmp_path: Path) -> None:
    ours, theirs = open_notebook(tmp_path, MIGRATIONS), open_notebook(tmp_path, MIGRATIONS)
    start = ours.add("4.MA", "start")
    ours.save(start.id, "same", start.revision)
    assert theirs.save(start.id, "same", start.revision).id == start.id
    assert [kept.body for kept in theirs.notes()] == ["same"]
    ours.close()
    theirs.close()


def test_a_text_saved_into_a_note_deleted_elsewhere_is_listed(tmp_path: Path) -> None:
    ours, theirs = open_notebook(tmp_path, MIGRATIONS), open_notebook(tmp_path, MIGRATIONS)
    start = ours.add("4.MA", "start")
    theirs.delete(start.id)
    ours.save(start.id, "still typing", start.revision)
    assert [kept.body for kept in theirs.notes()] == ["still typing"]
    ours.close()
    theirs.close()


def test_threads_read_and_write_side_by_side(notebook: NotebookRepository) -> None:
    start = threading.Barrier(4)

    def work(number: int) -> list[str]:
        start.wait(30)
        kept = []
        for count in range(25):
            kept.append(notebook.add(str(number), f"{number}/{count}").body)
            assert len(notebook.notes(str(number))) == count + 1
        return kept

    with ThreadPoolExecutor(4) as pool:
        kept = [body for bodies in pool.map(work, range(4)) for body in bodies]
    assert sorted(kept) == sorted(note.body for note in notebook.notes())
    assert notebook.counts() == {str(number): 25 for number in range(4)}


def test_a_writer_that_does_not_let_go_is_told(tmp_path: Path) -> None:
    opened = make_ready(tmp_path, MIGRATIONS, datetime.now(UTC))
    notebook = NotebookRepository(opened, lambda: datetime.now(UTC), busy_seconds=0.05)
    with closing(sqlite3.connect(opened.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="Another program is writing"):
            notebook.add("4", "text")
        other.execute("ROLLBACK")
    assert notebook.add("4", "text") in notebook.notes()
    notebook.close()


def test_a_closed_notebook_opens_nothing_again(notebook: NotebookRepository) -> None:
    notebook.close()
    with pytest.raises(RuntimeError, match="closed"):
        notebook.add("4", "text")
    with pytest.raises(RuntimeError, match="closed"):
        notebook.notes()


def test_a_byte_flipped_in_a_text_hides_no_note(tmp_path: Path) -> None:
    notebook = open_notebook(tmp_path, MIGRATIONS)
    notebook.add("4", "whole")
    notebook.add("4", "torn\x01text")
    notebook.close()
    data = notebook.path.read_bytes()
    notebook.path.write_bytes(data.replace(b"torn\x01text", b"torn\xfftext"))
    again = open_notebook(tmp_path, MIGRATIONS)
    assert again.notice == ""
    assert sorted(kept.body for kept in again.notes()) == ["torn\ufffdtext", "whole"]
    again.close()


def test_saves_are_fully_durable(notebook: NotebookRepository) -> None:
    driver = notebook._file._writer.connection.driver_connection
    assert driver is not None
    told = {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")}
    assert told == {"synchronous": 2, "journal_mode": "wal"}
