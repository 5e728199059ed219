"""What can be put into a packet: codes as they are typed, the practices, what is near to typed words."""

from collections.abc import Sequence

from esscollab_desktop.domain.book import ExampleEntry
from esscollab_desktop.domain.codes import is_practice, place_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import ItemKind, PacketItem
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.places import place_in
from esscollab_desktop.services.side_by_side import comparison
from esscollab_desktop.ui.viewmodels.packet_items import new_item

MOST = 40
DASH = "  "


def page_item(library: Reading, words: str) -> PacketItem:
    """The item of typed words or of a suggestion. Raises UserError naming what is near."""
    typed = words.partition(DASH)[0].strip()
    if not typed:
        raise UserError("Type a code, such as 4 or 4.MA, or the name of a state.")
    return new_item(ItemKind.PAGE, (place_in(library, typed)[0],))


def comparison_item(library: Reading, words: str, item_id: str = "") -> PacketItem:
    """The item of typed codes, with commas or spaces between. Raises UserError as comparing does."""
    typed = [part for part in words.replace(";", ",").replace(",", " ").split() if part]
    compared = comparison(library, typed)
    item = new_item(ItemKind.COMPARISON, tuple(column.code for column in compared.columns))
    return PacketItem(item_id or item.id, item.kind, item.codes)


def suggestions(library: Reading, words: str) -> list[str]:
    """What may be meant, as "4.MA  Massachusetts: enlisted help"; never more than can be looked through."""
    typed = words.strip()
    if not typed:
        return []
    found = _by_code(library, typed) or _by_name(library, typed.casefold())
    return [f"{code}{DASH}{library.title_of(code)}" for code in list(dict.fromkeys(found))[:MOST]]


def _by_code(library: Reading, typed: str) -> list[str]:
    """Of "4." the practice and its examples, of "4.m" those whose states begin so."""
    number, dot, place = place_of(typed)[0].partition(".")
    practices = [p.code for p in library.practices() if p.code == number]
    if not is_practice(number) or not practices:
        return []
    if not dot:
        return [p.code for p in library.practices() if p.code.startswith(number)]
    here = [j.code for j in library.jurisdictions() if j.code.startswith(place.upper().partition("-")[0])]
    found: list[str] = [] if place else practices
    for code in here:
        found += _codes(library.entries(number, code))
        if len(found) >= MOST:
            break
    return found


def _by_name(library: Reading, typed: str) -> list[str]:
    practices = [p.code for p in library.practices() if typed in p.title.casefold()]
    places = [
        j.code
        for j in library.jurisdictions()
        if j.name.casefold().startswith(typed) or j.code.casefold() == typed
    ]
    found = [*practices, *(f"state:{code}" for code in places)]
    for code in places:
        if len(found) < MOST:
            found += _codes(library.entries("", code))
    return found


def _codes(entries: Sequence[ExampleEntry]) -> list[str]:
    return [entry.code for entry in entries[:MOST]]
