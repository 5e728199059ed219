"""What someone means who names a place in the book: a code, or a code and the letter of a paragraph."""

from dataclasses import replace
from typing import Protocol

from esscollab_desktop.domain.codes import place_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Page, Paragraph, Section
from esscollab_desktop.services.quoting import passage_of


class Resolving(Protocol):
    def resolve(self, text: str) -> str: ...


def place_in(book: Resolving, text: str) -> tuple[str, str]:
    """The known code that is meant, and the letter that was said with it, which the page need not have.

    A text that is a code or a name as a whole is that. Raises UserError as `resolve` does.
    """
    try:
        return book.resolve(text), ""
    except UserError:
        code, letter = place_of(text)
        if code == text.strip():
            raise
        return book.resolve(code), letter


def only_paragraph(page: Page, letter: str) -> Page:
    """The page with this one paragraph and what it rests on, counted from 1.

    Raises UserError naming the letters that there are.
    """
    passage_of(page, "", letter)
    section, paragraph = next(
        (section, block)
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.letter == letter.strip().casefold()
    )
    told = replace(paragraph, refs=tuple(range(1, len(paragraph.refs) + 1)))
    return replace(
        page,
        lead="",
        sections=(Section(section.heading, (told,), section.origin),),
        sources=tuple(page.sources[number - 1] for number in paragraph.refs),
    )
