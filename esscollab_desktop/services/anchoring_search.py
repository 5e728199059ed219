"""Decides where a passage stands in a new text: first its sentence, then the words in it."""

from esscollab_desktop.domain.anchors import AnchorState, Verdict
from esscollab_desktop.services.anchoring_places import Place, occurrences, places, sides
from esscollab_desktop.services.anchoring_words import Span, Words, is_name, span_of

MARGIN = 0.08  # by how much the best place must stand out from the next
CLAIM = 0.04  # by how much a place must be liker to our passage than to any other of the old text
_MOST_CLAIMS = 5


class Search:
    """One passage of an old text looked for in a new text.

    Without the whole old text (`knows_old` is False, `old` is the quote in its context) it asks for more.
    """

    def __init__(self, old: Words, passage: Span, new: Words, knows_old: bool) -> None:
        self._old, self._new = old, new
        self._passage = passage
        self._knows_old = knows_old
        self._weight = old.weight(passage.first, passage.last)

    def verdict(self) -> Verdict:
        """Where the passage stands. A part of a sentence is looked for where its sentence went."""
        sentence = self._sentence()
        if sentence is None:
            return _told(self._place())
        home = Search(self._old, sentence, self._new, self._knows_old)._place()
        found = places(self._old, self._passage, self._new)
        if isinstance(home, Place):
            return _told(self._inside(found, home, sentence))
        return _told(self._where_its_sentence_stood(found, sentence))

    def _sentence(self) -> Span | None:
        """The sentences that the passage is a part of; None where it is all of them."""
        first, last = self._old.sentences(self._passage.first, self._passage.last)
        if (first, last) == (self._passage.first, self._passage.last):
            return None
        start = min(self._passage.start, self._old.starts[first])
        end = max(self._passage.end, self._old.ends[last - 1])
        return Span(start, end, first, last)

    # A passage by itself

    def _place(self) -> "Place | str":
        """The passage's place, or why it has none."""
        found = places(self._old, self._passage, self._new)
        free = self._free(found)
        if not free:
            return "the words are gone" if not found else "what is left belongs to other passages"
        best = self._outstanding(free)
        if best is None:
            return "several places fit alike"
        if not self._fits(best):
            return "no place is like it enough"
        if best.words < 0.75 and any(place.is_verbatim for place in found) and self._gained() >= 0:
            return "its words stand elsewhere now"
        if self._changed_hands(best, found):
            return "its names or numbers stand elsewhere now"
        return best

    def _free(self, found: list[Place]) -> list[Place]:
        """The places that no other old passage claims, best first, as far as they can matter."""
        free: list[Place] = []
        for place in found[:_MOST_CLAIMS]:
            if free and place.score <= free[0].score - MARGIN:
                break
            if not self._is_claimed(place):
                free.append(place)
        return free

    def _outstanding(self, free: list[Place]) -> Place | None:
        """The best place, if it stands out from the others."""
        best, *rivals = free
        rivals = [place for place in rivals if place.score > best.score - MARGIN]
        return self._same_turn(best, rivals) if rivals else best

    def _is_claimed(self, place: Place, within: Span | None = None) -> bool:
        """Whether a place is liker to another passage of the old text, or of a part of it, than to ours."""
        if not self._knows_old:
            return False
        back = [b for b in places(self._new, place.span, self._old) if not within or _overlap(b.span, within)]
        ours = [b for b in back if _overlap(b.span, self._passage)]
        others = [b for b in back if not _overlap(b.span, self._passage)]
        if not others:
            return False
        if others[0].is_verbatim and not any(b.is_verbatim for b in ours):
            return self._new.weight(place.span.first, place.span.last) >= 2.0
        if place.is_verbatim and not others[0].is_verbatim:
            return others[0].score > place.score + 2 * MARGIN
        claim = 3 * CLAIM if others[0].is_verbatim and not within and self._gained() < 0 else CLAIM
        return others[0].score > max([place.score, *(b.score for b in ours)]) - claim

    def _gained(self) -> int:
        """How many more passages of these very words there are than before."""
        before = occurrences(self._old, self._passage, self._old)
        return len(occurrences(self._old, self._passage, self._new)) - len(before)

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
        if not self._knows_old:
            return self._fits_its_context(place)
        if self._weight < 2.0:
            return place.words >= 0.5 and _has_both_sides(place)
        if place.is_verbatim:
            return True
        if place.swaps_facts:
            is_there = place.near >= 0.4 and max(place.left, place.right) >= 0.75 and self._adjoins(place)
            return (is_there and place.words >= 0.55) or self._is_corrected(place)
        if place.near >= 0.5:
            return place.words >= (0.5 if place.keeps_facts else 0.55)
        if not place.keeps_facts and place.near < 0.4:
            return place.words >= 0.8 and len(place.missing | place.added) <= 2
        if place.near >= 0.25:
            return place.words >= 0.65
        return place.words >= 0.7 and self._weight >= 3.0

    def _adjoins(self, place: Place) -> bool:
        """Whether the word right before or right after is still the same; or an end of the text."""
        here, there = self._passage, place.span
        before = _form(self._old, here.first - 1) == _form(self._new, there.first - 1)
        return before or _form(self._old, here.last) == _form(self._new, there.last)

    def _is_corrected(self, place: Place) -> bool:
        """Whether one number became another in a long passage that else went somewhere as it was."""
        changed = place.missing | place.added
        return (
            len(changed) == 2
            and not any(is_name(form) for form in changed)
            and place.words >= 0.88
            and self._weight >= 10.0
        )

    def _fits_its_context(self, place: Place) -> bool:
        """The same without the old text: a twin can't be told, so both sides must speak for the place."""
        if _has_both_sides(place):
            return place.words >= 0.6
        return place.words >= 0.95 and place.keeps_facts and self._weight >= 8.0

    def _changed_hands(self, best: Place, found: list[Place]) -> bool:
        """Whether a name or number that the best place lacks has gone over to a place of the same form."""
        if not self._knows_old and best.near >= 0.8:
            return False
        for other in found:
            gone = best.missing - other.missing
            if other is best or other.words < 0.5 or not gone:
                continue
            was = places(self._new, other.span, self._old)[:1] if self._knows_old else []
            if not self._knows_old or any(gone & place.added for place in was):
                return True
        return False

    # A part of a sentence

    def _inside(self, found: list[Place], home: Place, sentence: Span) -> "Place | str":
        """The part's place in its sentence's place; what is verbatim in a sentence told anew is moved."""
        here = [p for p in found if home.span.first - 2 <= p.span.first and p.span.last <= home.span.last + 2]
        here = [p for p in here if _overlap(p.span, home.span) and not self._is_claimed(p, sentence)]
        if not here:
            return "its sentence is there, its words are not"
        best = self._outstanding(here)
        if best is None:
            return "several places in its sentence fit alike"
        if best.words < self._least_inside(best, home):
            return "its sentence is there, its words are not"
        is_shaky = best.near < 0.55 or min(best.left, best.right) < 0.2 or not self._adjoins(best)
        if is_shaky and self._weight < 3.0 and not home.is_verbatim and self._names_something():
            return "its sentence is there, its words are not"
        if best.is_verbatim and home.near < 0.5 and not home.keeps_facts:
            return _doubted(best)
        return best

    def _names_something(self) -> bool:
        """Whether a name or a number is in the passage: it may have changed places with another one."""
        return any(self._old.facts[self._passage.first : self._passage.last])

    def _least_inside(self, best: Place, home: Place) -> float:
        """How alike the words must be: more where a few words lost a name, or where all is told anew."""
        if self._weight < 4.0 and best.missing and not best.added:
            return 0.7
        return 0.9 if self._weight < 2.0 and home.words < 0.7 else 0.5

    def _where_its_sentence_stood(self, found: list[Place], sentence: Span) -> "Place | str":
        """The part verbatim in another sentence that has its own one's surroundings, or why there is none."""
        for place in found:
            first, last = self._new.sentences(place.span.first, place.span.last)
            if not place.is_verbatim or first == last or self._weight < 1.0:
                continue
            around = span_of(self._new, self._new.starts[first], self._new.ends[last - 1])
            left, right = sides(self._old, sentence, self._new, around)
            if min(left, right) >= 0.4 and left + right >= 1.4 and not self._is_claimed(place):
                return _doubted(place)
        return "its sentence is gone"


