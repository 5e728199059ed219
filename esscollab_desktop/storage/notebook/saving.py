"""Saves over what was read: a conflict with another window is merged, or kept beside."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from esscollab_desktop.domain.anchors import Anchor
from esscollab_desktop.domain.notes import Note, NoteFields
from esscollab_desktop.domain.versions import Version, merged
from esscollab_desktop.storage.notebook import history
from esscollab_desktop.storage.notebook.meetings import current_id
from esscollab_desktop.storage.notebook.note_rows import stored, version_of
from esscollab_desktop.storage.notebook.note_writing import find_note, insert, stored_note, write_over


class Given:
    """What a save was called with."""

    def __init__(
        self, note_id: str, body: str, revision: int, fields: NoteFields | None, anchor: Anchor | None
    ) -> None:
        self.note_id, self.revision = note_id, revision
        self._version = stored(Version(body, fields or NoteFields(), anchor))
        self._has_fields = fields is not None

    def over(self, old: Version) -> Version:
        """What is to be written; what was not given stays as it is in `old`."""
        given = self._version
        return Version(
            given.body, given.fields if self._has_fields else old.fields, given.anchor or old.anchor
        )


class Window:
    """What one open notebook has written itself, by which a conflict is told from its own last save."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.writer = str(uuid.uuid4())
        self._now = now
        # Revisions that this window wrote itself, by note: an answer that never arrived is no conflict.
        self._own: dict[str, int] = {}
        # Where texts went that could not be saved over another's: (note, revision they were written over) to
        # note.
        self._moved: dict[tuple[str, int], str] = {}

    def knows(self, note: Note, given_id: str = "", revision: int = 0) -> None:
        """Remember a save, once it is committed: one that a full disk refused must not count as written."""
        self._own[note.id] = note.revision
        if given_id and note.id != given_id:
            self._moved[given_id, revision] = note.id

    def own(self, note_id: str) -> int:
        return self._own.get(note_id, 0)

    def add(self, connection: Connection, target: str, version: Version) -> Note:
        fields, at = version.fields, self._now()
        if not fields.meeting and (meeting := current_id(connection)):
            fields = replace(fields, meeting=meeting)
        added = Note(str(uuid.uuid4()), target, version.body, at, at, fields=fields, anchor=version.anchor)
        return insert(connection, added, self.writer)

    def save(self, connection: Connection, given: Given) -> Note:
        old, own = stored_note(connection, given.note_id), self.own(given.note_id)
        # The number that was given counts too: after a backup was restored the notes are what they were.
        if old.revision in (max(given.revision, own), given.revision):
            return write_over(connection, old, given.over(version_of(old)), self._now(), self.writer)
        if moved := self._moved.get((old.id, given.revision)):
            beside = find_note(connection, moved)
            if beside is not None and beside.revision == self._own[moved]:
                version = given.over(version_of(beside))
                return write_over(connection, beside, version, self._now(), self.writer)
        base = history.version_at(connection, old.id, max(given.revision, own))
        ours = given.over(base or version_of(old))
        both = merged(base, ours, version_of(old))
        if both is None:
            return self.add(connection, old.target, ours)
        if both == version_of(old) and old.deleted_at is None:
            return old
        return write_over(connection, old, both, self._now(), self.writer)
