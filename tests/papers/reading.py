"""A PDF's text as a screen reader goes through it, and whether it is that of the document."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from esscollab_desktop.render.direction import has_right_to_left
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Card,
    Cards,
    Contents,
    Document,
    Entry,
    Group,
    List,
    Paragraph,
    Rail,
    Span,
    Table,
    plain,
    walk,
)
from esscollab_desktop.render.document_survey import openings_of
from esscollab_desktop.render.document_text import part_words, reading_lines, title_text
from esscollab_desktop.render.printable import Coverage, printable
from papers.paper_file import Marked, PaperFile, Tag

_FIGURES = re.compile(r"( \[\d+\])+$")
_NUMBER = re.compile(r"^(\d+)\.")
_NOTE = re.compile(r"^\[(N\d+)\]")
_GAP = 60  # letters at most between two lines: a mark’s words, a chip, the number of a page
INLINE = frozenset(["Span", "Link", "Reference", "Quote", "Em", "Strong"])


class _Anything(Coverage):
    """Fonts that have every letter but the barred ones."""

    def covers(self, cluster: str) -> bool:
        return not {ord(c) for c in cluster} & self.barred


def structure_text(file: PaperFile, within: Tag | None = None) -> list[tuple[str, str]]:
    """Each stretch of text with the role of the block that it stands in, in reading order.

    What is drawn in a figure is told by its words instead; tables inside are left out.
    """
    return [(role, text) for role, text in _told(file, within or file.tree) if text.strip()]


def _told(file: PaperFile, tag: Tag) -> Iterator[tuple[str, str]]:
    text = ""
    for kid in tag.kids:
        if isinstance(kid, Marked):
            text += file.words.get(kid, "")
        elif isinstance(kid, Tag) and kid.standard in INLINE:
            text += file.text_of(kid)
        elif isinstance(kid, Tag) and kid.standard not in {"Figure", "Table"}:
            yield tag.standard, text
            text = ""
            yield from _told(file, kid)
    yield tag.standard, text


def squeezed(text: str) -> str:
    """Without any white space: where lines end is no part of the text."""
    return "".join(text.split())


class Expected:
    """What a document’s text is in print. `replaced`: what no font had, as U+XXXX.

    Each line is told in its forms: figures raised, a source’s number bare, with the chips of its notes.
    """

    def __init__(self, document: Document, replaced: tuple[str, ...]) -> None:
        self._document = _as_drawn(document)
        self._fonts = _Anything((), frozenset(int(name[2:], 16) for name in replaced))
        self._before = len(reading_lines(replace(document, cover=None, blocks=())))

    def outside_tables(self) -> list[set[str]]:
        return self._lines(replace(self._document, blocks=_without_tables(self._document.blocks)))

    def tables(self) -> list[list[list[list[set[str]]]]]:
        """Each table: its rows, the head first; each row: its cells; each cell: its lines."""
        return [
            [
                [self._cell(column.head) for column in table.columns],
                *([self._cell(cell.blocks) for cell in row] for row in table.rows),
            ]
            for table in walk(self._document.blocks)
            if isinstance(table, Table)
        ]

    def _cell(self, blocks: tuple[Block, ...]) -> list[set[str]]:
        return self._lines(replace(self._document, cover=None, blocks=blocks))[self._before :]

    def _lines(self, document: Document) -> list[set[str]]:
        plain, chipped = reading_lines(document), reading_lines(_chipped(document))
        return [self._forms(one) | self._forms(other) for one, other in zip(plain, chipped, strict=True)]

    def _forms(self, line: str) -> set[str]:
        line = printable(line, self._fonts).text
        raised = _FIGURES.sub(lambda found: ",".join(re.findall(r"\d+", found[0])), line)
        bare = _NUMBER.sub(r"\1", line)
        return {squeezed(one) for one in (line, raised, bare, _NOTE.sub(r"\1", line))}


def _as_drawn(document: Document) -> Document:
    """A card's head is drawn in an order of its own, and leaves out the way to it."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Contents):
            lines = (f"{o.code} {title_text(o.title, document.words)}" for o in openings_of(document))
            blocks += [block.heading, List(tuple(Entry(text=plain(line)) for line in lines))]
        elif isinstance(block, Cards):
            blocks += [one for card in block.cards for one in _card(card, document.words)]
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _card(card: Card, words: dict[str, str]) -> tuple[Block, ...]:
    opening = card.opening
    head = " ".join((opening.code, opening.mark, part_words(card, words)))
    drawn = replace(opening, code=head, trail="", mark="")
    return (drawn, *card.blocks, Paragraph(plain(card.source)))


