"""A note on the screen, between keyboard and disk."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from esscollab_desktop.domain.anchors import Anchor, AnchorState, Verdict
from esscollab_desktop.domain.notes import Note, NoteFields
from esscollab_desktop.services.drafting import Drafting


class SaveState(StrEnum):
    EMPTY = "empty"
    WRITING = "writing"
    SAVED = "saved"
    NOT_SAVED = "not saved"


@dataclass
class Draft:
    """A note on the screen. `key` names it for as long as the window lives, also before it has an id.

    `place` is where its passage stands on the page that is shown, None for a note on the whole page.
    `number` is its place in reading order among the notes on passages, from 1; 0 for the others. `letter` is
    the paragraph's, `quote` the words that it stands on, or stood on before it lost its place.
    """

    key: int
    target: str
    text: str = ""
    note: Note | None = None
    state: SaveState = SaveState.EMPTY
    reason: str = ""
    stored: str = ""
    drafting: Drafting = field(default_factory=Drafting)
    fields: NoteFields = field(default_factory=NoteFields)
    anchor: Anchor | None = None
    place: Verdict | None = None
    number: int = 0
    letter: str = ""
    quote: str = ""

    @classmethod
    def of(cls, key: int, note: Note) -> "Draft":
        """A note as it came from the notebook."""
        return cls(
            key,
            note.target,
            note.body,
            note,
            SaveState.SAVED,
            stored=note.body,
            fields=note.fields,
            anchor=note.anchor,
        )

    @property
    def is_dirty(self) -> bool:
        """Whether the disk lacks something; a new note is one from its first word on."""
        if self.note is None:
            return bool(self.text.strip())
        return self.text != self.stored or self.fields != self.note.fields or self.anchor != self.note.anchor

    @property
    def is_saving(self) -> bool:
        return self.drafting.under_way is not None

    @property
    def is_blank(self) -> bool:
        """Nothing was ever written in it."""
        return self.note is None and not self.text.strip() and not self.is_saving

    @property
    def saved_at(self) -> datetime | None:
        return self.note.updated_at.astimezone() if self.note else None

    @property
    def is_orphan(self) -> bool:
        return self.place is not None and self.place.state is AnchorState.ORPHAN

    @property
    def is_moved(self) -> bool:
        return self.place is not None and self.place.state is AnchorState.MOVED


def reading_order(draft: Draft) -> tuple[int, float, int]:
    """Notes on the whole page first, by age; then by passage; at the end those that lost their place."""
    age = draft.note.created_at.timestamp() if draft.note else float("inf")
    if draft.place is None:
        return (0, age, draft.key)
    if draft.is_orphan:
        return (2, age, draft.key)
    return (1, float(draft.place.start), draft.key)
