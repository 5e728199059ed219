"""Network shares can't carry a write-ahead log: there the notebook has a rollback journal, as durable."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from esscollab_desktop.storage.notebook import opening, volume
from esscollab_desktop.storage.notebook.examination import examine
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook

MIGRATIONS = Path(__file__).parents[3] / "db" / "migrations"
FILE = "notebook.sqlite"
MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:45 / /home/ann/Team\\040share rw,relatime shared:20 - cifs //server/team rw,vers=3.0
41 22 0:46 / /srv/homes rw - nfs4 server:/homes rw
42 41 0:47 / /srv/homes/local rw - xfs /dev/vdb1 rw
not a mount
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ann", "ext4"),
        ("/home/ann/Team share/notes", "cifs"),
        ("/home/ann/Team share", "cifs"),
        ("/home/ann/Team shareholders", "ext4"),
        ("/srv/homes/ann", "nfs4"),
        ("/srv/homes/local/ann", "xfs"),
    ],
)
def test_the_nearest_mount_tells_the_kind_of_volume(folder: str, kind: str) -> None:
    assert volume.volume_kind(folder, MOUNTS) == kind


def journal(notebook: NotebookRepository) -> str:
    driver = notebook._file._writer.connection.driver_connection
    assert driver is not None
    return str(driver.execute("PRAGMA journal_mode").fetchone()[0])


def test_on_a_share_the_notebook_works_without_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume, "on_network", lambda folder: True)
    monkeypatch.setattr(opening, "on_network", lambda folder: True)
    notebook, other = open_notebook(tmp_path, MIGRATIONS), open_notebook(tmp_path, MIGRATIONS)
    added = notebook.add("4", "text")
    other.save(added.id, "changed", added.revision)
    assert journal(notebook) == journal(other) == "truncate"
    assert [note.body for note in notebook.notes()] == ["changed"]
    assert not (tmp_path / f"{FILE}-wal").exists()
    assert (tmp_path / f"{FILE}-journal").stat().st_mode & 0o077 == 0
    notebook.close()
    other.close()


def test_a_notebook_moved_to_a_share_and_back_keeps_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = open_notebook(tmp_path / "local", MIGRATIONS)
    kept = notebook.add("4", "still in the log")
    (tmp_path / "share").mkdir()
    for name in (FILE, f"{FILE}-wal"):
        shutil.copy(tmp_path / "local" / name, tmp_path / "share")
    notebook.close()
    with monkeypatch.context() as patched:
        patched.setattr(opening, "on_network", lambda folder: True)
        moved = open_notebook(tmp_path / "share", MIGRATIONS)
        assert journal(moved) == "truncate"
        assert moved.notes() == [kept]
        moved.close()
        assert not examine(tmp_path / "share" / FILE).wal
    back = open_notebook(tmp_path / "share", MIGRATIONS)
    assert journal(back) == "wal"
    assert back.notes() == [kept]
    back.close()


def test_a_trial_leaves_nothing_behind(tmp_path: Path) -> None:
    assert volume.can_log_ahead(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_where_shared_memory_is_refused_the_trial_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in the place of each -shm file is what SQLite meets where it can't share memory."""
    connect = sqlite3.connect

    def without_memory(path: Path) -> sqlite3.Connection:
        path.with_name(path.name + "-shm").mkdir(exist_ok=True)
        return connect(path)

    monkeypatch.setattr(sqlite3, "connect", without_memory)
    assert not volume.can_log_ahead(tmp_path)


def test_the_fallback_saves_with_full_durability(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "can_log_ahead", lambda folder: False)
    notebook = open_notebook(tmp_path, MIGRATIONS)
    driver = notebook._file._writer.connection.driver_connection
    assert driver is not None
    assert driver.execute("PRAGMA synchronous").fetchone() == (2,)
    notebook.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
