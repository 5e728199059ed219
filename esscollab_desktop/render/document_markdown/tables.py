"""Tables: of bars and dashes where each cell is a line, else row by row as lists."""

from dataclasses import replace
from typing import TYPE_CHECKING

from esscollab_desktop.render.document import (
    Block,
    Cell,
    ColumnHead,
    Marked,
    Paragraph,
    Span,
    Table,
    Text,
    plain,
)
from esscollab_desktop.render.document_markdown.text import hung, one_below_another, spaced, strong
from esscollab_desktop.render.document_text import joined, plain_text
from esscollab_desktop.render.held import one_line

if TYPE_CHECKING:
    from esscollab_desktop.render.document_markdown.blocks import Blocks, Parts


def table_parts(blocks: "Blocks", table: Table) -> "Parts":
    if not table.columns:
        return []
    if not all(map(_is_plain, _cells(table))):
        return _rows_in_turn(blocks, table)
    width = len(table.columns)
    rows = [[_cell(blocks, column.head) for column in table.columns], ["---"] * width]
    for row in table.rows:
        cells = [_cell(blocks, cell.blocks) for cell in row[:width]]
        rows.append([*cells, *[""] * (width - len(cells))])
    return [[f"| {' | '.join(row)} |" for row in rows]]


def _cell(blocks: "Blocks", held: tuple[Block, ...]) -> str:
    """Its lines as one; each but the last of a paragraph ends with the sign of a line end."""
    parts = (" ".join([*(line[:-1] for line in part[:-1]), part[-1]]) for part in blocks.write(held))
    return ", ".join(parts)


def _rows_in_turn(blocks: "Blocks", table: Table) -> "Parts":
    """The names of the columns, then row by row, each cell under the name of its column."""
    names = [_column_name(column.head) for column in table.columns]
    made = [part for column in table.columns for part in blocks.write(column.head)]
    for row in table.rows:
        for cell, name in zip(row, names, strict=False):
            if cell.is_head:
                made += blocks.write(_bold(cell))
                continue
            blocks.begin_list()
            if parts := blocks.write(cell.blocks):
                named = blocks.lines(strong(name))
                made.append(hung("- ", one_below_another([named, *parts])))
    blocks.begin_list("-")
    return made


def _bold(cell: Cell) -> tuple[Block, ...]:
    return tuple(
        replace(block, text=strong(block.text)) if isinstance(block, Paragraph) else block
        for block in cell.blocks
    )


def _cells(table: Table) -> list[tuple[Block, ...]]:
    return [*(column.head for column in table.columns), *(c.blocks for row in table.rows for c in row)]


def _is_plain(blocks: tuple[Block, ...]) -> bool:
    return all(isinstance(block, Paragraph | Marked) for block in blocks)


def head_text(head: ColumnHead) -> Text:
    first = spaced(strong(plain(one_line(head.code))), plain(one_line(head.mark)))
    told = (strong(plain(one_line(head.title))), *map(plain, map(one_line, (head.agency, head.pack))))
    spans = list(first)
    for text in filter(None, told):
        spans += [Span(", ")] if spans else []
        spans += text
    return tuple(spans)


def _column_name(blocks: tuple[Block, ...]) -> Text:
    """`4.MA Massachusetts`; a dash where a column has no name."""
    for block in blocks:
        if isinstance(block, ColumnHead):
            return plain(joined(one_line(block.code), one_line(block.title)) or "–")
        if isinstance(block, Paragraph) and plain_text(block.text):
            return block.text
    return plain("–")
