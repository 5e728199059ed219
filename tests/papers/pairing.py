"""Choices put together so that every two of them meet in at least one case."""

import random
from collections.abc import Mapping, Sequence
from itertools import combinations

Case = dict[str, str]
_TRIES = 30  # so many cases are drawn up for each that is taken


def cases(factors: Mapping[str, Sequence[str]], least: int, seed: int) -> list[Case]:
    """At least so many cases, the same for the same seed: every pair meets, then once more, and so on."""
    chance = random.Random(seed)
    found: list[Case] = []
    while len(found) < least:
        found += _covering(factors, chance)
    return found


def pairs_of(case: Case) -> set[tuple[tuple[str, str], ...]]:
    return set(combinations(sorted(case.items()), 2))


def all_pairs(factors: Mapping[str, Sequence[str]]) -> set[tuple[tuple[str, str], ...]]:
    return {
        ((one, first), (other, second))
        for one, other in combinations(sorted(factors), 2)
        for first in factors[one]
        for second in factors[other]
    }


def _covering(factors: Mapping[str, Sequence[str]], chance: random.Random) -> list[Case]:
    """Greedy: of several cases around a pair that has not met, the one that brings most new pairs."""
    left = all_pairs(factors)
    found: list[Case] = []
    while left:
        wanted = min(left) if not found else chance.choice(sorted(left))
        tries = [_drawn(factors, dict(wanted), left, chance) for _ in range(_TRIES)]
        best = max(tries, key=lambda case: len(pairs_of(case) & left))
        found.append(best)
        left -= pairs_of(best)
    return found


def _drawn(
    factors: Mapping[str, Sequence[str]],
    case: Case,
    left: set[tuple[tuple[str, str], ...]],
    chance: random.Random,
) -> Case:
    """The rest of a case, in any order, each time what meets most of the others for the first time."""
    rest = [name for name in factors if name not in case]
    chance.shuffle(rest)
    for name in rest:
        choices = list(factors[name])
        chance.shuffle(choices)
        case[name] = max(choices, key=lambda value: _new(case, name, value, left))
    return case


def _new(case: Case, name: str, value: str, left: set[tuple[tuple[str, str], ...]]) -> int:
    met = (tuple(sorted([(name, value), one])) for one in case.items())
    return sum(pair in left for pair in met)
