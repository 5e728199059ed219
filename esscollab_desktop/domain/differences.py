"""What changed between two texts, word by word, so that a person can read it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
# Comparing is quadratic: past this many pairs, lines are compared instead of words.
_MOST_PAIRS = 4_000_000


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order, neighbours of different change.

    SAME and REMOVED together give the old text, SAME and ADDED the new one; REMOVED stands before the ADDED
    that took its place.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    start = _common(before, after)
    before, after, head = before[start:], after[start:], before[:start]
    end = _common(before[::-1], after[::-1])
    tail = before[len(before) - end :]
    before, after = before[: len(before) - end], after[: len(after) - end]
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = "".join(before).splitlines(True), "".join(after).splitlines(True)
    pieces = [Piece(Change.SAME, "".join(head))]
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(before[i:j])))
        else:
            pieces.append(Piece(Change.REMOVED, "".join(before[i:j])))
            pieces.append(Piece(Change.ADDED, "".join(after[k:m])))
    pieces.append(Piece(Change.SAME, "".join(tail)))
    return _joined(pieces)


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].change is piece.change:
            joined[-1] = Piece(piece.change, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)
