"""A page as text for the terminal: all that the detail view shows, in the same order."""

from esscollab_desktop.cli.terminal import wrapped
from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.page import Block, Entry, EntryList, Page, Paragraph

SIGNS = {Kind.PUBLISHED: "●", Kind.RELATED: "○", Kind.OWN: "▲"}
BROKE_OFF = "The source broke off here; the rest was not seen."


def page_text(page: Page, width: int) -> str:
    parts = [_head(page, width)]
    if page.lead:
        parts.append(wrapped(page.lead, width))
    for section in page.sections:
        origin = f" ({section.origin})" if section.origin else ""
        heading = f"{section.heading}{origin}"
        blocks = "\n\n".join(block_text(block, width) for block in section.blocks)
        parts.append(f"{heading}\n{'-' * min(len(heading), width)}\n{blocks}")
    if page.sources:
        listed = "\n".join(
            source_text(number, source, width) for number, source in enumerate(page.sources, 1)
        )
        parts.append(f"Sources\n-------\n{listed}")
    return "\n\n".join(parts) + "\n"


def _head(page: Page, width: int) -> str:
    lines = [wrapped(page.title, width, f"{page.code}  ")]
    if page.mark:
        sign = f"{SIGNS[page.kind]} " if page.kind else ""
        lines.append(wrapped(f"{sign}{page.mark}, {page.mark_note}" if page.mark_note else page.mark, width))
    lines += [wrapped(words, width) for words in (page.theme, page.agency) if words]
    if page.trail:
        lines.append(wrapped("Under " + ", ".join(words for _code, words in page.trail), width))
    return "\n".join(lines)


def block_text(block: Block, width: int) -> str:
    if isinstance(block, EntryList):
        return "\n".join(_entry(entry, width) for entry in block.entries)
    return _paragraph(block, width)


def _paragraph(paragraph: Paragraph, width: int) -> str:
    lead = paragraph.lead if paragraph.lead.endswith((":", ".", "?")) else f"{paragraph.lead}."
    text = f"{lead} {paragraph.text}" if paragraph.lead else paragraph.text
    if paragraph.broke_off:
        text = f"{text} … [{BROKE_OFF}]"
    if paragraph.refs:
        text = f"{text} {''.join(f'[{number}]' for number in paragraph.refs)}"
    return wrapped(text, width, f"{paragraph.letter:<3}" if paragraph.letter else "")


def _entry(entry: Entry, width: int) -> str:
    sign = f"{SIGNS[entry.kind]} " if entry.kind else "- "
    code = f"{entry.code}  " if entry.code else ""
    text = f"{entry.label}: {entry.text}" if entry.text else entry.label
    lines = [wrapped(text, width, f"{sign}{code}", "    ")]
    if entry.address:
        lines.append(f"    {entry.address}")
    return "\n".join(lines)


def source_text(number: int, source: Source, width: int) -> str:
    told = ". ".join(part for part in (source.title, source.publisher, source.date) if part)
    lines = [wrapped(f"{told}.", width, f"{number:>2}  ")]
    if source.seen:
        lines.append(wrapped(f"Seen of it: {source.seen}", width, "    "))
    return "\n".join([*lines, f"    {source.address}"])
