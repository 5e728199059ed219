"""One open notebook file, as its repositories share it: one writer, many readers, obstacles told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection

from esscollab_desktop.storage.notebook.engine import notebook_engine, writing
from esscollab_desktop.storage.notebook.obstacles import obstacles_told
from esscollab_desktop.storage.notebook.opening import Opened


class SharedFile:
    """Hands out transactions. Reading may go on in several threads; writing takes its turn."""

    def __init__(self, opened: Opened, now: Callable[[], datetime], busy_seconds: float) -> None:
        self.now = now
        self._folder = opened.path.parent
        self._engine = notebook_engine(opened.path, opened.journal, busy_seconds=busy_seconds)
        # Held open: taking it from the pool for each save would cost as much as the statement.
        self._writer = writing(self._engine).connect()
        self._lock = Lock()
        self._closed = False

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is on disk once this ends without an exception."""
        with self._lock, self._told(), self._writer.begin():
            yield self._writer

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._told(), self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; waits for a write that is under way."""
        with self._lock:
            self._closed = True
            self._writer.close()
            self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        if self._closed:
            raise RuntimeError("the notebook is closed")
        with obstacles_told(self._folder):
            yield
