"""Pictures and drawings, each with what it says in words."""

import io
import re
from typing import Any

from docx.shared import Emu

from esscollab_desktop.render.document import Figure
from esscollab_desktop.render.document_docx.paper import Paper
from esscollab_desktop.render.document_docx.xml import Element, w
from esscollab_desktop.render.held import one_line

_EMU = 635  # in a twip
_FINENESS = 300  # dots per inch
_WIDTH = re.compile(rb'<svg[^>]*?\swidth="([0-9.]+)')


def figure(paper: Paper, shown: Figure, most: int = 0) -> None:
    paper.paragraph("Handout Figure", [picture(paper, shown, most)])


def picture(paper: Paper, shown: Figure, most: int = 0) -> Element:
    """A run with the picture, no wider than the room and no higher than `most`, or two thirds of a sheet."""
    width = min(shown.width * 20, paper.width) if shown.width > 0 else paper.width
    inline: Any = paper.runs.part.new_pic_inline(io.BytesIO(_png(shown, width)), width=Emu(int(width * _EMU)))
    high = (most or paper.sheet.depth * 2 // 3) * _EMU
    if inline.extent.cy > high:
        squeeze = high / inline.extent.cy
        for size in (inline.extent, inline.graphic.graphicData.pic.spPr.xfrm.ext):
            size.cx, size.cy = Emu(int(size.cx * squeeze)), Emu(int(size.cy * squeeze))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    described = inline.docPr
    described.set("descr", one_line(shown.alternative))
    described.set("name", f"Figure {described.get('id')}")
    named = inline.graphic.graphicData.pic.nvPicPr.cNvPr
    named.set("name", described.get("name"))
    return w("r", w("drawing", inline))


def _png(shown: Figure, width: float) -> bytes:
    """A drawing is drawn as fine as a printer draws; Word before 2016 knows none."""
    if shown.media != "image/svg+xml":
        return shown.data
    from esscollab_desktop.render.picture import SCALES, png

    told = _WIDTH.search(shown.data)
    pixels = float(told[1]) if told else width / 15
    scale = width / 1440 * _FINENESS / max(pixels, 1.0)
    return png(shown.data.decode(), min(max(scale, SCALES[0]), SCALES[1]))
