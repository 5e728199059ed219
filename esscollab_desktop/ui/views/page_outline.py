"""What a page consists of in reading order: headings, paragraphs, lists; noted down while it is written."""

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtGui import QTextDocument

from esscollab_desktop.domain.book import Kind

KIND_WORDS = {Kind.PUBLISHED: "published example", Kind.RELATED: "related example", Kind.OWN: "own example"}


class PieceType(Enum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LABEL = "label"
    LIST = "list"
    ITEM = "item"


@dataclass
class Piece:
    """A stretch of blocks. `before` is said before its words: what stands beside them, a letter or a code.

    A label has no words of its own: `before` is all of it. Items stand in their list's `items`.
    """

    type: PieceType
    first: int
    last: int
    level: int = 0
    before: str = ""
    kind: Kind | None = None
    items: list["Piece"] = field(default_factory=list)


@dataclass
class Outline:
    """The pieces of one page. What is begun ends where the next begins, or with `end`."""

    pieces: list[Piece] = field(default_factory=list)

    def add(
        self, type_: PieceType, block: int, level: int = 0, before: str = "", kind: Kind | None = None
    ) -> None:
        self.pieces.append(Piece(type_, block, block, level, before, kind))

    def item(self, block: int, before: str = "", kind: Kind | None = None) -> None:
        """One more of the list that was begun last."""
        self.pieces[-1].items.append(Piece(PieceType.ITEM, block, block, before=before, kind=kind))
        self.end(block)

    def end(self, block: int) -> None:
        """The last piece reaches to this block."""
        last = self.pieces[-1]
        last.last = block
        if last.items:
            last.items[-1].last = block


def words_of(document: QTextDocument, piece: Piece, beside: list[tuple[int, int]]) -> str:
    """The words of a piece without what is typed beside them: letters, codes and raised figures."""
    if piece.type is PieceType.LABEL:
        return piece.before
    block = document.findBlockByNumber(piece.first)
    told = []
    for _ in range(piece.last - piece.first + 1):
        told.append(_without(block.text(), block.position(), beside).replace("\t", ". ").strip())
        block = block.next()
    return as_sentences([piece.before, *told])


def as_sentences(told: list[str]) -> str:
    """What stands in lines of its own, with a stop between: it is heard in one go."""
    kept = [" ".join(words.split()) for words in told if words]
    ended = [words if words.endswith((".", ":", "?", "!", "”")) else f"{words}." for words in kept[:-1]]
    return " ".join([*ended, *kept[-1:]])


def _without(words: str, start: int, beside: list[tuple[int, int]]) -> str:
    """`beside` is in the order of the document, and counts as Qt does: in UTF-16 units."""
    place = bisect_left(beside, (start, start))
    units = words.encode("utf-16-le")
    kept, done = b"", 0
    while place < len(beside) and beside[place][0] < start + len(units) // 2:
        first, last = beside[place]
        kept += units[2 * done : 2 * (first - start)]
        done, place = last - start, place + 1
    return (kept + units[2 * done :]).decode("utf-16-le", "replace").replace("\u2028", " ")
