"""Annotations back to notes, from a file that anyone may have written: checked piece by piece."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import unquote

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Selectors
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import (
    History,
    Note,
    NoteFields,
    NoteKind,
    NoteStatus,
    Revision,
    Visibility,
)
from esscollab_desktop.services.exchange_format import CODE, NOTE, UUID
from esscollab_desktop.services.merging import arranged
from esscollab_desktop.storage.notebook.stored_text import storable

MOST_NOTES = 200_000
MOST_LISTED = 20_000

_Choice = TypeVar("_Choice", bound=StrEnum)
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
_USUAL = NoteFields()


class MisshapenError(Exception):
    """What the file says at one place can't be; the words go into a sentence."""


def histories(told: Any) -> list[History]:
    """The notes of an AnnotationCollection; MisshapenError where something in it is not what it has to be."""
    collection = _mapping(told, "the file")
    if collection.get("type") != "AnnotationCollection":
        raise MisshapenError("it holds no collection of annotations")
    page = _mapping(collection.get("first"), "the collection’s page")
    items = _list(page.get("items"), "the list of notes", MOST_NOTES)
    found: dict[str, History] = {}
    for number, item in enumerate(items, 1):
        history = _History(item, f"note {number}").read()
        if history.note.id in found:
            raise MisshapenError(f"note {number} stands in it twice")
        found[history.note.id] = history
    return list(found.values())


def meetings(told: Any) -> list[Meeting]:
    found: dict[str, Meeting] = {}
    items = _list(_mapping(told, "the file of meetings").get("meetings"), "the list of meetings", MOST_NOTES)
    for number, item in enumerate(items, 1):
        meeting = _meeting(_Fields(item, f"meeting {number}"))
        if meeting.id in found:
            raise MisshapenError(f"meeting {number} stands in it twice")
        found[meeting.id] = meeting
    return list(found.values())


