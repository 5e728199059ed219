"""Meetings in the notebook: each call is one transaction, and what it returns is on disk."""

from esscollab_desktop.domain.meetings import Meeting, MeetingFields


class MeetingRepository:
    """Reads and writes meetings, together with the notes' repository."""

    def add(self, fields: MeetingFields) -> Meeting:
        raise NotImplementedError

    def save(self, meeting_id: str, fields: MeetingFields, revision: int) -> Meeting:
        raise NotImplementedError

    def get(self, meeting_id: str) -> Meeting | None:
        raise NotImplementedError

    def meetings(self) -> list[Meeting]:
        raise NotImplementedError

    def delete(self, meeting_id: str) -> Meeting:
        raise NotImplementedError

    def restore(self, meeting_id: str) -> Meeting:
        raise NotImplementedError

    def current(self) -> Meeting | None:
        raise NotImplementedError

    def use(self, meeting_id: str) -> Meeting | None:
        raise NotImplementedError

    def counts(self) -> dict[str, int]:
        raise NotImplementedError
