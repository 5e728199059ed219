"""A handout as one HTML page: read back as HTML, whatever its texts are."""

import re
from dataclasses import replace
from itertools import cycle, pairwise

import pytest
from every_block import BLOCKS, DRAWING, EVERY, SINGLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_reader import PageFile
from word_reader import each_text

from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.render.document import (
    Block,
    Document,
    Entry,
    Figure,
    Heading,
    List,
    ListStyle,
    Mark,
    Notes,
    NoteText,
    Opening,
    Paragraph,
    Reference,
    SourceLine,
    Sources,
    Span,
    plain,
)
from esscollab_desktop.render.document_html import html_of
from esscollab_desktop.render.document_text import reading_lines
from esscollab_desktop.render.links import followed

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
DRESSES = {
    "plain": EVERY,
    "single": SINGLE,
    "large": replace(EVERY, large=True),
    "sans": replace(EVERY, sans=True),
    "in Arabic": replace(EVERY, language="ar"),
}


def page_of(*blocks: Block) -> PageFile:
    page = PageFile(html_of(replace(EVERY, cover=None, title="Title", blocks=blocks)))
    page.check()
    return page


def shown(page: PageFile, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.all(path)]


@pytest.mark.parametrize("name", DRESSES)
def test_every_block_in_reading_order(name: str) -> None:
    document = DRESSES[name]
    page = PageFile(html_of(document))
    page.check()
    assert page.lines() == reading_lines(document)


def test_the_same_document_is_the_same_text() -> None:
    assert html_of(EVERY) == html_of(EVERY)


def test_one_title_and_headings_in_order() -> None:
    for document in (EVERY, SINGLE):
        levels = [level for level, _ in PageFile(html_of(document)).headings()]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_headings_past_the_sixth_tell_their_level() -> None:
    page = page_of(*(Heading(level, plain(str(level))) for level in range(1, 7)))
    assert [level for level, _ in page.headings()] == [1, 2, 3, 4, 5, 6, 7]


def test_landmarks_title_and_what_may_be_loaded() -> None:
    page = PageFile(html_of(EVERY))
    assert [element.tag for element in page.body] == ["header", "nav", "main", "footer"]
    assert shown(page, "//title") == [EVERY.title]
    assert page.root.get("lang") == "en-US"
    (allowed,) = page.all("//meta[@http-equiv]/@content")
    assert allowed.startswith("default-src 'none'")
    assert not re.search(r"url\(|@import", "".join(shown(page, "//style")))


def test_the_foot_tells_what_the_marks_mean() -> None:
    assert shown(PageFile(html_of(SINGLE)), "//footer/*") == [
        "Published: on the practice’s own page",
        SINGLE.foot,
    ]


def test_languages_and_directions() -> None:
    page = PageFile(html_of(EVERY))
    (spanish,) = page.all("//div[@lang='es']")
    assert spanish.get("dir") is None
    (arabic,) = page.all("//*[@lang='ar']")
    assert (arabic.tag, arabic.get("dir")) == ("p", "rtl")
    turned = PageFile(html_of(replace(EVERY, language="ar")))
    assert turned.root.get("dir") == "rtl"
    assert "ltr" in {element.get("dir") for element in turned.root.iter("p")}
    mixed = page_of(Paragraph((Span("Say "), Span("שלום", language="he"))))
    (hebrew,) = mixed.all("//span[@lang='he']")
    assert hebrew.get("dir") == "rtl"


def test_no_tag_of_a_language_that_is_none() -> None:
    page = PageFile(html_of(replace(EVERY, language='en" onload="x', blocks=())))
    page.check()
    assert page.root.get("lang") == "en"


def test_figures_lead_to_sources_and_back() -> None:
    told = Paragraph(plain("told"), references=(Reference(1, "s-1"), Reference(2), Reference(3, "lost")))
    sources = Sources((SourceLine(1, "s-1", "Memo"), SourceLine(2, "s-2", "Nowhere asked for")))
    page = page_of(told, told, sources)
    first, _second = page.all("//sup/a")
    assert [figure.get("href") for figure in page.all("//sup/a")] == ["#s-1", "#s-1"]
    (back,) = page.all("//li/a[@class='back']")
    assert back.get("href") == f"#{first.get('id')}"
    assert back.text_content() == "Back to the text"


