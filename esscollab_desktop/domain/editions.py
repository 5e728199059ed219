"""What is different between two editions of a book, record by record, and what that does to notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from esscollab_desktop.domain.anchors import Verdict
from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.differences import Change, Piece


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that has a page. `kind_of_record` is the book's own word: practice, example, source …

    `was_code` is the former code of a renamed record, `was_title` its former title, also where only that
    changed. A removed record has its last code and title. `joined`: the new code was there before, so that
    two records became one. `pack` is the pack's name, empty for the book itself. `origin` tells a published
    example from a related one, `headline` is the example's; empty for what is no example.
    """

    kind_of_record: str
    code: str
    title: str
    was_code: str = ""
    was_title: str = ""
    pack: str = ""
    joined: bool = False
    origin: Kind | None = None
    headline: str = ""


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a page with its changed words and a few around them; ` … ` stands for what is left out.

    `part` is a paragraph's letter ("b"), or words: "Summary", "Partners", "b, sources".
    """

    part: str
    pieces: tuple[Piece, ...]

    @property
    def was(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.change is not Change.ADDED)

    @property
    def now(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.change is not Change.REMOVED)


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """All differences, practices and examples first, in the book's order; removed ones in the old order.

    A renamed record whose words changed is in `renamed` and in `changed`. `words` holds the changed words of
    the first of `changed`, by code.
    """

    added: tuple[RecordChange, ...] = ()
    removed: tuple[RecordChange, ...] = ()
    changed: tuple[RecordChange, ...] = ()
    renamed: tuple[RecordChange, ...] = ()
    words: Mapping[str, tuple[PartChange, ...]] = field(default_factory=dict)
    pack: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.renamed)


@dataclass(frozen=True, slots=True)
class TouchedNote:
    """One note that an edition touches. `new_target` is empty where its page is gone.

    `verdict` is None for a note on a whole page, and for one that had lost its place before. `was` are the
    words it stood on, `now` those it will stand on, both empty where there are none.
    """

    note_id: str
    target: str
    new_target: str
    verdict: Verdict | None = None
    was: str = ""
    now: str = ""
