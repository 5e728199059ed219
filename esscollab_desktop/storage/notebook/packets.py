"""Packets in the notebook: each call is one transaction, and what it returns is on disk."""

import base64
import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packet_values import items_of, look_of, written_items, written_look
from esscollab_desktop.domain.packets import Packet, PacketFields
from esscollab_desktop.storage.notebook.schema import packet as table
from esscollab_desktop.storage.notebook.schema import picture
from esscollab_desktop.storage.notebook.sharing import SharedFile
from esscollab_desktop.storage.notebook.stored_text import storable, time_of, time_text

_BY_ID = select(table).where(table.c.id == bindparam("wanted"))
_NEWEST = select(table).order_by(table.c.updated_at.desc(), table.c.id)
_LIVE = _NEWEST.where(table.c.deleted_at.is_(None))
_GONE = select(table).where(table.c.deleted_at.is_not(None)).order_by(table.c.deleted_at.desc(), table.c.id)
_SAVE = (
    table.update()
    .where(table.c.id == bindparam("wanted"), table.c.revision == bindparam("base"))
    # As with meetings: what is saved into a packet that was deleted elsewhere brings it back.
    .values(revision=table.c.revision + 1, deleted_at=None)
)
_ITEMS = table.update().where(table.c.id == bindparam("wanted"))


class PacketRepository:
    """Reads and writes packets and their pictures. Several threads may use it, together with the notes'."""

    def __init__(self, file: SharedFile) -> None:
        self._file = file

    def add(self, fields: PacketFields) -> Packet:
        with self._file.write() as connection:
            return self._insert(connection, _columns(fields))

    def save(self, packet_id: str, fields: PacketFields, revision: int) -> Packet:
        """Write over `revision`; where someone else did so first, both are kept, this as one of its own."""
        with self._file.write() as connection:
            before = self._row(connection, packet_id)
            columns = _columns(fields, before)
            at = time_text(self._file.now())
            values = {**columns, "updated_at": at, "wanted": packet_id, "base": revision}
            if connection.execute(_SAVE, values).rowcount:
                return packet_of(self._row(connection, packet_id))
            if before["deleted_at"] is None and _columns(packet_of(before).fields, before) == columns:
                return packet_of(before)
            return self._insert(connection, columns)

    def duplicate(self, packet_id: str, name: str) -> Packet:
        """A second packet like this one, with all that this program does not know of it."""
        with self._file.write() as connection:
            before = self._row(connection, packet_id)
            columns = {column: before[column] for column in ("meeting", "items", "look")}
            return self._insert(connection, {**columns, "name": storable(name)})

    def get(self, packet_id: str) -> Packet | None:
        """One packet, deleted ones too."""
        with self._file.read() as connection:
            row = connection.execute(_BY_ID, {"wanted": packet_id}).one_or_none()
            return packet_of(row._asdict()) if row else None

    def packets(self) -> list[Packet]:
        """The live packets, the one that was changed last first."""
        with self._file.read() as connection:
            return [packet_of(row._asdict()) for row in connection.execute(_LIVE)]

    def deleted(self) -> list[Packet]:
        """The deleted packets, the one that was deleted last first."""
        with self._file.read() as connection:
            return [packet_of(row._asdict()) for row in connection.execute(_GONE)]

    def delete(self, packet_id: str) -> Packet:
        return self._set_deleted(packet_id, time_text(self._file.now()))

    def restore(self, packet_id: str) -> Packet:
        return self._set_deleted(packet_id, None)

    def rewrite_items(self, change: Callable[[list[Any]], list[Any] | None]) -> list[Packet]:
        """Change the items of live packets as data, None for none of it; the packets that were changed.

        Their revision stays.
        """
        with self._file.read() as connection:
            rows = connection.execute(_LIVE).all()
        wanted = [row.id for row in rows if change(_list(row.items)) is not None]
        if not wanted:
            return []
        with self._file.write() as connection:
            for packet_id in wanted:
                items = change(_list(self._row(connection, packet_id)["items"]))
                if items is not None:
                    connection.execute(_ITEMS, {"items": _json(items), "wanted": packet_id})
            return [packet_of(self._row(connection, packet_id)) for packet_id in wanted]

    def put_picture(self, data: bytes) -> str:
        """Keep a picture; its name is the SHA-256 of its bytes."""
        name = hashlib.sha256(data).hexdigest()
        with self._file.write() as connection:
            # Written anew where it is there: what stands there may be damaged.
            connection.execute(picture.delete().where(picture.c.key == name))
            connection.execute(picture.insert().values(key=name, value=base64.b64encode(data).decode()))
        return name

    def picture(self, name: str) -> bytes | None:
        """None where it is not there, or is not whole any more."""
        with self._file.read() as connection:
            kept = connection.execute(select(picture.c.value).where(picture.c.key == name)).scalar()
        try:
            data = base64.b64decode(str(kept or ""), validate=True)
        except ValueError:
            return None
        return data if data and hashlib.sha256(data).hexdigest() == name else None

    def _insert(self, connection: Connection, columns: Mapping[str, str]) -> Packet:
        packet_id, at = str(uuid.uuid4()), time_text(self._file.now())
        values = {"id": packet_id, "revision": 1, **columns, "created_at": at, "updated_at": at}
        connection.execute(table.insert(), values)
        return packet_of(self._row(connection, packet_id))

    def _set_deleted(self, packet_id: str, at: str | None) -> Packet:
        with self._file.write() as connection:
            connection.execute(table.update().where(table.c.id == packet_id).values(deleted_at=at))
            return packet_of(self._row(connection, packet_id))

    def _row(self, connection: Connection, packet_id: str) -> dict[str, Any]:
        row = connection.execute(_BY_ID, {"wanted": packet_id}).one_or_none()
        if row is None:
            raise UserError("This packet is not in the notebook. Choose one from the list of packets.")
        return row._asdict()


def packet_of(row: Mapping[str, Any]) -> Packet:
    items, unknown = items_of(_list(row["items"]))
    return Packet(
        row["id"],
        PacketFields(row["name"], items, look_of(_loaded(row["look"])), row["meeting"]),
        time_of(row["created_at"]),
        time_of(row["updated_at"]),
        time_of(row["deleted_at"]) if row["deleted_at"] else None,
        row["revision"],
        unknown,
    )


def _columns(fields: PacketFields, before: Mapping[str, Any] | None = None) -> dict[str, str]:
    items, look = ("[]", "{}") if before is None else (before["items"], before["look"])
    return {
        "name": storable(fields.name),
        "meeting": storable(fields.meeting),
        "items": _json(written_items(_list(items), fields.items)),
        "look": _json(written_look(_loaded(look), fields.look)),
    }


def _json(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False))


def _list(kept: str) -> list[Any]:
    told = _loaded(kept)
    return told if isinstance(told, list) else []


def _loaded(kept: str) -> object:
    """What stands in a column; None where a damaged disk left no JSON."""
    try:
        return json.loads(kept)
    except (ValueError, RecursionError):
        return None
