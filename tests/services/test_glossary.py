"""Terms in a page's text: whole words, acronyms as they are written, the longest form, once in a section."""

from unicodedata import normalize

import pytest

from esscollab_desktop.domain.book import GlossaryTerm
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section, reading_text
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.glossary import Glossary


def term(name: str, *names: str) -> GlossaryTerm:
    return GlossaryTerm(f"glossary:{name}", name, f"What {name} means.", "", names)


TERMS = (
    term("SEA", "SEAs", "state education agency"),
    term("Title I (Part A)", "Title I"),
    term("Title I, Part C"),
    term("Town hall", "town halls"),
    term("Indicator", "indicators"),
    term("School quality indicator"),
    term("FIT"),
    term("SEA again", "SEA"),
    term("Café meeting"),
    term("Partners for", "Partners for Each and Every Child"),
)


def page(lead: str = "", *sections: Section, code: str = "4.MA") -> Page:
    return Page(code, "A page", lead=lead, sections=sections)


def told(found: Page) -> list[tuple[str, str]]:
    """Which words stand for which term."""
    text = reading_text(found)
    return [(text[m.start : m.end], m.term.term) for m in Glossary(TERMS).mentions(found)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The SEA asked.", [("SEA", "SEA")]),
        ("All SEAs, over the seas and the sea.", [("SEAs", "SEA")]),
        ("A State Education Agency.", [("State Education Agency", "SEA")]),
        ("At the town halls, in TOWN HALLS", [("town halls", "Town hall")]),
        ("Townhall, town  hall, town hallway, uptown hall", []),
        ("It will fit; a misFIT.", []),
        ("FIT’s work", [("FIT", "FIT")]),
        ("“FIT”/SEA-led", [("FIT", "FIT"), ("SEA", "SEA")]),
        ("Title I, Part C pays", [("Title I, Part C", "Title I, Part C")]),
        ("Title I pays", [("Title I", "Title I (Part A)")]),
        ("Title I (Part A) pays", [("Title I (Part A)", "Title I (Part A)")]),
        ("Title II pays", []),
        ("a school quality indicator", [("school quality indicator", "School quality indicator")]),
        ("no school quality, an indicator", [("indicator", "Indicator")]),
        ("indicator indicators SEA", [("indicator", "Indicator"), ("SEA", "SEA")]),
        ("It turned to partners for its plan", []),
        ("With Partners for Each and Every Child", [("Partners for Each and Every Child", "Partners for")]),
        ("With Partners for help", [("Partners for", "Partners for")]),
        ("", []),
    ],
)
def test_terms_are_whole_words(text: str, found: list[tuple[str, str]]) -> None:
    assert told(page(text)) == found


def test_a_term_is_explained_once_in_the_lead_and_once_in_a_section() -> None:
    both = Section("What was done", (Paragraph("The SEA and the SEA.", "a"), Paragraph("The SEA.", "b")))
    found = page("An SEA.", both, Section("Related facts", (Paragraph("SEAs"),)))
    places = [(m.start, m.end) for m in Glossary(TERMS).mentions(found)]
    text = reading_text(found)
    assert places == [(3, 6), (text.index("SEA and"), text.index(" and")), (len(text) - 4, len(text))]


def test_names_in_lists_and_the_terms_own_page_are_left_alone() -> None:
    entries = EntryList((Entry("SEA", "an SEA", "glossary:SEA"), Entry("FIT", address="https://example.org")))
    found = page("", Section("See also", (entries,)))
    assert told(found) == [("SEA", "SEA")]
    assert Glossary(TERMS).mentions(found)[0].start == len("SEA\nan ")
    assert told(page("An SEA is a town hall.", code="glossary:SEA")) == [("town hall", "Town hall")]


def test_decomposed_letters_are_the_same_letters() -> None:
    found = page(normalize("NFD", "In café meeting"))
    (mention,) = Glossary(TERMS).mentions(found)
    assert reading_text(found)[mention.start : mention.end] == "café meeting"


def test_the_books_own_terms_stand_where_they_are_said_to(catalogue: Catalogue) -> None:
    glossary = Glossary(catalogue.glossary_terms())
    explained = set()
    for example in catalogue.examples():
        shown = catalogue.page(example.code)
        text = reading_text(shown)
        for mention in glossary.mentions(shown):
            words = text[mention.start : mention.end]
            forms = {mention.term.term.casefold(), *map(str.casefold, mention.term.names)}
            assert words.casefold() in forms
            explained.add(mention.term.term)
    assert {"DESE", "Stakeholder", "ESSA"} <= explained
