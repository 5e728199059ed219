"""Every character of a PDF where it stands: its box, its size, and the marked content that it belongs to."""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points from the left lower corner


@dataclass(frozen=True)
class Letter:
    """`content`: the number of its marked content, -1 for an artifact. `size`: in points, as it stands."""

    page: int
    sign: str
    box: Box
    size: float
    content: int


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    letters: tuple[Letter, ...]


def sheets(data: bytes) -> list[Sheet]:
    """The pages, each with what is to be seen on it; blanks leave no ink and are left out."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        found = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            width, height = page.get_size()
            found.append(Sheet(width, height, tuple(_letters(number, text.raw))))
            text.close()
            page.close()
        return found


def _letters(page: int, text: "pdfium.FPDF_TEXTPAGE") -> Iterator[Letter]:
    edges = [ctypes.c_double() for _ in range(4)]
    matrix = pdfium.FS_MATRIX()
    for at in range(pdfium.FPDFText_CountChars(text)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, at))
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or sign.isspace() or sign == "\0":
            continue
        left, right, bottom, top = edges
        pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        if right.value - left.value < 0.01:
            continue
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        grown = (matrix.b**2 + matrix.d**2) ** 0.5
        size = pdfium.FPDFText_GetFontSize(text, at) * (grown or 1.0)
        one = pdfium.FPDFText_GetTextObject(text, at)
        content = pdfium.FPDFPageObj_GetMarkedContentID(one) if one else -1
        yield Letter(page, sign, (left.value, bottom.value, right.value, top.value), size, content)
