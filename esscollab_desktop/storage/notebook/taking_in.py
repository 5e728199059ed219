"""Writes salvaged rows into a notebook, where they are newer than what it has."""

import sqlite3
from collections.abc import Iterable

from esscollab_desktop.storage.notebook.salvage import Row, Salvage


def take_in(connection: sqlite3.Connection, found: Salvage) -> int:
    """Write rows inside the caller's transaction; returns how many records were newer.

    Records are notes, examples, meetings and packets. Versions of notes that are not there are added. A row
    that breaks a rule of the tables (a byte flipped in a code) is left out: its damaged file is kept.
    """
    newer = 0
    for table in ("note", "own_example", "meeting", "packet"):
        known = dict(connection.execute(f"SELECT id, revision FROM {table}"))
        rows = [row for row in found.rows(table) if int(row["revision"] or 0) > known.get(row["id"], 0)]
        for row in rows:
            names = [name for name in row if name != "id"]
            change = ", ".join(f"{name} = excluded.{name}" for name in names)
            _insert(connection, table, [row], f"ON CONFLICT (id) DO UPDATE SET {change}")
        newer += len(rows)
    there = {row[0] for row in connection.execute("SELECT id FROM note_revision")}
    _insert(
        connection, "note_revision", (row for row in found.rows("note_revision") if row["id"] not in there)
    )
    for table in ("setting", "picture"):
        _insert(connection, table, found.rows(table))
    _complete_history(connection)
    return newer


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row], ending: str = "") -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        otherwise = "" if ending else "OR IGNORE"
        statement = f"INSERT {otherwise} INTO {table} ({', '.join(row)}) VALUES ({marks}) {ending}"
        try:
            connection.execute(statement, list(row.values()))
        except sqlite3.IntegrityError:
            continue


def _complete_history(connection: sqlite3.Connection) -> None:
    """A version for every note that has none at its revision: its history was hit, or an older program's."""
    connection.execute(
        "INSERT OR IGNORE INTO note_revision"
        " (id, number, note_id, parent, body, fields, begun_at, at, writer, deleted_at, target)"
        " SELECT lower(hex(randomblob(16))), revision, id, '', body,"
        " json_object('kind', kind, 'status', status, 'visibility', visibility, 'author', author,"
        " 'speaker', speaker, 'due', due, 'meeting', meeting,"
        " 'tags', json(CASE WHEN json_valid(tags) THEN tags ELSE '[]' END),"
        " 'anchor', json_object('quote', quote, 'quote_before', quote_before, 'quote_after', quote_after,"
        " 'quote_start', quote_start, 'quote_end', quote_end, 'text_hash', text_hash,"
        " 'edition', edition, 'anchor_state', anchor_state, 'quote_was', quote_was)),"
        " created_at, updated_at, '', deleted_at, target FROM note"
        " WHERE NOT EXISTS (SELECT 1 FROM note_revision WHERE note_id = note.id AND number = note.revision)"
    )
