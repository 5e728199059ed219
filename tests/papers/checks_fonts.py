"""Fonts: checkpoint 31. The program makes composite fonts only; a simple one is told by what it may break."""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from papers.paper_file import PaperFile
from papers.paper_fonts import PaperFont

# Of those that every reader knows, the program needs these only; another one is told.
_LISTED = {"Identity-H", "Identity-V"}
_COLLECTIONS = {"Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1"}
Check = Callable[[PaperFile], Iterator[str]]


def _encodings(file: PaperFile) -> Iterator[tuple[PaperFont, Any]]:
    """Composite fonts whose codes are put in order by a map of their own, and that map."""
    for font in file.used():
        if font.is_composite and isinstance(font.node.get("/Encoding"), pikepdf.Stream):
            yield font, font.node.Encoding


def other_collection(key: str) -> Check:
    """Fonts whose own `key` of the collection is not that of their map; for Supplement: is less."""

    def check(file: PaperFile) -> Iterator[str]:
        for font, encoding in _encodings(file):
            own = font.inner.get("/CIDSystemInfo", {}).get(f"/{key}")
            other = encoding.get("/CIDSystemInfo", {}).get(f"/{key}")
            if (int(own) < int(other)) if key == "Supplement" else (str(own) != str(other)):
                yield font.name

    return check


def bad_glyph_map(file: PaperFile) -> Iterator[str]:
    for font in _cid_type_2(file):
        given = font.inner.get("/CIDToGIDMap", pikepdf.Name.Identity)
        if not isinstance(given, pikepdf.Stream) and given != "/Identity":
            yield font.name


def no_glyph_map(file: PaperFile) -> Iterator[str]:
    yield from (font.name for font in _cid_type_2(file) if "/CIDToGIDMap" not in font.inner)


def _cid_type_2(file: PaperFile) -> Iterator[PaperFont]:
    return (f for f in file.used() if f.is_composite and f.inner.get("/Subtype") == "/CIDFontType2")


def unlisted_map(file: PaperFile) -> Iterator[str]:
    for font in file.used():
        given = font.node.get("/Encoding")
        if font.is_composite and not isinstance(given, pikepdf.Stream) and str(given)[1:] not in _LISTED:
            yield f"{font.name}: {given}"


def other_direction(file: PaperFile) -> Iterator[str]:
    for font, encoding in _encodings(file):
        inside = b"/WMode 1" in encoding.read_bytes()
        if bool(int(encoding.get("/WMode", 0))) != inside:
            yield font.name


def borrowed_map(file: PaperFile) -> Iterator[str]:
    for font, encoding in _encodings(file):
        used = encoding.get("/UseCMap")
        if used is not None and (isinstance(used, pikepdf.Stream) or str(used)[1:] not in _LISTED):
            yield font.name


def not_embedded(file: PaperFile) -> Iterator[str]:
    # A font of drawings, as colored emoji are, is no program: its glyphs stand in the file themselves.
    drawn = {"/Type3"}
    yield from (f.name for f in file.used() if f.program is None and str(f.node.get("/Subtype")) not in drawn)


def lost_glyphs(file: PaperFile) -> Iterator[str]:
    for font in _embedded(file):
        lost = font.shown - set(font.glyphs)
        if lost:
            yield f"{font.name}: {sorted(lost)}"


def _embedded(file: PaperFile) -> Iterator[PaperFont]:
    return (font for font in file.used() if font.is_composite and font.program is not None)


def charset_of_type_1(file: PaperFile) -> Iterator[str]:
    """Stricter: no font names its glyphs in a CharSet."""
    yield from (font.name for font in file.used() if "/CharSet" in font.descriptor)


def _told_glyphs(font: PaperFont) -> set[int]:
    bits = font.descriptor.CIDSet.read_bytes()
    return {n for n in range(len(bits) * 8) if bits[n // 8] & 0x80 >> n % 8}


def glyphs_not_told(file: PaperFile) -> Iterator[str]:
    for font in _embedded(file):
        if "/CIDSet" in font.descriptor and (left := set(font.glyphs) - _told_glyphs(font)):
            yield f"{font.name}: {sorted(left)[:5]}"


def told_glyphs_not_there(file: PaperFile) -> Iterator[str]:
    """The bits that fill the last byte up are no glyphs."""
    for font in _embedded(file):
        if "/CIDSet" in font.descriptor and (left := _told_glyphs(font) - set(font.glyphs)):
            yield f"{font.name}: {sorted(left)[:5]}"


def other_widths(file: PaperFile) -> Iterator[str]:
    for font in _embedded(file):
        for code in sorted(font.shown):
            own, told = font.glyphs.get(code), font.widths.get(code, float(font.inner.get("/DW", 1000)))
            if own is not None and abs(own - told) > 1.001:
                yield f"{font.name}: glyph {code} has {own}, told {told}"


def simple_fonts(file: PaperFile) -> Iterator[str]:
    """Stricter: there is no simple TrueType font at all."""
    yield from (font.name for font in file.used() if font.node.get("/Subtype") == "/TrueType")


def no_unicode(file: PaperFile) -> Iterator[str]:
    for font in file.used():
        collection = font.inner.get("/CIDSystemInfo", {})
        named = f"{collection.get('/Registry', '')}-{collection.get('/Ordering', '')}"
        if "/ToUnicode" not in font.node and named not in _COLLECTIONS:
            yield font.name


def unicode_of(*forbidden: int) -> Check:
    """Fonts one of whose codes stands for one of these characters."""

    def check(file: PaperFile) -> Iterator[str]:
        for font in file.used():
            for code, text in font.meanings.items():
                if {ord(c) for c in text} & set(forbidden):
                    yield f"{font.name}: {code}"

    return check


def nothing_drawn(file: PaperFile) -> Iterator[str]:
    yield from (font.name for font in file.used() if font.is_composite and 0 in font.shown)
