"""Tables, notes beside their text, and cards to cut out."""

from typing import TYPE_CHECKING

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.render.document import Beside, Block, Card, Cards, ColumnHead, Paragraph, Table, plain
from esscollab_desktop.render.document_docx.look import BORDERS, INCH, INK, POINT
from esscollab_desktop.render.document_docx.paper import (
    BESIDE,
    CARD,
    CARD_SMALL,
    CELL,
    CELL_HEAD,
    CELL_SMALL,
    CELL_TEXT,
    Paper,
    Voice,
)
from esscollab_desktop.render.document_docx.styled import style_id
from esscollab_desktop.render.document_docx.styles import all_styles
from esscollab_desktop.render.document_docx.xml import Element, on, properties_of, put, w
from esscollab_desktop.render.held import one_line

if TYPE_CHECKING:
    from esscollab_desktop.render.document_docx.blocks import Blocks

_NARROWEST = 400
_CELL_ROOM = 180  # what a cell's margins take


class TableWriter:
    def __init__(self, blocks: "Blocks", paper: Paper) -> None:
        self._blocks = blocks
        self._paper = paper
        styles = all_styles(paper.look, 1)
        self._keeping = frozenset(style_id(style.name) for style in styles if style.keeps_next)

    def table(self, table: Table) -> None:
        """On lying paper where it asks for it; there and on the body it begins at the sheet's own edge."""
        paper = self._paper
        before = paper.sheet.name
        if table.lies:
            paper.begin("lying")
        overhang = paper.sheet.overhang if paper.is_in_body else 0
        widths = column_widths(table, paper.width + overhang, LARGER if paper.look.large else 1.0)
        made = _table("Handout Table", widths, -overhang if overhang else 0, one_line(table.title))
        voices = [_voice(table, column.head) for column in table.columns]
        room = paper.sheet.depth * _MOST
        if any(column.head for column in table.columns):
            heads = [column.head for column in table.columns]
            head = self._row(heads, widths, [CELL_HEAD] * len(heads))
            if (high := self._high(head, widths)) < paper.sheet.depth * _HEAD:
                head.insert(0, w("trPr", w("cantSplit"), w("tblHeader")))
                room -= high  # which each sheet has again
            made.append(head)
        for row in table.rows:
            cells = [cell.blocks for cell in row][: len(widths)]
            cells += [()] * (len(widths) - len(cells))
            spoken = [CELL_HEAD if cell.is_head else voice for cell, voice in zip(row, voices, strict=False)]
            written = self._row(cells, widths, [*spoken, *voices[len(spoken) :]])
            written.insert(0, w("trPr", on("cantSplit", self._high(written, widths) < room)))
            made.append(written)
        if len(table.rows) <= _FEW and self._total(made, widths) < paper.sheet.depth * _MOST:
            for paragraph in list(made.iter(_PARAGRAPH))[: -len(widths) or None]:
                put(properties_of(paragraph), w("keepNext"))
        self._loosen(made)
        if widths and len(made.findall(_ROW)):
            paper.table(made)
            paper.gap()
        if table.lies:
            paper.begin(before)

    def beside(self, beside: Beside) -> None:
        """Text and notes as two cells of one row, read one after the other."""
        paper = self._paper
        margin = paper.look.margin_width if paper.is_in_body else 0
        if not beside.notes:
            self._blocks.write(beside.blocks)
            return
        notes = margin - _GUTTER if margin else paper.width // 3
        text_width = paper.width + (_GUTTER if margin else -notes)
        line = paper.look.line_room
        widths = [text_width + line, notes]
        made = _table("Handout Margin", widths, -line, "", has_heads=False)
        row = w("tr")
        text, told = _cell(widths[0]), _cell(widths[1])
        if paper.rail is not None:
            drawn = w("left", val=BORDERS[paper.rail], sz=8, space=0, color=INK)
            text.find(_CELL_PROPERTIES).append(w("tcBorders", drawn))
        room = w("tcMar", w("left", w=line, type="dxa"), w("right", w=_GUTTER, type="dxa"))
        text.find(_CELL_PROPERTIES).append(room)
        with paper.inside(text, text_width - _GUTTER, is_lined=paper.rail is not None):
            self._blocks.write(beside.blocks)
        with paper.inside(told, notes, BESIDE):
            for note in beside.notes:
                self._blocks.note(note, is_beside=True)
        row.extend((text, told))
        row.insert(0, w("trPr", on("cantSplit", self._high(row, widths) < paper.sheet.depth * _HEAD)))
        made.append(row)
        self._loosen(made)
        paper.table(made)
        paper.gap()

    def cards(self, cards: Cards) -> None:
        paper = self._paper
        before = paper.sheet.name
        across = 2 if cards.to_a_page == 4 else 1
        is_alone = paper.is_in_body
        if is_alone:
            paper.begin("cards")
        width = (7 * INCH if is_alone else paper.width) // across
        high = int((4.5 if paper.look.large else 4.72) * INCH)  # the foot of large print is higher
        for start in range(0, len(cards.cards), cards.to_a_page):
            shown = cards.cards[start : start + cards.to_a_page]
            made = _table("Handout Cards", [width] * across, 0, "", has_heads=False)
            for left in range(0, len(shown), across):
                row = w("tr", w("trPr", w("cantSplit"), w("trHeight", val=high, hRule="atLeast")))
                row.extend(self._card(card, width, cards.to_a_page) for card in shown[left : left + across])
                while len(row.findall(_CELL_TAG)) < across:
                    row.append(_cell(width, w("p")))
                made.append(row)
            self._loosen(made)
            if start:
                paper.fresh()
            paper.table(made)
            paper.gap()
        if is_alone:
            paper.begin(before)

    def _card(self, card: Card, width: int, to_a_page: int) -> Element:
        """Code and title on top, the source at the foot."""
        voice, size = (CARD_SMALL, 13.5) if to_a_page == 4 else (CARD, 17.0)
        cell = _cell(width)
        with self._paper.inside(cell, width - 2 * _CARD_ROOM, voice):
            self._blocks.opening(card.opening, size, self._blocks.part_words(card))
            self._blocks.write(card.blocks)
            if card.source:
                self._blocks.paragraph(Paragraph(plain(card.source)), "Handout Cell Small")
        margins = (w(side, w=_CARD_ROOM, type="dxa") for side in ("top", "left", "bottom", "right"))
        cell.find(_CELL_PROPERTIES).append(w("tcMar", *margins))
        return cell

    def _row(self, cells: list[tuple[Block, ...]], widths: list[int], voices: list[Voice]) -> Element:
        row = w("tr")
        for blocks, width, voice in zip(cells, widths, voices, strict=True):
            cell = _cell(width)
            with self._paper.inside(cell, width - _CELL_ROOM, voice):
                self._blocks.write(blocks)
            row.append(cell)
        return row

    def _loosen(self, table: Element) -> None:
        """In a cell, what keeps to the next keeps its whole row to the next: a long table would never part,
        and some programs would look for its place for ever.
        """
        for paragraph in table.iter(_PARAGRAPH):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if style is not None and style.get(f"{_W}val") in self._keeping:
                properties = properties_of(paragraph)
                if properties.find(f"{_W}keepNext") is None:
                    put(properties, w("keepNext", val="0"))

    def _high(self, row: Element, widths: list[int]) -> float:
        cells = zip(row.findall(_CELL_TAG), widths, strict=True)
        return max((_height(cell, width, self._paper.look.large) for cell, width in cells), default=0.0)

    def _total(self, table: Element, widths: list[int]) -> float:
        return sum(self._high(row, widths) for row in table.findall(_ROW))


