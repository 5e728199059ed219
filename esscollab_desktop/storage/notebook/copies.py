"""Copies of the notebook in its backups folder: whole or not there, checked, named by time and reason."""

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from esscollab_desktop.domain.backups import BackupInfo
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.examination import lenient_text, open_plain
from esscollab_desktop.storage.notebook.keeping import make_private, prepare_folder, sync_folder
from esscollab_desktop.storage.notebook.marks import APPLICATION_ID, BUSY_SECONDS, REVISION

BACKUPS = "backups"
UNFINISHED = ".unfinished"
BEFORE_UPDATE = "before update"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d)(?: no\. \d+)? (.+)")
# What stands before them, in older folders: notebook-before-update-2026-05-04-030201.sqlite
_OLD_NAME = re.compile(r"notebook-(before-update)-(\d{4}-\d\d-\d\d-\d{6})(?:-\d+)?")


def copy_notebook(path: Path, reason: str, now: datetime) -> Path:
    """Copy a notebook that may be in use by SQLite's backup interface; check it, then name it."""
    folder = path.parent / BACKUPS
    prepare_folder(folder)
    kept = _free_name(folder, reason, now)
    unfinished = kept.with_name(kept.name + UNFINISHED)
    unfinished.unlink(missing_ok=True)
    make_private(unfinished)
    try:
        with closing(open_plain(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            transfer(source, copy)
            # One file that stands alone, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if verdict == "ok":
            finish(unfinished, kept)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    if verdict != "ok":
        raise UserError(
            f"The copy of the notebook in {folder} does not read back, so nothing was changed. "
            "Check the disk, then start again."
        )
    return kept


def transfer(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """All pages in one step; waits for a writer as long as any save would, not for ever."""
    waits = 0

    def step(status: int, _left: int, _all: int) -> None:
        nonlocal waits
        waits += status != 101  # SQLITE_DONE
        if waits * 0.25 > BUSY_SECONDS:
            raise UserError(
                "Another program is writing to the notebook and does not let go of it. "
                "Close other ESSCollab windows, then try again."
            )

    source.backup(target, progress=step, sleep=0.25)


def finish(unfinished: Path, kept: Path) -> None:
    """Bring a written file to the disk, and only then give it its name."""
    handle = os.open(unfinished, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    unfinished.replace(kept)
    sync_folder(kept.parent)


def all_copies(folder: Path) -> list[Path]:
    """The copies in a data folder, newest first by the time in their names."""
    found = [path for path in (folder / BACKUPS).glob("*.sqlite") if path.is_file()]
    return sorted(found, key=lambda path: (taken_at(path), path.name), reverse=True)


def taken_at(path: Path) -> datetime:
    """When a copy was made, from its name; a foreign name has the time of its file."""
    with suppress(ValueError):
        if found := _NAME.fullmatch(path.stem):
            return datetime.strptime(found[1], "%Y-%m-%d %H.%M").astimezone()
        if found := _OLD_NAME.fullmatch(path.stem):
            return datetime.strptime(found[2], "%Y-%m-%d-%H%M%S").astimezone()
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def reason_of(path: Path) -> str:
    found = _NAME.fullmatch(path.stem)
    if found:
        return found[2]
    return BEFORE_UPDATE if _OLD_NAME.fullmatch(path.stem) else path.stem


def look_into(path: Path) -> BackupInfo:
    """What one copy holds, read through once; changes nothing, and leaves no file beside it."""
    notes, is_sound = 0, False
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(open_copy(path)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        (notes,) = connection.execute("SELECT count(*) FROM note WHERE deleted_at IS NULL").fetchone()
        is_sound = application == APPLICATION_ID and verdict == "ok"
    return BackupInfo(path, taken_at(path), reason_of(path), notes, path.stat().st_size, is_sound)


def open_copy(path: Path) -> sqlite3.Connection:
    """A copy for reading: it stands alone, and nobody writes to it."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.text_factory = lenient_text
    return connection


def newest_sound(folder: Path) -> Path | None:
    """The newest copy that this program can read; a newer program's is not ours to take apart."""
    for path in all_copies(folder):
        if look_into(path).is_sound and _revision(path) <= int(REVISION):
            return path
    return None


def remove_unfinished(folder: Path) -> list[Path]:
    """Take away what a killed copying left behind."""
    left = list((folder / BACKUPS).glob(f"*{UNFINISHED}*"))
    for path in left:
        path.unlink(missing_ok=True)
    return left


def _revision(path: Path) -> int:
    with closing(open_copy(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _free_name(folder: Path, reason: str, at: datetime) -> Path:
    stem = f"{at.astimezone():%Y-%m-%d %H.%M}"
    free, count = folder / f"{stem} {reason}.sqlite", 1
    while free.exists():
        count += 1
        free = folder / f"{stem} no. {count} {reason}.sqlite"
    return free
