"""Texts for the templates: printable, long words with chances to break, in stretches of one style."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.render.breaks import WORD, Run, address_run, cuts, fit, run
from esscollab_desktop.render.direction import has_right_to_left, spoken
from esscollab_desktop.render.document import Span, Text, texts
from esscollab_desktop.render.fonts import widest
from esscollab_desktop.render.languages import goes_left, is_right_to_left
from esscollab_desktop.render.links import followed
from esscollab_desktop.render.printable import Coverage, has_marks, is_plain, printable

Values = dict[str, Any]

_PLAIN_NAME = re.compile(r"[\w.-]+", re.ASCII)
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")

GROUPS = {
    **dict.fromkeys((NoteKind.COMMENT, NoteKind.IDEA), "say"),
    **dict.fromkeys((NoteKind.QUESTION, NoteKind.CONCERN), "ask"),
    **dict.fromkeys((NoteKind.HEARD, NoteKind.RESPONSE), "heard"),
    **dict.fromkeys((NoteKind.ACTION, NoteKind.DECISION), "do"),
}
"""Note kinds are drawn in four groups."""


class Texts:
    """Makes texts printable; `replaced` gathers what could not be printed, each once.

    `anchors` are those that a link of the document may lead to. Widths are in em. `turns`: letters that run
    to the left, or a language that is written so, stand in it.
    """

    def __init__(self, coverage: Coverage | None, anchors: frozenset[str], language: str) -> None:
        self._coverage = coverage
        self._anchors = anchors
        self._language = language
        self.replaced: dict[str, None] = {}
        self.has_marks = False
        self.turns = goes_left(language)

    @contextmanager
    def speaking(self, language: str) -> Iterator[None]:
        """What is made within stands among words of another language."""
        before = self._language
        self._language = language or before
        self.turns = self.turns or goes_left(language)
        yield
        self._language = before

    def language_of(self, text: str) -> str:
        """The language of printed words of which none is told; empty where it is that around them."""
        if is_plain(text):
            return ""
        found = spoken(text, self._language)
        return found if found != self._language else ""

    def printed(self, text: str) -> str:
        shown, replaced = printable(text, self._coverage)
        if replaced:
            self.replaced.update(dict.fromkeys(replaced))
        self.has_marks = self.has_marks or has_marks(shown)
        self.turns = self.turns or has_right_to_left(shown)
        return shown

    def begins_right(self, block: object) -> bool:
        """Whether a block's words, as they are printed, begin at the right edge."""
        found = "\n".join(texts(block))
        return not is_plain(found) and is_right_to_left(printable(found, self._coverage).text)

    def plain(self, text: str) -> str:
        """On one line, without space at the ends."""
        return self.printed(text).replace("\n", " ").strip()

    def line(self, text: str, em: float) -> Run:
        return run(self.plain(text), em)

    def fitted(self, text: str, em: float) -> str:
        return fit(self.plain(text), em)

    def address(self, text: str, em: float) -> Run:
        return address_run(self.plain(text), em)

    def target(self, link: str) -> str:
        """Where a link leads: a web address, `#` and an anchor that there is, or nothing."""
        if link.startswith("#"):
            return f"#{label_of(link[1:])}" if link[1:] in self._anchors else ""
        return followed(link)

    def spans(self, text: Text, em: float) -> list[Any]:
        """The stretches of a text; those of one mark together, with the number of its chip."""
        made = self._stretches(text, em)
        found: list[Any] = []
        for mark, group in groupby(zip(text, made, strict=True), key=lambda pair: pair[0].mark):
            shown = [stretch for _span, stretch in group if stretch is not None]
            if mark is None or not shown:
                found += shown
            else:
                found.append({"m": GROUPS[mark.kind], "s": shown, "n": mark.number})
        last = {value["n"]: n for n, value in enumerate(found) if isinstance(value, dict) and "m" in value}
        for n, value in enumerate(found):
            if isinstance(value, dict) and "m" in value and last[value["n"]] != n:
                del value["n"]
        return found

    def _stretches(self, text: Text, em: float) -> list[Any]:
        """One for each span: plain pieces, or pieces with a style; None where nothing is shown."""
        shown = _trimmed([self.printed(span.text) for span in text])
        told = zip(text, shown, strict=True)
        language = self.language_of("".join(words for span, words in told if not span.language))
        return [
            self._styled(span, pieces, language) if pieces else None
            for span, pieces in zip(text, _broken(shown, em), strict=True)
        ]

    def _styled(self, span: Span, pieces: list[str | None], language: str) -> Any:
        value: Values = {}
        if span.is_strong:
            value["b"] = True
        if span.is_emphasis:
            value["i"] = True
        if link := self.target(span.link):
            value["l"] = link
        tag = span.language or language
        if tag and tag != self._language and not _is_spelled_out(tag, pieces):
            self.turns = self.turns or goes_left(tag)
            value |= language_values(tag)
        shown: Any = pieces[0] if len(pieces) == 1 and pieces[0] is not None else pieces
        return {**value, "t": shown} if value else shown


