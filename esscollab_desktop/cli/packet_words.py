"""A packet as text and as data, for the terminal."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import terminal
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packet_values import item_data, look_data
from esscollab_desktop.domain.packets import ItemKind, Layout, NotesPlace, Packet, PacketItem, PacketLook

if TYPE_CHECKING:
    from esscollab_desktop.services.library import Library

INDENT = "    "
_UNDER = "     "
_ALONE = {
    ItemKind.MAP: "Map and table of all examples",
    ItemKind.MATRIX: "Practices by state",
    ItemKind.GLOSSARY: "Glossary of the terms used",
}


def as_data(packet: Packet, meetings: Mapping[str, str]) -> dict[str, Any]:
    """`meetings`: titles by id."""
    fields = packet.fields
    return {
        "id": packet.id,
        "name": fields.name,
        "meeting": fields.meeting,
        "meeting_title": meetings.get(fields.meeting, ""),
        "items": [item_data(item) for item in fields.items],
        "look": look_data(fields.look),
        "unknown": packet.unknown,
        "revision": packet.revision,
        "created_at": packet.created_at,
        "updated_at": packet.updated_at,
        "deleted_at": packet.deleted_at,
    }


def line_of(packet: Packet, meetings: Mapping[str, str]) -> str:
    count = len(packet.fields.items)
    items = "1 item" if count == 1 else f"{count} items"
    meeting = meetings.get(packet.fields.meeting, "")
    return f"{packet.fields.name} ({items}{f', for {meeting}' if meeting else ''})\n{INDENT}{packet.id}"


def as_text(packet: Packet, library: "Library | None", meetings: Mapping[str, str]) -> str:
    width = terminal.columns()
    look = terminal.wrapped(look_words(packet.fields.look), width, INDENT, INDENT)
    lines = [line_of(packet, meetings), look, *([""] if packet.fields.items else [])]
    for place, item in enumerate(packet.fields.items, 1):
        words = item_words(item, library, meetings)
        lines.append(terminal.wrapped(words, width, f"{place:>3}  ", _UNDER))
        lines += [
            terminal.wrapped(line, width, _UNDER, _UNDER) for line in item.body.split("\n") if line.strip()
        ]
    if packet.unknown:
        are = "item is" if packet.unknown == 1 else "items are"
        told = f"{packet.unknown} more {are} from a newer ESSCollab: kept, and not shown or printed here."
        lines += ["", terminal.wrapped(told, width)]
    return "\n".join(lines)


def item_words(item: PacketItem, library: "Library | None", meetings: Mapping[str, str]) -> str:
    """One item in a line. What is gone says so."""
    code = item.codes[0] if item.codes else ""
    if item.kind is ItemKind.PAGE:
        return f"{code}  {_title(library, code)}".rstrip()
    if item.kind is ItemKind.EXAMPLES:
        return f"All examples of {code}  {_title(library, code)}".rstrip()
    if item.kind is ItemKind.COMPARISON:
        return f"Compare {', '.join(item.codes)}"
    if item.kind is ItemKind.MEETING:
        title = f"“{meetings[code]}”" if code in meetings else "a meeting that is gone"
        return f"Notes of {title}" if code else "Notes of the packet’s meeting"
    if item.kind is ItemKind.TEXT:
        return f"Text page “{item.title}”"
    return _ALONE[item.kind]


def look_words(look: PacketLook) -> str:
    """“cards, 4 to a page; letter; notes at the end: record, team; …”"""
    shared = ", ".join(sorted(one.value for one in look.visibilities)) or "of nobody"
    notes = look.notes.value
    if look.notes in (NotesPlace.END, NotesPlace.MARGIN):
        notes = f"{notes} ({shared})"
    told = (
        look.layout.value,
        f"{look.cards} to a page" if look.layout is Layout.CARDS else "",
        look.paper.value,
        "large print" if look.large else "",
        "sans" if look.sans else "",
        f"notes: {notes}",
        f"sources: {look.sources.value}",
        "contents" if look.contents else "no contents",
        f"language: {look.language.value}",
        f"fonts: {look.fonts.value}",
        f"organization: {look.organization}" if look.organization else "",
        "with a logo" if look.logo else "",
    )
    return "; ".join(part for part in told if part)


def _title(library: "Library | None", code: str) -> str:
    if library is None:
        return ""
    try:
        now = library.leads_to(code)
        return library.title_of(now) if now else "(not in this book)"
    except (KeyError, UserError):
        return "(not in this book)"
