"""Looks a book through from the first page to the last and says what is wrong with it."""

from contextlib import closing
from pathlib import Path

from esscollab_desktop.storage.catalogue.connections import Connections
from esscollab_desktop.storage.catalogue.edition import content_hash


def problems(path: Path) -> list[str]:
    """What is wrong, in plain words; empty for a sound book. Raises UserError where it can't be opened."""
    connections = Connections(path)
    found = []
    try:
        with connections.lent() as connection, closing(connection.cursor()) as cursor:
            # The hash covers columns that may hold NULL, which the reader's rows never do.
            cursor.row_factory = None
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                found.append("its pages are damaged")
            # A row here holds NULL where the broken row has no number, so it is only counted.
            broken = connection.execute("SELECT count(*) FROM pragma_foreign_key_check").fetchone()[0]
            if broken:
                found.append(f"{broken} of its references lead nowhere")
            stored = connection.execute("SELECT value FROM meta WHERE key = 'content_hash'").fetchone()
            if stored is None or stored[0] != content_hash(cursor):
                found.append("its text is not the text that it was built with")
    finally:
        connections.close()
    return found
