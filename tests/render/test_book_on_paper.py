"""The real book, whole, with a note on every page: all of its text is on paper, in its structure."""

from collections.abc import Iterator
from datetime import date

import pytest
from esscollab_desktop.render.handout import Handout
from sample_pages import note
from tagged import Element, fold, structure
from test_pdf_text import check_boxes

from esscollab_desktop.domain.page import EntryList, Page
from esscollab_desktop.render.pdf import CompiledPdf, compile_pdf
from esscollab_desktop.services.catalogue import Catalogue


@pytest.fixture(scope="module")
def book(catalogue: Catalogue) -> Handout:
    codes = [p.code for p in catalogue.practices()] + [e.code for e in catalogue.examples()]
    return Handout(
        title=catalogue.info.title,
        pages=tuple(map(catalogue.page, [*codes, "state:MI", "about"])),
        edition=catalogue.info.edition,
        edition_date=catalogue.info.edition_date,
        printed=date(2026, 11, 23),
        contents=True,
        notes=tuple((code, (note(f"on {code}", code),)) for code in codes),
    )


@pytest.fixture(scope="module")
def made(book: Handout) -> CompiledPdf:
    return compile_pdf(book)


@pytest.fixture(scope="module")
def root(made: CompiledPdf) -> Element:
    return structure(made.data)


def texts(page: Page) -> Iterator[str]:
    yield from (page.title, page.mark, page.agency, page.lead)
    for section in page.sections:
        yield section.heading
        for block in section.blocks:
            if isinstance(block, EntryList):
                yield from (text for e in block.entries for text in (e.label, e.text))
            else:
                yield from (block.lead, block.text)
    for source in page.sources:
        yield from (source.title, source.publisher, source.date, source.seen[1:])


def test_every_text_of_the_book_is_on_paper(book: Handout, made: CompiledPdf, root: Element) -> None:
    assert made.replaced == ()
    text = root.text
    for page in book.pages:
        for wanted in texts(page):
            assert fold(wanted) in text, (page.code, wanted)
    for code, _ in book.notes:
        assert f"on {code}" in text


def test_every_paragraph_is_one_element(book: Handout, root: Element) -> None:
    found = {p.own_text for p in root.all("P")}
    for page in book.pages:
        for section in page.sections:
            for block in section.blocks:
                if not isinstance(block, EntryList) and not block.lead:
                    assert fold(block.text) in found, (page.code, block.text)


def test_the_headings_are_those_of_the_pages(book: Handout, root: Element) -> None:
    headings = [e.text for e in root.all("H1", "H2", "H3")]
    levels = [int(e.role[1]) for e in root.all("H1", "H2", "H3", "H4")]
    assert all(b <= a + 1 for a, b in zip([0, *levels], levels, strict=False))
    for page in book.pages:
        assert fold(page.title) in headings
    assert len(root.all("Title")) == 1
    assert len(root.all("TOCI")) == len(book.pages)


def test_every_character_is_inside_its_column(made: CompiledPdf) -> None:
    check_boxes(made.data)
