"""The bundled fonts: where they are, what they can draw, and how wide a word may be at most."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.paths import bundle_root
from esscollab_desktop.render.printable import Coverage

if TYPE_CHECKING:
    import typst

# One face of each family speaks for it; a test holds the other weights against it. Where a style lacks a
# character all the same, Typst refuses it by name and it is replaced then.
_FACES = ("source-serif/SourceSerif4-Regular.ttf", "source-sans/SourceSans3-Regular.ttf")

_NARROW = frozenset("ijlftrI.,;:'|!()[]{}/\\- ")
_ROUND = frozenset('acegoqsvxyzdbhknpuJLEFPS0123456789_"`$<>=+~^#*?’‘“”')
_CAPITAL = frozenset("ABCDGHKNOQRTUVXYZ&w–")


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
    return 2.4 if character in "⸺⸻‱" else 1.4
