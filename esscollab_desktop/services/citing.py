"""The line that goes along with copied words: where they stand, what they rest on, what they are from."""

from dataclasses import dataclass
from html import escape

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.codes import in_words, is_practice, jurisdiction_of
from esscollab_desktop.domain.page import Page, Segment, reading_segments
from esscollab_desktop.services.library import Reading


@dataclass(frozen=True, slots=True)
class Imprint:
    """The book or pack that a page is from."""

    title: str
    edition: str


def citation(page: Page, imprint: Imprint, state: str = "", passage: tuple[int, int] | None = None) -> str:
    """One line on a passage of the reading text, or on the whole page.

    `state`: the name of the example's jurisdiction. `4.MA, c, Massachusetts (published example). Source: …`
    """
    touched = _touched(page, passage)
    numbers = sorted({number for segment in touched for number in segment.refs})
    sources = page.sources if passage is None else tuple(page.sources[number - 1] for number in numbers)
    where = [_code(page), *(_letters(touched) if passage else ()), *([state] if state else ())]
    mark = f" ({page.mark[:1].lower()}{page.mark[1:]})" if page.kind else ""
    parts = [f"{', '.join(where)}{mark}."]
    if sources:
        parts.append(f"{'Source' if len(sources) == 1 else 'Sources'}: {'; '.join(map(_source, sources))}.")
    # What an office wrote is no part of the publisher's edition.
    if page.kind is not Kind.OWN:
        parts.append(f"From {imprint.title}, edition {imprint.edition}.")
    return " ".join(parts)


def citation_in(book: Reading, page: Page, passage: tuple[int, int] | None = None) -> str:
    """The citation of a page of this book, with the state and the edition as the book has them."""
    place = jurisdiction_of(page.code) if page.kind else ""
    state = next((known.name for known in book.jurisdictions() if known.code == place), place)
    return citation(page, Imprint(*book.imprint(page.code)), state, passage)


def _touched(page: Page, passage: tuple[int, int] | None) -> list[Segment]:
    start, end = passage or (0, 0)
    return [segment for segment in reading_segments(page) if segment.start < end and start < segment.end]


def _code(page: Page) -> str:
    if is_practice(page.code):
        return f"Practice {page.code}, {page.title}"
    return page.code if page.kind else f"{in_words(page.code)}, {page.title}" if page.label else page.title


def _letters(touched: list[Segment]) -> list[str]:
    """`c`, or `c to e` where letters follow each other."""
    letters = [segment.letter for segment in touched if segment.letter]
    if len(letters) > 2:
        return [f"{letters[0]} to {letters[-1]}"]
    return [" and ".join(letters)] if letters else []


def _source(source: Source) -> str:
    told = (f"“{source.title}”", source.publisher, source.date)
    return ", ".join(words for words in told if words)


def with_citation(words: str, cited: str) -> str:
    """What is copied, as plain text."""
    return "\n\n".join(part for part in (words.strip("\n"), cited) if part)


def with_citation_as_html(words: str, cited: str) -> str:
    """The same as HTML, a paragraph for each line; nothing in the words is markup."""
    lines = [line for line in (*words.splitlines(), cited) if line.strip()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
