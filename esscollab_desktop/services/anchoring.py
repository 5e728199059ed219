"""Holding on to passages: selectors for a passage, and the verdict on where it stands in another text.

`anchor` is pure and needs nothing else of the program; docs/anchoring.md says how it decides.
"""

from hashlib import sha256
from unicodedata import normalize

from esscollab_desktop.domain.anchors import AnchorState, Selectors, Verdict
from esscollab_desktop.services.anchoring_places import Place, Span, occurrences, places, span_of
from esscollab_desktop.services.anchoring_words import Words, words_of

CONTEXT = 64  # code points of prefix and of suffix
MARGIN = 0.08  # by how much the best place must stand out from the next
_CLAIM = 0.04  # by how much a place must be liker to our passage than to any other of the old text


def text_hash(text: str) -> str:
    """The name of a text: SHA-256 of its NFC form in UTF-8, in hexadecimal."""
    return sha256(normalize("NFC", text).encode("utf-8", "surrogatepass")).hexdigest()


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
        self._old_words: Words | None = None
        self._new_words: Words | None = None

    def verdict(self, selectors: Selectors) -> Verdict:
        given = _composed(selectors)
        if self._is_same_text(given):
            return Verdict(AnchorState.EXACT, given.start, given.end, 1.0, "the text is the same")
        if not given.exact.strip():
            return _orphan("no words were selected")
        if not self._new.strip():
            return _orphan("the text is gone")
        source, start = self._source(given)
        end = start + len(given.exact)
        if source is self._old and (at := self._unchanged(source, start, end)) is not None:
            return Verdict(
                AnchorState.EXACT, at, at + len(given.exact), 1.0, "the quote stands once, with its context"
            )
        if self._new_words is None:
            self._new_words = words_of(self._new)
        if source is not self._old:
            return _Search(words_of(source), start, end, self._new_words, False).verdict()
        if self._old_words is None:
            self._old_words = words_of(source)
        return _Search(self._old_words, start, end, self._new_words, True).verdict()

    def _is_same_text(self, given: Selectors) -> bool:
        """By hash, or by the old text itself; positions that don't fit their own text are not believed."""
        is_same = given.text_hash == self._hash or self._old == self._new
        return is_same and given.start >= 0 and self._new[given.start : given.end] == given.exact

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
        """The quick way for most: quote and context verbatim, the quote once in either text."""
        quote = old[start:end]
        before, after = old[max(0, start - CONTEXT) : start], old[end : end + CONTEXT]
        if len(before) < CONTEXT // 2 or len(after) < CONTEXT // 2:
            return None
        if self._new.count(quote) != 1 or old.count(quote) != 1:
            return None
        at = self._new.index(quote)
        here = self._new[max(0, at - CONTEXT) : at], self._new[at + len(quote) : at + len(quote) + CONTEXT]
        return at if here == (before, after) else None


