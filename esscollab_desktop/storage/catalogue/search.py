"""Full-text search over a book: any text is a query, codes and names come first, each hit says why."""

import re
import sqlite3
import unicodedata

from esscollab_desktop.domain.book import Hit
from esscollab_desktop.storage.catalogue.edition import SEARCH_COLUMNS

HIT_BEGINS, HIT_ENDS = "\ue000", "\ue001"

# What counts as a word must be no more than what the tokenizer unicode61 takes for one.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
# SQLite allows an expression 256 deep; nobody types more words than this.
_MOST_WORDS = 24
_WEIGHTS = {"code": 12.0, "title": 8.0, "headline": 4.0, "partners": 3.0, "text": 2.0, "topics": 0.5}
_PLACES = {
    "code": "Code",
    "title": "Title",
    "headline": "Summary",
    "text": "What the state did",
    "partners": "Partners",
    "topics": "Topics",
    "related": "Related facts",
    "growth": "Room for growth",
    "resources": "Resources",
    "sources": "Sources",
}
_PLACES_OF_KIND = {
    ("practice", "headline"): "Guidance",
    ("practice", "text"): "Background",
    ("jurisdiction", "title"): "Name",
    ("jurisdiction", "text"): "Agency",
    ("source", "text"): "Publisher",
    ("topic", "title"): "Topic",
    ("topic", "text"): "Note",
    ("organization", "title"): "Name",
    ("organization", "text"): "Note",
    ("glossary", "code"): "Term",
    ("glossary", "title"): "Term",
    ("glossary", "text"): "Meaning",
}
# Practices, examples and states are what people look for; the words around them come after, sources last.
_AROUND = "(kind IN ('topic', 'organization', 'glossary')) + 2 * (kind = 'source')"
_TREE = "('practice', 'published', 'related', 'jurisdiction')"
_FIRST_COLUMN = 3  # target, kind and label come before the searched columns


def phrases(text: str) -> list[str]:
    """The text as FTS5 phrases: what stands together (`4.MA`, `1,500`) stays together; signs fall away."""
    found = []
    for chunk in unicodedata.normalize("NFC", text).split():
        words = _WORD.findall(chunk)
        if words:
            found.append(f'"{" ".join(words)}"')
    return found[:_MOST_WORDS]


def _all_of(found: list[str]) -> str:
    return " AND ".join([*found[:-1], f"{found[-1]}*"]) if found else ""


def every_word(text: str) -> str:
    """What FTS5 is asked for rows with all words of a text, the last as a beginning; empty for no words."""
    return _all_of(phrases(text))


def _any_of(found: list[str]) -> str:
    """Any of the words; one or two letters would drown the others."""
    telling = [phrase for phrase in found if len(phrase) > 4] or found
    return " OR ".join(telling)


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[Hit]:
    """At most `limit` hits, best first; where no row holds all words, those that hold any of them.

    Order: the code or name that was typed; then names with all words whole, names with the last as a
    beginning, and other texts by weight of the column. Topics, organizations and terms come after the
    practices, examples and states, and sources last.
    """
    found = phrases(text)
    if not found or limit < 1:
        return []
    every = _all_of(found)
    # A lone surrogate can't be handed to SQLite.
    typed = " ".join(text.split()).encode(errors="replace").decode()
    rows = _rows(connection, every, every, typed, limit)
    if rows:
        return [_hit(connection, every, row) for row in rows]
    some = _any_of(found)
    return [_hit(connection, some, row) for row in _rows(connection, some, every, typed, limit)]


def _rows(
    connection: sqlite3.Connection, wanted: str, names: str, typed: str, limit: int
) -> list[tuple[int, str, str, str]]:
    """Number, code, kind and label of the rows that match `wanted`; names that match `names` first."""
    weights = ", ".join(str(_WEIGHTS.get(name, 1.0)) for name in SEARCH_COLUMNS)
    return connection.execute(
        "SELECT rowid, target, kind, label FROM search WHERE search MATCH :wanted ORDER BY"
        " (:typed COLLATE NOCASE IN (target, code, label)) DESC,"
        f" {_AROUND},"
        " rowid IN (SELECT rowid FROM search WHERE search MATCH :whole_names) DESC,"
        " rowid IN (SELECT rowid FROM search WHERE search MATCH :names) DESC,"
        f" bm25(search, 0, 0, 0, {weights}), rowid LIMIT :most",
        {
            "wanted": wanted,
            "typed": typed,
            "whole_names": f"{{code title}} : ({names.removesuffix('*')})",
            "names": f"{{code title}} : ({names})",
            "most": limit,
        },
    ).fetchall()


def _hit(connection: sqlite3.Connection, expression: str, row: tuple[int, str, str, str]) -> Hit:
    """The hit with the snippet of the column that holds most of the words; of several, the first."""
    rowid, code, kind, label = row
    snippets = ", ".join(
        f"snippet(search, {_FIRST_COLUMN + i}, '{HIT_BEGINS}', '{HIT_ENDS}', '…', 16)"
        for i in range(len(SEARCH_COLUMNS))
    )
    columns = connection.execute(
        f"SELECT {snippets} FROM search WHERE search MATCH ? AND rowid = ?", (expression, rowid)
    ).fetchone()
    found = dict(zip(SEARCH_COLUMNS, columns, strict=True))
    marked = [name for name, snippet in found.items() if HIT_BEGINS in snippet]
    wanted = expression.count('"') // 2
    best = max(marked, key=lambda name: min(wanted, found[name].count(HIT_BEGINS)), default="title")
    place = _PLACES_OF_KIND.get((kind, best), _PLACES[best])
    return Hit(code, label, kind, " ".join(found[best].split()), place)


def matching(connection: sqlite3.Connection, text: str) -> frozenset[str]:
    """The codes of practices, examples and jurisdictions that hold all words, the last as a beginning."""
    expression = every_word(text)
    if not expression:
        return frozenset()
    rows = connection.execute(
        f"SELECT target FROM search WHERE search MATCH ? AND kind IN {_TREE}", (expression,)
    )
    return frozenset(row[0] for row in rows)
