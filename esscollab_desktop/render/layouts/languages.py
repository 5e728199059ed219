"""A page in the handout's language: in translation where there is one, or both languages side by side."""

from collections.abc import Iterator
from dataclasses import replace

from esscollab_desktop.domain.packets import Language
from esscollab_desktop.domain.page import Page, Section, reading_segments
from esscollab_desktop.domain.page import Paragraph as PageParagraph
from esscollab_desktop.render.document import Cell, Column, Paragraph, Reference, Table, plain
from esscollab_desktop.render.layouts.content import PageItem
from esscollab_desktop.render.layouts.source_blocks import SourceBook

BOOKS = "en"  # the language that the book is written in
OTHER = "es"
_ROW_HEADS = 60.0  # points


def in_language(item: PageItem, language: Language) -> tuple[Page, Page]:
    """What is shown of a page as running text, and the whole page that its passages are counted in.

    Side by side, what has been translated stands in a table of its own (`side_by_side`) and not here.
    """
    other = item.translated
    if other is None or language is Language.ENGLISH:
        return item.page, item.whole
    if language is Language.BOTH:
        return _untranslated(item.page), _untranslated(item.whole)
    kept = {section.heading for section in item.page.sections}
    sections = tuple(section for section in other.sections if section.heading in kept)
    return replace(other, sections=sections, sources=item.page.sources), other


def texts(page: Page) -> Iterator[str]:
    return (segment.text for segment in reading_segments(page))


def side_by_side(item: PageItem, words: dict[str, str], sources: SourceBook) -> Table:
    """Summary and lettered paragraphs, each row in both languages. The item has been translated."""
    assert item.translated is not None
    rows = []
    if item.page.lead:
        rows.append(_row(words["summary"], item.page.lead, item.translated.lead, ()))
    for one, other in zip(_lettered(item.whole), _lettered(item.translated), strict=True):
        figures = sources.references(item.anchor, item.whole.sources, one.refs)
        rows.append(_row(one.letter, one.text, other.text, figures))
    columns = (
        Column((Paragraph(plain(words["part"])),), _ROW_HEADS, is_fixed=True),
        Column((Paragraph(plain(words["english"])),)),
        Column((Paragraph(plain("Español", OTHER)),)),
    )
    return Table(item.page.title, columns, tuple(rows))


def _row(head: str, one: str, other: str, figures: tuple[Reference, ...]) -> tuple[Cell, ...]:
    language = OTHER if other != one else ""
    return (
        Cell((Paragraph(plain(head)),), is_head=True),
        Cell((Paragraph(plain(one), references=figures),)),
        Cell((Paragraph(plain(other, language), references=figures),)),
    )


def _lettered(page: Page) -> list[PageParagraph]:
    return [b for s in page.sections for b in s.blocks if isinstance(b, PageParagraph) and b.letter]


def _untranslated(page: Page) -> Page:
    sections = (_without_letters(section) for section in page.sections)
    return replace(page, lead="", sections=tuple(section for section in sections if section.blocks))


def _without_letters(section: Section) -> Section:
    kept = (b for b in section.blocks if not (isinstance(b, PageParagraph) and b.letter))
    return replace(section, blocks=tuple(kept))
