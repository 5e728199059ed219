"""A notebook of a hundred thousand notes such as people write, made once for a run."""

import json
import random
import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from esscollab_desktop import bootstrap
from esscollab_desktop.domain.anchors import Anchor, AnchorState
from esscollab_desktop.domain.meetings import MeetingFields
from esscollab_desktop.domain.notes import Note, NoteFields, NoteKind, NoteStatus, Visibility
from esscollab_desktop.domain.page import reading_text
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.standing import new_anchor
from esscollab_desktop.storage.notebook.marks import FILE_NAME
from esscollab_desktop.storage.notebook.note_rows import fields_text, note_columns, version_of
from esscollab_desktop.storage.notebook.stored_text import time_text

NOTES = 100_000
TAGS = ("budget", "attendance", "language", "rural", "follow up", "equity", "transport", "survey")
MEETINGS = 40
_BEGUN = datetime(2024, 1, 8, 8, 0, tzinfo=UTC)


def fill(folder: Path, library: Library, count: int = NOTES) -> list[str]:
    """Fill a folder's new notebook; the ids of its meetings. The same notes in every run."""
    chance = random.Random(4)
    notebook = bootstrap.open_notebook(folder)
    meetings = bootstrap.meetings_in(notebook)
    ids = [meetings.add(MeetingFields(f"Meeting {number + 1}")).id for number in range(MEETINGS)]
    notebook.close()
    texts = _texts(library)
    words = sorted({word for text in texts.values() for word in text.split()})
    # Words of a language: a few are in nearly every note, most are rare.
    weights = [1 / (place + 2) for place in range(len(words))]
    chance.shuffle(words)
    notes = [_note(number, chance, texts, (words, weights), ids, library) for number in range(count)]
    _write(folder / FILE_NAME, notes)
    return ids


def _texts(library: Library) -> dict[str, str]:
    codes = [practice.code for practice in library.practices()]
    codes += [example.code for example in library.examples()]
    return {code: reading_text(library.page(code)) for code in codes}


def _note(
    number: int,
    chance: random.Random,
    texts: dict[str, str],
    words: tuple[Sequence[str], Sequence[float]],
    meetings: Sequence[str],
    library: Library,
) -> Note:
    # The page that the window opens first has none: what a page with many costs is a figure of its own.
    target = chance.choice([code for code in texts if not code.startswith("1")])
    at = _BEGUN + timedelta(minutes=9 * number)
    body = " ".join(chance.choices(*words, k=chance.randint(8, 60)))
    kind = chance.choice(list(NoteKind))
    fields = NoteFields(
        kind=kind,
        status=chance.choice(list(NoteStatus)),
        tags=tuple(sorted(chance.sample(TAGS, chance.randint(0, 3)))),
        visibility=chance.choice(list(Visibility)),
        speaker="a parent" if kind is NoteKind.HEARD else "",
        due=date(2026, 1, 1) + timedelta(chance.randint(0, 300)) if kind is NoteKind.ACTION else None,
        meeting=chance.choice(meetings) if chance.random() < 0.7 else "",
    )
    anchor = _anchor(chance, texts[target], library.info.edition) if chance.random() < 0.4 else None
    deleted = at if chance.random() < 0.02 else None
    return Note(
        str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        target,
        body,
        at,
        at,
        deleted,
        1,
        fields,
        anchor,
    )


def _anchor(chance: random.Random, text: str, edition: str) -> Anchor:
    start = chance.randrange(max(1, len(text) - 80))
    made = new_anchor(text, start, min(len(text), start + chance.randint(10, 80)), edition)
    state = AnchorState.ORPHAN if chance.random() < 0.01 else made.state
    return Anchor(made.selectors, made.edition, state)


def _write(path: Path, notes: Sequence[Note]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        columns = list(note_columns(notes[0]))
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT INTO note ({', '.join(columns)}) VALUES ({marks})",
            (tuple(note_columns(note).values()) for note in notes),
        )
        connection.executemany(
            "INSERT INTO note_revision (id, number, note_id, target, parent, body, fields, begun_at, at,"
            " writer, deleted_at) VALUES (?, 1, ?, ?, '', ?, ?, ?, ?, '', ?)",
            (_revision(note) for note in notes),
        )
        connection.execute("COMMIT")


def _revision(note: Note) -> tuple[str | None, ...]:
    at = time_text(note.created_at)
    fields = fields_text(version_of(note)) or json.dumps({})
    deleted = time_text(note.deleted_at) if note.deleted_at else None
    return f"r{note.id}", note.id, note.target, note.body, fields, at, at, deleted
