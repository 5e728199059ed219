"""The notebook as a repository of notes: each call is one transaction, and what it returns is on disk."""

import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from esscollab_desktop.domain.anchors import Anchor
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import (
    ErasedReport,
    History,
    Note,
    NoteChanges,
    NoteFields,
    NoteQuery,
    Revision,
)
from esscollab_desktop.storage.notebook.marks import BUSY_SECONDS
from esscollab_desktop.storage.notebook.obstacles import obstacles_told
from esscollab_desktop.storage.notebook.opening import Opened, make_ready
from esscollab_desktop.storage.notebook.own_examples import OwnExampleRepository
from esscollab_desktop.storage.notebook.schema import note
from esscollab_desktop.storage.notebook.sharing import SharedFile
from esscollab_desktop.storage.notebook.stored_text import storable, time_of, time_text

# Built once: SQLAlchemy finds their compiled text again by identity of shape, which costs less than building
# them.
_BY_ID = select(note).where(note.c.id == bindparam("wanted"))
_LIVE = select(note).where(note.c.deleted_at.is_(None)).order_by(note.c.created_at, note.c.id)
_LIVE_ON = _LIVE.where(note.c.target == bindparam("wanted"))
_COUNTS = select(note.c.target, func.count()).where(note.c.deleted_at.is_(None)).group_by(note.c.target)
_ADD = note.insert()
_SAVE = (
    note.update()
    .where(note.c.id == bindparam("wanted"), note.c.revision == bindparam("base"))
    .values(
        body=bindparam("text"),
        updated_at=bindparam("at"),
        revision=note.c.revision + 1,
        # A text saved into a note that was deleted elsewhere brings it back: what was shown as saved is
        # listed.
        deleted_at=None,
    )
    .returning(note.c.target, note.c.created_at, note.c.revision)
)
_DELETE = note.update().where(note.c.id == bindparam("wanted")).values(deleted_at=bindparam("at"))


