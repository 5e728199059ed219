"""Passages found by their words: the one place, or a sentence on what is in the way."""

import pytest

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section, reading_text
from esscollab_desktop.services.quoting import passage_of

PAGE = Page(
    "4.MA",
    "Massachusetts",
    lead="Partners met early.",
    sections=(
        Section(
            "What the state did",
            (
                Paragraph("The first was the “policy breakfast” – at the library.", "a"),
                Paragraph("Partners met at the library. Then partners met again; it’s an art.", "b"),
                Paragraph("Nothing was started.", "c"),
                EntryList((Entry("Public Library", "rooms at the library"),)),
            ),
        ),
    ),
)
TEXT = reading_text(PAGE)


@pytest.mark.parametrize(
    ("words", "letter", "found"),
    [
        ("Partners met early", "", "Partners met early"),
        ("policy breakfast", "", "policy breakfast"),
        ('"POLICY  breakfast" - at', "", "“policy breakfast” – at"),
        ("it's an", "", "it’s an"),
        ("art", "", "art"),  # stands in “started” too, but there not as a word
        ("start", "", "start"),
        ("at the library", "a", "at the library"),
        ("Then partners", "B", "Then partners"),
        ("breakfast” – at the library. Partners met", "", "breakfast” – at the library.\nPartners met"),
        ("", "c", "Nothing was started."),
        ("(?i).*", "", None),
    ],
)
def test_the_one_place(words: str, letter: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(UserError, match="is not in the text of"):
            passage_of(PAGE, words, letter)
        return
    start, end = passage_of(PAGE, words, letter)
    assert TEXT[start:end] == found


@pytest.mark.parametrize(
    ("words", "letter", "told"),
    [
        (
            "at the library",
            "",
            "“at the library” stands in paragraphs a and b of 4.MA, and where there is no letter. "
            "Add --letter a, or give more of the words around it.",
        ),
        (
            "partners met",
            "b",
            "“partners met” stands 2 times in paragraph b of 4.MA. Give more of the words around it.",
        ),
        (
            "library",
            "c",
            "“library” is not in paragraph c of 4.MA. Copy the words from `esscollab show 4.MA`.",
        ),
        ("library", "z", "4.MA has no paragraph z. They run from a to c."),
        ("", "", "There are no words to look for in 4.MA. Give some of them, or a paragraph’s letter."),
    ],
)
def test_what_is_in_the_way(words: str, letter: str, told: str) -> None:
    with pytest.raises(UserError) as refused:
        passage_of(PAGE, words, letter)
    assert str(refused.value) == told


def test_a_page_without_letters() -> None:
    page = Page("state:WY", "Wyoming", lead="One and one.")
    with pytest.raises(UserError, match=r"no paragraph a\. Its paragraphs have no letters\."):
        passage_of(page, "one", "a")
    with pytest.raises(UserError, match=r"stands 2 times in state:WY\. Give more"):
        passage_of(page, "one")
