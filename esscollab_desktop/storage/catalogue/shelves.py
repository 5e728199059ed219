"""Reads the shelves of a book: how many examples stand where, and those of one shelf."""

import json
import sqlite3
from collections.abc import Iterable

from esscollab_desktop.domain.book import ExampleEntry, Group, Kind
from esscollab_desktop.storage.catalogue import tallies
from esscollab_desktop.storage.catalogue.kinds import kind_of

_ENTRY = "SELECT code, practice, jurisdiction, kind, heading, headline FROM example"
_GROUP = "practice, jurisdiction, kind"


def groups(connection: sqlite3.Connection) -> tuple[Group, ...]:
    """All groups, in the order in which the book has them."""
    rows = connection.execute(
        f"SELECT {_GROUP}, count(*) FROM example INDEXED BY example_by_practice GROUP BY {_GROUP}"
        " ORDER BY min(position)"
    )
    return tuple(Group(practice, place, kind_of(kind), count) for practice, place, kind, count in rows)


def entry(connection: sqlite3.Connection, code: str) -> ExampleEntry:
    """Raises KeyError for a code that no example has."""
    row = connection.execute(f"{_ENTRY} WHERE code = ?", (code,)).fetchone()
    if row is None:
        raise KeyError(code)
    return _entry(row)


def entries(
    connection: sqlite3.Connection, practice: str, jurisdiction: str, kind: Kind | None, most: int
) -> tuple[ExampleEntry, ...]:
    """The first examples of one shelf, in the book's order; what is empty does not narrow, nor does -1."""
    narrowed = {"practice": practice, "jurisdiction": jurisdiction, "kind": str(kind or "")}
    narrowed = {name: value for name, value in narrowed.items() if value}
    where = " AND ".join(f"{name} = ?" for name in narrowed)
    by = "INDEXED BY example_by_practice" if practice else ""
    by = by if practice or not jurisdiction else "INDEXED BY example_by_jurisdiction"
    asked = f"{_ENTRY} {by} {f'WHERE {where}' if where else ''} ORDER BY position LIMIT ?"
    return tuple(map(_entry, connection.execute(asked, (*narrowed.values(), most))))


def entries_of(connection: sqlite3.Connection, codes: Iterable[str]) -> dict[str, ExampleEntry]:
    """The examples among these codes, by code."""
    asked = f"{_ENTRY} WHERE code IN (SELECT value FROM json_each(?))"
    return {row[0]: _entry(row) for row in connection.execute(asked, (json.dumps(list(codes)),))}


def filed_under(
    connection: sqlite3.Connection, topics: Iterable[str], stages: Iterable[str]
) -> tuple[ExampleEntry, ...]:
    """The examples of any of these topics and stages, in the book's order."""
    asked = f"{_ENTRY} WHERE code IN ({tallies.FILED}) ORDER BY position"
    values = {"topics": json.dumps([*topics]), "stages": json.dumps([*stages])}
    return tuple(map(_entry, connection.execute(asked, values)))


def _entry(row: tuple[str, str, str, str, str, str]) -> ExampleEntry:
    code, practice, jurisdiction, kind, heading, headline = row
    return ExampleEntry(code, practice, jurisdiction, kind_of(kind), heading, headline)
