"""A packet's items and look as plain data for JSON, and back.

What a newer program wrote is read as far as it is known here, and stays as it is when it is written again.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packets import (
    FontsChoice,
    ItemKind,
    Language,
    Layout,
    NotesPlace,
    PacketItem,
    PacketLook,
    PaperSize,
    SourcesForm,
)

E = TypeVar("E", bound=StrEnum)
Data = dict[str, Any]

CARDS = (2, 4)
# The former codes of an item that went along with a new edition.
WAS = "was"
_USUAL = PacketLook()


def item_data(item: PacketItem) -> Data:
    return {
        "id": item.id,
        "kind": item.kind.value,
        "codes": list(item.codes),
        "title": item.title,
        "body": item.body,
    }


def item_of(data: object) -> PacketItem | None:
    """The item; None for what this program doesn't know."""
    if not isinstance(data, dict):
        return None
    told, codes = [data.get(name, "") for name in ("id", "kind", "title", "body")], data.get("codes", [])
    if not isinstance(codes, list) or not all(isinstance(one, str) for one in (*told, *codes)):
        return None
    item_id, kind, title, body = told
    if not item_id or kind not in tuple(ItemKind):
        return None
    return PacketItem(item_id, ItemKind(kind), tuple(codes), title, body)


def items_of(data: object) -> tuple[tuple[PacketItem, ...], int]:
    """The items that are known here, and how many are not."""
    told = data if isinstance(data, list) else []
    items = tuple(item for one in told if (item := item_of(one)))
    return items, len(told) - len(items)


def look_data(look: PacketLook) -> Data:
    return {
        "layout": look.layout.value,
        "paper": look.paper.value,
        "large": look.large,
        "sans": look.sans,
        "notes": look.notes.value,
        "visibilities": sorted(one.value for one in look.visibilities),
        "sources": look.sources.value,
        "contents": look.contents,
        "cards": look.cards,
        "language": look.language.value,
        "fonts": look.fonts.value,
        "organization": look.organization,
        "logo": look.logo,
    }


def look_of(data: object) -> PacketLook:
    """The look; what is not known here, or missing, is as it is usual."""
    told: Data = data if isinstance(data, dict) else {}
    cards = told.get("cards")
    return PacketLook(
        layout=_one_of(Layout, told.get("layout"), _USUAL.layout),
        paper=_one_of(PaperSize, told.get("paper"), _USUAL.paper),
        large=_switch(told.get("large"), _USUAL.large),
        sans=_switch(told.get("sans"), _USUAL.sans),
        notes=_one_of(NotesPlace, told.get("notes"), _USUAL.notes),
        visibilities=_visibilities(told.get("visibilities")),
        sources=_one_of(SourcesForm, told.get("sources"), _USUAL.sources),
        contents=_switch(told.get("contents"), _USUAL.contents),
        cards=cards if type(cards) is int and cards in CARDS else _USUAL.cards,
        language=_one_of(Language, told.get("language"), _USUAL.language),
        fonts=_one_of(FontsChoice, told.get("fonts"), _USUAL.fonts),
        organization=_text(told.get("organization")),
        logo=_text(told.get("logo")),
    )


def written_items(kept: object, items: Sequence[PacketItem]) -> list[Any]:
    """The items as data over what was `kept`.

    What is not known here stays, behind the item that it stood behind.
    """
    before = {one["id"]: one for one in kept if item_of(one)} if isinstance(kept, list) else {}
    there = {item.id for item in items}
    first, behind = _unknown(kept, there)
    written: list[Any] = list(first)
    for item in items:
        old = before.get(item.id, {})
        data = {**old, **item_data(item)}
        if old.get("codes") != data["codes"]:
            data.pop(WAS, None)
        written += [data, *behind.pop(item.id, ())]
    return written


def written_look(kept: object, look: PacketLook) -> Data:
    """The look as data over what was `kept`: what nobody changed stays, also where it is not known here."""
    told: Data = kept if isinstance(kept, dict) else {}
    seen, now = look_data(look_of(told)), look_data(look)
    changed = {name: value for name, value in now.items() if name not in told or seen[name] != value}
    return {**told, **changed}


def _unknown(kept: object, there: set[str]) -> tuple[list[Any], dict[str, list[Any]]]:
    """What is not known here: at the front, and by the item that it stands behind."""
    first: list[Any] = []
    behind: dict[str, list[Any]] = {}
    place = first
    for one in kept if isinstance(kept, list) else ():
        item = item_of(one)
        if item is None:
            place.append(one)
        elif item.id in there:
            place = behind.setdefault(item.id, [])
    return first, behind


def _one_of(kind: type[E], told: object, usual: E) -> E:
    return kind(told) if isinstance(told, str) and told in tuple(kind) else usual


def _switch(told: object, usual: bool) -> bool:
    return told if isinstance(told, bool) else usual


def _text(told: object) -> str:
    return told if isinstance(told, str) else ""


def _visibilities(told: object) -> frozenset[Visibility]:
    if not isinstance(told, list):
        return _USUAL.visibilities
    return frozenset(Visibility(one) for one in told if isinstance(one, str) and one in tuple(Visibility))
