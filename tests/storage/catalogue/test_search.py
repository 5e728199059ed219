"""Any text is a query; codes and names come first; every hit says where its words stand."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from worded_book import write_worded_content

from esscollab_desktop.packs.build import build_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.catalogue.search import HIT_BEGINS, HIT_ENDS

SYNTAX = st.sampled_from(
    ['"', "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "title:", "^", "+", "-", "{", "\x00", "'"]
)
QUERIES = st.one_of(st.text(), st.lists(st.one_of(SYNTAX, st.text(max_size=5)), max_size=40).map(" ".join))


def codes(catalogue: Catalogue, words: str) -> list[str]:
    return [hit.code for hit in catalogue.find(words)]


def test_any_text_is_a_query(catalogue: Catalogue) -> None:
    @given(QUERIES)
    @settings(deadline=None, max_examples=400)
    def search(text: str) -> None:
        for hit in catalogue.find(text, 5):
            assert hit.snippet.count(HIT_BEGINS) == hit.snippet.count(HIT_ENDS) > 0
            assert hit.where
        catalogue.matching(text)

    search()


def test_a_thousand_words_are_a_query(small_catalogue: Catalogue) -> None:
    assert codes(small_catalogue, "parents " * 1000) == codes(small_catalogue, "parents")


def test_codes_and_names_come_first(small_catalogue: Catalogue) -> None:
    assert codes(small_catalogue, "1.ma")[0] == "1.MA"
    assert codes(small_catalogue, "1.MA-2")[0] == "1.MA-2"
    assert codes(small_catalogue, "ma")[0] == "state:MA"
    assert codes(small_catalogue, "new york")[:2] == ["state:NY", "1.NY"]
    assert codes(small_catalogue, "reach out")[0] == "1"


def test_case_accents_and_beginnings(small_catalogue: Catalogue) -> None:
    assert "1.NY" in codes(small_catalogue, "CAFE")
    assert "1.NY" in codes(small_catalogue, "cafe\u0301 meet")
    assert "1.MA" in codes(small_catalogue, "break")
    assert "1.MA" in codes(small_catalogue, "policy breakf")
    assert "1.MA" in codes(small_catalogue, "1,500")


def test_the_reason_for_a_hit(small_catalogue: Catalogue) -> None:
    def where(words: str, code: str, kind: str) -> str:
        return next(h.where for h in small_catalogue.find(words) if (h.code, h.kind) == (code, kind))

    assert where("massinc", "1.MA", "published") == "Partners"
    assert where("mass institute", "1.MA", "published") == "Partners"
    assert where("1,500", "1.MA", "published") == "Related facts"
    assert where("breakfasts", "1.MA", "published") in {"What the state did", "Summary"}
    assert where("polled", "1.NY", "related") in {"What the state did", "Summary"}
    assert where("nine", "1", "practice") == "Background"
    assert where("handbook", "1", "practice") == "Resources"
    assert where("falls short", "1", "practice") == "Room for growth"
    assert where("nysed", "state:NY", "jurisdiction") == "Agency"
    assert where("conexion", "source:paper", "source") == "Title"


def test_where_no_text_holds_all_words_any_of_them_will_do(small_catalogue: Catalogue) -> None:
    assert "1.NY" in codes(small_catalogue, "who has polled anybody")


def test_nothing_found(small_catalogue: Catalogue) -> None:
    assert codes(small_catalogue, "xylophone") == []
    assert codes(small_catalogue, "") == []
    assert codes(small_catalogue, "?!") == []
    assert small_catalogue.find("parents", 0) == []


def test_matching_filters_the_tree(small_catalogue: Catalogue) -> None:
    assert small_catalogue.matching("mass") == {"1.MA", "1.MA-2", "state:MA"}
    assert small_catalogue.matching("poll par") == {"1.NY"}
    assert small_catalogue.matching(" ") == frozenset()
    assert small_catalogue.matching("xylophone") == frozenset()


def test_words_around_the_examples_are_found_after_them(tmp_path: Path) -> None:
    build_book(write_worded_content(tmp_path / "content"), tmp_path / "book.sqlite")
    worded = Catalogue(CatalogueReader(tmp_path / "book.sqlite"))
    found = [(hit.code, hit.kind, hit.where) for hit in worded.find("native american")]
    assert found == [("1.MA-2", "related", "Topics"), ("topic:tribes", "topic", "Topic")]
    assert worded.find("SEA")[0].code == "glossary:SEA"
    assert ("org:massinc", "organization", "Name") in [
        (h.code, h.kind, h.where) for h in worded.find("massinc")
    ]
    assert ("glossary:crosswalk", "Meaning") in [(h.code, h.where) for h in worded.find("side by side")]
    assert worded.find("writing the plan")[0].code in {"1.MA-2", "topic:writing"}
    assert worded.matching("native") == {"1.MA-2"}
    worded.close()
