"""Meetings in the notebook: each call is one transaction, and what it returns is on disk."""

import json
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting, MeetingFields
from esscollab_desktop.storage.notebook.schema import meeting as table
from esscollab_desktop.storage.notebook.schema import note, setting
from esscollab_desktop.storage.notebook.sharing import SharedFile
from esscollab_desktop.storage.notebook.stored_text import storable, time_of, time_text

CURRENT = "current_meeting"

_BY_ID = select(table).where(table.c.id == bindparam("wanted"))
_LIVE = (
    select(table)
    .where(table.c.deleted_at.is_(None))
    .order_by(table.c.date == "", table.c.date.desc(), table.c.created_at.desc(), table.c.id)
)
_SAVE = (
    table.update()
    .where(table.c.id == bindparam("wanted"), table.c.revision == bindparam("base"))
    # As with notes: what is saved into a meeting that was deleted elsewhere brings it back.
    .values(revision=table.c.revision + 1, deleted_at=None)
)
_COUNTS = (
    select(note.c.meeting, func.count())
    .where(note.c.deleted_at.is_(None), note.c.meeting != "")
    .group_by(note.c.meeting)
)


class MeetingRepository:
    """Reads and writes meetings. Several threads may use it, together with the notes' repository."""

    def __init__(self, file: SharedFile) -> None:
        self._file = file

    def add(self, fields: MeetingFields) -> Meeting:
        with self._file.write() as connection:
            return self._insert(connection, fields)

    def save(self, meeting_id: str, fields: MeetingFields, revision: int) -> Meeting:
        """Write over `revision`; where someone else did so first, both are kept, this as one of its own."""
        with self._file.write() as connection:
            at = time_text(self._file.now())
            values = {**_columns(fields), "updated_at": at, "wanted": meeting_id, "base": revision}
            if connection.execute(_SAVE, values).rowcount:
                return self._stored(connection, meeting_id)
            kept = self._stored(connection, meeting_id)
            same = (kept.title, kept.date, kept.place, kept.audience, kept.groups, kept.agenda)
            if MeetingFields(*same) == fields and kept.deleted_at is None:
                return kept
            return self._insert(connection, fields)

    def get(self, meeting_id: str) -> Meeting | None:
        with self._file.read() as connection:
            row = connection.execute(_BY_ID, {"wanted": meeting_id}).one_or_none()
            return meeting_of(row._asdict()) if row else None

    def meetings(self) -> list[Meeting]:
        with self._file.read() as connection:
            return [meeting_of(row._asdict()) for row in connection.execute(_LIVE)]

    def delete(self, meeting_id: str) -> Meeting:
        return self._set_deleted(meeting_id, time_text(self._file.now()))

    def restore(self, meeting_id: str) -> Meeting:
        return self._set_deleted(meeting_id, None)

    def current(self) -> Meeting | None:
        with self._file.read() as connection:
            row = connection.execute(_BY_ID, {"wanted": current_id(connection)}).one_or_none()
            return meeting_of(row._asdict()) if row and not row.deleted_at else None

    def use(self, meeting_id: str) -> Meeting | None:
        with self._file.write() as connection:
            chosen = self._stored(connection, meeting_id) if meeting_id else None
            if chosen and chosen.deleted_at:
                raise UserError("This meeting is deleted. Bring it back, then begin it.")
            write_setting(connection, CURRENT, meeting_id)
            return chosen

    def counts(self) -> dict[str, int]:
        with self._file.read() as connection:
            return {row[0]: row[1] for row in connection.execute(_COUNTS)}

    def _insert(self, connection: Connection, fields: MeetingFields) -> Meeting:
        meeting_id, at = str(uuid.uuid4()), time_text(self._file.now())
        values = {"id": meeting_id, "revision": 1, **_columns(fields), "created_at": at, "updated_at": at}
        connection.execute(table.insert(), values)
        return self._stored(connection, meeting_id)

    def _set_deleted(self, meeting_id: str, at: str | None) -> Meeting:
        with self._file.write() as connection:
            change = table.update().where(table.c.id == meeting_id).values(deleted_at=at)
            if at is None:
                # Bringing it back counts as writing it: in a merge it wins over the copy that is deleted.
                change = change.values(updated_at=time_text(self._file.now()))
            connection.execute(change)
            if at and current_id(connection) == meeting_id:
                write_setting(connection, CURRENT, "")
            return self._stored(connection, meeting_id)

    def _stored(self, connection: Connection, meeting_id: str) -> Meeting:
        row = connection.execute(_BY_ID, {"wanted": meeting_id}).one_or_none()
        if row is None:
            raise UserError("This meeting is not in the notebook. Choose one from the list of meetings.")
        return meeting_of(row._asdict())


def read_setting(connection: Connection, key: str) -> str:
    row = connection.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (key,)).one_or_none()
    return str(row[0]) if row else ""


def write_setting(connection: Connection, key: str, value: str) -> None:
    connection.execute(setting.delete().where(setting.c.key == key))
    if value:
        connection.execute(setting.insert().values(key=key, value=value))


def current_id(connection: Connection) -> str:
    return read_setting(connection, CURRENT)


def put_meeting(connection: Connection, meeting: Meeting) -> None:
    """Write a meeting as it is given, id and times too."""
    connection.execute(table.delete().where(table.c.id == meeting.id))
    told = (meeting.title, meeting.date, meeting.place, meeting.audience, meeting.groups, meeting.agenda)
    times = {
        "created_at": time_text(meeting.created_at),
        "updated_at": time_text(meeting.updated_at),
        "deleted_at": time_text(meeting.deleted_at) if meeting.deleted_at else None,
    }
    values = {"id": meeting.id, "revision": meeting.revision, **_columns(MeetingFields(*told)), **times}
    connection.execute(table.insert(), values)


def meeting_of(row: Mapping[str, Any]) -> Meeting:
    return Meeting(
        row["id"],
        row["title"],
        _day(row["date"]),
        row["place"],
        row["audience"],
        _groups(row["people"]),
        row["agenda"],
        time_of(row["created_at"]),
        time_of(row["updated_at"]),
        time_of(row["deleted_at"]) if row["deleted_at"] else None,
        row["revision"],
    )


def _columns(fields: MeetingFields) -> dict[str, str]:
    return {
        "title": storable(fields.title),
        "date": fields.date.isoformat() if fields.date else "",
        "place": storable(fields.place),
        "audience": storable(fields.audience),
        "people": json.dumps([storable(group) for group in fields.groups], ensure_ascii=False),
        "agenda": storable(fields.agenda),
    }


def _day(kept: str) -> date | None:
    try:
        return date.fromisoformat(kept) if kept else None
    except ValueError:
        return None


def _groups(kept: str) -> tuple[str, ...]:
    try:
        return tuple(str(group) for group in json.loads(kept))
    except (ValueError, TypeError):
        return ()
