"""Which of a list of names typed words mean: in any order, by their beginnings, forgiving of one typo."""

from collections.abc import Sequence

from esscollab_desktop.domain.search import words_of

FORGIVEN = 4  # letters: a shorter word with a typo could be any other
_BEGINNING, _TYPO, _LATER = 1, 4, 2


def fit(question: str, fields: Sequence[str]) -> int | None:
    """How far a name is from what was typed, 0 where each word stands in it; None where it is not meant.

    `fields` are what is looked in, the name itself first; a word that stands in a later one counts for less.
    """
    known = [_folded(field) for field in fields]
    cost = 0
    for wanted in _folded(question):
        found = [
            distance + _LATER * place
            for place, words in enumerate(known)
            for word in words
            if (distance := _distance(wanted, word)) is not None
        ]
        if not found:
            return None
        cost += min(found)
    return cost


def _folded(text: str) -> list[str]:
    return [word for _, _, word in words_of(text)]


def _distance(wanted: str, word: str) -> int | None:
    if word == wanted:
        return 0
    if word.startswith(wanted):
        return _BEGINNING
    return _TYPO if len(wanted) >= FORGIVEN and _begins_with_one_typo(wanted, word) else None


def _begins_with_one_typo(wanted: str, word: str) -> bool:
    """Whether one letter more, less, other or two changed about make `wanted` a beginning of `word`."""
    at = next((n for n, (a, b) in enumerate(zip(wanted, word, strict=False)) if a != b), None)
    if at is None:  # the word ends where one letter too many was typed
        return len(wanted) == len(word) + 1
    rest, other = wanted[at:], word[at:]
    return (
        other[1:].startswith(rest[1:])
        or other[1:].startswith(rest)
        or other.startswith(rest[1:])
        or (rest[:2] == other[1::-1] and other[2:].startswith(rest[2:]))
    )
