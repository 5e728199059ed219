"""Paints the user's highlights: fill, underline and chip; nothing that marks the text moves it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextDocument

from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.ui.look.tokens import Tokens
from esscollab_desktop.ui.look.type import Type
from esscollab_desktop.ui.viewmodels.draft import Draft
from esscollab_desktop.ui.views.passages import Passages, line_boxes

CHIP_HEIGHT = 18
CHIP_PAD = 6
LINE = 2


@dataclass(frozen=True)
class Group:
    """A family of kinds: the role of its fill, and the pen of its underline; without one it is double."""

    fill: str
    pen: Qt.PenStyle | None

    @property
    def underline(self) -> str:
        return f"{self.fill}_u"


SAY = Group("say", Qt.PenStyle.SolidLine)
ASK = Group("ask", Qt.PenStyle.DashLine)
HEARD = Group("heard", Qt.PenStyle.DashDotLine)
DO = Group("do", None)


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


@dataclass(frozen=True)
class Highlight:
    """A note's passage on the page. `number` is its place in reading order: N1, N2 …; `key` its draft's."""

    key: int
    number: int
    start: int
    end: int
    kind: NoteKind
    is_moved: bool = False

    @property
    def group(self) -> Group:
        return GROUPS[self.kind]

    @property
    def chip(self) -> str:
        return f"N{self.number} moved" if self.is_moved else f"N{self.number}"


def highlight_of(draft: Draft) -> Highlight:
    """The highlight of a note that has its place on the page."""
    assert draft.place is not None
    place = draft.place
    return Highlight(draft.key, draft.number, place.start, place.end, draft.fields.kind, draft.is_moved)


class HighlightPainter:
    """Draws highlights into the coordinates of the document. `right` is where the chips begin."""

    def __init__(
        self, document: QTextDocument, passages: Passages, tokens: Tokens, kinds: Type, right: float
    ) -> None:
        self._document = document
        self._passages = passages
        self._tokens = tokens
        self._kinds = kinds
        self._right = right

    def boxes(self, highlight: Highlight) -> list[QRectF]:
        """The boxes of a highlight's words, line by line."""
        found: list[QRectF] = []
        for first, last in self._passages.places(highlight.start, highlight.end):
            found += line_boxes(self._document, first, last)
        return found

    def paint_fills(self, painter: QPainter, highlights: Sequence[Highlight]) -> None:
        """Below the words. Where two overlap the later fill shows; in contrast, and for moved ones, a box."""
        for highlight in highlights:
            for box in self.boxes(highlight):
                if highlight.is_moved or self._tokens.is_contrast:
                    style = Qt.PenStyle.DashLine if highlight.is_moved else Qt.PenStyle.SolidLine
                    painter.setPen(QPen(QColor(self._tokens.ink2), 1, style))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(box.adjusted(-1, 0.5, 0.5, -0.5))
                else:
                    painter.fillRect(box, QColor(getattr(self._tokens, highlight.group.fill)))

    def paint_underlines(self, painter: QPainter, highlights: Sequence[Highlight]) -> None:
        """Above the words' feet; the underlines of overlapping highlights stand one below the other."""
        for place, highlight in enumerate(highlights):
            earlier = [h for h in highlights[:place] if h.start < highlight.end and highlight.start < h.end]
            for box in self.boxes(highlight):
                self._underline(painter, highlight.group, box, box.bottom() - 3 + 3 * (len(earlier) % 3))

    def _underline(self, painter: QPainter, group: Group, box: QRectF, y: float) -> None:
        color, width = QColor(getattr(self._tokens, group.underline)), 3 if self._tokens.is_contrast else LINE
        if group.pen is None:
            for line in (y - 1, y + width - 1):
                painter.setPen(QPen(color, width / 2))
                painter.drawLine(QPointF(box.left(), line), QPointF(box.right(), line))
            return
        pen = QPen(color, width, group.pen)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def chips(self, highlights: Sequence[Highlight]) -> list[tuple[Highlight, QRectF]]:
        """The chips, each beside its passage's first line; two on one line stand side by side."""
        metrics = QFontMetricsF(self._kinds.chip())
        height = max(CHIP_HEIGHT, metrics.height() + 2)
        placed: list[tuple[Highlight, QRectF]] = []
        for highlight in highlights:
            boxes = self.boxes(highlight)
            if not boxes:
                continue
            box = QRectF(self._right, boxes[0].center().y() - height / 2, 0, height)
            box.setWidth(metrics.horizontalAdvance(highlight.chip) + 2 * CHIP_PAD)
            for _, other in placed:
                if other.intersects(box):
                    box.moveLeft(other.right() + 4)
            placed.append((highlight, box))
        return placed

    def paint_chips(self, painter: QPainter, highlights: Sequence[Highlight]) -> None:
        for highlight, box in self.chips(highlights):
            paint_chip(
                painter, box, highlight.chip, highlight.kind, self._tokens, self._kinds, highlight.is_moved
            )


def paint_chip(
    painter: QPainter,
    box: QRectF,
    words: str,
    kind: NoteKind,
    tokens: Tokens,
    kinds: Type,
    is_hollow: bool = False,
) -> None:
    """A note's number in its group's color, as it stands in the margin and on the card."""
    color = QColor(getattr(tokens, GROUPS[kind].underline))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_hollow:
        painter.setPen(QPen(QColor(tokens.ink2), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(QColor(tokens.ink if is_hollow else tokens.paper))
    painter.setFont(kinds.chip())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
