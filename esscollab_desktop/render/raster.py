"""Pages of a PDF as pictures, one at a time, for print dialog and preview; their sizes and their words."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

# What draws is one library for the whole program, and not made for two threads at a time.
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: rows of `stride` bytes from the top, each pixel red, green and blue."""

    data: bytes
    width: int
    height: int
    stride: int


def page_images(pdf: bytes, dpi: float, indices: Sequence[int] | None = None) -> Iterator[PageImage]:
    """Draw the pages (all, or those at `indices`, from 0) in turn, each only when it is asked for."""
    with ExitStack() as stack:
        with _TURN:
            document = _opened(pdf)
        stack.callback(_close, document)
        for index in range(len(document)) if indices is None else indices:
            yield _drawn(document, index, dpi)


def _drawn(document: Any, index: int, dpi: float) -> PageImage:
    if not 0 <= index < len(document):
        raise IndexError(f"page {index} of {len(document)}")
    with _TURN, closing(document[index]) as page:
        bitmap = page.render(scale=dpi / 72, no_smoothtext=False, rev_byteorder=True)
        with closing(bitmap):
            return PageImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def page_count(pdf: bytes) -> int:
    with _TURN, closing(_opened(pdf)) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points."""
    with _TURN, closing(_opened(pdf)) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def page_text(pdf: bytes, index: int) -> str:
    """The words of one page, in the order in which they stand in the file."""
    with (
        _TURN,
        closing(_opened(pdf)) as document,
        closing(document[index]) as page,
        closing(page.get_textpage()) as words,
    ):
        return str(words.get_text_range())


def _close(document: Any) -> None:
    with _TURN:
        document.close()


def _opened(pdf: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(pdf)
