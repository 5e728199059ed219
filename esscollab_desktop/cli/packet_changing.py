"""`esscollab packet new|add|remove|move|look|rename|…`: what changes a packet, and what it is then."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from esscollab_desktop.cli.choosing import chosen_meeting
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.look_options import look_of
from esscollab_desktop.cli.opened import Opened, opened
from esscollab_desktop.cli.packet_items import items_of
from esscollab_desktop.cli.packet_words import as_data, as_text
from esscollab_desktop.domain.codes import is_own_example
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import shown
from esscollab_desktop.domain.packets import Packet, PacketFields, PacketItem, PacketLook

MOST_LOGO = 8 * 2**20


def run_new(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation, without_book=False) as desk:
        _check_free(desk, given.name)
        items = _items(given, desk)
        fields = PacketFields(given.name, items, PacketLook(), _meeting(given, desk, ""))
        if not given.name.strip():
            desk.packets.add(fields)  # says what a packet without a name needs, before a logo is taken in
        packet = desk.packets.add(replace(fields, look=_look(given, desk, fields.look)))
        return _say(given, invocation, desk, packet)


def run_add(given: argparse.Namespace, invocation: Invocation) -> int:
    def change(fields: PacketFields, desk: Opened) -> PacketFields:
        at = len(fields.items) if given.at is None else min(given.at - 1, len(fields.items))
        items = (*fields.items[:at], *_items(given, desk), *fields.items[at:])
        return replace(fields, items=items)

    return _changed(given, invocation, change, without_book=False)


def run_remove(given: argparse.Namespace, invocation: Invocation) -> int:
    def change(fields: PacketFields, _desk: Opened) -> PacketFields:
        gone = {_at(fields, place) for place in given.places}
        kept = tuple(item for place, item in enumerate(fields.items) if place not in gone)
        return replace(fields, items=kept)

    return _changed(given, invocation, change)


def run_move(given: argparse.Namespace, invocation: Invocation) -> int:
    def change(fields: PacketFields, _desk: Opened) -> PacketFields:
        items = list(fields.items)
        item = items.pop(_at(fields, given.place))
        items.insert(_at(fields, given.to), item)
        return replace(fields, items=tuple(items))

    return _changed(given, invocation, change)


def run_look(given: argparse.Namespace, invocation: Invocation) -> int:
    def change(fields: PacketFields, desk: Opened) -> PacketFields:
        look, meeting = _look(given, desk, fields.look), _meeting(given, desk, fields.meeting)
        changed = replace(fields, look=look, meeting=meeting)
        if changed == fields:
            raise UserError("Nothing changes. Name an option, such as --layout cards.")
        return changed

    return _changed(given, invocation, change)


def run_rename(given: argparse.Namespace, invocation: Invocation) -> int:
    def change(fields: PacketFields, desk: Opened) -> PacketFields:
        if given.name != fields.name:
            _check_free(desk, given.name)
        return replace(fields, name=given.name)

    return _changed(given, invocation, change)


def run_duplicate(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        packet = desk.packets.duplicate(desk.packets.by_name(given.packet).id)
        return _say(given, invocation, desk, packet)


def run_delete(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        packet = desk.packets.delete(desk.packets.by_name(given.packet).id)
        if given.json:
            invocation.say_json(as_data(packet, desk.meeting_titles))
        else:
            back = "`esscollab packet restore` brings it back."
            invocation.say(f"Deleted “{packet.fields.name}”. {back}")
    return 0


def run_restore(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        packet = desk.packets.restore(desk.packets.by_name(given.packet, deleted=True).id)
        return _say(given, invocation, desk, packet)


def run_export(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        packet = desk.packets.by_name(given.packet)
        path = desk.packets.export(packet.id, given.output)
    own = sorted({code for item in packet.fields.items for code in item.codes if is_own_example(code)})
    if own:
        invocation.remark(
            f"Your own examples do not travel along: {', '.join(own)}. Another notebook may have others "
            "under these codes."
        )
    if packet.unknown:
        invocation.remark("What a newer ESSCollab put into the packet is not in the file.")
    if given.json:
        invocation.say_json({"path": str(path), "items": len(packet.fields.items)})
    else:
        invocation.say(str(path))
    return 0


def run_import(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        packet = desk.packets.take_in(given.file, list(desk.meeting_titles))
        return _say(given, invocation, desk, packet)


def _changed(
    given: argparse.Namespace,
    invocation: Invocation,
    change: Callable[[PacketFields, Opened], PacketFields],
    *,
    without_book: bool = True,
) -> int:
    with opened(invocation, without_book=without_book) as desk:
        packet = desk.packets.by_name(given.packet)
        saved = desk.packets.save(packet.id, change(packet.fields, desk), packet.revision)
        if saved.id != packet.id:
            invocation.remark("The packet was changed elsewhere at the same time, so both are kept.")
        return _say(given, invocation, desk, saved)


def _say(given: argparse.Namespace, invocation: Invocation, desk: Opened, packet: Packet) -> int:
    if given.json:
        invocation.say_json(as_data(packet, desk.meeting_titles))
    else:
        invocation.say(as_text(packet, desk.library, desk.meeting_titles))
    return 0


def _items(given: argparse.Namespace, desk: Opened) -> tuple[PacketItem, ...]:
    assert desk.library is not None  # a command that adds ends where the book can't be read
    return items_of(given.items, given.body, desk.library, desk.meetings)


def _look(given: argparse.Namespace, desk: Opened, base: PacketLook) -> PacketLook:
    look = look_of(given, base)
    return replace(look, logo=desk.packets.add_picture(picture_bytes(given.logo))) if given.logo else look


def picture_bytes(path: Path) -> bytes:
    """What is in the file of a logo. Raises UserError where it can't be read, or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_LOGO + 1)
    except OSError as fault:
        told = "there is no such file" if isinstance(fault, FileNotFoundError) else "it can’t be opened"
        raise UserError(f"{path.name} can’t be read: {told}. Choose another logo.") from fault
    return data


def _meeting(given: argparse.Namespace, desk: Opened, before: str) -> str:
    if given.no_meeting:
        return ""
    return chosen_meeting(desk.meetings, given.meeting).id if given.meeting else before


def _at(fields: PacketFields, place: int) -> int:
    """The place counted from 0."""
    count = len(fields.items)
    if place > count:
        there = "It has no items" if not count else f"Its items are 1 to {count}"
        raise UserError(f"“{shown(fields.name)}” has no item {place}. {there}; `packet show` lists them.")
    return place - 1


def _check_free(desk: Opened, name: str) -> None:
    wanted = " ".join(name.split()).casefold()
    if any(" ".join(one.fields.name.split()).casefold() == wanted for one in desk.packets.list()):
        raise UserError(f"There is a packet “{shown(name)}” already. Choose another name.")
