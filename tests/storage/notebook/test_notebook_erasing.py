"""After an erasing the text is in no file of the folder, whatever was there and wherever a kill hit."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from esscollab_desktop.domain.anchors import Anchor, Selectors
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import NoteChanges, NoteFields
from esscollab_desktop.services.backups import Backups
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook import erasing
from esscollab_desktop.storage.notebook.copies import look_into
from esscollab_desktop.storage.notebook.examination import Condition, examine, open_plain, side
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
FILE = "notebook.sqlite"
SECRETS = ("Zebulon", "Quisling", "Vexatious", "Wapentake", "Xylograph", "Yggdrasil")
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def traces(folder: Path) -> list[tuple[str, str]]:
    """Where a word of the erased note still stands, in any encoding and any case."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            for word in SECRETS:
                for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                    if word.lower().encode(encoding) in data:
                        found.append((path.name, word))
    return found


def written(folder: Path) -> tuple[Notebook, str]:
    """A notebook with a note that must go, in every place that a note can get to."""
    notebook = Notebook(open_notebook(folder, MIGRATIONS))
    backups = Backups(folder, MIGRATIONS)
    for count in range(30):
        notebook.add("4", f"stays {count} " + "lorem ipsum " * (count * 40))
    secret = notebook.add("4.MA", "Zebulon said so " + "at length " * 900)
    secret = notebook.save(secret.id, "Quisling said so", secret.revision)
    fields = NoteFields(tags=("Vexatious",), speaker="Wapentake")
    anchor = Anchor(Selectors("Xylograph", "before", "Yggdrasil", 1, 9, "hash"), "1")
    secret = notebook.save(secret.id, "Quisling and Zebulon", secret.revision, fields, anchor)
    backups.create("by hand")
    shutil.copyfile(folder / FILE, folder / "notebook-damaged-2026-01-01-000000.sqlite")
    shutil.copyfile(side(folder / FILE, "-wal"), folder / "notebook-damaged-2026-01-01-000000.sqlite-wal")
    token = notebook.change_many([secret.id], NoteChanges(add_tags=frozenset({"gone"})))
    assert notebook.undo(token) == 1
    notebook.delete(secret.id)
    backups.create("by hand")
    (folder / "backups" / "2026-01-01 00.00 torn.sqlite").write_bytes(
        (folder / "backups").glob("*.sqlite").__next__().read_bytes()[:-20000]
    )
    return notebook, secret.id


def test_no_trace_is_left_in_any_file(tmp_path: Path) -> None:
    notebook, secret = written(tmp_path)
    assert {word for _, word in traces(tmp_path)} == set(SECRETS)
    report = notebook.erase([secret])
    assert traces(tmp_path) == []
    assert report.notes == 1
    assert len(report.rewritten) == 5
    assert report.rewritten[0] == FILE
    assert (len(notebook.notes()), notebook.trash(), notebook.history(secret)) == (30, [], [])
    for path in (tmp_path / "backups").glob("*.sqlite"):
        assert look_into(path).is_sound
    # The copies keep all else.
    assert sorted(look_into(path).notes for path in (tmp_path / "backups").glob("*.sqlite"))[-2:] == [30, 30]
    notebook.close()
    assert traces(tmp_path) == []
    again = open_notebook(tmp_path, MIGRATIONS)
    assert (again.notice, len(again.notes())) == ("", 30)
    again.close()


@pytest.mark.parametrize("step", range(7))
def test_a_kill_in_the_middle_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    notebook, secret = written(tmp_path)
    left = step

    class Killed(BaseException):
        pass

    def counted(act: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **named: object) -> object:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            return act(*given, **named)

        return run

    with monkeypatch.context() as patched:
        for name in ("_delete", "finish", "_rewrite"):
            patched.setattr(erasing, name, counted(getattr(erasing, name)))
        with pytest.raises(Killed):
            notebook.erase([secret])
    notebook.close()
    again = Notebook(open_notebook(tmp_path, MIGRATIONS))
    if step == 0:
        # Nothing was promised yet: not even the ids were written down.
        assert len(again.trash()) == 1
        again.erase([secret])
    assert traces(tmp_path) == []
    assert (len(again.notes()), again.trash()) == (30, [])
    assert not (tmp_path / "erasing.json").exists()
    again.close()


def test_a_window_that_reads_meanwhile_is_told_and_the_rest_goes_later(tmp_path: Path) -> None:
    notebook, secret = written(tmp_path)
    reader = open_plain(tmp_path / FILE)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM note").fetchone()
    with pytest.raises(UserError, match="Close that window"):
        notebook.erase([secret])
    assert notebook.get(secret) is None
    reader.close()
    notebook.close()
    open_notebook(tmp_path, MIGRATIONS).close()
    assert traces(tmp_path) == []


def test_the_trash_is_erased_after_a_time_only_where_that_was_set(tmp_path: Path) -> None:
    now = NOW
    notebook = Notebook(open_notebook(tmp_path, MIGRATIONS, now=lambda: now))
    old, young = notebook.add("4", "Zebulon"), notebook.add("4", "still wanted")
    notebook.delete(old.id)
    now = NOW + timedelta(days=400)
    notebook.delete(young.id)
    assert notebook.retention() is None
    assert notebook.erase_expired().notes == 0
    notebook.set_retention(30)
    assert notebook.retention() == 30
    assert notebook.erase_expired().notes == 1
    assert [note.id for note in notebook.trash()] == [young.id]
    assert traces(tmp_path) == []
    notebook.set_retention(None)
    assert notebook.retention() is None
    with pytest.raises(UserError, match="at least one day"):
        notebook.set_retention(0)
    assert notebook.empty_trash().notes == 1
    assert notebook.empty_trash().notes == 0
    notebook.close()


def test_other_words_are_found_as_before(tmp_path: Path) -> None:
    from esscollab_desktop.domain.notes import NoteQuery

    notebook, secret = written(tmp_path)
    notebook.erase([secret])
    assert len(notebook.find(NoteQuery(words="stays 7"))) == 1
    assert notebook.find(NoteQuery(words="zebulon")) == []
    added = notebook.add("4", "written after the erasing")
    assert notebook.find(NoteQuery(words="erasing")) == [added]
    notebook.close()
    assert examine(tmp_path / FILE).condition is Condition.SOUND
