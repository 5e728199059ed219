"""The notebook's files in their folder: private at once, one repair at a time, nothing overwritten."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.examination import side
from esscollab_desktop.storage.notebook.marks import BUSY_SECONDS, FILE_NAME, SIDE_FILES

_LOCK_NAME = "notebook.lock"
_PARTS = ("", *SIDE_FILES)


def prepare_folder(folder: Path) -> None:
    """Make the folder, for its owner alone; one that is there keeps its mode."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UserError(
            f"{folder} is a file or lies inside one, not a folder. Choose another folder with --data-dir."
        ) from error
    if (folder / FILE_NAME).is_dir():
        raise UserError(
            f"{folder / FILE_NAME} is a folder, where the notebook's file belongs. "
            "Move it away, then try again."
        )


def make_private(path: Path) -> None:
    """Make an empty file with mode 0600, which SQLite's side files copy; leave one that is there."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    sync_folder(path.parent)


def tighten(path: Path) -> None:
    """Take a notebook that was copied in with a wider mode back to its owner."""
    if os.name != "posix":
        return
    for suffix in _PARTS:
        # Another's file that we may use can't be tightened by us; a side file may be gone by now.
        with suppress(PermissionError, FileNotFoundError):
            part = side(path, suffix)
            if part.stat().st_mode & 0o077:
                part.chmod(0o600)


def sync_folder(folder: Path) -> None:
    """Bring new names to the disk; Windows knows no such thing and does it by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder against other programs while files are made or moved.

    The lock is SQLite's own on an empty file: it works on every system and ends with the process, also by a
    kill.
    """
    path = folder / _LOCK_NAME
    make_private(path)
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def set_aside(folder: Path, at: datetime) -> Path | None:
    """Rename the notebook and its side files, so that they still belong together; None where there are none.

    The main file goes first: a kill in between leaves a log without its notebook, which is seen as damage,
    and not a notebook without its log, which would look sound.
    """
    parts = [suffix for suffix in _PARTS if side(folder / FILE_NAME, suffix).exists()]
    if not parts:
        return None
    kept = free_name(folder, "notebook-damaged", at)
    for suffix in parts:
        side(folder / FILE_NAME, suffix).rename(side(kept, suffix))
    sync_folder(folder)
    return kept


def damaged_notebooks(folder: Path) -> list[Path]:
    """The notebooks that were set aside here, oldest first; a lone log stands for its notebook."""
    names = {path.name.removesuffix("-wal") for path in folder.glob("notebook-damaged-*.sqlite*")}
    return [folder / name for name in sorted(names) if name.endswith(".sqlite")]


def free_name(folder: Path, stem: str, at: datetime) -> Path:
    """A name with the local time in it that nothing in the folder bears, side files included."""
    named = folder / f"{stem}-{at.astimezone():%Y-%m-%d-%H%M%S}.sqlite"
    free, count = named, 1
    while any(side(free, suffix).exists() for suffix in _PARTS):
        count += 1
        free = named.with_stem(f"{named.stem}-{count}")
    return free
