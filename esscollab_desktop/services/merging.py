"""How the histories of one note in two notebooks become one: pure, and the same in whatever order.

A history is a set of versions that name those before them. Merging is the union of these sets, so importing
twice changes nothing and order does not matter; how the note stands is then read off the union:

- Heads are the versions that no other was written over. With one head, that is how the note stands.
- Heads that say the same count as one. That a passage moved is no edit.
- A note is deleted where all its heads were put into the trash. A head that was edited on wins over one that
  was deleted.
- Several heads that differ are a conflict: the newest stands, the others are its rivals, until a person picks
  one. The pick is a version that settles the others, and so merges like any other.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
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
    Where a passage moved since, the version that a person wrote goes: every notebook finds passages itself.
    """
    by_id = {version.id: version for version in history.revisions}
    order = _in_order(by_id)
    before = _ancestors(order)
    now = _standing(order, before)
    found = []
    for head in (now.head, *now.rivals):
        moved = _moved(head, by_id)
        written = moved[-1] if moved else head
        settles = tuple(sorted(before[written.id] - {written.parent}))
        found.append(replace(written, settles=settles, deleted_at=_put_away(head, moved)))
    return tuple(found)


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
    after: dict[str, list[str]] = {}
    for name, before in waiting.items():
        for parent in before:
            after.setdefault(parent, []).append(name)
    ready = [_time_key(versions[name]) for name, before in waiting.items() if not before]
    heapify(ready)
    order: list[Revision] = []
    while waiting:
        _, name = heappop(ready) if ready else (None, min(waiting))
        if waiting.pop(name, None) is None:
            continue
        order.append(versions[name])
        for child in after.get(name, ()):
            if child in waiting:
                waiting[child].discard(name)
                if not waiting[child]:
                    heappush(ready, _time_key(versions[child]))
    return order


def _ancestors(order: list[Revision]) -> dict[str, frozenset[str]]:
    """The ids of all that came before each version, also of those that are not here."""
    found: dict[str, frozenset[str]] = {}
    for version in order:
        before = _parents(version)
        found[version.id] = frozenset(before.union(*(found.get(name, ()) for name in before)) - {version.id})
    return found


def _standing(order: list[Revision], before: dict[str, frozenset[str]]) -> Standing:
    passed: frozenset[str] = frozenset().union(*before.values())
    heads = [version for version in order if version.id not in passed] or order[-1:]
    by_id = {version.id: version for version in order}
    moved = {head.id: _moved(head, by_id) for head in heads}

    def is_behind(head: Revision) -> bool:
        """Whether nobody wrote anything here since a version that someone else went on from."""
        others = [before[other.id] for other in heads if _told(other) != _told(head)]
        return any(one.id in passed_by for one in moved[head.id] for passed_by in others)

    current = [head for head in heads if not is_behind(head)] or heads
    put_away = {head.id: _put_away(head, moved[head.id]) for head in current}
    live = [head for head in current if not put_away[head.id]]
    chosen: dict[object, Revision] = {}
    for head in sorted(live or current, key=_time_key, reverse=True):
        chosen.setdefault(_told(head), head)
    first, *others = chosen.values()
    gone = None if live else max(at for at in put_away.values() if at)
    return Standing(first, tuple(others), gone)


def _moved(version: Revision, by_id: dict[str, Revision]) -> list[Revision]:
    """The versions of which this one only says where the passage is now: nobody wrote anything.

    Such versions never travel, so the notebook that has one has those before it.
    """
    found: list[Revision] = []
    while (parent := by_id.get(version.parent)) and parent not in found:
        if parent.anchor == version.anchor or _told(parent) != _told(version):
            break
        found.append(parent)
        version = parent
    return found


def _put_away(head: Revision, moved: list[Revision]) -> datetime | None:
    """When the note was deleted while it stood like this."""
    return min((one.deleted_at for one in (head, *moved) if one.deleted_at), default=None)


def _told(version: Revision) -> tuple[object, ...]:
    """What a person wrote: the book's new edition may have moved a passage without anyone's doing."""
    return version.body, version.fields, version.anchor.selectors.exact if version.anchor else None


def _time_key(version: Revision) -> tuple[datetime, str]:
    return version.at, version.id


def _when(at: datetime | None) -> datetime:
    return at or datetime.min.replace(tzinfo=UTC)
