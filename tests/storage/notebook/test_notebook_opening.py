"""Opening: private files, no Alembic, and each obstacle in a sentence, with nothing touched."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.examination import Condition, examine
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
CHILD = Path(__file__).with_name("child_meeting_obstacles.py")
FILE = "notebook.sqlite"
only_posix = pytest.mark.skipif(os.name != "posix", reason="only on POSIX systems")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def meet(obstacle: str, folder: Path) -> dict[str, str]:
    """What a child process, for which the obstacle is real, was told and wrote."""
    command = [sys.executable, str(CHILD), obstacle, str(folder), str(MIGRATIONS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


@only_posix
def test_every_file_is_private_from_the_start(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "made" / "deep"
        notebook = open_notebook(folder, MIGRATIONS)
        notebook.add("4", "text")
        files = {path.name: mode(path) for path in folder.iterdir()}
        notebook.close()
    finally:
        os.umask(before)
    assert mode(folder) == 0o700
    assert {FILE, f"{FILE}-wal", f"{FILE}-shm"} <= files.keys()
    assert set(files.values()) == {0o600}


@only_posix
def test_a_folder_that_is_there_keeps_its_mode_and_a_wide_file_is_tightened(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    open_notebook(tmp_path, MIGRATIONS).close()
    (tmp_path / FILE).chmod(0o644)
    open_notebook(tmp_path, MIGRATIONS).close()
    assert mode(tmp_path) == 0o750
    assert mode(tmp_path / FILE) == 0o600


def test_neither_a_fresh_nor_an_up_to_date_notebook_imports_alembic(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from esscollab_desktop.storage.notebook.repository import open_notebook;"
        "notebook = open_notebook(Path(sys.argv[1]), Path(sys.argv[2]));"
        "notebook.add('4', 'x'); notebook.close();"
        "print('sqlalchemy' in sys.modules, 'alembic' in sys.modules)"
    )
    for _ in range(2):
        command = [sys.executable, "-c", code, str(tmp_path), str(MIGRATIONS)]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == [
            "True",
            "False",
        ]


def test_examining_needs_no_sqlalchemy(tmp_path: Path) -> None:
    open_notebook(tmp_path, MIGRATIONS).close()
    code = (
        "import sys; from pathlib import Path;"
        "from esscollab_desktop.storage.notebook.examination import examine;"
        "print(examine(Path(sys.argv[1])).condition.name, 'sqlalchemy' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / FILE)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == [
        "SOUND",
        "False",
    ]


def test_a_folder_with_odd_letters_works(tmp_path: Path) -> None:
    folder = tmp_path / "50% off? #1 & 'cañón'"
    notebook = open_notebook(folder, MIGRATIONS)
    notebook.add("4", "text")
    notebook.close()
    assert examine(folder / FILE).notes == 1


def test_a_notebook_killed_before_its_tables_were_made_is_finished(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    (tmp_path / f"{FILE}-journal").write_bytes(b"\0" * 512)
    assert examine(tmp_path / FILE).condition is Condition.EMPTY
    notebook = open_notebook(tmp_path, MIGRATIONS)
    assert (notebook.notice, notebook.notes()) == ("", [])
    notebook.close()


def test_an_old_log_without_its_notebook_is_not_played_into_a_new_one(tmp_path: Path) -> None:
    notebook = open_notebook(tmp_path, MIGRATIONS)
    kept = notebook.add("4", "only in the log")
    log = (tmp_path / f"{FILE}-wal").read_bytes()
    notebook.close()
    (tmp_path / FILE).unlink()
    (tmp_path / f"{FILE}-wal").write_bytes(log)
    again = open_notebook(tmp_path, MIGRATIONS)
    assert again.notes() == [kept]
    assert again.recovery is not None
    assert again.recovery.kept.with_name(again.recovery.kept.name + "-wal").read_bytes() == log
    again.close()


@pytest.mark.parametrize("version", ["9999", "f00d"])
def test_a_newer_programs_notebook_is_refused_and_left_as_it_is(tmp_path: Path, version: str) -> None:
    notebook = open_notebook(tmp_path, MIGRATIONS)
    notebook.add("4", "text")
    notebook.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        connection.commit()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(UserError, match="newer ESSCollab"):
        open_notebook(tmp_path, MIGRATIONS)
    assert (tmp_path / FILE).read_bytes() == before
    assert not list(tmp_path.glob("notebook-damaged*"))


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(UserError, match=r"is a file or lies inside one.*--data-dir"):
            open_notebook(folder, MIGRATIONS)
    assert (tmp_path / "data").read_text() == "mine"


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(UserError, match="Move it away"):
        open_notebook(tmp_path, MIGRATIONS)


@only_posix
@pytest.mark.parametrize("there", [True, False], ids=["notebook", "no notebook"])
def test_a_read_only_folder_is_told(there: bool) -> None:
    # Not tmp_path: the child gives up root, and root's temporary folders are closed to others.
    with tempfile.TemporaryDirectory(prefix="esscollab-test-") as place:
        folder = Path(place)
        if there:
            notebook = open_notebook(folder, MIGRATIONS)
            notebook.add("4", "text")
            notebook.close()
            (folder / FILE).chmod(0o444)
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        folder.chmod(0o555)
        told = meet("read-only", folder)["told"]
        assert told.startswith(f"The notebook can't be written: {folder} is read-only or not yours.")
        assert "--data-dir" in told
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        folder.chmod(0o755)


@only_posix
def test_a_disk_that_fills_up_is_told_and_loses_nothing(tmp_path: Path) -> None:
    answer = meet("full", tmp_path)
    assert "The disk that holds the notebook" in answer["told"]
    assert "try again" in answer["told"]
    # Everything that was acknowledged before is there, and with room again the refused text can be saved.
    assert answer["kept"] == answer["acknowledged"] != "0"
    assert answer["after"] == "saved into the same note"


@only_posix
def test_no_room_for_a_first_notebook_is_told(tmp_path: Path) -> None:
    answer = meet("full at first", tmp_path)
    assert "The disk that holds the notebook" in answer["told"]
    assert answer["after"] == "opened"
