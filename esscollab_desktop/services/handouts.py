"""What is told of handouts, and what a page leaves out on paper."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.page import Page, Paragraph
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.render.raster import PageImage, page_images
from esscollab_desktop.services.pages import TOPICS

__all__ = ["CompiledPdf", "Compiler", "HandoutReport", "PageImage", "page_images", "suggested_name"]

Compiler = Callable[[Document], CompiledPdf]


@dataclass(frozen=True, slots=True)
class HandoutReport:
    """What was written. `pages`: 0 for files without pages. `replaced`: characters that could not be printed,
    as U+XXXX.

    `notes`: which notes are in and how many were left out, and all else that one has to know, in sentences.
    """

    path: Path
    pages: int
    replaced: tuple[str, ...]
    notes: str = ""


def visibilities_in_words(held: "Counter[Visibility]", there: "Counter[Visibility]") -> str:
    """`Holds 2 team notes. 1 private note is left out.`: of those that are `there`, how many are `held`."""
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


def suggested_name(codes: Sequence[str], layout: str = "reference") -> str:
    """A file name that every system takes: `ESSCollab 4.MA.pdf`, or `ESSCollab handout.pdf` for many.

    A comparison says so: `ESSCollab comparison 4.MA 4.KS-own.pdf`.
    """
    short = [code.removeprefix("state:") for code in codes]
    kept = ["".join(c for c in code if c.isalnum() or c in ".-") for code in short]
    named = " ".join(kept) if 0 < len(kept) <= 4 else "handout"
    return f"ESSCollab {'comparison ' if layout == 'comparison' else ''}{named}.pdf"


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
