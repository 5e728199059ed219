"""A worksheet for talking something through: the passage, questions on it, lines to write on."""

from dataclasses import replace

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import is_practice
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
from esscollab_desktop.render.layouts.page_blocks import PageLayout

# So many letters of a page are read before the talk begins; a paragraph is never cut.
_PASSAGE = 520
_LINES = 4


def worksheet_blocks(layout: PageLayout, item: PageItem) -> tuple[Block, ...]:
    """One item on a sheet of its own."""
    # The fields above it are what the sheet begins with.
    opening = replace(layout.opening(item), starts_page=False)
    passage = tuple(_passage(item.page, len(item.page.lead)))
    prompts = PRACTICE_PROMPTS if is_practice(item.page.code) else EXAMPLE_PROMPTS
    fields = Fields((Field(layout.words["group"]), Field(layout.words["date"])))
    asked = tuple(
        Group((Paragraph(plain(layout.words[prompt]), Style.PROMPT), Lines(_LINES)), is_together=True)
        for prompt in prompts
    )
    return (fields, Rail(item.page.kind or Kind.PUBLISHED, (opening, *passage)), *asked)


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
