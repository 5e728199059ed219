"""The file that a packet travels in: one JSON text with its items, its look and its logo."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packet_values import CARDS, item_data, items_of, look_data, look_of
from esscollab_desktop.domain.packets import ItemKind, PacketFields

ENDING = ".esspacket"
FORMAT, VERSION = "esscollab-packet", 1
MOST_BYTES = 32 * 2**20
MOST_ITEMS = 2_000
_KEYS = {"format", "version", "name", "meeting", "items", "look", "picture"}
_UNCHANGED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class PacketFile:
    """What a file holds. `picture`: the PNG that the look names as its logo, or nothing."""

    fields: PacketFields
    picture: bytes = b""


def packed(packet: PacketFile) -> bytes:
    """The file of a packet; the same packet gives the same bytes, on every system."""
    fields, picture = packet.fields, packet.picture
    told = {
        "format": FORMAT,
        "version": VERSION,
        "name": fields.name,
        "meeting": fields.meeting,
        "items": [item_data(item) for item in fields.items],
        # The name that this notebook has for the logo says nothing elsewhere.
        "look": look_data(replace(fields.look, logo="")),
        "picture": base64.b64encode(picture).decode(),
    }
    return (json.dumps(told, indent=1) + "\n").encode("ascii")


def unpacked(path: Path) -> PacketFile:
    """What a file holds. Raises UserError in one sentence for anything but a whole file of ours."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        told = "there is no such file" if isinstance(fault, FileNotFoundError) else "it can’t be opened"
        raise _refused(path, told) from fault
    if len(data) > MOST_BYTES:
        raise _refused(path, f"it is larger than {MOST_BYTES // 2**20} MB")
    try:
        told = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise _refused(path, "it is not a packet, or is damaged") from fault
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _refused(path, "it is not a packet")
    version = told.get("version")
    if type(version) is not int:
        raise _refused(path, "it does not hold what a packet holds")
    if version > VERSION:
        raise _refused(path, "a newer ESSCollab wrote it. Install the newest ESSCollab to open it")
    if version != VERSION or set(told) != _KEYS:
        raise _refused(path, "it does not hold what a packet holds")
    return _told(path, told)


def _told(path: Path, told: dict[str, Any]) -> PacketFile:
    name, meeting, items, coded = (told[key] for key in ("name", "meeting", "items", "picture"))
    if not all(isinstance(text, str) for text in (name, meeting, coded)) or not name.strip():
        raise _refused(path, "it does not hold what a packet holds")
    if not isinstance(items, list) or len(items) > MOST_ITEMS:
        raise _refused(path, f"it does not hold a list of up to {MOST_ITEMS} items")
    known, look = items_of(items)[0], look_of(told["look"])
    # What is read is what was there, to the letter: nothing is left out, nothing guessed.
    if not _same([item_data(item) for item in known], items) or not _same(look_data(look), told["look"]):
        raise _refused(path, "an item or an option in it is not known here. A newer ESSCollab may know it")
    if look.logo or look.cards not in CARDS or len({item.id for item in known}) < len(known):
        raise _refused(path, "it does not hold what a packet holds")
    try:
        picture = base64.b64decode(coded, validate=True)
    except ValueError as fault:
        raise _refused(path, "its logo is damaged") from fault
    return PacketFile(PacketFields(name, known, look, meeting), picture)


def for_here(fields: PacketFields, meetings: Sequence[str]) -> PacketFields:
    """The packet as a notebook with these meetings takes it from someone else.

    Items of meetings that aren't here go with the packet's own. Private notes are printed only where the one
    says so whose they are.
    """
    known = set(meetings)
    look = replace(fields.look, visibilities=fields.look.visibilities - {Visibility.PRIVATE})
    items = tuple(
        replace(item, codes=())
        if item.kind is ItemKind.MEETING and item.codes and not known.issuperset(item.codes)
        else item
        for item in fields.items
    )
    meeting = fields.meeting if fields.meeting in known else ""
    return replace(fields, items=items, look=look, meeting=meeting)


def _same(ours: object, theirs: object) -> bool:
    return json.dumps(ours, sort_keys=True) == json.dumps(theirs, sort_keys=True)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        raise ValueError("a key stands there twice")
    return told


def _no_number(word: str) -> float:
    raise ValueError(word)


def _refused(path: Path, told: str) -> UserError:
    return UserError(f"{path.name} can’t be read: {told}. {_UNCHANGED}")
