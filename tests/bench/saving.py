"""Saving a note, beside raw sqlite3 that writes the same rows with the same durability."""

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bench.figures import Act, Figure, Limit, side_by_side
from esscollab_desktop import bootstrap, paths
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.marks import FILE_NAME
from esscollab_desktop.storage.notebook.repository import open_notebook
from esscollab_desktop.storage.notebook.stored_text import time_text

TEXT = (
    "A parent asked whether the forms could come in Spanish and Somali, and whether the library could stay "
    "open later on the evenings before the deadline. Nobody from the district office knew. Ask again in May."
)
SAVES = 200
YARDSTICK = "raw sqlite3, same rows, same durability"
LIMIT = Limit(times=2)


def figures(folder: Path) -> Iterator[Figure]:
    migrations = paths.bundle_root() / "db" / "migrations"
    for place, name, clock, save in (
        ("new", "a new note", _now, Raw.add),
        ("typed", "a note while it is typed", _now, Raw.go_on),
        ("version", "a note after a pause: a new version", _minutes(), Raw.add_version),
    ):
        notebook = Notebook(open_notebook(folder / place / "ours", migrations, clock))
        raw = Raw(folder / place / "raw")
        ours: Act = _adding(notebook) if place == "new" else _saving(notebook)
        try:
            taken, beside = side_by_side([ours] * SAVES, [lambda: save(raw)] * SAVES)  # noqa: B023
        finally:
            raw.connection.close()
            notebook.close()
        yield Figure("Saving", name, "median", taken, YARDSTICK, beside, LIMIT)


class Raw:
    """A notebook written with `sqlite3` alone: rows like those of a note that the program made."""

    def __init__(self, folder: Path) -> None:
        notebook = bootstrap.open_notebook(folder)
        self.note_id = notebook.add("4.MA", TEXT).id
        notebook.close()
        self.connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
        assert self.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute("PRAGMA fullfsync = ON")
        self._note, self._add_note = self._made("note")
        self._revision, self._add_revision = self._made("note_revision")
        self._number = 1

    def add(self) -> None:
        note_id, when = str(uuid.uuid4()), time_text(_now())
        note = {**self._note, "id": note_id, "created_at": when, "updated_at": when}
        revision = {
            **self._revision,
            "id": str(uuid.uuid4()),
            "note_id": note_id,
            "begun_at": when,
            "at": when,
        }
        self._write((self._add_note, note), (self._add_revision, revision))

    def go_on(self) -> None:
        """What was typed goes on in the newest version."""
        sql = (
            "UPDATE note_revision SET id = :id, number = :number, body = :body, at = :at"
            " WHERE note_id = :note_id AND number = :number - 1"
        )
        self._write(self._change(), (sql, self._version()))

    def add_version(self) -> None:
        self._write(self._change(), (self._add_revision, {**self._revision, **self._version()}))

    def _made(self, table: str) -> tuple[dict[str, object], str]:
        """The row that the program made, and the statement that writes one like it."""
        found = self.connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in found.description]
        row = dict(zip(names, found.fetchone(), strict=True))
        if table == "note":
            del row["number"]  # given by SQLite
        return row, f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"

    def _change(self) -> tuple[str, dict[str, object]]:
        self._number += 1
        sql = "UPDATE note SET body = :body, updated_at = :at, revision = :number WHERE id = :note_id"
        return sql, self._version()

    def _version(self) -> dict[str, object]:
        return {
            "id": str(uuid.uuid4()),
            "note_id": self.note_id,
            "number": self._number,
            "body": f"{TEXT} {self._number}",
            "at": time_text(_now()),
        }

    def _write(self, *steps: tuple[str, dict[str, object]]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        for sql, values in steps:
            self.connection.execute(sql, values)
        self.connection.execute("COMMIT")


def _now() -> datetime:
    return datetime.now(UTC)


def _minutes() -> Callable[[], datetime]:
    """A clock that goes on by ten minutes each time it is looked at."""
    ticks = count()
    return lambda: datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=10 * next(ticks))


def _adding(notebook: Notebook) -> Act:
    return lambda: notebook.add("4.MA", TEXT)


def _saving(notebook: Notebook) -> Act:
    """Saves one note again and again, as a window does: each time over the revision that it got back."""
    kept = [notebook.add("4.MA", TEXT)]

    def save() -> None:
        kept[0] = notebook.save(kept[0].id, f"{TEXT} {kept[0].revision + 1}", kept[0].revision)

    return save
