"""What the words of a question may stand for: themselves, other forms, beginnings, synonyms, typos."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from esscollab_desktop.domain.search import words_of
from esscollab_desktop.services.search.question import Question, Typed
from esscollab_desktop.services.search.vocabulary import Vocabulary, stem_of

Words = tuple[str, ...]

# Of a number that may stand with separators; Python refuses to read one of thousands.
_MOST_DIGITS = 15


class How(Enum):
    """How an alternative came about; the value is how much a hit of it counts.

    A beginning in a title counts less than the whole word anywhere.
    """

    WORD = 1.0
    FORM = 0.95
    MEANING = 0.5
    TYPO = 0.6
    BEGINNING = 0.3


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words that stand together in a text; with `is_open`, the last as a beginning. `shown`: for a reason.

    `completions`: what the index is asked for in place of a beginning that too many words have.
    """

    words: Words
    how: How
    shown: str = ""
    is_open: bool = False
    completions: Words = ()

    @property
    def pattern(self) -> str:
        """As `domain.search.spans` takes it."""
        return " ".join(self.words) + ("*" if self.is_open else "")

    @property
    def sought(self) -> str:
        """What stands in a text whose words are between single spaces."""
        return f" {' '.join(self.words)}" + ("" if self.is_open else " ")

    @property
    def expression(self) -> str:
        """As FTS5 takes it."""
        if self.completions:
            return " OR ".join(f'"{" ".join((*self.words[:-1], word))}"' for word in self.completions)
        return f'"{" ".join(self.words)}"' + ("*" if self.is_open else "")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for. `weight`: how much it tells; `is_wanted`: nothing counts without it.

    `is_known`: the words of the index hold some of it.
    """

    typed: Typed
    alternatives: tuple[Alternative, ...]
    weight: float
    is_wanted: bool = False
    is_known: bool = True
    sought: tuple[tuple[str, float], ...] = ()

    @property
    def expression(self) -> str:
        return " OR ".join(alternative.expression for alternative in self.alternatives)


class Synonyms:
    """Names that mean nearly the same, in groups; looked up by what a person typed, in any form."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._groups: list[list[tuple[Words, str]]] = []
        self._by_first: dict[str, list[tuple[Words, int]]] = {}
        self.longest = 1
        for names in groups:
            held = [(words, name) for name in names if (words := _words(name))]
            for words, _name in held:
                stems = tuple(map(stem_of, words))
                self._by_first.setdefault(stems[0], []).append((stems, len(self._groups)))
                self.longest = max(self.longest, len(stems))
            self._groups.append(held)

    def at(self, words: Words) -> tuple[int, list[tuple[Words, str]]]:
        """How many of the first words are a name, the longest there is, and the other names of its groups."""
        stems = tuple(map(stem_of, words[: self.longest]))
        alike = [(s, group) for s, group in self._by_first.get(stems[:1][0], ()) if stems[: len(s)] == s]
        if not alike:
            return 0, []
        size = max(len(s) for s, _group in alike)
        groups = dict.fromkeys(group for s, group in alike if len(s) == size)
        found = {held: name for group in groups for held, name in self._groups[group] if held != words[:size]}
        return size, list(found.items())