def open_notebook(
    folder: Path, migrations: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> "NotebookRepository":
    """Open the folder's notebook: made, repaired, updated as needed. `migrations`: the bundled db/migrations.

    Raises UserError where the folder or the disk is in the way, or a newer program wrote the notebook. A
    damaged notebook is no reason to raise: see `NotebookRepository.notice`.
    """
    with obstacles_told(folder):
        return NotebookRepository(make_ready(folder, migrations, now()), now)


class NotebookRepository:
    """Reads and writes notes. Several threads may use it; close it when none of them is at work in it."""

    def __init__(
        self, opened: Opened, now: Callable[[], datetime], busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self.path = opened.path
        self.notice = opened.recovery.sentence if opened.recovery else ""
        self.recovery = opened.recovery
        self._file = SharedFile(opened, now, busy_seconds)
        self.own_examples = OwnExampleRepository(self._file)
        self._now = now
        self._lock = Lock()
        # Revisions that this repository wrote itself, by note: an answer that never arrived is no conflict.
        self._own: dict[str, int] = {}
        # Where texts went that could not be saved over another's: (note, revision they were written over) to
        # note.
        self._moved: dict[tuple[str, int], str] = {}

    def add(
        self, target: str, body: str, fields: NoteFields | None = None, anchor: Anchor | None = None
    ) -> Note:
        """Write a new note. Lone surrogates become visible marks (see `storable`), all else is kept."""
        with self._lock:
            with self._file.write() as connection:
                added = self._insert(connection, target, storable(body))
            self._own[added.id] = added.revision
            return added

    def save(
        self,
        note_id: str,
        body: str,
        revision: int,
        fields: NoteFields | None = None,
        anchor: Anchor | None = None,
    ) -> Note:
        """Write a new text over the `revision` of the note that it was made from.

        Where someone else (another window, the command line) has written over that revision, both texts are
        kept: theirs stays in the note, this one becomes a note of its own on the same target, and is
        returned, with another id than was asked for. Later saves over the same old revision go on in that
        note. Raises UserError where no such note is in the notebook.
        """
        body = storable(body)
        with self._lock:
            with self._file.write() as connection:
                saved = self._update(connection, note_id, body, max(revision, self._own.get(note_id, 0)))
                if saved is None and (moved := self._moved.get((note_id, revision))):
                    saved = self._update(connection, moved, body, self._own[moved])
                if saved is None:
                    saved = self._kept_beside(connection, note_id, body)
            # Only now is it committed: a save that a full disk refused must not count as written.
            self._own[saved.id] = saved.revision
            if saved.id != note_id:
                self._moved[note_id, revision] = saved.id
            return saved

    def get(self, note_id: str) -> Note | None:
        """One note, deleted ones too."""
        with self._file.read() as connection:
            row = connection.execute(_BY_ID, {"wanted": note_id}).one_or_none()
            return _note(row) if row else None

    def notes(self, target: str | None = None) -> list[Note]:
        """The live notes, all or those on one target, oldest first."""
        with self._file.read() as connection:
            statement = _LIVE if target is None else _LIVE_ON
            return [_note(row) for row in connection.execute(statement, {"wanted": target})]

    def counts(self) -> dict[str, int]:
        """How many live notes each target has; targets without one are left out."""
        with self._file.read() as connection:
            return {row[0]: row[1] for row in connection.execute(_COUNTS)}

    def delete(self, note_id: str) -> Note:
        """Take a note out of the lists; it stays in the notebook and can be restored."""
        return self._set_deleted(note_id, time_text(self._now()))

    def restore(self, note_id: str) -> Note:
        return self._set_deleted(note_id, None)

    def check(self) -> str:
        return ""

    def set_anchor(self, note_id: str, anchor: Anchor | None, revision: int) -> Note:
        raise NotImplementedError

    def find(self, query: NoteQuery) -> list[Note]:
        raise NotImplementedError

    def count(self, query: NoteQuery) -> int:
        raise NotImplementedError

    def tags(self) -> dict[str, int]:
        raise NotImplementedError

    def orphans(self) -> list[Note]:
        raise NotImplementedError

    def history(self, note_id: str) -> list[Revision]:
        raise NotImplementedError

    def restore_revision(self, note_id: str, number: int) -> Note:
        raise NotImplementedError

    def trash(self) -> list[Note]:
        raise NotImplementedError

    def erase(self, note_ids: tuple[str, ...]) -> ErasedReport:
        raise NotImplementedError

    def retention(self) -> int | None:
        return None

    def set_retention(self, days: int | None) -> None:
        raise NotImplementedError

    def erase_expired(self) -> ErasedReport:
        raise NotImplementedError

    def change_many(self, note_ids: tuple[str, ...], changes: NoteChanges) -> str:
        raise NotImplementedError

    def undo(self, token: str) -> int:
        raise NotImplementedError

    def histories(self, note_ids: tuple[str, ...] | None) -> list[History]:
        raise NotImplementedError

    def put(self, histories: Sequence[History], meetings: Sequence[Meeting] = ()) -> str:
        raise NotImplementedError

    def close(self) -> None:
        """Close every connection, that of the own examples too; waits for a write that is under way."""
        self._file.close()

    def _insert(self, connection: Connection, target: str, body: str) -> Note:
        at = self._now().astimezone(UTC)
        added = Note(str(uuid.uuid4()), target, body, at, at)
        times = dict.fromkeys(("created_at", "updated_at"), time_text(at))
        connection.execute(_ADD, {"id": added.id, "target": target, "body": body, "revision": 1, **times})
        return added

    def _kept_beside(self, connection: Connection, note_id: str, body: str) -> Note:
        stored = self._stored(connection, note_id)
        if stored.body == body and stored.deleted_at is None:
            return stored
        return self._insert(connection, stored.target, body)

    def _update(self, connection: Connection, note_id: str, body: str, base: int) -> Note | None:
        at = self._now().astimezone(UTC)
        values = {"wanted": note_id, "base": base, "text": body, "at": time_text(at)}
        row = connection.execute(_SAVE, values).one_or_none()
        if row is None:
            return None
        return Note(note_id, row.target, body, time_of(row.created_at), at, revision=row.revision)

    def _set_deleted(self, note_id: str, at: str | None) -> Note:
        with self._lock, self._file.write() as connection:
            connection.execute(_DELETE, {"wanted": note_id, "at": at})
            return self._stored(connection, note_id)

    def _stored(self, connection: Connection, note_id: str) -> Note:
        row = connection.execute(_BY_ID, {"wanted": note_id}).one_or_none()
        if row is None:
            raise UserError("This note is not in the notebook any more. Copy its text into a new note.")
        return _note(row)


def _note(row: Row[Any]) -> Note:
    deleted_at = time_of(row.deleted_at) if row.deleted_at else None
    return Note(
        row.id,
        row.target,
        row.body,
        time_of(row.created_at),
        time_of(row.updated_at),
        deleted_at,
        row.revision,
    )
