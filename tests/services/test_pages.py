"""Pages hold everything that is shown, in reading order, with sources numbered by first use."""

import pytest

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import EntryList, Page, Paragraph
from esscollab_desktop.services.catalogue import Catalogue


def paragraphs(page: Page, heading: str) -> list[Paragraph]:
    section = next(s for s in page.sections if s.heading == heading)
    return [block for block in section.blocks if isinstance(block, Paragraph)]


def entries(page: Page, heading: str) -> list[tuple[str, str, str]]:
    section = next(s for s in page.sections if s.heading == heading)
    lists = [block for block in section.blocks if isinstance(block, EntryList)]
    return [
        (entry.label, entry.text, entry.code or entry.address) for held in lists for entry in held.entries
    ]


def test_a_published_example(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("1.MA")
    assert (page.code, page.title, page.kind) == ("1.MA", "Massachusetts: enlisted help", Kind.PUBLISHED)
    assert (page.mark, page.mark_note) == ("Published example", "on the practice’s own page")
    assert page.agency == "Massachusetts Department of Education (DESE)"
    assert page.lead == "The state asked others for help. They came."
    assert page.trail == (("1", "1 Reach Out"),)
    assert [(section.heading, section.origin) for section in page.sections] == [
        ("What the state did", Kind.PUBLISHED),
        ("Partners", Kind.PUBLISHED),
        ("Related facts", Kind.RELATED),
        ("The practice: 1 Reach Out", None),
    ]
    did = paragraphs(page, "What the state did")
    assert [(p.letter, p.refs, p.broke_off) for p in did[:2]] == [("a", (1,), False), ("b", (1,), True)]
    assert (did[2].lead, did[2].text, did[2].letter) == ("When:", "2017.", "")
    assert [(p.letter, p.refs) for p in paragraphs(page, "Related facts")] == [("c", (2,))]
    assert entries(page, "Partners") == [
        ("Mass, Inc. (MassINC)", "outreach", "org:massinc"),
        ("The Rennie Center", "", "org:rennie"),
    ]
    assert [source.id for source in page.sources] == ["page-1", "paper", "law"]


def test_an_example_ends_with_its_practice(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("1.NY")
    assert (page.title, page.mark) == ("New York", "Related example")
    assert page.mark_note == "filed here from another public source"
    assert [(p.lead, p.text, p.refs) for p in paragraphs(page, "The practice: 1 Reach Out")] == [
        ("Representation", "Look for those who are not in the room.", (3,)),
        ("Room for growth: Address power", "Say where it falls short.", (3, 2)),
        ("Resources", "The page lists none.", (3,)),
    ]
    assert entries(page, "The practice: 1 Reach Out") == [
        ("A handbook", "Partners. From 2016", "https://example.org/handbook")
    ]
    assert [source.id for source in page.sources] == ["paper", "law", "page-1"]


def test_a_practice(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("1")
    assert (page.theme, page.title, page.kind, page.mark) == ("Representation", "Reach Out", None, "")
    assert page.lead == "Look for those who are not in the room."
    assert [(section.heading, section.origin) for section in page.sections] == [
        ("Background", Kind.RELATED),
        ("Published examples", Kind.PUBLISHED),
        ("Related examples", Kind.RELATED),
        ("Room for growth for all states", None),
        ("Resources", None),
        ("How much was seen", None),
    ]
    assert entries(page, "Published examples") == [
        ("Massachusetts: enlisted help", "early breakfasts with partners", "1.MA")
    ]
    assert [code for _label, _text, code in entries(page, "Related examples")] == ["1.MA-2", "1.NY"]
    assert [(p.lead, p.text) for p in paragraphs(page, "Room for growth for all states")] == [
        ("Address power", "Say where it falls short.")
    ]
    assert paragraphs(page, "How much was seen")[0].text == (
        "The practice’s own page was seen only in part. "
        "In the Summer 2017 report this practice is called “Reach the Unreached”."
    )
    assert [source.id for source in page.sources] == ["page-1", "paper", "law"]


def test_a_practice_of_which_less_was_seen(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("2")
    assert [section.heading for section in page.sections] == [
        "Room for growth for all states",
        "How much was seen",
    ]
    assert paragraphs(page, "Room for growth for all states")[0].text == "Not seen for this practice."
    assert paragraphs(page, "How much was seen")[0].text == "The practice’s own page was seen in full."


def test_a_state_with_examples(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("state:MA")
    assert (page.code, page.title) == ("state:MA", "Massachusetts")
    assert [code for _label, _text, code in entries(page, "1 Reach Out")] == ["1.MA", "1.MA-2"]
    assert paragraphs(page, "State plan of 2017")[0].text == "Submission window: April/May 2017."
    assert entries(page, "Website of the agency") == [
        ("Massachusetts Department of Education (DESE)", "", "https://example.org/ma")
    ]


def test_a_state_without_examples_names_its_neighbors(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("VT")
    assert paragraphs(page, "Examples")[0].text == "Vermont has no example yet."
    assert entries(page, "Nearby") == [("New York", "1.NY", "state:NY")]
    guam = small_catalogue.page("guam")
    assert [section.heading for section in guam.sections] == ["Examples", "State plan of 2017"]
    assert paragraphs(guam, "State plan of 2017")[0].text == "No submission window is known."


def test_the_book_itself(small_catalogue: Catalogue) -> None:
    page = small_catalogue.page("about")
    assert paragraphs(page, "The law")[0].refs == (1,)
    assert paragraphs(page, "What was not available")[0].text == "The rest of practice 2."
    assert entries(page, "Resources for all practices") == [
        ("A guide for all", "NASBE", "https://example.org/guide")
    ]
    assert paragraphs(page, "Edition and rights")[0].text == "Edition 2026.1, 2026-01-31."


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.MA", "1.MA"),
        (" 1.ma ", "1.MA"),
        ("1.ma-2", "1.MA-2"),
        ("2", "2"),
        ("ma", "state:MA"),
        ("State: ma", "state:MA"),
        ("new  york", "state:NY"),
        ("ABOUT", "about"),
    ],
)
def test_a_code_or_name_as_people_type_it(small_catalogue: Catalogue, typed: str, code: str) -> None:
    assert small_catalogue.resolve(typed) == code


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1.MQ", "1.MQ is not a code in this book. Near it: 1.MA, 1.MA-2, 1.NY."),
        ("Masachusets", "Masachusets is not a code in this book. Near it: state:MA."),
        ("state:ZZ", "state:ZZ is not a code in this book. Near it: state:GU, state:MA, state:NY."),
        ("  ", "That is an empty code. Type one, such as 4, 4.MA or state:MI."),
        ("1.\x1b[31mMA", "1. [31mMA is not a code in this book. Near it: "),
        ("x" * 500, f"{'x' * 40}… is not a code in this book. Near it: "),
    ],
)
def test_an_unknown_code_names_the_nearest(small_catalogue: Catalogue, typed: str, told: str) -> None:
    with pytest.raises(UserError) as caught:
        small_catalogue.page(typed)
    assert str(caught.value).startswith(told)


def test_titles_need_no_page(small_catalogue: Catalogue) -> None:
    titles = [small_catalogue.title_of(code) for code in ("1", "1.MA", "1.NY", "state:GU", "about")]
    assert titles == ["Reach Out", "Massachusetts: enlisted help", "New York", "Guam", "About this book"]


def test_every_page_of_the_real_book(catalogue: Catalogue) -> None:
    """Each page can be built, numbers its sources without a gap, and letters run on through its sections."""
    codes = [p.code for p in catalogue.practices()] + [e.code for e in catalogue.examples()]
    codes += [f"state:{place.code}" for place in catalogue.jurisdictions()]
    assert len(codes) == 5 + 56 + 57
    for code in [*codes, "about"]:
        page = catalogue.page(code)
        blocks = [block for section in page.sections for block in section.blocks]
        told = [block for block in blocks if isinstance(block, Paragraph)]
        used = {number for paragraph in told for number in paragraph.refs}
        assert used <= set(range(1, len(page.sources) + 1))
        letters = [paragraph.letter for paragraph in told if paragraph.letter]
        assert letters == [chr(ord("a") + place) for place in range(len(letters))]
        assert all(paragraph.text for paragraph in told)


def test_what_issue_2_names(catalogue: Catalogue) -> None:
    def text(code: str) -> str:
        return repr(catalogue.page(code))

    for words in (
        "Mass, Inc. (MassINC)",
        "policy breakfasts",
        "crowdsource",
        "Rennie Center",
        "Sociedad Latina",
    ):
        assert words in text("4.MA")
    assert "Education First" in text("4.MA")
    assert "OSSE" in text("4.DC")
    assert "Staffing Data Collaborative" in text("4.DC")
    assert "W.K. Kellogg Foundation" in text("4.MI")
    assert "Steelcase Foundation" in text("4.MI")
    assert "Address power and privilege" in text("4")
