"""Book and own examples as one: nothing lost, nothing twice, no code taken for another."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_shelf import AT, FULL, Shelf, library_of, own

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packets import PacketLook
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph
from esscollab_desktop.render.document import Opening, walk
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.handout_choice import chosen
from esscollab_desktop.services.library import Library
from esscollab_desktop.services.packet_handouts import prepared

SHARED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def entries(page: Page) -> list[Entry]:
    return [e for s in page.sections for b in s.blocks if isinstance(b, EntryList) for e in b.entries]


def test_without_own_examples_it_is_the_book(catalogue: Catalogue) -> None:
    library = Library(catalogue)
    assert (library.practices(), library.examples(), library.jurisdictions(), library.info) == (
        catalogue.practices(),
        catalogue.examples(),
        catalogue.jurisdictions(),
        catalogue.info,
    )
    for code in ("4", "4.MA", "state:KS", "about"):
        assert library.page(code) == catalogue.page(code)
        assert library.title_of(code) == catalogue.title_of(code)


OWN_CODES = st.lists(
    st.builds(
        codes.own_code,
        st.sampled_from(["1", "2", "3", "4", "5", "6"]),
        st.sampled_from(["KS", "MA", "WA", "BIE", "ZZ"]),
        st.integers(1, 12),
    ),
    unique=True,
    max_size=12,
)


@SHARED
@given(OWN_CODES)
def test_every_example_stands_in_the_tree_once(catalogue: Catalogue, given_codes: list[str]) -> None:
    library = library_of(catalogue, *map(own, given_codes))
    placed = [c for c in given_codes if codes.practice_of(c) != "6" and codes.jurisdiction_of(c) != "ZZ"]
    listed = [example.code for example in library.examples()]
    assert sorted(listed) == sorted([*(e.code for e in catalogue.examples()), *placed])
    assert [e for e in library.examples() if e.kind is not Kind.OWN] == list(catalogue.examples())
    # By practice; within one published, related, own.
    rank = list(Kind)
    order = [(int(e.practice), rank.index(e.kind)) for e in library.examples()]
    assert order == sorted(order)
    for practice in library.practices():
        shown = [e.code for e in entries(library.page(practice.code)) if codes.is_example(e.code)]
        assert shown == [e.code for e in library.examples() if e.practice == practice.code]
    for place in ("KS", "BIE"):
        shown = [e.code for e in entries(library.page(f"state:{place}")) if codes.is_example(e.code)]
        assert shown == [e.code for e in library.examples() if e.jurisdiction == place]


@SHARED
@given(OWN_CODES)
def test_no_code_is_taken_for_another(catalogue: Catalogue, given_codes: list[str]) -> None:
    library = library_of(catalogue, *map(own, given_codes))
    known = [*given_codes, *(e.code for e in catalogue.examples()), "4", "state:KS", "about"]
    for code in known:
        for typed in (code, code.lower(), f" {code.upper()} "):
            assert library.resolve(typed) == code
        assert library.page(code).code == code
        assert library.page(code).title == library.title_of(code)
    for code in ("4.KS-own", "4.KS-own2", "1.BIE-own11"):
        if code not in given_codes:
            with pytest.raises(UserError, match=f"^{code} is not an example of your own. Near it: "):
                library.resolve(code)


def test_an_unknown_code_is_the_books_to_answer(catalogue: Catalogue) -> None:
    library = library_of(catalogue, own("4.KS-own"))
    for typed in ("4.MQ", "", "nowhere"):
        with pytest.raises(UserError) as told:
            library.resolve(typed)
        with pytest.raises(UserError) as book:
            catalogue.resolve(typed)
        assert str(told.value) == str(book.value)


def test_the_page_of_an_own_example(catalogue: Catalogue) -> None:
    page = library_of(catalogue, FULL).page("4.ks-own")
    assert (page.code, page.kind, page.mark, page.mark_note) == (
        "4.KS-own",
        Kind.OWN,
        "Own example",
        "written in this office",
    )
    assert page.title == "Wichita, Kansas: ten potlucks"
    assert page.agency == "Kansas State Department of Education (KSDE)"
    assert page.trail == (("4", "4 Maximize Your Resources"),)
    did, partners, practice = page.sections
    assert (did.heading, did.origin) == ("What was done", Kind.OWN)
    assert did.blocks == (
        Paragraph("Ten potlucks were held.", "a", refs=(1,)),
        Paragraph("One was in Conexión hall.", "b", refs=(1,)),
    )
    assert partners.heading == "Partners"
    assert entries(replace(page, sections=(partners,))) == [Entry("Public Library", "rooms"), Entry("Rotary")]
    assert (page.sources[0].title, page.sources[0].publisher) == ("Minutes", "The district")

    # The section on the practice is the one that its other examples have, its sources counted on.
    like = catalogue.page("4.MI")
    assert (practice.heading, practice.origin) == (like.sections[-1].heading, None)
    for mine, other in zip(practice.blocks, like.sections[-1].blocks, strict=True):
        if isinstance(mine, Paragraph) and isinstance(other, Paragraph):
            assert (mine.text, mine.lead) == (other.text, other.lead)
            assert [page.sources[n - 1] for n in mine.refs] == [like.sources[n - 1] for n in other.refs]
        else:
            assert mine == other


def test_own_experience_is_said_in_place_of_a_source(catalogue: Catalogue) -> None:
    page = library_of(catalogue, own("4.KS-own")).page("4.KS-own")
    assert page.title == "Kansas: ten potlucks"
    assert [s.heading for s in page.sections][:2] == ["What was done", "Source"]
    assert page.sections[1].blocks == (Paragraph("Our own experience."),)
    assert all(source.id != "4.KS-own" for source in page.sources)


def test_practices_and_jurisdictions_list_own_examples(catalogue: Catalogue) -> None:
    library = library_of(catalogue, FULL, own("4.KS-own2", "a second one"))
    (section,) = [s for s in library.page("4").sections if s.heading == "Own examples"]
    listed = EntryList(
        (
            Entry("Wichita, Kansas", "ten potlucks", "4.KS-own", Kind.OWN),
            Entry("Kansas", "a second one", "4.KS-own2", Kind.OWN),
        )
    )
    assert (section.origin, section.blocks) == (Kind.OWN, (listed,))
    headings = [s.heading for s in library.page("4").sections]
    assert headings.index("Related examples") + 1 == headings.index("Own examples")
    state = library.page("state:KS")
    assert listed in [block for s in state.sections for block in s.blocks]
    assert "has no example yet" in str(catalogue.page("state:KS"))
    assert "has no example yet" not in str(state)


def test_an_example_without_a_place_in_this_edition_can_still_be_read(catalogue: Catalogue) -> None:
    library = library_of(catalogue, own("9.KS-own"), own("4.ZZ-own"))
    assert library.examples() == catalogue.examples()
    assert (library.page("9.KS-own").title, library.page("9.KS-own").trail) == ("Kansas: ten potlucks", ())
    assert library.page("4.ZZ-own").title == "ZZ: ten potlucks"


def test_changes_are_taken_up_by_refresh_and_attach(catalogue: Catalogue) -> None:
    shelf = Shelf()
    library = Library(catalogue)
    library.attach(shelf)
    shelf.held = (FULL,)
    assert library.own_example("4.KS-own") is None
    library.refresh()
    assert library.own_example("4.ks-own") == FULL
    library.attach(None)
    assert library.own_example("4.KS-own") is None
    assert library.examples() == catalogue.examples()


def test_handouts_take_own_examples_with_their_practice(catalogue: Catalogue) -> None:
    library = library_of(catalogue, FULL)
    with_it = prepared(library, None, None, None, chosen(library, ["4"], PacketLook()), AT.date())
    assert [b.code for b in walk(with_it.document.blocks) if isinstance(b, Opening)][-1] == "4.KS-own"
    alone = chosen(library, ["4.ks-own"], PacketLook())
    assert alone.name == "4.KS-own Wichita, Kansas: ten potlucks"
    whole = prepared(library, None, None, None, chosen(library, [], PacketLook()), AT.date())
    assert "4.KS-own" in [b.code for b in walk(whole.document.blocks) if isinstance(b, Opening)]
