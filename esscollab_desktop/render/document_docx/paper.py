"""Where blocks are put: a body or a cell, along a line or not, in a voice, on a kind of sheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from docx.oxml.ns import qn

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.render.document_docx.look import BORDERS, INK, POINT, Look, Sheet
from esscollab_desktop.render.document_docx.runs import Runs
from esscollab_desktop.render.document_docx.styled import style_id
from esscollab_desktop.render.document_docx.xml import Element, on, properties_of, put, w
from esscollab_desktop.render.languages import is_right_to_left


@dataclass(frozen=True, slots=True)
class Voice:
    """The styles that texts, lists and sources take where they stand."""

    text: str = "Normal"
    bullet: str = "List Bullet"
    number: str = "List Number"
    source: str = "Handout Source"
    small: str = "Handout Small"


READING = Voice()
OWN = replace(READING, text="Handout Own Text", bullet="Handout Note Bullet", number="Handout Note Number")
NOTE = replace(OWN, text="Handout Note")
BESIDE = replace(
    NOTE, text="Handout Note Beside", bullet="Handout Beside Bullet", number="Handout Beside Number"
)
CELL = Voice(
    "Handout Cell", "Handout Cell Bullet", "Handout Cell Number", "Handout Cell Source", "Handout Cell Small"
)
CELL_HEAD = replace(CELL, text="Handout Cell Head")
CELL_TEXT = replace(CELL, text="Handout Cell Text")
CARD = replace(READING, text="Handout Card Text", bullet="Handout Card Bullet", small="Handout Cell Small")
CARD_SMALL = replace(CELL, text="Handout Card Text Small")
CELL_SMALL = replace(CELL, text="Handout Cell Small")


class Paper:
    """Takes paragraphs and tables in reading order, and parts the sheets of different kinds."""

    def __init__(self, body: Element, look: Look, runs: Runs, first: str) -> None:
        self.look = look
        self.runs = runs
        self.voice = READING
        self.width = look.sheet(first).room
        self.ended: list[tuple[Sheet, Element]] = []
        self.sheet = look.sheet(first)
        self._body = self._place = body
        self._since = 0  # where the body's present sheets begin
        self.rail: Kind | None = None
        self._is_fresh = self._is_lined = False

    @property
    def is_in_body(self) -> bool:
        return self._place is self._body

    @property
    def has_begun(self) -> bool:
        """Whether anything stands on the present kind of sheet."""
        return len(self._body) > self._since

    def paragraph(
        self, style: str, runs: list[Element], *properties: Element | None, language: str = ""
    ) -> Element:
        text = "".join(run.text or "" for part in runs for run in part.iter(qn("w:t")))
        turned = is_right_to_left(text, language or self.runs.language)
        made = w(
            "p",
            w(
                "pPr",
                w("pStyle", val=style_id(style)),
                on("bidi", turned),
                *self._line(style, turned),
                *properties,
            ),
            *runs,
        )
        self._break(made)
        self._place.append(made)
        return made

    def table(self, made: Element) -> None:
        """A table, with what Word wants after it."""
        if self._is_fresh or (len(self._place) and self._place[-1].tag == qn("w:tbl")):
            self.paragraph("Handout Gap", [])
        self._place.append(made)

    def gap(self) -> None:
        """A paragraph that no one sees, where the last thing is none."""
        if not len(self._place) or self._place[-1].tag not in {qn("w:p")}:
            self.paragraph("Handout Gap", [])

    def fresh(self) -> None:
        """What follows begins a sheet, unless it does so anyway."""
        if self.is_in_body and self.has_begun:
            self._is_fresh = True

    def begin(self, name: str) -> None:
        """Go on, on another kind of sheet."""
        if not self.is_in_body or self.sheet.name == name:
            return
        if self.has_begun:
            if self._body[-1].tag != qn("w:p") or _section_of(self._body[-1]):
                self.paragraph("Handout Gap", [])
            section = w("sectPr")
            put(properties_of(self._body[-1]), section)
            self.ended.append((self.sheet, section))
            self._since = len(self._body)
        self._is_fresh = False
        self.sheet = self.look.sheet(name)
        self.width = self.sheet.room

    @contextmanager
    def inside(
        self, place: Element, width: int, voice: Voice | None = None, is_lined: bool = False
    ) -> Iterator[None]:
        """Write into a cell; Word wants a paragraph at its end. `is_lined`: the cell draws the line."""
        before = self._place, self.width, self.voice, self.rail, self._is_fresh, self._is_lined
        self._place, self.width, self.voice = place, width, voice or self.voice
        self.rail, self._is_fresh, self._is_lined = None, False, is_lined
        yield
        if not len(place) or place[-1].tag != qn("w:p"):
            self.paragraph(self.voice.text if len(place) < 2 else "Handout Gap", [])
        self._place, self.width, self.voice, self.rail, self._is_fresh, self._is_lined = before

    @contextmanager
    def along(self, kind: Kind | None) -> Iterator[None]:
        """Paragraphs along the line of a kind; what is one's own speaks sans."""
        rail, voice = self.rail, self.voice
        self.rail = kind
        if kind is Kind.OWN and voice is READING:
            self.voice = OWN
        yield
        self.rail, self.voice = rail, voice

    @contextmanager
    def in_language(self, language: str) -> Iterator[None]:
        """What is written meanwhile is in another language, where one is given."""
        before, self.runs.language = self.runs.language, language or self.runs.language
        yield
        self.runs.language = before

    @contextmanager
    def speaking(self, voice: Voice) -> Iterator[None]:
        before, self.voice = self.voice, voice
        yield
        self.voice = before

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep what is written meanwhile on one sheet."""
        start = len(self._place)
        yield
        made = [p for part in self._place[start:] for p in part.iter(qn("w:p"))]
        for paragraph in made[:-1]:
            put(properties_of(paragraph), w("keepNext"), w("keepLines"))
        for paragraph in made[-1:]:
            put(properties_of(paragraph), w("keepLines"))

    def _line(self, style: str, turned: bool) -> list[Element]:
        if self.rail is None or self._is_lined or style == "Handout Gap":
            return []
        side = "right" if turned else "left"
        space = self.look.line_room // POINT
        return [w("pBdr", w(side, val=BORDERS[self.rail], sz=8, space=space, color=INK))]

    def _break(self, paragraph: Element) -> None:
        if self._is_fresh and self.is_in_body:
            put(properties_of(paragraph), w("pageBreakBefore"))
            self._is_fresh = False


def _section_of(paragraph: Element) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
