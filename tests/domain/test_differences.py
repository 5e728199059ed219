"""What changed is told in words, and nothing of either text is left out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esscollab_desktop.domain.differences import Change, Piece, differences

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED
TEXTS = st.lists(st.sampled_from(["the ", "parents ", "met", " twice", ".", "\n", "é", "12"])).map("".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.change is not ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not REMOVED) == new
    assert all(one.change is not other.change for one, other in pairwise(pieces))
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", ()),
        ("same", "same", (Piece(SAME, "same"),)),
        ("", "new", (Piece(ADDED, "new"),)),
        (
            "We met parents in May.",
            "We met many parents in June.",
            (
                Piece(SAME, "We met "),
                Piece(ADDED, "many "),
                Piece(SAME, "parents in "),
                Piece(REMOVED, "May"),
                Piece(ADDED, "June"),
                Piece(SAME, "."),
            ),
        ),
    ],
)
def test_words_are_told_whole(old: str, new: str, pieces: tuple[Piece, ...]) -> None:
    assert differences(old, new) == pieces


def test_long_texts_are_compared_by_lines() -> None:
    old = "".join(f"line {number} of many\n" for number in range(2000))
    new = "first\n" + old.replace("line 1000 of", "line one thousand of") + "last\n"
    told = [piece for piece in differences(old, new) if piece.change is not SAME]
    assert [piece.change for piece in told][:1] == [ADDED]
    assert "".join(p.text for p in differences(old, new) if p.change is not ADDED) == old
    assert len(told) <= 6
