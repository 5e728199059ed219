"""The page to read from: text in a book's measure, with rail, code label and letters painted beside it."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QColor,
    QCursor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from esscollab_desktop.domain.page import Page
from esscollab_desktop.domain.search import spans
from esscollab_desktop.ui.access import factory
from esscollab_desktop.ui.look import marks
from esscollab_desktop.ui.look.theme import Theme
from esscollab_desktop.ui.look.type import Type
from esscollab_desktop.ui.viewmodels.reading import TOP, Place, title_words
from esscollab_desktop.ui.views.copied_words import Cite, copied
from esscollab_desktop.ui.views.highlights import Highlight, HighlightPainter
from esscollab_desktop.ui.views.hits import Find, HitMarks
from esscollab_desktop.ui.views.page_document import PageMap, PageStyle, PageWriter
from esscollab_desktop.ui.views.page_painter import PagePainter
from esscollab_desktop.ui.views.passages import line_boxes
from esscollab_desktop.ui.views.terms import Terms

MEASURE = 32  # em: 70 characters, where no other is chosen
NARROW = 24  # em: below this the rail gives its place to the text
RAIL = 84
RAIL_LOW = 56
GAP = 18
CHIPS = 44  # the right margin, where the numbers of notes stand


class ReadingView(QTextBrowser):
    """Shows one page. Nothing is loaded and nothing followed: a click on a link is told, not taken."""

    code_chosen = Signal(str)
    address_chosen = Signal(str, QPoint)
    zoom_wanted = Signal(int)
    highlight_chosen = Signal(int)
    laid_out = Signal()
    marks_changed = Signal()
    hit_wanted = Signal()
    walked = Signal()  # by Tab, inside of the page: Qt says nothing of a link that it comes to

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: Page | None = None
        self._map = PageMap()
        self._style: PageStyle | None = None
        self._zoom = 1.0
        self._measure = MEASURE
        self._is_serif = True
        self._width = 0
        self._low = False
        self._jumped_to: int | None = None
        self._highlights: tuple[Highlight, ...] = ()
        self._active: int | None = None
        self.patterns: tuple[str, ...] = ()
        self.hit_letter = ""
        self._is_finding = False
        self.hits = HitMarks(self, theme)
        self.setObjectName("readingView")
        self.setAccessibleName("Page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.cite: Cite = lambda _passage: ""
        self.terms = Terms(self, theme)
        self.anchorClicked.connect(self._on_anchor_clicked)
        theme.changed.connect(self._rewrite)

    @property
    def page(self) -> Page | None:
        return self._page

    @property
    def page_map(self) -> PageMap:
        return self._map

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        return self._highlights

    def show_page(self, page: Page) -> None:
        self._page = page
        self._jumped_to = None
        self.terms.show_terms(())
        self.hits.leave()
        self.clear_selection()
        self.setAccessibleName(f"Page, {title_words(page)}")
        self._rewrite()
        self.verticalScrollBar().setValue(0)

    def show_highlights(self, highlights: Sequence[Highlight], active: int | None = None) -> None:
        """Mark the notes' passages; `active` is the key of the one whose card is being written in."""
        is_other = self._highlights != tuple(highlights)
        self._highlights, self._active = tuple(highlights), active
        self.viewport().update()
        if is_other:
            self.marks_changed.emit()

    def show_hits(self, patterns: Sequence[str]) -> None:
        """Mark what a search has found, on this page and the next, until other patterns or none come.

        While finding in the page has its own marks there, they stay.
        """
        self.patterns = tuple(patterns)
        if not self._is_finding:
            self.show_hits_again()

    def show_hit(self, letter: str, patterns: Sequence[str]) -> None:
        """The same, and bring the first hit of the lettered paragraph into view, or else the first of all."""
        self.hit_wanted.emit()
        self.hit_letter, self._is_finding = letter, False
        self.show_hits(patterns)
        block = self._map.lettered.get(letter)
        numbers = [n for n, hit in enumerate(self.hits.hits) if block is None or hit.block == block]
        if numbers or self.hits.hits:
            self.hits.go_to(numbers[0] if numbers else 0, always=True)

    def find_hits(self, find: Find) -> None:
        """Mark what finding in the page asks for, in the place of what a search has found."""
        self._is_finding = True
        self.hits.look_for(find)

    def show_hits_again(self) -> None:
        """What finding in the page had marked gives way to what the search has found."""
        self._is_finding = False
        self.hits.look_for(partial(spans, patterns=self.patterns) if self.patterns else None)

    def selected_passage(self) -> tuple[int, int] | None:
        """The selected words as a passage of the reading text; None without any."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._map.passages.passage(cursor.selectionStart(), cursor.selectionEnd())

    def copied(self) -> QMimeData:
        """The selected words, or all of the page, with where they are from."""
        return copied(self.textCursor(), self._map, self.cite)

    def createMimeDataFromSelection(self) -> QMimeData:
        return self.copied()

    def place(self) -> Place:
        """Where on the page one is, so that it is found again after a change of zoom or width."""
        top = self.verticalScrollBar().value()
        if not top:
            return TOP
        block = self.cursorForPosition(QPoint(0, 0)).block()
        box = self.document().documentLayout().blockBoundingRect(block)
        return block.blockNumber(), (top - box.top()) / self._unit()

    def go_to_place(self, place: Place) -> None:
        number, inside = place
        block = self.document().findBlockByNumber(number)
        if place != TOP and block.isValid():
            box = self.document().documentLayout().blockBoundingRect(block)
            self.verticalScrollBar().setValue(round(box.top() + min(inside * self._unit(), box.height())))

    def _select(self, start: int, end: int) -> None:
        places = self._map.passages.places(start, end)
        cursor = self.textCursor()
        cursor.setPosition(places[0][0])
        cursor.setPosition(places[-1][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """The words that were selected stand highlighted now."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        if cursor.hasSelection():
            place = bar.value()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            bar.setValue(place)  # a cursor that is set is brought into view, wherever one was reading

    def passage_level(self, start: int, end: int) -> float:
        """The middle of a passage's first line, in the document's coordinates."""
        places = self._map.passages.places(start, end)
        boxes = line_boxes(self.document(), *places[0]) if places else []
        return boxes[0].center().y() if boxes else 0.0

    def show_passage(self, start: int, end: int) -> None:
        """Bring a passage into view, and mark where it is until the next key."""
        places = self._map.passages.places(start, end)
        if places:
            self._show_block(self.document().findBlock(places[0][0]))

    def set_zoom(self, percent: int) -> None:
        self._zoom = percent / 100
        self._rewrite()

    def set_measure(self, em: int) -> None:
        """The setting "Reading width": how many em of the reading text a line takes at most."""
        self._measure = em
        self._rewrite()

    def set_face(self, is_serif: bool) -> None:
        """The setting "Reading face"."""
        self._is_serif = is_serif
        self._rewrite()

    def set_low(self, low: bool) -> None:
        """In a low window the label stands under the title and the rail is narrower."""
        if low != self._low:
            self._low = low
            self._rewrite()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """No file and no address is ever read for a page. With no answer the document would look itself."""
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value
        return QImage(1, 1, QImage.Format.Format_ARGB32) if is_picture else QByteArray()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def _unit(self) -> float:
        return self._zoom * self._theme.base_points / 10.5

    @property
    def type(self) -> Type:
        """The fonts of the page, in its face and at its zoom."""
        return replace(self._theme.type.scaled(self._zoom), is_serif=self._is_serif)

    def _em(self) -> float:
        return self.type.reading().pointSizeF() * self.logicalDpiY() / 72

    def _has_rail(self) -> bool:
        return self._room() - self._text_left(run_in=False) - GAP >= NARROW * self._em()

    def _rail_width(self) -> float:
        return (RAIL_LOW if self._low else RAIL) * self._unit()

    def _page_style(self) -> PageStyle:
        kinds = self.type
        has_rail = self._has_rail()
        label = marks.code_label_size(self._page.label, kinds.label()).width() if self._page else 0.0
        return PageStyle(
            kinds,
            self._theme.tokens,
            self._unit(),
            run_in=not has_rail,
            label_below=self._low or not has_rail,
            label_width=label,
            column=self._column(run_in=not has_rail),
        )

    def _rewrite(self) -> None:
        if self._page is None:
            return
        bar = self.verticalScrollBar()
        place = bar.value() / bar.maximum() if bar.maximum() else 0.0
        selected = self.selected_passage()
        self._style = self._page_style()
        self.document().clear()
        self.document().setDefaultFont(self._style.type.reading())
        self._set_margins()
        self._map = PageWriter(self.document(), self._style).write(self._page)
        # Asked for its size the text is laid out to its end, and the scroll bar knows it at once.
        layout = self.document().documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if selected:
            self._select(*selected)
        bar.setValue(round(place * bar.maximum()))
        self.hits.renew()
        self.laid_out.emit()

    def _room(self) -> int:
        """The width for margins and text, with room for the scroll bar whether it is there or not."""
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def _text_left(self, run_in: bool) -> float:
        return float(GAP) if run_in else self._rail_width() + GAP * self._unit()

    def _column(self, run_in: bool) -> float:
        """The width of the text: the measure, or what there is."""
        room = self._room() - self._text_left(run_in) - (GAP if run_in else CHIPS)
        return max(1.0, min(room, self._measure * self._em()))

    def _set_margins(self) -> None:
        """The text's place. Its width is the text's own and not the view's: Qt lays out nothing anew while
        panes beside the page come and go, as long as the column keeps its measure.
        """
        assert self._style is not None
        left, right = self._text_left(self._style.run_in), GAP if self._style.run_in else CHIPS
        form = self.document().rootFrame().frameFormat()
        form.setLeftMargin(left)
        form.setRightMargin(right)
        form.setTopMargin(20 * self._unit())
        form.setBottomMargin(48 * self._unit())
        if form != self.document().rootFrame().frameFormat():
            self.document().rootFrame().setFrameFormat(form)
        width = math.floor(left + self._column(self._style.run_in) + right)
        if width != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(width)

    def _text_right(self) -> float:
        """Where the column ends."""
        return self.lineWrapColumnOrWidth() - self.document().rootFrame().frameFormat().rightMargin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The scroll bar comes and goes while the text is being laid out, and resizes the viewport then; a
        # text that is changed in the middle of its own layout ends the program. Only the view's width counts.
        is_same = self.width() == self._width
        self._width = self.width()
        super().resizeEvent(event)
        if self._style is None or is_same:
            return
        if self._style.run_in == self._has_rail():
            self._rewrite()
        else:
            self._set_margins()
            self.hits.move()
            self.laid_out.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the links and the terms of the glossary, in the order of the page."""
        is_inside = self.terms.take_focus(forward) or super().focusNextPrevChild(forward)
        self.walked.emit()
        return is_inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._jumped_to is not None:
            self._jumped_to = None
            self.viewport().update()
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _on_anchor_clicked(self, url: QUrl) -> None:
        kind, _, rest = url.toString().partition(":")
        if kind == "code":
            self.code_chosen.emit(rest)
        elif kind == "address":
            self.address_chosen.emit(rest, self._link_point())
        elif kind == "source":
            self._go_to_source(int(rest))

    def _link_point(self) -> QPoint:
        """Where the chosen link is on the screen: under the mouse, or at the keyboard's cursor."""
        if self.viewport().underMouse():
            return QCursor.pos()
        return self.viewport().mapToGlobal(self.cursorRect().bottomLeft())

    def _go_to_source(self, number: int) -> None:
        self._show_block(self.document().findBlockByNumber(self._map.sources[number]))

    def _show_block(self, block: QTextBlock) -> None:
        self.setTextCursor(QTextCursor(block))
        self._jumped_to = block.blockNumber()
        box = self.document().documentLayout().blockBoundingRect(block)
        middle = box.center().y() - self.viewport().height() / 2
        self.verticalScrollBar().setValue(round(middle))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_fills(event)
        super().paintEvent(event)
        if self._style is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        page = PagePainter(painter, self.document(), self._map, self._style, self._rail_width())
        page.paint()
        if self._jumped_to is not None:
            page.paint_jump(self._jumped_to)
        self.terms.paint(painter)
        marker = self._marker()
        marker.paint_underlines(painter, self._highlights)
        self.hits.paint_lines(painter, *self._seen(event))
        marker.paint_chips(painter, self._highlights)
        self._paint_line_to_card(painter, marker)
        if self.hasFocus():
            painter.resetTransform()
            width = self._theme.tokens.ring_width
            painter.setPen(QPen(QColor(self._theme.tokens.accent), width))
            painter.drawRect(
                QRectF(self.viewport().rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            )
        painter.end()

    def _marker(self) -> HighlightPainter:
        assert self._style is not None
        return HighlightPainter(
            self.document(),
            self._map.passages,
            self._theme.tokens,
            self._theme.type,
            self._text_right() + 12,
        )

    def _seen(self, event: QPaintEvent) -> tuple[float, float]:
        """From which height to which of the document is to be painted."""
        lower = self.verticalScrollBar().value()
        return event.rect().top() + lower, event.rect().bottom() + lower

    def _paint_fills(self, event: QPaintEvent) -> None:
        """Below the words, so before Qt draws them."""
        if self._style is None or not (self._highlights or self.hits.hits):
            return
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        self._marker().paint_fills(painter, self._highlights)
        self.hits.paint_fills(painter, *self._seen(event))
        painter.end()

    def _paint_line_to_card(self, painter: QPainter, marker: HighlightPainter) -> None:
        for highlight, chip in marker.chips(self._highlights):
            if highlight.key == self._active:
                painter.setPen(QPen(self._theme.color(highlight.group.underline), 1))
                painter.drawLine(
                    QPointF(chip.right() + 4, chip.center().y()),
                    QPointF(self.viewport().width(), chip.center().y()),
                )

    def _highlight_at(self, point: QPoint) -> Highlight | None:
        """The highlight whose chip or words are under a point of the viewport; of several the latest."""
        if self._style is None:
            return None
        place = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        marker = self._marker()
        for highlight, chip in marker.chips(self._highlights):
            if chip.adjusted(-3, -3, 3, 3).contains(place):
                return highlight
        under = [h for h in self._highlights if any(box.contains(place) for box in marker.boxes(h))]
        return under[-1] if under else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        is_click = event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        if is_click and not self.anchorAt(event.position().toPoint()):
            found = self._highlight_at(event.position().toPoint())
            if found:
                self.highlight_chosen.emit(found.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons() and self._highlights and self._highlight_at(event.position().toPoint()):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)


def _told(view: QWidget) -> QAccessibleInterface:
    from esscollab_desktop.ui.access.page import PageTold

    assert isinstance(view, ReadingView)
    return PageTold(view)


factory.register("ReadingView", _told)
