"""An example's page in another language, as far as its pack has it; what has no translation stays."""

from dataclasses import replace

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Translation
from esscollab_desktop.domain.packets import Language
from esscollab_desktop.domain.page import Page, Paragraph, Section
from esscollab_desktop.services.library import Reading


def is_translated_into(language: Language) -> bool:
    """Whether a handout in this language asks for translations."""
    return language is not Language.ENGLISH


def translated(library: Reading, page: Page, language: str) -> Page | None:
    """The same page, section by section and block by block: title, summary and facts put into words of the
    language. None where its pack has no such translation. `language` is a BCP 47 tag.
    """
    held = library.translation(page.code, language) if codes.is_example(page.code) else None
    if held is None:
        return None
    facts = {codes.letter(place): text for place, text in enumerate(held.facts)}
    return replace(
        page,
        title=_title(page.title, held),
        lead=held.summary or page.lead,
        sections=tuple(_section(section, facts) for section in page.sections),
    )


def _title(title: str, held: Translation) -> str:
    """`Massachusetts: enlisted help`: the place keeps its name."""
    place, colon, _heading = title.partition(": ")
    return f"{place}: {held.heading}" if colon and held.heading else title


def _section(section: Section, facts: dict[str, str]) -> Section:
    blocks = tuple(
        replace(block, text=facts.get(block.letter) or block.text)
        if isinstance(block, Paragraph) and block.letter
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)
