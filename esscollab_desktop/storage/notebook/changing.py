"""Changes to many notes in one go, and imports; each leaves behind what it takes to undo it."""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import History, Note, NoteChanges, NoteFields
from esscollab_desktop.domain.versions import Version
from esscollab_desktop.storage.notebook import history
from esscollab_desktop.storage.notebook.meetings import meeting_of, put_meeting
from esscollab_desktop.storage.notebook.note_rows import note_columns, stored, version_of
from esscollab_desktop.storage.notebook.note_writing import (
    bring_back,
    find_note,
    put_away,
    stored_note,
    write_over,
)
from esscollab_desktop.storage.notebook.schema import change_step, meeting, note, note_revision
from esscollab_desktop.storage.notebook.stored_text import storable, time_of, time_text

_UNDO_FOR = timedelta(days=90)


def change_many(connection: Connection, note_ids: Sequence[str], changes: NoteChanges, at: datetime) -> str:
    token = _begin(connection, at)
    for note_id in dict.fromkeys(note_ids):
        old = new = stored_note(connection, note_id)
        fields = changed(old.fields, changes)
        if fields != old.fields:
            was_deleted = old.deleted_at
            version = stored(Version(old.body, fields, old.anchor))
            new = write_over(connection, old, version, at, "")
            # A field that is set does not bring a note back.
            new = put_away(connection, new, was_deleted) if was_deleted else new
        if changes.in_trash is True:
            new = put_away(connection, new, at)
        elif changes.in_trash is False:
            new = bring_back(connection, new, at)
        if new != old:
            before = {"number": old.revision, "deleted_at": _kept_time(old.deleted_at)}
            _step(connection, token, note_id, new.revision, before, at)
    return token


def changed(fields: NoteFields, changes: NoteChanges) -> NoteFields:
    given = {
        name: value
        for name in ("kind", "status", "visibility", "meeting", "author", "speaker", "due")
        if (value := getattr(changes, name)) is not None
    }
    if changes.no_due:
        given["due"] = None
    tags = (set(fields.tags) | changes.add_tags) - changes.remove_tags
    return replace(fields, **given, tags=tuple(sorted(tags)) if tags != set(fields.tags) else fields.tags)


def bring_in(
    connection: Connection,
    note_ids: Iterable[str],
    meeting_ids: Iterable[str],
    make: Callable[[Mapping[str, History], Mapping[str, Meeting]], tuple[list[History], list[Meeting]]],
    at: datetime,
) -> str:
    """Put what `make` makes of the notes and meetings that are there, inside one transaction."""
    connection.exec_driver_sql("UPDATE note_revision SET writer = '' WHERE writer <> ''")
    notes, meetings = {}, {}
    for note_id in note_ids:
        if found := find_note(connection, note_id):
            notes[note_id] = History(found, tuple(history.revisions(connection, note_id)))
    for meeting_id in meeting_ids:
        row = connection.execute(meeting.select().where(meeting.c.id == meeting_id)).one_or_none()
        if row is not None:
            meetings[meeting_id] = meeting_of(row._asdict())
    return put(connection, *make(notes, meetings), at)


def put(
    connection: Connection, histories: Sequence[History], meetings: Sequence[Meeting], at: datetime
) -> str:
    token = _begin(connection, at)
    for given in histories:
        _put_note(connection, token, given, at)
    for one in meetings:
        row = connection.execute(meeting.select().where(meeting.c.id == one.id)).one_or_none()
        was = meeting_of(row._asdict()) if row is not None else None
        if was == one:
            continue
        put_meeting(connection, replace(one, revision=max(one.revision, was.revision + 1 if was else 1)))
        kept = row._asdict() if row is not None else None
        _step(connection, token, one.id, 0, {"meeting": kept}, at)
    return token


def undo(connection: Connection, token: str, at: datetime) -> int:
    """Take back what one token did; a note that was changed since stays as it is."""
    rows = connection.execute(change_step.select().where(change_step.c.token == token)).all()
    done = 0
    for row in rows:
        before: dict[str, Any] = json.loads(row.before)
        if "meeting" in before:
            connection.execute(meeting.delete().where(meeting.c.id == row.note_id))
            if before["meeting"]:
                connection.execute(meeting.insert().values(**before["meeting"]))
            continue
        now = find_note(connection, row.note_id)
        if now is None or now.revision != row.after:
            continue
        if "added" in before:
            _take_out(connection, now, before)
        else:
            _set_back(connection, now, before, at)
        done += 1
    connection.execute(change_step.delete().where(change_step.c.token == token))
    return done


