"""The bundled fonts: where they are, what they can draw, and how wide a word may be at most."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

from esscollab_desktop.paths import bundle_root
from esscollab_desktop.render.layout_hints import JOINERS, TURNS
from esscollab_desktop.render.printable import Coverage

if TYPE_CHECKING:
    import typst

# One face of each family speaks for it; a test holds the other weights against it. Where a style lacks a
# character all the same, Typst refuses it by name and it is replaced then.
_FACES = ("source-serif/SourceSerif4-Regular.ttf", "source-sans/SourceSans3-Regular.ttf")

_NARROW = frozenset("ijlftrI.,;:'|!()[]{}/\\- ")
_ROUND = frozenset('acegoqsvxyzdbhknpuJLEFPS0123456789_"`$<>=+~^#*?’‘“”')
_CAPITAL = frozenset("ABCDGHKNOQRTUVXYZ&w–")

# Scripts of the system's fonts, each up to a last letter. Letters that join are narrower than by themselves,
# and the system's widest glyphs are passed over (`fonts_needed`).
_SCRIPTS = (
    (0x058F, 1.7),  # Armenian
    (0x05FF, 0.9),  # Hebrew
    (0x08FF, 0.9),  # Arabic, Syriac
    (0x10FF, 2.4),  # India, Burma, Georgia
    (0x139F, 1.5),  # Ethiopia
    (0x1FFF, 2.4),
    (0x2E7F, 1.7),  # signs
    (0xA4CF, 1.05),  # China, Japan, Yi
    (0xABFF, 2.4),
    (0xD7FF, 1.05),  # Korea
    (0xFAFF, 1.05),
    (0xFEFF, 1.5),  # Arabic, ready joined
    (0xFFFF, 1.05),
    (0x1EFFF, 2.4),
    (0x1FFFF, 1.5),  # emoji
    (0x3FFFF, 1.05),
    (0x10FFFF, 2.4),
)
_WIDE_ARABIC = frozenset("\u0633\u0634\u0635\u0636\u069a\u069b\u069c\u069d\u069e")
_INKLESS = JOINERS | TURNS


def font_folder(resources: Path | None = None) -> Path:
    return (resources or bundle_root() / "resources") / "fonts"


@lru_cache(maxsize=4)
def bundled_coverage(resources: Path | None = None) -> Coverage:
    """What the bundled families can draw, from their character maps; read once for a process."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    families = []
    for face in _FACES:
        with TTFont(font_folder(resources) / face, lazy=True) as font:
            families.append(frozenset(font.getBestCmap()))
    return Coverage(tuple(families))


@lru_cache(maxsize=4)
def typst_fonts(resources: Path | None = None) -> "typst.Fonts":
    """The bundled fonts as Typst holds them; no font of the system or of Typst's own is among them."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_folder(resources))],
    )


def widest(text: str) -> float:
    """The width of `text` in em at the very most, in any bundled face: a bound, not a measure."""
    return sum(map(_bound, text))


def _bound(character: str) -> float:
    if character in _NARROW:
        return 0.47
    if character in _ROUND:
        return 0.63
    if character in _CAPITAL:
        return 0.81
    if character in "—…" or (character < "\u0250" and character not in "ǄǅǱǲ"):
        return 1.0
    if character in "⸺⸻‱":
        return 2.4
    return 1.4 if character < "\u0530" else _bound_beyond(character)


@lru_cache(maxsize=2048)
def _bound_beyond(character: str) -> float:
    if character in _INKLESS:
        return 0.0
    if character in _WIDE_ARABIC:
        return 1.45
    if category(character) == "Mn":
        return 0.5
    point = ord(character)
    return next(bound for last, bound in _SCRIPTS if point <= last)
