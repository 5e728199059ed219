"""A meeting as a record: when and where it was, with whom, what was to be talked about."""

from dataclasses import dataclass
from datetime import date, datetime

# A field named `date` would hide the type from the fields after it.
Day = date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the notebook. Times are aware, in UTC; `date` is the day on the calendar, None if open.

    `groups` are the people's groups that were there. `revision` counts its versions from 1; a save says which
    it was written over.
    """

    id: str
    title: str
    date: Day | None
    place: str
    audience: str
    groups: tuple[str, ...]
    agenda: str
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class MeetingFields:
    """What a person fills in for a meeting."""

    title: str
    date: Day | None = None
    place: str = ""
    audience: str = ""
    groups: tuple[str, ...] = ()
    agenda: str = ""
