"""Holding on to passages: selectors for a passage, and the verdict on where it stands in another text.

`anchor` is pure and needs nothing else of the program; docs/anchoring.md says how it decides.
"""

from bisect import bisect_left
from unicodedata import normalize

from esscollab_desktop.domain.anchors import AnchorState, Selectors, Verdict, text_hash
from esscollab_desktop.services.anchoring_search import Search, orphan
from esscollab_desktop.services.anchoring_words import Words, span_of, words_of

CONTEXT = 64  # code points of prefix and of suffix


def select(text: str, start: int, end: int) -> Selectors:
    """Selectors for `start` to `end`, in code points of the text's NFC form. Raises ValueError outside it."""
    text = normalize("NFC", text)
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start} to {end} is not inside a text of {len(text)}")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Selectors(text[start:end], prefix, suffix, start, end, text_hash(text))


def anchor(old_text: str | None, selectors: Selectors, new_text: str) -> Verdict:
    """Where a passage stands in a new text; `old_text`, if it is at hand, is the text it was selected in.

    Pure: the same arguments give the same verdict, nothing is read or kept, and no text makes it raise.
    Without the old text it is more careful, as it can't tell a passage from its twin elsewhere. For many
    passages of one page, `Comparison` reads the two texts once.
    """
    return Comparison(old_text, new_text).verdict(selectors)


class Comparison:
    """An old text, or None, and a new one, ready for the verdict on any number of passages."""

    def __init__(self, old_text: str | None, new_text: str) -> None:
        self._old = None if old_text is None else normalize("NFC", old_text)
        self._new = normalize("NFC", new_text)
        self._hash = text_hash(self._new)
        self._head, self._tail = _common(self._old or "", self._new)
        self._old_words: Words | None = None
        self._new_words: Words | None = None

    def verdict(self, selectors: Selectors) -> Verdict:
        given = _composed(selectors)
        if self._is_same_text(given):
            return Verdict(AnchorState.EXACT, given.start, given.end, 1.0, "the text is the same")
        if not given.exact.strip():
            return orphan("no words were selected")
        if not self._new.strip():
            return orphan("the text is gone")
        source, start = self._source(given)
        end = start + len(given.exact)
        if source is self._old and (at := self._unchanged(source, start, end)) is not None:
            return Verdict(
                AnchorState.EXACT, at, at + len(given.exact), 1.0, "the quote stands once, with its context"
            )
        if self._new_words is None:
            self._new_words = words_of(self._new)
        if source is not self._old:
            words = words_of(source)
            return Search(words, span_of(words, start, end), self._new_words, knows_old=False).verdict()
        if self._old_words is None:
            self._old_words = words_of(source)
        passage = span_of(self._old_words, start, end)
        return Search(self._old_words, passage, self._new_words, knows_old=True).verdict()

    def _is_same_text(self, given: Selectors) -> bool:
        """By hash, or by the old text itself; positions that don't fit their own text are not believed."""
        if given.text_hash != self._hash and self._old != self._new:
            return False
        is_inside = 0 <= given.start <= given.end <= len(self._new)
        return is_inside and self._new[given.start : given.end] == given.exact

    def _source(self, given: Selectors) -> tuple[str, int]:
        """The text that the passage is read in, and its start: the old one, else the quote in its context."""
        if self._old is not None:
            if given.start >= 0 and self._old[given.start : given.end] == given.exact:
                return self._old, given.start
            with_context = given.prefix + given.exact + given.suffix
            if self._old.count(with_context) == 1:
                return self._old, self._old.index(with_context) + len(given.prefix)
            if self._old.count(given.exact) == 1:
                return self._old, self._old.index(given.exact)
        return given.prefix + given.exact + given.suffix, len(given.prefix)

    def _unchanged(self, old: str, start: int, end: int) -> int | None:
        """The quick way for most, and the sure one: where the quote is now, if nothing near it changed."""
        after = min(len(old), end + CONTEXT)
        if after <= self._head:
            return start
        if len(old) - max(0, start - CONTEXT) <= self._tail:
            return start + len(self._new) - len(old)
        quote = old[start:end]
        before, behind = old[max(0, start - CONTEXT) : start], old[end:after]
        if len(before) < CONTEXT // 2 or len(behind) < CONTEXT // 2:
            return None
        if self._new.count(quote) != 1 or old.count(quote) != 1:
            return None
        at = self._new.index(quote)
        here = self._new[max(0, at - CONTEXT) : at], self._new[at + len(quote) : at + len(quote) + CONTEXT]
        return at if here == (before, behind) else None


def _common(one: str, two: str) -> tuple[int, int]:
    """How long the same beginning of two texts is, and the same end of what follows it."""
    shorter = min(len(one), len(two))
    head = bisect_left(range(shorter), True, key=lambda size: one[: size + 1] != two[: size + 1])
    rest = shorter - head
    tail = bisect_left(
        range(rest), True, key=lambda size: one[len(one) - size - 1 :] != two[len(two) - size - 1 :]
    )
    return head, tail


def _composed(given: Selectors) -> Selectors:
    return Selectors(
        normalize("NFC", given.exact),
        normalize("NFC", given.prefix),
        normalize("NFC", given.suffix),
        given.start,
        given.end,
        given.text_hash,
    )
