"""Copies of the notebook: made whole, kept by age, and a way back that can itself be undone."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esscollab_desktop.domain.backups import to_keep
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.services.backups import Backups
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.examination import side
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"
FILE = "notebook.sqlite"
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def opened(folder: Path) -> Notebook:
    return Notebook(open_notebook(folder, MIGRATIONS))


def bodies(folder: Path) -> list[str]:
    notebook = opened(folder)
    try:
        assert notebook.notice == ""
        return [note.body for note in notebook.notes()]
    finally:
        notebook.close()


def test_a_copy_says_when_why_and_how_much(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.add("4", "one")
    notebook.delete(notebook.add("4", "two").id)
    backups = Backups(tmp_path, MIGRATIONS, now=lambda: NOW)
    made = backups.create('before: the "big" import?')
    # Through SQLite: what stands in the log of an open window is in it too.
    assert (made.reason, made.notes, made.is_sound) == ("before the big import", 1, True)
    assert made.path.name == f"{NOW.astimezone():%Y-%m-%d %H.%M} before the big import.sqlite"
    assert made.taken_at == NOW
    assert made.size == made.path.stat().st_size
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    second = backups.create("before: the big import")
    assert second.path != made.path
    assert (second.reason, second.taken_at) == (made.reason, NOW)
    assert {info.path for info in backups.list()} == {made.path, second.path}
    if os.name == "posix":
        assert made.path.stat().st_mode & 0o077 == 0
    notebook.close()


def test_without_a_notebook_there_is_nothing_to_copy(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "none", MIGRATIONS)
    assert backups.list() == []
    assert not backups.due(NOW)
    with pytest.raises(UserError, match="no notebook yet"):
        backups.create("by hand")
    with pytest.raises(UserError, match="There is no backup"):
        backups.verify(tmp_path / "none.sqlite")


def test_damaged_copies_are_listed_as_such_and_never_restored(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    for count in range(50):
        notebook.add("4", f"{count} " + "text " * 200)
    notebook.close()
    backups = Backups(tmp_path, MIGRATIONS)
    whole = backups.create("by hand").path.read_bytes()
    (tmp_path / "backups" / "2026-01-01 00.00 cut.sqlite").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "backups" / "2026-01-02 00.00 foreign.sqlite").write_bytes(b"nothing of ours" * 1000)
    (tmp_path / "backups" / "2026-01-03 00.00 empty.sqlite").write_bytes(b"")
    told = {info.reason: info.is_sound for info in backups.list()}
    assert told == {"by hand": True, "cut": False, "foreign": False, "empty": False}
    for info in backups.list():
        if not info.is_sound:
            with pytest.raises(UserError, match="is damaged, so nothing was changed"):
                backups.restore(info.path)
    assert len(bodies(tmp_path)) == 50


def test_restoring_is_undone_by_restoring(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    note = notebook.add("4", "first")
    backups = Backups(tmp_path, MIGRATIONS)
    then = backups.create("by hand")
    notebook.save(note.id, "second", note.revision)
    notebook.add("4", "another")
    notebook.close()
    done = backups.restore(then.path)
    assert done.notes == 1
    assert bodies(tmp_path) == ["first"]
    assert done.before is not None
    assert backups.verify(done.before).reason == "before restore"
    assert backups.restore(done.before).notes == 2
    assert bodies(tmp_path) == ["second", "another"]
    assert not (tmp_path / "restore").exists()


def test_a_window_that_stays_open_sees_the_restored_notes_and_loses_none_of_its_own(tmp_path: Path) -> None:
    window = opened(tmp_path)
    note = window.add("4", "first")
    backups = Backups(tmp_path, MIGRATIONS)
    then = backups.create("by hand")
    typed = window.save(note.id, "typed after the copy", note.revision)
    backups.restore(then.path)
    assert [kept.body for kept in window.notes()] == ["first"]
    # It goes on in what it had: its text is kept beside what was restored, not over it.
    saved = window.save(note.id, "typed after the restore", typed.revision)
    assert saved.id != note.id
    assert [kept.body for kept in window.notes()] == ["first", "typed after the restore"]
    # And a text made from what was restored is saved into it.
    restored = window.get(note.id)
    assert restored is not None
    assert window.save(note.id, "first, and more", restored.revision).id == note.id
    window.close()
    assert bodies(tmp_path) == ["first, and more", "typed after the restore"]


def test_restoring_beside_another_program_mixes_no_logs(tmp_path: Path) -> None:
    """The log of the file that was there belongs to no restored one (a known way to lose a notebook)."""
    notebook = opened(tmp_path)
    for count in range(20):
        notebook.add("4", f"old {count}")
    backups = Backups(tmp_path, MIGRATIONS)
    then = backups.create("by hand")
    for count in range(200):
        notebook.add("4", f"new {count} " + "text " * 50)
    assert side(tmp_path / FILE, "-wal").stat().st_size > 0
    code = (
        "import sys; from pathlib import Path; from esscollab_desktop.services.backups import Backups;"
        "Backups(Path(sys.argv[1]), Path(sys.argv[2])).restore(Path(sys.argv[3]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path), str(MIGRATIONS), str(then.path)]
    subprocess.run(command, check=True, capture_output=True)
    assert len(notebook.notes()) == 20
    notebook.close()
    assert bodies(tmp_path) == [f"old {count}" for count in range(20)]


def test_an_older_programs_copy_is_brought_up_to_date(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    from esscollab_desktop.storage.notebook import schema
    from esscollab_desktop.storage.notebook.engine import WAL, notebook_engine, writing

    old = tmp_path / "backups" / "2026-01-01 00.00 old.sqlite"
    old.parent.mkdir()
    engine = notebook_engine(old, WAL)
    with writing(engine).begin() as connection:
        schema.alembic_version.create(connection)
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "0001")
        schema.mark(connection, "0001")
        at = "2026-01-01T00:00:00.000000+00:00"
        connection.exec_driver_sql(
            "INSERT INTO note VALUES ('00000000-0000-4000-8000-000000000000', '4', 'of old', ?, ?, NULL, 7)",
            (at, at),
        )
    engine.dispose()
    notebook = opened(tmp_path)
    notebook.add("4", "of now")
    notebook.close()
    assert Backups(tmp_path, MIGRATIONS).restore(old).notes == 1
    assert bodies(tmp_path) == ["of old"]
    # The copy itself stays what it was.
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_damaged_notebook_is_set_aside_by_a_restore(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.add("4", "kept")
    notebook.close()
    backups = Backups(tmp_path, MIGRATIONS)
    then = backups.create("by hand")
    (tmp_path / FILE).write_bytes(b"damaged" * 1000)
    assert backups.restore(then.path).before is None
    assert bodies(tmp_path) == ["kept"]
    (aside,) = tmp_path.glob("notebook-damaged-*.sqlite")
    assert aside.read_bytes() == b"damaged" * 1000


def test_a_damaged_notebook_opens_with_the_newest_sound_copy(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    kept = notebook.add("4", "in the copy")
    backups = Backups(tmp_path, MIGRATIONS)
    backups.create("by hand")
    notebook.close()
    (tmp_path / "backups" / "2999-01-01 00.00 newer but torn.sqlite").write_bytes(b"torn" * 1000)
    (tmp_path / FILE).write_bytes(b"damaged" * 1000)
    again = opened(tmp_path)
    assert again.notes() == [kept]
    assert "Notes that stood only in the newest copy" in again.notice
    again.close()


def test_a_copy_is_due_when_the_notebook_changed_and_an_hour_has_gone(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.add("4", "text")
    notebook.close()
    start = datetime.now(UTC)
    now = start
    backups = Backups(tmp_path, MIGRATIONS, now=lambda: now)
    assert backups.due(start)
    made = backups.keep_up(start)
    assert made is not None and made.reason == "at start"
    later = start + timedelta(hours=3)
    assert not backups.due(later), "nothing was written since"
    os.utime(tmp_path / FILE, (later.timestamp(), later.timestamp()))
    assert not backups.due(start + timedelta(minutes=30))
    assert backups.due(later)
    # A clock that was set back stops no copies.
    assert backups.due(start - timedelta(days=1))
    now = later
    assert backups.keep_up(later) is not None
    assert backups.keep_up(later) is None


def test_old_copies_go_when_a_new_one_is_there(tmp_path: Path) -> None:
    notebook = opened(tmp_path)
    notebook.add("4", "text")
    notebook.close()
    start = datetime.now(UTC).replace(minute=5, second=0, microsecond=0)
    backups = Backups(tmp_path, MIGRATIONS, now=lambda: start)
    first = backups.create("at start").path
    for hours in range(1, 24 * 40, 3):
        at = (start - timedelta(hours=hours)).astimezone()
        shutil.copyfile(first, first.with_name(f"{at:%Y-%m-%d %H.%M} at start.sqlite"))
    first.unlink()
    unfinished = first.with_name("2026-01-01 00.00 at start.sqlite.unfinished")
    unfinished.write_bytes(b"half")
    later = datetime.now(UTC).timestamp() + 60
    os.utime(tmp_path / FILE, (later, later))
    assert backups.keep_up(start) is not None
    left = backups.list()
    assert 24 + 10 <= len(left) <= 24 + 14 + 8 + 12
    assert not unfinished.exists()
    assert start - left[-1].taken_at > timedelta(days=28)


@given(st.lists(st.tuples(st.integers(0, 60 * 24 * 500), st.booleans()), max_size=80))
def test_thinning_keeps_the_newest_and_every_recent_reason(given_: list[tuple[int, bool]]) -> None:
    copies = [(NOW - timedelta(minutes=minutes), clock) for minutes, clock in given_]
    kept = to_keep(copies, NOW)
    assert kept == to_keep(copies, NOW)
    if copies:
        assert max(copies)[0] in {copies[place][0] for place in kept}
    for place, (at, clock) in enumerate(copies):
        if not clock and NOW - at < timedelta(days=14):
            assert place in kept
    assert len([place for place in kept if copies[place][1]]) <= 24 + 14 + 8 + 12
    # Thinning what is left takes nothing more.
    again = [copies[place] for place in sorted(kept)]
    assert len(to_keep(again, NOW)) == len(again)
