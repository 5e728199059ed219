"""Brings the notes of a damaged notebook into a new one."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from esscollab_desktop.storage.notebook.carving import Values, carve
from esscollab_desktop.storage.notebook.examination import open_plain, side
from esscollab_desktop.storage.notebook.stored_text import time_text

_NAMES = ("id", "target", "body", "created_at", "updated_at", "deleted_at", "revision")
_BREAKS_OFF = " [the rest of this note could not be read]"

Row = dict[str, str | int | None]


def salvaged_rows(damaged: Path, now: datetime) -> list[Row]:
    """Every note that can be read from a damaged notebook, oldest first: by SQLite and from the raw pages.

    `damaged` is a working copy: reading it may change it. Of several versions of a note the highest revision
    counts, at the same revision the one that SQLite gives, then the later one. A text that breaks off is kept
    with a mark, where there is no whole version of it.
    """
    found: dict[str, Row] = {}
    log = side(damaged, "-wal")
    # Before SQLite opens it: SQLite deletes a log that it can't match with its file.
    carved = carve(_bytes_of(damaged), _bytes_of(log))
    for note in carved:
        _keep_newer(found, _row(note.values, whole=note.whole, now=now))
    for values in _told_by_sqlite(damaged):
        _keep_newer(found, _row(values, whole=True, now=now))
    for row in found.values():
        row["revision"] = max(1, int(row["revision"] or 0))
    return sorted(found.values(), key=lambda row: (str(row["created_at"]), str(row["id"])))


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _keep_newer(found: dict[str, Row], row: Row) -> None:
    known = found.get(str(row["id"]))
    if known is None or int(row["revision"] or 0) >= int(known["revision"] or 0):
        found[str(row["id"])] = row


def _told_by_sqlite(damaged: Path) -> list[Values]:
    """Rows from the front up to the damage, then from the back down to it."""
    rows: list[Values] = []
    if not damaged.exists():
        return rows
    for order in ("ASC", "DESC"):
        # The pages were read before: what SQLite can't reach any more is not lost by stopping here.
        with suppress(sqlite3.DatabaseError), closing(open_plain(damaged)) as connection:
            statement = f"SELECT {', '.join(_NAMES)} FROM note NOT INDEXED ORDER BY rowid {order}"
            for values in connection.execute(statement):
                if all(isinstance(value, str) for value in values[:3]):
                    rows.append(values)
            break
    return rows


def _row(values: Values, *, whole: bool, now: datetime) -> Row:
    row: Row = dict(zip(_NAMES, values, strict=True))
    for name in ("created_at", "updated_at"):
        row[name] = _time(row[name]) or time_text(now)
    row["deleted_at"] = _time(row["deleted_at"])
    revision = row["revision"]
    row["revision"] = revision if isinstance(revision, int) and revision > 0 else 1
    if not whole:
        row["body"] = f"{row['body']}{_BREAKS_OFF}"
        row["revision"] = 0
    return row


def _time(kept: str | int | None) -> str | None:
    try:
        at = datetime.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None
    return time_text(at) if at and at.tzinfo else None
