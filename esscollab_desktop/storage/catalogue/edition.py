"""What a book says about itself: marks in the file, number of its schema, hash of its content."""

import json
import sqlite3
from hashlib import sha256

# "ESSB" as a number: tells a book from any other SQLite file.
APPLICATION_ID = 0x45535342
SCHEMA = 2

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


def content_hash(connection: sqlite3.Connection | sqlite3.Cursor) -> str:
    """SHA-256 over all rows of all content tables, the same for the same content on every system.

    Left out are the search index, which follows from the content, the hash itself, the program that built
    the book, and the table `record`, whose file names and line numbers say nothing that a reader sees.
    """
    digest = sha256()
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in sorted(n for n in names if n != "record" and not n.startswith(("sqlite_", "search"))):
        columns = sorted(row[1] for row in connection.execute(f'PRAGMA table_info("{name}")'))
        listed = ", ".join(f'"{column}"' for column in columns)
        rows = connection.execute(f'SELECT {listed} FROM "{name}"').fetchall()
        for line in sorted(json.dumps([name, *row], ensure_ascii=False, default=repr) for row in rows):
            if not line.startswith(('["meta", "content_hash"', '["meta", "built_by"')):
                digest.update(line.encode() + b"\n")
    return digest.hexdigest()
