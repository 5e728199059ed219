"""Lays two stretches of words side by side: which stretch a passage became, and where it begins and ends."""

from itertools import pairwise

from rapidfuzz.distance import Indel, Levenshtein

from esscollab_desktop.services.anchoring_words import Span, Words

NEAR = 24  # words on either side that are a passage's surroundings
BUCKET = 8  # how exactly the votes say how far a passage went, in words
_ALIKE = 0.72  # how like two words must be to count as one that was changed


def stretches(source: Words, passage: Span, target: Words, shift: int) -> list[Span]:
    """What the passage may have become, found with its surroundings and without; the longer of two as one."""
    with_sides = _aligned(source, passage, target, shift, NEAR)
    alone = _aligned(source, passage, target, shift, 0)
    both = [span for span in (with_sides, alone) if span]
    if with_sides and alone and with_sides.start < alone.end and alone.start < with_sides.end:
        return [max(both, key=lambda span: span.last - span.first)]
    return both


def _aligned(source: Words, passage: Span, target: Words, shift: int, near: int) -> Span | None:
    """The stretch of `target` about `shift` words away that the passage became, at word borders.

    `near` words on either side help to find it where they stayed with it, and hide it where they did not.
    """
    size = passage.last - passage.first
    slack = 16 + size // 2
    begin = max(0, passage.first - near)
    low = max(0, begin + shift - slack)
    high = min(len(target), passage.last + near + shift + BUCKET + slack)
    if low >= high:
        return None
    pairs = pairs_of(source, begin, min(len(source), passage.last + near), target, low, high)
    inside = [(a, b, v) for a, b, v in pairs if passage.first <= a < passage.last]
    kept = _trimmed(inside, source, passage, target)
    if not kept:
        return None
    neighbors = {a: b for a, b, v in pairs if v == 1.0}
    first = _opened(kept[0], neighbors.get(passage.first - 1), source, passage, target)
    last = _closed(kept[-1], neighbors.get(passage.last), source, passage, target)
    if "\n" not in source.text[passage.start : passage.end]:
        first = _within_paragraph(target, first, kept[0][1], from_left=True)
        last = _within_paragraph(target, kept[-1][1] + 1, last, from_left=False)
    return _with_signs(source, passage, target, first, last)


def _within_paragraph(target: Words, first: int, last: int, from_left: bool) -> int:
    """The end of a stretch of changed words that leads out to one side, as far as its paragraph goes."""
    if from_left:
        return next((at for at in range(last, first, -1) if "\n" in target.between(at)), first)
    return next((at for at in range(first, last) if "\n" in target.between(at)), last)


def pairs_of(
    source: Words, begin: int, stop: int, target: Words, low: int, high: int
) -> list[tuple[int, int, float]]:
    """Words of both stretches that belong together, in order, each pair with 1 or less for a changed word."""
    pairs: list[tuple[int, int, float]] = []
    one, two = source.forms[begin:stop], target.forms[low:high]
    a_done = b_done = 0
    for a, b, size in Indel.opcodes(one, two).as_matching_blocks():
        # What stands between two blocks took the place of each other, word by word.
        for here, there in zip(range(a_done, a), range(b_done, b), strict=False):
            if alike := likeness(one[here], two[there]):
                pairs.append((begin + here, low + there, alike))
        pairs += [(begin + a + step, low + b + step, 1.0) for step in range(size)]
        a_done, b_done = a + size, b + size
    return pairs


def likeness(one: str, two: str) -> float:
    if len(one) < 4 or len(two) < 4 or one[0].isdigit() or two[0].isdigit():
        return 0.0
    return 0.8 if Levenshtein.normalized_similarity(one, two, score_cutoff=_ALIKE) else 0.0


def _trimmed(
    pairs: list[tuple[int, int, float]], source: Words, passage: Span, target: Words
) -> list[tuple[int, int, float]]:
    """Without stray words at the ends: the run of pairs most like the passage, gaps counted."""
    whole = source.weight(passage.first, passage.last)
    for _ in range(2):
        if len(pairs) > 1:
            pairs = _cut(pairs, whole, source, target)[::-1]
            pairs = _cut(pairs, whole, source, target)[::-1]
    return pairs


def _cut(
    pairs: list[tuple[int, int, float]], whole: float, source: Words, target: Words
) -> list[tuple[int, int, float]]:
    """The pairs without as many of the first ones as makes them most like the passage."""
    gaps = [_gap(one, two, source, target) for one, two in pairwise(pairs)]
    common = sum(target.weights[b] * v for _, b, v in pairs)
    window = sum(target.weights[b] for _, b, _ in pairs) + sum(gaps)
    best, cut = 2 * common / (whole + window), 0
    for place, (_, b, v) in enumerate(pairs[:-1]):
        common -= target.weights[b] * v
        window -= target.weights[b] + gaps[place]
        if (score := 2 * common / (whole + window)) > best + 1e-9:
            best, cut = score, place + 1
    return pairs[cut:]


def _gap(one: tuple[int, int, float], two: tuple[int, int, float], source: Words, target: Words) -> float:
    """How much came between two pairs, beyond what it may have taken the place of."""
    (a, b, _), (a_next, b_next, _) = min(one, two), max(one, two)
    return max(0.0, target.weight(b + 1, b_next) - source.weight(a + 1, a_next))


def _opened(
    kept: tuple[int, int, float], neighbor: int | None, source: Words, passage: Span, target: Words
) -> int:
    """Where the place begins: further left by words that took the place of the passage's first ones."""
    at, lost = kept[1], kept[0] - passage.first
    if not lost:
        return at
    if neighbor is not None and neighbor < at <= neighbor + lost + 3:
        return neighbor + 1
    if source.is_break(passage.first):
        for start in range(at, max(-1, at - lost - 3), -1):
            if target.is_break(start):
                return start
    return at


def _closed(
    kept: tuple[int, int, float], neighbor: int | None, source: Words, passage: Span, target: Words
) -> int:
    """Where the place ends, as `_opened` finds where it begins."""
    end, lost = kept[1] + 1, passage.last - kept[0] - 1
    if not lost:
        return end
    if neighbor is not None and end <= neighbor <= end + lost + 2:
        return neighbor
    if source.is_break(passage.last):
        for stop in range(end, min(len(target), end + lost + 2) + 1):
            if target.is_break(stop):
                return stop
    return end


def _with_signs(source: Words, passage: Span, target: Words, first: int, last: int) -> Span:
    """The words with the signs at their ends, where the passage took such signs in."""
    start, end = target.starts[first], target.ends[last - 1]
    if passage.start < source.starts[passage.first]:
        while start > 0 and not target.text[start - 1].isspace() and not target.text[start - 1].isalnum():
            start -= 1
    if passage.end > source.ends[passage.last - 1]:
        stop = target.starts[last] if last < len(target) else len(target.text)
        while end < stop and not target.text[end].isspace():
            end += 1
    return Span(start, end, first, last)
