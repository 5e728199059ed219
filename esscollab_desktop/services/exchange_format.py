"""Notes as W3C Web Annotations: one note, one Annotation; for what W3C has no word there is `esscollab:`."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from esscollab_desktop.domain.anchors import Anchor
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import History, Note, NoteKind, Revision, Visibility
from esscollab_desktop.services.merging import tips

Values = dict[str, Any]

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"esscollab": "urn:esscollab:terms:"})
CODE, NOTE, VERSION, COLLECTION, PAGE = (
    "urn:esscollab:code:",
    "urn:esscollab:note:",
    "urn:esscollab:version:",
    "urn:esscollab:notes",
    "urn:esscollab:notes:page:1",
)
UUID = "urn:uuid:"

# The W3C's own words for why an annotation was made; the kind itself stands beside them.
MOTIVATIONS = {
    NoteKind.COMMENT: "commenting",
    NoteKind.QUESTION: "questioning",
    NoteKind.CONCERN: "commenting",
    NoteKind.IDEA: "commenting",
    NoteKind.HEARD: "commenting",
    NoteKind.ACTION: "commenting",
    NoteKind.DECISION: "commenting",
    NoteKind.RESPONSE: "replying",
}

_IS_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def collection(histories: Sequence[History], with_private: bool = False) -> Values:
    """The whole file: an AnnotationCollection with everything on its one page.

    Earlier versions stay at home: the file carries how a note stands, and only the ids of what was before.
    """
    items = [annotation(history, with_private) for history in sorted(histories, key=lambda one: one.note.id)]
    page = {"id": PAGE, "type": "AnnotationPage", "partOf": COLLECTION, "startIndex": 0, "items": items}
    return {
        "@context": list(CONTEXT),
        "id": COLLECTION,
        "type": "AnnotationCollection",
        "label": "Notes from ESSCollab",
        "total": len(items),
        "first": page,
    }


def annotation(history: History, with_private: bool = False) -> Values:
    """A note as it stands; versions that stand against it are Annotations under `esscollab:rivals`.

    A rival that is private is left out unless it is asked for.
    """
    stands, *others = tips(history)
    rivals = [one for one in others if with_private or one.fields.visibility is not Visibility.PRIVATE]
    told = {"id": note_iri(history.note.id), **_annotation(history.note, stands)}
    if rivals:
        told["esscollab:rivals"] = [
            {"id": VERSION + quote(rival.id, safe=""), **_annotation(history.note, rival)} for rival in rivals
        ]
    return told


def meetings_file(meetings: Sequence[Meeting]) -> Values:
    """What the annotations name as meetings: W3C has no place for them."""
    return {"meetings": [_meeting(one) for one in sorted(meetings, key=lambda one: one.id)]}


def note_iri(note_id: str) -> str:
    return UUID + note_id if _IS_UUID.fullmatch(note_id) else NOTE + quote(note_id, safe="")


def written_time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _annotation(note: Note, version: Revision) -> Values:
    fields = version.fields
    told: Values = {
        "type": "Annotation",
        "motivation": MOTIVATIONS[fields.kind],
        "created": written_time(note.created_at),
        "modified": written_time(version.at),
        "body": [
            {"type": "TextualBody", "value": version.body, "format": "text/markdown"},
            *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in fields.tags),
        ],
        "target": _target(note.target, version.anchor),
        "esscollab:kind": fields.kind.value,
        "esscollab:status": fields.status.value,
        "esscollab:visibility": fields.visibility.value,
        "esscollab:version": _given(
            {"id": version.id, "parent": version.parent, "settles": list(version.settles)}
        ),
    }
    if fields.author:
        told["creator"] = {"type": "Person", "name": fields.author}
    told |= _given(
        {
            "esscollab:speaker": fields.speaker,
            "esscollab:due": fields.due.isoformat() if fields.due else "",
            "esscollab:meeting": fields.meeting,
            "esscollab:deleted": written_time(version.deleted_at) if version.deleted_at else "",
        }
    )
    return told


def _target(code: str, anchor: Anchor | None) -> str | Values:
    """The code's IRI; for a passage the code's text with the passage named by its words and by its place."""
    source = CODE + quote(code, safe="")
    if anchor is None:
        return source
    chosen = anchor.selectors
    words = _given({"prefix": chosen.prefix, "suffix": chosen.suffix})
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextQuoteSelector", "exact": chosen.exact, **words},
            {"type": "TextPositionSelector", "start": chosen.start, "end": chosen.end},
        ],
        "esscollab:textHash": chosen.text_hash,
        "esscollab:edition": anchor.edition,
        "esscollab:place": anchor.state.value,
        **_given({"esscollab:was": anchor.was}),
    }


def _meeting(meeting: Meeting) -> Values:
    return {
        "id": meeting.id,
        "title": meeting.title,
        "created": written_time(meeting.created_at),
        "modified": written_time(meeting.updated_at),
        **_given(
            {
                "date": meeting.date.isoformat() if meeting.date else "",
                "place": meeting.place,
                "audience": meeting.audience,
                "groups": list(meeting.groups),
                "agenda": meeting.agenda,
                "deleted": written_time(meeting.deleted_at) if meeting.deleted_at else "",
            }
        ),
    }


def _given(values: Mapping[str, Any]) -> Values:
    """What is not empty."""
    return {name: value for name, value in values.items() if value}
