"""The book and the installed packs as one: one tree, one search; each entry keeps its pack.

The home book's codes stand bare, those of packs end with their pack's name (`4.MA@ohio-office`), so the same
code in two packs stays two entries. A pack's practice that is the home book's own (same number, and the same
title or theme word) is not shown twice: its examples stand under the home book's. Jurisdictions are shared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import (
    BookInfo,
    ExampleEntry,
    GlossaryTerm,
    Group,
    Jurisdiction,
    Kind,
    PracticeEntry,
    Source,
    Translation,
)
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Entry, EntryList, Page, Section
from esscollab_desktop.services import pages
from esscollab_desktop.services.catalogue import Catalogue

MOST_LISTED = 120
_NAMES = {"Code", "Title", "Name", "Term"}
_NONE_YET = {"Examples", "Nearby"}


@dataclass(frozen=True)
class _Pack:
    """One installed pack beside the home book."""

    name: str
    catalogue: Catalogue
    home: Catalogue

    @cached_property
    def shown_under(self) -> dict[str, str]:
        """The practice of the tree that each of this pack's practices stands under."""
        found = {practice.code: practice for practice in self.home.practices()}
        shown = {}
        for mine in self.catalogue.practices():
            same = found.get(mine.code)
            shown[mine.code] = mine.code if same and _alike(mine, same) else self.qualified(mine.code)
        return shown

    def qualified(self, code: str) -> str:
        return codes.in_pack(code, self.name)

    def listed(self, entry: ExampleEntry) -> ExampleEntry:
        return replace(
            entry, code=self.qualified(entry.code), practice=self.shown_under.get(entry.practice, "")
        )

    def knows(self, jurisdiction: str) -> bool:
        return any(place.code == jurisdiction for place in self.catalogue.jurisdictions())

    def page(self, code: str) -> Page:
        """A page of this pack, its codes named so that they lead back into it."""
        page = self.catalogue.page(code)
        info = self.catalogue.info
        # A handout's foot tells the book's edition; that of the pack has to stand on the page.
        named = f"{info.title}, edition {info.edition}"
        above = ((f"about@{self.name}", named),) if page.code != "about" else ()
        trail = ((self.shown_under.get(step, self.qualified(step)), words) for step, words in page.trail)
        return replace(
            page,
            code=self.qualified(page.code),
            trail=(*above, *trail),
            sections=tuple(self._section(section) for section in page.sections),
        )

    def _section(self, section: Section) -> Section:
        blocks = tuple(
            replace(block, entries=tuple(self._entry(entry) for entry in block.entries))
            if isinstance(block, EntryList)
            else block
            for block in section.blocks
        )
        return replace(section, blocks=blocks)

    def _entry(self, entry: Entry) -> Entry:
        is_ours = entry.code and not codes.pack_of(entry.code)
        return replace(entry, code=self.qualified(entry.code)) if is_ours else entry


def _alike(one: PracticeEntry, other: PracticeEntry) -> bool:
    return one.title.casefold() == other.title.casefold() or one.theme.casefold() == other.theme.casefold()


def not_installed(code: str, name: str, packs: Iterable[str]) -> UserError:
    """What to say to a code of content that is not here."""
    there = ", ".join(packs) or "none"
    return UserError(
        f"There is no content named {name.strip()[:40]}, so {code[:40]} can't be opened. Installed: {there}."
    )


