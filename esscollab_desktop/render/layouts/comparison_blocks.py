"""Examples side by side as a table of the neutral document."""

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import bare
from esscollab_desktop.domain.comparison import Cell as ComparedCell
from esscollab_desktop.domain.comparison import Column as ComparedColumn
from esscollab_desktop.domain.comparison import Part
from esscollab_desktop.domain.packets import NotesPlace, SourcesForm
from esscollab_desktop.domain.page import Entry as PageEntry
from esscollab_desktop.domain.page import Paragraph as PageParagraph
from esscollab_desktop.render.document import (
    Block,
    Cell,
    Column,
    ColumnHead,
    Entry,
    Heading,
    List,
    Marked,
    Notes,
    Opening,
    Paragraph,
    Style,
    Table,
    plain,
)
from esscollab_desktop.render.layouts.content import ComparisonItem
from esscollab_desktop.render.layouts.note_blocks import heading_of, note_text
from esscollab_desktop.render.layouts.page_blocks import PageLayout, ended
from esscollab_desktop.render.layouts.passages import Numbered
from esscollab_desktop.render.layouts.source_blocks import SourceBook

_ROW_HEADS = 79.2  # points


def comparison_blocks(layout: PageLayout, item: ComparisonItem) -> tuple[Block, ...]:
    """A title, the table on lying paper, and the notes on each example after it."""
    compared = item.comparison
    level = 0 if layout.is_single else 1
    opening = Opening(plain(compared.title), level, item.anchor, running=compared.title, starts_page=True)
    # A source that a figure leads to stands in the row of sources, whatever form the others have.
    sources = SourceBook(SourcesForm.FULL)
    columns = (
        Column((Paragraph(plain(layout.words["row"]), Style.SMALL),), _ROW_HEADS, is_fixed=True),
        *(Column((_head(column, layout.words),)) for column in compared.columns),
    )
    rows = tuple(
        (
            Cell((Paragraph(plain(row.name)),), is_head=True),
            *(
                _cell(cell, column, f"{item.anchor}-{place}", layout, sources)
                for place, (cell, column) in enumerate(zip(row.cells, compared.columns, strict=True))
            ),
        )
        for row in compared.rows
    )
    table = Table(compared.title, columns, rows, lies=True)
    return (opening, table, *_notes(layout, item, level + 1))


def _head(column: ComparedColumn, words: dict[str, str]) -> ColumnHead:
    pack = f"{column.pack}, {words['edition']} {column.edition}" if column.pack else ""
    return ColumnHead(
        bare(column.code), column.kind, column.mark, column.title or column.code, column.agency, pack
    )


def _cell(
    cell: ComparedCell, column: ComparedColumn, anchor: str, layout: PageLayout, sources: SourceBook
) -> Cell:
    blocks = [block for part in cell.parts for block in _part(part, column, anchor, layout, sources)]
    blocks += sources.of_item(anchor, cell.sources, None)
    if cell.missing:
        blocks.append(Paragraph(plain(cell.missing), Style.SMALL))
    return Cell(tuple(blocks))


def _part(
    part: Part, column: ComparedColumn, anchor: str, layout: PageLayout, sources: SourceBook
) -> list[Block]:
    blocks: list[Block] = []
    if part.kind is Kind.RELATED is not column.kind:
        blocks.append(Marked(part.kind, plain(layout.words["related_facts"])))
    for block in part.blocks:
        if isinstance(block, PageParagraph):
            # The row of sources has all that the page's figures count.
            figures = sources.figures(anchor, block.refs)
            blocks.append(Paragraph(plain(block.text), Style.BODY, block.letter, plain(block.lead), figures))
            if block.broke_off:
                blocks.append(Paragraph(plain(layout.words["broke_off"]), Style.SMALL))
        else:
            blocks.append(List(tuple(map(_entry, block.entries))))
    return blocks


def _entry(entry: PageEntry) -> Entry:
    label = ended(entry.label, ":") if entry.text else entry.label
    return Entry(plain(label), plain(entry.text))


def _notes(layout: PageLayout, item: ComparisonItem, level: int) -> tuple[Block, ...]:
    if layout.look.notes not in {NotesPlace.END, NotesPlace.MARGIN}:
        return ()
    names = {column.code: column.name for column in item.comparison.columns}
    return tuple(
        Notes(
            Heading(level, plain(f"{heading_of(notes, layout.words)}, {names[code]}")),
            tuple(note_text(Numbered(note, 0), layout.look.language) for note in notes),
        )
        for code, notes in item.notes
        if notes
    )
