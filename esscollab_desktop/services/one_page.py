"""What a page keeps where all of a practice is to stand on one sheet."""

from dataclasses import replace

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import is_example, is_practice
from esscollab_desktop.domain.page import Block, Entry, EntryList, Page, Paragraph
from esscollab_desktop.services.library import Reading

_LEFT_OUT = frozenset(("Background", "Resources", "How much was seen", "Partners in the related facts"))


def one_page(library: Reading, page: Page) -> Page:
    """A practice with its guidance, its examples in short, and its room for growth; an example without its
    practice and what is merely related. Sources that nothing rests on any more go; the others keep their
    numbers.
    """
    sections = tuple(
        replace(section, blocks=tuple(_in_short(library, block) for block in section.blocks))
        for section in page.sections
        if section.heading not in _LEFT_OUT
        and not (is_example(page.code) and section.origin is not page.kind)
    )
    # What is merely related comes last.
    sections = tuple(sorted(sections, key=lambda section: section.origin is Kind.RELATED is not page.kind))
    used = [n for s in sections for b in s.blocks if isinstance(b, Paragraph) for n in b.refs]
    # A practice's guidance rests on the sources that come first.
    first = 1 if is_practice(page.code) else 0
    return replace(page, sections=sections, sources=page.sources[: max(used, default=first)])


def _in_short(library: Reading, block: Block) -> Block:
    """A list with the summaries of its published examples in place of their headlines."""
    if not isinstance(block, EntryList):
        return block
    return replace(block, entries=tuple(_summed_up(library, entry) for entry in block.entries))


def _summed_up(library: Reading, entry: Entry) -> Entry:
    if entry.kind is not Kind.PUBLISHED or not is_example(entry.code):
        return entry
    return replace(entry, text=library.page(entry.code).lead or entry.text)
