"""Pages of a PDF as pictures, one at a time, for print dialog and preview."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: rows of `stride` bytes from the top, each pixel red, green and blue."""

    data: bytes
    width: int
    height: int
    stride: int


def page_images(pdf: bytes, dpi: float, indices: Sequence[int] | None = None) -> Iterator[PageImage]:
    """Draw the pages (all, or those at `indices`, from 0) in turn, each only when it is asked for."""
    with closing(_opened(pdf)) as document:
        for index in range(len(document)) if indices is None else indices:
            if not 0 <= index < len(document):
                raise IndexError(f"page {index} of {len(document)}")
            with closing(document[index]) as page:
                bitmap = page.render(scale=dpi / 72, no_smoothtext=False, rev_byteorder=True)
                with closing(bitmap):
                    drawn = PageImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
            yield drawn


def page_count(pdf: bytes) -> int:
    with closing(_opened(pdf)) as document:
        return len(document)


def _opened(pdf: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(pdf)
