"""Erases notes for good, from the notebook and every copy in its folder; a kill in between is made up for.

The ids of what goes are first written into a file of their own, which is removed when the last file is rid
of it. Whatever finds that file finishes the work.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import ErasedReport
from esscollab_desktop.storage.notebook.copies import (
    UNFINISHED,
    all_copies,
    finish,
    look_into,
    open_copy,
    remove_unfinished,
    transfer,
)
from esscollab_desktop.storage.notebook.engine import ROLLBACK
from esscollab_desktop.storage.notebook.examination import open_plain, side
from esscollab_desktop.storage.notebook.fresh import fill
from esscollab_desktop.storage.notebook.keeping import (
    damaged_notebooks,
    make_private,
    one_at_a_time,
    sync_folder,
)
from esscollab_desktop.storage.notebook.marks import ERASING, FILE_NAME, RESTORE, SIDE_FILES
from esscollab_desktop.storage.notebook.obstacles import obstacles_told
from esscollab_desktop.storage.notebook.salvage import salvaged

REPAIR = "repair"
_OF_NOTES = (("note", "id"), ("note_revision", "note_id"), ("change_step", "note_id"))


def erase(folder: Path, note_ids: tuple[str, ...]) -> ErasedReport:
    """Erase notes that stand in the folder's notebook. Raises UserError where a file can't be written now."""
    if not note_ids:
        return ErasedReport(0)
    with obstacles_told(folder), one_at_a_time(folder):
        _note_down(folder, [*_pending(folder), *note_ids])
        return _erase_pending(folder)


def finish_erasing(folder: Path) -> None:
    """At start: finish what a kill, or a file in use, left undone; or else leave it to the next start."""
    if (folder / ERASING).exists():
        with suppress(UserError), obstacles_told(folder), one_at_a_time(folder):
            _erase_pending(folder)


def _erase_pending(folder: Path) -> ErasedReport:
    note_ids = frozenset(_pending(folder))
    if not note_ids:
        (folder / ERASING).unlink(missing_ok=True)
        return ErasedReport(0)
    count = _erase_in_notebook(folder / FILE_NAME, note_ids)
    rewritten, removed = [folder / FILE_NAME], remove_unfinished(folder)
    for work in (REPAIR, RESTORE):
        if (folder / work).exists():
            removed.append(folder / work)
            shutil.rmtree(folder / work)
    for path in (*all_copies(folder), *damaged_notebooks(folder)):
        _rewrite(path, note_ids)
        rewritten.append(path)
    (folder / ERASING).unlink()
    sync_folder(folder)
    return ErasedReport(count, _names(folder, rewritten), _names(folder, removed))


def _names(folder: Path, paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(path.relative_to(folder).as_posix() for path in paths)


def _pending(folder: Path) -> list[str]:
    try:
        told = json.loads((folder / ERASING).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return [str(note_id) for note_id in told] if isinstance(told, list) else []


def _note_down(folder: Path, note_ids: list[str]) -> None:
    unfinished = folder / f"{ERASING}{UNFINISHED}"
    unfinished.unlink(missing_ok=True)
    make_private(unfinished)
    unfinished.write_text(json.dumps(sorted(set(note_ids))), encoding="utf-8")
    finish(unfinished, folder / ERASING)


def _erase_in_notebook(path: Path, note_ids: frozenset[str]) -> int:
    """Rows, then the index of words, then every page that may still hold a rest, then the log."""
    with closing(open_plain(path)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        count = _delete(connection, note_ids)
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise UserError(
                "Another ESSCollab window is reading the notebook, so a rest of the text is still in its "
                "files. Close that window: what is left goes at the next start."
            )
    return count


def _delete(connection: sqlite3.Connection, note_ids: frozenset[str]) -> int:
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    count = 0
    for table, column in _OF_NOTES:
        if table in there:
            for note_id in note_ids:
                done = connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (note_id,)).rowcount
                count += done if table == "note" else 0
    if "note_search" in there:
        # Deleting marks words as gone, and leaves them in the index until it is made anew.
        connection.execute("INSERT INTO note_search (note_search) VALUES ('rebuild')")
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    return count


def _rewrite(path: Path, note_ids: frozenset[str]) -> None:
    """Put a copy without the notes in the place of a copy; of a damaged one, what can be read of it."""
    unfinished = path.with_name(path.name + UNFINISHED)
    unfinished.unlink(missing_ok=True)
    if any(side(path, suffix).exists() for suffix in SIDE_FILES) or not look_into(path).is_sound:
        _salvage_into(unfinished, path, note_ids)
    else:
        make_private(unfinished)
        with closing(open_copy(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            transfer(source, copy)
            copy.isolation_level = None
            _delete(copy, note_ids)
    finish(unfinished, path)
    for suffix in SIDE_FILES:
        side(path, suffix).unlink(missing_ok=True)


def _salvage_into(unfinished: Path, path: Path, note_ids: frozenset[str]) -> None:
    now = datetime.now(UTC)
    work = path.parent / REPAIR
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    for suffix in ("", *SIDE_FILES):
        if side(path, suffix).exists() and suffix != "-shm":
            shutil.copyfile(side(path, suffix), side(work / path.name, suffix))
    found = salvaged(work / path.name, now).without(note_ids)
    make_private(unfinished)
    fill(unfinished, ROLLBACK, now, found)
    shutil.rmtree(work)