def _told(place: "Place | str") -> Verdict:
    if isinstance(place, str):
        return orphan(place)
    if place.is_verbatim and place.near >= 0.5 and min(place.left, place.right) >= 0.1:
        return _verdict(AnchorState.EXACT, place, "the quote stands once, with its context")
    reason = "the same words in other surroundings" if place.is_verbatim else "the likeliest place"
    return _verdict(AnchorState.MOVED, place, reason)


def _verdict(state: AnchorState, place: Place, reason: str) -> Verdict:
    return Verdict(state, place.span.start, place.span.end, round(place.score, 4), reason)


def orphan(reason: str) -> Verdict:
    return Verdict(AnchorState.ORPHAN, 0, 0, 0.0, reason)


def _doubted(place: Place) -> Place:
    """The place without the help of its surroundings: at most moved."""
    return Place(place.span, place.words, 0.0, 0.0, place.is_verbatim, place.missing, place.added)


def _has_both_sides(place: Place) -> bool:
    return place.near >= 0.6 and min(place.left, place.right) >= 0.4


def _form(words: Words, place: int) -> str:
    return words.forms[place] if 0 <= place < len(words) else ""


def _overlap(one: Span, two: Span) -> bool:
    """Whether two spans share at least half of the shorter."""
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, two.end - two.start)
