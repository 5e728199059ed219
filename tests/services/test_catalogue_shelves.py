"""A book read shelf by shelf says the same as the book read whole, however many examples there are."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from crowded_book import write_crowded_book
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_shelf import library_of, own

from esscollab_desktop.domain.book import ExampleEntry, Group, Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.listing import FIRST, MOST
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

PLACES = ("MA", "NY", "VT", "GU")
KINDS = (Kind.PUBLISHED, Kind.RELATED)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """1,500 examples under practice 1 in Massachusetts and New York, few elsewhere, none in Guam."""
    shape = [("1", "MA", Kind.RELATED, 1200), ("1", "NY", Kind.PUBLISHED, 1), ("1", "NY", Kind.RELATED, 299)]
    shape += [("2", "MA", Kind.PUBLISHED, 2), ("2", "VT", Kind.RELATED, 100)]
    book = write_crowded_book(tmp_path_factory.mktemp("crowded"), shape)
    opened = Catalogue(CatalogueReader(book))
    yield opened
    opened.close()


def counted(examples: tuple[ExampleEntry, ...]) -> Counter[tuple[str, str, Kind]]:
    return Counter((e.practice, e.jurisdiction, e.kind) for e in examples)


def numbers(groups: tuple[Group, ...]) -> dict[tuple[str, str, Kind], int]:
    found = {(g.practice, g.jurisdiction, g.kind): g.count for g in groups}
    assert len(found) == len(groups)
    assert all(found.values())
    return found


shapes = st.lists(
    st.tuples(st.sampled_from("12"), st.sampled_from(PLACES), st.sampled_from(KINDS), st.integers(1, 4)),
    max_size=6,
)


@given(shape=shapes)
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
def test_groups_and_entries_agree_with_all_examples(shape: list[tuple[str, str, Kind, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue(CatalogueReader(write_crowded_book(Path(folder), shape)))
        every = catalogue.examples()
        assert numbers(catalogue.groups()) == counted(every)
        assert [(g.practice, g.jurisdiction, g.kind) for g in catalogue.groups()] == list(
            dict.fromkeys((e.practice, e.jurisdiction, e.kind) for e in every)
        )
        for practice in ("", "1", "2"):
            for place in ("", *PLACES):
                for kind in (None, *Kind):
                    assert catalogue.entries(practice, place, kind) == tuple(
                        e
                        for e in every
                        if practice in ("", e.practice)
                        and place in ("", e.jurisdiction)
                        and kind in (None, e.kind)
                    )
        assert [catalogue.entry(e.code) for e in every] == list(every)
        catalogue.close()


def test_a_library_adds_own_examples_to_groups_and_entries(catalogue: Catalogue) -> None:
    library = library_of(catalogue, *map(own, ("4.KS-own", "4.MA-own2", "1.WY-own")))
    every = library.entries()
    assert set(every) >= set(catalogue.entries())
    assert numbers(library.groups()) == counted(every)
    assert [e.practice for e in every] == sorted(e.practice for e in every)
    for group in library.groups():
        held = library.entries(group.practice, group.jurisdiction, group.kind, group.pack)
        assert len(held) == group.count
        assert all(library.entry(e.code) == e for e in held)
    assert library.entries(pack="ohio") == ()
    assert library.entries(pack="") == every
    assert every == library.examples()
    assert [e.code for e in every if e.kind is Kind.OWN] == ["1.WY-own", "4.KS-own", "4.MA-own2"]


def test_an_unknown_code_has_no_entry(catalogue: Catalogue) -> None:
    for code in ("9.ZZ", "4", "state:MA", "", "4.KS-own"):
        with pytest.raises(KeyError):
            Library(catalogue).entry(code)


def lists(page: Page, heading: str) -> tuple[Entry, ...]:
    section = next(s for s in page.sections if s.heading == heading)
    return tuple(e for block in section.blocks if isinstance(block, EntryList) for e in block.entries)


def told(page: Page, heading: str) -> list[str]:
    section = next(s for s in page.sections if s.heading == heading)
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


def test_a_practice_with_very_many_examples_lists_them_by_state(crowded: Catalogue) -> None:
    page = crowded.page("1")
    assert lists(page, "Related examples") == (
        Entry("Massachusetts", "1,200 examples", "state:MA"),
        Entry("New York", "299 examples", "state:NY"),
    )
    assert told(page, "Related examples") == [
        "These are 1,499 examples, so they are listed by state. Open a state for its own."
    ]
    assert [e.code for e in lists(page, "Published examples")] == ["1.NY"]
    few = crowded.page("2")
    assert len(lists(few, "Related examples")) == 100
    assert told(few, "Related examples") == []


def test_a_state_with_very_many_examples_shows_the_first(crowded: Catalogue) -> None:
    page = crowded.page("state:MA")
    heading = "1 Reach Out"
    assert [e.code for e in lists(page, heading)] == [e.code for e in crowded.entries("1", "MA")[:FIRST]]
    assert told(page, heading) == [
        f"Not listed here: {1200 - FIRST:,} more examples. "
        "Browse by state to see them all, or search for words in them."
    ]
    assert len(lists(page, "2 Show Your Work")) == 2
    assert len(lists(crowded.page("state:VT"), "2 Show Your Work")) == 100 <= MOST


def test_own_examples_are_listed_with_any_number_of_others(crowded: Catalogue) -> None:
    library = library_of(crowded, own("1.MA-own"), own("2.NY-own"))
    assert lists(library.page("state:MA"), "1 Reach Out")[-1].code == "1.MA-own"
    assert [e.code for e in lists(library.page("1"), "Own examples")] == ["1.MA-own"]


def test_a_state_without_examples_says_how_many_its_neighbors_have(tmp_path: Path) -> None:
    shape = [("1", "NY", Kind.RELATED, 200), ("2", "NY", Kind.RELATED, 1)]
    catalogue = Catalogue(CatalogueReader(write_crowded_book(tmp_path, shape)))
    page = catalogue.page("state:VT")
    assert told(page, "Examples") == ["Vermont has no example yet."]
    assert lists(page, "Nearby") == (Entry("New York", "201 examples", "state:NY"),)
    catalogue.close()


def test_words_that_very_many_examples_hang_on_list_them_by_state(crowded: Catalogue) -> None:
    by_state = (
        Entry("Massachusetts", "1,202 examples", "state:MA"),
        Entry("New York", "300 examples", "state:NY"),
        Entry("Vermont", "100 examples", "state:VT"),
    )
    assert lists(crowded.page("org:massinc"), "What it did where") == by_state
    cited = lists(crowded.page("source:law"), "Cited in")
    assert cited[-3:] == by_state
    assert {e.code for e in cited[:-3]} == {"1", "2", "about"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1.ma-1100", "1.MA-1100"), (" 1.ny ", "1.NY"), ("MA", "state:MA"), ("massachusetts", "state:MA")],
)
def test_a_code_among_very_many(crowded: Catalogue, typed: str, code: str) -> None:
    assert crowded.resolve(typed) == code
    assert crowded.title_of(code)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("1.MA-1201", "1.MA-120"),
        ("1.NYY", "1.NY"),
        ("1.MAA", "1.MA"),
        ("7", "1"),
        ("3.VT", "2.VT"),
        ("state:NB", "state:NY"),
    ],
)
def test_the_nearest_among_very_many(crowded: Catalogue, typed: str, near: str) -> None:
    with pytest.raises(UserError) as caught:
        crowded.resolve(typed)
    assert near in str(caught.value).partition("Near it: ")[2].rstrip(".").split(", ")


@given(
    st.text(max_size=20) | st.sampled_from(["1.", "state:", "org:", "conexi\u00f3n", "\ud800", "1.MA-\x00"])
)
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_text_gives_a_code_or_a_sentence(crowded: Catalogue, text: str) -> None:
    try:
        code = crowded.resolve(text)
    except UserError as refusal:
        assert len(str(refusal)) < 400
    else:
        assert crowded.title_of(code)
