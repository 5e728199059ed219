"""Single steps of writing notes, inside the caller's transaction."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam

from esscollab_desktop.domain.codes import jurisdiction_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.versions import Version
from esscollab_desktop.storage.notebook import history
from esscollab_desktop.storage.notebook.note_rows import note_columns, note_of, version_columns, version_of
from esscollab_desktop.storage.notebook.schema import note as table
from esscollab_desktop.storage.notebook.stored_text import time_text

_NAMES = tuple(column.name for column in table.c)
# Plain text, since these run at every save: SQLAlchemy's own way round costs a tenth of a durable save.
_BY_ID = f"SELECT {', '.join(_NAMES)} FROM note WHERE id = ?"
_ADD = table.insert()
# Columns that are not named need no look at the indexes that hang on them.
_TEXT = "UPDATE note SET body = ?, updated_at = ?, revision = ? WHERE id = ?"
_ALL = table.update().where(table.c.id == bindparam("wanted"))


def find_note(connection: Connection, note_id: str) -> Note | None:
    row = connection.exec_driver_sql(_BY_ID, (note_id,)).one_or_none()
    return note_of(dict(zip(_NAMES, row, strict=True))) if row is not None else None


def stored_note(connection: Connection, note_id: str) -> Note:
    found = find_note(connection, note_id)
    if found is None:
        raise UserError("This note is not in the notebook any more. Copy its text into a new note.")
    return found


def insert(connection: Connection, added: Note, writer: str) -> Note:
    connection.execute(_ADD, note_columns(added))
    history.keep(connection, added, writer)
    return added


def write_over(
    connection: Connection,
    old: Note,
    version: Version,
    at: datetime,
    writer: str,
    *,
    settles: tuple[str, ...] = (),
    rivals: tuple[str, ...] | None = None,
    target: str = "",
) -> Note:
    """Make `version` how a note stands. A note in the trash comes back: what is shown as saved is listed.

    `target`: the code that it is about from now on, where that is another one.
    """
    new = replace(
        old,
        target=target or old.target,
        body=version.body,
        fields=version.fields,
        anchor=version.anchor,
        updated_at=at,
        deleted_at=None,
        revision=old.revision + 1,
        rivals=old.rivals if rivals is None else rivals,
    )
    when, told = time_text(at), json.dumps(new.rivals)
    is_text_alone = (new.fields, new.anchor, new.rivals) == (old.fields, old.anchor, old.rivals)
    if is_text_alone and old.deleted_at is None and not target:
        connection.exec_driver_sql(_TEXT, (new.body, when, new.revision, new.id))
    else:
        values: dict[str, Any] = {
            **version_columns(version),
            "target": new.target,
            "place": jurisdiction_of(new.target),
            "updated_at": when,
            "revision": new.revision,
            "deleted_at": None,
            "rivals": told,
            "wanted": new.id,
        }
        connection.execute(_ALL, values)
    history.keep(connection, new, writer, settles=settles)
    return new


def put_away(connection: Connection, old: Note, at: datetime) -> Note:
    """Put a note into the trash."""
    if old.deleted_at:
        return old
    when = time_text(at)
    connection.exec_driver_sql("UPDATE note SET deleted_at = ? WHERE id = ?", (when, old.id))
    history.put_away(connection, old.id, when, old.rivals)
    return replace(old, deleted_at=at)


def bring_back(connection: Connection, old: Note, at: datetime) -> Note:
    """Take a note out of the trash: a new version of the same content, for a merge to know it by."""
    if old.deleted_at is None:
        return old
    # The rivals were put away with it: to bring it back is to pick it.
    return write_over(connection, old, version_of(old), at, "", settles=old.rivals, rivals=())
