"""What the index of a book is asked for: rows by words, narrowed rows, rows by code, its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from crowded_book import write_crowded_book
from worded_book import write_worded_content

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.storage.catalogue.reader import CatalogueReader
from esscollab_desktop.storage.catalogue.search import Narrowed

ALL = Narrowed()


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueReader]:
    folder = tmp_path_factory.mktemp("worded")
    build_book(write_worded_content(folder / "content"), folder / "book.sqlite")
    reader = CatalogueReader(folder / "book.sqlite")
    yield reader
    reader.close()


def found(reader: CatalogueReader, expression: str, narrowed: Narrowed = ALL, most: int = 99) -> list[str]:
    numbers = reader.row_numbers(expression, narrowed, most)
    assert numbers == sorted(numbers)
    rows = reader.search_rows(numbers)
    return [rows[number].code for number in numbers]


def test_rows_that_match_come_in_the_order_of_the_book(worded: CatalogueReader) -> None:
    assert found(worded, '"parents"') == ["1.NY"]
    assert found(worded, '"parents" OR "second"') == ["1.MA-2", "1.NY"]
    assert found(worded, '"breakf"*') == ["1.MA"]
    assert found(worded, '"policy breakfasts"') == ["1.MA"]
    assert found(worded, '{code title} : ("massachusetts")') == ["1.MA", "1.MA-2", "state:MA"]
    assert found(worded, '"cafe"') == found(worded, '"CAFÉ"') == ["1.NY"]
    assert found(worded, '"massachusetts"', most=2) == ["1.MA", "1.MA-2"]
    assert found(worded, '"zebra"') == []


def test_what_narrows(worded: CatalogueReader) -> None:
    assert found(worded, "", ALL) == []
    assert found(worded, "", Narrowed(kinds=frozenset({"related"}))) == ["1.MA-2", "1.NY"]
    assert found(worded, "", Narrowed(practice="1")) == ["1", "1.MA", "1.MA-2", "1.NY"]
    assert found(worded, "", Narrowed(practice="2")) == ["2"]
    assert found(worded, "", Narrowed(jurisdiction="MA")) == ["1.MA", "1.MA-2", "state:MA"]
    assert found(worded, "", Narrowed(jurisdiction="GU")) == ["state:GU"]
    assert found(worded, "", Narrowed(topics=("consultation",))) == ["1.MA-2"]
    assert found(worded, "", Narrowed(topics=("writing",), stages=("writing the plan",))) == ["1.MA-2"]
    assert found(worded, "", Narrowed(topics=("tribes",))) == []
    assert found(worded, '"parents"', Narrowed(jurisdiction="MA")) == []
    assert found(worded, '"round"', Narrowed(frozenset({"related"}), "1", "MA")) == ["1.MA-2"]


def test_every_row_that_has_a_number_has_its_own(worded: CatalogueReader) -> None:
    """The number of a row follows from the position of its record; rows and records must stand alike."""
    codes = worded.codes()
    assert {"1", "1.MA-2", "state:GU", "glossary:SEA", "org:massinc", "topic:tribes", "source:law"} <= set(
        codes
    )
    for code in (*codes, "about"):
        number = worded.row_number(code)
        assert worded.search_rows([number])[number].code == code
    for code in (
        "",
        "9",
        "9.ZZ",
        "state:",
        "state:ZZ",
        "glossary:none",
        "org:1",
        "1.KS-own",
        "x:y",
        "example:1",
    ):
        assert worded.row_number(code) == 0


def test_numbers_hold_for_any_shape_of_book(tmp_path: Path) -> None:
    shape = [("1", "MA", Kind.RELATED, 12), ("2", "VT", Kind.PUBLISHED, 1), ("2", "GU", Kind.RELATED, 3)]
    reader = CatalogueReader(write_crowded_book(tmp_path / "crowded", shape))
    for example in reader.examples():
        number = reader.row_number(example.code)
        assert reader.search_rows([number])[number].code == example.code
    for place in reader.jurisdictions():
        code = f"state:{place.code}"
        number = reader.row_number(code)
        assert reader.search_rows([number])[number].code == code
    reader.close()


def test_a_row_tells_its_words_by_column(worded: CatalogueReader) -> None:
    (number,) = worded.row_numbers('"poll"*', ALL, 9)
    row = worded.search_rows([number])[number]
    assert (row.code, row.kind, row.label) == ("1.NY", "related", "New York")
    assert row.columns["text"].startswith("Parents were polled in café meetings.")
    assert worded.search_rows([10_000]) == {}
    assert worded.search_rows([]) == {}


def test_the_words_of_the_index_with_how_many_rows_hold_them(worded: CatalogueReader) -> None:
    words = dict(worded.search_words())
    assert words["polled"] == 1
    assert words["massachusetts"] >= 3
    assert "conexion" in words
    assert "zebra" not in words
    assert dict(worded.search_words()) == words


def test_paragraphs_stand_in_the_order_of_their_letters(worded: CatalogueReader) -> None:
    assert worded.paragraphs("1.MA") == [fact.text for fact in worded.example("1.MA").facts]
    assert worded.paragraphs("1") == [fact.text for fact in worded.practice("1").background]
    assert worded.paragraphs("9.ZZ") == []
