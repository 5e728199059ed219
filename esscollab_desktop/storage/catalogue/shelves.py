"""Reads the shelves of a book: how many examples stand where, and those of one shelf, however many there are.

In the table `search` practices come first, then examples, then jurisdictions, each in the book's order, so
the rows of examples are known by their position; see `indexing.search_rows`.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from esscollab_desktop.domain.book import ExampleEntry, Group, Kind
from esscollab_desktop.storage.catalogue import tallies
from esscollab_desktop.storage.catalogue.kinds import kind_of
from esscollab_desktop.storage.catalogue.search import every_word

_ENTRY = "SELECT code, practice, jurisdiction, kind, heading, headline FROM example"
_GROUP = "practice, jurisdiction, kind"
_PRACTICES = "(SELECT count(*) FROM practice)"
_EXAMPLES = "(SELECT coalesce(max(position) + 1, 0) FROM example)"
_PLACES = "(SELECT count(*) FROM jurisdiction)"


@dataclass(frozen=True, slots=True)
class Found:
    """The examples of one group that hold some words. `positions`: theirs in the book, with commas."""

    group: Group
    positions: str


def groups(connection: sqlite3.Connection) -> tuple[Group, ...]:
    """All groups, in the order in which the book has them."""
    rows = connection.execute(
        f"SELECT {_GROUP}, count(*) FROM example INDEXED BY example_by_practice GROUP BY {_GROUP}"
        " ORDER BY min(position)"
    )
    return tuple(Group(practice, place, kind_of(kind), count) for practice, place, kind, count in rows)


def found(connection: sqlite3.Connection, words: str) -> tuple[Found, ...]:
    """The groups with only the examples that hold all words, the last of them as a beginning."""
    expression = every_word(words)
    if not expression:
        return ()
    grouped = "example.practice, example.jurisdiction, example.kind"
    rows = connection.execute(
        f"SELECT {grouped}, count(*), group_concat(example.position) FROM search"
        f" CROSS JOIN example INDEXED BY example_by_position"
        f" ON example.position = search.rowid - {_PRACTICES} - 1"
        f" WHERE search MATCH ? AND search.rowid > {_PRACTICES}"
        f" AND search.rowid <= {_PRACTICES} + {_EXAMPLES} GROUP BY {grouped} ORDER BY min(example.position)",
        (expression,),
    )
    return tuple(Found(Group(code, place, kind_of(kind), n), held) for code, place, kind, n, held in rows)


def tops(connection: sqlite3.Connection, words: str) -> frozenset[str]:
    """The codes of the practices and jurisdictions that hold the words themselves."""
    expression = every_word(words)
    if not expression:
        return frozenset()
    after = f"{_PRACTICES} + {_EXAMPLES}"
    rows = connection.execute(
        f"SELECT target FROM search WHERE search MATCH ? AND rowid <= {after} + {_PLACES}"
        f" AND (rowid <= {_PRACTICES} OR rowid > {after})",
        (expression,),
    )
    return frozenset(row[0] for row in rows)


def holds(connection: sqlite3.Connection, words: str) -> bool:
    """Whether any practice, example or jurisdiction holds all words."""
    expression = every_word(words)
    if not expression:
        return False
    last = f"{_PRACTICES} + {_EXAMPLES} + {_PLACES}"
    asked = f"SELECT 1 FROM search WHERE search MATCH ? AND rowid <= {last} LIMIT 1"
    return connection.execute(asked, (expression,)).fetchone() is not None


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


def entries_at(connection: sqlite3.Connection, positions: Iterable[str]) -> tuple[ExampleEntry, ...]:
    """The examples at these positions, each text as in `Found`, in the book's order."""
    listed = f"[{','.join(positions)}]"
    asked = f"{_ENTRY} WHERE position IN (SELECT value FROM json_each(?)) ORDER BY position"
    return tuple(map(_entry, connection.execute(asked, (listed,))))


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
