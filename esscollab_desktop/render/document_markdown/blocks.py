"""Every kind of block, written as Markdown has it."""

import re
from dataclasses import replace
from itertools import groupby

from esscollab_desktop.render.document import (
    Beside,
    Block,
    Cards,
    ColumnHead,
    Contents,
    Document,
    Entry,
    Fields,
    Figure,
    Heading,
    Lines,
    List,
    ListStyle,
    Marked,
    Notes,
    NoteText,
    Opening,
    Paragraph,
    Sources,
    Span,
    Style,
    Table,
    Text,
    inside,
    plain,
)
from esscollab_desktop.render.document_markdown.tables import head_text, table_parts
from esscollab_desktop.render.document_markdown.text import hung, inline, one_below_another, spaced, strong
from esscollab_desktop.render.document_survey import openings_of
from esscollab_desktop.render.document_text import (
    joined,
    note_head,
    part_words,
    plain_text,
    referred,
    source_text,
    title_text,
)
from esscollab_desktop.render.held import one_line
from esscollab_desktop.render.links import followed
from esscollab_desktop.render.words import WORDS

_NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})\.")
_ROOM = "________"

# Paragraphs and the like, each in its lines, with an empty line between them.
Parts = list[list[str]]


class Blocks:
    """Knows which item is open, and which sign the list before had."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = {**WORDS, **document.words}
        self._item = 0
        self._last_list = ""

    def begin_list(self, before: str = "") -> None:
        """What comes goes on with no list, or with none of the sign that is given."""
        self._last_list = before

    def write(self, blocks: tuple[Block, ...]) -> Parts:
        made: Parts = []
        for block in blocks:
            parts = [part for part in self._block(block) if part]
            if parts and not isinstance(block, List | Sources | Table):
                self.begin_list()
            made += parts
        return made

    def _block(self, block: Block) -> Parts:  # noqa: PLR0912 - one for each kind
        match block:
            case Paragraph():
                return [self._paragraph(block)]
            case Heading():
                return [self.heading(block)]
            case Opening():
                return self._opening(block)
            case List():
                return self._list(block)
            case Notes():
                heading = self.heading(block.heading)
                return [heading, *(self._note(note) for note in block.notes)]
            case Beside():
                return [*self.write(block.blocks), *(self._note(note) for note in block.notes)]
            case Sources():
                return self._sources(block)
            case Table():
                return table_parts(self, block)
            case ColumnHead():
                return [self.lines(head_text(block))]
            case Marked():
                return [self.lines(block.text)]
            case Figure():
                return [self.lines((Span(one_line(block.alternative), is_emphasis=True),))]
            case Lines():
                return [["___"] for _ in range(block.count)]
            case Fields():
                words = (one_line(field.words) for field in block.fields)
                return [self.lines(plain(one), f" {_ROOM}") for one in words if one]
            case Cards():
                return self._cards(block)
            case Contents():
                return self._contents(block)
            case _:
                return self.write(inside(block))

    def lines(self, text: Text, after: str = "") -> list[str]:
        lines = inline(text, self._item)
        if after and lines:
            lines[-1] += after
        return [f"{line}\\" for line in lines[:-1]] + lines[-1:]

    def plain(self, words: str) -> list[str]:
        return self.lines(plain(words))

    def _paragraph(self, paragraph: Paragraph) -> list[str]:
        letter = strong(plain(one_line(paragraph.letter)))
        text = paragraph.text
        if paragraph.style is Style.PROMPT:
            text = strong(text)
        told = spaced(letter, strong(paragraph.run_in), text)
        references = referred(paragraph.references)
        lines = self.lines(told, f" {references}" if references else "")
        return lines or ([references] if references else [])

    def heading(self, heading: Heading) -> list[str]:
        return self._titled(heading.level, heading.text)

    def _titled(self, level: int, text: Text) -> list[str]:
        """One below the document's own title; signs at its end are no markup."""
        named = text if plain_text(text) else plain(self._words["untitled"])
        words = " ".join(inline(named, self._item))
        closed = re.sub(r"(?<!\\)(#+)$", r"\\\1", words)
        return [f"{'#' * min(max(level + 1, 1), 6)} {closed}"]

    def _opening(self, opening: Opening, part: str = "") -> Parts:
        self._item += 1
        named = opening.title if plain_text(opening.title) else plain(self._words["untitled"])
        mark = strong(plain(one_line(opening.mark)))
        agency = plain(one_line(opening.agency))
        comma = (Span(", "),) if mark and agency else ()
        return [
            self.plain(one_line(opening.trail)),
            self._titled(opening.level, spaced(plain(one_line(opening.code)), plain(part), named)),
            self.lines((*mark, *comma, *agency)),
            *map(self._paragraph, opening.lead),
        ]

    def _list(self, listed: List) -> Parts:
        if listed.style is not ListStyle.NUMBERS:
            is_coded = listed.style is ListStyle.CODED
            codes = [plain(one_line(entry.code)) if is_coded else () for entry in listed.entries]
            rows = zip(listed.entries, codes, strict=True)
            return [self._rows([_entry(entry, code, listed.in_full) for entry, code in rows])]
        labels = [*listed.labels, *[""] * len(listed.entries)]
        made: Parts = []
        for is_counted, pairs in groupby(zip(listed.entries, labels, strict=False), _is_counted):
            if is_counted:
                made += self._counted([(int(label[:-1]), _entry(entry)) for entry, label in pairs])
            else:
                made.append(self._rows([spaced(plain(one_line(n)), _entry(entry)) for entry, n in pairs]))
        return made

    def _sources(self, sources: Sources) -> Parts:
        heading = self.heading(sources.heading) if sources.heading else []
        if heading:
            self.begin_list()
        rows = []
        for line in sources.lines:
            address = tuple(replace(span, link=line.link) for span in plain(one_line(line.address)))
            rows.append((line.number, spaced(plain(source_text(line)), address)))
        return [heading, *self._counted(rows)]

    def _counted(self, rows: list[tuple[int, Text]]) -> Parts:
        """Lists that count on by themselves; where they don't, another one begins."""
        made: Parts = []
        for _, run in groupby(enumerate(rows), lambda placed: placed[1][0] - placed[0]):
            stop = ")" if self._last_list == "." else "."
            self._last_list = stop
            pairs = (row for _, row in run)
            made.append([line for n, text in pairs for line in hung(f"{n}{stop} ", self.lines(text))])
        return made

    def _rows(self, texts: list[Text]) -> list[str]:
        """A list; another sign than before, where it would go on with the list before it."""
        sign = "+" if self._last_list == "-" else "-"
        self._last_list = sign
        shown = filter(None, map(self.lines, texts))
        return [line for lines in shown for line in hung(f"{sign} ", lines)]

    def _note(self, note: NoteText) -> list[str]:
        """What people say, set off from what the book says."""
        chip, sign, about, quote = note_head(note)
        quoted = (Span(": "), Span(quote[2:], is_emphasis=True)) if quote else ()
        head = self.lines(spaced(plain(chip), (Span(sign, is_strong=True), Span(about), *quoted)))
        self.begin_list()
        parts = [head, *self.write(note.body)]
        return [f"> {line}".rstrip() for line in one_below_another(parts)]

    def _cards(self, cards: Cards) -> Parts:
        made: Parts = []
        for card in cards.cards:
            self.begin_list()
            made += [
                *self._opening(card.opening, part_words(card, self._words)),
                *self.write(card.blocks),
                self.plain(one_line(card.source)),
            ]
        return made

    def _contents(self, contents: Contents) -> Parts:
        heading = self.heading(contents.heading)
        names = (
            joined(one_line(opening.code), title_text(opening.title, self._words))
            for opening in openings_of(self._document)
        )
        return [heading, self._rows([plain(name) for name in names])]


def _is_counted(pair: tuple[Entry, str]) -> bool:
    return _NUMBER.fullmatch(pair[1]) is not None


def _entry(entry: Entry, code: Text = (), is_in_full: bool = False) -> Text:
    """One line; a name that has its text below it ends its own."""
    link = entry.link if followed(entry.link) else ""
    address = tuple(replace(span, link=link) for span in plain(one_line(entry.address)))
    named = spaced(code, entry.label)
    end = (Span("\n"),) if is_in_full and named else ()
    return spaced(strong(named) + end, entry.text, address)
