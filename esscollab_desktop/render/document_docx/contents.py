"""The list of contents: Word's own field, filled in, so that it is never empty."""

from esscollab_desktop.render.document import Document, Opening, walk
from esscollab_desktop.render.document_docx.paper import Paper
from esscollab_desktop.render.document_docx.xml import Element, field, w
from esscollab_desktop.render.held import one_line


def contents(paper: Paper, document: Document) -> None:
    """Each line leads to its item; the pages are worked out by the program that opens it."""
    openings = [block for block in walk(document.blocks) if isinstance(block, Opening) and block.level]
    if not openings:
        return
    lowest, highest = (pick(min(one.level, 6) for one in openings) for pick in (min, max))
    begin, instruction, separate, end = field(f'TOC \\o "{lowest}-{highest}" \\h \\z \\u', "")
    begin[0].set(w_dirty, "true")
    stop = w("tabs", w("tab", val="right", pos=paper.width))
    for place, opening in enumerate(openings):
        before = [begin, instruction, separate] if place == 0 else []
        after = [end] if place == len(openings) - 1 else []
        level = min(opening.level, 6) - lowest + 1
        line = _line(paper, opening)
        paper.paragraph(f"toc {level}", [*before, *line, *after], stop if place == 0 else _copy(stop))


def _line(paper: Paper, opening: Opening) -> list[Element]:
    title = one_line("".join(span.text for span in opening.title)) or "–"
    named = " ".join(filter(None, (one_line(opening.code), title)))
    runs = paper.runs.plain(named)
    if not opening.anchor:
        return runs
    mark = paper.runs.bookmark(opening.anchor)
    page = field(f"PAGEREF {mark} \\h", "")
    page[0][0].set(w_dirty, "true")
    return paper.runs.linked([*runs, w("r", w("tab")), *page], f"#{opening.anchor}")


def _copy(stop: Element) -> Element:
    return w("tabs", *(w("tab", val=tab.get(_VAL), pos=tab.get(_POS)) for tab in stop))


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
w_dirty, _VAL, _POS = f"{_W}dirty", f"{_W}val", f"{_W}pos"
