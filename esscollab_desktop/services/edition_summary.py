"""What an update of a book brings, in a few plain lines for a person who has never compared two texts."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from esscollab_desktop.domain.book import BookInfo
from esscollab_desktop.domain.editions import EditionChanges, PartChange, RecordChange
from esscollab_desktop.domain.packs import Touched, TouchedPacket
from esscollab_desktop.services.edition_words import (
    capital,
    counted,
    listed,
    named,
    part_told,
    parts_named,
    quoted,
    was_named,
)

_MAIN = ("practice", "example")
_MOST_MEETINGS = 3
_MOST_PACKETS, _MOST_CODES = 3, 3
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def summary_lines(
    changes: EditionChanges,
    old_info: BookInfo,
    new_info: BookInfo,
    touched: Touched | None = None,
    most: int = 15,
    more: str = "esscollab packs diff --all",
) -> list[str]:
    """At most so many lines: the update, what is new, changed, renamed and gone, then the user's notes.

    `more` says how to see what does not fit; `most` is at least 6.
    """
    if changes.is_empty:
        return [_nothing(old_info, new_info)]
    first = opening_lines(changes, old_info, new_info)
    last = touched_lines(touched) if touched is not None else []
    lines = [line for _change, line in change_lines(changes)]
    room = most - len(first) - len(last)
    if len(lines) <= room:
        return [*first, *lines, *last]
    chosen = _chosen(changes, room - 1)
    return [*first, *(lines[place] for place in chosen), *last, _rest(len(lines) - len(chosen), more)]


def opening_lines(changes: EditionChanges, old_info: BookInfo, new_info: BookInfo) -> list[str]:
    """From which edition to which, and how much changes; `changes` is not empty."""
    return [_update(old_info, new_info), f"In short: {in_short(changes)}."]


def change_lines(changes: EditionChanges, *, with_words: bool = True) -> list[tuple[RecordChange, str]]:
    """Every change with its line: new ones first, then changed, renamed and removed ones."""
    words = changes.words if with_words else {}
    return [
        *((one, f"New: {_introduced(one)}.") for one in changes.added),
        *((one, _changed(one, words.get(one.code, ()))) for one in changes.changed),
        *((one, _renamed(one)) for one in changes.renamed),
        *((one, f"No longer in the book: {_introduced(one)}.") for one in changes.removed),
    ]


def _nothing(old: BookInfo, new: BookInfo) -> str:
    if _edition(old) == _edition(new):
        return f"Nothing changed: both are {quoted(new.title)}, {_edition(new)}, with the same text."
    return f"Nothing changed: {quoted(new.title)} has the same text in {_edition(new)} as in {_edition(old)}."


def _update(old: BookInfo, new: BookInfo) -> str:
    if _edition(old) == _edition(new):
        return f"{quoted(new.title)} stays {_edition(new)}, and its text changes."
    called = "" if old.title == new.title else f" is now called {quoted(new.title)} and"
    return f"{quoted(old.title)}{called} goes from {_edition(old)} to {_edition(new)}."


def _edition(info: BookInfo) -> str:
    return f"edition {info.edition} of {in_words(info.edition_date)}"


def in_words(day: str) -> str:
    """An ISO date as it is read aloud: January 31, 2026; any other text as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{_MONTHS[found.month - 1]} {found.day}, {found.year}"


def in_short(changes: EditionChanges) -> str:
    """How much is new, changed, renamed and gone, in one line without an end."""
    joined = [change for change in changes.renamed if change.joined]
    renamed = [change for change in changes.renamed if not change.joined]
    told = []
    if changes.added:
        told.append(f"{counted(changes.added)} {_is(changes.added)} new")
    if changes.changed:
        told.append(f"{counted(changes.changed)} changed")
    if renamed:
        told.append(f"{counted(renamed)} {'has a new name' if len(renamed) == 1 else 'have new names'}")
    if joined:
        told.append(f"{counted(joined)} became part of {'another' if len(joined) == 1 else 'others'}")
    if changes.removed:
        told.append(f"{counted(changes.removed)} {_is(changes.removed)} no longer in the book")
    return "; ".join(told)


def _is(changes: Sequence[RecordChange]) -> str:
    return "is" if len(changes) == 1 else "are"


def _introduced(change: RecordChange) -> str:
    if not change.origin:
        return named(change)
    return f"{named(change)} ({change.origin} example), {quoted(change.headline)}"


def _changed(change: RecordChange, parts: Sequence[PartChange]) -> str:
    until = f" (until now {change.was_code})" if change.was_code else ""
    line = f"Changed: {named(change)}{until}."
    if not parts:
        return line
    first = next((part for part in parts if "sources" not in part.part.casefold()), parts[0])
    told = part_told(first)
    others = parts_named(part.part for part in parts if part.part != first.part)
    also = f" Also changed: {others}." if others else ""
    return f"{line} {told}{'' if told.endswith('.”') else '.'}{also}"


