"""Makes word-by-word differences short enough to be read: the changed words, and a few around them."""

import re
from collections.abc import Iterable

from esscollab_desktop.domain.differences import Change, Piece

LEFT_OUT = "…"
_AROUND = 4
_WORD = re.compile(r"\S+")


def gathered(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same two texts in larger pieces: a single word that two rewritten stretches share joins them."""
    stretches = _stretches(pieces)
    joined = stretches[:1]
    for same, removed, added in stretches[1:]:
        before, was, now = joined[-1]
        is_inside = (was or now) and (removed or added)
        if is_inside and len(_WORD.findall(same)) < 2:
            joined[-1] = (before, was + same + removed, now + same + added)
        else:
            joined.append((same, removed, added))
    told = []
    for same, removed, added in joined:
        told += [Piece(Change.SAME, same), Piece(Change.REMOVED, removed), Piece(Change.ADDED, added)]
    return tuple(piece for piece in told if piece.text)


def _stretches(pieces: Iterable[Piece]) -> list[tuple[str, str, str]]:
    """Each change with the unchanged text before it: that text, what was taken out, what was put in."""
    found = [("", "", "")]
    for piece in pieces:
        same, removed, added = found[-1]
        if piece.change is Change.SAME:
            found.append((piece.text, "", ""))
        elif piece.change is Change.REMOVED:
            found[-1] = (same, removed + piece.text, added)
        else:
            found[-1] = (same, removed, added + piece.text)
    return found


def trimmed(pieces: Iterable[Piece], around: int = _AROUND) -> tuple[Piece, ...]:
    """The pieces with at most so many unchanged words on either side of a change."""
    held = list(pieces)
    last = len(held) - 1
    return tuple(
        Piece(piece.change, _between(piece.text, around if place else 0, around if place < last else 0))
        if piece.change is Change.SAME
        else piece
        for place, piece in enumerate(held)
    )


def _between(text: str, first: int, final: int) -> str:
    """Unchanged text with so many of its first and final words; the sign stands for the others."""
    words = list(_WORD.finditer(text))
    if len(words) <= first + final + 1:
        return text
    head = f"{text[: words[first - 1].end()]} " if first else ""
    tail = f" {text[words[-final].start() :]}" if final else ""
    return f"{head}{LEFT_OUT}{tail}"


def first_place(pieces: Iterable[Piece], most: int) -> tuple[str, str]:
    """What was there and what is there now, at the first place that changed, with the words around it.

    Changes near it belong to it as long as both texts have at most so many characters.
    """
    was = now = ""
    ends: list[tuple[str, str]] = []
    for piece in pieces:
        before, sign, after = piece.text.partition(LEFT_OUT)
        if piece.change is Change.REMOVED:
            was += piece.text
        elif piece.change is Change.ADDED:
            now += piece.text
        elif was == now:
            was = now = (sign + after) if sign else piece.text
        else:
            end = (
                before + sign
                if sign
                else f"{_between(piece.text, _AROUND, 0).rstrip(f' {LEFT_OUT}')} {LEFT_OUT}"
            )
            ends.append((was + end, now + end))
            if sign:
                break
            was, now = was + piece.text, now + piece.text
    else:
        ends.append((was, now))
    short = [place for place in ends if max(map(len, place)) <= most]
    return short[-1] if short else ends[0]


def shortened(text: str, most: int) -> str:
    """A text with at most so many characters: its beginning and its end, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most * 2 // 3].rpartition(" ")[0] or text[: most * 2 // 3]
    rest = text[len(text) - most // 3 :]
    return f"{cut} {LEFT_OUT} {rest.partition(' ')[2] or rest}"
