"""Map, matrix and table as files: what stands in them, and how they are written."""

from collections.abc import Callable, Mapping
from pathlib import Path

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.render.landscape_map import map_svg
from esscollab_desktop.render.landscape_matrix import matrix_svg
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.landscape_table import landscape_csv
from esscollab_desktop.render.picture import SCALES, png
from esscollab_desktop.render.write import write_whole
from esscollab_desktop.services import landscape_words
from esscollab_desktop.services.landscapes import landscape
from esscollab_desktop.services.library import Reading

__all__ = ["SCALES", "LandscapeSheet", "Painter", "sheet_of", "write_csv", "write_png", "write_svg"]

Painter = Callable[[str, float], bytes]


def sheet_of(library: Reading, note_counts: Mapping[str, int] | None = None) -> LandscapeSheet:
    """What files and handouts are made from.

    A file goes to others, so notes are counted only where `note_counts` is given, and nothing but their
    number is told. Give `Notebook.shared_counts`, which leaves private notes out, unless a person asked for
    them too.
    """
    found = landscape(library, note_counts)
    codes = [place.code for place in found.jurisdictions]
    return LandscapeSheet(
        landscape=found,
        heading=landscape_words.heading(found),
        map_words=landscape_words.map_words(found),
        matrix_words=landscape_words.matrix_words(found),
        tile_words={code: landscape_words.tile_words(found, code) for code in codes},
        cell_words={
            (code, entry.code): landscape_words.cell_words(found, code, entry.code)
            for code in codes
            for entry in found.practices
        },
        has_notes=note_counts is not None,
    )


def drawing(sheet: LandscapeSheet, matrix: bool = False) -> str:
    """The map, or the matrix, as SVG."""
    return matrix_svg(sheet) if matrix else map_svg(sheet)


def write_svg(sheet: LandscapeSheet, path: Path, matrix: bool = False) -> Path:
    """Write the drawing whole or not at all. Raises UserError where the file can't be written."""
    return write_whole(path, drawing(sheet, matrix).encode())


def write_png(
    sheet: LandscapeSheet, path: Path, matrix: bool = False, scale: float = 2.0, painter: Painter = png
) -> Path:
    """Write the drawing as a picture; a window gives the painter of its child process.

    Raises UserError for a scale outside of SCALES, and where the file can't be written.
    """
    if not SCALES[0] <= scale <= SCALES[1]:
        raise UserError(f"A picture can be {SCALES[0]:g} to {SCALES[1]:g} times as large as the drawing.")
    return write_whole(path, painter(drawing(sheet, matrix), scale))


def write_csv(sheet: LandscapeSheet, path: Path) -> Path:
    """Write the table whole or not at all. Raises UserError where the file can't be written."""
    return write_whole(path, landscape_csv(sheet))
