"""Writes a book as one new SQLite file: the same bytes for the same content and the same SQLite."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import InitVar, dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.dialects import sqlite

from esscollab_desktop.domain.content import Content
from esscollab_desktop.domain.errors import Cancelled
from esscollab_desktop.domain.long_work import LongWork
from esscollab_desktop.storage.catalogue import schema
from esscollab_desktop.storage.catalogue.edition import APPLICATION_ID, SCHEMA, SEARCH_COLUMNS, content_hash
from esscollab_desktop.storage.catalogue.indexing import search_rows
from esscollab_desktop.storage.catalogue.rows import Row, book_rows

WRITING, INDEXING, CHECKING = "Writing the book", "Making the index", "Checking"
_BATCH = 20_000
# SQLite asks about Cancel each time it has done so many of its own steps.
_STEPS = 1_000
_CACHE = 48 * 1024  # KB
_PIECE = 4 * 1024 * 1024


def write_book(content: Content, path: Path, work: LongWork | None = None) -> None:
    """Fill an empty or missing file. Raises OSError where the disk is in the way, and Cancelled."""
    work = work or LongWork()
    watch = _Watch(work)
    filled, packed = path.with_name(f"{path.name}.filled"), path.with_name(f"{path.name}.packed")
    try:
        with closing(sqlite3.connect(filled, isolation_level=None)) as connection:
            connection.set_progress_handler(watch, _STEPS)
            _write(connection, content, packed, work)
        _copy(packed, path, _changes(filled) + 1, work)
    except sqlite3.OperationalError as bad:
        name = str(getattr(bad, "sqlite_errorname", ""))
        if name == "SQLITE_INTERRUPT":
            raise (watch.reason or Cancelled()) from None
        # Anything else SQLite has to say is about a statement, which is a bug.
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise OSError(errno.EIO, str(bad)) from bad
        raise
    finally:
        del watch  # it may hold the exception, whose traceback would hold all of the content
        filled.unlink(missing_ok=True)
        packed.unlink(missing_ok=True)


def _write(connection: sqlite3.Connection, content: Content, packed: Path, work: LongWork) -> None:
    # The file is new and thrown away when anything goes wrong, so it needs no journal, and no waiting
    # until it is on the disk.
    for pragma in (
        "page_size = 4096",
        "journal_mode = OFF",
        "synchronous = OFF",
        f"cache_size = -{_CACHE}",
        f"application_id = {APPLICATION_ID}",
        f"user_version = {SCHEMA}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for statement in schema.table_statements():
        connection.execute(statement)
    connection.execute("BEGIN")
    work.stage(WRITING, len(content.examples))
    _fill(connection, book_rows(content), work)
    work.stage(INDEXING, len(content.examples))
    _index(connection, content, work)
    for statement in schema.AFTER_ROWS:
        connection.execute(statement)
    work.stage(CHECKING, 5)
    # Not enforced row by row, which would look everything up twice.
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        raise ValueError(f"rows that refer to nothing: {loose}")
    connection.execute("COMMIT")
    work.step()
    digest = content_hash(connection)
    connection.execute("INSERT INTO meta (key, value) VALUES ('content_hash', ?)", (digest,))
    work.step()
    connection.execute("ANALYZE")
    # Some builds of SQLite count more than others; a book has the same tables whoever built it.
    connection.execute("DROP TABLE IF EXISTS sqlite_stat4")
    work.step()
    # In place it would copy everything back in one go, which nothing can stop.
    connection.execute("VACUUM INTO ?", (str(packed),))
    work.step()


@dataclass(slots=True)
class _Watch:
    """What SQLite asks while it is at work: true ends it, for a reason that is raised afterwards."""

    work: LongWork
    reason: BaseException | None = None

    def __call__(self) -> bool:
        try:
            return self.work.must_stop()
        except BaseException as reason:  # SQLite would forget it
            self.reason = reason
            return True


@dataclass(slots=True)
class _Batch:
    """Rows of one table that wait for their turn; statements are composed once."""

    table: InitVar[Table]
    names: InitVar[Sequence[str]]
    statement: str = field(init=False)
    in_order: Callable[[dict[str, Any]], tuple[Any, ...]] = field(init=False)
    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def __post_init__(self, table: Table, names: Sequence[str]) -> None:
        self.statement = str(insert(table).compile(dialect=sqlite.dialect(), column_keys=names))
        self.in_order = itemgetter(*(column.name for column in table.columns if column.name in names))


def _fill(connection: sqlite3.Connection, rows: Iterable[Row | None], work: LongWork) -> None:
    """Insert the rows in batches, those of each table in the order given."""
    batches: dict[Table, _Batch] = {}
    held = 0
    for found in rows:
        if found is None:
            work.ask()
            continue
        table, row = found
        if (batch := batches.get(table)) is None:
            batch = batches[table] = _Batch(table, list(row))
        batch.rows.append(batch.in_order(row))
        held += 1
        if table is schema.example:
            work.step()
        elif not held % 200:
            work.ask()
        if held == _BATCH:
            _flush(connection, batches.values())
            held = 0
    _flush(connection, batches.values())


def _flush(connection: sqlite3.Connection, batches: Iterable[_Batch]) -> None:
    for batch in batches:
        connection.executemany(batch.statement, batch.rows)
        batch.rows.clear()


def _index(connection: sqlite3.Connection, content: Content, work: LongWork) -> None:
    columns = ("target", "kind", "label", *SEARCH_COLUMNS)
    marks = ", ".join("?" * len(columns))
    in_order = itemgetter(*columns)

    def told() -> Iterator[tuple[str, ...]]:
        for words in search_rows(content):
            work.step()
            yield in_order(words)

    connection.executemany(f"INSERT INTO search ({', '.join(columns)}) VALUES ({marks})", told())
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def _changes(path: Path) -> int:
    """How many transactions have changed a database, as its header counts them."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(28)[24:], "big")


def _copy(packed: Path, path: Path, changes: int, work: LongWork) -> None:
    """Copy a packed book to where it belongs, with this number of changes as if it had been packed in place.

    Each piece is on the disk before the next, so that Cancel need not wait for all of them, and a power cut
    after the build takes nothing away.
    """
    counted = changes.to_bytes(4, "big")
    with packed.open("rb") as source, path.open("wb") as target:
        piece = source.read(_PIECE)
        piece = piece[:24] + counted + piece[28:92] + counted + piece[96:]
        while piece:
            target.write(piece)
            target.flush()
            os.fsync(target.fileno())
            work.ask()
            piece = source.read(_PIECE)
    work.step()