def test_a_chip_stands_behind_the_last_of_its_words() -> None:
    asked, decided = Mark(NoteKind.QUESTION, 1), Mark(NoteKind.DECISION, 2)
    note = NoteText(1, NoteKind.QUESTION, "Question", "", "", ())
    page = page_of(
        Opening(plain("One"), 1, "one"),
        Paragraph((Span("a", mark=asked), Span("b", mark=decided), Span("c", is_strong=True, mark=asked))),
        Paragraph((Span("d", link="https://example.org", mark=asked), Span("e"))),
        Notes(Heading(2, plain("Notes")), (note,)),
        Opening(plain("Two"), 1, "two"),
        Paragraph((Span("f", mark=asked),)),
    )
    assert shown(page, "//p[mark]") == ["ab N2c", "f N1"]
    assert shown(page, "//p[a/mark]") == ["d N1e"]
    # A note that stands nowhere has a chip that leads nowhere.
    assert shown(page, "//span[@class='chip do' or @class='chip ask']") == ["N2", "N1"]
    chip, back = page.all("//a[contains(@class, 'chip')]")
    assert (chip.get("href"), back.get("href")) == ("#note-1-1", f"#{chip.get('id')}")
    assert back.getparent().getparent().get("id") == "note-1-1"


def test_tables_have_names_and_heads() -> None:
    page = PageFile(html_of(EVERY))
    small, compared = page.all("//table")
    assert small.find("caption").text_content() == "Examples by state"
    assert [head.get("scope") for head in small.findall("thead/tr/th")] == ["col"] * 3
    assert [row[0].get("scope") for row in compared.findall("tbody/tr")] == ["row"] * 4
    assert {len(row) for row in small.iter("tr")} == {3}
    (held,) = {element.getparent().get("role") for element in (small, compared)}
    assert held == "group"


def test_lists_count_as_typed() -> None:
    entries = tuple(Entry(text=plain(text)) for text in ("a", "b", "c"))
    page = page_of(List(entries, ListStyle.NUMBERS, ("3.", "(i)", "10.")))
    assert [row.get("value") for row in page.all("//ol/li")] == ["3", None, "10"]
    assert page.lines()[1:] == ["3. a", "(i) b", "10. c"]


def test_pictures_say_what_they_show_and_load_nothing() -> None:
    page = PageFile(html_of(EVERY))
    assert [image.get("alt") for image in page.all("//img")] == [
        "Logo of the office.",
        "A map: 3 states with examples.",
        "A logo.",
    ]
    odd = page_of(Figure(DRAWING, "text/html", "A page"))
    assert (shown(odd, "//main//p"), odd.all("//img")) == (["A page"], [])


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("mailto:office@example.org", "mailto:office@example.org"),
        ("mailto:a@b.org?subject=x", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        (" JAVASCRIPT:alert(1)", ""),
        ("//example.org", ""),
    ],
)
def test_where_links_lead(link: str, address: str) -> None:
    assert followed(link) == address
    page = page_of(Paragraph((Span("here", link=link),)))
    assert [found.get("href") for found in page.all("//main//a")] == ([address] if address else [])


def test_twenty_items_stay_under_a_megabyte() -> None:
    document = replace(EVERY, blocks=EVERY.blocks * 20)
    page = html_of(document)
    PageFile(page).check()
    assert len(page.encode()) < 1_000_000


def documents(texts: list[str], dress: str) -> Document:
    """A document in which every text is another one."""
    given_ = cycle(texts)
    document = replace(DRESSES[dress], blocks=(*BLOCKS, *SINGLE.blocks))
    changed: Document = each_text(document, lambda _: next(given_))
    return changed


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(ANY, min_size=1, max_size=9), st.sampled_from(sorted(DRESSES)))
def test_any_text_anywhere_gives_a_whole_page(texts: list[str], dress: str) -> None:
    document = documents(texts, dress)
    page = PageFile(html_of(document))
    page.check()
    assert page.lines() == reading_lines(document)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(("</p>", "<script>", "&amp;", '" onload="x', "\01 1 say\0", "]]>", "<!--", "-->")))
def test_markup_in_a_text_is_text(text: str) -> None:
    document = documents([text], "plain")
    page = PageFile(html_of(document))
    page.check()
    assert page.lines() == reading_lines(document)
