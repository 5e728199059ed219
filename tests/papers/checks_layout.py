"""How the pages are laid out: nothing cropped, nothing upon another, no heading or row left alone."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from papers.checks_paper import HEADINGS
from papers.letters import Box, Letter, Sheet, sheets
from papers.paper_file import Marked, PaperFile, Tag

_EDGE = 14.0  # points that stay free on each side of a sheet
_LARGE = 18.0
_CLOSE = 1.0  # boxes may come so near to each other's room
_ROOM_BELOW = 0.15  # of a sheet's height
_FULL = 0.6  # of a sheet's height, less the head: a row that is taller may go on


class Laid(PaperFile):
    """A PDF with its letters, and each letter's element. `is_large`: in large print."""

    def __init__(self, data: bytes, is_large: bool = False) -> None:
        super().__init__(data)
        self.is_large = is_large

    @cached_property
    def sheets(self) -> list[Sheet]:
        return sheets(self.data)

    @cached_property
    def of_content(self) -> dict[Marked, list[Letter]]:
        found: dict[Marked, list[Letter]] = defaultdict(list)
        for number, sheet in enumerate(self.sheets):
            page = self.pages[number].obj.objgen
            for letter in sheet.letters:
                found[Marked(page, letter.content)].append(letter)
        return found

    def letters(self, tag: Tag) -> list[Letter]:
        kids = (kid for one in tag.walk() for kid in one.kids if isinstance(kid, Marked))
        return [letter for kid in kids for letter in self.of_content.get(kid, [])]

    @cached_property
    def in_figures(self) -> set[Letter]:
        return {one for tag in self.of("Figure") for one in self.letters(tag)}

    def rows(self, table: Tag) -> list[list[Tag]]:
        return [
            [cell for cell in row.tags if cell.standard in {"TH", "TD"}]
            for row in table.walk()
            if row.standard == "TR"
        ]


def outside_page(laid: Laid) -> Iterator[str]:
    for number, sheet in enumerate(laid.sheets, 1):
        out = [one for one in sheet.letters if not _is_inside(one.box, sheet)]
        if out:
            yield f"page {number}: “{''.join(one.sign for one in out)[:40]}” at {out[0].box}"


def _is_inside(box: Box, sheet: Sheet) -> bool:
    left, bottom, right, top = box
    return left >= _EDGE and bottom >= _EDGE and right <= sheet.width - _EDGE and top <= sheet.height - _EDGE


def _room(letters: list[Letter]) -> Box:
    lefts, bottoms, rights, tops = zip(*(one.box for one in letters), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def outside_cell(laid: Laid) -> Iterator[str]:
    """On each page columns stand beside each other and rows below each other."""
    for table in laid.of("Table"):
        rows = laid.rows(table)
        for page in range(len(laid.sheets)):
            columns: dict[int, list[Letter]] = defaultdict(list)
            lines: list[list[Letter]] = []
            for cells in rows:
                line: list[Letter] = []
                place = 0
                for cell in cells:
                    here = [one for one in laid.letters(cell) if one.page == page]
                    span = int(cell.attribute("ColSpan") or 1)
                    if span == 1:
                        columns[place] += here
                    place += span
                    line += here
                lines.append(line)
            yield from _upon(page, columns, lines)


def _upon(page: int, columns: dict[int, list[Letter]], lines: list[list[Letter]]) -> Iterator[str]:
    beside = [(place, _room(found)) for place, found in sorted(columns.items()) if found]
    for (one, left), (other, right) in pairwise(beside):
        if left[2] > right[0] + _CLOSE:
            yield f"page {page + 1}: column {one + 1} reaches into column {other + 1}"
    below = [_room(found) for found in lines if found]
    for upper, lower in pairwise(below):
        if upper[1] < lower[3] - 3 * _CLOSE:
            yield f"page {page + 1}: a row reaches into the next, at {upper[1]:.0f}"


def upon_each_other(laid: Laid) -> Iterator[str]:
    """Letters of two contents that stand on the same place."""
    for number, sheet in enumerate(laid.sheets, 1):
        letters = sorted(sheet.letters, key=lambda one: one.box[0])
        lefts = [one.box[0] for one in letters]
        for at, one in enumerate(letters):
            for other in letters[at + 1 : bisect_left(lefts, one.box[2], at + 1)]:
                if one.content != other.content and _shared(one.box, other.box) > 0.3:
                    yield f"page {number}: “{one.sign}” on “{other.sign}” at {one.box}"
                    break
            else:
                continue
            break


def _shared(one: Box, other: Box) -> float:
    """How much of the smaller box lies in the other."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    least = min(_size(one), _size(other))
    return width * height / least if width > 0 and height > 0 and least > 0 else 0.0


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def heading_at_foot(laid: Laid) -> Iterator[str]:
    """What follows a heading begins on its page, or else there is room below it: for lines to write on."""
    told = [
        (tag, laid.numbers.get(kid.page, -1))
        for tag in laid.tags
        for kid in tag.kids
        if isinstance(kid, Marked)
    ]
    for (tag, page), (after, other) in pairwise(told):
        heading = next((one for one in tag.up() if one.standard in HEADINGS), None)
        if heading is None or heading in after.up() or other == page:
            continue
        foot = min((one.box[1] for one in laid.letters(heading) if one.page == page), default=0.0)
        if foot < _ROOM_BELOW * laid.sheets[page].height:
            yield f"page {page + 1}: “{laid.text_of(heading)[:40]}”"


def head_not_repeated(laid: Laid) -> Iterator[str]:
    """A head that leaves no room for rows need not be repeated."""
    for table in laid.of("Table"):
        rows = laid.rows(table)
        head = [one for cell in rows[0] for one in laid.letters(cell)] if rows else []
        if head and _room(head)[3] - _room(head)[1] > (1 - _FULL) * laid.sheets[head[0].page].height:
            continue
        pages = sorted({one.page for cells in rows[1:] for cell in cells for one in laid.letters(cell)})
        first = {one.page for cell in rows[0] for one in laid.letters(cell)} if rows else set()
        for page in set(pages) - first:
            drawn = Counter(one.sign for one in laid.sheets[page].letters if one.content == -1)
            for cell in rows[0]:
                words = "".join(one.sign for one in laid.letters(cell))
                if Counter(words) - drawn:
                    yield f"page {page + 1}: “{words[:40]}”"
                    break


def row_split(laid: Laid) -> Iterator[str]:
    """A row goes on only where it is taller than a sheet."""
    for table in laid.of("Table"):
        rows = laid.rows(table)
        head = [one for cell in rows[0] for one in laid.letters(cell)] if rows else []
        above = _room(head)[3] - _room(head)[1] if head else 0.0
        for cells in rows:
            found = [one for cell in cells for one in laid.letters(cell)]
            parts = {page: [one for one in found if one.page == page] for page in {o.page for o in found}}
            rooms = [_room(letters) for letters in parts.values()]
            height = sum(room[3] - room[1] for room in rooms)
            if len(parts) > 1 and height < _FULL * laid.sheets[min(parts)].height - above:
                yield f"page {min(parts) + 1}: a row of {height:.0f} points"


def too_small(laid: Laid) -> Iterator[str]:
    """Large print has nothing below 18 points, the foot included.

    A drawing keeps its shape; what it tells stands after it once more, as a table.
    """
    for number, sheet in enumerate(laid.sheets, 1):
        drawn = laid.in_figures
        small = [one for one in sheet.letters if one.size < _LARGE - 0.05 and one not in drawn]
        if laid.is_large and small:
            yield f"page {number}: “{''.join(one.sign for one in small)[:40]}” in {small[0].size:.1f}"
