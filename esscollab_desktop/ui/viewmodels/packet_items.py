"""The items of a packet as rows on the screen, and what adding, moving and removing them makes of it."""

import uuid
from dataclasses import dataclass, replace

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import in_box, is_example, is_practice, is_state
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import ItemKind, Layout, PacketFields, PacketItem
from esscollab_desktop.services.library import Reading

ICONS = {
    ItemKind.PAGE: "file-text",
    ItemKind.EXAMPLES: "list",
    ItemKind.COMPARISON: "columns-2",
    ItemKind.MAP: "map",
    ItemKind.MATRIX: "table",
    ItemKind.GLOSSARY: "book-a",
    ItemKind.MEETING: "users",
    ItemKind.TEXT: "pencil",
}
_TITLES = {
    ItemKind.MAP: "Map and table of all examples",
    ItemKind.MATRIX: "Practices by state",
    ItemKind.GLOSSARY: "Glossary of the terms used",
}
_ORIGIN = {Kind.PUBLISHED: "published example", Kind.RELATED: "related example", Kind.OWN: "own example"}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """`label`: the code in its box, by `kind`, or empty where `icon` stands instead. `pages`: "5–6"."""

    item: PacketItem
    title: str
    label: str = ""
    kind: Kind | None = None
    icon: str = ""
    origin: str = ""
    pages: str = ""

    @property
    def short(self) -> str:
        """What it is called in a sentence: its code, or its title."""
        return self.label if self.label and self.item.kind is ItemKind.PAGE else self.title

    def spoken(self, place: int, of: int) -> str:
        """As a screen reader says it."""
        words = "pages" if "–" in self.pages else "page"
        pages = f"{words} {self.pages.replace('–', ' to ')}" if self.pages else ""
        parts = (self.label, self.title, self.origin, pages, f"{place} of {of}")
        return ", ".join(part for part in parts if part)


def new_item(kind: ItemKind, codes: tuple[str, ...] = (), title: str = "", body: str = "") -> PacketItem:
    return PacketItem(uuid.uuid4().hex, kind, codes, title, body)


def row_of(library: Reading, item: PacketItem, layout: Layout, meetings: dict[str, str]) -> ItemRow:
    """The row of one item. `meetings`: titles by id. A code that is gone says so."""
    code = item.codes[0] if item.codes else ""
    if item.kind is ItemKind.PAGE:
        return _page_row(library, item, code, layout)
    if item.kind is ItemKind.EXAMPLES:
        return ItemRow(item, f"All examples of {_title(library, code)}", in_box(code))
    icon = ICONS[item.kind]
    if item.kind is ItemKind.COMPARISON:
        return ItemRow(item, f"Compare {listed(item.codes)}", icon=icon)
    if item.kind is ItemKind.MEETING:
        named = f"Notes of “{meetings.get(code, 'a meeting that is gone')}”"
        return ItemRow(item, named if code else "Notes of the packet’s meeting", icon=icon)
    if item.kind is ItemKind.TEXT:
        return ItemRow(item, item.title.strip() or "Text page without a title", icon=icon)
    return ItemRow(item, _TITLES[item.kind], icon=icon)


def _page_row(library: Reading, item: PacketItem, code: str, layout: Layout) -> ItemRow:
    title = _title(library, code)
    if is_practice(code):
        one = ", one page" if layout is Layout.ONE_PAGER else ""
        return ItemRow(item, f"{title}{one}", in_box(code))
    if is_example(code):
        try:
            kind = library.entry(code).kind
        except KeyError:  # gone with an edition, or deleted
            return ItemRow(item, title, in_box(code))
        return ItemRow(item, title, in_box(code), kind, origin=_ORIGIN[kind])
    return ItemRow(item, title, icon="landmark" if is_state(code) else ICONS[ItemKind.PAGE])


def _title(library: Reading, code: str) -> str:
    try:
        return library.title_of(library.leads_to(code) or code)
    except (KeyError, UserError):
        return f"{code} is not in this book"


def listed(words: tuple[str, ...]) -> str:
    """ "4.MA, 4.MI and 4.OH"."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def added(fields: PacketFields, items: tuple[PacketItem, ...], at: int | None = None) -> PacketFields:
    place = len(fields.items) if at is None else at
    return replace(fields, items=(*fields.items[:place], *items, *fields.items[place:]))


def removed(fields: PacketFields, item_id: str) -> PacketFields:
    return replace(fields, items=tuple(item for item in fields.items if item.id != item_id))


def moved(fields: PacketFields, item_id: str, to: int) -> PacketFields:
    """The item at place `to`, counted from 0 in what comes out; at an edge it stays there."""
    item = next(item for item in fields.items if item.id == item_id)
    rest = [other for other in fields.items if other.id != item_id]
    rest.insert(min(max(to, 0), len(rest)), item)
    return replace(fields, items=tuple(rest))


def changed(fields: PacketFields, item: PacketItem) -> PacketFields:
    """The item of the same id, as it is given."""
    return replace(fields, items=tuple(item if old.id == item.id else old for old in fields.items))
