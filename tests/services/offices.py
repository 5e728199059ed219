"""Notebooks of several offices that hand each other files, each with a clock that only goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from esscollab_desktop.domain.notes import Note
from esscollab_desktop.services.backups import Backups
from esscollab_desktop.services.exchange import ImportPlan, apply_import, export_notes, preview_import
from esscollab_desktop.services.meetings import Meetings
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"


class Office:
    """A data folder with its notebook open."""

    def __init__(self, folder: Path, clock: "Clock | None" = None) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        now = clock or Clock()
        repository = open_notebook(folder, MIGRATIONS, now)
        self.notebook, self.meetings = Notebook(repository), Meetings(repository.meetings)
        self.backups = Backups(folder, MIGRATIONS, now)

    def sends(self, with_private: bool = False) -> Path:
        path = self.folder / f"sent {len(list(self.folder.iterdir()))}.zip"
        export_notes(self.notebook, self.meetings, path, with_private=with_private, with_trash=True)
        return path

    def looks_into(self, path: Path) -> ImportPlan:
        return preview_import(self.notebook, self.meetings, path)

    def takes(self, path: Path) -> str:
        return apply_import(self.notebook, self.looks_into(path), self.backups)

    def stands(self) -> list[tuple[object, ...]]:
        """Every note as a person sees it, in the trash or not, and the meetings."""
        notes = [one.note for one in self.notebook.histories()]
        return sorted((seen(note) for note in notes), key=repr) + [
            (m.id, m.title, m.groups, m.updated_at) for m in self.meetings.list()
        ]


class Clock:
    """A minute between any two looks, so that every version is one of its own."""

    def __init__(self) -> None:
        self._at = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._at += timedelta(minutes=1)
        return self._at


def seen(note: Note) -> tuple[object, ...]:
    times = note.created_at, note.updated_at, note.deleted_at
    return note.id, note.target, note.body, note.fields, note.anchor, set(note.rivals), times


@contextmanager
def offices(folder: Path, count: int) -> Iterator[list[Office]]:
    clock = Clock()
    made = [Office(folder / f"office {number}", clock) for number in range(count)]
    try:
        yield made
    finally:
        for office in made:
            office.notebook.close()
