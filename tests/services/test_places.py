"""A code with the letter of a paragraph, as people say it, and the one paragraph of a page."""

import pytest

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Paragraph
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.places import only_paragraph, place_in


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("4.MA, c", ("4.MA", "c")),
        ("4 ma c", ("4.MA", "c")),
        ("4 ma", ("4.MA", "")),
        ("4.ma", ("4.MA", "")),
        ("4.MA z", ("4.MA", "z")),
        ("michigan", ("state:MI", "")),
        ("SEA", ("glossary:SEA", "")),
    ],
)
def test_a_code_or_a_name_goes_before_a_letter(
    catalogue: Catalogue, typed: str, place: tuple[str, str]
) -> None:
    assert place_in(catalogue, typed) == place


@pytest.mark.parametrize("typed", ["4.MQ", "4.MQ, c", "4 mq c"])
def test_an_unknown_code_is_told_with_those_near_it(catalogue: Catalogue, typed: str) -> None:
    with pytest.raises(UserError, match=r"^4\.MQ is not a code in this book\. Near it: 4\."):
        place_in(catalogue, typed)


def test_words_are_no_place(catalogue: Catalogue) -> None:
    with pytest.raises(UserError):
        place_in(catalogue, "a library at night")


def test_one_paragraph_keeps_its_own_sources_counted_anew(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("1.MA")
    (section,) = only_paragraph(page, "C").sections
    (paragraph,) = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.letter, paragraph.text) == ("c", "More than 1,500 people came.")
    assert paragraph.refs == (1,)
    assert [source.id for source in only_paragraph(page, "c").sources] == ["paper"]
    assert section.heading == "Related facts"


def test_a_letter_that_is_not_there_is_told_with_those_that_are(small_catalogue: Catalogue) -> None:
    with pytest.raises(UserError, match=r"^1\.MA has no paragraph x\. They run from a to c\.$"):
        only_paragraph(small_catalogue.page("1.MA"), "x")
    with pytest.raises(UserError, match="Its paragraphs have no letters"):
        only_paragraph(small_catalogue.page("state:MA"), "a")
