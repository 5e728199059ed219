"""Where a passage of the reading text stands in the text document, and the other way round.

A passage counts code points of the page's reading text; Qt counts UTF-16 units of its document.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument


@dataclass(frozen=True)
class _Run:
    """One segment: its first code point in the reading text, its first place in the document, its words."""

    start: int
    place: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    def place_of(self, offset: int) -> int:
        return self.place + _units(self.words[: offset - self.start])

    def offset_of(self, place: int) -> int:
        """The code point at a place of the document, held inside this run."""
        units = min(max(0, place - self.place), _units(self.words))
        inside = self.words.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
        return self.start + len(inside)


@dataclass
class Passages:
    """The segments of a page as they were written, in reading order."""

    runs: list[_Run] = field(default_factory=list)

    def add(self, words: str, place: int) -> None:
        start = self.runs[-1].end + 1 if self.runs else 0
        self.runs.append(_Run(start, place, words))

    @property
    def text(self) -> str:
        return "\n".join(run.words for run in self.runs)

    def places(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of the document that a passage covers, one for each segment that it touches."""
        found = []
        for run in self.runs:
            first, last = max(start, run.start), min(end, run.end)
            if first < last:
                found.append((run.place_of(first), run.place_of(last)))
        return found

    def passage(self, first: int, last: int) -> tuple[int, int] | None:
        """The passage in a stretch of the document; None where it holds no word of the reading text.

        Space at the ends is left out, and so are figures and letters.
        """
        touched = [r for r in self.runs if r.place < last and first < r.place + _units(r.words)]
        if not touched:
            return None
        start, end = touched[0].offset_of(first), touched[-1].offset_of(last)
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (start, end) if start < end else None

    def offset_at(self, place: int) -> int | None:
        """The code point at a place of the document; None between the segments."""
        for run in self.runs:
            if run.place <= place < run.place + _units(run.words):
                return run.offset_of(place)
        return None


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def line_boxes(document: QTextDocument, first: int, last: int) -> list[QRectF]:
    """The boxes that a stretch of the document fills, a box for each line, in document coordinates."""
    boxes: list[QRectF] = []
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        boxes += _boxes_in(block, document, first, last)
        block = block.next()
    return boxes


def _boxes_in(block: QTextBlock, document: QTextDocument, first: int, last: int) -> list[QRectF]:
    # Asking for the box lays the block out; its lines do not exist before that.
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    boxes = []
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        start = max(first - block.position(), line.textStart())
        end = min(last - block.position(), line.textStart() + line.textLength())
        while end > start and document.characterAt(block.position() + end - 1).isspace():
            end -= 1
        if start < end:
            left, right = _x(line.cursorToX(start)), _x(line.cursorToX(end))
            box = QRectF(min(left, right), line.y(), abs(right - left), line.height())
            boxes.append(box.translated(corner))
    return boxes


def _x(answer: object) -> float:
    """PySide gives back the place and the position it was asked for."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
