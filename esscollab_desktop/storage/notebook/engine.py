"""Connections to the notebook: durable, safe between programs, in transactions that hold whole."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

from esscollab_desktop.storage.notebook.examination import lenient_text
from esscollab_desktop.storage.notebook.marks import BUSY_SECONDS

WAL = "WAL"
ROLLBACK = "TRUNCATE"


def notebook_engine(
    path: Path, journal: str, *, foreign_keys: bool = True, busy_seconds: float = BUSY_SECONDS
) -> Engine:
    """An engine on one notebook file. `journal` is WAL or ROLLBACK, as the file was settled before.

    Transactions follow SQLAlchemy's pysqlite recipe (the driver begins nothing, we emit BEGIN), so that a
    failed migration rolls back whole, tables included.
    """
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        connect_args={"timeout": busy_seconds},
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "connect")
    def _on_connected(driver: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        driver.isolation_level = None
        driver.text_factory = lenient_text
        settle_connection(driver, journal, foreign_keys=foreign_keys)

    @event.listens_for(engine, "begin")
    def _on_begun(connection: Connection) -> None:
        # Straight to the driver: SQLAlchemy's own way round costs a tenth of a durable save.
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute(f"BEGIN {connection.get_execution_options().get('begin', '')}")

    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, taking the write lock at once: a lock taken later could not be waited for."""
    return engine.execution_options(begin="IMMEDIATE")


def settle_connection(driver: sqlite3.Connection, journal: str, *, foreign_keys: bool = True) -> None:
    if journal == ROLLBACK:
        # Unlike WAL this is not kept in the file. TRUNCATE syncs the emptied journal; DELETE would not sync
        # the folder, and after a power cut the journal could come back and undo a save.
        driver.execute(f"PRAGMA journal_mode = {ROLLBACK}")
    driver.execute("PRAGMA synchronous = FULL")
    # macOS alone: its fsync stops at the drive's cache.
    driver.execute("PRAGMA fullfsync = ON")
    driver.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    # The triggers that keep the index of words may use FTS5 and JSON; nothing that SQLite builds in here does
    # harm, and extensions can't be loaded.
    driver.execute("PRAGMA trusted_schema = ON")
    # What is erased, or overwritten while it is typed, leaves no rest in the file.
    driver.execute("PRAGMA secure_delete = ON")
