"""Codes as people type them, and what is near a mistyped one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain import codes

KNOWN = ["1", "2", "4", "1.MA", "1.WA-2", "4.DC", "4.MA", "4.MI", "4.NM", "state:MA", "state:MI"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (" 4.ma ", "4.MA"),
        ("State:mi", "state:MI"),
        ("state: mi", "state:MI"),
        ("4", "4"),
        ("4.ks-OWN2", "4.KS-own2"),
    ],
)
def test_normalize(typed: str, written: str) -> None:
    assert codes.normalize(typed) == written


def test_kinds_of_codes() -> None:
    assert [c for c in KNOWN if codes.is_practice(c)] == ["1", "2", "4"]
    assert [c for c in KNOWN if codes.is_state(c)] == ["state:MA", "state:MI"]
    assert [codes.practice_of(c) for c in ("1.WA-2", "4", "state:MA")] == ["1", "", ""]
    assert [codes.jurisdiction_of(c) for c in ("1.WA-2", "4", "state:MA")] == ["WA", "", "MA"]
    for wrong in ("0", "04", "4.M", "4.MA-1", "4.MA-02", "4.ma", "state:", "4.MA\n", "٤"):
        assert not codes.is_practice(wrong)
        assert not codes.is_example(wrong)
        assert not codes.is_state(wrong)


def test_own_examples_have_codes_that_no_book_gives() -> None:
    own = ["4.KS-own", "4.KS-own2", "12.BIE-own10"]
    assert all(codes.is_own_example(c) and codes.is_example(c) for c in own)
    assert not any(codes.is_book_example(c) for c in own)
    assert not any(codes.is_own_example(c) for c in KNOWN)
    assert [codes.practice_of(c) for c in own] == ["4", "4", "12"]
    assert [codes.jurisdiction_of(c) for c in own] == ["KS", "KS", "BIE"]
    assert [codes.own_count(c) for c in own] == [1, 2, 10]
    assert codes.own_count("4.KS-2") == 0
    for wrong in ("4.KS-own1", "4.KS-own0", "4.KS-own02", "4.KS-OWN", "4-own", "4.KS-own2\n", "4.KS-own-2"):
        assert not codes.is_example(wrong)


@given(st.integers(1, 10**6), st.sampled_from(["KS", "BIE"]), st.integers(1, 10**6))
def test_an_own_code_says_its_parts(practice: int, jurisdiction: str, count: int) -> None:
    code = codes.own_code(str(practice), jurisdiction, count)
    assert (codes.practice_of(code), codes.jurisdiction_of(code)) == (str(practice), jurisdiction)
    assert codes.own_count(code) == count
    assert codes.normalize(code.lower()) == codes.normalize(code.upper()) == code


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("4.MQ", ["4.MA", "4.MI", "4.NM"]),
        ("9", ["1", "2", "4"]),
        ("1.wa", ["1.WA-2", "1.MA"]),
        ("state:MO", ["state:MA", "state:MI"]),
    ],
)
def test_nearest(typed: str, near: list[str]) -> None:
    assert codes.nearest(typed, KNOWN)[: len(near)] == near


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_has_near_codes_that_exist(typed: str) -> None:
    near = codes.nearest(typed, KNOWN)
    assert 0 < len(near) <= 3
    assert set(near) <= set(KNOWN)


def test_letters_go_on_after_z() -> None:
    assert [codes.letter(place) for place in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


@given(st.integers(0, 100_000))
def test_every_place_has_a_letter_of_its_own(place: int) -> None:
    value = 0
    for char in codes.letter(place):
        value = value * 26 + ord(char) - ord("a") + 1
    assert value == place + 1


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("4.MA, c", ("4.MA", "c")),
        ("4.MA c", ("4.MA", "c")),
        ("4 ma c", ("4.MA", "c")),
        (" 4.MA,c ", ("4.MA", "c")),
        ("4.ma, paragraph C", ("4.MA", "c")),
        ("4.MA (c)", ("4.MA", "c")),
        ("4.MA aa", ("4.MA", "aa")),
        ("4 ma", ("4.MA", "")),
        ("4.MA", ("4.MA", "")),
        ("4 c", ("4", "c")),
        ("12, b", ("12", "b")),
        ("1.WA-2 b", ("1.WA-2", "b")),
        ("4.ks-own2, b", ("4.KS-own2", "b")),
        ("4.MA@Ohio-Office, c", ("4.MA@ohio-office", "c")),
        ("michigan c", ("michigan c", "")),
        ("policy breakfasts", ("policy breakfasts", "")),
        ("4 policy breakfasts", ("4 policy breakfasts", "")),
        ("", ("", "")),
        ("0.MA c", ("0.MA c", "")),
    ],
)
def test_a_place_is_a_code_and_the_letter_of_a_paragraph(typed: str, place: tuple[str, str]) -> None:
    assert codes.place_of(typed) == place
