"""The matrix of jurisdictions and practices as SVG."""

from esscollab_desktop.domain.book import Jurisdiction, Kind
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.render.breaks import fit
from esscollab_desktop.render.fonts import widest
from esscollab_desktop.render.landscape_shapes import (
    GREY,
    LIGHT,
    MOST_MARKS,
    SERIF,
    corner,
    legend,
    mark,
    marks_of,
    numbers,
    text,
)
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.svg import document, element, words
from esscollab_desktop.render.words import LANDSCAPE

_ROW, _CELL, _MARGIN, _HEAD, _SIZE = 26.0, 100.0, 24.0, 46.0, 13.0
# The longest name in em; a longer one is shortened, its whole stands in the words of its row.
_NAME = 26.0
# On paper: the width of a practice, and how much of the bound on a name's width it takes at the most.
_NARROW, _NAME_WIDE = 58.0, 0.85


def matrix_svg(sheet: LandscapeSheet) -> str:
    """The matrix by itself: heading, practices, rows, legend."""
    landscape = sheet.landscape
    left = max((widest(_shown(place)) for place in landscape.jurisdictions), default=0) * _SIZE + 12
    width = max(left + _CELL * (len(landscape.practices) + 1), 480.0)
    titles = [f"{entry.code} {entry.title}" for entry in landscape.practices]
    top = 20.0 * len(titles) + 36
    rows = [
        _row(sheet, place, left, top + _ROW * n, width) for n, place in enumerate(landscape.jurisdictions)
    ]
    bottom = top + _ROW * len(rows)
    key, key_high = legend(0, bottom + 24, width, LIGHT, _entries(sheet))
    shown = text(0, -20, sheet.heading, 20, LIGHT.ink, font_family=SERIF, font_weight=600)
    named = [
        text(0, 12 + 20 * n, fit(told, width / _SIZE), _SIZE, LIGHT.ink) for n, told in enumerate(titles)
    ]
    inside = (shown, *named, *_head(sheet, left, top, width), *rows, key)
    return document(
        width + 2 * _MARGIN,
        _HEAD + bottom + 24 + key_high + 2 * _MARGIN - 12,
        sheet.heading,
        sheet.matrix_words,
        element("rect", width="100%", height="100%", fill=LIGHT.paper),
        element("g", *inside, transform=f"translate({_MARGIN:g} {_MARGIN + _HEAD:g})"),
    )


def matrix_figures(sheet: LandscapeSheet, most: int = 29) -> tuple[str, ...]:
    """The matrix for paper, in parts of so many rows at the most; its heading stands above it there."""
    places = sheet.landscape.jurisdictions
    count = max(1, -(-len(places) // most))
    each = -(-len(places) // count)
    left = max((widest(_shown(place)) for place in places), default=0) * _SIZE * _NAME_WIDE + 12
    width = max(left + _NARROW * (len(sheet.landscape.practices) + 1), 480.0)
    starts = range(0, len(places), each) if places else (0,)
    return tuple(_figure(sheet, places[n : n + each], left, width, n == 0) for n in starts)


def _figure(
    sheet: LandscapeSheet, places: tuple[Jurisdiction, ...], left: float, width: float, is_first: bool
) -> str:
    top = 28.0
    rows = [_row(sheet, place, left, top + _ROW * n, width, _NARROW) for n, place in enumerate(places)]
    bottom = top + _ROW * len(rows)
    key, key_high = legend(0, bottom + 24, width, GREY, _entries(sheet))
    return document(
        width,
        bottom + 24 + key_high,
        sheet.heading,
        sheet.matrix_words if is_first else sheet.heading,
        element("g", *_head(sheet, left, top, width, _NARROW), *rows, key),
    )


def _shown(place: Jurisdiction) -> str:
    return fit(place.name, _NAME)


def _head(sheet: LandscapeSheet, left: float, top: float, width: float, cell: float = _CELL) -> list[str]:
    bold: dict[str, object] = {"font_weight": 600, "text_anchor": "middle"}
    heads = [*(entry.code for entry in sheet.landscape.practices), LANDSCAPE["all"]]
    return [
        text(0, top - 9, LANDSCAPE["jurisdiction"], _SIZE, LIGHT.ink, font_weight=600),
        *(
            text(left + cell * (n + 0.5), top - 9, told, _SIZE, LIGHT.ink, **bold)
            for n, told in enumerate(heads)
        ),
        _rule(top, width, LIGHT.edge),
    ]


def _row(
    sheet: LandscapeSheet, place: Jurisdiction, left: float, y: float, width: float, cell: float = _CELL
) -> str:
    landscape = sheet.landscape
    total = landscape.of_jurisdiction(place.code)
    all_of = text(
        left + cell * (len(landscape.practices) + 0.5), y + 17.5, str(total.total), _SIZE, LIGHT.ink,
        text_anchor="middle",
    )  # fmt: skip
    cells = [
        _cell(sheet, place.code, entry.code, left + cell * n, y, cell)
        for n, entry in enumerate(landscape.practices)
    ]
    return element(
        "g",
        element("title", words(sheet.tile_words[place.code])),
        text(0, y + 17.5, _shown(place), _SIZE, LIGHT.ink),
        *(*cells, all_of, _rule(y + _ROW, width, LIGHT.line)),
        data_code=place.code,
        **numbers(total, sheet.has_notes),
    )


def _cell(sheet: LandscapeSheet, place: str, practice: str, x: float, y: float, wide: float) -> str:
    counts = sheet.landscape.cell(place, practice)
    folded = corner(x + wide - 2, y + 4, LIGHT.ink, 8) if counts.notes else ""
    return element(
        "g",
        element("title", words(sheet.cell_words[place, practice])),
        *(*_examples(counts, x + wide / 2, y + _ROW / 2), folded),
        data_place=place,
        data_practice=practice,
        **numbers(counts, sheet.has_notes),
    )


def _examples(counts: Counts, middle: float, y: float) -> list[str]:
    if not counts.total:
        return [element("line", x1=middle - 4, x2=middle + 4, y1=y, y2=y, stroke=LIGHT.edge)]
    kinds = marks_of(counts)
    told = str(counts.total) if counts.total > MOST_MARKS else ""
    wide = 13.0 * len(kinds) + 7.5 * len(told)
    left = middle - wide / 2
    marks = [mark(kind, left + 7.5 * len(told) + 6.5 + 13 * n, y, LIGHT.ink) for n, kind in enumerate(kinds)]
    return [text(left - 2, y + 4.5, told, _SIZE, LIGHT.ink, font_weight=600), *marks] if told else marks


def _rule(y: float, width: float, stroke: str) -> str:
    return element("line", x1=0, x2=width, y1=y, y2=y, stroke=stroke)


def _entries(sheet: LandscapeSheet) -> list[list[tuple[str, str]]]:
    notes = [("notes", LANDSCAPE["notes"])] if sheet.has_notes else []
    return [[*((kind.value, LANDSCAPE[kind.value]) for kind in Kind), *notes]]
