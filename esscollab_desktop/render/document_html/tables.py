"""Tables, and cards to cut out."""

from typing import TYPE_CHECKING

from esscollab_desktop.render.document import Cards, Cell, ColumnHead, Table
from esscollab_desktop.render.document_html.markup import classes, tag
from esscollab_desktop.render.document_text import part_words
from esscollab_desktop.render.held import one_line

if TYPE_CHECKING:
    from esscollab_desktop.render.document_html.blocks import Blocks


class TableWriter:
    def __init__(self, blocks: "Blocks", words: dict[str, str]) -> None:
        self._blocks = blocks
        self._words = words
        self.texts = blocks.texts

    def column_head(self, head: ColumnHead) -> str:
        code = self.texts.code(head.code, head.kind) if head.code else ""
        mark = self.texts.inline("span", one_line(head.mark), class_=classes("kind", head.kind))
        first = " ".join(filter(None, (code, mark if head.mark else "")))
        lines = (("name", head.title), ("agency", head.agency), ("agency", head.pack))
        told = (self.texts.plain("p", one_line(words), class_=name) for name, words in lines if words)
        return "\n".join((tag("p", first), *told) if first else told)

    def table(self, table: Table) -> str:
        """It can be moved sideways by key where it is wider than the window."""
        if not table.columns:
            return ""
        caption = self.texts.plain("caption", one_line(table.title), class_="said") if table.title else ""
        heads = [self._cell(Cell(column.head, True), "col") for column in table.columns]
        head = tag("thead", tag("tr", *heads)) if any(column.head for column in table.columns) else ""
        rows = []
        for row in table.rows:
            cells = [*row[: len(heads)], *[Cell(())] * (len(heads) - len(row))]
            rows.append(tag("tr", *(self._cell(cell, "row") for cell in cells)))
        is_compared = any(isinstance(part, ColumnHead) for column in table.columns for part in column.head)
        named = classes("compared" if is_compared else None, "small" if table.is_small else None)
        made = tag("table", caption, head, tag("tbody", *rows), class_=named)
        label = one_line(table.title) or self._words["untitled"]
        return tag("div", made, class_="wide", role="group", aria_label=label, tabindex="0")

    def cards(self, cards: Cards) -> str:
        made = []
        for card in cards.cards:
            parts = [
                self._blocks.opening(card.opening, part_words(card, self._words)),
                self._blocks.write(card.blocks),
                self.texts.plain("p", one_line(card.source), class_="source") if card.source else "",
            ]
            made.append(tag("article", "\n".join(filter(None, parts)), class_="card"))
        return tag("div", *made, class_=classes("cards", "four" if cards.to_a_page == 4 else None))

    def _cell(self, cell: Cell, scope: str) -> str:
        inside = self._blocks.write(cell.blocks)
        return tag("th", inside, scope=scope) if cell.is_head and inside else tag("td", inside)
