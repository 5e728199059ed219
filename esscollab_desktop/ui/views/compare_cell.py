"""A cell of the comparison: text to read, select and copy, as high as what it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.comparison import Cell, Column
from esscollab_desktop.domain.page import Entry, EntryList, Paragraph
from esscollab_desktop.services.citing import with_citation, with_citation_as_html
from esscollab_desktop.ui.look.marks import paint_mark
from esscollab_desktop.ui.look.tokens import Tokens
from esscollab_desktop.ui.look.type import Type
from esscollab_desktop.ui.views.page_document import BROKE_OFF

RELATED = "Related facts"
MARGIN = 4.0
INDENT = 14
_SCROLLS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Escape,
    }
)


@dataclass(frozen=True)
class CellStyle:
    """How cells are set: the fonts at the page's zoom, and the colors."""

    type: Type
    tokens: Tokens


class CompareCell(QTextBrowser):
    """`code_chosen(str)` and `address_chosen(str, QPoint)` for what a link means; nothing is followed."""

    code_chosen = Signal(str)
    address_chosen = Signal(str, QPoint)

    def __init__(self, row: str, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.row, self.column = row, column
        self.setObjectName("compareCell")
        self.setProperty("focusRing", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setAutoFillBackground(False)
        self.cite: Callable[[Sequence[str]], str] = lambda _letters: ""
        self._tokens: Tokens | None = None
        self._shown: tuple[Cell, CellStyle] | None = None
        self._letters: dict[int, str] = {}
        self._marks: dict[int, Kind] = {}
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_cell(self, cell: Cell, style: CellStyle) -> None:
        """What it says, set like this; the same once more leaves the selection."""
        if (cell, style) == self._shown:
            return
        self._shown = (cell, style)
        self.document().clear()
        self.document().setDocumentMargin(MARGIN)
        self._tokens = style.tokens
        writer = _Writer(self.document(), style, self.column)
        writer.write(cell)
        self._letters, self._marks = writer.letters, writer.marks
        # Qt gives Python no interface of tables, so a cell says its row and its column.
        self.setAccessibleName(f"{self.row}, {self.column.name}: {self.toPlainText()}")
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def height_for(self, width: int) -> int:
        """How high it is at this width, to the last line."""
        self.document().setTextWidth(width)
        return int(self.document().size().height() + 0.999)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """No file and no address is ever read. With no answer the document would look itself."""
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value
        return QImage(1, 1, QImage.Format.Format_ARGB32) if is_picture else QByteArray()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All cells scroll as one, so keys that scroll go on to what holds them."""
        if event.key() in _SCROLLS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        return self.copied()

    def copied(self) -> QMimeData:
        """The selected words, or all of the cell, and where they are from."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.Document)
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        letters = [letter for block, letter in self._letters.items() if first <= block <= last]
        words = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        cited = self.cite(letters)
        mime = QMimeData()
        mime.setText(with_citation(words, cited))
        mime.setHtml(with_citation_as_html(words, cited))
        return mime

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marks or self._tokens is None:
            return
        painter = QPainter(self.viewport())
        for number, kind in self._marks.items():
            block = self.document().findBlockByNumber(number)
            box = self.document().documentLayout().blockBoundingRect(block)
            metrics = QFontMetricsF(block.begin().fragment().charFormat().font())
            radius = metrics.ascent() * 0.32
            middle = QPointF(MARGIN + radius + 1, box.bottom() - metrics.height() / 2)
            paint_mark(painter, middle, radius, kind, self._tokens)
        painter.end()

    def _on_anchor_clicked(self, url: QUrl) -> None:
        kind, _, rest = url.toString().partition(":")
        if kind == "code":
            self.code_chosen.emit(rest)
        else:
            at_mouse = self.viewport().underMouse()
            below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            self.address_chosen.emit(rest, QCursor.pos() if at_mouse else below)


class _Writer:
    """Writes a cell into its document; what a user wrote stands in the sans."""

    def __init__(self, document: QTextDocument, style: CellStyle, column: Column) -> None:
        self._cursor = QTextCursor(document)
        self._style, self._column = style, column
        self._fresh = True
        self.letters: dict[int, str] = {}
        self.marks: dict[int, Kind] = {}
        self._set_face(column.kind)

    def _set_face(self, kind: Kind) -> None:
        kinds = replace(self._style.type, is_serif=self._style.type.is_serif and kind is not Kind.OWN)
        self._text_font = kinds.reading()
        self._bold = QFont(self._text_font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._small = kinds.controls()
        self._small_bold = kinds.controls(is_selected=True)
        # Qt draws raised text at two thirds of its size.
        self._figure = QFont(kinds.source_figure())
        self._figure.setPointSizeF(self._figure.pointSizeF() * 1.5)

    def write(self, cell: Cell) -> None:
        """Afterwards `letters` tells those of paragraphs, `marks` the origin of parts, by block number."""
        self._cursor.beginEditBlock()
        for part in cell.parts:
            self._set_face(part.kind)
            if part.kind is not self._column.kind:
                here = self._block(before=10, indent=INDENT)
                self.marks[here] = part.kind
                self._put(RELATED, self._small_bold)
            for block in part.blocks:
                if isinstance(block, EntryList):
                    for entry in block.entries:
                        self._entry(entry)
                else:
                    self._paragraph(block)
        for number, source in enumerate(cell.sources, 1):
            self._source(number, source)
        if cell.missing:
            self._block()
            self._put(cell.missing, self._small, self._style.tokens.ink2)
        self._cursor.endEditBlock()

    def _paragraph(self, told: Paragraph) -> None:
        accent = self._style.tokens.accent
        here = self._block(before=8)
        if told.letter:
            self.letters[here] = told.letter
            self._put(f"{told.letter}  ", self._small_bold, accent)
        if told.lead:
            self._put(f"{told.lead} ", self._bold)
        self._put(told.text, self._text_font)
        if told.refs:
            self._put(",".join(map(str, told.refs)), self._figure, accent, raised=True)
        if told.broke_off:
            self._block(before=2)
            self._put(BROKE_OFF, self._small, self._style.tokens.caution)

    def _entry(self, entry: Entry) -> None:
        self._block(before=6)
        link = f"code:{entry.code}" if entry.code else ""
        color = self._style.tokens.accent if link else ""
        self._put(entry.label, self._bold if entry.text or link else self._text_font, color, link)
        if entry.text:
            self._put(": ", self._bold)
            self._put(entry.text, self._text_font)

    def _source(self, number: int, source: Source) -> None:
        tokens = self._style.tokens
        self._block(before=6)
        self._put(f"{number}  ", self._small_bold, tokens.accent)
        about = ", ".join(part for part in (f"“{source.title}”", source.publisher, source.date) if part)
        self._put(f"{about}. ", self._small)
        if source.seen:
            self._put(f"({source.seen}) ", self._small, tokens.ink2)
        if source.address:
            self._put(source.address, self._small, tokens.accent, f"address:{source.address}")

    def _block(self, before: float = 0, indent: float = 0) -> int:
        form = QTextBlockFormat()
        unit = self._style.type.base / 10.5
        form.setLeftMargin(indent * unit)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._fresh = False
        else:
            form.setTopMargin(before * unit)
            self._cursor.insertBlock(form)
        return self._cursor.blockNumber()

    def _put(self, words: str, font: QFont, color: str = "", link: str = "", raised: bool = False) -> None:
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(QColor(color or self._style.tokens.ink))
        if raised:
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if link:
            form.setAnchor(True)
            form.setAnchorHref(link)
            form.setFontUnderline(True)
        self._cursor.insertText(words, form)
