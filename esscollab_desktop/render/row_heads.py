"""Makes the first cell of each row of a table that row's heading; Typst tags only the head's cells so."""

import re

from esscollab_desktop.render.pdf_objects import opened

_KIDS = re.compile(rb"/K\[([\d R\s]*)\]")
_NUMBER = re.compile(rb"(\d+) 0 R")
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
_NOTHING = b"<</O/Table>>"


def with_row_heads(pdf: bytes) -> bytes:
    """The same pages; every cell is told by the head of its column and that of its row, by their scope.

    As it was where the file is not laid out as expected.
    """
    file = opened(pdf)
    if file is None:
        return pdf
    objects, changed = file.objects, {}
    for body in objects.values():
        if b"/Type/StructElem/S/TBody/" in body:
            for row in _kids(body):
                for place, number in enumerate(_kids(objects[row])):
                    changed[number] = _cell(objects[number], is_head=place == 0)
    return file.changed(changed)


def _kids(body: bytes) -> list[int]:
    found = _KIDS.search(body)
    return [int(number) for number in _NUMBER.findall(found[1])] if found else []


def _cell(body: bytes, is_head: bool) -> bytes:
    """Named headers would count alone, without the row's."""
    if not is_head:
        return _HEADERS.sub(b"", body, count=1).replace(_NOTHING, b"", 1)
    body = body.replace(b"/S/TD", b"/S/TH", 1)
    return _HEADERS.sub(b"/Scope/Row", body, count=1)
