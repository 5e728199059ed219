"""Packets follow the book: where a page has another code in the books that are open now, so have its items.

The former codes are kept with the item, so that going back to the former edition finds them there again.
"""

from typing import Any

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packet_values import WAS, item_of
from esscollab_desktop.domain.packets import ItemKind, PacketItem
from esscollab_desktop.services.following import is_there
from esscollab_desktop.services.library import Reading
from esscollab_desktop.services.packets import Packets

OF_PAGES = (ItemKind.PAGE, ItemKind.EXAMPLES, ItemKind.COMPARISON)


def follow_packets(packets: Packets, book: Reading) -> int:
    """Put the codes of the book into every live packet; how many packets went along.

    A code that no open book leads on stays as it is. May be done again at any time.
    """
    return len(packets.rewrite_items(lambda items: _followed(items, book)))


def _followed(items: list[Any], book: Reading) -> list[Any] | None:
    """The items as data with the codes of this book; None where they are that already."""
    moved = [_moved(one, item, book) if (item := item_of(one)) else one for one in items]
    return moved if moved != items else None


def _moved(data: dict[str, Any], item: PacketItem, book: Reading) -> dict[str, Any]:
    if item.kind not in OF_PAGES:
        return data
    kept = data.get(WAS)
    before: dict[str, list[str]] = kept if isinstance(kept, dict) else {}
    codes: list[str] = []
    after: dict[str, list[str]] = {}
    for code in item.codes:
        was = [one for one in before.get(code, ()) if isinstance(one, str)]
        now, was = _now(code, was, book)
        # Two pages that became one stand in a comparison under two codes still, for the way back.
        if now != code and (now in codes or now in item.codes):
            now, was = code, before.get(code, [])
        codes.append(now)
        if was:
            after[now] = was
    rest = {key: value for key, value in data.items() if key != WAS}
    return {**rest, "codes": codes, **({WAS: after} if after else {})}


def _now(code: str, was: list[str], book: Reading) -> tuple[str, list[str]]:
    """The code in this book, and those before it, oldest first."""
    for place, former in enumerate(was):
        if is_there(former, book):
            return former, was[:place]
    if is_there(code, book):
        return code, was
    try:
        known = book.leads_to(code)
    except UserError:
        known = ""
    return (known, [*was, code]) if known and known != code else (code, was)
