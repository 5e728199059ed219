"""Writes a book as one new SQLite file: the same bytes for the same content and the same SQLite."""

import errno
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, insert, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from esscollab_desktop.domain.content import Content
from esscollab_desktop.storage.catalogue import schema
from esscollab_desktop.storage.catalogue.edition import APPLICATION_ID, SCHEMA, content_hash
from esscollab_desktop.storage.catalogue.indexing import search_rows
from esscollab_desktop.storage.catalogue.rows import book_rows


def write_book(content: Content, path: Path) -> None:
    """Fill an empty or missing file. Raises OSError where the disk is in the way."""
    try:
        _write(content, path)
    except (sqlite3.OperationalError, OperationalError) as bad:
        cause = getattr(bad, "orig", bad)
        name = str(getattr(cause, "sqlite_errorname", ""))
        # Anything else SQLite has to say is about a statement, which is a bug.
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise OSError(errno.EIO, str(cause)) from bad
        raise


def _write(content: Content, path: Path) -> None:
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    _fill(engine, content)
    connection = sqlite3.connect(path)
    try:
        # A journal beside the temporary file would be left behind by a kill.
        connection.execute("PRAGMA journal_mode = OFF")
        digest = content_hash(connection)
        connection.execute("INSERT INTO meta (key, value) VALUES ('content_hash', ?)", (digest,))
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    # The file is new and thrown away when anything goes wrong, so it needs no journal.
    for pragma in (
        "page_size = 4096",
        "journal_mode = OFF",
        "synchronous = OFF",
        "foreign_keys = ON",
        f"application_id = {APPLICATION_ID}",
        f"user_version = {SCHEMA}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _fill(engine: Engine, content: Content) -> None:
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        connection.execute(text(schema.SEARCH_DDL))
        for table, row in book_rows(content):
            connection.execute(insert(table), row)
        for words in search_rows(content):
            columns = ", ".join(words)
            marks = ", ".join(f":{name}" for name in words)
            connection.execute(text(f"INSERT INTO search ({columns}) VALUES ({marks})"), words)
        connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))
        # Foreign keys are enforced row by row; this looks at the whole once more.
        loose = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        if loose:
            raise ValueError(f"rows that refer to nothing: {loose}")
