"""What is read out of typed text: filters, phrases, words; any text is a question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.search import fold
from esscollab_desktop.services.search.question import FILTERS, MOST_WORDS, Question, Typed, read

SIGNS = ['"', ":", "state:", "kind:", "“", "”", "'", "’s", ".", ",", "-", "\x00", "AND", "*", "1,500"]
PARTS = st.sampled_from(SIGNS)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(PARTS, st.text(max_size=5)), max_size=30).map(" ".join),
    st.lists(PARTS, max_size=12).map("".join),
)


def words(text: str) -> list[tuple[str, ...]]:
    return [part.words for part in read(text).typed]


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_any_text_is_a_question(text: str) -> None:
    asked = read(text)
    assert len(asked.typed) <= MOST_WORDS
    for part in asked.typed:
        assert part.words
        assert part.shown
        assert all(word and word == fold(word) and " " not in word for word in part.words)
        assert not (part.is_open and part.is_wanted)
    assert sum(part.is_open for part in asked.typed) <= 1
    for name, value in asked.filters:
        assert name in FILTERS
        assert value == value.strip() != ""
    assert read(text) == asked


def test_nothing_is_an_empty_question() -> None:
    for text in ("", "  ", "?!", '""', "…", "\x00", '"', "state:"):
        assert read(text).typed in ((), (Typed("state", ("state",), is_open=False),))
    assert read("").is_empty
    assert read("\n\t").is_empty
    assert not read("kind:related").is_empty


def test_a_thousand_words_are_cut_short() -> None:
    assert len(read(" ".join(f"word{n}" for n in range(1000))).typed) == MOST_WORDS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Parents’ Voice", [("parents",), ("voice",)]),
        ("Michigan's plan", [("michigan",), ("plan",)]),
        ("CONEXIÓN", [("conexion",)]),
        ("4.MA", [("4", "ma")]),
        ("1,500 people", [("1", "500")]),
        ("e-mail", [("e", "mail")]),
        ("who engaged the tribes?", [("engaged",), ("tribes",)]),
        ("who was it", [("who",), ("was",), ("it",)]),
        ('"public comment" draft', [("public", "comment"), ("draft",)]),
        ("“public comment” draft", [("public", "comment"), ("draft",)]),
        ('"who was it" tribes', [("who", "was", "it"), ("tribes",)]),
        ('unclosed "quote here', [("unclosed",), ("quote",)]),
        ("http://example.org", [("http", "example", "org")]),
    ],
)
def test_words_as_they_are_looked_for(text: str, found: list[tuple[str, ...]]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "is_open"),
    [("policy breakf", True), ("policy breakf ", False), ('policy "breakf"', False), ("breakf?", False)],
)
def test_only_the_last_word_may_be_unfinished(text: str, is_open: bool) -> None:
    asked = read(text)
    assert asked.typed[-1].is_open is is_open
    assert not any(part.is_open for part in asked.typed[:-1])


def test_filters_are_taken_out() -> None:
    asked = read('state:MI survey kind:related topic:"English learners" meeting:May other:thing practice:4')
    assert asked.filters == (
        ("state", "MI"),
        ("kind", "related"),
        ("topic", "English learners"),
        ("meeting", "May"),
        ("practice", "4"),
    )
    assert asked.text == "survey other:thing"
    assert read("STATE:mi").filters == (("state", "mi"),)
    assert read("state:“New York” x").filters == (("state", "New York"),)


def test_phrases_are_wanted_as_they_stand() -> None:
    asked = read('"policy breakfasts" early')
    assert asked == Question(
        '"policy breakfasts" early',
        (
            Typed("policy breakfasts", ("policy", "breakfasts"), is_wanted=True),
            Typed("early", ("early",), is_open=True),
        ),
    )
