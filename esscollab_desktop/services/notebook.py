"""What a user can do with notes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from esscollab_desktop.domain.anchors import Anchor
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.meetings import Meeting
from esscollab_desktop.domain.notes import (
    ErasedReport,
    History,
    Note,
    NoteChanges,
    NoteFields,
    NoteQuery,
    Revision,
)

if TYPE_CHECKING:  # the repository brings SQLAlchemy, which the first painted tree does not wait for
    from esscollab_desktop.storage.notebook.repository import NotebookRepository


class Notebook:
    """The notes on practices, examples and jurisdictions. Whether a target exists is the catalogue's to say.

    What a call that writes returns is on disk. Calls may come from several threads; `close` when none is
    under way.
    """

    def __init__(self, repository: "NotebookRepository") -> None:
        self._repository = repository

    @property
    def repository(self) -> "NotebookRepository":
        """What the notebook is kept in, for the other things that stand in it."""
        return self._repository

    @property
    def notice(self) -> str:
        """What to tell the user once it is open (a damaged notebook was replaced); most often empty."""
        return self._repository.notice

    def check(self) -> str:
        """Look through a notebook that was too large to be checked while opening; slow, for a background.

        Returns what to tell the user; empty where all is well, or was checked before.
        """
        return self._repository.check()

    def add(
        self, target: str, body: str, fields: NoteFields | None = None, anchor: Anchor | None = None
    ) -> Note:
        """Keep a new note, its text as given; UserError where there is nothing but space in it.

        Where `fields` name no meeting, the note is stamped with the current one.
        """
        if not body.strip():
            raise UserError("The note has no text, so there is nothing to keep. Write a word, then save it.")
        return self._repository.add(target, body, fields or NoteFields(), anchor)

    def save(
        self,
        note_id: str,
        body: str,
        revision: int,
        fields: NoteFields | None = None,
        anchor: Anchor | None = None,
    ) -> Note:
        """Write a new text over `revision` (the `Note.revision` that the text was made from).

        `fields` and `anchor` stay where they are not given. What another window changed meanwhile is merged
        where both can hold. Where it changed the same thing, both are kept, and the note that comes back has
        another id than `note_id`: go on in that one, and say so.
        """
        return self._repository.save(note_id, body, revision, fields, anchor)

    def set_anchor(self, note_id: str, anchor: Anchor | None, revision: int, target: str = "") -> Note:
        """Put a note on a passage (confirmed, moved, found again), or on its page as a whole: None.

        `target`: the code of the page, where it is another one than before: its page was renamed. Raises
        UserError where another window moved it since `revision`.
        """
        return self._repository.set_anchor(note_id, anchor, revision, target)

    def places(self, note_id: str) -> list[tuple[str, Anchor | None]]:
        """Where a note stood in each of its versions: target and passage, the newest first."""
        return self._repository.places(note_id)

    def get(self, note_id: str) -> Note | None:
        """One note, deleted ones too; None where the notebook has no such note."""
        return self._repository.get(note_id)

    def notes(self, target: str | None = None) -> list[Note]:
        """The live notes, all or those on one target, oldest first."""
        return self._repository.notes(target)

    def find(self, query: NoteQuery) -> list[Note]:
        return self._repository.find(query)

    def count(self, query: NoteQuery) -> int:
        """How many notes a query has, whatever its limit and offset."""
        return self._repository.count(query)

    def counts(self) -> dict[str, int]:
        """How many live notes each target has; targets without one are left out."""
        return self._repository.counts()

    def shared_counts(self) -> dict[str, int]:
        """How many live notes each target has that are not private: what may be counted in a file."""
        return self._repository.shared_counts()

    def tags(self) -> dict[str, int]:
        """The tags of live notes in alphabetical order, with how many notes bear each."""
        return self._repository.tags()

    def made_on(self, except_editions: Sequence[str] = ()) -> set[tuple[str, str, str]]:
        """On what live notes on passages stand: (target, hash of the page's text, anchor state).

        Those that stand on their words and were made on these editions are left out.
        """
        return self._repository.made_on(except_editions)

    def orphans(self) -> list[Note]:
        """The live notes whose passage is nowhere in the book any more, oldest first."""
        return self._repository.orphans()

    def history(self, note_id: str) -> list[Revision]:
        """Every kept version of a note, oldest first; what was typed in one go is one version."""
        return self._repository.history(note_id)

    def restore_revision(self, note_id: str, number: int) -> Note:
        """Make an earlier version the newest one; all in between stay. UserError if unknown."""
        return self._repository.restore_revision(note_id, number)

    def settle(self, note_id: str, chosen: str) -> Note:
        """Pick one of the versions that stand against each other (the note's own or a rival), by its id."""
        return self._repository.settle(note_id, chosen)

    def delete(self, note_id: str) -> Note:
        """Put a note into the trash; `restore` brings it back."""
        return self._repository.delete(note_id)

    def restore(self, note_id: str) -> Note:
        return self._repository.restore(note_id)

    def trash(self) -> list[Note]:
        """The deleted notes, those deleted last first."""
        return self._repository.trash()

    def erase(self, note_ids: Iterable[str]) -> ErasedReport:
        """Remove notes for good: with history and search entries, from backups and kept damaged files too.

        Nothing brings them back. Raises UserError where some file could not be written; what is left is done
        at the next start.
        """
        return self._repository.erase(tuple(note_ids))

    def empty_trash(self) -> ErasedReport:
        """Erase every note in the trash for good."""
        return self.erase(note.id for note in self.trash())

    def retention(self) -> int | None:
        """After how many days in the trash a note is erased at start; None, as at first: never."""
        return self._repository.retention()

    def set_retention(self, days: int | None) -> None:
        if days is not None and days < 1:
            raise UserError("The trash keeps notes for at least one day. Give a number of days, from 1.")
        self._repository.set_retention(days)

    def erase_expired(self) -> ErasedReport:
        """Erase what lies in the trash longer than the retention setting; nothing where there is none."""
        return self._repository.erase_expired()

    def change_many(self, note_ids: Iterable[str], changes: NoteChanges) -> str:
        """Change many notes in one go, all or none; returns the token that `undo` takes."""
        return self._repository.change_many(tuple(note_ids), changes)

    def undo(self, token: str) -> int:
        """Take a bulk change or an import back; returns how many notes. Notes changed since stay as they are.

        A second undo of a token does nothing and returns 0.
        """
        return self._repository.undo(token)

    def histories(self, note_ids: Iterable[str] | None = None) -> list[History]:
        """Notes with their versions, all or some, deleted ones too, for exchange; oldest first.

        What was handed out so is never changed again: typing that goes on begins a new version.
        """
        return self._repository.histories(None if note_ids is None else tuple(note_ids))

    def put(self, histories: Sequence[History], meetings: Sequence[Meeting] = ()) -> str:
        """Bring in notes and meetings as they are given, in one transaction; returns the token for `undo`.

        A note that is not there is made, with its id and times. One that is there becomes as given, `rivals`
        and `deleted_at` too; versions whose ids are known are left but for their `deleted_at`, the others are
        added. Its revision counts on. Meetings likewise, whole. Undoing takes added versions out again.
        """
        return self._repository.put(histories, meetings)

    def bring_in(
        self,
        note_ids: Iterable[str],
        meeting_ids: Iterable[str],
        make: Callable[[Mapping[str, History], Mapping[str, Meeting]], tuple[list[History], list[Meeting]]],
    ) -> str:
        """`put` what `make` makes of these notes and meetings as they are now; nobody writes in between.

        `make` gets those that are there, by id; it may be called again and must do nothing else.
        """
        return self._repository.bring_in(tuple(note_ids), tuple(meeting_ids), make)

    def close(self) -> None:
        self._repository.close()