def label_of(anchor: str) -> str:
    """An anchor as the name of a place in the PDF, which has plain letters alone."""
    return anchor if _PLAIN_NAME.fullmatch(anchor) else f"x-{anchor.encode('utf-8', 'surrogatepass').hex()}"


def language_values(tag: str) -> Values:
    """`g` and `r`: language and region as Typst takes them; nothing for what is no tag.

    `left`: it runs to the left. Typst has an opinion of its own, by which Punjabi always does.
    """
    found = _TAG.fullmatch(tag)
    if not found:
        return {}
    region = {"r": found[2].upper()} if found[2] else {}
    return {"g": found[1].lower(), **region, **({"left": True} if goes_left(tag) else {})}


def _is_spelled_out(language: str, pieces: list[str | None]) -> bool:
    """Whether nothing is left of a language that runs to the left but the names of its letters."""
    return goes_left(language) and not any(has_right_to_left(piece) for piece in pieces if piece)


def _trimmed(texts: list[str]) -> list[str]:
    """Without space before the first word and after the last, whatever span it stands in."""
    for order, strip in ((range(len(texts)), str.lstrip), (range(len(texts) - 1, -1, -1), str.rstrip)):
        for n in order:
            texts[n] = strip(texts[n])
            if texts[n]:
                break
    return texts


def _broken(texts: list[str], em: float) -> list[list[str | None]]:
    """Each text in pieces between which it may break, None for a line end.

    A word is judged whole, though it may run through several texts.
    """
    whole = "".join(texts)
    # No letter is wider than 2.4 em, so that only long words need be measured.
    least = int(em / 2.4) + 1
    long = [m.span() for m in WORD.finditer(whole) if m.end() - m.start() >= least and widest(m[0]) > em]
    if not long and "\n" not in whole:
        return [[text] if text else [] for text in texts]
    found, at = [], 0
    for text in texts:
        found.append(_pieces(text, [(a - at, b - at) for a, b in long], em))
        at += len(text)
    return found


def _pieces(text: str, long: list[tuple[int, int]], em: float) -> list[str | None]:
    pieces: list[str | None] = []
    at = 0
    for line in text.split("\n"):
        if at:
            pieces.append(None)
        pieces += _cuts(line, [(a - at, b - at) for a, b in long], em)
        at += len(line) + 1
    return pieces if len(pieces) > 1 or pieces[0] else []


def _cuts(line: str, long: list[tuple[int, int]], em: float) -> list[str]:
    """A piece that begins within a long word has an empty one before it: the chance to break there."""
    pieces, at = [""], 0
    for start, end in ((max(a, 0), min(b, len(line))) for a, b in long if b > 0 and a < len(line)):
        pieces[-1] += line[at:start]
        pieces += cuts(line[start:end], em)
        at = end
    pieces[-1] += line[at:]
    return pieces
