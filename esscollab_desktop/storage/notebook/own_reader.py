"""Reads own examples with the standard library alone, for commands that can't wait for SQLAlchemy."""

import sqlite3
from contextlib import closing
from pathlib import Path

from esscollab_desktop.domain.codes import is_own_example
from esscollab_desktop.domain.own import OwnExample
from esscollab_desktop.storage.notebook.examination import lenient_text, side
from esscollab_desktop.storage.notebook.marks import FILE_NAME
from esscollab_desktop.storage.notebook.own_rows import COLUMNS, own_example

# A writer holds the file for milliseconds; reading the book does not wait for a stuck one.
_PATIENCE = 1.0


def quick_uri(folder: Path) -> str:
    """The address that reads a data folder's notebook and leaves no file behind; empty without one."""
    path = folder / FILE_NAME
    if not path.is_file():
        return ""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        if not side(path, "-wal").exists() and _logs_ahead(path):
            # Nobody has it open. Opened as any other, reading would leave a log and its index behind.
            uri += "&immutable=1"
    except OSError:
        return ""
    return uri


def _logs_ahead(path: Path) -> bool:
    """Whether the header says write-ahead log (https://www.sqlite.org/fileformat2.html, offset 18)."""
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\x02\x02"


class OwnExampleReader:
    """The own examples of a data folder; none where its notebook is missing, older, or damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> tuple[OwnExample, ...]:
        """The live examples, oldest first. Changes nothing, and leaves no file behind."""
        uri = quick_uri(self._folder)
        try:
            return _read(uri) if uri else ()
        except (sqlite3.Error, ValueError, TypeError):
            # Told by the command that needs the notebook, and by doctor.
            return ()


def _read(uri: str) -> tuple[OwnExample, ...]:
    statement = f"SELECT {', '.join(COLUMNS)} FROM own_example WHERE deleted_at IS NULL"
    with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)) as connection:
        connection.text_factory = lenient_text
        rows = connection.execute(f"{statement} ORDER BY created_at, id").fetchall()
    # A byte flipped on disk may have hit a code.
    return tuple(own_example(row) for row in rows if is_own_example(str(row[2])))
