"""Hands the files of chosen fonts to Typst, and tries whether it can set and embed them."""

import json
import shutil
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from esscollab_desktop.render.fonts import font_folder, typst_fonts

if TYPE_CHECKING:
    import typst

_EVERY_FACE = b"""
#for (family, weight, words) in json(bytes(sys.inputs.data)) {
  text(font: family, weight: weight, fallback: false, words)
}
"""


@lru_cache(maxsize=4)
def fonts_with(
    families: tuple[str, ...], files: tuple[str, ...], resources: Path | None = None
) -> "typst.Fonts":
    """Our fonts and those of the families in these files, as Typst holds them, and no other.

    Typst takes whole folders only, so the files are put into one until it has read them.
    """
    if not files:
        return typst_fonts(resources)
    import typst

    with TemporaryDirectory(prefix="esscollab-fonts-", ignore_cleanup_errors=True) as folder:
        for number, file in enumerate(files):
            _put(Path(file), Path(folder) / f"{number}{Path(file).suffix}")
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(font_folder(resources)), folder],
        )
        # Typst reads a face when it is first asked for; so each is asked for once.
        _set(fonts, dict.fromkeys(families, "x"), "svg")
    return fonts


def broken(words: dict[str, str], files: tuple[str, ...], resources: Path | None = None) -> frozenset[str]:
    """The families whose own words Typst can't put into a PDF: what looks whole may be damaged inside."""
    import typst

    fonts = fonts_with(tuple(words), files, resources)
    found = set()
    for family, held in words.items():
        try:
            _set(fonts, {family: held}, "pdf")
        except typst.TypstError:
            found.add(family)
    return frozenset(found)


def _put(file: Path, place: Path) -> None:
    try:
        place.symlink_to(file)
    except (OSError, NotImplementedError):  # Windows asks for a right that few have
        with suppress(OSError):  # gone in the meantime: its letters are replaced
            shutil.copyfile(file, place)


def _set(fonts: "typst.Fonts", words: dict[str, str], form: Literal["pdf", "svg"]) -> None:
    """Each family's words in each of its weights."""
    import typst

    faces = [(f.family, f.weight, words[f.family]) for f in fonts.fonts() if f.family in words]
    compiler = typst.Compiler(input=_EVERY_FACE, font_paths=fonts, ignore_system_fonts=True)
    compiler.compile(format=form, sys_inputs={"data": json.dumps(faces)})
