"""What a PDF is once it is made, and Typst with the bundled templates."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.paths import bundle_root
from esscollab_desktop.render.fonts import typst_fonts

if TYPE_CHECKING:
    import typst


@dataclass(frozen=True, slots=True)
class CompiledPdf:
    """`replaced`: characters that could not be printed, as U+XXXX, in order of appearance.

    `places`: the anchor of each opening with the index of the page that it stands on, from 0.
    """

    data: bytes
    pages: int
    replaced: tuple[str, ...]
    places: tuple[tuple[str, int], ...] = ()


def template_compiler(
    template: str, resources: Path | None = None, fonts: "typst.Fonts | None" = None
) -> "typst.Compiler":
    """Typst for one of the bundled templates; without `fonts`, with the bundled ones alone."""
    import typst

    templates = (resources or bundle_root() / "resources") / "handouts"
    return typst.Compiler(
        input=str(templates / template),
        root=str(templates),
        font_paths=fonts or typst_fonts(resources),
        ignore_system_fonts=True,
    )
