"""A few lines of text with the words that were found marked in it, measured once and painted often."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from esscollab_desktop.domain.search import Range
from esscollab_desktop.ui.look.tokens import Tokens

UNDERLINE = 2
_MORE = "…"
# So many letters stand before the first hit, as far as there is room, where the beginning is left out.
_BEFORE = (24, 12, 0)


class HitText:
    """`text` in at most `lines` lines of `width`: cut between words, and never before its first hit."""

    def __init__(self, text: str, hits: Sequence[Range], font: QFont, width: float, lines: int = 2) -> None:
        self._width = max(width, 1.0)
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._set(text, hits)
        if self._layout.lineCount() > lines:
            self._cut(text, hits, lines)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._layout.text()

    @property
    def line_height(self) -> float:
        return self._metrics.height()

    @property
    def height(self) -> float:
        return self._layout.lineCount() * self.line_height

    @property
    def ascent(self) -> float:
        return self._metrics.ascent()

    @property
    def line_count(self) -> int:
        return self._layout.lineCount()

    def widest(self) -> float:
        lines = range(self._layout.lineCount())
        return max((self._layout.lineAt(number).naturalTextWidth() for number in lines), default=0.0)

    def paint(self, painter: QPainter, place: QPointF, ink: str, fill: str, tokens: Tokens) -> None:
        """`fill`: the ground of a hit; in contrast it is inverse, else it is underlined."""
        is_inverse = tokens.is_contrast
        for box in self._boxes(place):
            painter.fillRect(box, QColor(ink if is_inverse else fill))
            if not is_inverse:
                under = QRectF(box.left(), box.bottom() - UNDERLINE, box.width(), UNDERLINE)
                painter.fillRect(under, QColor(tokens.accent))
        painter.setPen(QColor(ink))
        self._layout.draw(painter, place, self._inverse(fill) if is_inverse else [])

    def _set(self, text: str, hits: Sequence[Range]) -> None:
        # Qt counts in UTF-16, where some letters take two.
        self._hits = [(_utf16(text, start), _utf16(text, end)) for start, end in hits]
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        heavy = QTextCharFormat()
        heavy.setFontWeight(QFont.Weight.DemiBold)
        layout.setFormats([_range(start, end, heavy) for start, end in self._hits])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, top))
            top += self._metrics.height()
        layout.endLayout()
        self._layout = layout

    def _cut(self, text: str, hits: Sequence[Range], lines: int) -> None:
        """Leave out words at the end, and at the beginning where the first hit would not be seen."""
        for before in (len(text), *_BEFORE):
            begin = text.rfind(" ", 0, max(0, hits[0][0] - before)) + 1 if hits else 0
            lead = f"{_MORE} " if begin else ""
            moved = len(lead) - begin
            kept = [(start + moved, end + moved) for start, end in hits if start >= begin]
            shown = self._cut_end(lead + text[begin:], kept, lines)
            if not kept or kept[0][1] <= shown:
                return

    def _cut_end(self, text: str, hits: Sequence[Range], lines: int) -> int:
        """Leave out words at the end until there are no more lines than may be; how many letters are left."""
        self._set(text, hits)
        if self._layout.lineCount() <= lines:
            return len(text)
        kept = text[: self._shown(text, lines)]
        words = _tidy(kept if kept.endswith(" ") else _shorter(kept))
        while words:
            within = [(start, min(end, len(words))) for start, end in hits if start < len(words)]
            self._set(f"{words} {_MORE}", within)
            if self._layout.lineCount() <= lines:
                break
            words = _tidy(_shorter(words))
        return len(words)

    def _shown(self, text: str, lines: int) -> int:
        """How many letters the first lines hold. Asking for a line that is not there ends the program."""
        last = self._layout.lineAt(lines - 1)
        return len(_from_utf16(text, last.textStart() + last.textLength()))

    def _boxes(self, place: QPointF) -> list[QRectF]:
        found = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first, past = line.textStart(), line.textStart() + line.textLength()
            for start, end in self._hits:
                if start < past and end > first:
                    edges = (_x(line.cursorToX(max(start, first))), _x(line.cursorToX(min(end, past))))
                    left, right = min(edges), max(edges)
                    top = place.y() + line.y() + self._metrics.ascent() * 0.1
                    height = self._metrics.ascent() * 0.9 + self._metrics.descent() * 0.9
                    found.append(QRectF(place.x() + left - 1, round(top), right - left + 2, round(height)))
        return found

    def _inverse(self, ink: str) -> list[QTextLayout.FormatRange]:
        form = QTextCharFormat()
        form.setForeground(QColor(ink))
        return [_range(start, end, form) for start, end in self._hits]


def _tidy(text: str) -> str:
    """Without what would stand between the last word and the mark of the cut."""
    return text.rstrip(f" {_MORE}")


def _shorter(text: str) -> str:
    """Without its last word; a single word without its last letters."""
    return text.rpartition(" ")[0] or text[:-2]


def _range(start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, form
    return found


def _utf16(text: str, place: int) -> int:
    """A place among code points as Qt counts it."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def _from_utf16(text: str, place: int) -> str:
    """The text before a place as Qt counts it."""
    if text.isascii():
        return text[:place]
    return text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "ignore")


def _x(found: object) -> float:
    """Qt for Python gives the place together with the cursor."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
