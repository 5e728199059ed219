"""Fonts of a few letters, made on the spot, so that no test asks what the computer has."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString  # type: ignore[import-untyped]
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

EM = 1000

# Beh and meem with their joined forms, as a feature file has it.
JOINED = """
languagesystem DFLT dflt; languagesystem arab dflt;
feature init { sub u0628 by u0628.init; sub u0645 by u0645.init; } init;
feature medi { sub u0628 by u0628.medi; sub u0645 by u0645.medi; } medi;
feature fina { sub u0628 by u0628.fina; sub u0645 by u0645.fina; } fina;
"""
JOINED_FORMS = tuple(f"u{point}.{form}" for point in ("0628", "0645") for form in ("init", "medi", "fina"))


def name_of(letter: str) -> str:
    return f"u{ord(letter):04X}"


def tiny_font(
    family: str,
    letters: str,
    *,
    weight: int = 400,
    embedding: int = 0,
    width: int = 600,
    features: str = "",
    more: Iterable[str] = (),
    colors: bool = False,
) -> TTFont:
    """A font with a box for each letter. `more`: names of glyphs that only `features` lead to.

    `embedding` is OS/2's fsType. With `colors` each letter is drawn in a colour of its own.
    """
    letters = "".join(dict.fromkeys(letters))
    names = [".notdef", *(name_of(c) for c in letters), *more]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): name_of(c) for c in letters})
    builder.setupGlyf({name: _box(100 + 37 * i % 400) for i, name in enumerate(names)})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (width, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = "Bold" if weight >= 700 else "Regular"
    builder.setupNameTable(
        {"familyName": family, "styleName": style, "psName": f"{family}-{style}".replace(" ", "")}
    )
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWeightClass=weight, fsType=embedding)
    builder.setupPost()
    if colors:
        builder.setupCPAL([[(0.8, 0.2, 0.1, 1.0), (0.1, 0.3, 0.8, 1.0)]])
        builder.setupCOLR({name_of(c): [(name_of(c), i % 2)] for i, c in enumerate(letters)})
    if features:
        addOpenTypeFeaturesFromString(builder.font, features)
    return builder.font


def _box(height: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for x, y in ((50, height), (500, height), (500, 0)):
        pen.lineTo((x, y))
    pen.closePath()
    return pen.glyph()


def save(font: TTFont, folder: Path, name: str = "") -> Path:
    family = font["name"].getDebugName(1)
    path = folder / (name or f"{family}-{font['OS/2'].usWeightClass}.ttf".replace(" ", ""))
    font.save(path)
    return path


def save_collection(fonts: Iterable[TTFont], path: Path) -> Path:
    """Several faces in one file."""
    together = TTCollection()
    for font in fonts:
        data = BytesIO()
        font.save(data)
        data.seek(0)
        together.fonts.append(TTFont(data))
    together.save(path)
    return path
