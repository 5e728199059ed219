"""The words that a book's index holds: what completes a beginning, other forms, what was meant by a typo."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from math import log
from typing import Any

# So many completions of a beginning are looked for, the commonest; where they are fewer, all of them.
MOST_COMPLETIONS = 40
# Where the completions stand in no more texts than this, the index walks them all itself.
FEW_TEXTS = 20_000
# Words shorter than this are not taken for mistyped.
TYPO_FROM = 5
_FORMS_FROM = 3


class Vocabulary:
    """The words of one index, in order, each with the number of texts that hold it."""

    def __init__(self, counted: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(counted)
        self._words = [word for word, _count in ordered]
        self._counts = array("L", (count for _word, count in ordered))
        self._texts = max(self._counts, default=0)

    def count(self, word: str) -> int:
        """How many texts hold this very word."""
        at = bisect_left(self._words, word)
        return self._counts[at] if at < len(self._words) and self._words[at] == word else 0

    def weight(self, count: int) -> float:
        """How much a word tells that stands in so many texts: the rarer, the more."""
        return log(1 + (self._texts + 1) / max(1, count))

    def completions(self, begin: str) -> tuple[list[str], bool]:
        """The commonest words that begin so, and whether the index may be asked for all of them."""
        first, last = self._range(begin)
        commonest = nlargest(MOST_COMPLETIONS, range(first, last), key=lambda at: self._counts[at])
        return [self._words[at] for at in commonest], sum(self._counts[first:last]) <= FEW_TEXTS

    def _range(self, begin: str) -> tuple[int, int]:
        return bisect_left(self._words, begin), bisect_left(self._words, begin + "\U0010ffff")

    def forms(self, word: str) -> list[str]:
        """Other forms of a word that the index has: `tribe` for `tribes`, `engaging` for `engaged`."""
        if len(word) < _FORMS_FROM or not word.isalpha():
            return []
        stem = stem_of(word)
        # What shares a stem begins alike, but for a last letter or two that change (`y`, `ies`).
        first, last = self._range(word[: max(2, min(len(stem), len(word)) - 1)])
        return [other for other in self._words[first:last] if other != word and stem_of(other) == stem]

    def meant(self, word: str, *, is_open: bool = False) -> list[str]:
        """The words one typo away from one that the index does not have, the commonest first.

        `is_open`: the word may be unfinished, so beginnings of words count too.
        """
        if len(word) < TYPO_FROM:
            return []
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        pool = [known for size in range(-1, 2) for known in self._by_length.get(len(word) + size, ())]
        near = [found[0] for found in extract(word, pool, scorer=OSA.distance, score_cutoff=1, limit=None)]
        if not near and is_open:
            longer = [known for known in self._words if len(known) > len(word)]
            # A letter changed, left out, or too many.
            for size in (len(word), len(word) + 1, max(TYPO_FROM, len(word) - 1)):
                begins = [known[:size] for known in longer]
                at = extract(word, begins, scorer=OSA.distance, score_cutoff=1, limit=None)
                near += [longer[found[2]] for found in at]
            near = list(dict.fromkeys(near))
        return nlargest(5, near, key=self.count)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for word in self._words:
            if word.isalpha():
                found.setdefault(len(word), []).append(word)
        return found

    def nearest(self, word: str, names: Sequence[str], limit: int) -> list[str]:
        """The names and words that look most like a word, best first; names before bare words."""
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extract

        likely = [known for known in self._words if len(known) > 3 and known[:1] == word[:1]]
        found = extract(word, [*names, *likely], scorer=ratio, score_cutoff=55, limit=limit * 3)
        return list(dict.fromkeys(name for name, _score, _at in found))[:limit]


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """What the forms of an English word have in common (Snowball)."""
    stem: str = _stemmer().stemWord(word)
    return stem


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()
