"""What goes along with copied words: the place, the state, what they rest on, the edition."""

import pytest

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.page import Page, Paragraph, Section, reading_text
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.citing import Imprint, citation, citation_in

SOURCES = (
    Source("one", "A letter", "The Department", "https://example.org/1", "June 2016"),
    Source("two", "A page", "Partners", "https://example.org/2"),
)
PAGE = Page(
    "4.MA",
    "Massachusetts: enlisted help",
    Kind.PUBLISHED,
    "Published example",
    lead="They came.",
    sections=(
        Section(
            "What the state did",
            (
                Paragraph("It asked.", "a", refs=(2,)),
                Paragraph("It led.", "b", refs=(1, 2)),
                Paragraph("It stayed.", "c"),
                Paragraph("It said thanks.", "d"),
            ),
        ),
    ),
    sources=SOURCES,
)
BOOK = Imprint("The book", "2026.1")


def passage(first: str, last: str = "") -> tuple[int, int]:
    text = reading_text(PAGE)
    return text.index(first), text.index(last or first) + len(last or first)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("It asked",), "4.MA, a, Massachusetts (published example). Source: “A page”, Partners. "),
        (
            ("asked", "It led"),
            "4.MA, a and b, Massachusetts (published example). "
            "Sources: “A letter”, The Department, June 2016; “A page”, Partners. ",
        ),
        (
            ("asked", "It stayed"),
            "4.MA, a to c, Massachusetts (published example). "
            "Sources: “A letter”, The Department, June 2016; “A page”, Partners. ",
        ),
        (("stayed",), "4.MA, c, Massachusetts (published example). "),
        (("They came",), "4.MA, Massachusetts (published example). "),
    ],
)
def test_a_passage_names_its_letters_and_their_sources(words: tuple[str, ...], where: str) -> None:
    told = citation(PAGE, BOOK, "Massachusetts", passage(*words))
    assert told == f"{where}From The book, edition 2026.1."


def test_the_whole_page_has_all_its_sources_and_no_letter() -> None:
    assert citation(PAGE, BOOK, "Massachusetts") == (
        "4.MA, Massachusetts (published example). "
        "Sources: “A letter”, The Department, June 2016; “A page”, Partners. From The book, edition 2026.1."
    )


def test_a_practice_a_state_and_a_term_are_named(catalogue: Catalogue) -> None:
    def begins(code: str) -> str:
        return citation_in(catalogue, catalogue.page(code)).partition(". ")[0]

    assert begins("4") == "Practice 4, Maximize Your Resources"
    assert begins("state:MI") == "MI, Michigan"
    assert begins("glossary:SEA") == "SEA"


def test_the_state_and_the_edition_are_those_of_the_book(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("1.MA-2")
    start = reading_text(page).index("A second round followed")
    assert citation_in(small_catalogue, page, (start, start + 5)) == (
        "1.MA-2, a, Massachusetts (related example). Source: “A letter”, The Department, June 23, 2016. "
        "From A small book, edition 2026.1."
    )


def test_what_an_office_wrote_is_not_put_into_the_books_mouth() -> None:
    own = Page("4.KS-own", "Kansas: ours", Kind.OWN, "Own example", lead="Ours.")
    assert citation(own, BOOK, "Kansas") == "4.KS-own, Kansas (own example)."
