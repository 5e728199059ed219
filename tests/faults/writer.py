"""A process that writes into a notebook without end, and says what is on disk; it is there to be killed."""

import json
import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from esscollab_desktop.domain.anchors import Anchor, Selectors
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import Note, NoteChanges, NoteFields, NoteKind
from esscollab_desktop.services.backups import Backups
from esscollab_desktop.storage.notebook.repository import NotebookRepository, open_notebook

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"
Say = Callable[[dict[str, Any]], None]


class Writer:
    """Does one kind of thing most of the time, and adds and saves notes in between."""

    def __init__(self, folder: Path, say: Say, seed: int) -> None:
        self.folder, self.say, self.chance = folder, say, random.Random(seed)
        self.notebook: NotebookRepository = open_notebook(folder, MIGRATIONS)
        self.backups = Backups(folder, MIGRATIONS)
        self.growing = self.kept(self.notebook.add("4.MA", f"start {seed}"))

    def run(self, doing: str, most: int | None = None) -> None:
        """Go on until killed, or for `most` steps."""
        count = 0
        while most is None or count < most:
            count += 1
            if self.chance.random() < 0.5:
                self.notes()
            else:
                getattr(self, doing)()

    def kept(self, note: Note) -> Note:
        self.say({"kept": note.id, "revision": note.revision, "body": note.body})
        return note

    def notes(self) -> None:
        if self.chance.random() < 0.4:
            self.growing = self.kept(self.notebook.add("4.MA", f"new {self.chance.random()}"))
            return
        more = self.chance.choice([" x", " word" * 20, " page" * 1200])
        body = self.growing.body[-2000:] + more + str(self.chance.random())
        self.growing = self.kept(self.notebook.save(self.growing.id, body, self.growing.revision))

    def fields(self) -> None:
        fields = NoteFields(kind=self.chance.choice(list(NoteKind)), tags=("a", str(self.chance.random())))
        anchor = Anchor(Selectors("quote", "before", "after", 1, 6, "hash"), "1")
        note = self.growing
        self.growing = self.kept(self.notebook.save(note.id, note.body + ".", note.revision, fields, anchor))
        self.notebook.change_many((note.id,), NoteChanges(due=date(2026, 1, self.chance.randint(1, 28))))

    def history(self) -> None:
        version = self.chance.choice(self.notebook.history(self.growing.id))
        self.growing = self.kept(self.notebook.restore_revision(self.growing.id, version.number))
        self.notebook.delete(self.growing.id)
        self.growing = self.kept(self.notebook.restore(self.growing.id))

    def meetings(self) -> None:
        meeting = self.notebook.meetings.add(MeetingFields(f"Meeting {self.chance.random()}"))
        self.notebook.meetings.use(meeting.id)
        self.kept(self.notebook.add("4", f"in {meeting.title}"))

    def backup(self) -> None:
        self.backups.create("by hand")

    def restore(self) -> None:
        made = self.backups.create("by hand")
        for _ in range(3):
            self.notes()
        self.backups.restore(made.path)
        self.growing = self.kept(self.notebook.add("4", f"after a restore {self.chance.random()}"))

    def erase(self) -> None:
        secret = self.notebook.add("4", f"secret {self.chance.random()} " + "hush " * 500)
        self.notebook.save(secret.id, secret.body + " twice", secret.revision)
        if self.chance.random() < 0.3:
            self.backups.create("by hand")
        self.say({"erasing": secret.id, "body": secret.body})
        self.notebook.erase((secret.id,))
        self.say({"erased": secret.id, "body": secret.body})


def write_on(folder: Path, told: int, doing: str, seed: int, most: int | None = None) -> None:
    """The whole life of a writer in a forked process; each line on `told` is one thing that is on disk."""

    def say(what: dict[str, Any]) -> None:
        os.write(told, json.dumps(what).encode() + b"\n")

    Writer(folder, say, seed).run(doing, most)


def write_until_refused(folder: Path, told: int, seed: int) -> None:
    """On a disk that fills up: go on after every refusal, as a person would."""

    def say(what: dict[str, Any]) -> None:
        os.write(told, json.dumps(what).encode() + b"\n")

    refused = 0
    writer = Writer(folder, say, seed)
    while refused < 3:
        try:
            writer.notes()
            if writer.chance.random() < 0.05:
                writer.backup()
        except UserError:
            refused += 1
