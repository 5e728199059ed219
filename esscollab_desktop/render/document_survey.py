"""What a document has, found by looking all through it."""

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.render.document import (
    Block,
    ColumnHead,
    Contents,
    Document,
    Heading,
    List,
    Marked,
    Notes,
    Opening,
    Rail,
    Sources,
    walk,
)


def has_own_title(document: Document) -> bool:
    """Whether an item's title is that of the whole, so that none stands before it."""
    return any(isinstance(block, Opening) and not block.level for block in walk(document.blocks))


def openings_of(document: Document) -> list[Opening]:
    """The items that a list of contents names, a card's too; the second card of one item has no anchor."""
    found = (block for block in walk(document.blocks) if isinstance(block, Opening))
    return [opening for opening in found if opening.level and opening.anchor]


def headings_of(blocks: tuple[Block, ...]) -> list[Heading]:
    """Every heading that is no item's title, and not that of the contents."""
    made = []
    for block in walk(blocks):
        if isinstance(block, Heading):
            made.append(block)
        elif isinstance(block, Notes | Sources) and block.heading:
            made.append(block.heading)
    return made


def anchors_of(blocks: tuple[Block, ...]) -> list[str]:
    """What links can lead to."""
    made = [heading.anchor for heading in headings_of(blocks)]
    for block in walk(blocks):
        if isinstance(block, Opening):
            made.append(block.anchor)
        elif isinstance(block, Sources):
            made += [line.anchor for line in block.lines]
        elif isinstance(block, Contents):
            made.append(block.heading.anchor)
    return [anchor for anchor in made if anchor]


def kinds_of(document: Document) -> tuple[Kind, ...]:
    """The kinds whose signs stand somewhere in the document."""
    found: set[Kind | None] = set()
    for block in walk(document.blocks):
        match block:
            case Rail() | Heading() | ColumnHead() | Marked() | Opening():
                found.add(block.kind)
            case List():
                found.update(entry.kind for entry in block.entries)
            case _:
                pass
    return tuple(kind for kind in Kind if kind in found)
