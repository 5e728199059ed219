"""Book and own examples as one: nothing lost, nothing twice, no code taken for another."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain import codes
from esscollab_desktop.domain.book import Hit, Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.own import OwnExample
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.handouts import HandoutOptions, handout_for
from esscollab_desktop.services.library import Library

AT = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
SHARED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@dataclass
class Shelf:
    """Own examples held in memory."""

    held: tuple[OwnExample, ...] = ()

    def list(self) -> tuple[OwnExample, ...]:
        return self.held


def own(
    code: str, headline: str = "ten potlucks", text: str = "They were held.", **more: object
) -> OwnExample:
    example = OwnExample(
        id=code,
        code=code,
        practice=codes.practice_of(code),
        jurisdiction=codes.jurisdiction_of(code),
        district="",
        headline=headline,
        text=text,
        partners=(),
        source_title="",
        source_publisher="",
        source_address="",
        created_at=AT,
        updated_at=AT,
    )
    return replace(example, **more)  # type: ignore[arg-type]


def library_of(catalogue: Catalogue, *examples: OwnExample) -> Library:
    return Library(catalogue, Shelf(examples))


FULL = own(
    "4.KS-own",
    text="Ten potlucks were held.\n\nOne was in Conexión hall.",
    district="Wichita",
    partners=(("Public Library", "rooms"), ("Rotary", "")),
    source_title="Minutes",
    source_publisher="The district",
    source_address="https://example.org/minutes",
)


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
    assert library.find("potluck kellogg") == catalogue.find("potluck kellogg")
    assert library.matching("kellogg") == catalogue.matching("kellogg")


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


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("conexion", "What was done"),
        ("CONEXIÓN hall", "What was done"),
        ("potl", "Title"),
        ("wichita kansas", "Title"),
        ("held library potlucks", "What was done"),
        ("rotary", "Partners"),
        ("minutes", "Sources"),
        ("4.ks-own", "Code"),
    ],
)
def test_own_examples_are_found_by_their_text(catalogue: Catalogue, words: str, where: str) -> None:
    library = library_of(catalogue, FULL, own("5.KS-own", "elsewhere", "Nothing."))
    hits = [hit for hit in library.find(words) if hit.kind == "own" and hit.code == "4.KS-own"]
    assert [(hit.title, hit.where) for hit in hits] == [("Wichita, Kansas: ten potlucks", where)]
    assert "\ue000" in hits[0].snippet
    assert "4.KS-own" in library.matching(words)
    assert "5.KS-own" not in library.matching(words) or "ks" in words.split()


@pytest.mark.parametrize("words", ["", "  ", "…", "potlucks nowhere", "otlucks", "\ud83d", "%", "* OR"])
def test_what_is_not_in_them_is_not_found(catalogue: Catalogue, words: str) -> None:
    library = library_of(catalogue, FULL)
    assert [hit for hit in library.find(words) if hit.kind == "own"] == []
    assert "4.KS-own" not in library.matching(words)


def test_hits_stand_in_a_sensible_order(catalogue: Catalogue) -> None:
    library = library_of(
        catalogue, FULL, own("4.MI-own", "Kellogg breakfast"), own("4.MA-own", text="Kellogg.")
    )

    def kinds(hits: Sequence[Hit]) -> list[str]:
        return [hit.code if hit.kind == "own" else hit.kind for hit in hits]

    assert library.find("4.KS-own")[0].code == "4.KS-own"
    assert library.find("Wichita, Kansas: ten potlucks")[0].code == "4.KS-own"
    assert library.find("4.MI")[0].code == "4.MI"
    found = kinds(library.find("kellogg"))
    assert found.index("4.MI-own") < found.index("4.MA-own") < found.index("published")
    # No text of the book holds both words: what holds one of them comes after what holds both.
    assert library.find("potlucks massachusetts hall")[0].code != "4.KS-own"
    assert library.find("potlucks conexion")[0].code == "4.KS-own"
    assert len(library.find("kellogg", limit=1)) == 1
    assert library.find("kellogg", limit=0) == []


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@SHARED
@given(WORDS, WORDS, st.integers(0, 30))
def test_any_text_can_be_searched_and_marked(catalogue: Catalogue, text: str, words: str, limit: int) -> None:
    library = library_of(catalogue, own("4.KS-own", headline=text, text=f"{words} {text}"))
    for typed in (words, text):
        hits = library.find(typed, limit)
        assert len(hits) <= limit
        for hit in hits:
            assert hit.snippet.count("\ue000") == hit.snippet.count("\ue001")
        library.matching(typed)
    # Every word of its own text finds it.
    bare = unicodedata.normalize("NFC", text)
    for word in bare.split():
        if word.isalnum():
            assert "4.KS-own" in library.matching(word)


def test_handouts_take_own_examples_with_their_practice(catalogue: Catalogue) -> None:
    library = library_of(catalogue, FULL)
    options = HandoutOptions(printed=AT.date())
    assert [page.code for page in handout_for(library, None, ["4"], options).pages][-1] == "4.KS-own"
    alone = handout_for(library, None, ["4.ks-own"], options)
    assert alone.title == "4.KS-own Wichita, Kansas: ten potlucks"
    assert "4.KS-own" in [page.code for page in handout_for(library, None, [], options).pages]
