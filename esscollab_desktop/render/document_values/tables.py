"""Tables as values: widths in points, and which rows surely fit a sheet."""

from esscollab_desktop.render.document import Cell, Column, Table
from esscollab_desktop.render.document_values.heights import surely_high
from esscollab_desktop.render.document_values.maker import Maker
from esscollab_desktop.render.document_values.place import Place
from esscollab_desktop.render.document_values.texts import Values
from esscollab_desktop.render.document_values.theme import LARGEST

# In large print a narrower column breaks most of its words; one on lying paper holds whole paragraphs.
_LEAST_LARGE, _LEAST_LYING = 130.0, 240.0
_USUAL = 9.5


def tables(maker: Maker, table: Table) -> list[Values]:
    """The table; in large print several side by side become several one after the other."""
    lies = table.lies and not maker.theme.lies
    theme = maker.theme.lying() if lies else maker.theme
    room = theme.wide if lies or maker.place.is_wide else maker.place.room
    size = maker.theme.sizes.figures if table.is_small else maker.theme.sizes.cell
    parts = _parts(table, room, size)
    return [_table(maker, table, columns, room, theme.depth) for columns in parts]


def _parts(table: Table, room: float, size: float) -> list[list[int]]:
    """Which columns stand side by side; the first is in each part."""
    everything = list(range(len(table.columns)))
    if size < LARGEST or not everything:
        return [everything]
    least = _LEAST_LYING if table.lies else _LEAST_LARGE
    wide = [_fixed(column, size) if column.is_fixed else least for column in table.columns]
    parts = [[0]]
    for n in everything[1:]:
        if len(parts[-1]) > 1 and sum(wide[k] for k in (*parts[-1], n)) > room:
            parts.append([0])
        parts[-1].append(n)
    return parts


def _fixed(column: Column, size: float) -> float:
    """A fixed width is meant for the usual size of type."""
    return column.width * max(1.0, size / _USUAL)


def _table(maker: Maker, table: Table, chosen: list[int], room: float, depth: float) -> Values:
    sizes = maker.theme.sizes
    size = sizes.figures if table.is_small else sizes.cell
    columns = [table.columns[n] for n in chosen]
    gap = 4.8 if table.is_small else 12.0
    widths = _widths(columns, room, size)
    places = [Place(max(width - gap, size * 1.5), size) for width in widths]
    head = [maker.all(column.head, place) for column, place in zip(columns, places, strict=True)]
    tops = [surely_high(c.head, p.room, size) for c, p in zip(columns, places, strict=True)]
    high_head = max(tops, default=0.0) + 2 * size
    rows = [[row[n] for n in chosen if n < len(row)] for row in table.rows]
    return {
        "k": "table",
        "title": maker.texts.plain(table.title),
        "lies": table.lies and not maker.theme.lies,
        "small": table.is_small,
        "wide": table.lies or maker.place.is_wide,
        "widths": widths,
        "head": head,
        "depth": depth,
        "rows": [_row(maker, row, places, depth - high_head) for row in rows],
    }


def _row(maker: Maker, row: list[Cell], places: list[Place], depth: float) -> Values:
    """`whole`: it surely fits a sheet; otherwise the template measures it."""
    pairs = list(zip(row, places, strict=False))
    high = max((surely_high(cell.blocks, p.room, p.size) for cell, p in pairs), default=0.0)
    return {"cells": [maker.all(cell.blocks, place) for cell, place in pairs], "whole": high + 20 < depth}


def _widths(columns: list[Column], room: float, size: float) -> list[float]:
    """Fixed columns have their points, but never all; the others share the rest."""
    fixed = sum(_fixed(column, size) for column in columns if column.is_fixed)
    shrunk = min(1.0, 0.5 * room / fixed) if fixed and len(columns) > 1 else 1.0
    shares = sum(column.width for column in columns if not column.is_fixed) or 1.0
    rest = room - fixed * shrunk
    widths = [
        _fixed(column, size) * shrunk if column.is_fixed else rest * column.width / shares
        for column in columns
    ]
    total = sum(widths) or 1.0
    return [width * room / total for width in widths]
