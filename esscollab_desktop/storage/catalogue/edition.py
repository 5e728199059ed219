"""What a book says about itself: marks in the file, number of its schema, hash of its content."""

import sqlite3
from collections.abc import Callable, Iterator

# "ESSB" as a number: tells a book from any other SQLite file.
APPLICATION_ID = 0x45535342
SCHEMA = 3

# Columns of the full-text table that hold words, in order of weight; each is a reason for a hit.
SEARCH_COLUMNS = (
    "code",
    "title",
    "headline",
    "text",
    "partners",
    "topics",
    "related",
    "growth",
    "resources",
    "sources",
)
# The hash can't hold itself; the program that built the book says nothing that a reader sees.
_OUTSIDE = "key NOT IN ('content_hash', 'built_by')"
_CHUNK = 65_536


def _unseen(_chunk: bytes) -> None:
    """No one looks at what is hashed."""


def content_hash(
    connection: sqlite3.Connection | sqlite3.Cursor, seen: Callable[[bytes], None] = _unseen
) -> str:
    """SHA-256 over all rows of all content tables, the same for the same content on every system.

    Left out are the search index, which follows from the content, the hash itself, the program that built
    the book, and the table `record`, whose file names and line numbers say nothing that a reader sees.
    Streams: no more than a chunk of the rows is in memory, and `seen` gets each.
    """
    from hashlib import sha256

    digest = sha256()
    for name in content_tables(connection):
        digest.update(f"\n{name}\n".encode())
        for chunk in row_chunks(connection, name, _OUTSIDE if name == "meta" else "1"):
            seen(chunk)
            digest.update(chunk)
    return digest.hexdigest()


def content_tables(connection: sqlite3.Connection | sqlite3.Cursor) -> list[str]:
    """The tables of which the content consists, by name."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return sorted(name for name in names if name != "record" and not name.startswith(("sqlite_", "search")))


def row_chunks(
    connection: sqlite3.Connection | sqlite3.Cursor, table: str, where: str = "1"
) -> Iterator[bytes]:
    """All rows of a table in the order of its key, as bytes of which each value begins with its length.

    SQLite puts the rows together, so that other threads run meanwhile; a chunk is somewhat over 64 KB.
    """
    columns = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    keys = [_quoted(name) for name, place in sorted(columns, key=lambda column: column[1]) if place]
    values = [
        f"ifnull(length(CAST({name} AS BLOB)) || ':' || {name}, '-')"
        for name in sorted(_quoted(name) for name, _place in columns)
    ]
    rows = connection.execute(
        f"SELECT CAST({' || '.join(values)} AS BLOB) FROM {_quoted(table)}"
        f" WHERE {where} ORDER BY {', '.join(keys)}"
    )
    held: list[bytes] = []
    size = 0
    for (row,) in rows:
        held.append(row)
        size += len(row)
        if size > _CHUNK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
