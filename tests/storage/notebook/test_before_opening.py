"""An opening that is killed loses nothing of a log that SQLite can't read."""

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from esscollab_desktop.bootstrap import open_notebook
from esscollab_desktop.domain.notes import NoteQuery
from esscollab_desktop.storage.notebook import opening
from esscollab_desktop.storage.notebook.before_opening import FOLDER
from esscollab_desktop.storage.notebook.examination import examine
from esscollab_desktop.storage.notebook.log_frames import log_hides_commits
from esscollab_desktop.storage.notebook.marks import FILE_NAME

NOTES = [f"note {number}, {'lorem ' * 60}" for number in range(8)]


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    """A folder whose program died, with a log that is torn in front of its last commits."""
    source, folder = tmp_path / "source", tmp_path / "folder"
    notebook = open_notebook(source)
    try:
        for body in NOTES:
            notebook.add("4", body)
        folder.mkdir()
        for file in source.glob(f"{FILE_NAME}*"):
            shutil.copyfile(file, folder / file.name)
    finally:
        notebook.close()
    log = folder / f"{FILE_NAME}-wal"
    harmed = bytearray(log.read_bytes())
    harmed[len(harmed) // 3] ^= 0xFF
    log.write_bytes(harmed)
    assert log_hides_commits(folder / FILE_NAME)
    return folder


def bodies(folder: Path) -> set[str]:
    notebook = open_notebook(folder)
    try:
        return {note.body for note in notebook.find(NoteQuery())}
    finally:
        notebook.close()


def _die_after_the_first_look(folder: Path) -> None:
    look = examine

    def once(path: Path) -> object:
        look(path)
        os._exit(9)

    vars(opening)["examine"] = once
    open_notebook(folder)


def killed(folder: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_die_after_the_first_look, args=(folder,))
    process.start()
    process.join()
    assert process.exitcode == 9


def test_a_torn_log_is_read_also_where_the_first_opening_was_killed(torn: Path) -> None:
    whole = shutil.copytree(torn, torn.with_name("whole"))
    wanted = bodies(whole)
    assert len(wanted) > len(NOTES) // 2
    killed(torn)
    assert (torn / FOLDER).is_dir()
    killed(torn)
    assert bodies(torn) == wanted
    assert not (torn / FOLDER).exists()


def test_an_opening_that_ends_leaves_nothing_beside_the_notebook(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    notebook = open_notebook(folder)
    notebook.add("4", "words")
    again = open_notebook(folder)  # the log of the first is there
    assert not (folder / FOLDER).exists()
    again.close()
    notebook.close()


def test_a_log_that_a_kill_left_is_not_taken_for_a_newer_one(torn: Path) -> None:
    killed(torn)
    wanted = bodies(torn)
    notebook = open_notebook(torn)
    notebook.add("4", "newer")
    notebook.close()
    assert bodies(torn) == wanted | {"newer"}
