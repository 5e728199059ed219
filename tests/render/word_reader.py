"""What a Word file says, read back without the code that wrote it."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from esscollab_desktop.render.document import (
    Beside,
    Block,
    Card,
    Cards,
    ColumnHead,
    Contents,
    Document,
    Entry,
    Fields,
    Heading,
    List,
    ListStyle,
    Marked,
    Notes,
    NoteText,
    Opening,
    Paragraph,
    Sources,
    Table,
    Text,
    inside,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Package:
    """The parts of a .docx, each read as XML where it is XML."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.names = package.namelist()
            self.entries = package.infolist()
            self.parts: dict[str, Any] = {
                name: etree.fromstring(package.read(name))
                for name in self.names
                if name.endswith((".xml", ".rels"))
            }
        self.body = self.parts["word/document.xml"][0]

    @property
    def text(self) -> str:
        return text_of(self.body)

    def part(self, start: str) -> list[Any]:
        return [part for name, part in self.parts.items() if name.startswith(f"word/{start}")]

    def headings(self) -> list[tuple[int, str]]:
        """Level and text of each heading, in order, those in cells too."""
        found = []
        for paragraph in self.body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is not None and (level := re.fullmatch(r"Heading([1-6])", style.get(f"{W}val"))):
                found.append((int(level[1]), folded(text_of(paragraph))))
        return found


def text_of(element: Any) -> str:
    """Its letters; the end of a paragraph, a break and a tab are white space."""
    pieces = []
    for part in element.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p"):
        if part.tag == f"{W}t":
            pieces.append(part.text or "")
        elif part.getparent().tag != f"{W}tabs":
            pieces.append("\n")
    return "".join(pieces)


def folded(text: str) -> str:
    return " ".join(text.split())


def headings_of(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Text]]:
    """Level and text of each heading that a document has; an item's own title at level 0 is none."""
    for block in blocks:
        match block:
            case Heading():
                yield block.level, block.text
            case Opening() if block.level:
                yield block.level, block.title
            case Notes():
                yield block.heading.level, block.heading.text
            case Sources() if block.heading:
                yield block.heading.level, block.heading.text
        yield from headings_of(inside(block))


def told(document: Document) -> Iterator[str]:
    """Every text of the document's body in reading order, as it was given."""
    cover = document.cover
    if cover:
        yield cover.organization
    if not any(isinstance(block, Opening) and not block.level for block in document.blocks):
        yield (cover.title if cover else "") or document.title
    if cover:
        yield from (cover.subtitle, *cover.meeting, cover.edition)
    openings = [block for block in _all(document.blocks) if isinstance(block, Opening) and block.level]
    for block in document.blocks:
        if isinstance(block, Contents):
            yield from _spans(block.heading.text)
            for opening in openings:
                yield opening.code
                yield "".join(span.text for span in opening.title)
        else:
            yield from _block(block)


def _all(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _all(inside(block))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: PLR0912 - one for each kind
    match block:
        case Paragraph():
            yield block.letter
            yield from _spans(block.run_in)
            yield from _spans(block.text)
            yield from (str(reference.number) for reference in block.references)
        case Heading() | Marked():
            yield from _spans(block.text)
        case Opening():
            yield from _opening(block)
        case List():
            for place, entry in enumerate(block.entries):
                label = (block.labels[place : place + 1] or ("",))[0]
                if block.style is ListStyle.NUMBERS and not re.fullmatch(r"\d{1,9}\.", label):
                    yield label  # others are Word's to count
                yield entry.code if block.style is ListStyle.CODED else ""
                yield from _entry(entry)
        case Notes():
            yield from _spans(block.heading.text)
            for note in block.notes:
                yield from _note(note)
        case Beside():
            yield from _blocks(block.blocks)
            for note in block.notes:
                yield from _note(note)
        case Sources():
            if block.heading:
                yield from _spans(block.heading.text)
            for line in block.lines:
                yield from (str(line.number), line.text, line.seen, line.address)
        case Table():
            for column in block.columns:
                yield from _blocks(column.head)
            for row in block.rows:
                for cell in row:
                    yield from _blocks(cell.blocks)
        case ColumnHead():
            yield from (block.code, block.mark, block.title, block.agency, block.pack)
        case Fields():
            yield from (field.words for field in block.fields)
        case Cards():
            for card in block.cards:
                yield from _card(card)
        case _:
            yield from _blocks(inside(block))


def _card(card: Card) -> Iterator[str]:
    yield from (card.opening.trail, card.opening.code)
    yield f"card {card.part} of {card.parts}" if card.parts > 1 else ""
    yield from _named(card.opening)
    yield from _blocks(card.blocks)
    yield card.source


def _opening(opening: Opening) -> Iterator[str]:
    yield opening.trail
    yield opening.code
    yield from _named(opening)


def _named(opening: Opening) -> Iterator[str]:
    yield from _spans(opening.title)
    yield from (opening.mark, opening.agency)
    yield from _blocks(opening.lead)


def _note(note: NoteText) -> Iterator[str]:
    yield from (f"[N{note.number}]" if note.number else "", note.sign, note.about, note.quote)
    yield from _blocks(note.body)


def _entry(entry: Entry) -> Iterator[str]:
    yield from _spans(entry.label)
    yield from _spans(entry.text)
    yield entry.address


def _spans(text: Text) -> Iterator[str]:
    yield from (span.text for span in text)


def each_text(value: Any, change: Any) -> Any:
    """The same value with every text of it changed, however deep; no name of a kind, medium or word is."""
    if isinstance(value, str) and type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(each_text(part, change) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"media", "data", "words", "key"}
        changed = {
            field.name: getattr(value, field.name)
            if field.name in kept
            else each_text(getattr(value, field.name), change)
            for field in fields(value)
        }
        return type(value)(**changed)
    return value
