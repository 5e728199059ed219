"""Brings what can be read of a damaged notebook, and of its newest sound copy, into rows for a new one."""

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from esscollab_desktop.domain.codes import is_own_example, jurisdiction_of, own_count
from esscollab_desktop.storage.notebook.carving import Carved, Value, carve
from esscollab_desktop.storage.notebook.columns import COLUMNS
from esscollab_desktop.storage.notebook.examination import open_plain, side
from esscollab_desktop.storage.notebook.stored_text import time_text

_USUAL: dict[str, Value] = {
    **{"kind": "comment", "status": "open", "visibility": "team", "tags": "[]", "rivals": "[]"},
    **{"quote_start": 0, "quote_end": 0, "due": None, "deleted_at": None, "fields": "{}"},
    **{"partners": "[]", "people": "[]", "items": "[]", "look": "{}", "revision": 1, "number": 1},
}
_BREAKS_OFF = {
    "note": " [the rest of this note could not be read]",
    "own_example": " [the rest of this example could not be read]",
}
_ANCHOR = "anchor"

Row = dict[str, Value]


@dataclass(slots=True)
class Salvage:
    """Rows by table. Notes by id, versions by note and number, own examples, meetings and packets by id."""

    tables: dict[str, dict[Any, Row]] = field(default_factory=lambda: {name: {} for name in COLUMNS})

    @property
    def notes(self) -> list[Row]:
        return self._sorted("note", "created_at", "id")

    def rows(self, table: str) -> list[Row]:
        pair = ("key", "value")
        order = {"note_revision": ("note_id", "number"), "setting": pair, "picture": pair}
        return self._sorted(table, *order.get(table, ("created_at", "id")))

    def _sorted(self, table: str, first: str, second: str) -> list[Row]:
        rows = self.tables[table].values()
        return sorted(rows, key=lambda row: (str(row[first]), str(row[second]).zfill(9)))

    def without(self, note_ids: frozenset[str]) -> "Salvage":
        """The same with some notes left out, and their versions."""
        kept = {name: dict(rows) for name, rows in self.tables.items()}
        for name, column in (("note", "id"), ("note_revision", "note_id")):
            kept[name] = {key: row for key, row in kept[name].items() if row[column] not in note_ids}
        return Salvage(kept)


def salvaged(damaged: Path, now: datetime, copy: Path | None = None) -> Salvage:
    """Everything that can be read from a damaged notebook: by SQLite and from the raw pages, and from a copy.

    `damaged` is a working copy: reading it may change it. Of several versions of a row the highest revision
    counts; at the same revision what SQLite gives, then the later one in the pages, then the copy's. A note
    whose row is gone, or is older than its newest version, is made again of that version. A text that breaks
    off is kept with a mark, where there is no whole version of it.
    """
    found = Salvage()
    log = side(damaged, "-wal")
    # Before SQLite opens it: SQLite deletes a log that it can't match with its file.
    carved = list(carve(_bytes_of(damaged), _bytes_of(log)))
    if copy is not None:
        _take_told(found, copy, now)
    _take(found, carved, now)
    _take_told(found, damaged, now)
    _remake_notes(found, now)
    return found


def salvaged_log(main: bytes, log: bytes, now: datetime) -> Salvage:
    """What the pages of a log hold, and those of the main file."""
    found = Salvage()
    _take(found, list(carve(main, log)), now)
    _remake_notes(found, now)
    return found


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _take(found: Salvage, carved: list[Carved], now: datetime) -> None:
    for one in carved:
        names = COLUMNS[one.table]
        # A later program may have more columns, an earlier one fewer.
        row = dict(zip(names, one.values, strict=False))
        if not one.whole:
            if one.table not in _BREAKS_OFF:
                continue
            until = names.index("body") + 1
            row = dict(zip(names[:until], one.values, strict=False))
            row["body"] = f"{row['body']}{_BREAKS_OFF[one.table]}"
            row["revision"] = 0
        _keep_newer(found, one.table, _whole_row(one.table, row, now))


