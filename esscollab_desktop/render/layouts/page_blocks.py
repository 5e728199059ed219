"""A page of the book as blocks: opening, sections along their rails, notes, sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from unicodedata import normalize

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import bare, has_label, is_practice
from esscollab_desktop.domain.packets import Language, Layout, NotesPlace, PacketLook
from esscollab_desktop.domain.page import Block as PageBlock
from esscollab_desktop.domain.page import Entry as PageEntry
from esscollab_desktop.domain.page import EntryList, Page, Section
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Entry,
    Group,
    Heading,
    Lines,
    List,
    ListStyle,
    Notes,
    NoteText,
    Opening,
    Paragraph,
    Rail,
    Span,
    Style,
    Text,
    plain,
)
from esscollab_desktop.render.layouts.content import PageItem
from esscollab_desktop.render.layouts.languages import BOOKS, OTHER, in_language, side_by_side, texts
from esscollab_desktop.render.layouts.note_blocks import heading_of, note_text
from esscollab_desktop.render.layouts.passages import Numbered, Passages, Reader
from esscollab_desktop.render.layouts.source_blocks import SourceBook, address
from esscollab_desktop.render.words import WORDS, heading_in

LINES_TO_WRITE_ON = 6


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What a page's blocks are made with. `words`: the fixed ones, in the handout's language.

    `is_single`: the page is all of the handout, so that its title is the document's. `anchors`: of the pages
    that stand in the handout too, by code.
    """

    look: PacketLook
    words: dict[str, str]
    sources: SourceBook
    is_single: bool = False
    anchors: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_english(self) -> "PageLayout":
        """The same for what has no other language."""
        return replace(self, look=replace(self.look, language=Language.ENGLISH), words=WORDS)

    def blocks(self, item: PageItem) -> tuple[Block, ...]:
        """The page in full, as the reference has it."""
        return _PageBlocks(self, item).whole()

    def opening(self, item: PageItem) -> Opening:
        """The head alone, without marks of notes, since none of them is told."""
        return _PageBlocks(self, replace(item, notes=())).opening()

    def level(self, item: PageItem) -> int:
        return 0 if self.is_single else 2 if item.is_nested else 1


