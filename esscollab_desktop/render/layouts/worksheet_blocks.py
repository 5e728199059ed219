"""A worksheet for talking something through: the passage, questions on it, lines to write on."""

from dataclasses import replace

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import is_practice
from esscollab_desktop.domain.packets import Language
from esscollab_desktop.domain.page import Page
from esscollab_desktop.domain.page import Paragraph as PageParagraph
from esscollab_desktop.render.document import (
    Block,
    Field,
    Fields,
    Group,
    Lines,
    Paragraph,
    Rail,
    Style,
    plain,
)
from esscollab_desktop.render.layouts.content import PageItem
from esscollab_desktop.render.layouts.languages import BOOKS, in_language
from esscollab_desktop.render.layouts.page_blocks import PageLayout

# So many letters of a page are read before the talk begins; a paragraph is never cut.
_PASSAGE = 520
_LINES = 4


def worksheet_blocks(layout: PageLayout, item: PageItem) -> tuple[Block, ...]:
    """One item on a sheet of its own."""
    prompts = PRACTICE_PROMPTS if is_practice(item.page.code) else EXAMPLE_PROMPTS
    fields = Fields((Field(layout.words["group"]), Field(layout.words["date"])))
    asked = tuple(
        Group((Paragraph(plain(layout.words[prompt]), Style.PROMPT), Lines(_LINES)), is_together=True)
        for prompt in prompts
    )
    return (fields, _read_first(layout, item), *asked)


def _read_first(layout: PageLayout, item: PageItem) -> Block:
    """The passage; where it has not been put into the handout's language, only the questions are in that."""
    is_foreign = layout.look.language is Language.SPANISH and item.translated is None
    own = layout.in_english if is_foreign else layout
    page, _whole = in_language(item, own.look.language)
    # The fields above it are what the sheet begins with.
    opening = replace(own.opening(item), starts_page=False)
    rail = Rail(page.kind or Kind.PUBLISHED, (opening, *_passage(page, len(page.lead))))
    return Group((rail,), BOOKS) if is_foreign else rail


EXAMPLE_PROMPTS = ("stands_out", "who_here", "try_first")
PRACTICE_PROMPTS = ("do_already", "whose_voice", "next_step")


def _passage(page: Page, told: int) -> list[Paragraph]:
    """The first lettered paragraphs, without their figures: a worksheet has no sources to lead to."""
    found: list[Paragraph] = []
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, PageParagraph) and block.letter:
                told += len(block.text)
                if told > _PASSAGE and (found or page.lead):
                    return found
                found.append(Paragraph(plain(block.text), letter=block.letter))
    return found
