"""Brings the notes and own examples of a damaged notebook into a new one."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from esscollab_desktop.domain.codes import is_own_example, own_count
from esscollab_desktop.storage.notebook import own_rows
from esscollab_desktop.storage.notebook.carving import Value, Values, carve
from esscollab_desktop.storage.notebook.examination import open_plain, side
from esscollab_desktop.storage.notebook.stored_text import time_text

_NAMES = ("id", "target", "body", "created_at", "updated_at", "deleted_at", "revision")
_BREAKS_OFF = " [the rest of this {} could not be read]"

Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Rows for a new notebook, oldest first."""

    notes: list[Row]
    own_examples: list[Row]


def salvaged(damaged: Path, now: datetime) -> Salvaged:
    """All that can be read from a damaged notebook: by SQLite and from the raw pages.

    `damaged` is a working copy: reading it may change it. Of several versions of a note or example the
    highest revision counts, at the same revision the one that SQLite gives, then the later one. A text that
    breaks off is kept with a mark, where there is no whole version of it.
    """
    notes: dict[str, Row] = {}
    own: dict[str, Row] = {}
    log = side(damaged, "-wal")
    # Before SQLite opens it: SQLite deletes a log that it can't match with its file.
    for carved in carve(_bytes_of(damaged), _bytes_of(log)):
        if carved.is_own:
            _keep_own(own, carved.values, whole=carved.whole, now=now)
        else:
            _keep_newer(notes, _note_row(carved.values, whole=carved.whole, now=now))
    for values in _told_by_sqlite(damaged, "note", _NAMES, lambda v: _are_text(v[:3])):
        _keep_newer(notes, _note_row(values, whole=True, now=now))
    for values in _told_by_sqlite(
        damaged, "own_example", own_rows.COLUMNS, lambda v: _are_text((v[0], v[2]))
    ):
        _keep_own(own, values, whole=True, now=now)
    return Salvaged(_oldest_first(notes), _one_of_each_code(_oldest_first(own)))


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _are_text(values: Sequence[Value]) -> bool:
    return all(isinstance(value, str) for value in values)


def _keep_newer(found: dict[str, Row], row: Row) -> None:
    known = found.get(str(row["id"]))
    if known is None or int(row["revision"] or 0) >= int(known["revision"] or 0):
        found[str(row["id"])] = row


def _keep_own(found: dict[str, Row], values: Values, *, whole: bool, now: datetime) -> None:
    if is_own_example(str(values[2])):
        _keep_newer(found, _own_row(values, whole=whole, now=now))


def _oldest_first(found: dict[str, Row]) -> list[Row]:
    for row in found.values():
        row["revision"] = max(1, int(row["revision"] or 0))
    return sorted(found.values(), key=lambda row: (str(row["created_at"]), str(row["id"])))


def _one_of_each_code(rows: list[Row]) -> list[Row]:
    """A byte flipped in a code can make two of it; the older one had it first."""
    return list({row["code"]: row for row in reversed(rows)}.values())[::-1]


def _told_by_sqlite(
    damaged: Path, table: str, names: Sequence[str], sound: Callable[[Values], bool]
) -> list[Values]:
    """Rows from the front up to the damage, then from the back down to it."""
    rows: list[Values] = []
    if not damaged.exists():
        return rows
    for order in ("ASC", "DESC"):
        # The pages were read before: what SQLite can't reach any more is not lost by stopping here.
        with suppress(sqlite3.DatabaseError), closing(open_plain(damaged)) as connection:
            statement = f"SELECT {', '.join(names)} FROM {table} NOT INDEXED ORDER BY rowid {order}"
            for values in connection.execute(statement):
                if sound(values):
                    rows.append(values)
            break
    return rows


def _note_row(values: Values, *, whole: bool, now: datetime) -> Row:
    return _dated(dict(zip(_NAMES, values, strict=True)), "note", whole=whole, now=now)


def _own_row(values: Values, *, whole: bool, now: datetime) -> Row:
    row = _dated(dict(zip(own_rows.COLUMNS, values, strict=True)), "example", whole=whole, now=now)
    row["number"] = own_count(str(row["code"]))
    for name in own_rows.COLUMNS[3:10]:
        row[name] = row[name] if isinstance(row[name], str) else ""
    return row


def _dated(row: Row, what: str, *, whole: bool, now: datetime) -> Row:
    """The row with times and revision that can be kept."""
    for name in ("created_at", "updated_at"):
        row[name] = _time(row[name]) or time_text(now)
    row["deleted_at"] = _time(row["deleted_at"])
    revision = row["revision"]
    row["revision"] = revision if isinstance(revision, int) and revision > 0 else 1
    if not whole:
        row["body"] = f"{row['body']}{_BREAKS_OFF.format(what)}"
        row["revision"] = 0
    return row


def _time(kept: str | int | None) -> str | None:
    try:
        at = datetime.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None
    return time_text(at) if at and at.tzinfo else None
