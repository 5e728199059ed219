"""Notes and their versions as rows."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Selectors
from esscollab_desktop.domain.codes import jurisdiction_of
from esscollab_desktop.domain.notes import Note, NoteFields, NoteKind, NoteStatus, Revision, Visibility
from esscollab_desktop.domain.versions import Version
from esscollab_desktop.storage.notebook.stored_text import storable, time_of, time_text

Value = str | int | None
Row = dict[str, Value]

_ANCHOR_NAMES = ("quote", "quote_before", "quote_after", "quote_start", "quote_end", "text_hash")
_NO_ANCHOR: Row = {
    **dict.fromkeys(_ANCHOR_NAMES, ""),
    "quote_start": 0,
    "quote_end": 0,
    "edition": "",
    "anchor_state": "",
    "quote_was": "",
}
_Choice = TypeVar("_Choice", NoteKind, NoteStatus, Visibility, AnchorState)


def stored(version: Version) -> Version:
    """The version with every text as it is kept, tags sorted and each once."""
    fields = version.fields
    # SQLite's JSON breaks a text off at a NUL; in a tag nobody misses it.
    kept = (" ".join(storable(tag).replace("\0", " ").split()) for tag in fields.tags)
    tags = tuple(sorted({tag for tag in kept if tag}))
    fields = replace(
        fields,
        tags=tags,
        author=storable(fields.author),
        speaker=storable(fields.speaker),
        meeting=storable(fields.meeting),
    )
    anchor = version.anchor
    if anchor:
        chosen = anchor.selectors
        chosen = replace(
            chosen,
            exact=storable(chosen.exact),
            prefix=storable(chosen.prefix),
            suffix=storable(chosen.suffix),
        )
        anchor = replace(anchor, selectors=chosen, was=storable(anchor.was))
    return Version(storable(version.body), fields, anchor)


def version_columns(version: Version) -> Row:
    """The columns of `note` that a person sets: text, fields, passage."""
    fields = version.fields
    return {
        "body": version.body,
        "kind": fields.kind.value,
        "status": fields.status.value,
        "visibility": fields.visibility.value,
        "author": fields.author,
        "speaker": fields.speaker,
        "due": fields.due.isoformat() if fields.due else None,
        "meeting": fields.meeting,
        "tags": json.dumps(fields.tags, ensure_ascii=False),
        **anchor_columns(version.anchor),
    }


def anchor_columns(anchor: Anchor | None) -> Row:
    if anchor is None:
        return _NO_ANCHOR
    chosen = anchor.selectors
    told = (chosen.exact, chosen.prefix, chosen.suffix, chosen.start, chosen.end, chosen.text_hash)
    place = {"edition": anchor.edition, "anchor_state": anchor.state.value, "quote_was": anchor.was}
    return {**dict(zip(_ANCHOR_NAMES, told, strict=True)), **place}


def note_columns(note: Note) -> Row:
    """All columns of `note` but its number."""
    return {
        "id": note.id,
        "target": note.target,
        "place": jurisdiction_of(note.target),
        "created_at": time_text(note.created_at),
        "updated_at": time_text(note.updated_at),
        "deleted_at": time_text(note.deleted_at) if note.deleted_at else None,
        "revision": note.revision,
        "rivals": json.dumps(note.rivals),
        **version_columns(version_of(note)),
    }


def version_of(note: Note | Revision) -> Version:
    return Version(note.body, note.fields, note.anchor)


def note_of(row: Mapping[str, Any]) -> Note:
    """The record of a row. What a byte flipped on disk made unreadable becomes the usual: the text counts."""
    return Note(
        row["id"],
        row["target"],
        row["body"],
        time_of(row["created_at"]),
        time_of(row["updated_at"]),
        time_of(row["deleted_at"]) if row["deleted_at"] else None,
        row["revision"],
        _fields(row, _texts(row["tags"])),
        _anchor(row) if row["anchor_state"] else None,
        _texts(row["rivals"]),
    )


def revision_of(row: Mapping[str, Any]) -> Revision:
    told = _mapping(row["fields"])
    anchor = {**_NO_ANCHOR, **_mapping(told.get("anchor") or {})}
    fields = _fields(told, tuple(str(tag) for tag in told.get("tags") or ()))
    return Revision(
        row["id"],
        row["note_id"],
        row["number"],
        row["parent"],
        row["body"],
        fields,
        _anchor(anchor) if anchor["anchor_state"] else None,
        time_of(row["at"]),
        fields.author,
        tuple(str(settled) for settled in told.get("settles") or ()),
        time_of(row["deleted_at"]) if row["deleted_at"] else None,
    )


def fields_text(version: Version, settles: tuple[str, ...] = ()) -> str:
    """Fields and passage of a version in JSON, what is usual left out."""
    columns = version_columns(version)
    usual = version_columns(Version(""))
    told: dict[str, Any] = {
        name: value
        for name, value in columns.items()
        if name not in _NO_ANCHOR and name not in ("body", "tags") and value != usual[name]
    }
    if version.fields.tags:
        told["tags"] = version.fields.tags
    if version.anchor:
        told["anchor"] = anchor_columns(version.anchor)
    if settles:
        told["settles"] = settles
    return json.dumps(told, ensure_ascii=False) if told else "{}"


def _fields(row: Mapping[str, Any], tags: tuple[str, ...]) -> NoteFields:
    return NoteFields(
        kind=_chosen(NoteKind, row.get("kind"), NoteKind.COMMENT),
        status=_chosen(NoteStatus, row.get("status"), NoteStatus.OPEN),
        tags=tags,
        visibility=_chosen(Visibility, row.get("visibility"), Visibility.TEAM),
        author=str(row.get("author") or ""),
        speaker=str(row.get("speaker") or ""),
        due=_day(row.get("due")),
        meeting=str(row.get("meeting") or ""),
    )


def _anchor(row: Mapping[str, Any]) -> Anchor:
    exact, prefix, suffix, start, end, text_hash = (row[name] for name in _ANCHOR_NAMES)
    state = _chosen(AnchorState, row["anchor_state"], AnchorState.ORPHAN)
    return Anchor(
        Selectors(str(exact), str(prefix), str(suffix), int(start), int(end), str(text_hash)),
        str(row["edition"]),
        state,
        str(row["quote_was"]),
    )


def _chosen(kinds: type[_Choice], kept: object, usual: _Choice) -> _Choice:
    try:
        return kinds(str(kept)) if kept is not None else usual
    except ValueError:
        return usual


def _day(kept: object) -> date | None:
    try:
        return date.fromisoformat(str(kept)) if kept else None
    except ValueError:
        return None


def _texts(kept: str) -> tuple[str, ...]:
    if kept == "[]":
        return ()
    try:
        return tuple(str(text) for text in json.loads(kept))
    except (ValueError, TypeError):
        return ()


def _mapping(kept: object) -> dict[str, Any]:
    if kept == "{}":
        return {}
    try:
        told = json.loads(kept) if isinstance(kept, str) else kept
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
