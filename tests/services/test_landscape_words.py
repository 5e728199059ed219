"""The sentences of map and matrix, from the book itself."""

from dataclasses import replace

import pytest

from esscollab_desktop.domain.landscape import Counts, Landscape
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.landscape_words import (
    cell_words,
    counts_words,
    heading,
    map_words,
    matrix_words,
    tile_words,
)
from esscollab_desktop.services.landscapes import landscape


@pytest.fixture
def found(catalogue: Catalogue) -> Landscape:
    return landscape(catalogue, {"4.MA": 1, "state:MA": 1})


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(), "no example yet"),
        (Counts(notes=1), "no example yet, 1 note"),
        (Counts(published=1), "1 published example"),
        (Counts(1, 2, 0, 2), "1 published, 2 related examples, 2 notes"),
        (Counts(2, 0, 1), "2 published, 1 own example"),
    ],
)
def test_counts_in_words(counts: Counts, words: str) -> None:
    assert counts_words(counts) == words


def test_a_tile_says_numbers_neighbors_and_its_place(found: Landscape) -> None:
    words = tile_words(found, "MA")
    assert words.startswith("Massachusetts, MA: ")
    assert "2 notes; neighbors: " in words and "Rhode Island" in words
    assert words.endswith("; row 3, column 11")


def test_a_tile_without_neighbors_names_none(found: Landscape) -> None:
    assert "neighbors" not in tile_words(found, "HI")


def test_a_cell_says_the_practice(found: Landscape) -> None:
    words = cell_words(found, "MA", "4")
    assert words.startswith("Massachusetts, practice 4 Maximize Your Resources: 1 published")
    assert words.endswith(", 1 note")


def test_the_heading_counts_jurisdictions(found: Landscape) -> None:
    assert heading(found) == f"{found.with_example} of 57 jurisdictions have an example"
    one = replace(found, by_jurisdiction={"MA": Counts(1)})
    assert heading(one) == "1 of 57 jurisdictions has an example"


def test_map_and_matrix_say_what_a_glance_tells(found: Landscape) -> None:
    for words in (map_words(found), matrix_words(found)):
        assert heading(found) in words and counts_words(found.total) in words
        assert "No example yet: " in words and words.endswith(".")
        assert ".." not in words
    assert "By practice: 1 " in matrix_words(found)


def test_an_empty_landscape_has_words_too(found: Landscape) -> None:
    empty = Landscape(found.practices, found.jurisdictions)
    assert map_words(empty).endswith("0 of 57 jurisdictions have an example: no example yet.")
    assert Landscape((), ()).with_example == 0 and matrix_words(Landscape((), ()))
