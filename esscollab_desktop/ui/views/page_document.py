"""A neutral page becomes a text document, with a map of what the reading view paints beside it."""

from dataclasses import dataclass, field, replace
from unicodedata import normalize

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.codes import has_label, in_box
from esscollab_desktop.domain.page import Block, Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.ui.look.tokens import Tokens
from esscollab_desktop.ui.look.type import Type
from esscollab_desktop.ui.views.page_outline import KIND_WORDS, Outline, PieceType
from esscollab_desktop.ui.views.passages import Passages

BROKE_OFF = "The source broke off here; the rest was not seen."
LEADING = 1.5  # em of the reading text


@dataclass(frozen=True)
class PageStyle:
    """How a page is set. `unit` is one logical pixel at the page's zoom.

    `run_in` puts the letters into the text, where the column is too narrow for a rail; `label_below`
    puts the code label under the title, where the window is low.
    """

    type: Type
    tokens: Tokens
    unit: float
    run_in: bool = False
    label_below: bool = False
    label_width: float = 0.0
    column: float = 1e6


@dataclass(frozen=True)
class Label:
    """A code label. `in_rail`: at the left of the rail, else inside the text's edge, under the title."""

    code: str
    kind: Kind | None
    is_title: bool = False
    in_rail: bool = True


@dataclass
class PageMap:
    """Where things stand, by block number: what is painted beside the text rather than typed into it.

    `links` and `beside` are stretches of the document: what leads somewhere, and what is typed into the text
    and is none of the book's words: raised figures, letters and codes that have no rail to stand in.
    `lettered` tells the block of each letter, also where the letters run into the text. `outline` is what a
    screen reader walks.
    """

    letters: dict[int, str] = field(default_factory=dict)
    lettered: dict[str, int] = field(default_factory=dict)
    labels: dict[int, Label] = field(default_factory=dict)
    marks: dict[int, Kind] = field(default_factory=dict)
    rails: list[tuple[int, int, Kind | None]] = field(default_factory=list)
    sources: dict[int, int] = field(default_factory=dict)
    passages: Passages = field(default_factory=Passages)
    links: list[tuple[int, int]] = field(default_factory=list)
    beside: list[tuple[int, int]] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)


class _Fonts:
    """The fonts of one page, each asked for once."""

    def __init__(self, kinds: Type) -> None:
        self.title = kinds.title()
        self.heading = kinds.heading()
        self.reading = kinds.reading()
        self.reading_bold = QFont(self.reading)
        self.reading_bold.setWeight(QFont.Weight.DemiBold)
        self.small = kinds.controls()
        self.small_bold = kinds.controls(is_selected=True)
        self.hint = kinds.hints()
        # Qt draws raised text at two thirds of its size.
        self.figure = QFont(kinds.source_figure())
        self.figure.setPointSizeF(self.figure.pointSizeF() * 1.5)


