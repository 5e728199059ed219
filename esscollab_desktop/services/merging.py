"""How the histories of one note in two notebooks become one: pure, and the same in whatever order.

A history is a set of versions that name those before them. Merging is the union of these sets, so importing
twice changes nothing and order does not matter; how the note stands is then read off the union:

- Heads are the versions that no other was written over. With one head, that is how the note stands.
- The same edit of the same versions, made twice, counts as one. That a passage moved is no edit.
- A note is deleted where all its heads were put into the trash. A head that was edited on wins over one that
  was deleted.
- Several heads that differ are a conflict: the newest stands, the others are its rivals, until a person picks
  one. The pick is a version that settles the others, and so merges like any other.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import History, Note, Revision


class Standing(NamedTuple):
    """How a note stands: one version, those that stand against it, and when it was deleted."""

    head: Revision
    rivals: tuple[Revision, ...]
    deleted_at: datetime | None


def merge(ours: History, theirs: History) -> History:
    """One history of both. Raises ValueError where they are not of one note."""
    if ours.note.id != theirs.note.id:
        raise ValueError("histories of two notes can't be merged")
    found: dict[str, Revision] = {}
    for version in (*ours.revisions, *theirs.revisions):
        known = found.get(version.id)
        found[version.id] = _joined(known, version) if known else version
    return arranged(_older(ours.note, theirs.note), found.values())


def arranged(note: Note, versions: Iterable[Revision]) -> History:
    """A history as merging leaves it: each version after those before it, the standing one last.

    Of `note` only id, target and the time of its making count; the rest is read off the versions.
    """
    order = _in_order({version.id: version for version in versions})
    now = _standing(order, _ancestors(order))
    order.remove(now.head)
    order.append(now.head)
    numbered = tuple(replace(version, number=place) for place, version in enumerate(order, 1))
    stands = Note(
        id=note.id,
        target=note.target,
        body=now.head.body,
        created_at=note.created_at,
        updated_at=now.head.at,
        deleted_at=now.deleted_at,
        revision=len(numbered),
        fields=now.head.fields,
        anchor=now.head.anchor,
        rivals=tuple(rival.id for rival in now.rivals),
    )
    return History(stands, numbered)


def standing(versions: Iterable[Revision]) -> Standing:
    """How a note with these versions stands; at least one."""
    order = _in_order({version.id: version for version in versions})
    return _standing(order, _ancestors(order))


def tips(history: History) -> tuple[Revision, ...]:
    """The versions that matter to others: how the note stands, then its rivals.

    Each settles the ids of everything before it, so that a notebook without those versions merges alike.
    """
    order = _in_order({version.id: version for version in history.revisions})
    before = _ancestors(order)
    now = _standing(order, before)
    return tuple(
        replace(tip, settles=tuple(sorted(before[tip.id] - {tip.parent}))) for tip in (now.head, *now.rivals)
    )


def newer(ours: Meeting, theirs: Meeting) -> Meeting:
    """Of two records of one meeting the one that was written last; a deletion counts for what it deleted."""
    return max(ours, theirs, key=_meeting_key)


def _meeting_key(meeting: Meeting) -> tuple[object, ...]:
    told = (meeting.title, meeting.place, meeting.audience, meeting.groups, meeting.agenda)
    day = meeting.date.isoformat() if meeting.date else ""
    return meeting.updated_at, _when(meeting.deleted_at), told, day, meeting.created_at


def _older(ours: Note, theirs: Note) -> Note:
    return min(ours, theirs, key=lambda note: (note.created_at, note.target))


def _joined(one: Revision, other: Revision) -> Revision:
    """One version from two copies: what either settles, and the first time it was put away."""
    chosen = max(one, other, key=_copy_key)
    put_away = [copy.deleted_at for copy in (one, other) if copy.deleted_at]
    before = {*one.settles, *other.settles, one.parent, other.parent} - {chosen.parent, ""}
    return replace(chosen, settles=tuple(sorted(before)), deleted_at=min(put_away) if put_away else None)


def _copy_key(version: Revision) -> tuple[object, ...]:
    """Copies with one id are alike; were they not, every notebook would still choose the same."""
    return (
        version.at,
        version.body,
        repr(version.fields),
        repr(version.anchor),
        version.author,
        version.parent,
    )


def _parents(version: Revision) -> set[str]:
    return {version.parent, *version.settles} - {"", version.id}


def _in_order(versions: dict[str, Revision]) -> list[Revision]:
    """Every version after those that it was written over, else by time. What runs in a circle comes last."""
    waiting = {name: _parents(version) & versions.keys() for name, version in versions.items()}
    order: list[Revision] = []
    while waiting:
        ready = [name for name, before in waiting.items() if not before] or [min(waiting)]
        for version in sorted((versions[name] for name in ready), key=_time_key):
            order.append(version)
            del waiting[version.id]
        for before in waiting.values():
            before.difference_update(ready)
    return order


def _ancestors(order: list[Revision]) -> dict[str, frozenset[str]]:
    """The ids of all that came before each version, also of those that are not here."""
    found: dict[str, frozenset[str]] = {}
    for version in order:
        before = _parents(version)
        found[version.id] = frozenset(before.union(*(found.get(name, ()) for name in before)) - {version.id})
    return found


def _standing(order: list[Revision], before: dict[str, frozenset[str]]) -> Standing:
    known = _Known(order, before)
    passed: frozenset[str] = frozenset().union(*before.values())
    heads = [version for version in order if version.id not in passed] or order[-1:]
    current = [head for head in heads if not known.is_superseded(head, heads)] or heads
    live = [head for head in current if not known.put_away(head)]
    chosen: dict[object, Revision] = {}
    for head in sorted(live or current, key=_time_key, reverse=True):
        chosen.setdefault(_told(head), head)
    first, *others = chosen.values()
    put_away = None if live else max(at for head in current if (at := known.put_away(head)))
    return Standing(first, tuple(others), put_away)


class _Known:
    """What there is to know of a note's versions, some of which may only be known by their ids."""

    def __init__(self, order: list[Revision], before: dict[str, frozenset[str]]) -> None:
        self._before = before
        self._by_id = {version.id: version for version in order}
        self._alike: dict[object, list[Revision]] = {}
        for version in order:
            self._alike.setdefault(_told(version), []).append(version)

    def is_superseded(self, head: Revision, heads: list[Revision]) -> bool:
        """Whether someone who saw the same words, and all that this head's writer saw, went on from there."""
        others: frozenset[str] = frozenset().union(
            *(self._before[other.id] for other in heads if _told(other) != _told(head))
        )
        return any(version.id in others for version in self._moved(head)) or any(
            twin.id in others and self._before[head.id] <= self._before[twin.id]
            for twin in self._alike[_told(head)]
        )

    def put_away(self, head: Revision) -> datetime | None:
        """When the note was deleted while it stood like this."""
        same = [twin for twin in self._alike[_told(head)] if self._before[twin.id] == self._before[head.id]]
        times = [one.deleted_at for one in (*same, *self._moved(head)) if one.deleted_at]
        return min(times) if times else None

    def _moved(self, version: Revision) -> list[Revision]:
        """The versions of which this one only says where the passage is now: nobody wrote anything."""
        found: list[Revision] = []
        while (parent := self._by_id.get(version.parent)) and parent not in found:
            if parent.anchor == version.anchor or _told(parent) != _told(version):
                break
            found.append(parent)
            version = parent
        return found


def _told(version: Revision) -> tuple[object, ...]:
    """What a person wrote: the book's new edition may have moved a passage without anyone's doing."""
    return version.body, version.fields, version.anchor.selectors.exact if version.anchor else None


def _time_key(version: Revision) -> tuple[datetime, str]:
    return version.at, version.id


def _when(at: datetime | None) -> datetime:
    return at or datetime.min.replace(tzinfo=UTC)
