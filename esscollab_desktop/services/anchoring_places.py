"""Where a passage of one text may stand in another: likely places, each with how well it fits."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from esscollab_desktop.services.anchoring_alignment import BUCKET, NEAR, likeness, pairs_of, stretches
from esscollab_desktop.services.anchoring_words import Span, Words, is_inside_word, is_name, span_of

MOST_WORDS = 3_000  # a longer passage is only looked for word by word as it stands
_MOST_PLACES = 6
_MOST_OCCURRENCES = 40
_MOST_VOTERS = 32
_FADE = 0.85  # what stands further away says less
_APART = 0.96  # and less where other words have come between
_SAME_SENTENCE = 2.0  # the rest of a passage's own sentence says more


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a passage. `words`, `left` and `right`, from 0 to 1, say how alike words and sides are.

    `missing` are names, numbers and denials of the passage that the place lacks, `added` those of its own.
    """

    span: Span
    words: float
    left: float
    right: float
    is_verbatim: bool
    missing: frozenset[str]
    added: frozenset[str]

    @property
    def near(self) -> float:
        """How alike the surroundings are."""
        return (self.left + self.right) / 2

    @property
    def score(self) -> float:
        return 0.6 * self.words + 0.4 * self.near

    @property
    def keeps_facts(self) -> bool:
        return not self.missing and not self.added

    @property
    def swaps_facts(self) -> bool:
        """Whether it has other names or numbers in their stead, as a twin has."""
        return bool(self.missing) and bool(self.added)


def places(source: Words, passage: Span, target: Words) -> list[Place]:
    """The likely places of a passage of `source` in `target`, best first; verbatim ones and changed ones."""
    found = [_weighed(source, passage, target, span) for span in occurrences(source, passage, target)]
    if 0 < passage.last - passage.first <= MOST_WORDS:
        changed = {
            span
            for shift in _shifts(source, passage, target)
            for span in stretches(source, passage, target, shift)
            if not _touches(span, found)
        }
        found += [_weighed(source, passage, target, span) for span in changed]
    found.sort(key=lambda place: (-place.score, place.span))
    apart: list[Place] = []
    for place in found:
        if place.is_verbatim or not _touches(place.span, apart):
            apart.append(place)
    return apart


def occurrences(source: Words, passage: Span, target: Words) -> list[Span]:
    """Where the passage stands verbatim, with its ends at the same kind of border as in `source`."""
    quote = source.text[passage.start : passage.end]
    found: list[Span] = []
    at = target.text.find(quote) if quote else -1
    while at >= 0 and len(found) < _MOST_OCCURRENCES:
        end = at + len(quote)
        if _same_border(source.text, passage.start, target.text, at) and _same_border(
            source.text, passage.end, target.text, end
        ):
            found.append(span_of(target, at, end))
        at = target.text.find(quote, at + 1)
    return found


def _same_border(source: str, here: int, target: str, there: int) -> bool:
    inside = is_inside_word(target, there)
    if not is_inside_word(source, here):
        return not inside
    return inside and source[here - 1 : here + 1] == target[there - 1 : there + 1]


def _touches(span: Span, found: Sequence[Place]) -> bool:
    return any(span.start < place.span.end and place.span.start < span.end for place in found)


