"""Marks on the page what is looked for: a fill below the words, a line under them, a box around the current.

Painted over the layout like the notes' highlights; the text stays as it is.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from esscollab_desktop.domain.search import Range
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.tokens import Tokens
from esscollab_desktop.ui.views.passages import line_boxes

Find = Callable[[str], Sequence[Range]]

LINE, CURRENT_LINE = 2, 3
THIRD = 3
_ROUND = 4  # as far as the box around the current hit reaches beyond it


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: their places in the document, and the number of their block."""

    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class _Box:
    """The part of a hit on one line, in the document's coordinates."""

    rect: QRectF
    hit: int


class HitMarks:
    """The hits on one view's page. `renew` when the text was written anew, `move` when its lines were."""

    def __init__(self, view: QTextBrowser, theme: Theme) -> None:
        self._view, self._theme = view, theme
        self._find: Find | None = None
        self._hits: tuple[Hit, ...] = ()
        self._layout = 0
        self._stretches: list[tuple[QTextBlock, int, str]] | None = None
        self._boxes: list[_Box] = []
        self._placed_for: tuple[int, int] | None = None
        self.current = -1

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self._hits

    def look_for(self, find: Find | None) -> None:
        """Mark what `find` gives for a stretch of text; None marks nothing. No hit is the current one yet."""
        self._find, self.current = find, -1
        self._look()

    def renew(self) -> None:
        """The text was written anew: the same hits, wherever they are now."""
        self.move()
        self._stretches = None
        self._look()

    def move(self) -> None:
        """The same text in lines of another width."""
        self._layout += 1

    def leave(self) -> None:
        """No hit of this page is the current one any more."""
        self.current = -1
        self._view.viewport().update()

    def first_from(self, place: int | None) -> int:
        """The first hit at or behind a place of the document, or behind the top of what is seen: None.

        Past the last one it is the first of all.
        """
        if place is None:
            top = self._view.verticalScrollBar().value()
            return next((box.hit for box in self._placed() if box.rect.top() >= top), 0)
        number = bisect_left([hit.first for hit in self._hits], place)
        return number if number < len(self._hits) else 0

    def present_place(self) -> int | None:
        """Where one reads: at the current hit, or at the selected words. None: at what is seen."""
        if 0 <= self.current < len(self._hits):
            return self._hits[self.current].first
        cursor = self._view.textCursor()
        return cursor.selectionStart() if cursor.hasSelection() else None

    def go_to(self, number: int, always: bool = False) -> None:
        """Make a hit the current one and bring it into view: where it is not, or `always`, a third down."""
        self.current = number
        hit = self._hits[number]
        boxes = [box.rect for box in self._placed() if box.hit == number]
        self._show_inks()
        self._view.viewport().update()
        if not boxes:
            return
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        top, bottom = boxes[0].top(), boxes[-1].bottom()
        if always or top < bar.value() or bottom > bar.value() + height:
            bar.setValue(round(top - height / THIRD))
        if always:
            # The keyboard goes on from here; the view must not scroll once more for it.
            place = bar.value()
            cursor = self._view.textCursor()
            cursor.setPosition(hit.first)
            self._view.setTextCursor(cursor)
            bar.setValue(place)

    def select(self, number: int) -> None:
        """The words of a hit as selected words: ready to be copied, or to write a note on."""
        bar = self._view.verticalScrollBar()
        place = bar.value()
        cursor = self._view.textCursor()
        cursor.setPosition(self._hits[number].first)
        cursor.setPosition(self._hits[number].last, QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)
        bar.setValue(place)

    def words_around(self, number: int, signs: int = 40) -> str:
        """A hit and what stands beside it, to be read aloud."""
        hit = self._hits[number]
        block = self._view.document().findBlockByNumber(hit.block)
        text, start = block.text(), block.position()
        first, last = max(0, hit.first - start - signs), hit.last - start + signs
        return " ".join(text[first:last].split())

    # --- painting ---

    def paint_fills(self, painter: QPainter, top: float, bottom: float) -> None:
        """Below the words that are seen between two heights of the document."""
        color = QColor(self._theme.tokens.hit)
        for box in self._seen(top, bottom):
            painter.fillRect(box.rect, color)

    def paint_lines(self, painter: QPainter, top: float, bottom: float) -> None:
        """The line under each hit; the current one has a thicker line and a box."""
        tokens = self._theme.tokens
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self._seen(top, bottom):
            is_current = box.hit == self.current
            if not tokens.is_contrast:
                height = CURRENT_LINE if is_current else LINE
                # On whole pixels: a line between two of them would be a pale one of three.
                foot = round(box.rect.bottom()) - height
                line = QRectF(box.rect.left(), foot, box.rect.width(), height)
                painter.fillRect(line, QColor(tokens.accent))
            if is_current:
                width = 2 if tokens.is_contrast else 1
                painter.setPen(QPen(QColor(tokens.accent), width))
                painter.drawRect(_around(box.rect, tokens))
        painter.restore()

    def _seen(self, top: float, bottom: float) -> Iterator[_Box]:
        boxes = self._placed()
        # Boxes stand in reading order, so their bottoms never go back by more than a line.
        first = bisect_left(boxes, top - _ROUND, key=lambda box: box.rect.bottom())
        for box in boxes[first:]:
            if box.rect.top() > bottom + _ROUND:
                return
            yield box

    def _placed(self) -> list[_Box]:
        """Where the hits are. Worked out once for each layout: scrolling a long page asks for it always."""
        now = (self._layout, self._view.viewport().width())
        if now != self._placed_for:
            document = self._view.document()
            self._boxes = [
                _Box(rect, number)
                for number, hit in enumerate(self._hits)
                for rect in line_boxes(document, hit.first, hit.last)
            ]
            self._placed_for = now
        return self._boxes

    # --- looking ---

    def _look(self) -> None:
        had_any = bool(self._hits)
        self._hits = tuple(self._found(self._find)) if self._find else ()
        self._placed_for = None
        if self.current >= len(self._hits):
            self.current = -1
        if had_any or self._hits:
            self._show_inks()
            self._view.viewport().update()

    def _found(self, find: Find) -> Iterator[Hit]:
        if self._stretches is None:
            self._stretches = list(_stretches(self._view.document()))
        for block, place, text in self._stretches:
            for start, end in find(text):
                first, last = place + _units(text, start), place + _units(text, end)
                yield Hit(first, last, block.blockNumber())

    def _show_inks(self) -> None:
        """In contrast a hit is inverse: its words need another ink, which only Qt's own drawing gives."""
        tokens = self._theme.tokens
        wanted = self._hits if tokens.is_contrast else ()
        if not wanted and not self._view.extraSelections():
            return
        self._view.setExtraSelections([self._ink(hit, tokens) for hit in wanted])

    def _ink(self, hit: Hit, tokens: Tokens) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(hit.first)
        cursor.setPosition(hit.last, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setForeground(QColor(tokens.hit_ink))
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, form
        return selection


def _around(rect: QRectF, tokens: Tokens) -> QRectF:
    box = QRectF(rect.toRect())
    return box.adjusted(-3, -2, 3, 3) if tokens.is_contrast else box.adjusted(-1.5, 0.5, 1.5, 0.5)


def _units(text: str, offset: int) -> int:
    """Where a code point begins, in the units that Qt counts."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _stretches(document: QTextDocument) -> Iterator[tuple[QTextBlock, int, str]]:
    """All that is written, as (block, place in the document, words).

    The raised figures behind a word are no part of it, so they stand for themselves.
    """
    block = document.begin()
    while block.isValid():
        place, words, was_raised = block.position(), "", False
        for part in block:  # type: ignore[attr-defined]  # the stub forgets that it is an iterator
            fragment = part.fragment()
            is_raised = (
                fragment.charFormat().verticalAlignment()
                is QTextCharFormat.VerticalAlignment.AlignSuperScript
            )
            if is_raised is not was_raised and words:
                yield block, place, words
                place, words = fragment.position(), ""
            words += fragment.text()
            was_raised = is_raised
        if words:
            yield block, place, words
        block = block.next()
