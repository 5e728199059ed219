"""What the records of a book owe each other: right codes, each with its page, no circles."""

import sqlite3
from collections.abc import Iterator

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.packs import is_version, name_fault
from esscollab_desktop.storage.catalogue.edition import SCHEMA

META = frozenset(
    (
        *("name", "title", "edition", "edition_date", "publisher", "language", "languages", "rights"),
        *("needs", "changes", "schema", "built_by", "content_hash"),
    )
)
# The kind of a record, the table that holds it, and its code in that table.
_HELD = {
    "practice": ("practice", "code"),
    "example": ("example", "code"),
    "jurisdiction": ("jurisdiction", "'state:' || code"),
    "organization": ("organization", "'org:' || id"),
    "topic": ("topic", "'topic:' || id"),
    "glossary": ("glossary", "id"),
    "source": ("source", "'source:' || id"),
}
_OTHERS = {
    "has given up a code that it uses": "SELECT 1 FROM alias JOIN record ON record.code = alias.old",
    "has no page on itself": "SELECT 1 WHERE (SELECT count(*) FROM record WHERE kind = 'book') <> 1",
    "finds records that it does not hold": (
        "SELECT 1 FROM search_content WHERE NOT EXISTS"
        " (SELECT 1 FROM record WHERE record.code = c0 AND record.kind <> 'part')"
    ),
    "has topics that stand in a circle": (
        "WITH RECURSIVE down (id) AS (SELECT id FROM topic WHERE broader IS NULL UNION"
        " SELECT topic.id FROM topic JOIN down ON topic.broader = down.id)"
        " SELECT 1 FROM topic WHERE id NOT IN (SELECT id FROM down)"
    ),
}


def record_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong, in words that follow “The book …”."""
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchmany(len(META) + 1))
    if set(meta) != META or meta["schema"] != str(SCHEMA):
        yield "does not say of itself what a book says"
    elif name_fault(meta["name"]) or (meta["needs"] and not is_version(meta["needs"])):
        yield "has a name or a number that no pack has"
    for code, kind in connection.execute("SELECT code, kind FROM record WHERE kind <> 'part'"):
        if not _is_right(code, kind):
            yield "has a record with a code that no book gives out"
    for kind, (table, code) in _HELD.items():
        lost = f"NOT EXISTS (SELECT 1 FROM record WHERE record.code = held.code AND record.kind = '{kind}')"
        held = f"SELECT {code} AS code FROM {table}"
        counts = f"(SELECT count(*) FROM {table}) <> (SELECT count(*) FROM record WHERE kind = '{kind}')"
        if connection.execute(
            f"SELECT {counts} OR EXISTS (SELECT 1 FROM ({held}) AS held WHERE {lost})"
        ).fetchone()[0]:
            yield "lists other records than it holds"
    for code, practice, jurisdiction in connection.execute(
        "SELECT code, practice, jurisdiction FROM example"
    ):
        if (codes.practice_of(code), codes.jurisdiction_of(code)) != (practice, jurisdiction):
            yield "has an example whose code is that of another practice or jurisdiction"
    for (old,) in connection.execute("SELECT old FROM alias"):
        if not codes.is_given_out(old):
            yield "has a former code that no book gives out"
    for words, statement in _OTHERS.items():
        if connection.execute(f"{statement} LIMIT 1").fetchone() is not None:
            yield words


def _is_right(code: str, kind: str) -> bool:
    if kind == "practice":
        return "@" not in code and codes.is_practice(code)
    if kind == "example":
        return codes.is_book_example(code)
    if kind == "book":
        return code == "about"
    prefix = {"jurisdiction": "state:", "organization": "org:"}.get(kind, f"{kind}:")
    return code.startswith(prefix) and codes.is_given_out(code)