class _Search:
    """One passage looked for in a new text."""

    def __init__(self, old: Words, start: int, end: int, new: Words, knows_old: bool) -> None:
        self._old, self._new = old, new
        self._passage = span_of(old, start, end)
        self._knows_old = knows_old
        self._weight = old.weight(self._passage.first, self._passage.last)

    def verdict(self) -> Verdict:
        found = places(self._old, self._passage, self._new)
        free = [place for place in found[:5] if not self._is_claimed(place)]
        if not free:
            return _orphan("the words are gone" if not found else "what is left belongs to other passages")
        best = free[0]
        rivals = [place for place in free[1:] if place.score > best.score - MARGIN]
        if rivals and not (kept := self._same_turn(best, rivals)):
            return _orphan("several places fit alike")
        if rivals and kept:
            best = kept
        if not self._fits(best):
            return _orphan("no place is like it enough")
        if self._changed_hands(best, found):
            return _orphan("its names or numbers stand elsewhere now")
        if best.is_verbatim and self._keeps_context(best):
            return _verdict(AnchorState.EXACT, best, "the quote stands once, with its context")
        reason = "the same words in other surroundings" if best.is_verbatim else "the likeliest place"
        return _verdict(AnchorState.MOVED, best, reason)

    def _is_claimed(self, place: Place) -> bool:
        """Whether a place is liker to another passage of the old text than to ours."""
        if not self._knows_old:
            return False
        back = places(self._new, place.span, self._old)
        ours = [b for b in back if _overlap(b.span, self._passage)]
        others = [b for b in back if not _overlap(b.span, self._passage)]
        if not others:
            return False
        if others[0].is_verbatim and not any(b.is_verbatim for b in ours):
            return self._new.weight(place.span.first, place.span.last) >= 2.0
        return others[0].score > max([place.score, *(b.score for b in ours)]) - _CLAIM

    def _same_turn(self, best: Place, rivals: list[Place]) -> Place | None:
        """Of equal passages in equal surroundings the second stays the second, if there are as many still."""
        if not self._knows_old or not best.is_verbatim or best.near < 0.5:
            return None
        before = occurrences(self._old, self._passage, self._old)
        after = occurrences(self._old, self._passage, self._new)
        if len(before) != len(after) or self._passage not in before:
            return None
        turn = after[before.index(self._passage)]
        return next((place for place in (best, *rivals) if place.span == turn), None)

    def _fits(self, place: Place) -> bool:
        """Whether words and surroundings are like enough together; the less of one, the more of the other."""
        if self._weight < 1.0:
            return place.is_verbatim and place.near >= 0.6 and self._has_same_neighbors(place)
        if self._is_short():
            return self._has_both_sides(place) and place.words >= (0.5 if self._knows_old else 0.55)
        if place.is_verbatim:
            return self._knows_old or self._weight >= 3.5 or place.near >= 0.6
        if place.near >= (0.5 if self._knows_old or place.keeps_facts else 0.6):
            return place.words >= (0.5 if self._knows_old else 0.55)
        if place.near >= 0.25 and self._knows_old:
            return place.words >= (0.7 if place.keeps_facts else 0.8)
        return place.words >= 0.8 and place.keeps_facts and self._weight >= 4.0

    def _is_short(self) -> bool:
        """Whether the words alone say too little to be known by; a whole sentence may be shorter than a part."""
        passage = self._passage
        is_sentence = self._old.is_break(passage.first) and self._old.is_break(passage.last)
        return self._weight < (2.0 if is_sentence and self._knows_old else 3.0)

    def _has_both_sides(self, place: Place) -> bool:
        return place.near >= 0.6 and min(place.left, place.right) >= 0.3

    def _keeps_context(self, place: Place) -> bool:
        """Whether a verbatim place is beyond doubt; a short quote needs likeness on either side."""
        if self._weight < 3.0:
            return place.near >= 0.6 and min(place.left, place.right) >= 0.4
        return place.near >= 0.5

    def _has_same_neighbors(self, place: Place) -> bool:
        """Whether the words right before and after are the same: all that a sign or a little word has."""
        here, there = self._passage, place.span
        return _form(self._old, here.first - 1) == _form(self._new, there.first - 1) and _form(
            self._old, here.last
        ) == _form(self._new, there.last)

    def _changed_hands(self, best: Place, found: list[Place]) -> bool:
        """Whether a name or number that the best place lacks has gone over to a place of the same form."""
        for other in found:
            if other is best or other.words < 0.5:
                continue
            if gone := best.missing - other.missing:
                if not self._knows_old:
                    if best.near < 0.8:
                        return True
                    continue
                was = places(self._new, other.span, self._old)
                if was and gone & was[0].added:
                    return True
        return False


def _form(words: Words, place: int) -> str:
    return words.forms[place] if 0 <= place < len(words) else ""


def _overlap(one: Span, two: Span) -> bool:
    """Whether two spans share at least half of the shorter."""
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, two.end - two.start)


def _composed(given: Selectors) -> Selectors:
    return Selectors(
        normalize("NFC", given.exact),
        normalize("NFC", given.prefix),
        normalize("NFC", given.suffix),
        given.start,
        given.end,
        given.text_hash,
    )


def _verdict(state: AnchorState, place: Place, reason: str) -> Verdict:
    return Verdict(state, place.span.start, place.span.end, round(place.score, 4), reason)


def _orphan(reason: str) -> Verdict:
    return Verdict(AnchorState.ORPHAN, 0, 0, 0.0, reason)
