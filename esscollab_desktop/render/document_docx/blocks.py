"""Every kind of block, written as Word has it."""

from docx.document import Document as WordDocument

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Card,
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
    Reference,
    Sources,
    Style,
    Table,
    Text,
)
from esscollab_desktop.render.document_docx.contents import contents
from esscollab_desktop.render.document_docx.figures import figure
from esscollab_desktop.render.document_docx.lists import ListWriter
from esscollab_desktop.render.document_docx.look import CODE_STYLES, EDGE, GROUPS, MARKS, SANS
from esscollab_desktop.render.document_docx.paper import BESIDE, NOTE, Paper
from esscollab_desktop.render.document_docx.tables import TableWriter
from esscollab_desktop.render.document_docx.xml import Element, text_element, w
from esscollab_desktop.render.held import one_line

_STYLES = {Style.GUIDANCE: "Handout Guidance", Style.PROMPT: "Handout Prompt"}


class Blocks:
    """Writes blocks onto paper, one after the other."""

    def __init__(self, document: Document, paper: Paper, word: WordDocument) -> None:
        self._document = document
        self._paper = paper
        self._runs = paper.runs
        self._lists = ListWriter(word, paper, self.code)
        self._tables = TableWriter(self, paper)

    def write(self, blocks: tuple[Block, ...]) -> None:
        for place, block in enumerate(blocks):
            if isinstance(block, Opening) and self._paper.is_in_body:
                lies = self._document.lies or _is_of_lying(blocks[place + 1 :])
                self._paper.begin("lying" if lies else "text")
            self.block(block)

    def block(self, block: Block) -> None:  # noqa: PLR0912 - one line for each kind
        match block:
            case Paragraph():
                self.paragraph(block)
            case Heading():
                self.heading(block)
            case Opening():
                self.opening(block)
            case List():
                self._lists.write(block)
            case Rail():
                with self._paper.along(block.kind):
                    self.write(block.blocks)
            case Notes():
                self.heading(block.heading)
                for note in block.notes:
                    self.note(note)
            case Sources():
                if block.heading:
                    self.heading(block.heading)
                self._lists.sources(block)
            case Table():
                self._tables.table(block)
            case Beside():
                self._tables.beside(block)
            case Cards():
                self._tables.cards(block)
            case Group():
                self._group(block)
            case _:
                self._single(block)

    def _single(self, block: Block) -> None:
        """Blocks that hold no others."""
        match block:
            case ColumnHead():
                self._column_head(block)
            case Marked():
                marked = [*self.mark(block.kind), *self._runs.text(block.text)]
                self._paper.paragraph(self._paper.voice.text, marked)
            case Figure():
                figure(self._paper, block)
            case Lines():
                self._ruled(block.count)
            case Fields():
                self._fields(block)
            case NewSheet():
                self._paper.fresh()
            case Contents():
                self.heading(block.heading, "TOC Heading")
                contents(self._paper, self._document)

    def paragraph(self, paragraph: Paragraph, style: str = "") -> None:
        voice = self._paper.voice
        named = style or _STYLES.get(paragraph.style) or (
            voice.small if paragraph.style is Style.SMALL else voice.text
        )  # fmt: skip
        runs: list[Element] = []
        tab = None
        if letter := one_line(paragraph.letter):
            runs += [*self._runs.plain(letter, "Handout Letter"), w("r", w("tab"))]
            tab = w("tabs", w("tab", val="left", pos=560 if self._paper.look.large else 300))
        if paragraph.run_in:
            runs += [*self._runs.text(paragraph.run_in, "Handout Run In"), w("r", text_element(" "))]
        runs += self._runs.text(paragraph.text)
        runs += self._references(paragraph.references)
        self._paper.paragraph(named, runs, tab, language=_language(paragraph.text))

    def heading(self, heading: Heading, style: str = "", *properties: Element | None) -> None:
        mark = self.mark(heading.kind) if heading.kind else []
        runs = self._runs.bookmarked(heading.anchor, self._title(heading.text))
        named = style or f"heading {min(max(heading.level, 1), 6)}"
        self._paper.paragraph(named, [*mark, *runs], *properties, language=_language(heading.text))

    def opening(self, opening: Opening, title_size: float = 0.0, part: str = "") -> None:
        """The head of an item, or of a card: with a title of its own size, and which `part` it is."""
        self._runs.set_chips()
        is_card = bool(title_size)
        if opening.starts_page:
            self._paper.fresh()
        elif not is_card and self._paper.has_begun:
            self._paper.paragraph("Handout Space", [])
        line = opening.kind or (Kind.PUBLISHED if opening.code else None)
        with self._paper.along(None if is_card else line):
            self._trail(opening, part)
            style = f"heading {min(opening.level, 6)}" if opening.level else "Title"
            above = w("spacing", before=0) if is_card or opening.trail or opening.code else None
            size = round((18 if self._paper.look.large else title_size) * 2)
            sized = (w("sz", val=size), w("szCs", val=size)) if is_card else ()
            named = "" if is_card or not opening.level else "Handout Item Title"
            title = self._runs.bookmarked(opening.anchor, self._title(opening.title, named, *sized))
            self._paper.paragraph(style, title, above, language=_language(opening.title))
            self._mark_line(opening)
            for paragraph in opening.lead:
                self.paragraph(paragraph)

    def note(self, note: NoteText, is_beside: bool = False) -> None:
        """A note, its chip and what is known of it first."""
        voice = BESIDE if is_beside else NOTE
        with self._paper.in_language(note.language), self._paper.speaking(voice):
            runs: list[Element] = []
            if note.number:
                chip = f"Handout Chip {GROUPS[note.kind].name}"
                runs += [*self._runs.plain(f"[N{note.number}]", chip), w("r", text_element(" "))]
            runs += self._runs.plain(one_line(note.sign), "Strong")
            if note.about:
                runs += self._runs.plain(f", {one_line(note.about)}")
            if note.quote:
                runs += self._runs.plain(": ")
                runs += self._runs.plain(f"“{one_line(note.quote)}”", "Emphasis")
            style = "Handout Note Beside" if is_beside else "Handout Note Head"
            self._paper.paragraph(style, runs, w("keepNext"), language=note.language)
            self.write(note.body)

    def mark(self, kind: Kind) -> list[Element]:
        """The drawn sign of a kind: no letter, so that no one reads or copies it as one."""
        sign = w("sym", font=SANS, char=MARKS[kind])
        return [
            w("r", w("rPr", w("rStyle", val="HandoutMark")), sign),
            w("r", text_element("\u00a0")),
        ]

    def part_words(self, card: Card) -> str:
        """ "card 2 of 2" where one is not enough."""
        words = self._document.words
        if card.parts < 2:
            return ""
        return one_line(f"{words.get('card', 'card')} {card.part} {words.get('of', 'of')} {card.parts}")

    def code(self, code: str, kind: Kind | None) -> list[Element]:
        style = CODE_STYLES[kind or Kind.PUBLISHED]
        return self._runs.plain(f"\u00a0{one_line(code)}\u00a0", style)

    def _trail(self, opening: Opening, part: str) -> None:
        runs = self._runs.plain(one_line(opening.trail))
        if opening.code:
            runs += [w("r", text_element("\u2003"))] if runs else []
            runs += self.code(opening.code, opening.kind)
        if part:
            runs += self._runs.plain(f"\u2003{part}")
        if runs:
            self._paper.paragraph("Handout Trail", runs)

    def _mark_line(self, opening: Opening) -> None:
        runs: list[Element] = []
        if opening.mark:
            runs += self.mark(opening.kind) if opening.kind else []
            runs += self._runs.plain(one_line(opening.mark), "Strong")
        if opening.agency:
            runs += [w("r", text_element("\u2003"))] if runs else []
            runs += self._runs.plain(one_line(opening.agency))
        if runs:
            self._paper.paragraph("Handout Mark Line", runs)

    def _title(self, text: Text, style: str = "", *sized: Element) -> list[Element]:
        """A heading's text; one without any would be a stop on the way that tells nothing."""
        if not "".join(span.text for span in text).strip():
            return self._runs.plain(self._document.words.get("untitled", "Untitled"), style, "", *sized)
        if not sized and not style:
            return self._runs.text(text)
        return [run for span in text for run in self._runs.plain(span.text, style, span.language, *sized)]

    def _references(self, references: tuple[Reference, ...]) -> list[Element]:
        """Raised figures; in large print on the line, between brackets."""
        runs: list[Element] = []
        is_large = self._paper.look.large
        for place, reference in enumerate(references):
            shown = f"[{reference.number}]" if is_large else str(reference.number)
            before = " " if is_large else ", " if place else ""
            figure_runs = self._runs.plain(shown, "Handout Source Figure")
            runs += self._runs.plain(before, "Handout Source Figure") if before else []
            runs += self._runs.linked(figure_runs, f"#{reference.anchor}")
        return runs

    def _column_head(self, head: ColumnHead) -> None:
        code = [*self.code(head.code, head.kind), w("r", text_element("\u2003"))] if head.code else []
        told = [*self.mark(head.kind), *self._runs.plain(one_line(head.mark), "Strong")] if head.mark else []
        if code or told:
            self._paper.paragraph("Handout Cell Small", [*code, *told])
        self._paper.paragraph("Handout Column Title", self._runs.plain(one_line(head.title)))
        for text in filter(None, (head.agency, head.pack)):
            self._paper.paragraph("Handout Cell Small", self._runs.plain(one_line(text)))

    def _ruled(self, count: int) -> None:
        """Word makes one box of borders that are the same; each second line is a hair shorter."""
        for place in range(count):
            rule = w("pBdr", w("bottom", val="single", sz=4, space=0, color=EDGE))
            after = w("spacing", after=200) if place == count - 1 else None
            self._paper.paragraph("Handout Ruled Line", [], rule, after, w("ind", right=place % 2))

    def _fields(self, fields: Fields) -> None:
        if not fields.fields:
            return
        step = self._paper.width // len(fields.fields)
        runs: list[Element] = []
        stops = []
        for place, field in enumerate(fields.fields, 1):
            runs += self._runs.plain(f"{one_line(field.words)} ")
            runs.append(w("r", w("tab")))
            stops.append(w("tab", val="left", leader="underscore", pos=step * place - 240))
            if place < len(fields.fields):
                runs.append(w("r", w("tab")))
                stops.append(w("tab", val="left", pos=step * place))
        self._paper.paragraph("Handout Field", runs, w("tabs", *stops))

    def _group(self, group: Group) -> None:
        with self._paper.in_language(group.language):
            if group.is_together:
                with self._paper.together():
                    self.write(group.blocks)
            else:
                self.write(group.blocks)


def _is_of_lying(after: tuple[Block, ...]) -> bool:
    """Whether a lying table comes before anything else that takes room: its title then stands above it."""
    for block in after:
        if not isinstance(block, Paragraph | NewSheet):
            return isinstance(block, Table) and block.lies
    return False


def _language(text: Text) -> str:
    return text[0].language if text else ""
