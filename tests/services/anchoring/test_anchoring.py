"""Selectors and verdicts: what must hold for any text."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.anchors import AnchorState, Selectors, text_hash
from esscollab_desktop.services.anchoring import Comparison, anchor, select

OLD = "Ten meetings took place in Ohio. Over 1,500 people came. The board read the notes in June."

words = st.sampled_from(
    [
        "ten",
        "board",
        "Ohio",
        "Iowa",
        "1,500",
        "5,100",
        "not",
        "people",
        "came.",
        "The\n",
        "café",
        "—",
        "“notes”",
    ]
)
texts = st.one_of(st.lists(words, max_size=40).map(" ".join), st.text(max_size=200))


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = normalize("NFC", draw(texts.filter(lambda text: len(text) > 1)))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def test_selectors_name_a_passage_in_three_ways() -> None:
    start = OLD.index("Over")
    made = select(OLD, start, start + 22)
    assert made.exact == "Over 1,500 people came"
    assert (made.start, made.end) == (start, start + 22)
    assert OLD.startswith(made.prefix + made.exact + made.suffix, start - len(made.prefix))
    assert made.text_hash == text_hash(OLD)


def test_a_passage_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="is not inside"):
        select("short", 2, 9)


def test_positions_count_composed_letters() -> None:
    made = select("Cafe\u0301s are open.", 0, 5)
    assert made.exact == "Caf\u00e9s"
    verdict = anchor("Cafe\u0301s are open.", made, "Many cafe\u0301s. Cafe\u0301s are open.")
    assert (verdict.state, verdict.start) == (AnchorState.EXACT, 12)


@settings(deadline=None)
@given(passages())
def test_on_the_same_text_it_is_exact_at_the_same_place(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    made = select(text, start, end)
    for old in (text, None):
        verdict = anchor(old, made, text)
        assert (verdict.state, verdict.start, verdict.end) == (AnchorState.EXACT, start, end)


@settings(deadline=None)
@given(passages(), texts, st.booleans())
def test_verdicts_stay_inside_the_text_and_exact_means_the_same_words(
    passage: tuple[str, int, int], new: str, knows_old: bool
) -> None:
    text, start, end = passage
    made = select(text, start, end)
    verdict = anchor(text if knows_old else None, made, new)
    composed = normalize("NFC", new)
    assert 0 <= verdict.start <= verdict.end <= len(composed)
    assert 0.0 <= verdict.score <= 1.0
    if verdict.state is AnchorState.EXACT:
        assert composed[verdict.start : verdict.end] == made.exact
    elif verdict.state is AnchorState.MOVED:
        assert verdict.start < verdict.end
    else:
        assert (verdict.start, verdict.end) == (0, 0)
    assert verdict == anchor(text if knows_old else None, made, new)


@settings(deadline=None)
@given(
    st.one_of(st.none(), st.text(max_size=60)),
    st.text(max_size=40),
    st.text(max_size=20),
    st.integers(-5, 80),
    st.integers(-5, 80),
    st.text(max_size=120),
)
def test_selectors_that_fit_no_text_never_raise(
    old: str | None, exact: str, around: str, start: int, end: int, new: str
) -> None:
    verdict = anchor(old, Selectors(exact, around, around, start, end, ""), new)
    assert 0 <= verdict.start <= verdict.end <= len(normalize("NFC", new))


@settings(deadline=None)
@given(passages(), st.text(alphabet="ijkqvxz wy.", max_size=200), st.booleans())
def test_a_text_without_any_shared_word_gives_an_orphan(
    passage: tuple[str, int, int], new: str, knows_old: bool
) -> None:
    text, start, end = passage
    if set(text.casefold()) & set("ijkqvxzwy") or not any(sign.isalnum() for sign in text[start:end]):
        return
    made = select(text, start, end)
    assert anchor(text if knows_old else None, made, new).state is AnchorState.ORPHAN


def test_a_damaged_position_is_not_believed() -> None:
    start = OLD.index("Over")
    made = select(OLD, start, start + 22)
    bent = Selectors(made.exact, made.prefix, made.suffix, 3, 25, made.text_hash)
    verdict = anchor(OLD, bent, OLD)
    assert (verdict.state, verdict.start) == (AnchorState.EXACT, start)


def test_a_text_beyond_measure_is_answered() -> None:
    """Each of these would take minutes, or all memory, if words were compared one by one with all others."""
    many = "ten meetings " * 20_000
    verdict = anchor(many, select(many, 13, 200_013), many[7:])
    assert many[7:][verdict.start : verdict.end] in {"", many[13:200_013]}
    long = " ".join(f"word{number}" for number in range(30_000))
    assert anchor(long, select(long, 0, len(long)), long.replace("word7 ", "")).state is AnchorState.ORPHAN
    one = "x" * 200_000
    assert anchor(one, select(one, 5, 100_000), "y".join(one[:50_000])).state is AnchorState.ORPHAN


def test_one_comparison_answers_for_all_passages_of_a_page() -> None:
    new = OLD.replace("June", "July")
    both = Comparison(OLD, new)
    for start in range(0, len(OLD) - 12, 7):
        made = select(OLD, start, start + 12)
        assert both.verdict(made) == anchor(OLD, made, new)


def test_the_example_in_the_document_says_what_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    document = (Path(__file__).parents[3] / "docs" / "anchoring.md").read_text("utf-8")
    exec(document.partition("```python\n")[2].partition("```")[0], {})
    assert capsys.readouterr().out.startswith("moved over 1,510 people came\n")
