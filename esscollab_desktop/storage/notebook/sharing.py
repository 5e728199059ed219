"""One open notebook file, as its repositories share it: one writer, many readers, obstacles told."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from esscollab_desktop.storage.notebook.engine import notebook_engine, writing
from esscollab_desktop.storage.notebook.examination import is_whole, open_plain, side
from esscollab_desktop.storage.notebook.marks import SUSPECT
from esscollab_desktop.storage.notebook.obstacles import is_damage, obstacles_told
from esscollab_desktop.storage.notebook.opening import Opened
from esscollab_desktop.storage.notebook.schema import REBUILD_SEARCH

Answer = TypeVar("Answer")


class SharedFile:
    """Hands out transactions. Reading may go on in several threads; writing takes its turn."""

    def __init__(self, opened: Opened, now: Callable[[], datetime], busy_seconds: float) -> None:
        self.now = now
        self._path = opened.path
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

    def change(self, act: Callable[[Connection], Answer]) -> Answer:
        """Do something in a transaction of its own, on disk when this returns.

        Where the index of words is damaged it is made anew, and the act, rolled back whole, is done again.
        """
        with self._lock, self._told():
            try:
                with self._writer.begin():
                    return act(self._writer)
            except DatabaseError as error:
                if not may_be_index_damage(error):
                    raise
                self._rebuild_search()
                with self._writer.begin():
                    return act(self._writer)

    def look(self, act: Callable[[Connection], Answer]) -> Answer:
        """Read something; a damaged index of words is made anew first."""
        try:
            with self._told(raw=True), self._engine.connect() as connection:
                return act(connection)
        except DatabaseError as error:
            with self._told():
                if not may_be_index_damage(error):
                    raise
                with self._lock:
                    self._rebuild_search()
        with self.read() as connection:
            return act(connection)

    def aside(self, act: Callable[[], Answer]) -> Answer:
        """Do something with the file through connections of its own, while this one does not write."""
        with self._lock, self._told():
            return act()

    def suspect(self) -> None:
        """Have the next start look through the whole file, however large it is."""
        with suppress(OSError):
            side(self._path, SUSPECT).touch()

    def is_whole(self) -> bool:
        """Look through the whole file, on a connection of its own; other threads go on."""
        with self._told(), closing(open_plain(self._path)) as connection:
            try:
                return is_whole(connection)
            except sqlite3.DatabaseError as error:
                if is_damage(error):
                    return False
                raise

    def _rebuild_search(self) -> None:
        with self._writer.begin():
            self._writer.exec_driver_sql(REBUILD_SEARCH)

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
    def _told(self, *, raw: bool = False) -> Iterator[None]:
        if self._closed:
            raise RuntimeError("the notebook is closed")
        if raw:
            yield
            return
        with obstacles_told(self._folder):
            try:
                yield
            except DatabaseError as error:
                if error.orig is not None and is_damage(error.orig):
                    self.suspect()
                raise


def may_be_index_damage(error: DatabaseError) -> bool:
    """Whether it can be the index of words that is damaged, and not the notebook itself."""
    return error.orig is not None and is_damage(error.orig)
