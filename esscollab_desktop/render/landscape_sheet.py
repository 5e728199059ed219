"""Map, matrix and their table as one neutral sheet, before it becomes a picture, a table or a handout."""

from collections.abc import Mapping
from dataclasses import dataclass

from esscollab_desktop.domain.landscape import Counts, Landscape
from esscollab_desktop.domain.tiles import APART, COLUMNS, ROWS, TILES


@dataclass(frozen=True)
class LandscapeSheet:
    """What is drawn, with the sentences that speak for it.

    `tile_words` by jurisdiction, `cell_words` by jurisdiction and practice. Without `has_notes` nothing of
    the sheet is about notes.
    """

    landscape: Landscape
    heading: str
    map_words: str
    matrix_words: str
    tile_words: Mapping[str, str]
    cell_words: Mapping[tuple[str, str], str]
    has_notes: bool = False

    def __post_init__(self) -> None:
        if self.landscape.total.notes and not self.has_notes:
            raise ValueError("notes are counted on a sheet that is to be without them")


def places(landscape: Landscape) -> dict[str, tuple[int, int]]:
    """Column and row of each jurisdiction's tile; one that no map knows stands in a row after the others."""
    unknown = [place.code for place in landscape.jurisdictions if place.code not in TILES]
    found = {place.code: TILES[place.code] for place in landscape.jurisdictions if place.code in TILES}
    found.update({code: (n % COLUMNS, ROWS + n // COLUMNS) for n, code in enumerate(unknown)})
    return found


def is_apart(row: int) -> bool:
    """Whether a row of tiles stands apart from the map above it."""
    return row >= APART


def tint(counts: Counts) -> int:
    """The step of a tile's fill: 0 for none, then 1, 2, and 3 for three and more examples."""
    return min(counts.total, 3)
