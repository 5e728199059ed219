"""The words of an index: completed, in other forms, mended, and what lies nearest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.services.search.vocabulary import FEW_TEXTS, MOST_COMPLETIONS, TYPO_FROM, Vocabulary

COUNTS = {
    "tribe": 3, "tribes": 9, "tribal": 8, "engage": 2, "engaged": 4, "engaging": 1, "engagement": 30,
    "survey": 7, "surveys": 6, "policy": 5, "policies": 2, "plan": 40, "plans": 12, "stakeholder": 20,
    "breakfasts": 1, "1500": 1, "school": 50,
}  # fmt: skip
VOCABULARY = Vocabulary(COUNTS.items())
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def test_words_are_counted() -> None:
    assert VOCABULARY.count("tribes") == 9
    assert VOCABULARY.count("tri") == 0
    assert VOCABULARY.count("") == 0
    assert Vocabulary(()).count("a") == 0
    assert Vocabulary(()).completions("a") == ([], True)
    assert Vocabulary(()).meant("abcdef") == []


def test_a_rarer_word_tells_more() -> None:
    assert VOCABULARY.weight(1) > VOCABULARY.weight(10) > VOCABULARY.weight(50) > 0
    assert VOCABULARY.weight(0) == VOCABULARY.weight(1)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("tribe", {"tribes"}),
        ("tribes", {"tribe"}),
        ("surveys", {"survey"}),
        ("surveying", {"survey", "surveys"}),
        ("policies", {"policy"}),
        ("policy", {"policies"}),
        ("plans", {"plan"}),
        ("planning", {"plan", "plans"}),
        ("engages", {"engage", "engaged", "engaging", "engagement"}),
        ("1500", set()),
        ("zebra", set()),
        ("a", set()),
    ],
)
def test_other_forms(word: str, forms: set[str]) -> None:
    found = VOCABULARY.forms(word)
    assert len(found) == len(set(found))
    assert set(found) >= forms - {"engagement"}
    assert set(found) <= forms


def test_beginnings_are_completed_the_commonest_first() -> None:
    assert VOCABULARY.completions("trib") == (["tribes", "tribal", "tribe"], True)
    assert VOCABULARY.completions("tribes") == (["tribes"], True)
    assert VOCABULARY.completions("zeb") == ([], True)
    many = Vocabulary((f"ab{n:05}", 1 + n) for n in range(FEW_TEXTS))
    completed, is_all = many.completions("ab")
    assert (len(completed), is_all) == (MOST_COMPLETIONS, False)
    assert completed[0] == f"ab{FEW_TEXTS - 1:05}"


@given(st.sampled_from([word for word in COUNTS if len(word) > TYPO_FROM and word.isalpha()]), st.data())
@settings(deadline=None)
def test_one_typo_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    wrong = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            ]
        )
    )
    if wrong not in COUNTS:
        found = VOCABULARY.meant(wrong)
        assert word in found
        assert [VOCABULARY.count(one) for one in found] == sorted(map(VOCABULARY.count, found), reverse=True)


def test_short_words_and_two_typos_are_not_forgiven() -> None:
    assert VOCABULARY.meant("plam") == []
    assert VOCABULARY.meant("stkehlder") == []
    assert VOCABULARY.meant("brekf") == []


@pytest.mark.parametrize("begun", ["brekfa", "braekfa", "breakffa", "bteakfa", "breqk"])
def test_a_typo_in_an_unfinished_word_is_forgiven(begun: str) -> None:
    assert VOCABULARY.meant(begun, is_open=True) == ["breakfasts"]
    assert VOCABULARY.meant(begun) == []


@given(st.text(), st.booleans())
@settings(deadline=None)
def test_any_word_can_be_asked_for(word: str, is_open: bool) -> None:
    assert set(VOCABULARY.forms(word)) <= set(COUNTS)
    assert set(VOCABULARY.meant(word, is_open=is_open)) <= set(COUNTS)
    assert set(VOCABULARY.completions(word)[0]) <= set(COUNTS)
    found = VOCABULARY.nearest(word, ["Tribal consultation"], 3)
    assert len(found) <= 3
    assert set(found) <= {*COUNTS, "Tribal consultation"}


def test_the_nearest() -> None:
    assert VOCABULARY.nearest("stkeholdr", [], 3)[0] == "stakeholder"
    assert VOCABULARY.nearest("tribal consultatn", ["Tribal consultation"], 1) == ["Tribal consultation"]
