"""Cards to cut out: each item on one, or on several where it is too long."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from esscollab_desktop.domain.page import Page
from esscollab_desktop.domain.page import Paragraph as PageParagraph
from esscollab_desktop.render.document import Card, Cards, Opening, Paragraph, plain
from esscollab_desktop.render.fonts import widest
from esscollab_desktop.render.layouts.content import PageItem
from esscollab_desktop.render.layouts.page_blocks import PageLayout


@dataclass(frozen=True, slots=True)
class CardRoom:
    """What surely fits: the width of a line in em, and how many lines there are under a card's head."""

    em: float
    lines: int


# By cards to a page, in normal and in large print (18 pt); large cards are always two to a page.
_ROOM = {(2, False): CardRoom(38.0, 13), (4, False): CardRoom(19.5, 14), (2, True): CardRoom(25.0, 6)}


def cards_of(layout: PageLayout, items: list[PageItem]) -> Cards:
    """Every item's cards, one after the other."""
    to_a_page = 2 if layout.look.large else layout.look.cards
    room = _ROOM[to_a_page, layout.look.large]
    return Cards(tuple(card for item in items for card in _cards(layout, item, room)), to_a_page)


def _cards(layout: PageLayout, item: PageItem, room: CardRoom) -> list[Card]:
    opening = replace(layout.opening(item), lead=(), trail="", starts_page=False)
    parts = list(_parts(_texts(item.page), room)) or [[]]
    source = item.page.sources[0].title if item.page.sources else ""
    return [
        Card(
            _numbered(opening, part),
            tuple(Paragraph(plain(text)) for text in texts),
            source,
            part,
            len(parts),
        )
        for part, texts in enumerate(parts, 1)
    ]


def _numbered(opening: Opening, part: int) -> Opening:
    """Only the first card is where a link or the list of contents leads to."""
    return opening if part == 1 else replace(opening, anchor="")


def _texts(page: Page) -> Iterator[str]:
    """What a card tells: the summary, or else what was done."""
    if page.lead.strip():
        yield page.lead
        return
    for section in page.sections[:1]:
        yield from (b.text for b in section.blocks if isinstance(b, PageParagraph) and b.letter)


def _parts(texts: Iterator[str], room: CardRoom) -> Iterator[list[str]]:
    """The texts in order, cut between words where a card is full."""
    part: list[str] = []
    left = room.lines
    for text in texts:
        for piece, lines in _pieces(text, room):
            if part and lines > left:
                yield part
                part, left = [], room.lines
            part.append(piece)
            left -= lines
    if part:
        yield part


def _pieces(text: str, room: CardRoom) -> Iterator[tuple[str, int]]:
    """A text in pieces that fit an empty card, each with its count of lines at the very most."""
    lines: list[str] = []
    for word in text.split():
        if lines and widest(f"{lines[-1]} {word}") <= room.em:
            lines[-1] += f" {word}"
        else:
            lines += _cut(word, room.em)
        while len(lines) > room.lines:
            yield " ".join(lines[: room.lines]), room.lines
            lines = lines[room.lines :]
    if lines:
        yield " ".join(lines), len(lines)


def _cut(word: str, em: float) -> list[str]:
    """A word that is longer than a line, in lines; others are one."""
    if widest(word) <= em:
        return [word]
    most = max(1, int(em / 2.4))  # of the widest letters there are
    return [word[n : n + most] for n in range(0, len(word), most)]
