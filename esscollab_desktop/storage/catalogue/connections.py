"""Opens a book read-only and immutable, after a check that it is one; lends connections to any thread."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.catalogue.edition import APPLICATION_ID, SCHEMA

_MAGIC = b"SQLite format 3\0"


def damaged(path: Path) -> UserError:
    return UserError(
        f"The book {path} is damaged. Install ESSCollab again to put it right; your notes are safe."
    )


class Connections:
    """Read-only connections to one book. One is never used by two threads at a time.

    A connection per thread would pile up with a pool of threads that come and go, so they are lent instead.
    """

    def __init__(self, path: Path) -> None:
        check_header(path)
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with. Raises UserError where the book turns out to be damaged."""
        connection = None
        try:
            # list.append and list.pop are atomic, so no lock is needed.
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = _connect(self._path)
            yield connection
        except (sqlite3.DatabaseError, UnicodeDecodeError) as bad:
            raise damaged(self._path) from bad
        finally:
            if connection is not None:
                self._idle.append(connection)
                if self._closed:
                    self.close()

    def close(self) -> None:
        """Close what is idle; what is still lent is closed when it comes back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()


def check_header(path: Path) -> None:
    """Raise UserError unless the file looks like a whole book of a schema that this program reads."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as bad:
        raise UserError(f"The book is missing at {path}. Install ESSCollab again to put it back.") from bad
    except OSError as bad:
        raise UserError(f"The book {path} can't be read: {bad.strerror}. Check who may read it.") from bad
    if len(header) < 100 or not header.startswith(_MAGIC) or _number(header, 68) != APPLICATION_ID:
        raise UserError(f"{path} is not a book. Install ESSCollab again to put the book back.")
    schema = _number(header, 60)
    if schema > SCHEMA:
        raise UserError(f"The book {path} is for a newer ESSCollab. Install the newer ESSCollab to read it.")
    if schema < SCHEMA:
        raise UserError(f"The book {path} is from an older ESSCollab. Install ESSCollab again to renew it.")
    page = int.from_bytes(header[16:18], "big")
    if _number(header, 28) * (65536 if page == 1 else page) != size:
        raise damaged(path)


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{file_uri(path)}?mode=ro&immutable=1", uri=True, check_same_thread=False, isolation_level=None
    )
    # Nothing in a book's own schema may run functions that have effects; a book may come from anyone.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.row_factory = _whole_row
    return connection


def _whole_row(_cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Every value read from a book is text or a number; anything else comes from damage."""
    if any(not isinstance(value, str | int) for value in row):
        raise sqlite3.DatabaseError("a value of a foreign type")
    return row


def file_uri(path: Path) -> str:
    """The `file:` URI as SQLite wants it, also for Windows drives, network shares and odd bytes."""
    posix = path.absolute().as_posix()
    prefix = "file://" if posix.startswith("/") else "file:///"
    name = posix.encode() if sys.platform == "win32" else os.fsencode(posix)
    return prefix + quote(name, safe="/:")
