"""Any text whatever, turned into text that the bundled fonts can print and a reader can read back."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Every one of these stands in both faces (a test holds them against the fonts), so that ordinary text,
# most of the book, never waits for the fonts to be read.
_PLAIN = re.compile("[\n -~¡-¬®-ÿ–—‘’“”•…]*")

# They leave no ink and only steer layout: line-break hints, joiners, a byte order mark, variation selectors.
_INKLESS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff") | {chr(c) for c in range(0xFE00, 0xFE10)}

# More marks than this on one letter would climb into the lines above, or off the page.
_MARKS_PER_LETTER = 4


class Printed(NamedTuple):
    """`replaced`: the characters that could not be printed as they were, as U+XXXX, in order, each once."""

    text: str
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What can be drawn: the code points of each font family, tried in order; `barred` is never drawn."""

    families: tuple[frozenset[int], ...]
    barred: frozenset[int] = frozenset()

    def covers(self, cluster: str) -> bool:
        """Whether one family has every character of it: a letter and its marks come from one font."""
        points = {ord(c) for c in cluster}
        return not points & self.barred and any(points <= family for family in self.families)

    def without(self, characters: str) -> "Coverage":
        return Coverage(self.families, self.barred | {ord(c) for c in characters})


def printable(text: str, coverage: Coverage | None = None) -> Printed:
    r"""What is printed of `text`, and which characters were replaced.

    - Composed (NFC). Every kind of line end becomes "\n"; a tab or a space that no font has, one space.
    - Layout hints without ink (soft hyphen, zero-width space and joiners, U+FEFF, variation selectors) go.
    - What can't be drawn becomes `[U+XXXX]`: control, bidi control, private and unassigned characters, lone
      surrogates, letters that no font has, marks with no letter before them or with a letter that was
      replaced, and from the fifth on the marks piled on one letter.

    Letters are judged with their marks, as one: a family must have all of them. Without `coverage` that of
    the bundled fonts is used. Printing twice changes nothing: `printable(t).text` prints as itself.
    """
    barred = coverage.barred if coverage else frozenset()
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if not barred and _PLAIN.fullmatch(text):
        return Printed(text, ())
    if coverage is None:
        from esscollab_desktop.render.fonts import bundled_coverage

        coverage = bundled_coverage()
    pieces: list[str] = []
    replaced: dict[str, None] = {}
    hintless = "".join(c for c in text if c not in _INKLESS)
    for cluster in clusters(unicodedata.normalize("NFC", hintless)):
        for shown, was in _drawn(cluster, coverage):
            pieces.append(shown)
            if was:
                replaced[was] = None
    return Printed("".join(pieces), tuple(replaced))


def has_marks(text: str) -> bool:
    """Whether any letter carries a mark that is a character of its own."""
    return not text.isascii() and any(map(_is_mark, text))


def clusters(text: str) -> Iterator[str]:
    """Each letter with the marks that sit on it; a line end never carries one."""
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not _is_mark(text[i]) or text[i - 1] == "\n":
            if start < i:
                yield text[start:i]
            start = i


def _drawn(cluster: str, coverage: Coverage) -> Iterator[tuple[str, str]]:
    """What stands for one cluster, in pieces: (shown, the `U+XXXX` it stands for or nothing)."""
    letter, marks = cluster[0], cluster[1:]
    if letter == "\n" and not marks:
        yield letter, ""
    elif _is_space(letter):
        covered = coverage.covers(letter)
        yield letter if covered else " ", ""
        yield from map(_named, marks)
    elif not _has_ink(letter) or not coverage.covers(letter):
        yield from map(_named, cluster)
    else:
        held = _longest_held(letter, marks, coverage)
        yield held, ""
        yield from map(_named, cluster[len(held) :])


def _longest_held(letter: str, marks: str, coverage: Coverage) -> str:
    """The letter with as many of its marks as one family has, in order."""
    for count in range(min(len(marks), _MARKS_PER_LETTER), 0, -1):
        if coverage.covers(letter + marks[:count]):
            return letter + marks[:count]
    return letter


def _named(character: str) -> tuple[str, str]:
    name = f"U+{ord(character):04X}"
    return f"[{name}]", name


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _is_space(character: str) -> bool:
    return unicodedata.category(character) == "Zs"


def _has_ink(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS"
