"""Puts two to four examples side by side: the same rows for each, from the same pages that are read."""

from collections.abc import Sequence
from dataclasses import replace

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import is_example, is_own_example, jurisdiction_of, pack_of
from esscollab_desktop.domain.comparison import (
    FEWEST,
    MOST,
    Cell,
    Column,
    Comparison,
    Part,
    Row,
    sentences_with_numbers,
)
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Block, EntryList, Page, Paragraph
from esscollab_desktop.services.library import Reading

SUMMARY, DID, PARTNERS, NUMBERS, SOURCES = ROWS = (
    "Summary",
    "What they did",
    "Partners",
    "Numbers",
    "Sources",
)
MISSING = {
    SUMMARY: "No summary.",
    DID: "Nothing is told.",
    PARTNERS: "No partner is named.",
    NUMBERS: "No number and no date is given.",
    SOURCES: "No source is named.",
}
TOO_FEW = "Compare needs two examples. Add another code."


def comparison(library: Reading, codes: Sequence[str]) -> Comparison:
    """The examples of these codes in their order, each once, from the book, from packs and the user's own.

    Raises UserError for fewer than two, more than four, a code of something else, or an unknown one.
    """
    chosen = list(dict.fromkeys(example_code(library, code) for code in codes))
    if len(chosen) < FEWEST:
        raise UserError(TOO_FEW)
    if len(chosen) > MOST:
        raise UserError(f"Compare takes four examples at most, and these are {len(chosen)}. Leave some out.")
    return laid_out(library, chosen)


def laid_out(library: Reading, chosen: Sequence[str]) -> Comparison:
    """The same of known codes of examples, however many they are: a set that is still being put together."""
    names = {place.code: place.name for place in library.jurisdictions()}
    pages = [library.page(code) for code in chosen]
    columns = tuple(_column(library, page, names) for page in pages)
    cells = [_cells(library, page) for page in pages]
    rows = tuple(Row(name, tuple(found[name] for found in cells)) for name in ROWS)
    return Comparison(columns, rows)


def example_code(library: Reading, text: str) -> str:
    """The code of the example that is meant. Raises UserError, naming the nearest, for anything else."""
    code = library.resolve(text)
    if not is_example(code):
        raise UserError(f"{code} is not an example. Compare takes examples, by a code such as 4.MA.")
    return code


def _column(library: Reading, page: Page, names: dict[str, str]) -> Column:
    assert page.kind is not None
    place = jurisdiction_of(page.code)
    title, edition = ("", "") if is_own_example(page.code) else library.imprint(page.code)
    return Column(
        page.code,
        page.title,
        page.kind,
        page.mark,
        names.get(place, place),
        page.agency,
        title if pack_of(page.code) else "",
        edition,
    )


class _Sorted:
    """The blocks of an example's page by row, each with its origin; what has no origin is the practice's."""

    def __init__(self, page: Page) -> None:
        self.did: list[tuple[Kind, Paragraph]] = []
        self.partners: list[tuple[Kind, Block]] = []
        self.when: list[tuple[Kind, Paragraph]] = []
        self.grounds: list[tuple[Kind, Paragraph]] = []
        for section in page.sections:
            for block in section.blocks:
                if section.origin is not None:
                    self._take(section.origin, block)

    def _take(self, kind: Kind, block: Block) -> None:
        if isinstance(block, EntryList):
            # Side by side there is little room: one partner to a line is found sooner.
            self.partners.append((kind, replace(block, inline=False)))
        elif block.letter:
            self.did.append((kind, block))
        elif block.lead:
            self.when.append((kind, block))
        else:
            self.grounds.append((kind, block))


def _cells(library: Reading, page: Page) -> dict[str, Cell]:
    found = _Sorted(page)
    kind = page.kind or Kind.PUBLISHED
    numbers = [
        (origin, replace(told, text=words, broke_off=False))
        for origin, told in found.did
        if (words := sentences_with_numbers(told.text))
    ]
    lead = page.lead or _headline(library, page.code)
    used = [number for _kind, told in found.did for number in told.refs]
    # Sources are counted in the order of their use, so those of the practice come last.
    sources = page.sources[: max(used, default=0)]
    rows = {
        SUMMARY: Cell(_parts([(kind, Paragraph(lead))] if lead else [])),
        DID: Cell(_parts(found.did)),
        PARTNERS: Cell(_parts(found.partners)),
        NUMBERS: Cell(_parts([*found.when, *numbers])),
        SOURCES: Cell(_parts(found.grounds), sources),
    }
    return {
        name: cell if cell.parts or cell.sources else Cell(missing=MISSING[name])
        for name, cell in rows.items()
    }


def _parts(blocks: Sequence[tuple[Kind, Block]]) -> tuple[Part, ...]:
    """The blocks by origin, in the order in which each origin comes first."""
    kinds = dict.fromkeys(kind for kind, _block in blocks)
    return tuple(Part(kind, tuple(block for of, block in blocks if of is kind)) for kind in kinds)


def _headline(library: Reading, code: str) -> str:
    try:
        words = library.entry(code).headline
    except KeyError:  # an own example whose place this edition has no more
        words = library.title_of(code).partition(": ")[2]
    return words[:1].upper() + words[1:]
