"""The real book, whole, with a note on every page: all of its text is on paper, in its structure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from made_handouts import MIGRATIONS, NOON
from on_paper import check_boxes, check_lines
from sample_pages import LOOK
from tagged import Element, fold, structure

from esscollab_desktop.domain.packets import ItemKind, PacketItem
from esscollab_desktop.domain.page import EntryList, Page
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.handout_choice import chosen
from esscollab_desktop.services.handouts import without_practice, without_topics
from esscollab_desktop.services.notebook import Notebook
from esscollab_desktop.services.packet_handouts import prepared
from esscollab_desktop.storage.notebook.repository import open_notebook

MORE = ("state:MI", "about")


@pytest.fixture(scope="module")
def book(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Document:
    notebook = Notebook(open_notebook(tmp_path_factory.mktemp("notes"), MIGRATIONS, lambda: NOON))
    for code in codes(catalogue):
        notebook.add(code, f"Said on {code} alone.")
    whole = chosen(catalogue, [], LOOK)
    items = (*whole.items, *(PacketItem(code, ItemKind.PAGE, (code,)) for code in MORE))
    made = prepared(catalogue, notebook, None, None, replace(whole, items=items), date(2026, 11, 23))
    notebook.close()
    return made.document


@pytest.fixture(scope="module")
def made(book: Document) -> CompiledPdf:
    return compile_document(book)


@pytest.fixture(scope="module")
def root(made: CompiledPdf) -> Element:
    return structure(made.data)


def codes(catalogue: Catalogue) -> list[str]:
    return [p.code for p in catalogue.practices()] + [e.code for e in catalogue.examples()]


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """As they stand on paper: each practice is in the handout itself."""
    for code in (*codes(catalogue), *MORE):
        yield without_practice(without_topics(catalogue.page(code)))


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


def test_every_text_of_the_book_is_on_paper(catalogue: Catalogue, made: CompiledPdf, root: Element) -> None:
    assert made.replaced == ()
    text = root.text
    for page in pages(catalogue):
        for wanted in texts(page):
            assert fold(wanted) in text, (page.code, wanted)
    for code in codes(catalogue):
        assert text.count(f"Said on {code} alone.") == 1


def test_every_line_once_and_in_order(book: Document, made: CompiledPdf, root: Element) -> None:
    check_lines(book, made, root)


def test_every_paragraph_is_one_element(catalogue: Catalogue, root: Element) -> None:
    found = {p.own_text for p in root.all("P", "LBody")}
    for page in pages(catalogue):
        for section in page.sections:
            for block in section.blocks:
                if not isinstance(block, EntryList) and not block.lead:
                    assert fold(block.text) in found, (page.code, block.text)


def test_the_headings_are_those_of_the_pages(catalogue: Catalogue, root: Element) -> None:
    headings = [e.text for e in root.all("H1", "H2", "H3")]
    levels = [int(e.role[1]) for e in root.all("H1", "H2", "H3", "H4")]
    assert all(b <= a + 1 for a, b in zip([0, *levels], levels, strict=False))
    titles = [fold(page.title) for page in pages(catalogue)]
    assert set(titles) <= set(headings)
    assert len(root.all("Title")) == 1
    assert len(root.all("TOCI")) == len(titles)


def test_every_character_is_inside_its_column(made: CompiledPdf) -> None:
    check_boxes(made.data)