class _Fields:
    """Reads one JSON object; `where` says in words which."""

    def __init__(self, told: Any, where: str) -> None:
        self.told, self.where = _mapping(told, where), where

    def refusal(self, name: str) -> MisshapenError:
        return MisshapenError(f"{self.where} has a value for “{name}” that can’t be read")

    def text(self, name: str, needed: bool = False) -> str:
        return self.text_of(self.told.get(name, None if needed else ""), name, needed)

    def text_of(self, value: Any, name: str, needed: bool = False) -> str:
        if not isinstance(value, str) or (needed and not value):
            raise self.refusal(name)
        return storable(value)

    def number(self, name: str) -> int:
        value = self.told.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
            raise self.refusal(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        listed = _list(self.told.get(name, []), f"“{name}” of {self.where}", MOST_LISTED)
        return tuple(self.text_of(value, name) for value in listed)

    def choice(self, name: str, kinds: type[_Choice], usual: _Choice) -> _Choice:
        return self._made(name, kinds, self.text_of(self.told.get(name, usual.value), name))

    def time(self, name: str) -> datetime:
        at = self._made(name, datetime.fromisoformat, self.text(name, needed=True))
        if at.tzinfo is None:
            raise self.refusal(name)
        return self._made(name, lambda given: given.astimezone(UTC), at)

    def time_or_none(self, name: str) -> datetime | None:
        return self.time(name) if self.told.get(name) else None

    def day(self, name: str) -> date | None:
        value = self.text(name)
        return self._made(name, date.fromisoformat, value) if value else None

    def iri(self, name: str, value: Any, *schemes: str) -> str:
        """What stands behind one of the schemes."""
        given = self.text_of(value, name, needed=True)
        for scheme in schemes:
            if given.startswith(scheme) and len(given) > len(scheme):
                rest = given.removeprefix(scheme)
                return self._made(name, lambda quoted: unquote(quoted, errors="strict"), rest)
        raise self.refusal(name)

    def _made(self, name: str, make: Callable[[_Given], _Made], value: _Given) -> _Made:
        try:
            return make(value)
        except (ValueError, OverflowError) as fault:
            raise self.refusal(name) from fault


class _History:
    """Reads one annotation with those under `esscollab:rivals`."""

    def __init__(self, told: Any, where: str) -> None:
        self._fields = _Fields(told, where)

    def read(self) -> History:
        fields = self._fields
        note_id = fields.iri("id", fields.told.get("id"), UUID, NOTE)
        created = fields.time("created")
        target, first = _version(fields, note_id)
        versions = {first.id: first}
        rivals = _list(fields.told.get("esscollab:rivals", []), f"the versions of {fields.where}", 1_000)
        for number, told in enumerate(rivals, 1):
            rival = _Fields(told, f"version {number} of {fields.where}")
            about, version = _version(rival, note_id)
            if about != target or version.id in versions:
                raise rival.refusal("id")
            versions[version.id] = version
        return arranged(Note(note_id, target, first.body, created, first.at), versions.values())


def _version(fields: _Fields, note_id: str) -> tuple[str, Revision]:
    """The target, and the version that one annotation tells of."""
    if fields.told.get("type") != "Annotation":
        raise fields.refusal("type")
    known = _Fields(fields.told.get("esscollab:version"), f"the version of {fields.where}")
    creator = _Fields(fields.told.get("creator", {}), f"the author of {fields.where}")
    body, tags = _body(fields)
    target, anchor = _target(fields)
    told = NoteFields(
        kind=fields.choice("esscollab:kind", NoteKind, _USUAL.kind),
        status=fields.choice("esscollab:status", NoteStatus, _USUAL.status),
        tags=tags,
        visibility=fields.choice("esscollab:visibility", Visibility, _USUAL.visibility),
        author=creator.text("name"),
        speaker=fields.text("esscollab:speaker"),
        due=fields.day("esscollab:due"),
        meeting=fields.text("esscollab:meeting"),
    )
    return target, Revision(
        id=known.text("id", needed=True),
        note_id=note_id,
        number=1,
        parent=known.text("parent"),
        body=body,
        fields=told,
        anchor=anchor,
        at=fields.time("modified"),
        author=told.author,
        settles=known.texts("settles"),
        deleted_at=fields.time_or_none("esscollab:deleted"),
    )


def _body(fields: _Fields) -> tuple[str, tuple[str, ...]]:
    listed = _list(fields.told.get("body"), f"the text of {fields.where}", MOST_LISTED)
    texts, tags = [], []
    for told in listed:
        part = _Fields(told, fields.where)
        if part.told.get("type") != "TextualBody":
            raise part.refusal("body")
        if part.told.get("purpose") == "tagging":
            tags.append(part.text("value"))
        else:
            texts.append(part.text("value"))
    if len(texts) != 1:
        raise fields.refusal("body")
    return texts[0], tuple(tags)


def _target(fields: _Fields) -> tuple[str, Anchor | None]:
    told = fields.told.get("target")
    if isinstance(told, str):
        return fields.iri("target", told, CODE), None
    place = _Fields(told, f"the passage of {fields.where}")
    source = place.iri("source", place.told.get("source"), CODE)
    words, position = _selectors(place)
    start = position.number("start")
    end = position.number("end")
    if end < start:
        raise place.refusal("end")
    selectors = Selectors(
        words.text("exact"),
        words.text("prefix"),
        words.text("suffix"),
        start,
        end,
        place.text("esscollab:textHash"),
    )
    state = place.choice("esscollab:place", AnchorState, AnchorState.EXACT)
    return source, Anchor(selectors, place.text("esscollab:edition"), state, place.text("esscollab:was"))


def _selectors(place: _Fields) -> tuple[_Fields, _Fields]:
    listed = _list(place.told.get("selector"), f"the selectors of {place.where}", 10)
    by_type = {}
    for told in listed:
        selector = _Fields(told, place.where)
        by_type[str(selector.told.get("type"))] = selector
    words, position = by_type.get("TextQuoteSelector"), by_type.get("TextPositionSelector")
    if words is None or position is None:
        raise place.refusal("selector")
    return words, position


def _meeting(fields: _Fields) -> Meeting:
    return Meeting(
        id=fields.text("id", needed=True),
        title=fields.text("title"),
        date=fields.day("date"),
        place=fields.text("place"),
        audience=fields.text("audience"),
        groups=fields.texts("groups"),
        agenda=fields.text("agenda"),
        created_at=fields.time("created"),
        updated_at=fields.time("modified"),
        deleted_at=fields.time_or_none("deleted"),
    )


def _mapping(told: Any, where: str) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise MisshapenError(f"{where} is not what it has to be")
    return told


def _list(told: Any, where: str, most: int) -> Sequence[Any]:
    if not isinstance(told, list):
        raise MisshapenError(f"{where} is not a list")
    if len(told) > most:
        raise MisshapenError(f"{where} is longer than {most:,}")
    return told
