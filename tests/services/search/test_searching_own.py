"""The user's own examples among the results, told apart from the book's; found as soon as they are there."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_shelf import FULL, Shelf, library_of, own

from esscollab_desktop.domain.search import Answer, Result, ResultKind
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search

TITLE = "Wichita, Kansas: ten potlucks"


def mine(answer: Answer) -> list[Result]:
    return [result for result in answer.results if result.kind is ResultKind.OWN]


@pytest.mark.parametrize(
    ("words", "letter", "reason"),
    [
        ("conexion", "b", "Your word, in paragraph b"),
        ("CONEXIÓN hall", "b", "Your words, in paragraph b"),
        ("conexio\u0301n", "b", "Your word, in paragraph b"),
        ("potl", "a", "Begins with your letters, in paragraph a"),
        ("potluck", "a", "Your word, in paragraph a"),
        ("potlukcs", "a", "Read as “potlucks”; found in paragraph a"),
        ("wichita", "", "Your word, in the title"),
        ("rotary", "", "Your word, in Partners"),
        ("minutes kansas", "", "Your words, in Sources"),
        ("4.ks-own", "", "Your word, in the code"),
        ("state:KS potlucks", "a", "Your word, in paragraph a"),
        ("practice:4 kind:own", "", "Fits the filter"),
    ],
)
def test_they_are_found_by_their_text(catalogue: Catalogue, words: str, letter: str, reason: str) -> None:
    library = library_of(catalogue, FULL, own("5.KS-own", "elsewhere", "Nothing."))
    found = [result for result in mine(Search(library).ask(words)) if result.code == "4.KS-own"]
    assert len(found) == 1
    assert (found[0].title, found[0].kind) == (TITLE, ResultKind.OWN)
    assert found[0].reason.startswith(reason)
    if letter:
        assert found[0].letter == letter
        assert found[0].marks


NOTHING = ["", "  ", "…", "tlucks", "\ud83d", "%", '"potlucks nowhere"', "state:MA potlucks"]
NOTHING += ["kind:related potlucks", "practice:5 potlucks", "topic:tribes potlucks"]


@pytest.mark.parametrize("words", NOTHING)
def test_what_is_not_in_them_is_not_found(catalogue: Catalogue, words: str) -> None:
    assert mine(Search(library_of(catalogue, FULL)).ask(words)) == []


def test_they_stand_in_a_sensible_order(catalogue: Catalogue) -> None:
    library = library_of(
        catalogue, FULL, own("4.MI-own", "Kellogg breakfast"), own("4.MA-own", text="Kellogg.")
    )
    search = Search(library)

    def codes(words: str) -> list[str]:
        return [result.code for result in search.ask(words).results]

    for words in ("4.KS-own", TITLE, "potlucks conexion", "potlucks in wichita"):
        assert codes(words)[0] == "4.KS-own", words
    assert codes("4.MI")[0] == "4.MI"
    found = codes("kellogg")
    assert found.index("4.MI-own") < found.index("4.MA-own")
    assert "4.MI" in found[:3]
    assert len(search.ask("kellogg", 1).results) == 1


def test_changes_are_found_at_once(catalogue: Catalogue) -> None:
    shelf = Shelf()
    library = Library(catalogue, shelf)
    search = Search(library)
    assert mine(search.ask("potlucks")) == []
    assert ("kind:own", "Own") not in search.choices().kinds
    shelf.held = (FULL,)
    library.refresh()
    assert [result.code for result in mine(search.ask("potlucks"))] == ["4.KS-own"]
    assert ("kind:own", "Own") in search.choices().kinds
    shelf.held = (own("4.KS-own", text="Ten suppers."),)
    library.refresh()
    assert mine(search.ask("rotary")) == []
    assert [result.title for result in mine(search.ask("suppers"))] == ["Kansas: ten potlucks"]


def test_examples_without_a_place_in_this_edition_are_not_found(catalogue: Catalogue) -> None:
    library = library_of(catalogue, own("9.KS-own"), own("4.ZZ-own"))
    assert mine(Search(library).ask("potlucks")) == []


def test_many_are_all_weighed(catalogue: Catalogue) -> None:
    examples = [own(f"4.KS-own{n}", text=f"Potluck number{n}.") for n in range(2, 300)]
    search = Search(library_of(catalogue, *examples))
    assert [result.code for result in mine(search.ask("number277"))] == ["4.KS-own277"]
    assert len(mine(search.ask("potluck", 1000))) == 298


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@given(WORDS, WORDS, st.integers(0, 30))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_can_be_searched_and_marked(catalogue: Catalogue, text: str, words: str, limit: int) -> None:
    search = Search(library_of(catalogue, own("4.KS-own", headline=text, text=f"{words} {text}")))
    for typed in (words, text):
        results = search.ask(typed, limit).results
        assert len(results) <= limit
        for result in results:
            assert all(0 <= begin < end <= len(result.text) for begin, end in result.marks)
    # Every word of its own text finds it.
    for word in unicodedata.normalize("NFC", text).split():
        if word.isalnum():
            assert "4.KS-own" in {result.code for result in search.ask(f'kind:own "{word}"').results}, word
