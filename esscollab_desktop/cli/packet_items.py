"""The items of a packet as they are typed: `4.MA`, `examples:4`, `compare:4.MA,4.KS`, `text:Welcome`."""

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from esscollab_desktop.cli import typed
from esscollab_desktop.cli.choosing import chosen_meeting
from esscollab_desktop.domain.codes import is_practice
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import shown
from esscollab_desktop.domain.packets import ItemKind, PacketItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esscollab_desktop.services.library import Library
    from esscollab_desktop.services.meetings import Meetings

ITEM_HELP = (
    "a code (4, 4.MA, state:OR), examples:4, compare:4.MA,4.KS, map, matrix, glossary, meeting, "
    "meeting:NAME, or text:TITLE"
)
BODY_HELP = "the words of text:TITLE, in Markdown; - reads standard input"
_ALONE = {"map": ItemKind.MAP, "matrix": ItemKind.MATRIX, "glossary": ItemKind.GLOSSARY}


def items_of(
    words: "Sequence[str]", body: str | None, library: "Library", meetings: "Meetings"
) -> tuple[PacketItem, ...]:
    """New items of typed words. Raises UserError, naming the nearest, for what is none."""
    items = [_item(word, library, meetings) for word in words]
    texts = [item for item in items if item.kind is ItemKind.TEXT]
    if body is None:
        return tuple(items)
    if len(texts) != 1:
        told = "There is none here" if not texts else f"Here are {len(texts)}; add one at a time"
        raise UserError(f"--body holds the words of one text:TITLE. {told}.")
    text = typed.standard_input("the text page") if body == "-" else body
    return tuple(replace(item, body=text) if item is texts[0] else item for item in items)


def _item(word: str, library: "Library", meetings: "Meetings") -> PacketItem:
    kind, _colon, rest = word.strip().partition(":")
    kind, rest = kind.strip().casefold(), rest.strip()
    if kind in _ALONE and not rest:
        return _new(_ALONE[kind])
    if kind == "meeting":
        return _new(ItemKind.MEETING, (chosen_meeting(meetings, rest).id,) if rest else ())
    if kind == "text":
        if not rest:
            raise UserError("A text page has a title: text:Welcome.")
        return _new(ItemKind.TEXT, title=rest)
    if kind == "examples":
        return _new(ItemKind.EXAMPLES, (_practice(rest, library),))
    if kind == "compare":
        return _comparison(rest, library)
    return _page(word, library)


def _page(word: str, library: "Library") -> PacketItem:
    from esscollab_desktop.services.places import place_in

    return _new(ItemKind.PAGE, (place_in(library, word)[0],))


def _practice(text: str, library: "Library") -> str:
    code = library.resolve(text) if text else ""
    if not is_practice(code):
        raise UserError(f"{shown(text)} is not a practice. Write examples:4 for all examples of practice 4.")
    return code


def _comparison(text: str, library: "Library") -> PacketItem:
    from esscollab_desktop.services.side_by_side import comparison

    codes = [code for code in text.replace(",", " ").split() if code]
    compared = comparison(library, codes)
    return _new(ItemKind.COMPARISON, tuple(column.code for column in compared.columns))


def _new(kind: ItemKind, codes: tuple[str, ...] = (), title: str = "") -> PacketItem:
    return PacketItem(uuid.uuid4().hex, kind, codes, title)
