"""How a note holds on to a passage: W3C selectors, what became of them, and the verdict on a new text."""

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize


class AnchorState(StrEnum):
    """EXACT: on the same words. MOVED: on its likely place, until a person confirms it. ORPHAN: nowhere."""

    EXACT = "exact"
    MOVED = "moved"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Selectors:
    """One passage, named three ways, after the W3C Web Annotation Data Model (section 4.2).

    `exact`, `prefix`, `suffix` are its TextQuoteSelector, `start` and `end` its TextPositionSelector: code
    points of the NFC text, `end` not included. `text_hash` names the whole text that they were made on.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    text_hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note stands. `edition`: the book's edition that the selectors were made on.

    `was` is the former quote while a move is not confirmed.
    """

    selectors: Selectors
    edition: str
    state: AnchorState = AnchorState.EXACT
    was: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where selectors stand in a text: `start` to `end` in code points of its NFC form, both 0 for an orphan.

    `score` is from 0 to 1. `reason` says in a few words how the place was found, or why none was.
    """

    state: AnchorState
    start: int
    end: int
    score: float
    reason: str


def text_hash(text: str) -> str:
    """The name of a text: SHA-256 of its NFC form in UTF-8, in hexadecimal."""
    from hashlib import sha256  # brings a whole library of ciphers, which a start does without

    return sha256(normalize("NFC", text).encode("utf-8", "surrogatepass")).hexdigest()
