"""Writes a book: the checked content as one SQLite file, the same bytes for the same content."""

import os
import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, insert, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import NullPool

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.indexing import search_rows
from esscollab_desktop.packs.records import Content
from esscollab_desktop.packs.rows import book_rows
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.storage.catalogue import schema
from esscollab_desktop.storage.catalogue.edition import APPLICATION_ID, SCHEMA, content_hash


def build_book(folder: Path, out: Path) -> Content:
    """Build the content folder into the book `out`, which is replaced whole or left as it was.

    Raises ContentError where the content has faults, UserError where the file can't be written.
    """
    content = read_content(folder)
    temporary = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{out.name}.", suffix=".new", dir=out.parent)
        os.close(handle)
        temporary = Path(name)
        _write(content, temporary)
        temporary.chmod(0o644)
        temporary.replace(out)
    except (OSError, sqlite3.OperationalError) as bad:
        reason = getattr(bad, "strerror", None) or str(bad)
        raise UserError(f"The book can't be written to {out}: {reason}. Name another file.") from bad
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return content


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