_CARD_ROOM = 12 * POINT
_GUTTER = 144  # between the text and the notes on it
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROW, _CELL_TAG, _CELL_PROPERTIES = f"{_W}tr", f"{_W}tc", f"{_W}tcPr"
_PARAGRAPH, _TEXT, _BREAK, _DRAWING = f"{_W}p", f"{_W}t", f"{_W}br", f"{_W}drawing"
# About a letter's width, and a line's height with what parts it from the next.
_SMALL, _LARGE, _PICTURE = (110, 330), (200, 640), 5000
_MOST, _HEAD = 0.8, 0.35  # of a sheet: a row that stays whole, and a head that stands on each
LARGER = 18 / 11
_FEW = 8  # rows of a table that is kept on one sheet


def column_widths(table: Table, room: int, larger: float = 1.0) -> list[int]:
    """Twips: fixed columns as they are, or as much `larger`, the others by their shares; all in the room."""
    if not table.columns:
        return []
    point = POINT * larger
    fixed = sum(column.width * point for column in table.columns if column.is_fixed)
    squeeze = min(1.0, room * 0.8 / fixed) if fixed else 1.0
    shares = sum(max(column.width, 0.01) for column in table.columns if not column.is_fixed)
    left = max(room - fixed * squeeze, 0)
    widths = [
        column.width * point * squeeze if column.is_fixed else max(column.width, 0.01) / shares * left
        for column in table.columns
    ]
    return [max(int(width), min(_NARROWEST, room // len(widths))) for width in widths]


def _height(cell: Element, width: int, large: bool) -> float:
    """About how high a cell gets, in twips, rather too much. A row that may not break and is higher than its
    sheet loses what is below it in some programs.
    """
    letter, line = _LARGE if large else _SMALL
    high = 0.0
    for paragraph in cell.iter(_PARAGRAPH):
        letters = sum(len(text.text or "") for text in paragraph.iter(_TEXT))
        breaks = sum(1 for _ in paragraph.iter(_BREAK))
        high += (1 + breaks + letters * letter // max(width - _CELL_ROOM, 1)) * line
    return high + sum(_PICTURE for _ in cell.iter(_DRAWING))


def _voice(table: Table, head: tuple[Block, ...]) -> Voice:
    """The book's text in its own face, under the head of an example; numbers and names sans."""
    for block in head:
        if isinstance(block, ColumnHead):
            return CELL if block.kind is Kind.OWN else CELL_TEXT
    return CELL_SMALL if table.is_small else CELL


def _table(style: str, widths: list[int], indent: int, title: str, has_heads: bool = True) -> Element:
    heads = 1 if has_heads else 0
    properties = w(
        "tblPr",
        w("tblStyle", val=style_id(style)),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=indent, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="00A0" if heads else "0000", firstRow=heads, lastRow=0, firstColumn=heads,
          lastColumn=0, noHBand=1, noVBand=1),
        w("tblCaption", val=title) if title else None,
    )  # fmt: skip
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))


def _cell(width: int, *inside: Element) -> Element:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *inside)
