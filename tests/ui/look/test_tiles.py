"""What a tile shows: one mark for each example up to three, then the number; a tint by the total."""

import pytest

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.ui.look.tiles import marks_of, tint_of
from esscollab_desktop.ui.look.tokens import CONTRAST, DARK, LIGHT, Tokens, contrast


def test_a_mark_for_each_example_and_past_three_one_for_each_kind() -> None:
    assert marks_of(Counts()) == []
    assert marks_of(Counts(1, 2)) == [Kind.PUBLISHED, Kind.RELATED, Kind.RELATED]
    assert marks_of(Counts(1, 40, 0, 9)) == [Kind.PUBLISHED, Kind.RELATED]
    assert marks_of(Counts(0, 3, 1)) == [Kind.RELATED, Kind.OWN]


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST])
def test_words_and_marks_can_be_read_on_every_tint(tokens: Tokens) -> None:
    fills = [tint_of(Counts(related=total), tokens) for total in range(5)]
    assert all(contrast(fill, ink) >= 4.5 for fill, ink in fills)
    assert fills[3] == fills[4]
    assert fills[0][0] != fills[3][0]
