"""Every kind of block, written as HTML has it."""

from base64 import b64encode

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Cards,
    ColumnHead,
    Contents,
    Document,
    Fields,
    Figure,
    Group,
    Heading,
    Lines,
    List,
    Marked,
    NewSheet,
    Notes,
    NoteText,
    Opening,
    Paragraph,
    Rail,
    Sources,
    Span,
    Style,
    Table,
    Text,
)
from esscollab_desktop.render.document_html.lists import ListWriter
from esscollab_desktop.render.document_html.markup import classes, tag, void
from esscollab_desktop.render.document_html.tables import TableWriter
from esscollab_desktop.render.document_html.texts import GROUPS, Texts
from esscollab_desktop.render.document_survey import openings_of
from esscollab_desktop.render.document_text import (
    note_head,
    plain_text,
    title_text,
)
from esscollab_desktop.render.held import one_line
from esscollab_desktop.render.words import WORDS

_MEDIA = frozenset(("image/svg+xml", "image/png"))


class Blocks:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = {**WORDS, **document.words}
        self.texts = Texts(document)
        self._lists = ListWriter(self.texts, self._words["back"])
        self._tables = TableWriter(self, self._words)

    def write(self, blocks: tuple[Block, ...]) -> str:
        return "\n".join(filter(None, map(self.block, blocks)))

    def block(self, block: Block) -> str:  # noqa: PLR0912 - one line for each kind
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Heading():
                return self.heading(block)
            case Opening():
                return self.opening(block)
            case List():
                return self._lists.write(block)
            case Rail():
                return tag("div", self.write(block.blocks), class_=classes("rail", block.kind))
            case Notes():
                return "\n".join((self.heading(block.heading), *map(self.note, block.notes)))
            case Beside():
                return self._beside(block)
            case Sources():
                heading = self.heading(block.heading) if block.heading else ""
                return "\n".join(filter(None, (heading, self._lists.sources(block))))
            case Table():
                return self._tables.table(block)
            case Cards():
                return self._tables.cards(block)
            case Group():
                with self.texts.within(block.language) as told:
                    whole = "whole" if block.is_together else None
                    return tag("div", self.write(block.blocks), class_=whole, **told)
            case Contents():
                return self.contents(block)
            case _:
                return self._single(block)

    def _single(self, block: Block) -> str:
        """Blocks that hold no others."""
        match block:
            case ColumnHead():
                return self._tables.column_head(block)
            case Marked():
                return self.texts.element("p", block.text, class_=classes("kind", block.kind))
            case Figure():
                return self.figure(block)
            case Lines():
                return tag("div", "<div></div>" * block.count, class_="lines", aria_hidden="true")
            case Fields():
                fields = (self.texts.plain("p", one_line(field.words)) for field in block.fields)
                return tag("div", *fields, class_="fields")
            case NewSheet():
                return tag("div", class_="sheet")
        raise AssertionError(block)

    def paragraph(self, paragraph: Paragraph, class_: str | None = None) -> str:
        style = None if paragraph.style is Style.BODY else paragraph.style.value
        letter = one_line(paragraph.letter)
        before = f"{self.texts.inline('span', letter, class_='letter')} " if letter else ""
        if paragraph.run_in:
            before += f"{tag('strong', self.texts.text(paragraph.run_in), class_='name')} "
        after = self.texts.references(paragraph.references)
        if not (before or after or plain_text(paragraph.text)):
            return ""
        named = classes(class_, style, "lettered" if letter else None)
        return self.texts.element("p", paragraph.text, before, after, class_=named)

    def heading(self, heading: Heading) -> str:
        kind = classes("kind", heading.kind) if heading.kind else None
        return self._titled(heading.level, heading.text, "", heading.anchor, kind)

    def opening(self, opening: Opening, part: str = "") -> str:
        """The head of an item, or of a card: which `part` it is."""
        self.texts.begin_item()
        kind = opening.kind or Kind.PUBLISHED
        trail = one_line(opening.trail)
        code = f"{self.texts.code(opening.code, kind)} " if opening.code else ""
        told = f"{self.texts.inline('span', part, class_='part')} " if part else ""
        parts = [
            self.texts.plain("p", trail, class_="trail") if trail else "",
            self._titled(opening.level, opening.title, code + told, opening.anchor, "title"),
            self._mark_line(opening),
            *map(self.paragraph, opening.lead),
        ]
        begins = "fresh" if opening.starts_page else None
        return tag("div", "\n".join(filter(None, parts)), class_=classes("opening", begins))

    def note(self, note: NoteText) -> str:
        """A note, its chip and what is known of it first."""
        with self.texts.within(note.language) as told:
            _, sign, about, quote = note_head(note)
            name = self.texts.note_name(note)
            quoted = f": {self.texts.inline('em', quote[2:], class_='quote')}" if quote else ""
            head = self.texts.element(
                "p",
                (Span(sign, is_strong=True), Span(about)),
                self.texts.note_chip(note),
                quoted,
                class_="note-head",
            )
            named = classes("note", GROUPS[note.kind])
            return tag("aside", head, self.write(note.body), id=name, class_=named, role="note", **told)

    def figure(self, figure: Figure, class_: str | None = None) -> str:
        """A picture has no script, and loads nothing, even where its drawing would ask for it."""
        told = one_line(figure.alternative)
        if figure.media not in _MEDIA:
            return self.texts.plain("p", told) if told else ""
        width = str(round(figure.width * 4 / 3)) if figure.width > 0 else None
        data = b64encode(figure.data).decode("ascii")
        shown = void("img", src=f"data:{figure.media};base64,{data}", alt=told, width=width)
        return tag("figure", shown, class_=classes(class_, None if width else "wide"))

    def contents(self, contents: Contents) -> str:
        rows = []
        for opening in openings_of(self._document):
            code = f"{self.texts.inline('span', one_line(opening.code), class_='number')} "
            name = self.texts.inline("span", title_text(opening.title, self._words), class_="name")
            row = self.texts.link(f"#{opening.anchor}", (code if opening.code else "") + name)
            rows.append(tag("li", row, class_="inner" if opening.level > 1 else None))
        label = one_line(plain_text(contents.heading.text)) or self._words["contents"]
        inside = (self.heading(contents.heading), tag("ul", *rows, role="list") if rows else "")
        return tag("nav", *inside, class_="contents", aria_label=label)

    def _titled(self, level: int, text: Text, before: str, anchor: str, class_: str | None) -> str:
        """A heading one below the document's own title; past the sixth its level is told."""
        shown = level + 1
        deeper = str(shown) if shown > 6 else None
        if not plain_text(text):
            text = (Span(self._words["untitled"]),)
        return self.texts.element(
            f"h{min(max(shown, 1), 6)}",
            text,
            before,
            id=self.texts.places.set(anchor),
            class_=class_,
            aria_level=deeper,
        )

    def _mark_line(self, opening: Opening) -> str:
        told = []
        if mark := one_line(opening.mark):
            named = classes("kind", opening.kind) if opening.kind else None
            told.append(self.texts.inline("strong", mark, class_=named))
        if agency := one_line(opening.agency):
            told.append(self.texts.inline("span", agency, class_="agency"))
        return tag("p", " ".join(told), class_="mark-line") if told else ""

    def _beside(self, beside: Beside) -> str:
        text = self.write(beside.blocks)
        if not beside.notes:
            return text
        notes = tag("div", *map(self.note, beside.notes), class_="margin")
        return tag("div", tag("div", text), notes, class_="beside")
