"""Where typed words stand in a text: without case and accents, inside of words, at the right places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esscollab_desktop.domain.search import fold, occurrences

# Signs whose folded length differs, that combine, that look alike; and any other.
SIGNS = (
    st.sampled_from("aAbsS éÉe\u0301ßẞﬁﬀİıŉΣσςǅ½…’'“\"–-\u00a0\u2028\t한각e\u0301\u0327𝒳🙂") | st.characters()
)
TEXTS = st.text(SIGNS, max_size=30)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Philanthropy Ohio", "philan", ["Philan"]),
        ("Philanthropy Ohio", "OHIO", ["Ohio"]),
        ("Stakeholders and holders", "holder", ["holder", "holder"]),
        ("Niños, niñas; nin\u0303os", "nino", ["Niño", "nin\u0303o"]),
        ("Ninos", "niño", ["Nino"]),
        ("cafe\u0301 au lait", "cafe", ["cafe\u0301"]),
        ("cafe\u0301 au lait", "e\u0301 A", ["e\u0301 a"]),
        ("Ohio’s own", "ohio's", ["Ohio’s"]),
        ("“policy breakfasts”", '"policy', ["“policy"]),
        ("2016–2017", "2016-17", []),
        ("2016–2017", "6-2", ["6–2"]),
        ("Straße", "strasse", ["Straße"]),
        ("Straße", "s", ["S", "ß"]),
        ("ofﬁce", "off", ["ofﬁ"]),
        ("ofﬁce", "of", ["of"]),
        ("ofﬁce", "offi", ["ofﬁ"]),
        ("ofﬁce", "ofi", []),
        ("ofﬁce", "f", ["f", "ﬁ"]),
        ("𝒳 and 🙂🙂", "🙂", ["🙂", "🙂"]),
        ("a\u00a0b a\tb", "a b", ["a\u00a0b", "a\tb"]),
        ("aaaa", "aa", ["aa", "aa"]),
        (".* (x) [y] \\", ".*", [".*"]),
        ("anything", "", []),
        ("a b", " ", []),
        ("anything", "\u0301", []),
        ("", "a", []),
    ],
)
def test_what_is_found(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, words)] == found


@given(TEXTS, TEXTS, TEXTS)
def test_words_are_found_wherever_they_stand(before: str, words: str, after: str) -> None:
    text = before + words + after
    found = occurrences(text, words)
    if not occurrences(words, words):  # nothing but space, or marks without a letter
        assert found == ()
        return
    first, last = len(before), len(before + words)
    assert any(start < last and first < end for start, end in found)


@given(TEXTS, TEXTS)
def test_every_hit_holds_the_words_and_none_stands_on_another(text: str, words: str) -> None:
    found = occurrences(text, words)
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert occurrences(text[start:end], words)
    assert all(one[1] <= two[0] for one, two in pairwise(found))


@given(TEXTS)
def test_case_makes_no_difference(text: str) -> None:
    for other in (text.casefold(), text.lower()):
        if fold(other) == fold(text):  # a few signs of Turkish and Greek have no way back
            assert bool(occurrences(text, other)) == bool(occurrences(text, text))


@given(st.text(st.sampled_from("ab "), max_size=40), st.text(st.sampled_from("ab "), min_size=1, max_size=3))
def test_in_plain_letters_it_is_what_python_counts(text: str, words: str) -> None:
    expected = text.count(words) if words.strip() else 0
    assert len(occurrences(text, words)) == expected
