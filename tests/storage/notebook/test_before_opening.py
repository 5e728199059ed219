"""An opening that is killed loses nothing of a log that SQLite can't read."""

import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from esscollab_desktop.bootstrap import open_notebook
from esscollab_desktop.domain.notes import NoteQuery
from esscollab_desktop.storage.notebook import opening
from esscollab_desktop.storage.notebook.before_opening import FOLDER
from esscollab_desktop.storage.notebook.examination import examine
from esscollab_desktop.storage.notebook.log_frames import log_hides_commits
from esscollab_desktop.storage.notebook.marks import FILE_NAME

PAGE = 4096
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


@pytest.fixture
def worn(tmp_path: Path) -> Path:
    """A folder whose main file is torn where a note stands, which an older round of the log still holds."""
    source, folder = tmp_path / "source", tmp_path / "folder"
    notebook = open_notebook(source)
    try:
        for body in NOTES:
            notebook.add("4", body)
        with closing(sqlite3.connect(source / FILE_NAME)) as other:
            other.execute("PRAGMA wal_checkpoint(PASSIVE)")
        notebook.add("4", "newer")
        folder.mkdir()
        for file in source.glob(f"{FILE_NAME}*"):
            shutil.copyfile(file, folder / file.name)
    finally:
        notebook.close()
    main = bytearray((folder / FILE_NAME).read_bytes())
    for start in range(0, len(main), PAGE):
        if NOTES[3].encode() in main[start : start + PAGE]:
            main[start : start + PAGE] = bytes(PAGE)
    (folder / FILE_NAME).write_bytes(main)
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


def _die_while_writing_a_log(folder: Path) -> None:
    whole = Path.write_bytes

    def half(path: Path, data: bytes) -> int:
        if path.parent.name in (FOLDER, f"{FOLDER}-{os.getpid()}") or "damaged" in path.name:
            return whole(path, data)
        whole(path, data[: len(data) // 2])
        os._exit(9)

    Path.write_bytes = half  # type: ignore[assignment,method-assign]
    open_notebook(folder)


def killed(folder: Path, dying: Callable[[Path], None] = _die_after_the_first_look) -> None:
    process = multiprocessing.get_context("spawn").Process(target=dying, args=(folder,))
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


def test_a_repair_that_is_killed_while_it_puts_the_log_back_loses_nothing_of_it(worn: Path) -> None:
    whole = shutil.copytree(worn, worn.with_name("whole"))
    assert bodies(whole) == {*NOTES, "newer"}
    killed(worn, _die_while_writing_a_log)
    assert bodies(worn) == {*NOTES, "newer"}


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