def _take_told(found: Salvage, path: Path, now: datetime) -> None:
    for table, names in COLUMNS.items():
        for told in _told_by_sqlite(path, table, names):
            if all(isinstance(told.get(name), str) for name in ("id", "body") if name in names):
                _keep_newer(found, table, _whole_row(table, told, now))


def _told_by_sqlite(path: Path, table: str, wanted: tuple[str, ...]) -> list[Row]:
    """Rows from the front up to the damage, then from the back down to it."""
    rows: list[Row] = []
    if not path.exists():
        return rows
    for order in ("ASC", "DESC"):
        # The pages were read before: what SQLite can't reach any more is not lost by stopping here.
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError), closing(open_plain(path)) as connection:
            there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            names = [name for name in wanted if name in there]
            if names:
                statement = f"SELECT {', '.join(names)} FROM {table} NOT INDEXED ORDER BY rowid {order}"
                for values in connection.execute(statement):
                    rows.append(dict(zip(names, values, strict=True)))
            break
    return rows


def _keep_newer(found: Salvage, table: str, row: Row) -> None:
    if table == "own_example" and not is_own_example(str(row["code"])):
        return
    key: Any = (row["note_id"], row["number"]) if table == "note_revision" else row.get("id", row.get("key"))
    known = found.tables[table].get(key)
    number = "revision" if "revision" in row else ""
    if known is None or not number or int(row[number] or 0) >= int(known[number] or 0):
        found.tables[table][key] = row


def _whole_row(table: str, row: Row, now: datetime) -> Row:
    """Every column of the table, what could not be read as it most often is."""
    whole: Row = {name: row.get(name, _USUAL.get(name, "")) for name in COLUMNS[table]}
    for name, usual in _USUAL.items():
        if name in whole and (isinstance(usual, int) != isinstance(whole[name], int)) and usual is not None:
            whole[name] = usual
    for name in COLUMNS[table]:
        if name not in _USUAL and not isinstance(whole[name], str):
            whole[name] = _USUAL.get(name, "")
    for name in ("created_at", "updated_at", "begun_at", "at"):
        if name in whole:
            whole[name] = _time(whole[name]) or time_text(now)
    if "deleted_at" in whole:
        whole["deleted_at"] = _time(whole["deleted_at"])
    if table == "note":
        whole["place"] = jurisdiction_of(str(whole["target"]))
    if table == "own_example":
        whole["number"] = own_count(str(whole["code"]))
    if table == "note_revision":
        whole["writer"] = ""
    return whole


def _remake_notes(found: Salvage, now: datetime) -> None:
    newest: dict[str, Row] = {}
    first: dict[str, Row] = {}
    for row in found.rows("note_revision"):
        newest[str(row["note_id"])] = row
        first.setdefault(str(row["note_id"]), row)
    for note_id, row in newest.items():
        known = found.tables["note"].get(note_id)
        if known is not None and int(known["revision"] or 0) >= int(row["number"] or 0):
            continue
        made: Row = {
            "id": note_id,
            "target": row["target"],
            "body": row["body"],
            "created_at": known["created_at"] if known else first[note_id]["begun_at"],
            "updated_at": row["at"],
            "deleted_at": row["deleted_at"],
            "revision": row["number"],
            **_fields(row["fields"]),
        }
        found.tables["note"][note_id] = _whole_row("note", made, now)
    for row in found.tables["note"].values():
        row["revision"] = max(1, int(row["revision"] or 0))


def _fields(kept: Value) -> Row:
    try:
        told = json.loads(str(kept))
    except ValueError:
        return {}
    if not isinstance(told, dict):
        return {}
    anchor = told.pop(_ANCHOR, None)
    told |= anchor if isinstance(anchor, dict) else {}
    if "tags" in told:
        told["tags"] = json.dumps(told["tags"], ensure_ascii=False)
    return {name: value for name, value in told.items() if isinstance(value, str | int)}


def _time(kept: Value) -> str | None:
    try:
        at = datetime.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None
    return time_text(at) if at and at.tzinfo else None
