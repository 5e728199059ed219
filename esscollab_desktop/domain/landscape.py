"""How many examples and notes stand where: the one source of map, matrix and table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from esscollab_desktop.domain.book import Group, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.codes import bare, is_practice, jurisdiction_of, practice_of


def practice_row(practice: str, known: Iterable[str]) -> str:
    """The practice under which an example stands: its own, or for one of a pack the book's of that number."""
    return practice if practice in known else bare(practice)


@dataclass(frozen=True, slots=True)
class Counts:
    """Examples by where they come from, and the user's notes on them; `total` counts examples alone."""

    published: int = 0
    related: int = 0
    own: int = 0
    notes: int = 0

    @property
    def total(self) -> int:
        return self.published + self.related + self.own

    def of(self, kind: Kind) -> int:
        return {Kind.PUBLISHED: self.published, Kind.RELATED: self.related, Kind.OWN: self.own}[kind]

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.published + other.published,
            self.related + other.related,
            self.own + other.own,
            self.notes + other.notes,
        )


NONE = Counts()


@dataclass(frozen=True)
class Landscape:
    """Practices across, jurisdictions down, both in the book's order; what has no count is not kept.

    Notes on a jurisdiction itself count for it, those on a practice itself for that, neither for a cell.
    """

    practices: tuple[PracticeEntry, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    cells: Mapping[tuple[str, str], Counts] = field(default_factory=dict)
    by_jurisdiction: Mapping[str, Counts] = field(default_factory=dict)
    by_practice: Mapping[str, Counts] = field(default_factory=dict)
    total: Counts = NONE

    def cell(self, jurisdiction: str, practice: str) -> Counts:
        return self.cells.get((jurisdiction, practice), NONE)

    def of_jurisdiction(self, code: str) -> Counts:
        return self.by_jurisdiction.get(code, NONE)

    def of_practice(self, code: str) -> Counts:
        return self.by_practice.get(code, NONE)

    @property
    def with_example(self) -> int:
        """How many jurisdictions have an example."""
        return sum(1 for place in self.jurisdictions if self.of_jurisdiction(place.code).total)


def landscape_of(
    practices: Sequence[PracticeEntry],
    jurisdictions: Sequence[Jurisdiction],
    groups: Iterable[Group],
    notes: Mapping[str, int],
) -> Landscape:
    """Count it. `notes`: how many notes are on each code; codes of other things are passed over."""
    known, places = {p.code for p in practices}, {p.code for p in jurisdictions}
    listed = known | places | {""}
    cells: dict[tuple[str, str], Counts] = {}
    by_jurisdiction: dict[str, Counts] = {}
    by_practice: dict[str, Counts] = {}
    total = NONE

    def add(place: str, practice: str, counts: Counts) -> None:
        nonlocal total
        if place and practice:
            cells[place, practice] = cells.get((place, practice), NONE) + counts
        if place:
            by_jurisdiction[place] = by_jurisdiction.get(place, NONE) + counts
        if practice:
            by_practice[practice] = by_practice.get(practice, NONE) + counts
        total += counts

    for group in groups:
        practice = practice_row(group.practice, known)
        if group.jurisdiction in places and practice in known:
            add(group.jurisdiction, practice, Counts(**{group.kind.value: group.count}))
    for code, count in notes.items():
        place, practice = jurisdiction_of(code), practice_row(practice_of(code), known)
        if is_practice(code):
            practice = practice_row(code, known)
        if (place or practice) and {place, practice} <= listed:
            add(place, practice, Counts(notes=count))
    return Landscape(tuple(practices), tuple(jurisdictions), cells, by_jurisdiction, by_practice, total)
