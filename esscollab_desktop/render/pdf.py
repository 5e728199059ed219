"""A handout as PDF: PDF/UA-1 and PDF/A-2a in one, made by Typst from the bundled templates and fonts."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from esscollab_desktop.paths import bundle_root
from esscollab_desktop.render.fonts import typst_fonts
from esscollab_desktop.render.handout import Handout
from esscollab_desktop.render.landscape_document import landscape_values
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.marks import speak_once
from esscollab_desktop.render.printable import Coverage
from esscollab_desktop.render.raster import page_count
from esscollab_desktop.render.refusals import answered
from esscollab_desktop.render.row_heads import with_row_heads
from esscollab_desktop.render.typesetting import Typesetter, Values

if TYPE_CHECKING:
    import typst

REFERENCE = "reference.typ"


@dataclass(frozen=True, slots=True)
class CompiledPdf:
    """`replaced`: characters that could not be printed, as U+XXXX, in order of appearance.

    `places`: the anchor of each opening with the index of the page that it stands on, from 0.
    """

    data: bytes
    pages: int
    replaced: tuple[str, ...]
    places: tuple[tuple[str, int], ...] = ()


def compile_pdf(handout: Handout | LandscapeSheet, resources: Path | None = None) -> CompiledPdf:
    """Make the PDF. It depends on nothing but the handout, the bundled files and the zone of note times.

    Text never makes it fail: what the fonts lack is replaced beforehand, and what Typst refuses all the
    same is replaced and tried again. `resources` is the folder with `fonts` and `handouts`.
    """

    def make(coverage: Coverage | None) -> CompiledPdf:
        setter = Typesetter(coverage)
        values, template = _set(setter, handout)
        data = _compiled(json.dumps(values), template, handout.printed, resources)
        if setter.has_marks:
            data = speak_once(data)
        if template != REFERENCE:
            data = with_row_heads(data)
        return CompiledPdf(data, page_count(data), tuple(setter.replaced))

    return answered(make, resources)


def _set(setter: Typesetter, handout: Handout | LandscapeSheet) -> tuple[Values, str]:
    """The values of a handout, and the template that takes them."""
    if isinstance(handout, LandscapeSheet):
        return landscape_values(setter, handout), "landscape.typ"
    return setter.values(handout), REFERENCE if handout.comparison is None else "comparison.typ"


def _compiled(values: str, template: str, printed: date, resources: Path | None) -> bytes:
    compiler = template_compiler(template, resources)
    day = datetime.combine(printed, time(12), tzinfo=UTC)
    result = compiler.compile(
        format="pdf", sys_inputs={"data": values}, pdf_standards=["ua-1", "a-2a"], timestamp=day
    )
    assert isinstance(result, bytes)
    return result


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