def _shifts(source: Words, passage: Span, target: Words) -> list[int]:
    """How far words of the passage have gone, most agreed first, in steps of `BUCKET` words.

    Rare words vote, with those around the passage: a passage of two words is found by its neighbors.
    """
    votes: dict[int, float] = defaultdict(float)
    inside = range(passage.first, passage.last)
    around = (
        *range(max(0, passage.first - NEAR // 2), passage.first),
        *range(passage.last, min(len(source), passage.last + NEAR // 2)),
    )
    for voters, share in ((inside, 1.0), (around, 0.4)):
        for here, hits in _rarest(source, voters, target):
            voice = share * source.weights[here] / len(hits)
            for there in hits:
                votes[(there - here) // BUCKET] += voice
    pairs = {bucket: votes[bucket] + votes.get(bucket + 1, 0.0) for bucket in list(votes)}
    ranked = sorted(pairs, key=lambda bucket: (-pairs[bucket], abs(bucket), bucket))
    chosen: list[int] = []
    for bucket in ranked:
        if all(abs(bucket - other) > 1 for other in chosen):
            chosen.append(bucket)
            if len(chosen) == _MOST_PLACES:
                break
    return [bucket * BUCKET for bucket in chosen]


def _rarest(source: Words, voters: Sequence[int], target: Words) -> Iterator[tuple[int, list[int]]]:
    known = [(len(hits), here, hits) for here in voters if (hits := target.index.get(source.forms[here]))]
    for _, here, hits in sorted(known)[:_MOST_VOTERS]:
        yield here, hits[:_MOST_OCCURRENCES]


def _weighed(source: Words, passage: Span, target: Words, span: Span) -> Place:
    quote = source.text[passage.start : passage.end]
    left, right = sides(source, passage, target, span)
    if target.text[span.start : span.end] == quote:
        return Place(span, 1.0, left, right, True, frozenset(), frozenset())
    missing, added = _changed_facts(source, passage, target, span)
    return Place(span, _sameness(source, passage, target, span), left, right, False, missing, added)


def _changed_facts(
    source: Words, passage: Span, target: Words, span: Span
) -> tuple[frozenset[str], frozenset[str]]:
    """Names, numbers and denials that only one of the two has; a name mistyped is the same name."""
    here = set(source.forms[passage.first : passage.last])
    there = set(target.forms[span.first : span.last])
    missing, added = _facts(source, passage) - there, _facts(target, span) - here
    mistyped = {(m, a) for m in missing for a in added if m[0] == a[0] and is_name(m) and likeness(m, a)}
    return missing - {m for m, _ in mistyped}, added - {a for _, a in mistyped}


def _facts(words: Words, span: Span) -> frozenset[str]:
    return frozenset(words.forms[at] for at in range(span.first, span.last) if words.facts[at])


def _sameness(source: Words, passage: Span, target: Words, span: Span) -> float:
    """How much of the words is the same, from 0 to 1; words that changed their order count for some."""
    pairs = pairs_of(source, passage.first, passage.last, target, span.first, span.last)
    common = sum(source.weights[a] * v for a, _, v in pairs)
    ours, theirs = {a for a, _, _ in pairs}, {b for _, b, _ in pairs}
    left: dict[str, float] = {
        target.forms[b]: target.weights[b] for b in range(span.first, span.last) if b not in theirs
    }
    for a in range(passage.first, passage.last):
        if a not in ours and source.forms[a] in left:
            common += 0.6 * left.pop(source.forms[a])
    whole = source.weight(passage.first, passage.last) + target.weight(span.first, span.last)
    return min(1.0, 2 * common / whole) if whole else 0.0


def sides(source: Words, passage: Span, target: Words, span: Span) -> tuple[float, float]:
    """How alike the words on either side are; an end of the text answers to an end of the text."""
    left = _side(source, passage.first - 1, target, span.first - 1, -1)
    right = _side(source, passage.last, target, span.last, 1)
    if left is None or right is None:
        only = left or right or 0.0
        return only, only
    return left, right


def _side(source: Words, here: int, target: Words, there: int, step: int) -> float | None:
    ours = _outward(source, here, NEAR, step)
    theirs = _outward(target, there, NEAR + NEAR // 2, step)
    if not ours:
        return None if theirs else 1.0
    weights = _fading(source, ours, step)
    one, two = [source.forms[place] for place in ours], [target.forms[place] for place in theirs]
    same = 0.0
    for a, b, size in Indel.opcodes(one, two).as_matching_blocks():
        same += sum(weights[a : a + size]) * float(_APART ** abs(b - a))
    return same / sum(weights)


def _fading(words: Words, outward: range, step: int) -> list[float]:
    weights = []
    own = _SAME_SENTENCE
    for distance, place in enumerate(outward):
        if own > 1 and words.is_break(place if step > 0 else place + 1):
            own = 1.0
        weights.append(words.weights[place] * own * _FADE**distance)
    return weights


def _outward(words: Words, start: int, count: int, step: int) -> range:
    stop = min(len(words), start + count) if step > 0 else max(-1, start - count)
    return range(start, stop, step)
