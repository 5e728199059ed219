"""Map or matrix as a figure that speaks, and the table of the same numbers."""

from esscollab_desktop.domain.book import Kind, PracticeEntry
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.render.document import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Marked,
    NewSheet,
    Opening,
    Paragraph,
    Style,
    Table,
    plain,
)
from esscollab_desktop.render.landscape_map import map_figure
from esscollab_desktop.render.landscape_shapes import GREY
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.layouts.content import LandscapeItem
from esscollab_desktop.render.layouts.page_blocks import PageLayout
from esscollab_desktop.render.words import LANDSCAPE

# So many practices stand side by side on the width of a sheet; more come in a table of their own.
_ABREAST = 5
_SVG = "image/svg+xml"
_CODES = 30.0  # points


def landscape_blocks(layout: PageLayout, item: LandscapeItem) -> tuple[Block, ...]:
    sheet = item.sheet
    level = 0 if layout.is_single else 1
    title = layout.words["matrix" if item.is_matrix else "map"]
    opening = Opening(plain(title), level, item.anchor, running=title, starts_page=True)
    counted = LANDSCAPE["counted_notes" if sheet.has_notes else "counted"]
    practices = sheet.landscape.practices
    parts = [practices[n : n + _ABREAST] for n in range(0, len(practices), _ABREAST)] or [practices]
    return (
        opening,
        Paragraph(plain(sheet.heading)),
        *_drawing(layout, item),
        Heading(level + 1, plain(LANDSCAPE["by_practice"])),
        Paragraph(plain(counted), Style.SMALL),
        *(_table(sheet, part, is_last=part is parts[-1]) for part in parts),
    )


def _drawing(layout: PageLayout, item: LandscapeItem) -> tuple[Block, ...]:
    """The map. On paper the matrix is the table itself, which is larger and says more than a drawing of it.

    In large print the map is left to the table too, since what is written in a drawing is small.
    """
    if item.is_matrix or layout.look.large:
        return ()
    return (Figure(map_figure(item.sheet, GREY).encode(), _SVG, item.sheet.map_words), NewSheet())


def _table(sheet: LandscapeSheet, practices: tuple[PracticeEntry, ...], is_last: bool) -> Table:
    """The practices side by side; the sums of all practices stand in the last table alone."""
    found = sheet.landscape
    columns = [
        Column((Paragraph(plain(LANDSCAPE["jurisdiction"])),), 1.3),
        Column((Paragraph(plain(LANDSCAPE["code"])),), _CODES, is_fixed=True),
        *(Column((Paragraph(plain(f"{p.code} {p.title}")),)) for p in practices),
    ]
    rows = []
    for place in found.jurisdictions:
        cells = [_counted(sheet, found.cell(place.code, entry.code)) for entry in practices]
        total = [_counted(sheet, found.of_jurisdiction(place.code))] if is_last else []
        head = Cell((Paragraph(plain(place.name)),), is_head=True)
        rows.append((head, Cell((Paragraph(plain(place.code)),)), *cells, *total))
    sums = [_counted(sheet, found.of_practice(entry.code)) for entry in practices]
    if is_last:
        columns.append(Column((Paragraph(plain(LANDSCAPE["all"])),)))
        sums.append(_counted(sheet, found.total))
    all_of_them = Cell((Paragraph(plain(LANDSCAPE["all"])),), is_head=True)
    rows.append((all_of_them, Cell(()), *sums))
    return Table(LANDSCAPE["by_practice"], tuple(columns), tuple(rows), is_small=True)


def _counted(sheet: LandscapeSheet, counts: Counts) -> Cell:
    """`1 published`, each with its mark; a dash for none."""
    told: list[Block] = [
        Marked(kind, plain(f"{counts.of(kind)} {kind.value}")) for kind in Kind if counts.of(kind)
    ]
    if sheet.has_notes and counts.notes:
        told.append(Paragraph(plain("1 note" if counts.notes == 1 else f"{counts.notes} notes")))
    return Cell(tuple(told) or (Paragraph(plain(LANDSCAPE["dash"])),))
