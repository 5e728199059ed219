"""Two packs beside the book in one search: every hit names its pack, and each code opens in it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from office_packs import CHANGES, OHIO, OURS, TEXAS
from plugin_packs import Press
from small_book import FILES

from esscollab_desktop.domain import codes
from esscollab_desktop.packs.pack_file import read_pack
from esscollab_desktop.packs.packing import take_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search
from esscollab_desktop.services.shelf import Shelf
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


@pytest.fixture(scope="module")
def books(press: Press, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("searched")
    texas = {OURS: FILES[OURS].replace("a poll of parents", "a rodeo of parents")}
    packs = {
        OHIO: press.pack(OHIO, title="Suppers in Ohio", **CHANGES),
        TEXAS: press.pack(TEXAS, title="Texas meets", **texas),
    }
    for name, file in packs.items():
        take_book(read_pack(file), folder / f"{name}.sqlite")
    return {"": press.book()} | {name: folder / f"{name}.sqlite" for name in packs}


def opened(books: dict[str, Path], *names: str) -> Shelf:
    packs = {name: Catalogue(CatalogueReader(books[name])) for name in names}
    return Shelf(Catalogue(CatalogueReader(books[""])), packs)


@pytest.fixture
def library(books: dict[str, Path]) -> Iterator[Library]:
    made = Library(opened(books, OHIO, TEXAS))
    yield made
    made.close()


def found(search: Search, words: str) -> list[str]:
    return [result.code for result in search.ask(words, 100).results]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("platypus", f"1.NY@{OHIO}"),
        ("platypsu", f"1.NY@{OHIO}"),
        ("platy", f"1.NY@{OHIO}"),
        ("rodeo", f"1.NY@{TEXAS}"),
        ("seaside", f"2.PR@{OHIO}"),
        ("1.NY", "1.NY"),
        (f"1.ny@{OHIO}", f"1.NY@{OHIO}"),
        ("New York", "state:NY"),
        ("Set the Table", f"2@{OHIO}"),
    ],
)
def test_what_comes_first(library: Library, words: str, code: str) -> None:
    assert found(Search(library), words)[0] == code


def test_a_hit_names_its_pack_and_opens(library: Library) -> None:
    search = Search(library)
    for words in (
        "parents",
        "breakfasts",
        "law",
        "center",
        "1.NY",
        "New York",
        "seaside",
        "kind:related",
        "a",
    ):
        results = search.ask(words, 100).results
        told = Counter((r.code, r.kind, r.letter) for r in results)
        assert max(told.values()) == 1, told.most_common(3)
        for result in results:
            assert library.page(result.code).code == result.code
            name = codes.pack_of(result.code)
            assert (f"({library.packs[name]})" in result.title) if name else "(" not in result.title
            for begin, end in (*result.marks, *result.title_marks):
                assert begin < end


def test_the_same_code_in_three_packs_is_three_results(library: Library) -> None:
    wanted = {"1.NY", f"1.NY@{OHIO}", f"1.NY@{TEXAS}"}
    assert set(found(Search(library), "polled parents cafe")) >= wanted - {f"1.NY@{OHIO}"}
    assert set(found(Search(library), "coalition polled")) >= wanted
    assert set(found(Search(library), "kind:related state:NY")) == wanted


def test_a_place_that_only_a_pack_knows(library: Library) -> None:
    search = Search(library)
    assert set(found(search, "state:PR")) >= {f"2.PR@{OHIO}"}
    assert search.ask("state:PR").ignored == ()
    for words in ("Puerto Rico", "PR"):
        results = search.ask(words).results
        assert results
        assert all(library.page(result.code).code == result.code for result in results)


def test_content_that_is_taken_out_or_put_in_is_searched_at_once(books: dict[str, Path]) -> None:
    library = Library(opened(books, OHIO))
    search = Search(library)
    assert found(search, "platypus")
    assert f"1.NY@{TEXAS}" not in found(search, "rodeo")
    library.put_up(opened(books, TEXAS))
    assert not [code for code in found(search, "platypus") if codes.pack_of(code) == OHIO]
    assert found(search, "rodeo")[0] == f"1.NY@{TEXAS}"
    library.close()


def test_the_paragraphs_of_a_pack_are_its_own(library: Library) -> None:
    (result,) = [r for r in Search(library).ask("seaside").results if codes.is_example(r.code)]
    assert (result.code, result.letter) == (f"2.PR@{OHIO}", "a")
    assert "seaside" in result.text
