"""Where hits are in a text: any text, whatever folding does to its length."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.search import fold, spans, words_of

# Letters that fold to several, to none, or to another number of code points.
SIGNS = ["ﬁ", "ß", "İ", "ı", "é", "e\u0301", "\u0301", "ŉ", "ﷺ", "ς", "½", "４", "한", "_", "’"]
SIGNS += [" ", "\n", "a", "Ab"]
TEXTS = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=4)), max_size=30).map("".join)


def marked(text: str, *patterns: str) -> list[str]:
    return [text[begin:end] for begin, end in spans(text, patterns)]


@given(TEXTS, st.lists(st.one_of(TEXTS, st.text(max_size=8)), max_size=6))
@settings(deadline=None)
def test_ranges_are_in_order_apart_and_in_the_text(text: str, patterns: list[str]) -> None:
    at = 0
    for begin, end in spans(text, patterns):
        assert at <= begin < end <= len(text)
        at = end


@given(TEXTS, st.data())
@settings(deadline=None)
def test_words_of_the_text_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    words = list(words_of(text))
    for begin, end, word in words:
        assert 0 <= begin < end <= len(text)
        assert word == fold(word)
    whole = [(b, e, w) for b, e, w in words if w.split() == [w]]
    if not whole:
        return
    begin, end, word = data.draw(st.sampled_from(whole))
    assert (begin, end) in spans(text, [word])
    for cut in range(1, len(word) + 1):
        assert (begin, end) in spans(text, [f"{word[:cut]}*"])


@given(TEXTS, st.data())
@settings(deadline=None)
def test_a_phrase_of_the_text_is_found_as_one(text: str, data: st.DataObject) -> None:
    words = list(words_of(text))
    if len(words) < 2 or any(w.split() != [w] for *_, w in words):
        return
    at = data.draw(st.integers(0, len(words) - 2))
    phrase = f"{words[at][2]} {words[at + 1][2]}"
    covered = {n for begin, end in spans(text, [phrase]) for n in range(begin, end)}
    assert {*range(words[at][0], words[at][1])} <= covered or {
        *range(words[at + 1][0], words[at + 1][1])
    } <= covered


@given(TEXTS)
@example("İ\u0301\u0301½")
@example("CONEXIÓN ﬁnal STRASSE straße İstanbul")
@settings(deadline=None)
def test_case_and_accents_do_not_count(text: str) -> None:
    for other in (text.upper(), unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)):
        assert fold(fold(other)) == fold(other)
    for *_, word in words_of(unicodedata.normalize("NFC", text)):
        if word.split() == [word] and word.isalnum():
            assert spans(unicodedata.normalize("NFD", text), [word])


@pytest.mark.parametrize(
    ("text", "patterns", "found"),
    [
        ("Conexión Américas", ("conexion",), ["Conexión"]),
        ("Conexio\u0301n Américas", ("conexion", "americas"), ["Conexio\u0301n", "Américas"]),
        ("the ﬁnal ﬁrst plan", ("final", "plan"), ["ﬁnal", "plan"]),
        ("Die Straße dort", ("strasse", "dort"), ["Straße", "dort"]),
        ("İstanbul and more", ("istanbul", "more"), ["İstanbul", "more"]),
        ("policy breakfasts", ("policy breakf*",), ["policy breakfasts"]),
        ("policy; breakfasts", ("policy", "policy breakfasts"), ["policy; breakfasts"]),
        ("over 1,500 people", ("1 500",), ["1,500"]),
        ("code 4.MA-2 here", ("4 ma 2",), ["4.MA-2"]),
        ("students student", ("student",), ["student"]),
        ("students student", ("student*",), ["students", "student"]),
        ("parent’s parent_s", ("parent",), ["parent", "parent"]),
        ("a b a b", ("a b",), ["a b", "a b"]),
        ("a a a", ("a a",), ["a a"]),
        # One letter is folded away and another folds to two: the lengths are the same, the places are not.
        ("Conexio\u0301n and the ﬁnal plan", ("the", "final"), ["the", "ﬁnal"]),
        ("nothing", ("", "*", " "), []),
        ("", ("a",), []),
    ],
)
def test_what_is_marked(text: str, patterns: tuple[str, ...], found: list[str]) -> None:
    assert marked(text, *patterns) == found
