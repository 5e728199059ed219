"""`esscollab packet list|show|new|add|…`: what goes on paper together, kept in the notebook."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from esscollab_desktop.cli import packet_changing as changing
from esscollab_desktop.cli import values
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.look_options import add_look_options
from esscollab_desktop.cli.opened import opened
from esscollab_desktop.cli.packet_items import BODY_HELP, ITEM_HELP
from esscollab_desktop.cli.packet_words import as_data, as_text, line_of

Run = Callable[[argparse.Namespace, Invocation], int]
_MOST_PLACES = 99_999


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("packet", parents=[everywhere], help="put together what goes on paper")
    words = "list|show|new|add|remove|move|look|rename|duplicate|delete|restore|export|import"
    verbs = _Verbs(parser.add_subparsers(metavar=words, required=True), everywhere)
    _add_reading(verbs)
    _add_putting_together(verbs)
    _add_keeping(verbs)


@dataclass(frozen=True)
class _Verbs:
    verbs: Any
    everywhere: argparse.ArgumentParser

    def add(self, verb: str, told: str, run: Run, packet: bool = True) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self.verbs.add_parser(verb, parents=[self.everywhere], help=told)
        if packet:
            parser.add_argument("packet", metavar="NAME", help="its name, its id, or how one of them begins")
        parser.add_argument("--json", action="store_true", help="as JSON")
        parser.set_defaults(run=run)
        return parser


def _add_reading(verbs: _Verbs) -> None:
    listing = verbs.add("list", "list packets, the one changed last first", run_list, packet=False)
    listing.add_argument("--deleted", action="store_true", help="the deleted ones")
    verbs.add("show", "a packet with its numbered items", run_show)


def _add_putting_together(verbs: _Verbs) -> None:
    making = verbs.add("new", "begin a packet", changing.run_new, packet=False)
    making.add_argument("name", metavar="NAME", help="what it is called")
    making.add_argument("items", metavar="ITEM", nargs="*", help=ITEM_HELP)
    making.add_argument("--body", metavar="T", help=BODY_HELP)
    _add_meeting(making)
    add_look_options(making)
    adding = verbs.add("add", "put items into a packet", changing.run_add)
    adding.add_argument("items", metavar="ITEM", nargs="+", help=ITEM_HELP)
    adding.add_argument("--body", metavar="T", help=BODY_HELP)
    adding.add_argument("--at", metavar="N", type=_place(), help="at this place instead of the end")
    removing = verbs.add("remove", "take items out of a packet", changing.run_remove)
    removing.add_argument("places", metavar="N", nargs="+", type=_place(), help="places, as `show` counts")
    moving = verbs.add("move", "move an item within a packet", changing.run_move)
    moving.add_argument("place", metavar="N", type=_place(), help="the item’s place, as `show` counts")
    moving.add_argument("to", metavar="TO", type=_place(), help="its new place")
    looking = verbs.add("look", "change how a packet is set, or what meeting it is for", changing.run_look)
    add_look_options(looking)
    _add_meeting(looking)


def _add_keeping(verbs: _Verbs) -> None:
    renaming = verbs.add("rename", "give a packet another name", changing.run_rename)
    renaming.add_argument("name", metavar="NEW", help="the new name")
    verbs.add("duplicate", "make a second packet like this one", changing.run_duplicate)
    verbs.add("delete", "delete a packet", changing.run_delete)
    verbs.add("restore", "bring back a deleted packet", changing.run_restore)
    exporting = verbs.add("export", "write a packet into a file for another notebook", changing.run_export)
    exporting.add_argument(
        "-o", "--output", metavar="FILE", type=values.file, required=True, help="such as night.esspacket"
    )
    importing = verbs.add("import", "take in a packet from a file", changing.run_import, packet=False)
    importing.add_argument("file", metavar="FILE", type=values.file, help="what `packet export` wrote")


def _add_meeting(parser: argparse.ArgumentParser) -> None:
    meetings = parser.add_mutually_exclusive_group()
    meetings.add_argument("--meeting", metavar="M", help="id or title of the meeting that it is for")
    meetings.add_argument("--no-meeting", action="store_true", help="it is for no meeting")


def _place() -> Callable[[str], int]:
    return values.counted(_MOST_PLACES)


def run_list(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        packets = list(desk.packets.deleted() if given.deleted else desk.packets.list())
        meetings = desk.meeting_titles
    if given.json:
        invocation.say_json([as_data(packet, meetings) for packet in packets])
    elif packets:
        invocation.say("\n".join(line_of(packet, meetings) for packet in packets))
    elif given.deleted:
        invocation.say("No packet is deleted.")
    else:
        invocation.say("No packet yet. `esscollab packet new NAME ITEM...` begins one.")
    return 0


def run_show(given: argparse.Namespace, invocation: Invocation) -> int:
    with opened(invocation) as desk:
        packet = desk.packets.by_name(given.packet)
        if given.json:
            invocation.say_json(as_data(packet, desk.meeting_titles))
        else:
            invocation.say(as_text(packet, desk.library, desk.meeting_titles))
    return 0
