"""Which notes a command takes, as options; they mean what `NoteQuery` says."""

import argparse
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from esscollab_desktop.cli import values
from esscollab_desktop.cli.choosing import chosen_meeting
from esscollab_desktop.domain import codes
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import NoteKind, NoteOrder, NoteQuery, NoteStatus, Visibility

if TYPE_CHECKING:
    from esscollab_desktop.services.library import Library
    from esscollab_desktop.services.meetings import Meetings


def add_filters(parser: argparse.ArgumentParser) -> None:
    def several(option: str, told: str, choices: list[str] | None = None, metavar: str | None = None) -> None:
        parser.add_argument(option, choices=choices, metavar=metavar, action="append", default=[], help=told)

    several("--kind", "of this kind; may be repeated", _words(NoteKind))
    several("--tag", "with this tag; repeated: with all of them", metavar="T")
    parser.add_argument("--practice", metavar="N", help="on this practice and its examples")
    parser.add_argument("--state", metavar="ST", help="on this state and its examples")
    parser.add_argument("--meeting", metavar="M", help="of this meeting: id, title, or current")
    several("--status", "which stand so; may be repeated", _words(NoteStatus))
    several("--visibility", "which are for these; may be repeated", _words(Visibility))
    parser.add_argument("--words", metavar="W", default="", help="with these words in text, tags or quote")
    parser.add_argument("--since", metavar="DAY", type=values.day, help="written on this day or later")
    parser.add_argument("--until", metavar="DAY", type=values.day, help="written on this day or before")
    parser.add_argument("--due-by", metavar="DAY", type=values.day, help="due on this day or before")
    parser.add_argument("--trash", action="store_true", help="the deleted ones")


def query_of(
    given: argparse.Namespace, library: "Library | None", meetings: "Meetings", target: str | None = None
) -> NoteQuery:
    """The query that was typed. Raises UserError for a practice, state or meeting that is not known.

    Without a book codes are taken as they are typed.
    """
    return NoteQuery(
        words=given.words,
        kinds=frozenset(map(NoteKind, given.kind)),
        statuses=frozenset(map(NoteStatus, given.status)),
        visibilities=frozenset(map(Visibility, given.visibility)),
        tags=frozenset(tag for tag in given.tag if tag.strip()),
        target=target or "",
        practice="" if given.practice is None else _practice(given.practice, library),
        jurisdiction="" if given.state is None else _jurisdiction(given.state, library),
        meeting="" if given.meeting is None else chosen_meeting(meetings, given.meeting).id,
        created_from=given.since,
        created_until=given.until,
        due_until=given.due_by,
        in_trash=given.trash,
        order=NoteOrder(getattr(given, "order", NoteOrder.CREATED)),
        limit=getattr(given, "limit", None),
    )


def is_narrowed(query: NoteQuery) -> bool:
    """Whether anything but the target narrows, so that an empty list says nothing on the target."""
    return query != NoteQuery(target=query.target, order=query.order, limit=query.limit)


def _practice(text: str, library: "Library | None") -> str:
    code = library.resolve(text) if library else codes.normalize(text)
    if not codes.is_practice(code):
        raise UserError(f"{code} is not a practice. Give its number, such as 4, or list {code} itself.")
    return code


def _jurisdiction(text: str, library: "Library | None") -> str:
    code = library.resolve(text) if library else f"state:{codes.normalize(text).removeprefix('state:')}"
    if not codes.is_state(code):
        raise UserError(f"{code} is not a state. Give its letters, such as MA, or list {code} itself.")
    return codes.jurisdiction_of(code)


def _words(values_of: Iterable[StrEnum]) -> list[str]:
    return [value.value for value in values_of]
