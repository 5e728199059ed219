"""The book and the user's own examples as one: what window, command line and handouts read from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import BookInfo, ExampleEntry, Hit, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnExample
from esscollab_desktop.domain.page import Page
from esscollab_desktop.services import own_search
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.own_pages import own_page, own_title

# What a hit in a name says of itself; own examples come after these and before hits in running text.
_NAMES = {"Code", "Title", "Name"}


class Reading(Protocol):
    """What can be read from: a catalogue alone, or a library."""

    @property
    def info(self) -> BookInfo: ...
    def practices(self) -> tuple[PracticeEntry, ...]: ...
    def examples(self) -> tuple[ExampleEntry, ...]: ...
    def jurisdictions(self) -> tuple[Jurisdiction, ...]: ...
    def resolve(self, text: str) -> str: ...
    def page(self, code: str) -> Page: ...
    def title_of(self, code: str) -> str: ...
    def find(self, words: str, limit: int = 20) -> list[Hit]: ...
    def matching(self, words: str) -> frozenset[str]: ...
    def close(self) -> None: ...


class OwnShelf(Protocol):
    """Where own examples are read from."""

    def list(self) -> tuple[OwnExample, ...]: ...


@dataclass(frozen=True)
class _Merged:
    """One state of book and own examples, put together once; never changed, so any thread may read it."""

    catalogue: Catalogue
    own: dict[str, OwnExample] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, Jurisdiction]:
        return {place.code: place for place in self.catalogue.jurisdictions()}

    @cached_property
    def practices(self) -> dict[str, PracticeEntry]:
        return {practice.code: practice for practice in self.catalogue.practices()}

    @cached_property
    def entries(self) -> tuple[ExampleEntry, ...]:
        """Own examples that this edition has a place for, by practice, place and number."""
        order = {code: number for number, code in enumerate(self.places)}
        kept = [e for e in self.own.values() if e.practice in self.practices and e.jurisdiction in order]
        kept.sort(key=lambda e: (order[e.jurisdiction], codes.own_count(e.code)))
        return tuple(
            ExampleEntry(e.code, e.practice, e.jurisdiction, Kind.OWN, "", e.headline, e.district)
            for e in kept
        )

    @cached_property
    def examples(self) -> tuple[ExampleEntry, ...]:
        book = self.catalogue.examples()
        if not self.entries:
            return book
        return tuple(
            e for practice in self.practices for e in (*book, *self.entries) if e.practice == practice
        )

    @cached_property
    def searched(self) -> tuple[own_search.Searched, ...]:
        listed = {entry.code for entry in self.entries}
        return tuple(
            own_search.searched(e, self.title(e.code)) for code, e in self.own.items() if code in listed
        )

    def title(self, code: str) -> str:
        example = self.own[code]
        return own_title(example, self.places.get(example.jurisdiction))


class Library:
    """A catalogue with own examples merged in; the same interface, callable from any thread.

    Own examples are read when they are attached, and again by `refresh`, which whoever changes one calls.
    """

    def __init__(self, catalogue: Catalogue, own: OwnShelf | None = None) -> None:
        self._catalogue = catalogue
        self._own = own
        self._merged = _Merged(catalogue)
        self.info: BookInfo = catalogue.info
        self.refresh()

    @property
    def book(self) -> Catalogue:
        """The book alone."""
        return self._catalogue

    def attach(self, own: OwnShelf | None) -> None:
        """Read own examples from here from now on; None where there are none any more."""
        self._own = own
        self.refresh()

    def refresh(self) -> None:
        """Take up what was added, changed or deleted. Raises UserError where the notebook can't be read."""
        listed = self._own.list() if self._own is not None else ()
        self._merged = _Merged(self._catalogue, {example.code: example for example in listed})

    def close(self) -> None:
        """Close the book; own examples belong to the notebook, which is closed on its own."""
        self._catalogue.close()

    def practices(self) -> tuple[PracticeEntry, ...]:
        return self._catalogue.practices()

    def examples(self) -> tuple[ExampleEntry, ...]:
        """All examples, by practice: published, related, then own by place."""
        return self._merged.examples

    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        return self._catalogue.jurisdictions()

    def own_example(self, code: str) -> OwnExample | None:
        """The own example of a code as it is typed; None where there is none."""
        return self._merged.own.get(codes.normalize(code))

    def title_of(self, code: str) -> str:
        """The title of a known code, without building its page."""
        merged = self._merged
        return merged.title(code) if code in merged.own else self._catalogue.title_of(code)

    def resolve(self, text: str) -> str:
        """The known code that a typed text means, own ones too. Raises UserError naming the nearest."""
        own, wanted = self._merged.own, codes.normalize(text)
        if wanted in own:
            return wanted
        if codes.is_own_example(wanted):
            near = codes.nearest(wanted, own) or [codes.practice_of(wanted)]
            raise UserError(f"{wanted[:40]} is not an example of your own. Near it: {', '.join(near)}.")
        return self._catalogue.resolve(text)

    def page(self, code: str) -> Page:
        """The page of any code; practices and jurisdictions list their own examples after the book's."""
        merged, code = self._merged, self.resolve(code)
        if code not in merged.own:
            return self._catalogue.page(code, merged.entries)
        example = merged.own[code]
        practice = merged.practices.get(example.practice)
        part = self._catalogue.practice_part(practice.code) if practice else None
        return own_page(example, merged.places.get(example.jurisdiction), practice, part)

    def find(self, words: str, limit: int = 20) -> list[Hit]:
        """The best hits: what was typed itself, names, own examples, then other texts and sources."""
        book = self._catalogue.find(words, limit)
        own = own_search.found(self._merged.searched, words) if limit > 0 else []
        if not own:
            return book
        typed = [found.hit for found in own if found.rank == 0]
        others = [found.hit for found in own if found.rank]
        # Where no text of the book holds all words it gives those with any of them: less than an own hit.
        names = _leading_names(book) if self._catalogue.matching(words) else 0
        return [*typed, *book[:names], *others, *book[names:]][:limit]

    def matching(self, words: str) -> frozenset[str]:
        """The codes that stay in the tree while these words are typed; the last may be unfinished."""
        wanted = own_search.wanted_words(words)
        own = (e.code for e in self._merged.searched if own_search.holds(e, wanted))
        return self._catalogue.matching(words).union(own)


def _leading_names(hits: Sequence[Hit]) -> int:
    count = 0
    for hit in hits:
        if hit.where not in _NAMES or hit.kind == "source":
            break
        count += 1
    return count
