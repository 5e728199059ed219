"""What a user can do with notes."""

from typing import TYPE_CHECKING

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.notes import Note

if TYPE_CHECKING:  # the repository brings SQLAlchemy, which the first painted tree does not wait for
    from esscollab_desktop.storage.notebook.repository import NotebookRepository


class Notebook:
    """The notes on practices, examples and jurisdictions. Whether a target exists is the catalogue's to say.

    What `add` and `save` return is on disk. Calls may come from several threads; `close` when none is under
    way.
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

    def add(self, target: str, body: str) -> Note:
        """Keep a new note, its text as given; UserError where there is nothing but space in it."""
        if not body.strip():
            raise UserError("The note has no text, so there is nothing to keep. Write a word, then save it.")
        return self._repository.add(target, body)

    def save(self, note_id: str, body: str, revision: int) -> Note:
        """Write a new text over `revision` (the `Note.revision` that the text was made from).

        Where another window wrote first, both texts are kept, and the note that comes back has another id
        than `note_id`: go on in that one, and say so.
        """
        return self._repository.save(note_id, body, revision)

    def get(self, note_id: str) -> Note | None:
        """One note, deleted ones too; None where the notebook has no such note."""
        return self._repository.get(note_id)

    def notes(self, target: str | None = None) -> list[Note]:
        """The live notes, all or those on one target, oldest first."""
        return self._repository.notes(target)

    def counts(self) -> dict[str, int]:
        """How many live notes each target has; targets without one are left out."""
        return self._repository.counts()

    def delete(self, note_id: str) -> Note:
        """Take a note out of the lists; `restore` brings it back."""
        return self._repository.delete(note_id)

    def restore(self, note_id: str) -> Note:
        return self._repository.restore(note_id)

    def close(self) -> None:
        self._repository.close()
