"""The book and the user's own examples as one: what window, command line and handouts read from."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import (
    BookInfo,
    ExampleEntry,
    GlossaryTerm,
    Group,
    Jurisdiction,
    Kind,
    PracticeEntry,
    Topic,
    Translation,
)
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnExample
from esscollab_desktop.domain.packs import HOME
from esscollab_desktop.domain.page import Page
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.own_pages import own_page, own_title
from esscollab_desktop.services.shelf import Shelf, not_installed
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


class Reading(Protocol):
    """What can be read from: a catalogue alone, or a library."""

    @property
    def info(self) -> BookInfo: ...
    def practices(self) -> tuple[PracticeEntry, ...]: ...
    def groups(self) -> tuple[Group, ...]: ...
    def entries(
        self,
        practice: str = "",
        jurisdiction: str = "",
        kind: Kind | None = None,
        pack: str | None = None,
    ) -> tuple[ExampleEntry, ...]: ...
    def entry(self, code: str) -> ExampleEntry: ...
    def examples(self) -> tuple[ExampleEntry, ...]: ...
    def jurisdictions(self) -> tuple[Jurisdiction, ...]: ...
    def glossary_terms(self, code: str = "") -> tuple[GlossaryTerm, ...]: ...
    def imprint(self, code: str) -> tuple[str, str]: ...
    def translation(self, code: str, language: str) -> Translation | None: ...
    def resolve(self, text: str) -> str: ...
    def leads_to(self, code: str) -> str: ...
    def page(self, code: str) -> Page: ...
    def title_of(self, code: str) -> str: ...
    def close(self) -> None: ...


class OwnShelf(Protocol):
    """Where own examples are read from."""

    def list(self) -> tuple[OwnExample, ...]: ...


@dataclass(frozen=True)
class _Merged:
    """One state of book and own examples, put together once; never changed, so any thread may read it."""

    catalogue: Catalogue | Shelf
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
    def by_code(self) -> dict[str, ExampleEntry]:
        return {entry.code: entry for entry in self.entries}

    def title(self, code: str) -> str:
        example = self.own[code]
        return own_title(example, self.places.get(example.jurisdiction))


class Library:
    """A catalogue with own examples merged in; the same interface, callable from any thread.

    Own examples are read when they are attached, and again by `refresh`, which whoever changes one calls.
    """

    def __init__(
        self, catalogue: Catalogue | Shelf, own: OwnShelf | None = None, troubles: tuple[str, ...] = ()
    ) -> None:
        self._catalogue = catalogue
        self._own = own
        self.troubles = troubles
        self._merged = _Merged(catalogue)
        self.info: BookInfo = catalogue.info
        self.refresh()

    @property
    def book(self) -> Catalogue:
        """The book alone, without packs."""
        return self._catalogue.home if isinstance(self._catalogue, Shelf) else self._catalogue

    @property
    def packs(self) -> dict[str, str]:
        """The titles of the installed packs by name; the book is none of them."""
        return self._catalogue.titles if isinstance(self._catalogue, Shelf) else {}

    def edition_of(self, code: str) -> str:
        """The edition that a code's page is of, as a note on a passage keeps it: `2026.1@ohio-office`."""
        name = codes.pack_of(code)
        if not name or not isinstance(self._catalogue, Shelf):
            return self.info.edition
        held = self._catalogue.catalogue_of(code)
        return codes.in_pack(held.info.edition, name) if held else ""

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions of all that is open, as notes on passages keep them."""
        return (self.info.edition, *(self.edition_of(f"about@{name}") for name in self.packs))

    def put_up(self, catalogue: Catalogue | Shelf) -> None:
        """Read from other books from now on: content was installed or taken out. The former are closed."""
        former, self._catalogue = self._catalogue, catalogue
        self.info = catalogue.info
        self.refresh()
        former.close()

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
        return self.entries()

    def groups(self) -> tuple[Group, ...]:
        """How many examples stand where, own ones after the book's."""
        own = Counter((e.practice, e.jurisdiction) for e in self._merged.entries)
        mine = (Group(code, place, Kind.OWN, count) for (code, place), count in own.items())
        return (*self._catalogue.groups(), *mine)

    def entries(
        self,
        practice: str = "",
        jurisdiction: str = "",
        kind: Kind | None = None,
        pack: str | None = None,
    ) -> tuple[ExampleEntry, ...]:
        """The examples of one group: by practice, the book's before own ones; what is empty does not narrow.

        `pack`: None for all, empty for the book and own examples, else the name of an installed pack.
        """
        if pack:
            return self._catalogue.entries(practice, jurisdiction, kind, pack)
        own = [
            entry
            for entry in self._merged.entries
            if kind in (None, Kind.OWN)
            and practice in ("", entry.practice)
            and jurisdiction in ("", entry.jurisdiction)
        ]
        if kind is Kind.OWN:
            return tuple(own)
        book = self._catalogue.entries(practice, jurisdiction, kind, pack)
        if not own:
            return book
        return tuple(e for code in self._merged.practices for e in (*book, *own) if e.practice == code)

    def entry(self, code: str) -> ExampleEntry:
        """One example, as a row of the tree. Raises KeyError for any other code."""
        return self._merged.by_code.get(code) or self._catalogue.entry(code)

    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        return self._catalogue.jurisdictions()

    def topics(self) -> tuple[Topic, ...]:
        """The topics of the book."""
        return self.book.topics()

    # --- what is searched ---

    @property
    def state(self) -> object:
        """Another object after every change of what is here."""
        return self._merged

    @property
    def has_own(self) -> bool:
        return bool(self._merged.own)

    def readers(self) -> list[tuple[CatalogueReader, str, str]]:
        """The open books, each with the name and the title of its pack, both empty for the book itself."""
        found = [(self.book.reader, "", "")]
        if isinstance(self._catalogue, Shelf):
            for name, title in self._catalogue.titles.items():
                held = self._catalogue.catalogue_of(f"about@{name}")
                found += [(held.reader, name, title)] if held else []
        return found

    def own_titled(self) -> list[tuple[OwnExample, str]]:
        """The own examples that this edition has a place for, with their titles."""
        merged = self._merged
        return [(merged.own[entry.code], merged.title(entry.code)) for entry in merged.entries]

    def glossary_terms(self, code: str = "") -> tuple[GlossaryTerm, ...]:
        """The terms that explain the page of a code: those of its pack before the book's."""
        return self._catalogue.glossary_terms(code)

    def imprint(self, code: str) -> tuple[str, str]:
        """Title and edition of the book or pack that a code's page is from."""
        return self._catalogue.imprint(code)

    def translation(self, code: str, language: str) -> Translation | None:
        """An example in another language; None where it has not been put into it."""
        return None if codes.is_own_example(code) else self._catalogue.translation(code, language)

    def own_example(self, code: str) -> OwnExample | None:
        """The own example of a code as it is typed; None where there is none."""
        return self._merged.own.get(codes.normalize(code))

    def title_of(self, code: str) -> str:
        """The title of a known code, without building its page."""
        merged = self._merged
        return merged.title(code) if code in merged.own else self._catalogue.title_of(code)

    def resolve(self, text: str) -> str:
        """The known code that a typed text means, own ones too. Raises UserError naming the nearest."""
        words, _at, name = text.rpartition("@")
        if name.strip().lower() == HOME:
            text = words
        elif words and name.strip() and not self.packs:
            raise not_installed(words, name, ())
        own, wanted = self._merged.own, codes.normalize(text)
        if wanted in own:
            return wanted
        if codes.is_own_example(wanted):
            near = codes.nearest(wanted, own) or [codes.practice_of(wanted)]
            raise UserError(f"{wanted[:40]} is not an example of your own. Near it: {', '.join(near)}.")
        return self._catalogue.resolve(text)

    def leads_to(self, code: str) -> str:
        """The code that a written code opens now, in its own pack and no other; empty where none does."""
        if codes.is_own_example(code):
            return code if code in self._merged.own else ""
        return self._catalogue.leads_to(code)

    def page(self, code: str) -> Page:
        """The page of any code; practices and jurisdictions list their own examples after the book's."""
        merged, code = self._merged, self.resolve(code)
        if code not in merged.own:
            return self._catalogue.page(code, merged.entries)
        example = merged.own[code]
        practice = merged.practices.get(example.practice)
        part = self._catalogue.practice_part(practice.code) if practice else None
        return own_page(example, merged.places.get(example.jurisdiction), practice, part)
