"""A log with a torn place: what stands behind it is brought back, and nothing drops it before that."""

import shutil
from pathlib import Path

import pytest

from esscollab_desktop.domain.notes import Note
from esscollab_desktop.services.backups import Backups
from esscollab_desktop.services.health import Report, _examine_notebook
from esscollab_desktop.storage.notebook.examination import side
from esscollab_desktop.storage.notebook.log_frames import hides_commits, log_hides_commits
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
FILE = "notebook.sqlite"


def in_use(tmp_path: Path) -> tuple[Path, list[Note]]:
    """The files of a notebook that was killed while it was open, its notes all in the log."""
    notebook = open_notebook(tmp_path / "live", MIGRATIONS)
    notes = [notebook.add("4", f"note {number}") for number in range(30)]
    folder = tmp_path / "killed"
    folder.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(side(tmp_path / "live" / FILE, suffix), folder)
    notebook.close()
    return folder, notes


def harmed(log: Path, at: int) -> None:
    data = bytearray(log.read_bytes())
    data[at] ^= 1
    log.write_bytes(data)


def live(notebook: NotebookRepository) -> list[Note]:
    try:
        return notebook.notes()
    finally:
        notebook.close()


def test_a_sound_log_hides_nothing(tmp_path: Path) -> None:
    folder, notes = in_use(tmp_path)
    log = side(folder / FILE, "-wal").read_bytes()
    assert not hides_commits(b"")
    assert not hides_commits(log)
    # A commit that was under way when the power went: a frame that is cut is no commit.
    assert not hides_commits(log[:-2000])
    notebook = open_notebook(folder, MIGRATIONS)
    assert notebook.notice == ""
    assert live(notebook) == notes


@pytest.mark.parametrize("at", [3, 9, 17, 25, 40, 32 + 8, 32 + 24 + 4096 + 100, 200_000], ids=str)
def test_what_stands_behind_a_flipped_byte_comes_back(tmp_path: Path, at: int) -> None:
    folder, notes = in_use(tmp_path)
    log = side(folder / FILE, "-wal")
    harmed(log, at)
    damaged = log.read_bytes()
    assert log_hides_commits(folder / FILE)
    notebook = open_notebook(folder, MIGRATIONS)
    assert {note.id: note.body for note in notebook.notes()} == {note.id: note.body for note in notes}
    assert "were read and brought back" in notebook.notice or "was damaged" in notebook.notice
    assert all(notebook.history(note.id) for note in notes)
    notebook.close()
    (kept,) = folder.glob("notebook-damaged-*-wal")
    assert kept.read_bytes() == damaged
    again = open_notebook(folder, MIGRATIONS)
    assert again.notice == ""
    assert len(live(again)) == 30


def test_neither_a_copy_nor_a_look_drops_it(tmp_path: Path) -> None:
    folder, _ = in_use(tmp_path)
    harmed(side(folder / FILE, "-wal"), 200_000)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    report = Report()
    _examine_notebook(report, folder / FILE)
    assert not report.is_sound
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert Backups(folder, MIGRATIONS).create("by hand").notes == 30
