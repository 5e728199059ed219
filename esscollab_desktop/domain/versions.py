"""What a note says at one moment, and how two versions that were made from a third are made one."""

from dataclasses import dataclass, fields
from typing import Any

from esscollab_desktop.domain.anchors import Anchor
from esscollab_desktop.domain.notes import NoteFields

_USUAL = NoteFields()


@dataclass(frozen=True, slots=True)
class Version:
    """Text, fields and passage of a note."""

    body: str
    fields: NoteFields = _USUAL
    anchor: Anchor | None = None


class _ClashError(Exception):
    """Both sides changed the same thing, each to something else."""


def merged(base: Version | None, ours: Version, theirs: Version) -> Version | None:
    """One version with the changes of both sides since `base`; None where both changed the same thing.

    Tags that one side added or took away are no clash. Where the base is not known, only what is alike on
    both sides can be made one.
    """
    chosen: dict[str, Any] = {}
    try:
        for spec in fields(NoteFields):
            was = getattr(base.fields, spec.name) if base else _UNKNOWN
            sides = getattr(ours.fields, spec.name), getattr(theirs.fields, spec.name)
            if spec.name == "tags" and base:
                chosen[spec.name] = _tags(base.fields.tags, *sides)
            else:
                chosen[spec.name] = _one_of(was, *sides)
        return Version(
            _one_of(base.body if base else _UNKNOWN, ours.body, theirs.body),
            NoteFields(**chosen),
            _one_of(base.anchor if base else _UNKNOWN, ours.anchor, theirs.anchor),
        )
    except _ClashError:
        return None


_UNKNOWN: Any = object()


def _one_of(was: Any, our: Any, their: Any) -> Any:
    if our in (their, was):
        return their
    if their == was:
        return our
    raise _ClashError


def _tags(was: tuple[str, ...], our: tuple[str, ...], their: tuple[str, ...]) -> tuple[str, ...]:
    added = (set(our) | set(their)) - set(was)
    return tuple(sorted((set(our) & set(their) & set(was)) | added))
