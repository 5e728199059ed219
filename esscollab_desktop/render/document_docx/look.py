"""Sizes, colours and measures of a Word file, in Word's units."""

from dataclasses import dataclass

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.render.document import Beside, Document, walk

INK, INK2, EDGE, LINE, ACCENT = "1A2321", "45514E", "76827E", "CDD5D2", "0B5A50"
SERIF, SANS = "Source Serif 4", "Source Sans 3"

INCH = 1440  # twips
POINT = 20

_PAPERS = {
    PaperSize.LETTER: (12240, 15840),
    PaperSize.LEGAL: (12240, 20160),
    PaperSize.A4: (11906, 16838),
}

BORDERS = {Kind.PUBLISHED: "single", Kind.RELATED: "dashed", Kind.OWN: "dotted"}
MARKS = {Kind.PUBLISHED: "25CF", Kind.RELATED: "25CB", Kind.OWN: "25B2"}
CODE_STYLES = {kind: f"Handout Code {kind.value.title()}" for kind in Kind}


@dataclass(frozen=True, slots=True)
class Group:
    """How notes of one group are told apart: name, fill, underline and its colour."""

    name: str
    fill: str
    underline: str
    color: str


SAY = Group("Say", "FFF3C4", "single", "8A6A00")
ASK = Group("Ask", "DFEAF8", "dash", "2460BD")
HEARD = Group("Heard", "F0E8FA", "dotDash", "7A41B3")
DO = Group("Do", "FDE9DC", "double", "AF480E")
GROUPS = {
    NoteKind.COMMENT: SAY,
    NoteKind.IDEA: SAY,
    NoteKind.QUESTION: ASK,
    NoteKind.CONCERN: ASK,
    NoteKind.HEARD: HEARD,
    NoteKind.RESPONSE: HEARD,
    NoteKind.ACTION: DO,
    NoteKind.DECISION: DO,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of sheet: its paper and margins, in twips. `bare`: a head would be in the way."""

    name: str
    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    bare: bool = False

    @property
    def room(self) -> int:
        return self.width - self.left - self.right

    @property
    def overhang(self) -> int:
        """How far head, foot and tables reach to the left of the text."""
        return max(0, self.left - int(0.75 * INCH))

    @property
    def depth(self) -> int:
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Look:
    """What a document's own choices make of it."""

    large: bool
    is_sans: bool
    has_margin: bool
    lies: bool
    paper: PaperSize

    @classmethod
    def of(cls, document: Document) -> "Look":
        is_sans = document.sans or document.large
        is_beside = any(isinstance(block, Beside) and block.notes for block in walk(document.blocks))
        return cls(document.large, is_sans, document.has_margin or is_beside, document.lies, document.paper)

    @property
    def reading(self) -> str:
        return SANS if self.is_sans else SERIF

    def points(self, size: float, large: float = 18.0) -> float:
        """A size on paper, or that of large print, where nothing is under 18 points."""
        return large if self.large else size

    @property
    def line_room(self) -> int:
        """Between the text and the line at its left."""
        return (10 if self.large else 13) * POINT

    @property
    def margin_width(self) -> int:
        """Of the notes beside the text, with what parts them from it; 0 where there are none."""
        if not self.has_margin:
            return 0
        return int((2.3 if self.large else 1.85) * INCH)

    def sheet(self, name: str) -> Sheet:
        """`text`, `lying` or `cards`."""
        wide, high = _PAPERS[self.paper]
        if name == "cards":
            side, end = (wide - 7 * INCH) // 2, (min(high, 11.69 * INCH) - 9.5 * INCH) / 2
            return Sheet(name, wide, high, int(end), int(end), side, side, bare=True)
        if name == "lying":
            edge = int(0.75 * INCH)
            return Sheet(name, high, wide, int(1.02 * INCH), int(0.98 * INCH), edge, edge)
        rail = 0.4 if self.large or self.has_margin else 1.1
        right = int(1.2 * INCH) + self.margin_width
        left = int((0.75 + rail) * INCH)
        return Sheet(name, wide, high, int(1.02 * INCH), int(0.98 * INCH), left, right)