class PageWriter:
    """Writes one page into a document, block by block."""

    def __init__(self, document: QTextDocument, style: PageStyle) -> None:
        self._cursor = QTextCursor(document)
        self._style = style
        self._serif = _Fonts(style.type)
        # What a user wrote stands in the sans: it can't be taken for the publisher's words.
        self._sans = _Fonts(replace(style.type, is_serif=False))
        self._fonts = self._serif
        self._line_height = round(QFontInfo(self._fonts.reading).pixelSize() * LEADING)
        self._fresh = True
        self._kind: Kind | None = None
        self.map = PageMap()

    def write(self, page: Page) -> PageMap:
        self._kind = page.kind
        self._speak(page.kind)
        self._cursor.beginEditBlock()
        self._head(page)
        for section in page.sections:
            self._section(section)
        if page.sources:
            self._speak(None)
            self._heading("Sources")
            self.map.outline.add(PieceType.LIST, self._cursor.blockNumber() + 1)
            for number, source in enumerate(page.sources, 1):
                self._source(number, source)
        self._cursor.endEditBlock()
        return self.map

    def _speak(self, kind: Kind | None) -> None:
        self._fonts = self._sans if kind is Kind.OWN else self._serif

    def _head(self, page: Page) -> None:
        fonts, told = self._fonts, self.map.outline
        if page.theme:
            told.add(PieceType.PARAGRAPH, self._block(after=2))
            self._text(f"Practice {page.code}, {page.theme}", fonts.small_bold, self._style.tokens.ink2)
        label = Label(page.label, page.kind, True, not self._style.label_below)
        first = self._block(level=1, after=3)
        told.add(PieceType.HEADING, first, level=1)
        self._text(page.title, _fitted(fonts.title, page.title, self._style.column))
        if label.code:
            told.add(PieceType.LABEL, first, before=f"Code {label.code}")
        indent = 0.0
        if label.in_rail and label.code:
            self.map.labels[first] = label
        elif label.code:
            indent = self._style.label_width + 24 * self._style.unit
        if page.mark or (label.code and not label.in_rail):
            after = 0 if label.in_rail else 6
            here = self._block(indent=indent + (17 * self._style.unit if page.kind else 0), after=after)
            if page.mark or page.agency:
                told.add(PieceType.PARAGRAPH, here)
            if page.kind:
                self.map.marks[here] = page.kind
            if label.code and not label.in_rail:
                self.map.labels[here] = label
            self._text(page.mark or page.agency, fonts.small_bold)
            if page.mark_note:
                self._text(f"  {page.mark_note}", fonts.small, self._style.tokens.ink2)
        if page.agency and (page.mark or not self._style.label_below):
            told.add(PieceType.PARAGRAPH, self._block())
            self._text(page.agency, fonts.small, self._style.tokens.ink2)
        last = self._cursor.blockNumber()
        if page.lead:
            last = self._block(before=12, leading=True)
            told.add(PieceType.PARAGRAPH, last)
            self._book_text(page.lead, fonts.reading)
        self._rail(0, last, page.kind)

    def _section(self, section: Section) -> None:
        self._speak(section.origin)
        is_apart = section.origin is not None and section.origin is not self._kind
        first = self._heading(section.heading, section.origin if is_apart else None)
        for place, block in enumerate(section.blocks):
            self._content(block, is_first=place == 0)
        if section.origin:
            self._rail(first, self._cursor.blockNumber(), section.origin)

    def _content(self, block: Block, is_first: bool) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block, is_first)
        else:
            self._entries(block)

    def _heading(self, words: str, kind: Kind | None = None) -> int:
        here = self._block(before=22, after=4, level=2, indent=17 * self._style.unit if kind else 0)
        self.map.outline.add(PieceType.HEADING, here, level=2, kind=kind)
        if kind:
            self.map.marks[here] = kind
        self._text(words, self._fonts.heading)
        return here

    def _paragraph(self, paragraph: Paragraph, is_first: bool) -> None:
        fonts, tokens = self._fonts, self._style.tokens
        here = self._block(before=0 if is_first else 10, leading=True)
        self.map.outline.add(PieceType.PARAGRAPH, here, before=paragraph.letter)
        if paragraph.letter:
            self.map.lettered.setdefault(paragraph.letter, here)
        if paragraph.letter and self._style.run_in:
            self._beside(f"{paragraph.letter}  ", fonts.small_bold)
        elif paragraph.letter:
            self.map.letters[here] = paragraph.letter
        if paragraph.lead:
            stop = "" if paragraph.lead.endswith((".", ":", "?", "!")) else "."
            self._text(f"{paragraph.lead}{stop} ", fonts.reading_bold)
        self._book_text(paragraph.text, fonts.reading)
        self._figures(paragraph.refs)
        if paragraph.broke_off:
            self.map.outline.end(self._block(before=2))
            self._text(BROKE_OFF, fonts.small, tokens.caution)

    def _figures(self, refs: tuple[int, ...]) -> None:
        """Raised source figures, each a link to its line under Sources."""
        for place, number in enumerate(refs):
            if place:
                self._beside(",", self._fonts.figure, raised=True)
            self._beside(str(number), self._fonts.figure, f"source:{number}", raised=True)

    def _entries(self, entries: EntryList) -> None:
        self.map.outline.add(PieceType.LIST, self._cursor.blockNumber() + 1)
        for place, entry in enumerate(entries.entries):
            self._entry(entry, before=0 if place == 0 else 4 if entries.inline else 8)

    def _entry(self, entry: Entry, before: int) -> None:
        fonts, tokens = self._fonts, self._style.tokens
        here = self._block(before=before, leading=True)
        self.map.outline.item(here, *_origin(entry))
        if entry.code:
            if has_label(entry.code) and not self._style.run_in:
                self.map.labels[here] = Label(in_box(entry.code), entry.kind)
            elif has_label(entry.code):
                self._beside(f"{entry.code}  ", fonts.small_bold)
            self._book_text(entry.label, fonts.reading_bold, tokens.accent, f"code:{entry.code}")
        else:
            self._book_text(entry.label, fonts.reading_bold if entry.text else fonts.reading)
        if entry.text and entry.code and ":" in entry.label:
            self.map.outline.end(self._block(leading=True))
            self._book_text(entry.text[0].upper() + entry.text[1:], fonts.reading)
        elif entry.text:
            stop = "." if entry.address else ":"
            self._text("" if entry.label.endswith((".", "?", "!")) else stop, fonts.reading_bold)
            self._text(" ", fonts.reading)
            self._book_text(entry.text, fonts.reading)
        if entry.address:
            self.map.outline.end(self._block(leading=False))
            self._text(entry.address, fonts.hint, tokens.accent, f"address:{entry.address}")

    def _source(self, number: int, source: Source) -> None:
        fonts, tokens = self._fonts, self._style.tokens
        indent = 24 * self._style.unit
        here = self._block(before=4, indent=indent, hang=indent)
        self.map.sources[number] = here
        self.map.outline.item(here)
        self._text(f"{number}\t", fonts.small_bold, tokens.accent)
        words = f"“{source.title}”, {source.publisher}"
        self._text(words + (f", {source.date}. " if source.date else ". "), fonts.small)
        if source.seen:
            self._text(f"({source.seen}) ", fonts.small, tokens.ink2)
        self._text(source.address, fonts.small, tokens.accent, f"address:{source.address}")

    def _rail(self, first: int, last: int, kind: Kind | None) -> None:
        """One stretch of rail; it grows together with the one before where the kind is the same."""
        rails = self.map.rails
        if rails and rails[-1][2] == kind and rails[-1][1] + 1 >= first:
            rails[-1] = (rails[-1][0], last, kind)
        else:
            rails.append((first, last, kind))

    def _block(
        self,
        before: float = 0,
        after: float = 0,
        indent: float = 0,
        hang: float = 0,
        level: int = 0,
        leading: bool = False,
    ) -> int:
        form = QTextBlockFormat()
        form.setTopMargin(before * self._style.unit)
        form.setBottomMargin(after * self._style.unit)
        form.setLeftMargin(indent)
        form.setTextIndent(-hang)
        form.setHeadingLevel(level)
        if hang:
            form.setTabPositions([_left_tab(hang)])
        if leading:
            # A fixed height: lines with raised figures would else stand wider apart than the others.
            form.setLineHeight(self._line_height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._fresh = False
        else:
            self._cursor.insertBlock(form)
        return self._cursor.blockNumber()

    def _book_text(self, words: str, font: QFont, color: str = "", link: str = "") -> None:
        """Words that passages are counted in: the segments of the page's reading text, in their order."""
        if words:
            words = normalize("NFC", words)
            self.map.passages.add(words, self._cursor.position())
            self._text(words, font, color, link)

    def _beside(self, words: str, font: QFont, link: str = "", raised: bool = False) -> None:
        start = self._cursor.position()
        self._text(words, font, self._style.tokens.accent, link, raised)
        self.map.beside.append((start, self._cursor.position()))

    def _text(self, words: str, font: QFont, color: str = "", link: str = "", raised: bool = False) -> None:
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(QColor(color or self._style.tokens.ink))
        if raised:
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if link:
            form.setAnchor(True)
            form.setAnchorHref(link)
            form.setFontUnderline(not raised)
        start = self._cursor.position()
        self._cursor.insertText(words, form)
        if link:
            self.map.links.append((start, self._cursor.position()))


def _fitted(font: QFont, words: str, column: float) -> QFont:
    """The font, smaller where its longest word would not fit into the column: no word is torn apart."""
    longest = max((QFontMetricsF(font).horizontalAdvance(word) for word in words.split()), default=0.0)
    if longest <= column:
        return font
    fitted = QFont(font)
    fitted.setPointSizeF(font.pointSizeF() * column / longest * 0.98)
    return fitted


def _origin(entry: Entry) -> tuple[str, Kind | None]:
    """What the code label beside an entry says: the code, and by its line and sign the kind."""
    if not entry.code or not has_label(entry.code):
        return "", None
    words = in_box(entry.code), KIND_WORDS[entry.kind] if entry.kind else ""
    return ", ".join(word for word in words if word), entry.kind


def _left_tab(position: float) -> QTextOption.Tab:
    return QTextOption.Tab(position, QTextOption.TabType.LeftTab)