class Reader:
    """Turns a question into terms, with the words of the index at hand. `places`: states by their letters."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms, places: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._synonyms = synonyms
        self._places = places

    def terms(self, question: Question) -> list[Term]:
        parts = question.typed
        shouts = not any(c.islower() for c in question.text)
        meanings = self._meanings(parts)
        return [
            self._term(part, [*self._direct(part, shouts), *meanings[at]]) for at, part in enumerate(parts)
        ]

    def _term(self, typed: Typed, alternatives: Iterable[Alternative]) -> Term:
        kept: dict[tuple[Words, bool], Alternative] = {}
        for alternative in alternatives:
            kept.setdefault((alternative.words, alternative.is_open), alternative)
        direct = [a for a in kept.values() if a.how in (How.WORD, How.FORM)]
        count = sum(self._count(a) for a in direct) or sum(self._count(a) for a in kept.values())
        return Term(
            typed,
            tuple(kept.values()),
            self._vocabulary.weight(count),
            typed.is_wanted,
            any(map(self._is_known, kept.values())),
            tuple((a.sought, a.how.value) for a in kept.values()),
        )

    def _count(self, alternative: Alternative) -> int:
        """At most so many texts hold it: as many as its rarest word."""
        return min(map(self._vocabulary.count, alternative.words))

    def _is_known(self, alternative: Alternative) -> bool:
        if alternative.is_open:
            return bool(self._vocabulary.completions(alternative.words[-1])[0])
        return self._count(alternative) > 0

    def _direct(self, part: Typed, shouts: bool) -> list[Alternative]:
        """A part as it stands, its other forms, what it begins, and what was meant where nobody knows it."""
        words, shown = part.words, part.shown
        found = [Alternative(words, How.WORD, shown)]
        if part.is_wanted:
            # As it stands, but for one or several of its last.
            return found + [Alternative(other, How.FORM, " ".join(other)) for other in self._numbers(words)]
        if len(words) == 1:
            found += [Alternative(spaced, How.WORD, shown) for spaced in _thousands(words[0])]
            place = self._places.get(shown) if shown.isupper() and not shouts else None
            if place:
                found.append(Alternative(_words(place), How.WORD, place))
        else:
            found.append(Alternative(("".join(words),), How.WORD, shown))
        forms = self._vocabulary.forms(words[-1])
        found += [Alternative((*words[:-1], form), How.FORM, form) for form in forms]
        if part.is_open:
            found += self._beginnings(words)
        return found + [Alternative((word,), How.TYPO, word) for word in self._mended(part)]

    def _beginnings(self, words: Words) -> list[Alternative]:
        completions, all_of_them = self._vocabulary.completions(words[-1])
        # What no book completes, a note may.
        asked = () if all_of_them else tuple(word for word in completions if word != words[-1])
        return [Alternative(words, How.BEGINNING, words[-1], is_open=True, completions=asked)]

    def _mended(self, part: Typed) -> list[str]:
        """What a word that nobody knows was meant to be."""
        if len(part.words) > 1 or part.is_wanted:
            return []
        word = part.words[0]
        known = self._vocabulary.count(word) or self._vocabulary.forms(word) or self._synonyms.at((word,))[0]
        if known or (part.is_open and self._vocabulary.completions(word)[0]):
            return []
        return self._vocabulary.meant(word, is_open=part.is_open)

    def _meanings(self, parts: Sequence[Typed]) -> list[list[Alternative]]:
        """For each part the other names of what it is the name of, alone or with the parts beside it."""
        found: list[list[Alternative]] = [[] for _ in parts]
        # A mistyped word has the meanings of the word that was meant.
        spelled = [tuple(self._mended(part)[:1]) or part.words for part in parts]
        named = 0  # up to here the parts are of a longer name: a part of it has no meaning by itself
        for at, part in enumerate(parts):
            after = [one.is_wanted for one in parts[at:]]
            near = spelled[at : at + (after.index(True) if True in after else len(after))]
            if part.is_wanted or at < named:
                continue
            size, others = self._synonyms.at(tuple(word for words in near for word in words))
            told = [self._meaning(words, name) for words, name in others]
            reach = 0
            for offset, words in enumerate(near):
                if reach < size:
                    found[at + offset] += [one for alike in told for one in alike]
                    named = at + offset + 1
                reach += len(words)
        return found

    def _meaning(self, words: Words, name: str) -> list[Alternative]:
        """A name, and its forms; of one with several words only the other number."""
        last = words[-1]
        told = [(form,) for form in self._vocabulary.forms(last)] if len(words) == 1 else self._numbers(words)
        return [
            Alternative(words, How.MEANING, name),
            *(Alternative(other, How.MEANING, " ".join(other)) for other in told),
        ]

    def _numbers(self, words: Words) -> list[Words]:
        """The same words with one or several of the last: `needs assessment`, `needs assessments`."""
        bare = words[-1].rstrip("s")
        alike = (form for form in self._vocabulary.forms(words[-1]) if form.rstrip("s") == bare)
        return [(*words[:-1], form) for form in alike]


def _words(name: str) -> Words:
    return tuple(word for *_, word in words_of(name))


def _thousands(word: str) -> list[Words]:
    """`1500` also stands as `1,500`, which the index takes for two words."""
    if not word.isdecimal() or not 4 <= len(word) <= _MOST_DIGITS or word.startswith("0"):
        return []
    spaced = f"{int(word):,}".split(",")
    return [tuple(spaced)]


def neighbours(terms: Sequence[Term]) -> list[tuple[int, str]]:
    """Which terms were typed side by side, each with how the two stand together in a text."""
    return [
        (at, f" {' '.join((*one.alternatives[0].words, *two.alternatives[0].words))}")
        for at, (one, two) in enumerate(pairwise(terms))
    ]
