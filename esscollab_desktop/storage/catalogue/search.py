"""Asks the full-text index of a book for rows; which of them answer best is for `services.search` to say.

No row is ranked here: with 100,000 examples SQLite's own ranking reads every text that holds a common word.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from esscollab_desktop.storage.catalogue import tallies
from esscollab_desktop.storage.catalogue.edition import SEARCH_COLUMNS

# Rows stand in the order of `indexing.search_rows`; an example's number follows from its position.
_BEFORE_EXAMPLES = "(SELECT count(*) FROM practice)"
_BEFORE_PLACES = f"{_BEFORE_EXAMPLES} + (SELECT coalesce(max(position) + 1, 0) FROM example)"
_BEFORE_WORDS = f"{_BEFORE_PLACES} + (SELECT count(*) FROM jurisdiction)"
_EXAMPLES = f"SELECT position + 1 + {_BEFORE_EXAMPLES} FROM example"
_PRACTICES = "SELECT position + 1 FROM practice"
_PLACES = f"SELECT position + 1 + {_BEFORE_PLACES} FROM jurisdiction"
_NUMBER = {
    "example": f"{_EXAMPLES} WHERE code = ?",
    "practice": f"{_PRACTICES} WHERE code = ?",
    "state": f"{_PLACES} WHERE code = ?",
}
# The rows behind those of the states, in turn; they are few beside the examples.
_LATER = f"SELECT rowid FROM search WHERE rowid > {_BEFORE_WORDS} AND target = ? ORDER BY rowid LIMIT 1"


@dataclass(frozen=True, slots=True)
class Row:
    """What is searched of one record: its words by column, each column a reason for a hit."""

    code: str
    kind: str
    label: str
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which rows count; what is empty does not narrow. `topics` are ids, any of which will do."""

    kinds: frozenset[str] = frozenset()
    practice: str = ""
    jurisdiction: str = ""
    topics: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()

    def conditions(self) -> tuple[list[str], dict[str, Any]]:
        """SQL for each thing that narrows, on the row's number, and its values."""
        found: list[str] = []
        if self.kinds:
            found.append("kind IN (SELECT value FROM json_each(:kinds))")
        if self.practice:
            found.append(
                f"IN ({_EXAMPLES} WHERE practice = :practice UNION {_PRACTICES} WHERE code = :practice)"
            )
        if self.jurisdiction:
            own = f"{_PLACES} WHERE code = :place"
            found.append(f"IN ({_EXAMPLES} WHERE jurisdiction = :place UNION {own})")
        if self.topics:
            found.append(f"IN ({_EXAMPLES} WHERE code IN ({tallies.FILED}))")
        values = {
            "kinds": json.dumps(sorted(self.kinds)),
            "practice": self.practice,
            "place": self.jurisdiction,
            "topics": json.dumps(self.topics),
            "stages": json.dumps(self.stages),
        }
        return found, values


def numbers(connection: sqlite3.Connection, expression: str, narrowed: Narrowed, most: int) -> list[int]:
    """The numbers of at most `most` rows that match an FTS5 expression, in the book's order.

    Without an expression, those that the narrowing leaves.
    """
    found, values = narrowed.conditions()
    # A plus keeps SQLite from looking up every number in the index, which is slower than walking the matches.
    number = "+rowid" if expression else "rowid"
    where = [part if part.startswith("kind") else f"{number} {part}" for part in found]
    if expression:
        where.insert(0, "search MATCH :expression")
    if not where:
        return []
    rows = connection.execute(
        f"SELECT rowid FROM search WHERE {' AND '.join(where)} ORDER BY rowid LIMIT :most",
        {**values, "expression": expression, "most": most},
    )
    return [number for (number,) in rows]


def number_of(connection: sqlite3.Connection, code: str) -> int:
    """The number of the first row that leads to a code; 0 where there is none."""
    kind, colon, name = code.partition(":")
    if colon or code == "about":
        asked = [(_NUMBER["state"], name)] if kind == "state" else [(_LATER, code)]
    else:
        asked = [(_NUMBER[kind], code) for kind in ("practice", "example")]
    for statement, value in asked:
        if row := connection.execute(statement, (value,)).fetchone():
            return int(row[0])
    return 0


def rows(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, Row]:
    """The rows with these numbers, by number."""
    listed = ", ".join(("rowid", "target", "kind", "label", *SEARCH_COLUMNS))
    found = connection.execute(
        f"SELECT {listed} FROM search WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(wanted),)
    )
    return {
        number: Row(code, kind, label, dict(zip(SEARCH_COLUMNS, texts, strict=True)))
        for number, code, kind, label, *texts in found
    }


def words(connection: sqlite3.Connection) -> Iterable[tuple[str, int]]:
    """Every word of the index with the number of rows that hold it."""
    # In the temporary schema of this connection: the book itself is never written.
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, row)"
    )
    return connection.execute("SELECT term, doc FROM temp.search_words").fetchall()


_NAMING = {
    "org": "SELECT example FROM partner WHERE organization = ?",
    "topic": "SELECT example FROM example_topic WHERE topic = ?",
    "source": "SELECT fact.example FROM fact_source JOIN fact ON fact.id = fact_source.fact WHERE source = ?",
}


def naming(connection: sqlite3.Connection, code: str, most: int) -> list[str]:
    """The first examples, in the book's order, that name an organization, a topic or a source."""
    kind, _, name = code.partition(":")
    rows = connection.execute(
        f"SELECT code FROM example WHERE code IN ({_NAMING[kind]}) ORDER BY position LIMIT ?", (name, most)
    )
    return [example for (example,) in rows]


def paragraphs(connection: sqlite3.Connection, code: str) -> list[str]:
    """The texts of an example's facts, or of a practice's background, in the order of their letters."""
    rows = connection.execute(
        "SELECT text FROM fact WHERE example = :code OR practice = :code ORDER BY position", {"code": code}
    )
    return [text for (text,) in rows]
