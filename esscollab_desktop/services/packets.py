"""What a user can do with packets: put together, keep, take up again, hand on."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import shown
from esscollab_desktop.domain.packets import Packet, PacketFields, PacketItem

if TYPE_CHECKING:  # the repository brings SQLAlchemy, which the first painted tree does not wait for
    from esscollab_desktop.storage.notebook.packets import PacketRepository

    Rewriting = Callable[[list[Any]], list[Any] | None]
    # Draws an SVG as a PNG, at a scale.
    Drawing = Callable[[str, float], bytes]

# So many letters of a name or an id say which is meant.
FEWEST = 4


class Packets:
    """The packets of a notebook, which opens and closes them. What a call returns is on disk.

    Calls may come from several threads. `draw` makes a PNG of an SVG; without one, it is drawn in this
    process.
    """

    def __init__(self, repository: "PacketRepository", draw: "Drawing | None" = None) -> None:
        self._repository = repository
        self._draw = draw

    def list(self) -> list[Packet]:
        """The live packets, the one that was changed last first."""
        return self._repository.packets()

    def deleted(self) -> Sequence[Packet]:
        """The deleted packets, the one that was deleted last first."""
        return self._repository.deleted()

    def get(self, packet_id: str) -> Packet | None:
        """One packet, deleted ones too; None where the notebook has no such packet."""
        return self._repository.get(packet_id)

    def by_name(self, name: str, *, deleted: bool = False) -> Packet:
        """The live packet of a name, an id, or the beginning of either; or the deleted one.

        Raises UserError for none and for several, naming what is there.
        """
        return _named(name, self.deleted() if deleted else self.list(), deleted)

    def add(self, fields: PacketFields) -> Packet:
        """Keep a new packet. Raises UserError where it has no name."""
        return self._repository.add(_checked(fields))

    def save(self, packet_id: str, fields: PacketFields, revision: int) -> Packet:
        """Write new fields over `revision` (the `Packet.revision` that they were made from).

        Where another window wrote first, both are kept, and the packet that comes back has another id: go on
        in that one, and say so.
        """
        return self._repository.save(packet_id, _checked(fields), revision)

    def duplicate(self, packet_id: str) -> Packet:
        """A second packet like this one, under a name that no other has."""
        packet = self._repository.get(packet_id)
        name = self._free_name(packet.fields.name) if packet else ""
        return self._repository.duplicate(packet_id, name)

    def delete(self, packet_id: str) -> Packet:
        """Take a packet out of the lists; `restore` brings it back."""
        return self._repository.delete(packet_id)

    def restore(self, packet_id: str) -> Packet:
        return self._repository.restore(packet_id)

    def for_meeting(self, meeting_id: str) -> Sequence[Packet]:
        """The live packets that are for a meeting, the one that was changed last first."""
        return [packet for packet in self.list() if meeting_id and packet.fields.meeting == meeting_id]

    def rewrite_items(self, change: "Rewriting") -> Sequence[Packet]:
        """Change the items of every live packet as data; the packets that were changed.

        `change` gives None where nothing is to change; it may be called again and must do nothing else. This
        is no version: whoever has such a packet open saves over it, and no second one comes of it.
        """
        return self._repository.rewrite_items(change)

    def export(self, packet_id: str, path: Path) -> Path:
        """Write a packet with its logo into one file that another notebook can take in; where it stands.

        Notes do not travel along. Raises UserError where it can't be written, or is not in the notebook.
        """
        from esscollab_desktop.render.write import write_whole
        from esscollab_desktop.services.packet_file import PacketFile, packed

        packet = self._repository.get(packet_id)
        if packet is None:
            raise UserError("This packet is not in the notebook. Choose one from the list of packets.")
        picture = self._repository.picture(packet.fields.look.logo) or b""
        return write_whole(path, packed(PacketFile(packet.fields, picture)))

    def take_in(self, path: Path, meetings: Sequence[str] = ()) -> Packet:
        """Keep the packet of a file as a new one. `meetings`: ids of those that are in this notebook.

        What it says of other meetings, and of private notes, is left behind. Raises UserError in one sentence
        for anything but a whole file of ours; nothing is changed then.
        """
        from esscollab_desktop.services.packet_file import for_here, unpacked

        told = unpacked(path)
        fields = for_here(told.fields, meetings)
        if told.picture:
            fields = replace(fields, look=replace(fields.look, logo=self._taken_in(told.picture, path)))
        taken = {one.fields.name for one in self.list()}
        name = self._free_name(fields.name) if fields.name in taken else fields.name
        return self.add(replace(fields, name=name))

    def add_picture(self, data: bytes) -> str:
        """Keep a logo, a PNG or an SVG; its name, for `PacketLook.logo`.

        It is drawn anew, so nothing of the file but what is seen is kept. Raises UserError for what is no
        such picture, is too large, or reaches for other files.
        """
        from esscollab_desktop.render.logo import logo_png
        from esscollab_desktop.render.picture import png

        return self._repository.put_picture(logo_png(data, self._draw or png))

    def _taken_in(self, picture: bytes, path: Path) -> str:
        told = f"{path.name} can’t be read: its logo is damaged. Nothing was changed."
        if not picture.startswith(b"\x89PNG"):  # a drawing became one when it was taken in
            raise UserError(told)
        try:
            return self.add_picture(picture)
        except UserError as fault:
            raise UserError(told) from fault

    def _free_name(self, name: str) -> str:
        """“Family night, copy”, or the first with a number that no other packet has."""
        taken = {one.fields.name for one in self.list()}
        free, count = f"{name}, copy", 1
        while free in taken:
            count += 1
            free = f"{name}, copy {count}"
        return free

    def picture(self, name: str) -> bytes:
        """The PNG of a name. Raises UserError where it is not in the notebook any more."""
        data = self._repository.picture(name)
        if data is None:
            raise UserError("The packet’s logo is not in the notebook any more. Choose it again, or none.")
        return data


def _checked(fields: PacketFields) -> PacketFields:
    if not fields.name.strip():
        raise UserError("The packet has no name. Give it a few words by which you will know it again.")
    return replace(fields, items=_told_apart(fields.items))


def _told_apart(items: tuple[PacketItem, ...]) -> tuple[PacketItem, ...]:
    """The items, each with an id of its own."""
    seen = {""}
    told: list[PacketItem] = []
    for item in items:
        told.append(replace(item, id=uuid.uuid4().hex) if item.id in seen else item)
        seen.add(told[-1].id)
    return tuple(told)


def _named(name: str, among: Sequence[Packet], deleted: bool) -> Packet:
    wanted = _folded(name)
    alike = [packet for packet in among if packet.id == wanted or _folded(packet.fields.name) == wanted]
    how = "are called"
    if not alike and len(wanted) >= FEWEST:
        how = "begin with"
        alike = [packet for packet in among if packet.id.startswith(wanted)]
        alike = alike or [packet for packet in among if _folded(packet.fields.name).startswith(wanted)]
    if len(alike) == 1:
        return alike[0]
    asked = f"“{shown(name)}”"
    if alike:
        ids = ", ".join(f"{packet.id} ({len(packet.fields.items)} items)" for packet in alike[:5])
        raise UserError(f"{len(alike)} packets {how} {asked}. Name the one you mean by its id: {ids}.")
    what = "deleted packet" if deleted else "packet"
    known = ", ".join(f"“{shown(packet.fields.name)}”" for packet in among[:5])
    more = f" and {len(among) - 5} more" if len(among) > 5 else ""
    there = f"There {'is' if len(among) == 1 else 'are'} {known}{more}." if known else "There is none yet."
    raise UserError(f"There is no {what} {asked}. {there}")


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
