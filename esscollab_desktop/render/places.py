"""Where the openings of a document stand in its PDF."""

import re

from esscollab_desktop.render.document import Document, Opening, walk
from esscollab_desktop.render.document_values.texts import label_of
from esscollab_desktop.render.pdf_objects import PdfObjects, opened

_NAMES = re.compile(rb"/Dests<</Names\[(.*?)\]>>", re.DOTALL)
_NAMED = re.compile(rb"\(([\w.-]+)\)\s*(\d+) 0 R")
_KIDS = re.compile(rb"/Kids\[([\d R\s]*)\]")
_NUMBER = re.compile(rb"(\d+) 0 R")


def places(pdf: bytes, document: Document) -> tuple[tuple[str, int], ...]:
    """The anchor of each opening with the index of its page, from 0, in the document's order.

    The document's own title begins it. Empty where the file is not laid out as expected.
    """
    file = opened(pdf)
    if file is None:
        return ()
    pages = {number: index for index, number in enumerate(_pages(file))}
    named = _named(file, pages)
    found: dict[str, int] = {}
    for block in walk(document.blocks):
        if isinstance(block, Opening) and block.anchor:
            at = 0 if block.level == 0 else named.get(label_of(block.anchor))
            if at is not None:
                found.setdefault(block.anchor, at)
    return tuple(found.items())


def _named(file: PdfObjects, pages: dict[int, int]) -> dict[str, int]:
    catalog = next(body for body in file.objects.values() if b"/Type/Catalog" in body)
    names = _NAMES.search(catalog)
    found = {}
    for name, number in _NAMED.findall(names[1]) if names else ():
        page = _NUMBER.search(file.objects[int(number)])
        if page:
            found[name.decode()] = pages[int(page[1])]
    return found


def _pages(file: PdfObjects) -> list[int]:
    """The numbers of the pages, in order."""
    root = next(number for number, body in file.objects.items() if b"/Type/Catalog" in body)
    top = re.search(rb"/Pages (\d+) 0 R", file.objects[root])
    return _leaves(file, int(top[1])) if top else []


def _leaves(file: PdfObjects, number: int) -> list[int]:
    body = file.objects[number]
    if b"/Type/Pages" not in body:
        return [number]
    kids = _KIDS.search(body)
    return [leaf for kid in _NUMBER.findall(kids[1] if kids else b"") for leaf in _leaves(file, int(kid))]
