"""Blocks as values: each a dictionary with its sort under `k`, in reading order."""

from collections.abc import Callable
from typing import Any

from esscollab_desktop.render.document import (
    Beside,
    Cards,
    ColumnHead,
    Contents,
    Fields,
    Figure,
    Group,
    Heading,
    Lines,
    List,
    Marked,
    NewSheet,
    Notes,
    Opening,
    Paragraph,
    Rail,
    Sources,
    Table,
)
from esscollab_desktop.render.document_values.cards import cards
from esscollab_desktop.render.document_values.figures import figure
from esscollab_desktop.render.document_values.heads import heading, opening, paragraph
from esscollab_desktop.render.document_values.heights import surely_high
from esscollab_desktop.render.document_values.lists import entries, sources
from esscollab_desktop.render.document_values.maker import Made, Maker
from esscollab_desktop.render.document_values.notes import beside, notes
from esscollab_desktop.render.document_values.tables import tables
from esscollab_desktop.render.document_values.texts import Values, language_values


def rail(maker: Maker, block: Rail) -> Values:
    return {
        "k": "rail",
        "kind": block.kind.value if block.kind else None,
        "blocks": maker.all(block.blocks),
    }


def column_head(maker: Maker, block: ColumnHead) -> Values:
    sizes = maker.theme.sizes
    return {
        "k": "column",
        "code": maker.code(maker.texts.plain(block.code)),
        "kind": block.kind.value,
        "mark": maker.texts.line(block.mark, maker.place.room / sizes.source),
        "title": maker.texts.line(block.title, maker.place.room / sizes.name),
        "agency": maker.texts.line(block.agency, maker.place.room / sizes.source),
        "pack": maker.texts.line(block.pack, maker.place.room / sizes.source),
    }


def marked(maker: Maker, block: Marked) -> Values:
    em = maker.em(maker.theme.sizes.source) - 1.5
    return {"k": "marked", "kind": block.kind.value, "text": maker.texts.spans(block.text, em)}


def drawing(maker: Maker, block: Figure) -> Values:
    room = maker.theme.wide if maker.place.is_wide else maker.place.room
    return figure(maker.texts, block, room, maker.theme.depth)


def lines(maker: Maker, block: Lines) -> Values:
    return {"k": "lines", "count": max(0, block.count)}


def fields(maker: Maker, block: Fields) -> Values:
    em = maker.em(maker.theme.sizes.prompt) / max(1, len(block.fields)) / 2
    return {"k": "fields", "fields": [maker.texts.line(one.words, em) for one in block.fields]}


def group(maker: Maker, block: Group) -> Values:
    with maker.texts.speaking(block.language):
        inside = maker.all(block.blocks)
    together = (
        block.is_together
        and surely_high(block.blocks, maker.place.room, maker.theme.sizes.guidance) < maker.theme.depth
    )
    return {"k": "group", "blocks": inside, "together": together, **language_values(block.language)}


def new_sheet(maker: Maker, _block: NewSheet) -> Values:
    return {"k": "sheet"}


def contents(maker: Maker, block: Contents) -> Values:
    return {"k": "contents", "heading": heading(maker, block.heading), "lines": maker.openings}


MAKERS: dict[type, Callable[[Maker, Any], Made]] = {
    Paragraph: paragraph,
    Heading: heading,
    Opening: opening,
    List: entries,
    Rail: rail,
    Notes: notes,
    Beside: beside,
    Sources: sources,
    Table: tables,
    ColumnHead: column_head,
    Marked: marked,
    Figure: drawing,
    Lines: lines,
    Fields: fields,
    Cards: cards,
    Group: group,
    NewSheet: new_sheet,
    Contents: contents,
}
