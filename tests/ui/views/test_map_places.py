"""Arrow keys on the map: every tile is reached, none is a trap."""

import pytest
from PySide6.QtCore import Qt

from esscollab_desktop.domain.tiles import TILES
from esscollab_desktop.ui.views.map_places import next_tile, places_of, tile_box, tile_size

KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
PLACES = places_of(TILES)


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("MA", Qt.Key.Key_Left, "RI"),
        ("AK", Qt.Key.Key_Right, "ME"),
        ("AK", Qt.Key.Key_Down, "WA"),
        ("AK", Qt.Key.Key_Left, "AK"),
        ("TX", Qt.Key.Key_Up, "OK"),
        ("HI", Qt.Key.Key_Right, "TX"),
        ("CA", Qt.Key.Key_Down, "HI"),
        ("BIE", Qt.Key.Key_Up, "MS"),
        ("ME", Qt.Key.Key_Down, "NH"),
        ("CT", Qt.Key.Key_Right, "MA"),
    ],
)
def test_the_nearest_tile_in_the_direction(start: str, key: Qt.Key, end: str) -> None:
    assert next_tile(PLACES, start, key) == end


@pytest.mark.parametrize("start", TILES)
def test_every_tile_is_reached_from_every_other(start: str) -> None:
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        found = {next_tile(PLACES, here, key) for key in KEYS} - seen
        seen |= found
        todo += found
    assert seen == set(TILES)


def test_a_tile_that_the_map_does_not_know_stands_below() -> None:
    places = places_of(["MA", "XX"])
    assert places["XX"][1] > max(row for _, row in TILES.values())
    assert next_tile(places, "MA", Qt.Key.Key_Down) == "XX"


@pytest.mark.parametrize("width", [100.0, 360.0, 594.0, 2000.0])
def test_tiles_are_targets_of_their_own(width: float) -> None:
    size = tile_size(width, 1.0)
    boxes = [tile_box(place, size, size) for place in PLACES.values()]
    assert size >= 24
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])
