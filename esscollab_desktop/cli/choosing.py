"""Which note, which meeting: by what people can type of it."""

from typing import TYPE_CHECKING

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import Note, NoteQuery

if TYPE_CHECKING:
    from esscollab_desktop.services.meetings import Meetings
    from esscollab_desktop.services.notebook import Notebook

CURRENT = "current"
_FEWEST = 4


def chosen_note(notebook: "Notebook", text: str) -> Note:
    """The note, deleted ones too, of an id or of its beginning. Raises UserError for none and for several."""
    wanted = text.strip().casefold()
    if found := notebook.get(wanted):
        return found
    notes = [*notebook.find(NoteQuery()), *notebook.trash()] if len(wanted) >= _FEWEST else []
    alike = [note for note in notes if note.id.startswith(wanted)]
    if len(alike) > 1:
        raise UserError(f"{len(alike)} notes begin with {_short(text)}. Give more of the id.")
    if not alike:
        raise UserError(
            f"There is no note {_short(text)}. `esscollab notes list` tells the id of each, "
            "`esscollab notes list --trash` those of deleted ones."
        )
    return alike[0]


def chosen_meeting(meetings: "Meetings", text: str) -> Meeting:
    """The meeting of an id, its beginning, its title, or `current`. UserError for none and for several."""
    wanted = " ".join(text.split()).casefold()
    if wanted == CURRENT:
        if (going_on := meetings.current()) is None:
            raise UserError("No meeting is going on. `esscollab meetings use MEETING` begins one.")
        return going_on
    known = meetings.list()
    alike = [meeting for meeting in known if meeting.id == wanted or _titled(meeting) == wanted]
    if not alike and len(wanted) >= _FEWEST:
        alike = [meeting for meeting in known if meeting.id.startswith(wanted)]
        alike = alike or [meeting for meeting in known if _titled(meeting).startswith(wanted)]
    if len(alike) > 1:
        raise UserError(f"{len(alike)} meetings are called {_short(text)}. Name the one you mean by its id.")
    if not alike:
        raise UserError(
            f"There is no meeting {_short(text)}. `esscollab meetings list` tells which there are."
        )
    return alike[0]


def meeting_titles(meetings: "Meetings") -> dict[str, str]:
    return {meeting.id: meeting.title for meeting in meetings.list()}


def _titled(meeting: Meeting) -> str:
    return " ".join(meeting.title.split()).casefold()


def _short(text: str) -> str:
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return f"“{line[:40] + '…' if len(line) > 40 else line}”"
