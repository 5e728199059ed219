"""Packets in which every two choices meet: layout, options, language, kinds of items, words, meeting."""

from datetime import date
from enum import StrEnum
from functools import lru_cache

from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packets import (
    SHARED,
    FontsChoice,
    ItemKind,
    Language,
    Layout,
    NotesPlace,
    PacketFields,
    PacketItem,
    PacketLook,
    PaperSize,
    SourcesForm,
)
from esscollab_desktop.render import svg
from esscollab_desktop.render.picture import png
from esscollab_desktop.services.packet_handouts import Prepared, prepared
from papers.desk import CODES, OWN, WORDS, Desk
from papers.pairing import Case

PRINTED = date(2026, 11, 24)
_SEEN = {
    "shared": SHARED,
    "record": frozenset((Visibility.RECORD,)),
    "all": frozenset(Visibility),
}
_ITEMS = (
    "practice",
    "practice and examples",
    "example",
    "own",
    "examples of a state",
    "state",
    "word",
    *(kind.value for kind in ItemKind if kind not in {ItemKind.PAGE, ItemKind.EXAMPLES}),
)


def _values(of: type[StrEnum]) -> tuple[str, ...]:
    return tuple(one.value for one in of)


FACTORS: dict[str, tuple[str, ...]] = {
    "layout": _values(Layout),
    "notes": _values(NotesPlace),
    "seen": tuple(_SEEN),
    "sources": _values(SourcesForm),
    "paper": _values(PaperSize),
    "large": ("no", "yes"),
    "sans": ("no", "yes"),
    "contents": ("no", "yes"),
    "cards": ("2", "4"),
    "language": _values(Language),
    "fonts": _values(FontsChoice),
    "first": _ITEMS,
    "then": ("none", *_ITEMS),
    "words": tuple(WORDS),
    "organization": ("no", "yes"),
    "logo": ("no", "yes"),
    "meeting": ("no", "yes"),
}


def packet(case: Case, desk: Desk) -> PacketFields:
    words = case["words"]
    meeting = desk.meeting_ids[words] if case["meeting"] == "yes" else ""
    items = [_item(case[place], words, desk, place) for place in ("first", "then") if case[place] != "none"]
    look = PacketLook(
        layout=Layout(case["layout"]),
        paper=PaperSize(case["paper"]),
        large=case["large"] == "yes",
        sans=case["sans"] == "yes",
        notes=NotesPlace(case["notes"]),
        visibilities=_SEEN[case["seen"]],
        sources=SourcesForm(case["sources"]),
        contents=case["contents"] == "yes",
        cards=int(case["cards"]),
        language=Language(case["language"]),
        fonts=FontsChoice(case["fonts"]),
        organization=WORDS[words] if case["organization"] == "yes" else "",
    )
    return PacketFields(
        f"For the council. {WORDS[words]}", tuple(item for part in items for item in part), look, meeting
    )


def laid_out(case: Case, desk: Desk) -> Prepared:
    logo = _logo() if case["logo"] == "yes" else None
    fields = packet(case, desk)
    return prepared(
        desk.library, desk.notebook, desk.meetings, None, fields, PRINTED, WORDS[case["words"]], logo
    )


def _item(kind: str, words: str, desk: Desk, place: str) -> list[PacketItem]:
    page = {
        "practice": "4",
        "example": CODES[words],
        "own": OWN[words],
        "state": "state:MA",
        "word": "topic:surveys",
    }
    if kind in page:
        return [PacketItem(place, ItemKind.PAGE, (page[kind],))]
    if kind == "practice and examples":
        whole = PacketItem(place, ItemKind.PAGE, ("3",))
        return [whole, PacketItem(f"{place} more", ItemKind.EXAMPLES, ("3",))]
    if kind == "examples of a state":
        return [PacketItem(place, ItemKind.EXAMPLES, ("state:OH",))]
    codes = {
        ItemKind.COMPARISON: (CODES[words], OWN[words], "1.RI" if words != "marked" else "2.IL"),
        ItemKind.MEETING: (desk.meeting_ids[words],),
    }
    chosen = ItemKind(kind)
    return [PacketItem(place, chosen, codes.get(chosen, ()), WORDS[words], WORDS[words])]


@lru_cache
def _logo() -> bytes:
    shape = svg.element("circle", cx=40, cy=40, r=36, fill="#0B5A50")
    return png(svg.document(80, 80, "Logo", "A disc", shape), 1.0)
