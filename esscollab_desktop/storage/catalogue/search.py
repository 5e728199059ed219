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
_WEIGHTS = {"code": 12.0, "title": 8.0, "headline": 4.0, "partners": 3.0, "text": 2.0}
_PLACES = {
    "code": "Code",
    "title": "Title",
    "headline": "Summary",
    "text": "What the state did",
    "partners": "Partners",
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
}
_FIRST_COLUMN = 3  # target, kind and label come before the searched columns


def phrases(text: str) -> list[str]:
    """The text as FTS5 phrases: what stands together (`4.MA`, `1,500`) stays together; signs fall away."""
    found = []
    for chunk in unicodedata.normalize("NFC", text).split():
        words = _WORD.findall(chunk)
        if words:
            found.append(f'"{" ".join(words)}"')
    return found[:_MOST_WORDS]


def _expression(text: str, join: str = " AND ") -> str:
    found = phrases(text)
    return join.join([*found[:-1], f"{found[-1]}*"]) if found else ""


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[Hit]:
    """At most `limit` hits, best first; where no row holds all words, those that hold any of them.

    Order: the code or name that was typed; then names with all words whole, names with the last as a
    beginning, and other texts by weight of the column; sources last.
    """
    expression = _expression(text)
    if not expression or limit < 1:
        return []
    hits = _hits(connection, expression, text, limit)
    return hits or _hits(connection, _expression(text, " OR "), text, limit)


def _hits(connection: sqlite3.Connection, expression: str, text: str, limit: int) -> list[Hit]:
    weights = ", ".join(str(_WEIGHTS.get(name, 1.0)) for name in SEARCH_COLUMNS)
    # A lone surrogate can't be handed to SQLite.
    typed = " ".join(text.split()).encode(errors="replace").decode()

    def names(words: str) -> str:
        return f"{{code title}} : ({words})"

    rows = connection.execute(
        "SELECT rowid, target, kind, label FROM search WHERE search MATCH :words ORDER BY"
        " (target = :typed COLLATE NOCASE OR code = :typed COLLATE NOCASE"
        " OR label = :typed COLLATE NOCASE) DESC,"
        " kind = 'source',"
        " rowid IN (SELECT rowid FROM search WHERE search MATCH :whole_names) DESC,"
        " rowid IN (SELECT rowid FROM search WHERE search MATCH :names) DESC,"
        f" bm25(search, 0, 0, 0, {weights}), rowid LIMIT :most",
        {
            "typed": typed,
            "words": expression,
            "whole_names": names(expression.replace("*", "")),
            "names": names(expression),
            "most": limit,
        },
    ).fetchall()
    return [_hit(connection, expression, row) for row in rows]


def _hit(connection: sqlite3.Connection, expression: str, row: tuple[int, str, str, str]) -> Hit:
    """The hit with the snippet of the column that holds most of the words."""
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
    best = max(marked, key=lambda name: found[name].count(HIT_BEGINS), default="title")
    place = _PLACES_OF_KIND.get((kind, best), _PLACES[best])
    return Hit(code, label, kind, " ".join(found[best].split()), place)


def matching(connection: sqlite3.Connection, text: str) -> frozenset[str]:
    """The codes of practices, examples and jurisdictions that hold all words, the last as a beginning."""
    expression = _expression(text)
    if not expression:
        return frozenset()
    rows = connection.execute(
        "SELECT target FROM search WHERE search MATCH ? AND kind <> 'source'", (expression,)
    )
    return frozenset(row[0] for row in rows)
