"""What is known of the copies of a notebook, and which of them are kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One copy in the backups folder. `taken_at` is aware; `size` in bytes; `notes` counts live ones.

    `reason` is words that go after a time ("at start", "before restore").
    """

    path: Path
    taken_at: datetime
    reason: str
    notes: int
    size: int
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore that was done: `before` is the copy of what was there until then; restoring it undoes all."""

    before: Path | None
    notes: int


# How many of the newest hours, days, weeks and months keep their last copy.
_KEPT: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (24, lambda at: (at.date(), at.hour)),
    (14, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
# A copy that was made for a reason is a way back that somebody may want: none of them goes before this.
_WITH_REASON = timedelta(days=14)


def to_keep(copies: Sequence[tuple[datetime, bool]], now: datetime) -> frozenset[int]:
    """The places of the copies that stay, of (time, whether made by the clock alone), in any order.

    The newest of each of the last 24 hours, 14 days, 8 weeks and 12 months that have one; those with a reason
    for 14 days at least; the newest of all always.
    """
    order = sorted(range(len(copies)), key=lambda place: copies[place][0], reverse=True)
    kept = set(order[:1])
    for most, period in _KEPT:
        newest: dict[object, int] = {}
        for place in order:
            newest.setdefault(period(copies[place][0]), place)
        kept |= set(list(newest.values())[:most])
    kept |= {place for place in order if not copies[place][1] and now - copies[place][0] < _WITH_REASON}
    return frozenset(kept)
