"""What holds for every paper: each line of the document once and in order, each character in its place."""

import re
from contextlib import closing

import pypdfium2
from tagged import Element, structure
from word_reader import each_text

from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_text import reading_lines
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.render.printable import printable

_LEFT = 51.0  # points that the grid leaves free
_RIGHT, _RIGHT_OF_LYING = 83.0, 51.0
_STRAY = 4  # letters at most that are told between two lines: the number of a page


def squashed(text: str) -> str:
    """Letters, figures and signs, without chips and what joins the parts of a line."""
    return re.sub(r"N\d+(?!\d)|[\s\[\].,:“”•]", "", text)


def check_lines(document: Document, made: CompiledPdf, root: Element | None = None) -> None:
    """Every line of the reading text is told, in its turn, and nearly nothing else."""
    text = squashed((root or structure(made.data)).text)
    place = 0
    for line in map(squashed, _printed(document, made)):
        found = text.find(line, place)
        assert 0 <= found - place <= _STRAY, f"{line!r} is not at {text[place : place + 300]!r}"
        place = found + len(line)
    assert len(text) - place <= _STRAY, text[place : place + 300]


def _printed(document: Document, made: CompiledPdf) -> list[str]:
    """The reading text as the bundled fonts have it; what they lack has been reported."""
    named: set[str] = set()

    def printed(raw: str) -> str:
        text, replaced = printable(raw)
        named.update(replaced)
        return text

    def refused(text: str) -> str:
        for name in set(made.replaced) - named:
            text = text.replace(chr(int(name[2:], 16)), f"[{name}]")
        return text

    told = each_text(document, printed)
    # What a weight of the bundled fonts lacks is known only to Typst. Not every text is printed: an anchor.
    return reading_lines(each_text(told, refused) if set(made.replaced) - named else told)


def check_boxes(data: bytes) -> None:
    """Every character lies inside the margins; a space at the end of a line hangs over unseen."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        for number, page in enumerate(document):
            width, height = page.get_size()
            right_edge = width - (_RIGHT if height > width else _RIGHT_OF_LYING)
            with closing(page), closing(page.get_textpage()) as text:
                for i in range(text.count_chars()):
                    left, bottom, right, top = text.get_charbox(i)
                    if right - left > 0.01 and not text.get_text_range(i, 1).isspace():
                        where = (number, text.get_text_range(i, 1), left, bottom)
                        assert left >= _LEFT, where
                        assert right <= right_edge, where
                        assert bottom >= 16, where
                        assert top <= height - 16, where
