"""Any text whatever, turned into text that the bundled fonts can print and a reader can read back."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from esscollab_desktop.render.layout_hints import JOINERS, TURNS, only_needed, without_idle_hints

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Every one of these stands in both faces (a test holds them against the fonts), so that ordinary text,
# most of the book, never waits for the fonts to be read.
_PLAIN = re.compile("[\n -~¡-¬®-ÿ–—‘’“”•…]*")

# More marks than this on one letter would climb into the lines above, or off the page. Burmese and Tibetan
# write more beside and below theirs.
_MARKS_PER_LETTER, _MARKS_IN_ASIA = 4, 8

# They take a letter's vowel and leave the next letter alone: Tamil, Thai, Burmese.
_SILENT = frozenset("\u0bcd\u0e3a\u103a")

# The longest known pictograph made of others; no conjunct of letters is longer.
_LONGEST_SEQUENCE = 10


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
        """Whether one family has every character of it: a letter and its marks come from one font.

        Joiners have no ink, so no font needs them.
        """
        points = {ord(c) for c in cluster if c not in JOINERS}
        return not points & self.barred and any(points <= family for family in self.families)

    def without(self, characters: str) -> "Coverage":
        return Coverage(self.families, self.barred | {ord(c) for c in characters})


def printable(text: str, coverage: Coverage | None = None) -> Printed:
    r"""What is printed of `text`, and which characters were replaced.

    - Composed (NFC). Every kind of line end becomes "\n"; a tab or a space that no font has, one space.
    - Layout hints without ink (soft hyphen, zero-width space, U+FEFF, variation selectors) go; joiners and
      marks of direction stay where letters drawn there heed them (`layout_hints`).
    - What can't be drawn becomes `[U+XXXX]`: control, bidi control, private and unassigned characters, lone
      surrogates, letters that no font has, marks with no letter before them or with a letter that was
      replaced, and from the fifth on the marks piled on one letter.

    Letters are judged with their marks and with what they are joined to, as one: a family must have all of
    them. Without `coverage` that of the bundled fonts is used. Printing twice changes nothing:
    `printable(t).text` prints as itself.
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
    for cluster in clusters(unicodedata.normalize("NFC", without_idle_hints(text))):
        for shown, was in _drawn(cluster, coverage):
            pieces.append(shown)
            if was:
                replaced[was] = None
    # What was replaced may have left hints behind that no letter heeds any more.
    return Printed(only_needed("".join(pieces)), tuple(replaced))


def is_plain(text: str) -> bool:
    """Whether both bundled faces have all of it, known without reading them."""
    return _PLAIN.fullmatch(text) is not None


def has_marks(text: str) -> bool:
    """Whether any letter carries a mark that is a character of its own, or may be drawn as if it were."""
    return not text.isascii() and any(_is_mark(c) or _is_put_together(c) for c in text)


def clusters(text: str) -> Iterator[str]:
    """Each letter with the marks that sit on it and the joiners after it; a line end never carries one.

    Pictographs that are joined to one are one cluster, and so are letters drawn into one of India's.
    """
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not _continues(text, start, i):
            if start < i:
                yield text[start:i]
            start = i


def _continues(text: str, start: int, i: int) -> bool:
    """Whether the character at `i` belongs to the cluster that begins at `start`."""
    if text[i - 1] == "\n":
        return False
    if _is_mark(text[i]) or text[i] in JOINERS:
        return True
    if i - start >= _LONGEST_SEQUENCE:
        return False
    if text[i - 1] == "\u200d":
        return _is_sign(text[start]) and _is_sign(text[i])
    return _makes_a_conjunct(text[i - 1]) and unicodedata.category(text[i]) == "Lo"


def _drawn(cluster: str, coverage: Coverage) -> Iterator[tuple[str, str]]:
    """What stands for one cluster, in pieces: (shown, the `U+XXXX` it stands for or nothing)."""
    letter, marks = cluster[0], cluster[1:]
    if letter in TURNS or (letter == "\n" and not marks):
        yield letter, ""
        yield from _all_named(marks)
    elif _is_space(letter):
        covered = coverage.covers(letter)
        yield letter if covered else " ", ""
        yield from _all_named(marks)
    elif not _has_ink(letter) or not coverage.covers(letter):
        yield from _all_named(cluster)
    elif any(map(_has_ink, marks)):  # one of several
        yield from [(cluster, "")] if coverage.covers(cluster) else _all_named(cluster)
    else:
        held = _longest_held(letter, marks, coverage)
        yield held, ""
        yield from _all_named(cluster[len(held) :])


def _longest_held(letter: str, marks: str, coverage: Coverage) -> str:
    """The letter with as many of its marks as one family has, in order."""
    most = _MARKS_PER_LETTER if letter < "\u0900" else _MARKS_IN_ASIA
    for count in range(min(len(marks), most), 0, -1):
        if coverage.covers(letter + marks[:count]):
            return letter + marks[:count]
    return letter


def _all_named(characters: str) -> Iterator[tuple[str, str]]:
    return (_named(c) for c in characters if c not in JOINERS)


def _named(character: str) -> tuple[str, str]:
    name = f"U+{ord(character):04X}"
    return f"[{name}]", name


def _is_put_together(character: str) -> bool:
    """Beyond the letters of most of Europe fonts draw some, such as ḋ, as a letter with a mark."""
    return character > "\u024f" and bool(unicodedata.decomposition(character))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _makes_a_conjunct(character: str) -> bool:
    """Whether it takes a letter's vowel, so that the next letter is drawn into it."""
    return character >= "\u0900" and unicodedata.combining(character) == 9 and character not in _SILENT


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] == "S"


def _is_space(character: str) -> bool:
    return unicodedata.category(character) == "Zs"


def _has_ink(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS"
