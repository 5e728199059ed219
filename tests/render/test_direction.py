"""Which way a text runs is Unicode's rule; a language is guessed only where its letters leave no other."""

import pytest

from esscollab_desktop.render.direction import has_right_to_left, spoken
from esscollab_desktop.render.languages import goes_left, is_right_to_left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("plain", False),
        ("", False),
        ("123 – ", False),
        ("السلام", True),
        ("שלום", True),
        ("123 السلام and more", True),
        ("“السلام”", True),
        ("English السلام", False),
        ("\u2067שלום\u2069 said she", False),
        ("\u2068a\u2069 שלום", True),
        ("\u2069שלום", True),
        ("\u2068a\nשלום", True),
        ("中文 ب", False),
        ("\U00010d00", True),  # Hanifi Rohingya
        ("𞤀𞤣", True),  # Adlam
        ("\ud800", False),
    ],
)
def test_the_first_strong_letter_says_where_a_text_begins(text: str, left: bool) -> None:
    assert is_right_to_left(text) is left


def test_a_text_without_letters_goes_as_its_language_does() -> None:
    assert is_right_to_left("1 + 1", "ar")
    assert is_right_to_left("", "he-IL")
    assert not is_right_to_left("1 + 1", "en")
    assert goes_left("FA-ir")
    assert goes_left("ku-Arab")
    assert not goes_left("ku")
    assert goes_left("pa-Arab-PK")
    assert not goes_left("pa")
    assert not goes_left("ar-Latn")
    assert goes_left("ar-EG")
    assert not goes_left("")


def test_letters_that_run_to_the_left_are_found_anywhere() -> None:
    assert has_right_to_left("see שלום")
    assert not has_right_to_left("see 中文 é 😀")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("plain", "en"),
        ("¿Cuándo?", "en"),
        ("Привет", "en"),
        ("السلام عليكم", "ar"),
        ("می‌خواهم", "fa"),
        ("یہ اردو ہے", "ur"),
        ("שלום", "he"),
        ("学校和家庭", "zh"),
        ("学校と家庭", "ja"),
        ("학교와 가정", "ko"),
        ("हिन्दी", "hi"),
        ("ภาษาไทย", "th"),
        ("ᏣᎳᎩ", "chr"),
        ("The word السلام is a greeting", "en"),
        ("😀 123", "en"),
        ("", "en"),
    ],
)
def test_a_text_in_another_script_is_said_in_its_usual_language(text: str, language: str) -> None:
    assert spoken(text, "en") == language


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("سلام", "ps-AF"),
        ("नमस्ते", "ne"),
        ("ကညီ", "ksw"),
        ("שלום", "yi"),
        ("漢字", "ja"),
        ("漢字", "zh-Hant"),
        ("漢字", "yue"),
    ],
)
def test_a_known_language_that_writes_so_stays(text: str, known: str) -> None:
    assert spoken(text, known) == known
