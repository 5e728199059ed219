"""The objects of a PDF as Typst lays it out, to change some of them and leave every other byte."""

import re
from dataclasses import dataclass

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")


@dataclass(frozen=True, slots=True)
class PdfObjects:
    """`objects`: the bodies by number. `places`: numbers by where they stand. `table`: where that list is."""

    pdf: bytes
    table: int
    places: dict[int, int]
    objects: dict[int, bytes]

    def changed(self, bodies: dict[int, bytes]) -> bytes:
        """The file with these bodies instead: in the old order, its table of places brought up to date."""
        if not bodies:
            return self.pdf
        bodies = self.objects | bodies
        first = min(self.places)
        pieces, places, at = [self.pdf[:first]], {}, first
        for old in sorted(self.places):
            places[old] = at
            pieces.append(bodies[self.places[old]])
            at += len(pieces[-1])
        moved = _ENTRY.sub(lambda m: _entry(m, places), self.pdf[self.table :])
        return b"".join([*pieces, re.sub(rb"(startxref\s+)\d+", rb"\g<1>%d" % at, moved)])


def opened(pdf: bytes) -> PdfObjects | None:
    """None where the file is not laid out as expected."""
    start = _START.search(pdf)
    if not start or not pdf.startswith(b"xref", int(start[1])):
        return None
    table = int(start[1])
    offsets = sorted(int(m[1]) for m in _ENTRY.finditer(pdf, table) if m[2] == b"n")
    ends = dict(zip(offsets, [*offsets[1:], table], strict=True))
    places = {at: int(pdf[at : pdf.index(b" ", at)]) for at in offsets}
    return PdfObjects(pdf, table, places, {places[at]: pdf[at : ends[at]] for at in offsets})


def _entry(found: re.Match[bytes], places: dict[int, int]) -> bytes:
    if found[2] == b"f":
        return found[0]
    return b"%010d" % places[int(found[1])] + found[0][10:]
