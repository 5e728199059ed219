"""Texts as Markdown: every sign stands for itself, styles only where every reader takes them as such."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from esscollab_desktop.render.chips import chip
from esscollab_desktop.render.document import Mark, Span, Text
from esscollab_desktop.render.held import held
from esscollab_desktop.render.links import followed

_SIGNS = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w)")
_BEGINS_BLOCK = re.compile(r"([#+\-=>])|([0-9]{1,9})([.)](?:\s|$))")


def escaped(text: str) -> str:
    """Text in the middle of a line."""
    return _SIGNS.sub(r"\\\g<0>", text)


def begun(line: str) -> str:
    """A line that begins no heading, list or quote; without space at its ends, which would be markup."""
    line = line.strip()
    found = _BEGINS_BLOCK.match(line)
    if not found:
        return line
    return f"\\{line}" if found[1] else f"{found[2]}\\{line[found.start(3) :]}"


@dataclass(slots=True)
class _Piece:
    """Letters of one style on one line."""

    text: str
    stars: str
    mark: Mark | None


def inline(text: Text, item: int) -> list[str]:
    """The lines of a text, none of them empty; `item`: that its notes are counted in."""
    shown = [""]
    for address, spans in groupby(text, lambda span: followed(span.link)):
        rows: list[list[_Piece]] = [[]]
        for span in spans:
            stars = ("**" if span.is_strong else "") + ("*" if span.is_emphasis else "")
            for place, line in enumerate(held(span.text).split("\n")):
                if place:
                    rows.append([])
                rows[-1].append(_Piece(line, stars, span.mark))
        for place, row in enumerate(rows):
            if place:
                shown.append("")
            shown[-1] += _linked(row, address, item) if address else _row(row, item, shown[-1])
    # A sign of exclamation before a link would make it a picture.
    lines = (begun(line.replace("![", "\\![")) for line in shown)
    return [line for line in lines if line]


def _linked(row: list[_Piece], address: str, item: int) -> str:
    """No link stands in a link, so chips come behind it."""
    chips = "".join(chip(item, piece.mark.number, "x") for piece in row if piece.mark and piece.text.strip())
    words = _row([_Piece(piece.text, piece.stars, None) for piece in row], item, "[")
    if not words.strip():
        return words + chips
    target = f"<{address}>" if re.search("[()]", address) else address
    return f"[{words}]({escaped_address(target)}){chips}"


def escaped_address(address: str) -> str:
    """No name of a character is read in it."""
    return re.sub(r"&(?=#?\w+;)", r"\\&", address)


def _row(row: Iterable[_Piece], item: int, before: str) -> str:
    """One line; a style is dropped where stars between such letters would be read as stars."""
    merged: list[_Piece] = []
    for piece in row:
        last = merged[-1] if merged else None
        if last and last.stars == piece.stars and last.mark is piece.mark:
            last.text += piece.text
        elif piece.text:
            merged.append(piece)
    made, is_styled = "", before.endswith("*")
    for place, piece in enumerate(merged):
        core = piece.text.strip()
        lead = piece.text[: piece.text.find(core)] if core else piece.text
        trail = piece.text[len(lead) + len(core) :]
        so_far = before + made + lead
        following = trail + "".join(later.text for later in merged[place + 1 :])
        opens = not so_far or so_far[-1].isspace() or (core[:1].isalnum() and not (is_styled and not lead))
        closes = not following or following[0].isspace() or core[-1:].isalnum()
        styled = bool(core and piece.stars and opens and closes)
        stars = piece.stars if styled else ""
        made += lead + stars + escaped(core) + stars[::-1] + trail
        is_styled = styled and not trail
        if piece.mark and core:
            made += chip(item, piece.mark.number, "x")
    return made


def strong(text: Text) -> Text:
    return tuple(replace(span, is_strong=True) for span in text)


def spaced(*texts: Text) -> Text:
    """Texts one after the other, a space between."""
    spans: list[Span] = []
    for text in filter(None, texts):
        spans += [Span(" ")] if spans else []
        spans += text
    return tuple(spans)


def hung(sign: str, lines: list[str]) -> list[str]:
    """Lines behind the sign of their list, the later ones below its first letter."""
    if not lines:
        return [sign.rstrip()]
    return [sign + lines[0], *(f"{' ' * len(sign)}{line}".rstrip(" ") for line in lines[1:])]


def one_below_another(parts: list[list[str]]) -> list[str]:
    lines: list[str] = []
    for part in filter(None, parts):
        lines += [""] if lines else []
        lines += part
    return lines
