"""Says which unfinished work is somebody's, by a lock that ends with the process that holds it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_MARK = "in-use"


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Claim a folder for as long as the context lasts, or the process lives."""
    with closing(sqlite3.connect(folder / _MARK, isolation_level=None)) as connection:
        # SQLite keeps the lock of an empty database without writing anything.
        connection.execute("BEGIN EXCLUSIVE")
        yield


def is_claimed(folder: Path) -> bool:
    """Whether a process that lives has claimed the folder."""
    address = f"{(folder / _MARK).absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as bad:
        return str(getattr(bad, "sqlite_errorname", "")).startswith("SQLITE_BUSY")
    return False