class Shelf:
    """Reads as a catalogue does. Every method may be called from any thread."""

    def __init__(self, home: Catalogue, packs: Mapping[str, Catalogue]) -> None:
        self.home = home
        self._packs = {name: _Pack(name, catalogue, home) for name, catalogue in packs.items()}
        self.info: BookInfo = home.info

    @property
    def titles(self) -> dict[str, str]:
        """The title of each installed pack, by its name."""
        return {name: pack.catalogue.info.title for name, pack in self._packs.items()}

    def catalogue_of(self, code: str) -> Catalogue | None:
        """The catalogue that a code belongs to; None where its pack is not installed."""
        name = codes.pack_of(code)
        if not name:
            return self.home
        return self._packs[name].catalogue if name in self._packs else None

    def close(self) -> None:
        for catalogue in (self.home, *(pack.catalogue for pack in self._packs.values())):
            catalogue.close()

    # --- what is listed ---

    @cached_property
    def _practices(self) -> tuple[PracticeEntry, ...]:
        more = [
            replace(practice, code=pack.qualified(practice.code))
            for pack in self._packs.values()
            for practice in pack.catalogue.practices()
            if pack.shown_under[practice.code] != practice.code
        ]
        return (*self.home.practices(), *more)

    def practices(self) -> tuple[PracticeEntry, ...]:
        """The home book's, then those of packs that are none of them."""
        return self._practices

    def examples(self) -> tuple[ExampleEntry, ...]:
        """All examples by practice, the home book's first."""
        found = list(self.home.examples())
        for pack in self._packs.values():
            found += [pack.listed(entry) for entry in pack.catalogue.examples()]
        order = {practice.code: number for number, practice in enumerate(self._practices)}
        return tuple(sorted(found, key=lambda e: order.get(e.practice, len(order))))

    def groups(self) -> tuple[Group, ...]:
        found = list(self.home.groups())
        for name, pack in self._packs.items():
            found += [
                replace(group, practice=pack.shown_under[group.practice], pack=name)
                for group in pack.catalogue.groups()
            ]
        return tuple(found)

    def entries(
        self,
        practice: str = "",
        jurisdiction: str = "",
        kind: Kind | None = None,
        pack: str | None = None,
    ) -> tuple[ExampleEntry, ...]:
        """The examples of a group, in book order. `practice` as in the tree; `pack` None: of all packs."""
        found: list[ExampleEntry] = []
        if not pack and (not practice or not codes.pack_of(practice)):
            found += self.home.entries(practice, jurisdiction, kind)
        for name, held in self._packs.items():
            if pack is not None and pack != name:
                continue
            wanted = [mine for mine, shown in held.shown_under.items() if shown == practice]
            for mine in wanted if practice else ("",):
                listed = held.catalogue.entries(mine, jurisdiction, kind)
                found += [held.listed(entry) for entry in listed]
        return tuple(found)

    def entry(self, code: str) -> ExampleEntry:
        """A known example. Raises KeyError for a code that is not there."""
        pack = self._pack(code)
        if pack is None:
            return self.home.entry(code)
        return pack.listed(pack.catalogue.entry(codes.bare(code)))

    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        """The home book's, then those that only a pack knows."""
        return tuple(self._places.values())

    @cached_property
    def _places(self) -> dict[str, Jurisdiction]:
        found = {place.code: place for place in self.home.jurisdictions()}
        for pack in self._packs.values():
            for place in pack.catalogue.jurisdictions():
                found.setdefault(place.code, place)
        return found

    def glossary_terms(self, code: str = "") -> tuple[GlossaryTerm, ...]:
        """The terms that explain a page: those of its pack, if it is from one, before the book’s."""
        pack = self._pack(code)
        mine = pack.catalogue.glossary_terms() if pack else ()
        named = (replace(term, code=codes.in_pack(term.code, codes.pack_of(code))) for term in mine)
        return (*named, *self.home.glossary_terms())

    # --- one page ---

    def imprint(self, code: str) -> tuple[str, str]:
        """Title and edition of the book or pack that a code's page is from."""
        return (self.catalogue_of(code) or self.home).imprint(code)

    def translation(self, code: str, language: str) -> Translation | None:
        return (self.catalogue_of(code) or self.home).translation(codes.bare(code), language)

    def title_of(self, code: str) -> str:
        pack = self._pack(code)
        if pack is not None:
            return pack.catalogue.title_of(codes.bare(code))
        if codes.is_state(code) and (place := self._places.get(codes.jurisdiction_of(code))):
            return place.name
        return self.home.title_of(code)

    def resolve(self, text: str) -> str:
        """The known code that a typed text means; what the home book does not know is looked for in packs.

        Raises UserError naming the nearest, the installed packs, or the packs to choose from.
        """
        words, at, name = text.strip().rpartition("@")
        if at and words and name.strip():
            pack = self._packs.get(name.strip().lower())
            if pack is None:
                raise not_installed(words, name, self._packs)
            return pack.qualified(pack.catalogue.resolve(words))
        try:
            return self.home.resolve(text)
        except UserError as refusal:
            found = self._elsewhere(text)
            if not found:
                raise
            if len(found) > 1:
                raise UserError(f"{text.strip()[:40]} is in several packs: {', '.join(found)}.") from refusal
            return found[0]

    def leads_to(self, code: str) -> str:
        """The code that a written code opens now in its own pack, never in another; empty where none does."""
        if name := codes.pack_of(code):
            pack = self._packs.get(name)
            return pack.qualified(pack.catalogue.leads_to(codes.bare(code))) if pack else ""
        if found := self.home.leads_to(code):
            return found
        return code if codes.is_state(code) and codes.jurisdiction_of(code) in self._places else ""

    def _elsewhere(self, text: str) -> list[str]:
        found = []
        for pack in self._packs.values():
            try:
                found.append(pack.qualified(pack.catalogue.resolve(text)))
            except UserError:
                continue
        return list(dict.fromkeys(found))

    def page(self, code: str, own: Sequence[ExampleEntry] = ()) -> Page:
        """The page of any code. Practices and jurisdictions also list, each by itself, what packs have."""
        code = self.resolve(code)
        pack = self._pack(code)
        if pack is not None:
            return pack.page(codes.bare(code))
        if codes.is_state(code):
            return self._state_page(code, own)
        page = self.home.page(code, own)
        if codes.is_practice(code) and (added := self._from_packs(practice=code)):
            at = max((n for n, s in enumerate(page.sections, 1) if s.heading.endswith("examples")), default=0)
            return replace(page, sections=(*page.sections[:at], *added, *page.sections[at:]))
        return page

    def _state_page(self, code: str, own: Sequence[ExampleEntry]) -> Page:
        letters = codes.jurisdiction_of(code)
        if any(place.code == letters for place in self.home.jurisdictions()):
            page = self.home.page(code, own)
        else:
            holder = next(pack for pack in self._packs.values() if pack.knows(letters))
            page = holder.catalogue.page(code)
            # Its examples come with those of the other packs.
            page = replace(page, sections=tuple(s for s in page.sections if not s.heading[:1].isdigit()))
        added = self._from_packs(jurisdiction=letters)
        if not added:
            return page
        kept = [section for section in page.sections if section.heading not in _NONE_YET]
        at = sum(1 for section in kept if section.heading[:1].isdigit())
        return replace(page, sections=(*kept[:at], *added, *kept[at:]))

    def _from_packs(self, practice: str = "", jurisdiction: str = "") -> list[Section]:
        found = []
        for name, pack in self._packs.items():
            groups = [
                group
                for group in self.groups_of(name)
                if practice in ("", group.practice) and jurisdiction in ("", group.jurisdiction)
            ]
            if groups:
                listed = self._listed(name, groups, practice, jurisdiction)
                found.append(Section(f"From {pack.catalogue.info.title}", (EntryList(listed),)))
        return found

    def groups_of(self, name: str) -> tuple[Group, ...]:
        return tuple(group for group in self.groups() if group.pack == name)

    def _listed(
        self, name: str, groups: Sequence[Group], practice: str, jurisdiction: str
    ) -> tuple[Entry, ...]:
        """The examples; where they are many, how many there are in each state, or under each practice."""
        if sum(group.count for group in groups) <= MOST_LISTED:
            entries = self.entries(practice, jurisdiction, pack=name)
            return tuple(
                Entry(
                    pages.example_title(self._places[e.jurisdiction], e.heading), e.headline, e.code, e.kind
                )
                for e in entries
            )
        counts: dict[str, int] = {}
        for group in groups:
            key = f"state:{group.jurisdiction}" if practice else group.practice
            counts[key] = counts.get(key, 0) + group.count
        return tuple(
            Entry(self.title_of(code), f"{count} examples; the tree lists them", code)
            for code, count in counts.items()
        )

    # --- what own examples are made from ---

    def practice_part(self, code: str) -> tuple[Section, tuple[Source, ...]]:
        pack = self._pack(code)
        catalogue = pack.catalogue if pack else self.home
        return catalogue.practice_part(codes.bare(code))

    def _pack(self, code: str) -> _Pack | None:
        return self._packs.get(codes.pack_of(code))
