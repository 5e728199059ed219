"""An empty book, to hold the schema of others against."""

import sqlite3

from esscollab_desktop.storage.catalogue import schema


def empty_book() -> sqlite3.Connection:
    """A book in memory with all that the schema of this program makes, and nothing in it."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    for statement in (*schema.table_statements(), *schema.AFTER_ROWS):
        connection.execute(statement)
    connection.execute("ANALYZE")
    connection.execute("DROP TABLE IF EXISTS sqlite_stat4")
    connection.commit()
    return connection
