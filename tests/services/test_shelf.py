"""The book with packs beside it: one tree, one search, every entry in its own pack and every code a page."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from office_packs import CHANGES, OHIO, TEXAS
from plugin_packs import Press

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import Entry, EntryList, Page
from esscollab_desktop.packs.pack_file import read_pack
from esscollab_desktop.packs.packing import take_book
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.search.search import Search
from esscollab_desktop.services.shelf import Shelf
from esscollab_desktop.storage.catalogue.reader import CatalogueReader


@pytest.fixture(scope="module")
def books(press: Press, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("shelf")
    packs = {
        OHIO: press.pack(OHIO, title="Suppers in Ohio", **CHANGES),
        TEXAS: press.pack(TEXAS, title="Texas meets"),
    }
    for name, file in packs.items():
        take_book(read_pack(file), folder / f"{name}.sqlite")
    return {"": press.book()} | {name: folder / f"{name}.sqlite" for name in packs}


@pytest.fixture
def shelf(books: dict[str, Path]) -> Iterator[Shelf]:
    opened = {name: Catalogue(CatalogueReader(path)) for name, path in books.items()}
    made = Shelf(opened.pop(""), opened)
    yield made
    made.close()


def entries_of(page: Page) -> list[Entry]:
    blocks = [block for section in page.sections for block in section.blocks]
    return [entry for block in blocks if isinstance(block, EntryList) for entry in block.entries]


def under(page: Page, heading: str) -> list[str]:
    (section,) = (section for section in page.sections if section.heading == heading)
    return [entry.code for block in section.blocks if isinstance(block, EntryList) for entry in block.entries]


def all_codes(shelf: Shelf) -> list[str]:
    found = list(shelf.home.reader.codes())
    for name in shelf.titles:
        catalogue = shelf.catalogue_of(f"1@{name}")
        assert catalogue is not None
        found += [codes.in_pack(code, name) for code in catalogue.reader.codes()]
    return list(dict.fromkeys(found))


def test_the_same_code_in_three_packs_is_three_entries(shelf: Shelf) -> None:
    mine = [entry.code for entry in shelf.entries("1", "NY")]
    assert mine == ["1.NY", "1.NY@ohio-office", "1.NY@texas-office"]
    assert [shelf.entry(code).headline for code in mine] == [
        "a poll of parents", "a platypus for parents", "a poll of parents",
    ]  # fmt: skip
    assert len({shelf.page(code).code for code in mine}) == 3
    listed = [entry.code for entry in shelf.examples()]
    assert len(listed) == len(set(listed)) == 3 * 3 + 1


def test_a_page_says_which_edition_of_which_pack_it_is_from(shelf: Shelf) -> None:
    assert shelf.page(f"1.NY@{OHIO}").trail[0] == (f"about@{OHIO}", "Suppers in Ohio, edition 2026.1")
    assert shelf.page("1.NY").trail[0][0] == "1"


def test_one_tree_where_practices_are_the_same(shelf: Shelf) -> None:
    assert [practice.code for practice in shelf.practices()] == ["1", "2", "2@ohio-office"]
    assert {entry.practice for entry in shelf.examples()} == {"1", "2@ohio-office"}
    assert shelf.entry("1.MA@texas-office").practice == "1"
    assert shelf.entry("2.PR@ohio-office").practice == "2@ohio-office"
    assert [entry.code for entry in shelf.entries("2@ohio-office")] == ["2.PR@ohio-office"]
    assert shelf.entries("2") == ()
    assert shelf.title_of("2") == "Show Your Work"
    assert shelf.title_of("2@ohio-office") == "Set The Table"


def test_groups_agree_with_entries(shelf: Shelf) -> None:
    groups = shelf.groups()
    for group in groups:
        found = shelf.entries(group.practice, group.jurisdiction, group.kind, group.pack)
        assert len(found) == group.count
        assert {codes.pack_of(entry.code) for entry in found} == {group.pack}
    assert sum(group.count for group in groups) == len(shelf.entries())
    keys = Counter((g.practice, g.jurisdiction, g.kind, g.pack) for g in groups)
    assert max(keys.values()) == 1
    assert {g.practice for g in groups} <= {practice.code for practice in shelf.practices()}
    assert {g.jurisdiction for g in groups} <= {place.code for place in shelf.jurisdictions()}


def test_a_library_counts_as_the_shelf_does(shelf: Shelf) -> None:
    library = Library(shelf)
    assert library.packs == {OHIO: "Suppers in Ohio", TEXAS: "Texas meets"}
    assert sum(group.count for group in library.groups()) == len(library.entries())
    assert library.editions == ("2026.1", "2026.1@ohio-office", "2026.1@texas-office")
    assert [e.code for e in library.entries("1", "NY", pack="")] == ["1.NY"]
    assert [e.code for e in library.entries("1", "NY", pack=TEXAS)] == ["1.NY@texas-office"]


def test_the_page_of_a_practice_keeps_packs_by_themselves(shelf: Shelf) -> None:
    page = shelf.page("1")
    assert under(page, "From Suppers in Ohio") == [
        "1.MA@ohio-office", "1.MA-2@ohio-office", "1.NY@ohio-office",
    ]  # fmt: skip
    assert under(page, "From Texas meets") == [
        "1.MA@texas-office", "1.MA-2@texas-office", "1.NY@texas-office",
    ]  # fmt: skip
    for section in page.sections:
        listed = [e for b in section.blocks if isinstance(b, EntryList) for e in b.entries]
        packs = {codes.pack_of(entry.code) for entry in listed if codes.is_example(entry.code)}
        assert len(packs) < 2
        if not section.heading.startswith("From "):
            assert packs <= {""}
    published = {e.code for e in entries_of(shelf.home.page("1")) if e.kind is Kind.PUBLISHED}
    first = next(s for s in page.sections if s.heading == "Published examples")
    assert {e.code for b in first.blocks if isinstance(b, EntryList) for e in b.entries} == published
    assert [s.heading for s in shelf.page("2").sections if s.heading.startswith("From ")] == []


def test_the_page_of_a_state_keeps_packs_by_themselves(shelf: Shelf) -> None:
    page = shelf.page("state:NY")
    assert under(page, "From Suppers in Ohio") == ["1.NY@ohio-office"]
    assert under(page, "From Texas meets") == ["1.NY@texas-office"]
    own = {entry.code for entry in entries_of(shelf.home.page("state:NY"))}
    rest = [s for s in page.sections if not s.heading.startswith("From ")]
    assert {
        e.code for s in rest for b in s.blocks if isinstance(b, EntryList) for e in b.entries
    } == own  # fmt: skip


def test_a_state_that_only_a_pack_knows(shelf: Shelf) -> None:
    assert [place.code for place in shelf.jurisdictions()] == ["MA", "NY", "VT", "GU", "PR"]
    for typed in ("PR", "state:pr", "Puerto Rico", "state:PR@ohio-office"):
        assert shelf.resolve(typed) == "state:PR"
    page = shelf.page("state:PR")
    assert (page.code, page.title, shelf.title_of("state:PR")) == ("state:PR", "Puerto Rico", "Puerto Rico")
    assert [e.code for e in entries_of(page) if codes.is_example(e.code)] == ["2.PR@ohio-office"]
    assert shelf.page("state:GU").title == "Guam"


def test_every_code_of_every_page_leads_to_its_page(shelf: Shelf) -> None:
    for code in all_codes(shelf):
        assert shelf.resolve(code) == code
        assert shelf.leads_to(code) == code
        page = shelf.page(code)
        assert (page.code, bool(page.title)) == (code, True)
        assert shelf.title_of(code)
        led = [entry.code for entry in entries_of(page) if entry.code]
        led += [step for step, _words in page.trail]
        for other in led:
            assert shelf.resolve(other) == other, (code, other)
            assert shelf.page(other).code == other


def test_links_of_a_pack_stay_in_it(shelf: Shelf) -> None:
    for code in all_codes(shelf):
        if codes.pack_of(code):
            led = {codes.pack_of(e.code) for e in entries_of(shelf.page(code)) if e.code}
            assert led <= {codes.pack_of(code), ""}
            bare = {e.code for e in entries_of(shelf.page(code)) if e.code and not codes.pack_of(e.code)}
            assert all(codes.is_state(one) for one in bare)


def test_codes_as_people_type_them(shelf: Shelf) -> None:
    assert shelf.resolve(" 1.ny@Ohio-Office ") == "1.NY@ohio-office"
    assert shelf.resolve("org:MASSINC @ texas-office") == "org:massinc@texas-office"
    assert shelf.resolve("1.ny") == "1.NY"
    assert shelf.resolve("2.pr") == "2.PR@ohio-office"
    for library in (Library(shelf), Library(shelf.home)):
        assert library.resolve("1.ny@essa-practices") == "1.NY"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "1.NY@nowhere",
            "There is no content named nowhere, so 1.NY can't be opened. Installed: ohio-office, ",
        ),
        ("9@ohio-office", "9 is not a code in this book."),
        ("9.ZZ", "9.ZZ is not a code in this book."),
        ("1.NY@", "1.NY@ is not a code in this book."),
        ("@ohio-office", "@ohio-office is not a code in this book."),
        ("@", "@ is not a code in this book."),
    ],
)
def test_codes_that_are_none(shelf: Shelf, typed: str, told: str) -> None:
    with pytest.raises(UserError) as refused:
        shelf.resolve(typed)
    assert str(refused.value).startswith(told)


def test_a_code_of_a_pack_that_is_gone(shelf: Shelf) -> None:
    assert shelf.catalogue_of("1.NY@nowhere") is None
    assert shelf.leads_to("1.NY@nowhere") == ""
    for code in ("1.NY@nowhere", "9.ZZ", "9.ZZ@ohio-office"):
        with pytest.raises(KeyError):
            shelf.entry(code)
        with pytest.raises(KeyError):
            shelf.title_of(code)


def test_what_is_found_names_its_pack_and_opens(shelf: Shelf) -> None:
    search = Search(Library(shelf))
    (hit,) = (hit for hit in search.ask("platypus").results if codes.is_example(hit.code) and not hit.letter)
    assert hit.code == f"1.NY@{OHIO}"
    assert hit.title.endswith("(Suppers in Ohio)")
    for words in ("parents", "breakfasts", "law", "center", "1.NY", "Massachusetts", "seaside"):
        hits = search.ask(words, 50).results
        assert len({(hit.code, hit.kind, hit.letter) for hit in hits}) == len(hits)
        for hit in hits:
            assert shelf.page(hit.code).code == hit.code
            name = codes.pack_of(hit.code)
            assert not name or f"({shelf.titles[name]})" in hit.title
    assert len(search.ask("parents", 2).results) == 2
    assert {hit.code for hit in search.ask("seaside").results} >= {f"2.PR@{OHIO}"}
    assert f"1.NY@{TEXAS}" not in {hit.code for hit in search.ask("platypus").results}


def test_a_page_of_a_pack_is_explained_by_its_own_terms_first_and_cited_by_its_own_edition(
    press: Press, tmp_path: Path
) -> None:
    glossary = "SEA:\n  meaning: The agency in Ohio.\n  group: Agencies\n  general: yes\n"
    take_book(
        read_pack(press.pack(OHIO, title="Suppers in Ohio", **{"glossary.yaml": glossary})), tmp_path / "o"
    )
    opened = Shelf(
        Catalogue(CatalogueReader(press.book())), {OHIO: Catalogue(CatalogueReader(tmp_path / "o"))}
    )
    try:
        first, *others = opened.glossary_terms(f"1.NY@{OHIO}")
        assert (first.code, first.meaning) == (f"glossary:SEA@{OHIO}", "The agency in Ohio.")
        assert others == list(opened.home.glossary_terms()) == list(opened.glossary_terms("1.NY"))
        assert opened.page(first.code).title == "SEA"
        assert opened.imprint(f"1.NY@{OHIO}")[0] == "Suppers in Ohio"
        assert opened.imprint("1.NY") == (opened.info.title, opened.info.edition)
        assert Library(opened).imprint(first.code) == opened.imprint(first.code)
    finally:
        opened.close()
