"""Notes as data and as text for the terminal."""

from datetime import datetime
from typing import Any

from esscollab_desktop.cli import terminal
from esscollab_desktop.domain.anchors import Anchor, AnchorState
from esscollab_desktop.domain.codes import is_own_example
from esscollab_desktop.domain.notes import Note, NoteFields, NoteKind, NoteStatus, Revision, Visibility

_PLACES = {AnchorState.MOVED: "moved, not confirmed", AnchorState.ORPHAN: "not in the text any more"}


def as_data(note: Note, titles: dict[str, str], meetings: dict[str, str]) -> dict[str, Any]:
    return {
        "id": note.id,
        "target": note.target,
        "title": titles.get(note.target, ""),
        "body": note.body,
        "created_at": note.created_at,
        "updated_at": note.updated_at,
        "deleted_at": note.deleted_at,
        "revision": note.revision,
        **fields_as_data(note.fields, meetings),
        "passage": passage_as_data(note.anchor),
        "rivals": note.rivals,
    }


def fields_as_data(fields: NoteFields, meetings: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": fields.kind.value,
        "status": fields.status.value,
        "visibility": fields.visibility.value,
        "tags": fields.tags,
        "author": fields.author,
        "speaker": fields.speaker,
        "due": fields.due.isoformat() if fields.due else None,
        "meeting": fields.meeting,
        "meeting_title": meetings.get(fields.meeting, ""),
    }


def passage_as_data(anchor: Anchor | None) -> dict[str, Any] | None:
    """The passage that a note is on; None where it is on the page as a whole."""
    if anchor is None:
        return None
    chosen = anchor.selectors
    return {
        "quote": chosen.exact,
        "prefix": chosen.prefix,
        "suffix": chosen.suffix,
        "start": chosen.start,
        "end": chosen.end,
        "edition": anchor.edition,
        "state": anchor.state.value,
        "was": anchor.was,
    }


def revision_as_data(revision: Revision, meetings: dict[str, str]) -> dict[str, Any]:
    return {
        "number": revision.number,
        "id": revision.id,
        "parent": revision.parent,
        "at": revision.at,
        "body": revision.body,
        **fields_as_data(revision.fields, meetings),
        "passage": passage_as_data(revision.anchor),
        "deleted_at": revision.deleted_at,
    }


def as_text(note: Note, titles: dict[str, str], meetings: dict[str, str], width: int) -> str:
    gone = "an own example that is not there any more"
    lost = gone if is_own_example(note.target) else "not in this edition of the book"
    lines = [
        f"{note.target}  {titles.get(note.target, lost)}",
        f"    {moment(note.updated_at)}  {note.id}",
    ]
    told = fields_as_text(note.fields, meetings)
    if note.deleted_at:
        told.append(f"deleted {moment(note.deleted_at)}")
    if note.rivals:
        told.append("changed in two places, not settled yet")
    if told:
        lines.append(terminal.wrapped(", ".join(told), width, "    "))
    if note.anchor:
        lines.append(passage_as_text(note.anchor, width))
    lines += [terminal.wrapped(line, width, "    ") for line in note.body.split("\n")]
    return "\n".join(lines)


def fields_as_text(fields: NoteFields, meetings: dict[str, str]) -> list[str]:
    """What a person set, as far as it is not the usual."""
    told = []
    if fields.kind is not NoteKind.COMMENT:
        told.append(fields.kind.value)
    if fields.speaker:
        told.append(f"from {fields.speaker}")
    if fields.due:
        told.append(f"due {fields.due.isoformat()}")
    if fields.status is not NoteStatus.OPEN:
        told.append(fields.status.value)
    if fields.visibility is not Visibility.TEAM:
        told.append(fields.visibility.value)
    if fields.meeting:
        told.append(f"meeting “{meetings.get(fields.meeting) or fields.meeting}”")
    if fields.author:
        told.append(f"by {fields.author}")
    return told + [f"#{tag}" for tag in fields.tags]


def passage_as_text(anchor: Anchor, width: int) -> str:
    place = _PLACES.get(anchor.state)
    quote = f"“{anchor.was or anchor.selectors.exact}”"
    return terminal.wrapped(f"{quote} ({place})" if place else quote, width, "    | ", "    | ")


def moment(at: datetime) -> str:
    """A time as people here say it: local, to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def number_of(count: int, one: str) -> str:
    """`1 note`, `2 notes`."""
    return f"1 {one}" if count == 1 else f"{count} {one}s"
