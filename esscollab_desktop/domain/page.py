"""The neutral page: what is shown of one code, in reading order, before it becomes window, paper or terminal.

The detail view, `esscollab show` and the handout all draw this one structure, so they can't disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.codes import has_label, in_box


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `letter` is its mark for speaking ("c"), `lead` a bold run-in before the text.

    `refs` are numbers into the page's `sources`, counted from 1.
    """

    text: str
    letter: str = ""
    lead: str = ""
    refs: tuple[int, ...] = ()
    broke_off: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: a partner, a resource, an example. `code` leads to a page, `address` is shown."""

    label: str
    text: str = ""
    code: str = ""
    kind: Kind | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class EntryList:
    entries: tuple[Entry, ...]
    inline: bool = False


Block = Paragraph | EntryList


@dataclass(frozen=True, slots=True)
class Section:
    """A level 2 heading and what stands under it; `origin` draws the rail, None draws none."""

    heading: str
    blocks: tuple[Block, ...]
    origin: Kind | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is shown of one code: a practice, example, jurisdiction, organization, term and so on.

    `trail`: the way down to it, as (code, words), the page itself left out. `mark` is the kind in words with
    its explanation ("Published example", "on the practice's own page"), both empty for a practice.
    `agency` names the SEA. `lead` is the opening text: guidance of a practice, summary of an example.
    """

    code: str
    title: str
    kind: Kind | None = None
    mark: str = ""
    mark_note: str = ""
    theme: str = ""
    agency: str = ""
    lead: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def label(self) -> str:
        """The code as it stands in its box: a jurisdiction's letters alone; empty for what has no box."""
        return in_box(self.code) if has_label(self.code) else ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a page's reading text: a lead, a paragraph, an entry's label, or an entry's text.

    `start` counts code points of the whole reading text. `letter` and `refs` are the paragraph's, empty for
    the others. `is_label`: what an entry of a list is called: a name, a title, often a link.
    """

    start: int
    text: str
    letter: str = ""
    refs: tuple[int, ...] = ()
    is_label: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def reading_segments(page: Page) -> tuple[Segment, ...]:
    """The parts of `reading_text(page)`, in reading order; what is empty has no segment.

    One line break stands between two of them. Texts are NFC, otherwise as they stand in the book: a view may
    print an entry's first letter as a capital.
    """
    return tuple(segment for part in reading_parts(page) for segment in part)


def reading_parts(page: Page) -> tuple[tuple[Segment, ...], ...]:
    """The same segments: those of the lead, then those of each section."""
    parts = []
    start = 0
    for told in (_lead_of(page), *map(_told_in, page.sections)):
        segments = []
        for segment in told:
            if segment.text:
                text = normalize("NFC", segment.text)
                segments.append(replace(segment, start=start, text=text))
                start = segments[-1].end + 1
        parts.append(tuple(segments))
    return tuple(parts)


def reading_text(page: Page) -> str:
    """The text of a page that passages are counted in: no headings, run-ins, letters, figures or chips."""
    return "\n".join(segment.text for segment in reading_segments(page))


def _lead_of(page: Page) -> Iterator[Segment]:
    yield Segment(0, page.lead)


def _told_in(section: Section) -> Iterator[Segment]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield Segment(0, block.text, block.letter, block.refs)
        else:
            for entry in block.entries:
                yield Segment(0, entry.label, is_label=True)
                yield Segment(0, entry.text)
