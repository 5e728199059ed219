"""Differences made short: what is left out, and that no changed word is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esscollab_desktop.domain.differences import Change, differences
from esscollab_desktop.services.changed_words import first_place, gathered, shortened, trimmed

WORDS = ["the", "board", "met", "in", "June.", "Over", "1,500", "people", "–", "“came”,", "…", "no"]
TEXTS = st.lists(st.sampled_from(WORDS)).map(" ".join)


@given(old=TEXTS, new=TEXTS)
def test_gathered_pieces_give_both_texts(old: str, new: str) -> None:
    pieces = gathered(differences(old, new))
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == new


@given(old=TEXTS, new=TEXTS)
def test_trimming_touches_only_what_is_the_same(old: str, new: str) -> None:
    pieces = gathered(differences(old, new))
    told = trimmed(pieces)
    changed = [piece for piece in pieces if piece.change is not Change.SAME]
    assert [piece for piece in told if piece.change is not Change.SAME] == changed
    assert all(len(piece.text.split()) <= 9 for piece in told if piece.change is Change.SAME)
    if old != new:
        was, now = first_place(told, 90)
        assert was != now


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nine came", "ten came", ("nine came", "ten came")),
        ("They met in June.", "They met.", ("They met in June.", "They met.")),
        (
            "One two three four five six seven eight came in the end.",
            "One two three four five six seven eight went in the end.",
            ("… five six seven eight came in the end.", "… five six seven eight went in the end."),
        ),
        (
            "Alpha one two three four five six seven eight nine ten eleven omega",
            "Beta one two three four five six seven eight nine ten eleven psi",
            ("Alpha one two three four …", "Beta one two three four …"),
        ),
        ("", "All is new.", ("", "All is new.")),
    ],
)
def test_the_first_place(old: str, new: str, told: tuple[str, str]) -> None:
    assert first_place(trimmed(gathered(differences(old, new))), 90) == told


def test_changes_near_each_other_are_one_place_as_long_as_they_are_short() -> None:
    old, new = "The old board met in an old hall.", "The new board met in a new hall."
    pieces = trimmed(gathered(differences(old, new)))
    assert first_place(pieces, 90) == (old, new)
    assert first_place(pieces, 30) == ("The old board met in …", "The new board met in …")


def test_a_word_between_two_changes_joins_them() -> None:
    pieces = gathered(differences("a large red house here", "a small red barn here"))
    assert [(piece.change.value, piece.text) for piece in pieces] == [
        ("same", "a "),
        ("removed", "large red house"),
        ("added", "small red barn"),
        ("same", " here"),
    ]


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    text = " ".join(f"word{number}" for number in range(40))
    told = shortened(text, 60)
    assert len(told) <= 64
    assert told.startswith("word0 word1 ")
    assert told.endswith(" word39")
    assert shortened("short  one", 60) == "short one"
    assert len(shortened("x" * 500, 60)) <= 64