def _begin(connection: Connection, at: datetime) -> str:
    old = time_text(at - _UNDO_FOR)
    connection.execute(change_step.delete().where(change_step.c.at < old))
    return str(uuid.uuid4())


def _step(
    connection: Connection, token: str, note_id: str, after: int, before: dict[str, Any], at: datetime
) -> None:
    values = {"token": token, "note_id": note_id, "at": time_text(at), "after": after}
    connection.execute(change_step.insert().values(**values, before=json.dumps(before)))


def _put_note(connection: Connection, token: str, given: History, at: datetime) -> None:
    old = find_note(connection, given.note.id)
    known = {one.id: one for one in history.revisions(connection, given.note.id)}
    number = max((one.number for one in known.values()), default=0)
    added, put_away_since = [], {}
    for one in given.revisions:
        if one.id not in known:
            number += 1
            history.add(connection, replace(one, body=storable(one.body)), number, given.note.target)
            added.append(one.id)
        elif one.deleted_at != known[one.id].deleted_at:
            put_away_since[one.id] = _kept_time(known[one.id].deleted_at)
            _set_put_away(connection, one.id, _kept_time(one.deleted_at))
    version = stored(version_of(given.note))
    head = given.revisions[-1].id if given.revisions else ""
    if added and head in known:
        # The standing version has the highest number; what comes after it is written over it.
        number += 1
        _renumber(connection, head, number)
    top = history.version_at(connection, given.note.id, number) if number else None
    new = replace(
        given.note,
        body=version.body,
        fields=version.fields,
        anchor=version.anchor,
        revision=max(number, 1),
    )
    if top != version:
        # What was put last is not how the note is to stand: a version says so.
        new = replace(new, revision=number + 1)
    if old is not None and not added and not put_away_since and replace(new, revision=old.revision) == old:
        return
    new = replace(new, revision=max(new.revision, old.revision if old else 0))
    if new.revision > number:
        history.keep(connection, new, "")
        added.append(history.revisions(connection, new.id)[-1].id)
    last = max(known.values(), key=lambda one: one.number).id if known else ""
    before = {"number": 0, "last": last, "added": added, "put_away": put_away_since}
    columns = note_columns(new)
    if old is None:
        connection.execute(note.insert().values(**columns))
    else:
        before |= {"number": old.revision, "note": note_columns(old)}
        connection.execute(note.update().where(note.c.id == new.id).values(**columns))
    _step(connection, token, new.id, new.revision, before, at)


def _take_out(connection: Connection, now: Note, before: dict[str, Any]) -> None:
    """Take an import back: what it added goes, and the note stands as it did."""
    for revision_id in before["added"]:
        connection.execute(note_revision.delete().where(note_revision.c.id == revision_id))
    for revision_id, was in before["put_away"].items():
        _set_put_away(connection, revision_id, was)
    if not before["number"]:
        connection.execute(note_revision.delete().where(note_revision.c.note_id == now.id))
        connection.execute(note.delete().where(note.c.id == now.id))
        return
    # A number that no window has read: one that knows the import must not write over what is there now.
    number = now.revision + 1
    columns = {**before["note"], "revision": number}
    connection.execute(note.update().where(note.c.id == now.id).values(**columns))
    _renumber(connection, before["last"], number)


def _set_back(connection: Connection, now: Note, before: dict[str, Any], at: datetime) -> None:
    version = history.version_at(connection, now.id, before["number"]) or version_of(now)
    was_deleted = time_of(before["deleted_at"]) if before["deleted_at"] else None
    if version != version_of(now) or (now.deleted_at and not was_deleted):
        now = write_over(connection, now, version, at, "")
    if was_deleted:
        put_away(connection, now, was_deleted)


def _renumber(connection: Connection, revision_id: str, number: int) -> None:
    connection.execute(
        note_revision.update().where(note_revision.c.id == revision_id).values(number=number, writer="")
    )


def _set_put_away(connection: Connection, revision_id: str, at: str | None) -> None:
    connection.execute(
        note_revision.update().where(note_revision.c.id == revision_id).values(deleted_at=at, writer="")
    )


def _kept_time(at: datetime | None) -> str | None:
    return time_text(at) if at else None
