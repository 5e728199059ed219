"""Commands are found by a few typed words, also by words that are not quite right."""

import pytest

from esscollab_desktop.domain.matching import fit

HANDOUT = ("Save handout", "File menu", "pdf")


@pytest.mark.parametrize(
    "typed",
    ["", "save handout", "handout save", "hand", "SAVE", "sav han", "file save", "pdf", "sáve"],
)
def test_words_in_any_order_and_their_beginnings_are_enough(typed: str) -> None:
    assert fit(typed, HANDOUT) is not None


@pytest.mark.parametrize(
    "typed", ["hadout", "handuot", "hanndout", "hamdout", "hnad", "handoutt", "xhandout"]
)
def test_one_typo_is_forgiven(typed: str) -> None:
    assert fit(typed, HANDOUT) is not None


@pytest.mark.parametrize("typed", ["print", "hamdoit", "sv", "save note", "tuodnah", "dout", "hyx"])
def test_other_words_are_not(typed: str) -> None:
    assert fit(typed, HANDOUT) is None


def test_the_nearer_a_name_the_less_it_costs() -> None:
    costs = [fit(words, HANDOUT) for words in ("save", "sav", "file", "fil", "savw")]
    assert costs == sorted(costs, key=lambda cost: cost or 0)
    assert costs[0] == 0
    assert len(set(costs[:4])) == 4
