"""How high blocks are at the very most: a bound, not a measure."""

from collections.abc import Iterable
from math import ceil, inf

from esscollab_desktop.render.document import (
    Block,
    ColumnHead,
    Entry,
    Fields,
    Heading,
    Lines,
    List,
    Marked,
    Paragraph,
    Sources,
    Text,
)
from esscollab_desktop.render.fonts import widest

_PITCH = 1.5
RULED = 27.0


def surely_high(blocks: Iterable[Block], room: float, size: float) -> float:
    """In points, for text of `size` and less on lines as long as `room`."""
    return sum(_high(block, max(room, 1.0), size) for block in blocks)


def _high(block: Block, room: float, size: float) -> float:
    if isinstance(block, Paragraph):
        return _text(room, size, block.text, block.run_in) + size
    if isinstance(block, Heading | Marked):
        return _text(room, size * 1.3, block.text) + 3 * size
    if isinstance(block, List):
        return sum(_entry(entry, room - 3 * size, size) for entry in block.entries)
    if isinstance(block, Sources):
        texts = (f"{line.text} {line.seen} {line.address}" for line in block.lines)
        return sum(_lines(text, room - 2 * size, size) + size for text in texts)
    if isinstance(block, ColumnHead):
        parts = (block.code, block.mark, block.title, block.agency, block.pack)
        return sum(_lines(part, room, size * 1.2) + size for part in parts)
    if isinstance(block, Lines):
        return (block.count + 1) * max(RULED, size * 2)
    return 4 * size if isinstance(block, Fields) else inf


def _entry(entry: Entry, room: float, size: float) -> float:
    return _text(room, size, entry.label, entry.text) + _lines(entry.address, room, size) + size


def _text(room: float, size: float, *texts: Text) -> float:
    return _lines(" ".join("".join(span.text for span in text) for text in texts), room, size)


def _lines(text: str, room: float, size: float) -> float:
    """Each line is half full at the least, since the next word did not fit it any more."""
    em = max(room, size * 4) / size
    return sum(2 * ceil(widest(line) / em) + 1 for line in text.split("\n")) * size * _PITCH
