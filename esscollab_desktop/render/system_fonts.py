"""The fonts of the computer: which there are, and which letters each may draw on paper."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

REGULAR, BOLD = 400, 700

# They draw every character as an empty box, or as nothing.
_EMPTY = ("last resort", "lastresort", "adobe blank", "adobe notdef", "and-regular", "tofu")
_OUTLINES = ("glyf", "CFF ", "CFF2", "COLR", "CBDT", "sbix", "SVG ")

# OS/2 fsType, what the maker allows: 2 alone forbids to embed, 0x100 to embed a part, 0x200 outlines.
_FORBIDDEN, _ALLOWED, _WHOLE_ONLY, _BITMAPS_ONLY = 0x2, 0xC, 0x100, 0x200


@dataclass(frozen=True, slots=True)
class Face:
    """One upright face as Typst knows it; `path` may hold several, `index` says which."""

    family: str
    weight: int
    path: str
    index: int


@dataclass(frozen=True, slots=True)
class Letters:
    """What a face draws: the glyph of each code point; and the file's table of widths, in parts of an em."""

    glyphs: dict[int, int]
    widths: bytes
    count: int
    em: int

    def width(self, point: int) -> float:
        """In em. The last width is that of all glyphs that follow."""
        place = 4 * min(self.glyphs[point], self.count - 1)
        return int.from_bytes(self.widths[place : place + 2], "big") / self.em


@lru_cache(maxsize=4)
def system_faces(folder: Path | None = None) -> dict[str, tuple[Face, ...]]:
    """The upright faces of normal width by family, families by name; with `folder` only what lies there.

    Typst looks for them itself, in the places that the system names, and passes over broken files.
    """
    import typst

    found = typst.Fonts(
        include_system_fonts=folder is None,
        include_embedded_fonts=False,
        font_paths=[] if folder is None else [str(folder)],
    )
    faces = sorted(filter(_is_plain, found.fonts()), key=lambda f: (f.family, f.weight, f.path, f.index))
    return {
        family: tuple(Face(f.family, f.weight, str(f.path), f.index) for f in group)
        for family, group in groupby(faces, key=lambda f: f.family)
    }


def _is_plain(found: "typst.FontInfo") -> bool:
    family = found.family.lower()
    return (
        found.style == "normal"
        and found.stretch == 1.0
        and bool(found.path)
        and not any(name in family for name in _EMPTY)
    )


def plain_and_bold(faces: tuple[Face, ...]) -> tuple[Face, Face | None]:
    """The face nearest to regular, and the one for headings where there is a heavier."""
    plain = min(faces, key=lambda face: abs(face.weight - REGULAR))
    heavy = [face for face in faces if face.weight >= plain.weight + 150]
    return plain, min(heavy, key=lambda face: abs(face.weight - BOLD), default=None)


@lru_cache(maxsize=512)
def letters_of(face: Face) -> Letters | None:
    """What a face draws, or None where it can't be read, has no outlines or must not stand in a file."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            return _letters(font)
    except Exception as error:  # a broken font makes its reader fail in any way there is
        log.info("The font %s can't be read: %s", face.family, error)
        return None


def _letters(font: "TTFont") -> Letters | None:
    if not any(table in font for table in _OUTLINES) or not _may_be_embedded(font):
        return None
    # Numbers for names: the real ones would be read from all over the file, and nobody asks for them.
    font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
    by_point = font.getBestCmap() or {}
    glyphs = {point: int(name) for point, name in by_point.items() if name != "0"}
    count = font["hhea"].numberOfHMetrics
    return Letters(glyphs, font.reader["hmtx"][: 4 * count], count, font["head"].unitsPerEm)


def _may_be_embedded(font: "TTFont") -> bool:
    """What is not told is not allowed."""
    if "OS/2" not in font:
        return False
    told: int = font["OS/2"].fsType
    is_forbidden = bool(told & _FORBIDDEN) and not told & _ALLOWED
    return not is_forbidden and not told & (_WHOLE_ONLY | _BITMAPS_ONLY)
