"""The neutral handout: what is on the paper, in order, before it becomes PDF (later also HTML or DOCX)."""

from dataclasses import dataclass
from datetime import date

from esscollab_desktop.domain.comparison import Comparison
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.page import Page

PAPER_SIZES = {"letter": (612.0, 792.0), "legal": (612.0, 1008.0), "a4": (595.28, 841.89)}
"""Width and height in points."""


@dataclass(frozen=True, slots=True)
class Handout:
    """One document of one or several pages of the book.

    `title` is what the document is called, `book` stands at the head of each sheet. `notes` are those that
    are printed, by the code of their page; none for a page, no heading. With `contents` a list of the pages
    comes first. A handout of one page and no contents takes that page's title as its own on paper. One of a
    `comparison` has no pages.
    """

    title: str
    pages: tuple[Page, ...]
    edition: str
    edition_date: str
    printed: date
    subtitle: str = ""
    book: str = ""
    paper: str = "letter"
    contents: bool = False
    notes: tuple[tuple[str, tuple[Note, ...]], ...] = ()
    language: str = "en"
    comparison: Comparison | None = None

    @property
    def is_single(self) -> bool:
        return len(self.pages) == 1 and not self.contents
