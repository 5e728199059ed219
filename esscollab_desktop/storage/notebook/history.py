"""The versions of notes: every save adds one; what one window types in one go is one."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection

from esscollab_desktop.domain.anchors import Anchor
from esscollab_desktop.domain.notes import Note, Revision
from esscollab_desktop.domain.versions import Version
from esscollab_desktop.storage.notebook.note_rows import fields_text, revision_of, version_of
from esscollab_desktop.storage.notebook.stored_text import time_of, time_text

# Typing goes on in the newest version while its last key is this near, and the whole is this short.
PAUSE = timedelta(seconds=30)
LONGEST = timedelta(minutes=5)

_COLUMNS = "id, number, note_id, parent, body, fields, begun_at, at, writer, deleted_at, target"
# Plain text, since these run at every save: SQLAlchemy's own way round costs a tenth of a durable save.
_LAST = (
    "SELECT id, number, fields, begun_at, at, writer, deleted_at FROM note_revision"
    " WHERE note_id = ? ORDER BY number DESC LIMIT 1"
)
_GO_ON = "UPDATE note_revision SET id = ?, number = ?, body = ?, at = ? WHERE note_id = ? AND number = ?"
_APPEND = f"INSERT INTO note_revision ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def keep(connection: Connection, note: Note, writer: str, *, settles: tuple[str, ...] = ()) -> None:
    """Write down how a note stands. `writer` names the window that types; empty: a version that stays."""
    fields, at = fields_text(version_of(note), settles), time_text(note.updated_at)
    last = connection.exec_driver_sql(_LAST, (note.id,)).one_or_none()
    if last is not None and writer and last.writer == writer and not last.deleted_at:
        goes_on = last.fields == fields and _is_near(last.begun_at, last.at, note.updated_at)
        if goes_on and last.number < note.revision:
            # A new id: that of a version names exactly one content.
            going = (str(uuid.uuid4()), note.revision, note.body, at, note.id, last.number)
            connection.exec_driver_sql(_GO_ON, going)
            return
    parent = last.id if last is not None else ""
    values = (str(uuid.uuid4()), note.revision, note.id, parent, note.body, fields, at, at, writer)
    connection.exec_driver_sql(_APPEND, (*values, None, note.target))


def add(connection: Connection, revision: Revision, number: int, target: str) -> None:
    """Add a version that was made elsewhere, under a number of this notebook."""
    version, at = Version(revision.body, revision.fields, revision.anchor), time_text(revision.at)
    deleted_at = time_text(revision.deleted_at) if revision.deleted_at else None
    fields = fields_text(version, revision.settles)
    values = (revision.id, number, revision.note_id, revision.parent, revision.body, fields)
    connection.exec_driver_sql(_APPEND, (*values, at, at, "", deleted_at, target))


def revisions(connection: Connection, note_id: str) -> list[Revision]:
    """All versions of a note, oldest first."""
    statement = f"SELECT {_COLUMNS} FROM note_revision WHERE note_id = ? ORDER BY number"
    return [revision_of(row._asdict()) for row in connection.exec_driver_sql(statement, (note_id,))]


def places(connection: Connection, note_id: str) -> list[tuple[str, Anchor | None]]:
    """Where a note stood in each of its versions: target and passage, the newest first."""
    statement = f"SELECT {_COLUMNS} FROM note_revision WHERE note_id = ? ORDER BY number DESC"
    rows = connection.exec_driver_sql(statement, (note_id,))
    return [(row.target, revision_of(row._asdict()).anchor) for row in rows]


def version_at(connection: Connection, note_id: str, number: int) -> Version | None:
    """What a note said at one of its revisions; None where typing went on over it."""
    statement = f"SELECT {_COLUMNS} FROM note_revision WHERE note_id = ? AND number = ?"
    row = connection.exec_driver_sql(statement, (note_id, number)).one_or_none()
    return version_of(revision_of(row._asdict())) if row is not None else None


def version_from(connection: Connection, note_id: str, number: int) -> Version | None:
    """The version that a revision went into: fields and passage are its own, the text may be later."""
    statement = (
        f"SELECT {_COLUMNS} FROM note_revision WHERE note_id = ? AND number >= ? ORDER BY number LIMIT 1"
    )
    row = connection.exec_driver_sql(statement, (note_id, number)).one_or_none()
    return version_of(revision_of(row._asdict())) if row is not None else None


def put_away(connection: Connection, note_id: str, at: str, rivals: tuple[str, ...] = ()) -> None:
    """Note down on the newest version, and its rivals, that the note was deleted while it stood like this."""
    for rival in rivals:
        connection.exec_driver_sql(
            "UPDATE note_revision SET deleted_at = coalesce(deleted_at, ?) WHERE id = ?", (at, rival)
        )
    connection.exec_driver_sql(
        "UPDATE note_revision SET deleted_at = coalesce(deleted_at, ?), writer = '' WHERE note_id = ?"
        " AND number = (SELECT max(number) FROM note_revision WHERE note_id = ?)",
        (at, note_id, note_id),
    )


def _is_near(begun: str, last: str, now: datetime) -> bool:
    return now - time_of(last) < PAUSE and now - time_of(begun) < LONGEST
