"""The text of a document in reading order, line by line: what every format of it must hold."""

from collections.abc import Iterable, Iterator

from esscollab_desktop.render.document import (
    Beside,
    Block,
    Card,
    Cards,
    ColumnHead,
    Contents,
    Cover,
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
    Reference,
    SourceLine,
    Sources,
    Table,
    Text,
    inside,
)
from esscollab_desktop.render.document_survey import has_own_title, openings_of
from esscollab_desktop.render.held import one_line
from esscollab_desktop.render.words import WORDS


def reading_lines(document: Document) -> list[str]:
    """One line for the text of each block, row of a list, and head of a note; none is empty.

    White space is folded. What only points is left out: marks of kinds, chips in the text (a note begins with
    its `[N1]`), head, foot and numbers of sheets, titles of tables. So is what pictures say in words.
    """
    return [line for line in _lines(document) if line]


def plain_text(text: Text) -> str:
    return one_line("".join(span.text for span in text))


def title_text(text: Text, words: dict[str, str]) -> str:
    """A heading's text; one without any would be a stop on the way that tells nothing."""
    return plain_text(text) or words.get("untitled", WORDS["untitled"])


def part_words(card: Card, words: dict[str, str]) -> str:
    """`card 2 of 2` where one is not enough."""
    if card.parts < 2:
        return ""
    return one_line(f"{words.get('card', 'card')} {card.part} {words.get('of', 'of')} {card.parts}")


def note_head(note: NoteText) -> tuple[str, str, str, str]:
    """Chip, sign, place and quote as they stand before a note, each with the signs that join it on."""
    chip = f"[N{note.number}]" if note.number else ""
    about = f", {one_line(note.about)}" if note.about else ""
    quote = f": “{one_line(note.quote)}”" if note.quote else ""
    return chip, one_line(note.sign), about, quote


def referred(references: Iterable[Reference]) -> str:
    return " ".join(f"[{reference.number}]" for reference in references)


def source_text(line: SourceLine) -> str:
    return joined(one_line(line.text), one_line(line.seen))


def joined(*parts: str) -> str:
    """What there is of it, with a space between."""
    return " ".join(part for part in parts if part)


def cover_lines(cover: Cover | None, title: str) -> Iterator[tuple[str, str]]:
    """What stands above the first item, in order, with what it is; `title`: empty where an item has it."""
    cover = cover or Cover("")
    yield "organization", one_line(cover.organization)
    yield "title", one_line(cover.title or title) if title else ""
    yield "subtitle", one_line(cover.subtitle)
    for line in cover.meeting:
        yield "meeting", one_line(line)
    yield "edition", one_line(cover.edition)


def own_title(document: Document) -> str:
    """The title to print above all; empty where the one item has it."""
    if has_own_title(document):
        return ""
    return one_line(document.title) or document.words.get("untitled", WORDS["untitled"])


def _lines(document: Document) -> Iterator[str]:
    for _name, line in cover_lines(document.cover, own_title(document)):
        yield line
    yield from _Reading(document).blocks(document.blocks)


class _Reading:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = document.words

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:  # noqa: PLR0912 - one for each kind
        match block:
            case Paragraph():
                yield _paragraph(block)
            case Heading():
                yield self._heading(block)
            case Opening():
                yield from self._opening(block)
            case List():
                yield from _list(block)
            case Notes():
                yield self._heading(block.heading)
                yield from self._notes(block.notes)
            case Beside():
                yield from self.blocks(block.blocks)
                yield from self._notes(block.notes)
            case Sources():
                if block.heading:
                    yield self._heading(block.heading)
                for line in block.lines:
                    yield joined(f"{line.number}.", source_text(line), one_line(line.address))
            case Table():
                for column in block.columns:
                    yield from self.blocks(column.head)
                for row in block.rows:
                    for cell in row:
                        yield from self.blocks(cell.blocks)
            case ColumnHead():
                yield joined(one_line(block.code), one_line(block.mark))
                yield from map(one_line, (block.title, block.agency, block.pack))
            case Marked():
                yield plain_text(block.text)
            case Fields():
                yield from (one_line(field.words) for field in block.fields)
            case Cards():
                for card in block.cards:
                    yield from self._opening(card.opening, part_words(card, self._words))
                    yield from self.blocks(card.blocks)
                    yield one_line(card.source)
            case Contents():
                yield self._heading(block.heading)
                for opening in openings_of(self._document):
                    yield joined(one_line(opening.code), title_text(opening.title, self._words))
            case _:
                yield from self.blocks(inside(block))

    def _heading(self, heading: Heading) -> str:
        return title_text(heading.text, self._words)

    def _opening(self, opening: Opening, part: str = "") -> Iterator[str]:
        yield one_line(opening.trail)
        yield joined(one_line(opening.code), part, title_text(opening.title, self._words))
        yield joined(one_line(opening.mark), one_line(opening.agency))
        yield from map(_paragraph, opening.lead)

    def _notes(self, notes: tuple[NoteText, ...]) -> Iterator[str]:
        for note in notes:
            chip, *told = note_head(note)
            yield joined(chip, "".join(told))
            yield from self.blocks(note.body)


def _paragraph(paragraph: Paragraph) -> str:
    return joined(
        one_line(paragraph.letter),
        plain_text(paragraph.run_in),
        plain_text(paragraph.text),
        referred(paragraph.references),
    )


def _list(listed: List) -> Iterator[str]:
    labels = [*listed.labels, *[""] * len(listed.entries)]
    for entry, label in zip(listed.entries, labels, strict=False):
        number = one_line(label) if listed.style is ListStyle.NUMBERS else ""
        code = one_line(entry.code) if listed.style is ListStyle.CODED else ""
        yield joined(number, code, _entry(entry))


def _entry(entry: Entry) -> str:
    return joined(plain_text(entry.label), plain_text(entry.text), one_line(entry.address))
