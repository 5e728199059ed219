"""What map and matrix say aloud, on the screen, in files and on paper: the same sentences everywhere."""

from esscollab_desktop.domain.book import Jurisdiction, Kind
from esscollab_desktop.domain.landscape import Counts, Landscape
from esscollab_desktop.domain.tiles import TILES

NO_EXAMPLE = "no example yet"
# Past so many jurisdictions with the most examples none is named: it would say nothing.
_MOST_NAMED = 5


def counts_words(counts: Counts) -> str:
    """`1 published, 2 related examples, 1 note`; kinds and notes that are not there go unsaid."""
    kinds = [f"{counts.of(kind)} {kind}" for kind in Kind if counts.of(kind)]
    last = next((counts.of(kind) for kind in reversed(Kind) if counts.of(kind)), 0)
    said = f"{', '.join(kinds)} {_examples(last)}" if kinds else NO_EXAMPLE
    return f"{said}, {_notes(counts.notes)}" if counts.notes else said


def tile_words(landscape: Landscape, code: str) -> str:
    """A tile of the map: `Massachusetts, MA: 1 published example; neighbors: …; row 3, column 11`."""
    place = _place(landscape, code)
    parts = [f"{place.name}, {code}: {counts_words(landscape.of_jurisdiction(code))}"]
    if near := _neighbors(landscape, place):
        parts.append(f"neighbors: {near}")
    if code in TILES:
        column, row = TILES[code]
        parts.append(f"row {row + 1}, column {column + 1}")
    return "; ".join(parts)


def cell_words(landscape: Landscape, jurisdiction: str, practice: str) -> str:
    """A cell of the matrix: `Massachusetts, practice 4 Maximize Your Resources: 1 published example`."""
    title = next((p.title for p in landscape.practices if p.code == practice), "")
    named = f"practice {practice} {title}".rstrip()
    counts = landscape.cell(jurisdiction, practice)
    return f"{_place(landscape, jurisdiction).name}, {named}: {counts_words(counts)}"


def heading(landscape: Landscape) -> str:
    """`38 of 57 jurisdictions have an example`."""
    has = "has" if landscape.with_example == 1 else "have"
    places = len(landscape.jurisdictions)
    return f"{landscape.with_example} of {places} jurisdiction{'' if places == 1 else 's'} {has} an example"


def map_words(landscape: Landscape) -> str:
    """The whole map in a few sentences, for who does not see it."""
    return _sentences(
        "A map of tiles, one for each jurisdiction, about where it lies",
        f"{heading(landscape)}: {counts_words(landscape.total)}",
        _most(landscape),
        _without(landscape),
    )


def matrix_words(landscape: Landscape) -> str:
    """The whole matrix in a few sentences, for who does not see it."""
    counts = {entry: counts_words(landscape.of_practice(entry.code)) for entry in landscape.practices}
    return _sentences(
        "A matrix: jurisdictions down, practices across, the examples where they meet",
        f"{heading(landscape)}: {counts_words(landscape.total)}",
        "By practice: " + "; ".join(f"{p.code} {p.title}, {told}" for p, told in counts.items())
        if counts
        else "",
        _without(landscape),
    )


def _place(landscape: Landscape, code: str) -> Jurisdiction:
    return next(place for place in landscape.jurisdictions if place.code == code)


def _neighbors(landscape: Landscape, place: Jurisdiction) -> str:
    names = {other.code: other.name for other in landscape.jurisdictions}
    return ", ".join(names[code] for code in place.neighbors if code in names)


def _most(landscape: Landscape) -> str:
    totals = {place: landscape.of_jurisdiction(place.code).total for place in landscape.jurisdictions}
    top = max(totals.values(), default=0)
    named = [place.name for place, total in totals.items() if total == top]
    if not top or len(named) > _MOST_NAMED:
        return ""
    return f"Most: {_listed(named)}, {top}{' each' if len(named) > 1 else ''}"


def _without(landscape: Landscape) -> str:
    empty = [p.name for p in landscape.jurisdictions if not landscape.of_jurisdiction(p.code).total]
    return f"No example yet: {', '.join(empty)}" if empty and landscape.with_example else ""


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _sentences(*parts: str) -> str:
    return " ".join(f"{part}." for part in parts if part)


def _examples(count: int) -> str:
    return "example" if count == 1 else "examples"


def _notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count} notes"
