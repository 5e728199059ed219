"""Puts pages and notes together as a handout, and has it made and written."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from esscollab_desktop.domain.codes import is_practice, practice_of
from esscollab_desktop.domain.notes import Note, Visibility
from esscollab_desktop.domain.page import Page, Paragraph
from esscollab_desktop.render.handout import PAPER_SIZES, Handout
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.render.raster import PageImage, page_images
from esscollab_desktop.render.write import write_whole
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.pages import TOPICS
from esscollab_desktop.services.side_by_side import comparison

__all__ = [
    "CompiledPdf",
    "Compiler",
    "Handout",
    "HandoutOptions",
    "HandoutReport",
    "PageImage",
    "handout_for",
    "page_images",
    "suggested_name",
    "write_handout",
]

if TYPE_CHECKING:
    from esscollab_desktop.services.notebook import Notebook

NOTES = ("none", "end")
SHARED = frozenset((Visibility.TEAM, Visibility.RECORD))
PAPERS = tuple(PAPER_SIZES)
LAYOUTS = ("reference", "comparison")

Compiler = Callable[[Handout], CompiledPdf]
Printed = TypeVar("Printed", Handout, LandscapeSheet)


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """`notes`: "none" or "end" (after each page's text); `paper`: "letter", "legal" or "a4".

    `visibilities`: which notes may be seen; private ones only where a person asks for them. `layout`:
    "reference", the pages one after the other, or "comparison", two to four examples side by side.
    """

    printed: date
    notes: str = "none"
    paper: str = "letter"
    layout: str = "reference"
    visibilities: frozenset[Visibility] = SHARED

    def __post_init__(self) -> None:
        if self.notes not in NOTES or self.paper not in PAPERS or self.layout not in LAYOUTS:
            raise ValueError(f"no such handout: {self.layout!r}, notes {self.notes!r}, paper {self.paper!r}")


@dataclass(frozen=True, slots=True)
class HandoutReport:
    """What was written. `replaced`: characters that could not be printed, as U+XXXX.

    `notes` are told in words: how many are in, how many were left out; empty where there are none.
    """

    path: Path
    pages: int
    replaced: tuple[str, ...]
    notes: str = ""


def handout_for(
    catalogue: Reading, notebook: "Notebook | None", codes: Sequence[str], options: HandoutOptions
) -> Handout:
    """The chosen pages in the order of `codes`, each once; a practice brings its examples, no code the book.

    Raises UserError for an unknown code, and for what can't be compared where that is asked for.
    """
    if options.layout == "comparison":
        return _compared(catalogue, notebook, codes, options)
    chosen = [catalogue.resolve(code) for code in codes] or [p.code for p in catalogue.practices()]
    unfolded = _unfolded(catalogue, chosen)
    pages = tuple(_page(catalogue, code, unfolded) for code in unfolded)
    title, subtitle = _named(catalogue, chosen if codes else [], pages)
    return Handout(
        title=title,
        subtitle=subtitle,
        book=catalogue.info.title,
        edition=catalogue.info.edition,
        edition_date=catalogue.info.edition_date,
        printed=options.printed,
        paper=options.paper,
        contents=len(pages) > 1,
        pages=pages,
        notes=_notes(notebook, unfolded, options),
    )


def _compared(
    catalogue: Reading, notebook: "Notebook | None", codes: Sequence[str], options: HandoutOptions
) -> Handout:
    compared = comparison(catalogue, codes)
    return Handout(
        title=compared.title,
        book=catalogue.info.title,
        edition=catalogue.info.edition,
        edition_date=catalogue.info.edition_date,
        printed=options.printed,
        paper=options.paper,
        pages=(),
        notes=_notes(notebook, [column.code for column in compared.columns], options),
        comparison=compared,
    )


def _notes(
    notebook: "Notebook | None", codes: Iterable[str], options: HandoutOptions
) -> tuple[tuple[str, tuple[Note, ...]], ...]:
    if options.notes == "none" or notebook is None:
        return ()
    return tuple(
        (code, tuple(n for n in notebook.notes(code) if n.fields.visibility in options.visibilities))
        for code in codes
    )


def notes_in_words(handout: Handout, notebook: "Notebook | None", options: HandoutOptions) -> str:
    """`Holds 2 team notes. 1 private note is left out.`: who may see what was put into a handout."""
    if options.notes == "none" or notebook is None:
        return ""
    held = Counter(note.fields.visibility for _code, notes in handout.notes for note in notes)
    there = Counter(n.fields.visibility for code, _ in handout.notes for n in notebook.notes(code))
    return visibilities_in_words(held, there)


def visibilities_in_words(held: "Counter[Visibility]", there: "Counter[Visibility]") -> str:
    """The same of how many are `held` of those that are `there`."""
    left_out = there - held
    told = []
    if held:
        told.append(f"Holds {_counted(held)}.")
    if left_out:
        verb = "is" if left_out.total() == 1 else "are"
        told.append(f"{_counted(left_out)} {verb} left out.")
    return " ".join(told)


_IN_WORDS = {Visibility.PRIVATE: "private", Visibility.TEAM: "team", Visibility.RECORD: "record"}


def _counted(found: "Counter[Visibility]") -> str:
    """`1 team note and 2 private notes`."""
    parts = [
        f"{found[held]} {_IN_WORDS[held]} {'note' if found[held] == 1 else 'notes'}"
        for held in Visibility
        if found[held]
    ]
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def write_handout(
    handout: Printed, path: Path, compiler: Callable[[Printed], CompiledPdf], notes: str = ""
) -> HandoutReport:
    """Make the PDF and write it whole or not at all. Raises UserError where the file can't be written.

    `notes`: what is told of its notes.
    """
    made = compiler(handout)
    return HandoutReport(write_whole(path, made.data), made.pages, made.replaced, notes)


def suggested_name(codes: Sequence[str], layout: str = "reference") -> str:
    """A file name that every system takes: `ESSCollab 4.MA.pdf`, or `ESSCollab handout.pdf` for many.

    A comparison says so: `ESSCollab comparison 4.MA 4.KS-own.pdf`.
    """
    short = [code.removeprefix("state:") for code in codes]
    kept = ["".join(c for c in code if c.isalnum() or c in ".-") for code in short]
    named = " ".join(kept) if 0 < len(kept) <= 4 else "handout"
    return f"ESSCollab {'comparison ' if layout == 'comparison' else ''}{named}.pdf"


def _unfolded(catalogue: Reading, codes: Iterable[str]) -> list[str]:
    """A practice's code followed by those of its examples; each code once."""
    found: dict[str, None] = {}
    for code in codes:
        found[code] = None
        if is_practice(code):
            found.update((e.code, None) for e in catalogue.entries(code))
    return list(found)


def _page(catalogue: Reading, code: str, among: Sequence[str]) -> Page:
    page = without_topics(catalogue.page(code))
    return without_practice(page) if practice_of(code) in among else page


def without_topics(page: Page) -> Page:
    """An example’s page without its topics, which lead from page to page on a screen only."""
    if page.kind is None:
        return page
    return replace(page, sections=tuple(s for s in page.sections if s.heading != TOPICS))


def without_practice(page: Page) -> Page:
    """An example's page without the section on its practice, for a handout that has the practice itself.

    Sources that only that section rested on go too; the others keep their numbers.
    """
    ways = {words for _, words in page.trail}
    sections = tuple(s for s in page.sections if not any(s.heading.endswith(words) for words in ways))
    used = [n for s in sections for b in s.blocks if isinstance(b, Paragraph) for n in b.refs]
    kept = page.sources[: max(used, default=0)] if len(sections) < len(page.sections) else page.sources
    return replace(page, sections=sections, sources=kept)


def _named(catalogue: Reading, chosen: Sequence[str], pages: Sequence[Page]) -> tuple[str, str]:
    """Title and subtitle: of the book, of the one practice or example, or the book's with the choice."""
    if not chosen:
        return catalogue.info.title, ""
    if len(chosen) == 1:
        page = pages[0]
        return (
            f"Practice {page.code}: {page.title}" if is_practice(page.code) else f"{page.code} {page.title}"
        ), ""
    return catalogue.info.title, f"A choice: {', '.join(chosen)}"