def _chipped(value: Any) -> Any:
    """The same, with the chip of each note after the last words that it is about."""
    if isinstance(value, tuple):
        if value and all(isinstance(one, Span) for one in value):
            return tuple(_with_chips(value))
        return tuple(map(_chipped, value))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _chipped(getattr(value, one.name)) for one in fields(value)}
        return type(value)(**changed)
    return value


def _with_chips(text: tuple[Span, ...]) -> Iterator[Span]:
    last = {span.mark.number: at for at, span in enumerate(text) if span.mark}
    for at, span in enumerate(text):
        yield span
        if span.mark and last[span.mark.number] == at:
            yield Span(f"N{span.mark.number}")


def _without_tables(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Rail | Group | Beside):
            kept.append(replace(block, blocks=_without_tables(block.blocks)))
        elif not isinstance(block, Table):
            kept.append(block)
    return tuple(kept)


def between(lines: list[set[str]], told: list[tuple[str, str]], may_cut: bool = False) -> list[str]:
    """Looks for every line in order; gives what stands between them. Raises AssertionError for a lost one.

    `may_cut`: a long line may end with an ellipsis, as title, agency and source of a card do.
    """
    text = squeezed("".join(words for _role, words in told))
    place, found = 0, []
    for forms in lines:
        places = [at for form in forms if form and (at := _place(form, text, place))]
        if may_cut and not places:
            places = [at for form in forms if (at := _cut(form, text, place))]
        if not any(forms):
            continue
        assert places, f"{min(forms)[:80]!r} is not in {text[place : place + 200]!r}"
        start, end, _slack = min(places, key=lambda one: (one[0], one[2], -one[1]))
        found.append(text[place:start])
        place = end
    return [*found, text[place:]]


def _place(form: str, text: str, place: int) -> tuple[int, int, int] | None:
    """Where a line begins and ends, and how many other letters are in it.

    One with letters that run to the left is told as it is drawn, so that only its letters can be looked for.
    """
    if not has_right_to_left(form):
        at = text.find(form, place, place + len(form) + _GAP)
        return (at, at + len(form), 0) if at >= 0 else None
    left, end = Counter(form), place
    while left and end < min(len(text), place + len(form) + _GAP):
        left -= Counter(text[end])
        end += 1
    return None if left else (place, end, end - place - len(form))


def _cut(form: str, text: str, place: int) -> tuple[int, int, int] | None:
    """Where a line stands that ends with an ellipsis after sixty letters or more of its own."""
    end = text.find("…", place)
    while end >= 0:
        start = text.find(form[:60], place, place + 60 + _GAP)
        if start >= 0 and end - start >= 60 and form.startswith(text[start:end]):
            return start, end + 1, 0
        end = text.find("…", end + 1) if end - place < len(form) + _GAP else -1
    return None


def other_cells(file: PaperFile, tables: list[list[list[list[set[str]]]]]) -> Iterator[str]:
    """Cells whose text is not the document’s. A table that is too wide may be cut into several: each begins
    with the heads of the rows, and holds some of the columns, in order.
    """
    drawn = [_grid(table) for table in file.of("Table")]
    for rows in tables:
        width, done = len(rows[0]), 1
        while done < width or done == 1 == width:
            if not drawn:
                yield f"the table “{rows[0][0]}” ends after {done} of {width} columns"
                break
            grid = drawn.pop(0)
            if len(grid) != len(rows):
                yield f"{len(grid)} rows for {len(rows)} of “{rows[0][:2]}”"
                break
            for row, cells in zip(rows, grid, strict=True):
                wanted = [row[0], *row[done : done + len(cells) - 1]]
                for lines, cell in zip(wanted, cells, strict=False):
                    yield from _other_cell(file, lines, cell)
            done += max(1, len(grid[0]) - 1)
    if drawn:
        yield f"{len(drawn)} tables more than the document has"


def _grid(table: Tag) -> list[list[Tag]]:
    return [
        [cell for cell in row.tags if cell.standard in {"TH", "TD"}]
        for row in table.walk()
        if row.standard == "TR"
    ]


def _other_cell(file: PaperFile, lines: list[set[str]], cell: Tag) -> Iterator[str]:
    try:
        between(lines, structure_text(file, cell))
    except AssertionError as lost:
        yield str(lost)
