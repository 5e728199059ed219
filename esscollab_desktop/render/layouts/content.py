"""What goes into a handout, put together and in order, before any layout."""

from dataclasses import dataclass
from datetime import date

from esscollab_desktop.domain.book import GlossaryTerm
from esscollab_desktop.domain.comparison import Comparison
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.packets import PacketLook
from esscollab_desktop.domain.page import Page
from esscollab_desktop.render.landscape_sheet import LandscapeSheet


@dataclass(frozen=True, slots=True)
class PageItem:
    """A page of the book. `whole` is the page as it is read, in which passages are counted; `page` may leave
    sections out. `translated`: the same in another language, where there is one. `is_nested`: it stands under
    its practice.
    """

    anchor: str
    page: Page
    whole: Page
    notes: tuple[Note, ...] = ()
    translated: Page | None = None
    is_nested: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonItem:
    """`notes` by the code of their example."""

    anchor: str
    comparison: Comparison
    notes: tuple[tuple[str, tuple[Note, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class LandscapeItem:
    """The map, or the matrix; the table of the same numbers follows either."""

    anchor: str
    sheet: LandscapeSheet
    is_matrix: bool = False


@dataclass(frozen=True, slots=True)
class GlossaryItem:
    anchor: str
    terms: tuple[GlossaryTerm, ...]


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """The notes of a meeting, each with the words for what it is about."""

    anchor: str
    title: str
    lines: tuple[str, ...]
    notes: tuple[tuple[str, Note], ...]


@dataclass(frozen=True, slots=True)
class TextItem:
    """A page of one's own: a title, and Markdown."""

    anchor: str
    title: str
    body: str


Item = PageItem | ComparisonItem | LandscapeItem | GlossaryItem | MeetingItem | TextItem


@dataclass(frozen=True, slots=True)
class Content:
    """A whole handout. `title` names it, `book` is what stands at its head where it has no name of its own.

    `editions`: of the book and of each pack in use, in words. `meeting`: title, day and place in words.
    `logo`: a PNG. `language`: that of the book's own text.
    """

    title: str
    items: tuple[Item, ...]
    look: PacketLook
    printed: date
    book: str
    editions: tuple[str, ...]
    subtitle: str = ""
    meeting: tuple[str, ...] = ()
    logo: bytes | None = None
    language: str = "en"
