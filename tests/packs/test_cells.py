"""What a spreadsheet holds comes out as plain text."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.packs.cells import as_text, folded, paragraphs, typographic


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (4, "4"),
        (4.0, "4"),
        (4.5, "4.5"),
        (1e300, "1e+300"),
        (datetime(2026, 1, 15, 0, 0), "January 15, 2026"),
        (date(2016, 12, 3), "December 3, 2016"),
        (time(9, 30), "09:30"),
        (True, "yes"),
        ("  as it is ", "  as it is "),
    ],
)
def test_a_value_as_people_read_it(value: object, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('They said "yes".', "They said “yes”."),
        ('"Yes", they said', "“Yes”, they said"),
        ("the state's and the parents' plan", "the state’s and the parents’ plan"),
        ("a 'policy breakfast' (\"early\")", "a ‘policy breakfast’ (“early”)"),
        ("“kept” as it’s", "“kept” as it’s"),
    ],
)
def test_straight_quotes_become_typographic(typed: str, printed: str) -> None:
    assert typographic(typed) == printed


def test_spaces_of_all_kinds_fold_and_what_is_unseen_goes() -> None:
    assert folded("\ufeff a\u00a0b \t c\u200bd\u00ade \r\n f ") == "a b cde f"


def test_paragraphs_begin_at_line_breaks_of_any_system() -> None:
    assert paragraphs("one\r\ntwo\rthree\n\n  \n• four\x0b- five\u20286. six\n7) seven\n- \n2016. was") == [
        *("one", "two", "three", "four", "five", "six", "seven", "2016. was"),
    ]


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert not set("\n\r\t\"'") & set(once)
    assert all(part == folded(part) != "" for part in paragraphs(text))
