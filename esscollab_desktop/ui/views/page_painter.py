"""Paints what stands beside the words of a page: rails, paragraph letters, code labels, marks of origin."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextBlock, QTextDocument

from esscollab_desktop.ui.look import marks
from esscollab_desktop.ui.views.page_document import PageMap, PageStyle


class PagePainter:
    """One painting of one page; `painter` counts in the document's coordinates, `rail` is where it stands."""

    def __init__(
        self, painter: QPainter, document: QTextDocument, map_: PageMap, style: PageStyle, rail: float
    ) -> None:
        self._painter = painter
        self._document = document
        self._map = map_
        self._style = style
        self._rail = rail

    def paint(self) -> None:
        self._paint_marks()
        if not self._style.run_in:
            self._paint_rails()
            self._paint_letters()
        self._paint_labels()

    def _block(self, number: int) -> QTextBlock:
        return self._document.findBlockByNumber(number)

    def _box(self, number: int) -> QRectF:
        return self._document.documentLayout().blockBoundingRect(self._block(number))

    def _first_line(self, number: int) -> tuple[float, float]:
        """Top and baseline of a block's first line, in document coordinates."""
        # Asking for the box lays the block out; a line asked for before that does not exist.
        top = self._box(number).top()
        layout = self._block(number).layout()
        if not layout.lineCount():
            return top, top
        line = layout.lineAt(0)
        return top + line.y(), top + line.y() + line.ascent()

    def _baseline(self, number: int) -> float:
        return self._first_line(number)[1]

    def _paint_rails(self) -> None:
        for first, last, kind in self._map.rails:
            top = self._first_line(first)[0]
            marks.paint_rail(
                self._painter, self._rail, top, self._box(last).bottom(), kind, self._style.tokens
            )

    def paint_jump(self, number: int) -> None:
        """Where a jump has led: a bar beside it."""
        box = self._box(number)
        left = max(0.0, self._document.rootFrame().frameFormat().leftMargin() - 12 * self._style.unit)
        self._painter.fillRect(QRectF(left, box.top(), 4, box.height()), QColor(self._style.tokens.accent))

    def _paint_letters(self) -> None:
        font = self._style.type.letter()
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._style.tokens.accent))
        right = self._rail - 14 * self._style.unit
        for number, letter in self._map.letters.items():
            x = right - QFontMetricsF(font).horizontalAdvance(letter)
            self._painter.drawText(QPointF(x, self._baseline(number)), letter)

    def _paint_labels(self) -> None:
        for number, label in self._map.labels.items():
            font = self._style.type.label(in_list=not label.is_title)
            size = marks.code_label_size(label.code, font)
            if label.in_rail and size.width() > self._rail - 12 * self._style.unit:
                font = self._style.type.label(in_list=True)
                size = marks.code_label_size(label.code, font)
            left = self._rail - 10 * self._style.unit - size.width()
            if not label.in_rail:
                left = self._document.rootFrame().frameFormat().leftMargin()
            middle = self._baseline(number) - QFontMetricsF(font).capHeight() / 2
            box = QRectF(left, middle - size.height() / 2, size.width(), size.height())
            marks.paint_code_label(self._painter, box, label.code, label.kind, self._style.tokens, font)

    def _paint_marks(self) -> None:
        for number, kind in self._map.marks.items():
            block = self._block(number)
            if block.begin().atEnd():
                continue  # no words to stand beside; asking for their font would end the program
            left = self._document.rootFrame().frameFormat().leftMargin() + block.blockFormat().leftMargin()
            metrics = QFontMetricsF(block.begin().fragment().charFormat().font())
            center = QPointF(left - 12 * self._style.unit, self._baseline(number) - metrics.xHeight() / 2)
            marks.paint_mark(self._painter, center, 4.5 * self._style.unit, kind, self._style.tokens)
