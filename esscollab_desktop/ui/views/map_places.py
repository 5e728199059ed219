"""Where the tiles of the map lie, and which is next in each direction."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt

from esscollab_desktop.domain.tiles import APART, COLUMNS, ROWS, TILES

TILE = 49.0
LEAST = 30.0  # what a tile is never smaller than; a target needs 24
GAP = 5.0
APART_BY = 12.0
EDGE = 5.0  # around all, for the ring of the outermost tiles

Place = tuple[int, int]
Key = Qt.Key

_WAYS: dict[Qt.Key, Place] = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
}


def places_of(codes: Iterable[str]) -> dict[str, Place]:
    """Column and row by code, in reading order; what the map does not know stands in rows below it."""
    known, more = {}, []
    for code in codes:
        if code in TILES:
            known[code] = TILES[code]
        else:
            more.append(code)
    for number, code in enumerate(more):
        known[code] = (number % COLUMNS, ROWS + number // COLUMNS)
    return dict(sorted(known.items(), key=lambda item: (item[1][1], item[1][0])))


def next_tile(places: dict[str, Place], code: str, key: Qt.Key) -> str:
    """The nearest tile in a direction: in the same line if there is one, else the one least aside.

    The same tile where nothing lies there.
    """
    column, row = places[code]
    across, down = _WAYS[key]
    best, found = None, code
    for other, (x, y) in places.items():
        ahead = (x - column) * across + (y - row) * down
        aside = abs(x - column) if down else abs(y - row)
        if ahead > 0:
            # A tile in the very line wins over a nearer one aside of it.
            far = (aside > 0, ahead + 2 * aside if aside else ahead, aside)
            if best is None or far < best:
                best, found = far, other
    return found


def tile_size(width: float, factor: float) -> float:
    """As large as the window's text asks, if there is room."""
    room = (width - 2 * EDGE - (COLUMNS - 1) * GAP) / COLUMNS
    return max(LEAST, min(TILE * factor, room))


def map_width(size: float) -> float:
    return COLUMNS * size + (COLUMNS - 1) * GAP + 2 * EDGE


def map_height(places: dict[str, Place], width: float, height: float) -> float:
    last = max((row for _, row in places.values()), default=0)
    return tile_box((0, last), width, height).bottom() + EDGE


def tile_box(place: Place, width: float, height: float) -> QRectF:
    column, row = place
    apart = APART_BY if row >= APART else 0.0
    return QRectF(EDGE + column * (width + GAP), EDGE + row * (height + GAP) + apart, width, height)
