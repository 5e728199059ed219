"""Verifies a book that came from someone else before anything else reads it; nothing in it is trusted.

The file is a private copy, already held against a checksum. It is opened for writing only because the
full-text index is checked by a statement that SQLite takes for a write; that is rolled back, and the journal
is in memory, so that no byte of the copy changes and no file appears beside it.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from esscollab_desktop.domain.errors import Cancelled, UserError
from esscollab_desktop.domain.long_work import never
from esscollab_desktop.storage.catalogue.connections import file_uri
from esscollab_desktop.storage.catalogue.edition import APPLICATION_ID, SCHEMA, content_hash, row_chunks
from esscollab_desktop.storage.catalogue.records import record_faults
from esscollab_desktop.storage.catalogue.values import value_faults

# Steps of SQLite's machine between two questions whether to stop: some milliseconds.
_STEPS = 20_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 32_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_PRAGMAS = (
    *("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "journal_mode = MEMORY"),
    *("foreign_keys = OFF", "recursive_triggers = OFF", "cache_size = -16000", "query_only = ON"),
)
_PAGE = 4_096
# What stands at fixed places of the file's header: no log beside the file, UTF-8, our marks.
_HEADER = {16: _PAGE.to_bytes(2, "big"), 18: b"\1\1", 20: b"\0\x40\x20\x20", 56: b"\0\0\0\1"}
_CONTROLS = bytes([*range(10), *range(11, 32), 127])
_LATER_CONTROLS = re.compile(b"\xc2[\x80-\x9f]")
_SHADOWS = ("search_config", "search_content", "search_data", "search_docsize", "search_idx")


def _unseen(_done: int, _of_all: int) -> None:
    """No one looks at the progress."""


def verify_book(
    path: Path,
    manifest_hash: str,
    progress: Callable[[int, int], None] = _unseen,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Raise UserError unless the file is a book as this program makes it, sound, with this content hash.

    `progress` gets the steps done and those of all. Raises Cancelled where `cancelled` says so; it is asked
    every few milliseconds. No one else may have the file open.
    """
    _check_header(path)
    stopped = False

    def has_to_stop() -> bool:
        nonlocal stopped
        stopped = stopped or cancelled()
        return stopped

    try:
        with closing(_opened(path)) as connection:
            connection.set_progress_handler(has_to_stop, _STEPS)
            steps = _steps(connection, manifest_hash, has_to_stop)
            for done, of_all in steps:
                if has_to_stop():
                    raise Cancelled
                progress(done, of_all)
    except sqlite3.Error as bad:
        if stopped:
            raise Cancelled from bad
        if getattr(bad, "sqlite_errorname", "") == "SQLITE_TOOBIG":
            raise refuse("holds a text that is larger than any may be") from bad
        raise refuse("is damaged") from bad
    except MemoryError as bad:
        raise refuse("asks for more memory than there is") from bad
    except UnicodeDecodeError as bad:
        raise refuse("holds bytes that are no text") from bad


def refuse(what: str) -> UserError:
    return UserError(f"The pack’s book {what}. Don’t use the pack; ask its publisher for a sound one.")


def _check_header(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as bad:
        raise UserError(f"The book {path} can't be read: {bad.strerror}. Check who may read it.") from bad
    if not header.startswith(b"SQLite format 3\0") or len(header) < 100:
        raise refuse("is no book at all")
    if _number(header, 68) != APPLICATION_ID:
        raise refuse("is a database of another program")
    if _number(header, 60) != SCHEMA:
        raise refuse("is not of the kind that its manifest says")
    if any(header[at : at + len(wanted)] != wanted for at, wanted in _HEADER.items()):
        raise refuse("is not laid out as a book is")
    if _number(header, 28) * _PAGE != size:
        raise refuse("is not as large as it says")


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file_uri(path)}?mode=rw", uri=True, isolation_level=None)
    try:
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _steps(
    connection: sqlite3.Connection, manifest_hash: str, has_to_stop: Callable[[], bool]
) -> Iterator[tuple[int, int]]:
    """All checks one after the other; what is checked first is what the later ones rest on."""
    tables = _check_schema(connection)
    of_all = 2 * len(tables) + 5
    done = 1
    yield done, of_all
    for table in tables:
        row = connection.execute(f"PRAGMA integrity_check('{table}')").fetchone()
        if row != ("ok",):
            raise refuse("is damaged")
        done += 1
        yield done, of_all
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise refuse("holds references that lead nowhere")
    yield done + 1, of_all
    for _table in value_faults(connection, tables, refuse):
        done += 1
        yield done + 1, of_all
    for fault in record_faults(connection):
        raise refuse(fault)
    yield done + 2, of_all
    _check_words(connection, manifest_hash, has_to_stop)
    yield done + 3, of_all
    _check_index(connection)
    yield of_all, of_all


def _check_schema(connection: sqlite3.Connection) -> list[str]:
    """All tables by name, once the schema is exactly the one that this program makes."""
    # SQLAlchemy is slow to import, and only the schema needs it.
    from esscollab_desktop.storage.catalogue.empty import empty_book

    with closing(empty_book()) as model:
        expected = {_schema_row(row) for row in model.execute(_SCHEMA_ROWS)}
    found = connection.execute(_SCHEMA_ROWS).fetchmany(len(expected) + 1)
    roots = [row[4] for row in found if row[4] != 0]
    if (
        len(found) != len(expected)
        or any(not isinstance(value, str | None) for row in found for value in row[:4])
        or {_schema_row(row) for row in found} != expected
        or len(set(roots)) != len(found) - 1
    ):
        raise refuse("has tables, views or triggers that are not those of a book")
    return sorted(row[1] for row in found if row[0] == "table" and row[4] != 0)


_SCHEMA_ROWS = "SELECT type, name, tbl_name, sql, rootpage FROM sqlite_master"


def _schema_row(row: tuple[str, str, str, str | None, int]) -> tuple[str, str, str, str]:
    kind, name, table, sql, root = row
    # A virtual table has no page of its own; everything else has.
    return kind, name, table, f"{root == 0} {' '.join((sql or '').split())}"


def _check_words(connection: sqlite3.Connection, manifest_hash: str, has_to_stop: Callable[[], bool]) -> None:
    """The content's hash is that of the manifest, and all that people will see is plain text."""

    def look(chunk: bytes) -> None:
        if has_to_stop():
            raise Cancelled
        chunk.decode("utf-8")
        if len(chunk.translate(None, _CONTROLS)) != len(chunk) or _LATER_CONTROLS.search(chunk):
            raise refuse("holds characters that are not plain text")

    stored = connection.execute("SELECT value FROM meta WHERE key = 'content_hash'").fetchone()
    if stored != (manifest_hash,) or content_hash(connection, look) != manifest_hash:
        raise refuse("holds another text than the one it was built with")
    for table in ("record", "search_content"):
        for chunk in row_chunks(connection, table):
            look(chunk)


def _check_index(connection: sqlite3.Connection) -> None:
    """The full-text index holds the words of its rows, no more and no less."""
    if connection.execute("SELECT k, v FROM search_config").fetchmany(2) != [("version", 4)]:
        raise refuse("has a search index that is not set up as a book’s is")
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("BEGIN")
    try:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    # Garbage that is taken for a length asks for more memory than there is.
    except (sqlite3.DatabaseError, MemoryError) as bad:
        name = getattr(bad, "sqlite_errorname", "")
        if isinstance(bad, MemoryError) or name.startswith("SQLITE_CORRUPT"):
            raise refuse("has a search index that does not fit its text") from bad
        raise
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