def _renamed(change: RecordChange) -> str:
    if change.joined:
        return f"{capital(was_named(change))} is now part of {named(change)}."
    if change.kind_of_record in _MAIN and change.title == change.was_title:
        return f"{change.was_code} is now {change.code}, {change.title}."
    if change.title != change.was_title:
        return f"{capital(was_named(change))} is now {named(change)}."
    return f"{capital(named(change))} is now found as {change.code}, no longer as {change.was_code}."


def _chosen(changes: EditionChanges, room: int) -> list[int]:
    """Which lines are told where not all can be: each group in its turn, practices and examples first."""
    waiting: dict[bool, list[list[int]]] = {True: [], False: []}
    place = 0
    for group in (changes.added, changes.changed, changes.renamed, changes.removed):
        main = sum(change.kind_of_record in _MAIN for change in group)
        waiting[True].append(list(range(place, place + main)))
        waiting[False].append(list(range(place + main, place + len(group))))
        place += len(group)
    in_turn = [
        place
        for is_main in (True, False)
        for taken in zip_longest(*waiting[is_main])
        for place in taken
        if place is not None
    ]
    return sorted(in_turn[: max(room, 0)])


def _rest(count: int, more: str) -> str:
    told = "1 more change is" if count == 1 else f"{count:,} more changes are"
    return f"{told} not told here. To see them all: {more}"


def touched_lines(touched: Touched) -> list[str]:
    """What an update does to the user's notes, in one line or two, and to packets, in one more."""
    packets = [_packets(touched.packets)] if touched.packets else []
    if not touched.notes:
        return ["None of your notes is affected.", *packets]
    affected = f"This affects {touched.notes:,} of your notes{_meetings(touched.meetings)}."
    return [affected, _fates(touched), *packets]


def _packets(touched: Sequence[TouchedPacket]) -> str:
    """“It changes 2 of your packets: “Board” (4.MA changes) and “Family night” (4.NY is gone).”"""
    told = [f"{quoted(packet.name, 40)} ({_in_packet(packet)})" for packet in touched[:_MOST_PACKETS]]
    if len(touched) > _MOST_PACKETS:
        told.append(f"{len(touched) - _MOST_PACKETS:,} more")
    count = "1 of your packets" if len(touched) == 1 else f"{len(touched):,} of your packets"
    return f"It changes what {count} would print: {listed(told)}."


def _in_packet(packet: TouchedPacket) -> str:
    moved = [f"{was} is now {now}" for was, now in packet.moved]
    told = [
        _codes(packet.changed, "changes", "change"),
        listed(moved) if len(moved) <= _MOST_CODES else f"{len(moved):,} codes are new",
        _codes(packet.gone, "is gone", "are gone"),
        _codes(packet.added, "is new", "are new"),
    ]
    return "; ".join(part for part in told if part)


def _codes(codes: Sequence[str], one: str, several: str) -> str:
    if not codes:
        return ""
    told = list(codes) if len(codes) <= _MOST_CODES else [f"{len(codes):,} of its pages"]
    return f"{listed(told)} {one if len(codes) == 1 else several}"


def _meetings(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    told = [quoted(title, 40) for title in titles[:_MOST_MEETINGS]]
    if len(titles) > _MOST_MEETINGS:
        told.append(f"{len(titles) - _MOST_MEETINGS} more")
    return f" ({'meeting' if len(titles) == 1 else 'meetings'}: {listed(told)})"


def _fates(touched: Touched) -> str:
    told = []
    if touched.stay:
        told.append("1 stays where it is." if touched.stay == 1 else f"{touched.stay} stay where they are.")
    if touched.move == 1:
        told.append("1 moves to the likeliest words; check that it still sits right.")
    elif touched.move:
        told.append(f"{touched.move} move to the likeliest words; check that they still sit right.")
    if touched.lose_place == 1:
        told.append("1 loses its place; it is kept and listed with its old words.")
    elif touched.lose_place:
        told.append(f"{touched.lose_place} lose their place; they are kept and listed with their old words.")
    if touched.page_gone == 1:
        told.append("1 is on a page that is gone; it is kept.")
    elif touched.page_gone:
        told.append(f"{touched.page_gone} are on pages that are gone; they are kept.")
    if touched.followed == 1:
        told.append("1 of them follows its page to the new name.")
    elif touched.followed:
        told.append(f"{touched.followed} of them follow their pages to the new names.")
    return " ".join(told)
