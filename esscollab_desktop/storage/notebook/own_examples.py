"""The user's own examples in the notebook: each call is one transaction, and what it returns is on disk."""

import uuid
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnExample, OwnFields
from esscollab_desktop.storage.notebook.own_rows import COLUMNS, own_example, stored_fields
from esscollab_desktop.storage.notebook.schema import note
from esscollab_desktop.storage.notebook.schema import own_example as table
from esscollab_desktop.storage.notebook.sharing import SharedFile
from esscollab_desktop.storage.notebook.stored_text import time_text

_COLUMNS = [table.c[name] for name in COLUMNS]
_BY_ID = select(*_COLUMNS).where(table.c.id == bindparam("wanted"))
_LIVE = select(*_COLUMNS).where(table.c.deleted_at.is_(None)).order_by(table.c.created_at, table.c.id)
_GONE = select(*_COLUMNS).where(table.c.deleted_at.is_not(None)).order_by(table.c.deleted_at, table.c.id)
_ADD = table.insert()
_SAVE = (
    table.update()
    .where(table.c.id == bindparam("wanted"), table.c.revision == bindparam("base"))
    # A text saved into an example that was deleted elsewhere brings it back, as with notes.
    .values(revision=table.c.revision + 1, deleted_at=None)
)
_DELETE = table.update().where(table.c.id == bindparam("wanted")).values(deleted_at=bindparam("at"))
# Deleted ones count: their codes may stand on paper. So do notes on an example that was lost with its disk.
_TAKEN = (
    select(table.c.code).where(table.c.code.startswith(bindparam("stem"), autoescape=False)),
    select(note.c.target).where(note.c.target.startswith(bindparam("stem"), autoescape=False)),
)


class OwnExampleRepository:
    """Reads and writes own examples. Several threads may use it, together with the notes' repository."""

    def __init__(self, file: SharedFile) -> None:
        self._file = file

    def add(self, practice: str, jurisdiction: str, fields: OwnFields) -> OwnExample:
        """Keep a new example under the next code that no example has ever had."""
        with self._file.write() as connection:
            return self._insert(connection, practice, jurisdiction, fields)

    def save(self, example_id: str, fields: OwnFields, revision: int) -> OwnExample:
        """Write new fields over the `revision` of the example that they were made from.

        Where someone else (another window, the command line) has written over that revision, both are kept:
        theirs stays, this becomes an example of its own, and is returned, with another id and code than was
        asked for. Raises UserError where no such example is in the notebook.
        """
        with self._file.write() as connection:
            at = time_text(self._file.now())
            values = {**stored_fields(fields), "updated_at": at, "wanted": example_id, "base": revision}
            if connection.execute(_SAVE, values).rowcount:
                return self._stored(connection, example_id)
            stored = self._stored(connection, example_id)
            if stored_fields(stored.fields) == stored_fields(fields) and stored.deleted_at is None:
                return stored
            return self._insert(connection, stored.practice, stored.jurisdiction, fields)

    def get(self, example_id: str) -> OwnExample | None:
        """One example, deleted ones too."""
        with self._file.read() as connection:
            row = connection.execute(_BY_ID, {"wanted": example_id}).one_or_none()
            return _record(row) if row else None

    def examples(self) -> tuple[OwnExample, ...]:
        """The live examples, oldest first."""
        with self._file.read() as connection:
            return tuple(_record(row) for row in connection.execute(_LIVE))

    def deleted(self) -> tuple[OwnExample, ...]:
        """The deleted examples, those deleted last at the end."""
        with self._file.read() as connection:
            return tuple(_record(row) for row in connection.execute(_GONE))

    def delete(self, example_id: str) -> OwnExample:
        """Take an example out of the lists; it stays in the notebook, and its code stays taken."""
        return self._set_deleted(example_id, time_text(self._file.now()))

    def restore(self, example_id: str) -> OwnExample:
        return self._set_deleted(example_id, None)

    def _insert(
        self, connection: Connection, practice: str, jurisdiction: str, fields: OwnFields
    ) -> OwnExample:
        stem = codes.own_code(practice, jurisdiction, 1)
        taken = [row[0] for query in _TAKEN for row in connection.execute(query, {"stem": stem})]
        number = max((codes.own_count(code) for code in taken), default=0) + 1
        example_id, at = str(uuid.uuid4()), time_text(self._file.now())
        connection.execute(
            _ADD,
            {
                "id": example_id,
                "number": number,
                "code": codes.own_code(practice, jurisdiction, number),
                **stored_fields(fields),
                "created_at": at,
                "updated_at": at,
                "revision": 1,
            },
        )
        return self._stored(connection, example_id)

    def _set_deleted(self, example_id: str, at: str | None) -> OwnExample:
        with self._file.write() as connection:
            connection.execute(_DELETE, {"wanted": example_id, "at": at})
            return self._stored(connection, example_id)

    def _stored(self, connection: Connection, example_id: str) -> OwnExample:
        row = connection.execute(_BY_ID, {"wanted": example_id}).one_or_none()
        if row is None:
            raise UserError("This example is not in the notebook any more. Copy its text into a new one.")
        return _record(row)


def _record(row: Row[Any]) -> OwnExample:
    return own_example(tuple(row))
