"""The neutral document: what stands on paper or in a file, in reading order, before it is any of them.

Its texts are the raw ones; each format prints them as it can (`printable`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.domain.packets import FontsChoice, PaperSize


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a note is about: its group by `kind`, its `number` in reading order within the item.

    The chip with the number stands after the last span of one `number`.
    """

    kind: NoteKind
    number: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style. `link`: a web address, or `#` and an anchor of this document.

    `language` is a BCP 47 tag where it is not the document's. A line end in `text` is one on paper.
    """

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    link: str = ""
    language: str = ""
    mark: Mark | None = None


Text = tuple[Span, ...]


def plain(text: str, language: str = "") -> Text:
    """Text without any style; empty text is no span."""
    return (Span(text, language=language),) if text else ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A raised figure: the number of a source, and the anchor of its line (empty where it leads nowhere)."""

    number: int
    anchor: str = ""


class Style(StrEnum):
    """GUIDANCE: larger, a practice's. PROMPT: a question of the worksheet. SMALL: hints, editions."""

    BODY = "body"
    GUIDANCE = "guidance"
    PROMPT = "prompt"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`letter` ("c") stands in the rail, `run_in` is bold before the text and ends with its own stop."""

    text: Text
    style: Style = Style.BODY
    letter: str = ""
    run_in: Text = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 to 6, never more than one deeper than the one before. `kind` draws its mark before it."""

    level: int
    text: Text
    kind: Kind | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of an item: its title as a heading of `level`, with what stands around it.

    Reading order: trail, code, title, mark and agency, guidance or summary (`lead`). `level` 0: this title is
    the document's own, and the document prints none before. `running` stands at the head of each sheet,
    `starts_page` asks for a fresh one.
    """

    title: Text
    level: int
    anchor: str
    code: str = ""
    kind: Kind | None = None
    trail: str = ""
    mark: str = ""
    agency: str = ""
    lead: tuple[Paragraph, ...] = ()
    running: str = ""
    starts_page: bool = False

    @property
    def is_practice(self) -> bool:
        """A practice's label is drawn as that of what is published."""
        return self.kind is None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list. `label` comes first, semibold, with its own stop; `address` after the text.

    `code` and `kind` draw a code's box in the rail. `anchor`: the item that the line leads to, or empty.
    """

    label: Text = ()
    text: Text = ()
    code: str = ""
    kind: Kind | None = None
    address: str = ""
    link: str = ""
    anchor: str = ""


class ListStyle(StrEnum):
    """BULLETS, NUMBERS (as `labels` say); CODED: each with its code in the rail, on its own line."""

    BULLETS = "bullets"
    NUMBERS = "numbers"
    CODED = "coded"


@dataclass(frozen=True, slots=True)
class List:
    """`labels`: the numbers as typed ("3."), one for each entry, where the style is NUMBERS.

    `in_full`: coded entries have their text below their name, with a rail of their own; else one line each.
    """

    entries: tuple[Entry, ...]
    style: ListStyle = ListStyle.BULLETS
    labels: tuple[str, ...] = ()
    in_full: bool = False


@dataclass(frozen=True, slots=True)
class Rail:
    """Blocks along one unbroken line, drawn by the kind of what is told there; None: no line."""

    kind: Kind | None
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note. `about`: where it stands ("on c"), `quote`: the words that it is about, if any.

    `number` is that of its marks and chip, 0 for a note on the whole item. `sign`: kind, day and author in
    words; `body`: paragraphs and lists.
    """

    number: int
    kind: NoteKind
    sign: str
    about: str
    quote: str
    body: "tuple[Block, ...]"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes one after the other, under their heading."""

    heading: Heading
    notes: tuple[NoteText, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks with the notes on them in the margin, at the same height; read after the blocks."""

    blocks: "tuple[Block, ...]"
    notes: tuple[NoteText, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a list of sources. `text` names it, `seen` says what was seen of it, `address` is shown.

    `link`: where the address leads, empty where it is no web address.
    """

    number: int
    anchor: str
    text: str
    seen: str = ""
    address: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """A numbered list under its heading; without a heading where it stands in a cell."""

    lines: tuple[SourceLine, ...]
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: blocks (paragraphs, lists, sources). `is_head`: it heads its row, or column."""

    blocks: "tuple[Block, ...]"
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: a share of what the fixed ones leave, or points where `is_fixed`."""

    head: "tuple[Block, ...]"
    width: float = 1.0
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that repeats; the first cell of each row is that row's head. `title` names it for a
    reader. `lies`: on lying paper, on sheets of its own.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lies: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of a comparison's column."""

    code: str
    kind: Kind
    mark: str
    title: str
    agency: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A short line of words after the mark of a kind: in cells, where a rail has no room."""

    kind: Kind
    text: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing or picture with what it says in words. `width` in points, as wide as the room where 0."""

    data: bytes
    media: str  # "image/svg+xml" or "image/png"
    alternative: str
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines to write on."""

    count: int


@dataclass(frozen=True, slots=True)
class Field:
    """A word with a line to write on after it: "Group", "Date"."""

    words: str


@dataclass(frozen=True, slots=True)
class Fields:
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One card, cut out of its sheet. `part` of `parts`: one that is too long goes on in another."""

    opening: Opening
    blocks: "tuple[Block, ...]"
    source: str
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Cards:
    """Two or four to a page, with cut marks."""

    cards: tuple[Card, ...]
    to_a_page: int = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks in another language, or blocks kept on one sheet where they fit."""

    blocks: "tuple[Block, ...]"
    language: str = ""
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows starts on a fresh sheet."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of the document's openings with the pages that they are on; made by each format itself."""

    heading: Heading


Block = (
    Paragraph
    | Heading
    | Opening
    | List
    | Rail
    | Notes
    | Beside
    | Sources
    | Table
    | ColumnHead
    | Marked
    | Figure
    | Lines
    | Fields
    | Cards
    | Group
    | NewSheet
    | Contents
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands above the first item, on the first page only."""

    title: str
    subtitle: str = ""
    organization: str = ""
    logo: Figure | None = None
    meeting: tuple[str, ...] = ()  # title, day, place, in words
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole handout. `title` is never empty. `head` stands at the head of each sheet, `foot` at its foot.

    `words` are the fixed words in the document's language, `key` those of the marks; both by name.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    printed: date
    head: str
    foot: str
    words: dict[str, str]
    key: dict[str, str]
    cover: Cover | None = None
    paper: PaperSize = PaperSize.LETTER
    large: bool = False
    sans: bool = False
    fonts: FontsChoice = FontsChoice.BUNDLED
    has_margin: bool = False  # notes stand in the margin
    is_tight: bool = False  # smaller gaps, where all of an item is to stand on one sheet
    lies: bool = field(default=False)  # all of it on lying paper


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, those inside of others too, in reading order; cells and cards are looked into."""
    for block in blocks:
        yield block
        yield from walk(inside(block))


def inside(block: Block) -> tuple[Block, ...]:
    """What stands in a block, in reading order; a table's head before its rows."""
    if isinstance(block, Rail | Group):
        return block.blocks
    if isinstance(block, Beside):
        return (*block.blocks, *(part for note in block.notes for part in note.body))
    if isinstance(block, Notes):
        return tuple(part for note in block.notes for part in note.body)
    if isinstance(block, Opening):
        return block.lead
    if isinstance(block, Table):
        heads = (part for column in block.columns for part in column.head)
        cells = (part for row in block.rows for cell in row for part in cell.blocks)
        return (*heads, *cells)
    if isinstance(block, Cards):
        return tuple(part for card in block.cards for part in (card.opening, *card.blocks))
    return ()


def texts(value: object) -> Iterator[str]:
    """Every text in a document, or in a part of it, that may be drawn."""
    if isinstance(value, Span):
        yield value.text
    elif isinstance(value, str):
        if not isinstance(value, Enum):
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, dict):
        yield from texts(tuple(value.values()))
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts(getattr(value, part.name))
