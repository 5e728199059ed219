"""Lists of examples on a page, however many there are: all of them, or their number in each state."""

from collections.abc import Mapping, Sequence

from esscollab_desktop.domain.book import Jurisdiction
from esscollab_desktop.domain.page import Block, Entry, EntryList, Paragraph
from esscollab_desktop.storage.catalogue.tallies import FEW

# As many as can be read through; more are counted.
MOST = FEW
# Of a state with more examples each practice shows so many.
FIRST = 24
# So many codes stand in one line.
CODES = 60


def how_many(count: int, what: str = "example") -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def by_state(counts: Mapping[str, int], places: Mapping[str, Jurisdiction]) -> tuple[Block, ...]:
    """The states with the number of examples in each, in the book's order, each leading to its page."""
    many = how_many(sum(counts.values()))
    told = f"These are {many}, so they are listed by state. Open a state for its own."
    found = (
        Entry(place.name, how_many(counts[code]), f"state:{code}")
        for code, place in places.items()
        if counts.get(code)
    )
    return Paragraph(told), EntryList(tuple(found))


def cut(entries: Sequence[Entry], total: int, kept: Sequence[Entry] = ()) -> tuple[Block, ...]:
    """The first of so many entries, those kept in any case, and a sentence where there are more."""
    listed = EntryList((*entries, *kept))
    if total <= len(entries):
        return (listed,)
    more = f"Not listed here: {how_many(total - len(entries), 'more example')}."
    return listed, Paragraph(f"{more} Browse by state to see them all, or search for words in them.")
