"""What a reader can do with the book: list it, open a page by its code, search it."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import (
    BookInfo,
    ExampleEntry,
    Hit,
    Jurisdiction,
    Practice,
    PracticeEntry,
    Source,
)
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Page, Section
from esscollab_desktop.services import pages
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

ABOUT = "about"


class Catalogue:
    """The open book. Every method may be called from any thread, and raises UserError on damage."""

    def __init__(self, reader: CatalogueReader) -> None:
        self._reader = reader
        self.info: BookInfo = reader.info

    def close(self) -> None:
        self._reader.close()

    def practices(self) -> tuple[PracticeEntry, ...]:
        return self._practices

    def examples(self) -> tuple[ExampleEntry, ...]:
        """All examples, by practice, published before related."""
        return self._examples

    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        return tuple(self._places.values())

    @cached_property
    def _practices(self) -> tuple[PracticeEntry, ...]:
        return self._reader.practices()

    @cached_property
    def _examples(self) -> tuple[ExampleEntry, ...]:
        return self._reader.examples()

    @cached_property
    def _places(self) -> dict[str, Jurisdiction]:
        return {place.code: place for place in self._reader.jurisdictions()}

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(
            [
                *(practice.code for practice in self._practices),
                *(example.code for example in self._examples),
                *(f"state:{code}" for code in self._places),
                ABOUT,
            ]
        )

    def title_of(self, code: str) -> str:
        """The title of a known code, without building its page."""
        if code == ABOUT:
            return "About this book"
        for practice in self._practices:
            if practice.code == code:
                return practice.title
        for example in self._examples:
            if example.code == code:
                return pages.example_title(self._places[example.jurisdiction], example.heading)
        return self._places[codes.jurisdiction_of(code)].name

    def resolve(self, text: str) -> str:
        """The known code that a typed text means: `4.ma`, `state:MI`, `MI`, `michigan`.

        Raises UserError naming the nearest codes.
        """
        if not text.strip():
            raise UserError("That is an empty code. Type one, such as 4, 4.MA or state:MI.")
        wanted = codes.normalize(text)
        for code in (wanted, wanted.lower(), f"state:{wanted}"):
            if code in self._codes:
                return code
        name = " ".join(text.split()).casefold()
        names = {place.name.casefold(): f"state:{place.code}" for place in self._places.values()}
        if name in names:
            return names[name]
        near = [names[found] for found in get_close_matches(name, names, n=3, cutoff=0.7)]
        near = near or codes.nearest(text[:60], sorted(self._codes - {ABOUT}))
        raise UserError(f"{_shown(text)} is not a code in this book. Near it: {', '.join(near)}.")

    def practice(self, code: str) -> Practice:
        """The whole record of a known practice."""
        return self._reader.practice(code)

    def sources(self, names: Iterable[str]) -> dict[str, Source]:
        """The sources with these ids, by id."""
        return self._reader.sources(names)

    def practice_part(self, code: str) -> tuple[Section, tuple[Source, ...]]:
        """A known practice as the last section of an example’s page, with the sources that it counts."""
        return pages.practice_part(self._reader, code)

    def page(self, code: str, own: Sequence[ExampleEntry] = ()) -> Page:
        """The page of a practice, an example, a jurisdiction (`state:MI`) or of the book (`about`).

        `own`: the user's own examples, which the pages of practices and jurisdictions list with the book's.
        """
        code = self.resolve(code)
        if code == ABOUT:
            return pages.about_page(self._reader, self.title_of(code), self._reader.about())
        if codes.is_practice(code):
            under = [example for example in (*self._examples, *own) if example.practice == code]
            return pages.practice_page(self._reader, self._reader.practice(code), under, self._places)
        if codes.is_example(code):
            example = self._reader.example(code)
            return pages.example_page(self._reader, example, self._places[example.jurisdiction])
        place = self._places[codes.jurisdiction_of(code)]
        return pages.jurisdiction_page(place, self._practices, (*self._examples, *own), self._places)

    def find(self, words: str, limit: int = 20) -> list[Hit]:
        """The best hits for any text; snippets mark the words with U+E000 and U+E001."""
        return self._reader.search(words, limit)

    def matching(self, words: str) -> frozenset[str]:
        """The codes that stay in the tree while these words are typed; the last may be unfinished."""
        return self._reader.matching(words)


def _shown(text: str) -> str:
    """A typed text as it can be repeated in a sentence: one line, nothing unprintable, not endless."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return (line[:40] + "…" if len(line) > 40 else line) or "This text"
