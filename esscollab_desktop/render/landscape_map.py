"""The map of tiles as SVG."""

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.domain.tiles import COLUMNS
from esscollab_desktop.render.landscape_shapes import (
    LIGHT,
    MOST_MARKS,
    SERIF,
    Palette,
    corner,
    legend,
    mark,
    marks_of,
    numbers,
    text,
)
from esscollab_desktop.render.landscape_sheet import LandscapeSheet, is_apart, places, tint
from esscollab_desktop.render.svg import document, element, words
from esscollab_desktop.render.words import LANDSCAPE

TILE, GAP, _APART, _MARGIN, _HEAD = 49.0, 5.0, 16.0, 24.0, 46.0
WIDTH = COLUMNS * TILE + (COLUMNS - 1) * GAP


def map_svg(sheet: LandscapeSheet) -> str:
    """The map by itself: heading, tiles, legend."""
    tiles, high = _tiles(sheet, LIGHT)
    key, key_high = legend(0, high + 28, WIDTH, LIGHT, _entries(sheet))
    height = _HEAD + high + 28 + key_high + 2 * _MARGIN - 12
    shown = text(0, -20, sheet.heading, 20, LIGHT.ink, font_family=SERIF, font_weight=600)
    return document(
        WIDTH + 2 * _MARGIN,
        height,
        sheet.heading,
        sheet.map_words,
        element("rect", width="100%", height="100%", fill=LIGHT.paper),
        element("g", shown, *tiles, key, transform=f"translate({_MARGIN:g} {_MARGIN + _HEAD:g})"),
    )


def map_figure(sheet: LandscapeSheet, colors: Palette) -> str:
    """The tiles and their legend without margin and heading, which the paper around them has."""
    tiles, high = _tiles(sheet, colors)
    key, key_high = legend(0, high + 24, WIDTH, colors, _entries(sheet))
    frame = element("g", *tiles, key, transform="translate(1 1)")
    return document(WIDTH + 2, high + 24 + key_high, sheet.heading, sheet.map_words, frame)


def _tiles(sheet: LandscapeSheet, colors: Palette) -> tuple[list[str], float]:
    drawn, high = [], 0.0
    for code, (column, row) in places(sheet.landscape).items():
        y = row * (TILE + GAP) + (_APART if is_apart(row) else 0)
        drawn.append(_tile(sheet, code, column * (TILE + GAP), y, colors))
        high = max(high, y + TILE)
    return drawn, high


def _tile(sheet: LandscapeSheet, code: str, x: float, y: float, colors: Palette) -> str:
    counts = sheet.landscape.of_jurisdiction(code)
    step = tint(counts)
    ink = colors.on_tints[step]
    box: dict[str, object] = {"x": x + 0.5, "y": y + 0.5, "width": TILE - 1, "height": TILE - 1, "rx": 3}
    if step:
        frame = element("rect", **box, fill=colors.tints[step], stroke=colors.quiet)
    else:
        frame = element("rect", **box, fill="none", stroke=colors.edge, stroke_dasharray="3.5 2.6")
    name = text(x + 6, y + 16.5, code, 14, ink, font_weight=600 if step else 400)
    folded = corner(x + TILE - 1.5, y + 1.5, ink) if counts.notes else ""
    return element(
        "g",
        element("title", words(sheet.tile_words[code])),
        *(frame, folded, name, *_examples(counts, x, y, ink)),
        data_code=code,
        **numbers(counts, sheet.has_notes),
    )


def _examples(counts: Counts, x: float, y: float, ink: str) -> list[str]:
    kinds = marks_of(counts)
    if counts.total <= MOST_MARKS:
        return [mark(kind, x + 11 + n * 13, y + 35, ink) for n, kind in enumerate(kinds)]
    shown = text(x + 6, y + 32, str(counts.total), 12, ink, font_weight=600)
    return [shown, *(mark(kind, x + 9.5 + n * 10.5, y + 41, ink, 3.5) for n, kind in enumerate(kinds))]


def _entries(sheet: LandscapeSheet) -> list[list[tuple[str, str]]]:
    marks = [(kind.value, LANDSCAPE[kind.value]) for kind in Kind]
    notes = [("notes", LANDSCAPE["notes"])] if sheet.has_notes else []
    steps = [("none", LANDSCAPE["none"]), *((str(n), LANDSCAPE[str(n)]) for n in (1, 2, 3))]
    return [[*marks, *notes], steps]
