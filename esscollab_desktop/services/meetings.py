"""What a user can do with meetings: note them down, choose the current one, which stamps new notes."""

from typing import TYPE_CHECKING

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting, MeetingFields

if TYPE_CHECKING:  # the repository brings SQLAlchemy, which the first painted tree does not wait for
    from esscollab_desktop.storage.notebook.meetings import MeetingRepository


class Meetings:
    """The meetings of a notebook, which opens and closes them. What a call returns is on disk."""

    def __init__(self, repository: "MeetingRepository") -> None:
        self._repository = repository

    def add(self, fields: MeetingFields) -> Meeting:
        """Keep a new meeting. Raises UserError where it has no title."""
        return self._repository.add(_checked(fields))

    def save(self, meeting_id: str, fields: MeetingFields, revision: int) -> Meeting:
        """Write new fields over `revision` (the `Meeting.revision` that they were made from).

        Where another window wrote first, both are kept, and the meeting that comes back has another id.
        """
        return self._repository.save(meeting_id, _checked(fields), revision)

    def get(self, meeting_id: str) -> Meeting | None:
        """One meeting, deleted ones too."""
        return self._repository.get(meeting_id)

    def list(self) -> list[Meeting]:
        """The live meetings, newest date first, those without a date at the end."""
        return self._repository.meetings()

    def delete(self, meeting_id: str) -> Meeting:
        """Take a meeting out of the lists; its notes keep its stamp, and `restore` brings it back."""
        return self._repository.delete(meeting_id)

    def restore(self, meeting_id: str) -> Meeting:
        return self._repository.restore(meeting_id)

    def current(self) -> Meeting | None:
        """The meeting that new notes are stamped with; None where none is going on."""
        return self._repository.current()

    def use(self, meeting_id: str) -> Meeting | None:
        """Make a meeting the current one; an empty id ends it. UserError where there is no such meeting."""
        return self._repository.use(meeting_id)

    def counts(self) -> dict[str, int]:
        """How many live notes each meeting has, by its id; meetings without one are left out."""
        return self._repository.counts()


def _checked(fields: MeetingFields) -> MeetingFields:
    if not fields.title.strip():
        raise UserError("The meeting has no title. Give it a few words by which you will know it again.")
    return fields