class _PageBlocks:
    def __init__(self, layout: PageLayout, item: PageItem) -> None:
        self._layout, self._item = layout, item
        self._is_translated = item.translated is not None and layout.look.language is Language.SPANISH
        self._page, self._whole = in_language(item, layout.look.language)
        # What is told in words of the page's first language, in a handout of another one.
        self._first = frozenset(texts(item.whole)) if self._is_translated else frozenset()
        takes = layout.look.notes in {NotesPlace.END, NotesPlace.MARGIN}
        self._passages = Passages(self._whole, item.notes if takes else ())
        self._level = layout.level(item) + 1
        # Those in the margin stand beside the text where their words begin.
        self._beside_lead = [n for n in self._passages.numbered if not n.number]  # on the whole page
        self._placed: list[Numbered] = []

    def whole(self) -> tuple[Block, ...]:
        groups = list(_groups(self._page))
        made: list[Block] = []
        for place, (kind, sections) in enumerate(groups):
            blocks = [block for section in sections for block in self._section(section)]
            if place == 0:
                opening = self.opening()
                blocks = [*self._beside((opening,), self._beside_lead), *self._both(), *blocks]
            made += [Rail(kind, tuple(blocks))] if kind is not None else blocks
        return (*made, *self._after(), *self._sources())

    def _both(self) -> tuple[Block, ...]:
        """What has been translated, side by side where that is wanted."""
        if self._layout.look.language is not Language.BOTH or self._item.translated is None:
            return ()
        return (side_by_side(self._item, self._layout.words, self._layout.sources),)

    def opening(self) -> Opening:
        page = self._page
        reader = self._passages.lead()
        style = Style.GUIDANCE if page.kind is None else Style.BODY
        lead = tuple(Paragraph(text, style) for text in _lines(self._spans(reader, page.lead)))
        self._beside_lead += reader.take_begun()
        if self._layout.look.language is Language.BOTH and self._item.translated is not None:
            lead = (Paragraph(plain(self._item.translated.title, OTHER), style),)
        title = page.title.strip() or page.code
        return Opening(
            title=plain(title),
            level=self._level - 1,
            anchor=self._item.anchor,
            code=bare(page.label),
            kind=page.kind,
            trail=_trail(page, self._layout.words),
            mark=heading_in(self._layout.look.language, page.mark) or page.mark,
            agency=page.agency,
            lead=lead,
            running=_running(page, title, self._layout.words),
            starts_page=page.kind is None,
        )

    def _section(self, section: Section) -> Iterator[Block]:
        kind = section.origin if section.origin is not self._page.kind else None
        yield Heading(self._level, self._heading(section), kind)
        reader = self._passages.section(self._whole.sections.index(section))
        for block in section.blocks:
            made = tuple(self._block(block, reader, section))
            yield from self._beside(made, reader.take_begun())

    def _beside(self, blocks: tuple[Block, ...], notes: list[Numbered]) -> tuple[Block, ...]:
        if self._layout.look.notes is not NotesPlace.MARGIN or not notes:
            return blocks
        self._placed += notes
        return (Beside(blocks, self._told(notes)),)

    def _told(self, notes: list[Numbered]) -> tuple[NoteText, ...]:
        return tuple(note_text(numbered, self._layout.look.language) for numbered in notes)

    def _heading(self, section: Section) -> Text:
        words = section.heading.strip() or self._layout.words["untitled"]
        if told := heading_in(self._layout.look.language, words):
            return plain(told)
        return plain(words, BOOKS)

    def _spans(self, reader: Reader, text: str) -> Text:
        return reader.spans(text, BOOKS if normalize("NFC", text) in self._first else "")

    def _block(self, block: PageBlock, reader: Reader, section: Section) -> Iterator[Block]:
        if isinstance(block, EntryList):
            yield from self._entries(block, reader)
            return
        references = self._layout.sources.references(self._item.anchor, self._whole.sources, block.refs)
        lead = ended(block.lead.strip(), ".")
        yield Paragraph(
            self._spans(reader, block.text),
            letter=block.letter,
            run_in=self._plain(lead),
            references=references,
        )
        if block.broke_off:
            yield Paragraph(plain(self._layout.words["broke_off"]), Style.SMALL)

    def _entries(self, block: EntryList, reader: Reader) -> Iterator[Block]:
        if block.inline:
            if spans := self._run_on(block, reader):
                yield Paragraph(spans)
            return
        for (is_coded, kind), entries in groupby(block.entries, _sort):
            made = tuple(self._entry(entry, reader) for entry in entries)
            style = ListStyle.CODED if is_coded else ListStyle.BULLETS
            yield List(made, style, in_full=is_coded and kind != Kind.RELATED.value)

    def _plain(self, text: str) -> Text:
        return plain(text, BOOKS if self._first else "")

    def _entry(self, entry: PageEntry, reader: Reader) -> Entry:
        label, text = self._spans(reader, entry.label), self._spans(reader, entry.text)
        runs_on = (bool(entry.code) and ":" not in entry.label) or entry.text[:1].islower()
        is_one_line = entry.kind is Kind.RELATED or not _is_boxed(entry)
        if label and text and is_one_line:
            last = label[-1]
            label = (*label[:-1], replace(last, text=ended(last.text, ":" if runs_on else ".")))
        shown, link = address(entry.address)
        boxed = bare(entry.code.removeprefix("state:")) if _is_boxed(entry) else ""
        anchor = self._layout.anchors.get(entry.code, "")
        return Entry(label, text, boxed, entry.kind, shown, link, anchor)

    def _run_on(self, block: EntryList, reader: Reader) -> Text:
        """`Name (part); Name`: a list in one line."""
        spans: list[Span] = []
        for entry in block.entries:
            if spans:
                spans.append(Span("; "))
            spans += self._spans(reader, entry.label)
            if entry.text:
                spans += [Span(" ("), *self._spans(reader, entry.text), Span(")")]
        return tuple(spans)

    def _after(self) -> tuple[Block, ...]:
        """Notes after the text, or room to write some."""
        place = self._layout.look.notes
        if place is NotesPlace.LINES:
            heading = Heading(self._level, plain(self._layout.words["notes"]))
            return (Group((heading, Lines(LINES_TO_WRITE_ON)), is_together=True),)
        notes = [n for n in self._passages.numbered if n not in self._placed]
        if not notes:
            return ()
        heading = Heading(self._level, plain(heading_of([n.note for n in notes], self._layout.words)))
        return (Notes(heading, self._told(notes)),)

    def _sources(self) -> tuple[Block, ...]:
        is_short = self._layout.look.layout is Layout.ONE_PAGER
        heading = None if is_short else Heading(self._level, plain(self._layout.words["sources"]))
        return self._layout.sources.of_item(self._item.anchor, self._page.sources, heading)


def _groups(page: Page) -> Iterator[tuple[Kind | None, list[Section]]]:
    """The sections along one unbroken rail each; the first, maybe without any, hangs on the title's."""
    groups: list[tuple[Kind | None, list[Section]]] = [(page.kind or Kind.PUBLISHED, [])]
    for section in page.sections:
        kind = None if _has_codes(section) else section.origin
        continues = kind and kind == groups[-1][0] and (page.kind or len(groups) > 1)
        if continues:
            groups[-1][1].append(section)
        else:
            groups.append((kind, [section]))
    yield from groups


def _has_codes(section: Section) -> bool:
    """Entries with codes bring a rail of their own, each by its kind."""
    return any(isinstance(b, EntryList) and any(map(_is_boxed, b.entries)) for b in section.blocks)


def _is_boxed(entry: PageEntry) -> bool:
    return has_label(entry.code) and entry.kind is not None


def _sort(entry: PageEntry) -> tuple[bool, str]:
    return _is_boxed(entry), entry.kind.value if entry.kind else ""


def _lines(text: Text) -> Iterator[Text]:
    """A lead's paragraphs: what stands between blank lines."""
    if text:
        yield text


def _trail(page: Page, words: dict[str, str]) -> str:
    if page.trail:
        return ", ".join(_step(code, told, words) for code, told in page.trail)
    if is_practice(page.code):
        return f"{words['practice']} {page.code}, {page.theme}" if page.theme else ""
    return page.theme


def _step(code: str, told: str, words: dict[str, str]) -> str:
    """`4 Maximize Your Resources` as it is said on paper: `Practice 4, Maximize Your Resources`."""
    if not is_practice(code):
        return told
    name = told.removeprefix(code).strip()
    return f"{words['practice']} {code}, {name}" if name else f"{words['practice']} {code}"


def _running(page: Page, title: str, words: dict[str, str]) -> str:
    return f"{words['practice']} {page.code}: {title}" if is_practice(page.code) else title


def ended(text: str, stop: str) -> str:
    """A run-in before more text, closed by `stop` unless it closes itself."""
    return text + stop if text and (text[-1].isalnum() or text[-1] in ")”") else text
