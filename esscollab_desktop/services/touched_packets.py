"""Which packets a new edition touches: by the codes that their items name; nothing is written."""

from collections.abc import Iterable, Iterator

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.editions import EditionChanges
from esscollab_desktop.domain.packets import ItemKind, Packet, PacketItem
from esscollab_desktop.domain.packs import TouchedPacket
from esscollab_desktop.services.catalogue import Catalogue

_OF_CODES = (ItemKind.PAGE, ItemKind.COMPARISON)


def packets_touched(
    packets: Iterable[Packet], old: Catalogue, changes: EditionChanges
) -> tuple[TouchedPacket, ...]:
    """The packets with an item whose page changes, gets another code, or goes; in their order.

    All examples of a practice are an item that grows and shrinks with the book. Map, matrix and glossary are
    made anew with any edition, and touch no packet.
    """
    book = _Book(old, changes)
    told = (book.touched(packet) for packet in packets if packet.deleted_at is None)
    return tuple(one for one in told if one is not None)


class _Book:
    def __init__(self, old: Catalogue, changes: EditionChanges) -> None:
        self._pack = changes.pack
        self._known, self._aliases = frozenset(old.reader.codes()), old.reader.aliases()
        self._changed = {change.was_code or change.code for change in changes.changed}
        self._moved = {change.was_code: change.code for change in changes.renamed}
        self._gone = {change.code for change in changes.removed}
        self._added = tuple(change.code for change in changes.added if change.kind_of_record == "example")
        self._fates = self._changed | set(self._moved) | self._gone

    def touched(self, packet: Packet) -> TouchedPacket | None:
        """None for a packet that stays as it is."""
        named = dict.fromkeys(code for item in packet.fields.items for code in self._codes(item))
        moved = tuple((self._in_pack(c), self._in_pack(self._moved[c])) for c in named if c in self._moved)
        gone = tuple(self._in_pack(code) for code in named if code in self._gone)
        only = (code for code in named if code in self._changed and code not in self._moved)
        added = dict.fromkeys(code for item in packet.fields.items for code in self._grows(item))
        told = TouchedPacket(
            packet.id,
            packet.fields.name,
            tuple(self._in_pack(code) for code in only),
            moved,
            gone,
            tuple(self._in_pack(code) for code in added),
        )
        return told if told.changed or told.moved or told.gone or told.added else None

    def _codes(self, item: PacketItem) -> Iterator[str]:
        """The codes of the old edition that an item prints."""
        if item.kind in _OF_CODES:
            yield from (self._known_as(code) for code in item.codes if self._is_ours(code))
        elif item.kind is ItemKind.EXAMPLES:
            practices = {self._known_as(code) for code in item.codes if self._is_ours(code)}
            yield from (code for code in sorted(self._fates) if self._practice(code) in practices)

    def _grows(self, item: PacketItem) -> Iterator[str]:
        if item.kind is ItemKind.EXAMPLES:
            practices = {codes.bare(code) for code in item.codes if self._is_ours(code)}
            practices |= {self._moved.get(code, code) for code in practices}
            yield from (code for code in self._added if self._practice(code) in practices)

    def _practice(self, code: str) -> str:
        return codes.practice_of(code) if codes.is_example(code) else ""

    def _is_ours(self, code: str) -> bool:
        return codes.pack_of(code) == self._pack

    def _known_as(self, code: str) -> str:
        bare = codes.bare(code)
        return bare if bare in self._known else self._aliases.get(bare, bare)

    def _in_pack(self, code: str) -> str:
        return codes.in_pack(code, self._pack)
