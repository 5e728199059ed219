"""The corpus of text edits: no note on wrong words, nearly all kept where little changed."""

import pytest

from esscollab_desktop.services.catalogue import Catalogue

from .corpus.edit import Edit, Outcome
from .corpus.generated import generated_edits
from .corpus.hand import read_edits
from .corpus.pages import reading_texts
from .table import COUNT, SEEDS, figures, plain, with_old_text

TUNED = read_edits("tuned")


@pytest.fixture(scope="module")
def generated(catalogue: Catalogue) -> list[Edit]:
    pages = reading_texts(catalogue)
    return [edit for seed in SEEDS.values() for edit in generated_edits(pages, seed, COUNT)]


def test_the_corpus_is_large_enough(generated: list[Edit]) -> None:
    assert len(TUNED) >= 120
    assert len(TUNED) + len(generated) >= 1_000


@pytest.mark.parametrize("name", ["tuned", "checked", "held_out"])
def test_notes_stand_on_the_right_words_after_edits_by_hand(name: str) -> None:
    told = figures(read_edits(name), with_old_text)
    assert told.wrong == []
    assert told.visible == told.edits
    assert told.outcomes[Outcome.LOST] <= 2


def test_notes_stand_on_the_right_words_after_edits_by_seed(generated: list[Edit]) -> None:
    told = figures(generated, with_old_text)
    assert told.wrong == []
    assert told.visible == told.edits
    assert told.light > 500
    assert told.kept_share >= 0.95


def test_a_plain_search_does_worse(generated: list[Edit]) -> None:
    """Else all the care would be for nothing."""
    assert len(figures(generated[:500], plain).wrong) > 40


def test_the_same_seed_makes_the_same_edits(catalogue: Catalogue) -> None:
    pages = reading_texts(catalogue)
    assert generated_edits(pages, 3, 40) == generated_edits(pages, 3, 40)
    assert generated_edits(pages, 3, 40) != generated_edits(pages, 4, 40)
