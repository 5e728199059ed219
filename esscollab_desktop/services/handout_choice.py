"""A handout of codes that were typed or ticked, as the packet that it would be."""

from collections.abc import Iterator, Sequence

from esscollab_desktop.domain.codes import is_practice, pack_of, practice_of
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import ItemKind, Layout, PacketFields, PacketItem, PacketLook
from esscollab_desktop.services.library import Reading

# One sheet for a practice lists its examples itself; worksheets are handed out one by one.
_ALONE = frozenset((Layout.ONE_PAGER, Layout.WORKSHEET))


def chosen(library: Reading, codes: Sequence[str], look: PacketLook, meeting: str = "") -> PacketFields:
    """The pages in the order of `codes`; a practice brings its examples, no code the whole book.

    `meeting`: the id of the meeting that it is for; without codes its notes are what is handed out. In the
    comparison layout two to four examples are one table. Raises UserError for an unknown code.
    """
    known = [library.resolve(code) for code in codes]
    if look.layout is Layout.COMPARISON and known and not any(map(is_practice, known)):
        compared = _item(ItemKind.COMPARISON, *known)
        return PacketFields("", (compared,), look, meeting)  # the table names itself
    if not known and meeting:
        return PacketFields(library.info.title, (_item(ItemKind.MEETING),), look, meeting)
    pages = known or [practice.code for practice in library.practices()]
    items = tuple(item for code in pages for item in _of(code, look.layout))
    return PacketFields(_named(library, known), items, look, meeting)


def each_state(
    library: Reading, codes: Sequence[str], look: PacketLook
) -> Iterator[tuple[str, PacketFields]]:
    """For each state that has an example its code and its packet: its page, and all its examples.

    `codes`: practices; with any, only what stands under them. Raises UserError for anything else.
    """
    practices = [library.resolve(code) for code in codes]
    for code in practices:
        if not is_practice(code):
            raise UserError(f"{code} is not a practice. Handouts of each state can be narrowed to practices.")
    for place in library.jurisdictions():
        entries = library.entries(jurisdiction=place.code)
        held = [e.code for e in entries if not practices or practice_of(e.code) in practices]
        if held:
            items = (_item(ItemKind.PAGE, f"state:{place.code}"), *(_item(ItemKind.PAGE, c) for c in held))
            yield f"state:{place.code}", PacketFields(place.name, items, look)


def landscape(matrix: bool, look: PacketLook) -> PacketFields:
    """Map or matrix with the table of its numbers, alone."""
    return PacketFields("", (_item(ItemKind.MATRIX if matrix else ItemKind.MAP),), look)


def subtitle(library: Reading, codes: Sequence[str]) -> str:
    """`A choice: 4.MA, 2.OH`, for several codes that make no whole."""
    known = [library.resolve(code) for code in codes]
    return f"A choice: {', '.join(known)}" if len(known) > 1 else ""


def _of(code: str, layout: Layout) -> tuple[PacketItem, ...]:
    page = _item(ItemKind.PAGE, code)
    if not is_practice(code) or layout in _ALONE or pack_of(code):
        return (page,)
    return (page, _item(ItemKind.EXAMPLES, code))


def _item(kind: ItemKind, *codes: str) -> PacketItem:
    return PacketItem(f"{kind.value} {' '.join(codes)}".strip(), kind, codes)


def _named(library: Reading, codes: Sequence[str]) -> str:
    """The book's title, or that of the one practice or example."""
    if len(codes) != 1:
        return library.info.title
    title = library.title_of(codes[0])
    return f"Practice {codes[0]}: {title}" if is_practice(codes[0]) else f"{codes[0]} {title}"
