"""A comparison on paper: a table with heads, every text in its cell, nothing past the edge."""

import io
from contextlib import closing
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from on_paper import check_boxes, check_lines
from sample_pages import LOOK, handout, note
from tagged import Element, fold, structure

from esscollab_desktop.domain.comparison import Cell, Comparison
from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.domain.page import Paragraph
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.layouts.content import ComparisonItem
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.side_by_side import comparison

CODES = ("4.MA", "1.RI", "2.CO", "2.IL")
SIZES = {PaperSize.LETTER: (792, 612), PaperSize.LEGAL: (1008, 612), PaperSize.A4: (842, 595)}

Made = tuple[Comparison, PaperSize, Document, CompiledPdf]


@pytest.fixture(scope="module", params=zip((2, 3, 4), PaperSize, strict=True), ids=str)
def made(request: pytest.FixtureRequest, catalogue: Catalogue) -> Made:
    count, paper = request.param
    compared = comparison(catalogue, CODES[:count])
    document = laid_out(compared, paper)
    return compared, paper, document, compile_document(document)


def laid_out(compared: Comparison, paper: PaperSize = PaperSize.LETTER, notes: bool = False) -> Document:
    told = tuple((c.code, (note("Who wrote it down?"),)) for c in compared.columns[:1]) if notes else ()
    item = ComparisonItem("item-1", compared, told)
    return handout(item, title=compared.title, look=replace(LOOK, paper=paper))


def table_of(made: CompiledPdf) -> list[list[Element]]:
    """The cells by row, the head first."""
    (table,) = structure(made.data).all("Table")
    return [row.all("TH", "TD") for row in table.all("TR")]


def words_of(cell: Cell) -> list[str]:
    found = [cell.missing]
    for part in cell.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                found += [block.lead, block.text]
            else:
                found += [words for e in block.entries for words in (e.label, e.text)]
    found += [words for s in cell.sources for words in (s.title, s.publisher, s.date)]
    return [fold(words) for words in found if words]


def test_every_text_stands_in_its_cell(made: Made) -> None:
    compared, _paper, document, done = made
    count = len(compared.columns)
    head, *rows = table_of(done)
    assert [cell.role for cell in head] == ["TH"] * (count + 1)
    for cell, column in zip(head[1:], compared.columns, strict=True):
        for words in (column.code, column.mark, column.title):
            assert words in cell.text
    assert [row[0].text for row in rows] == [row.name for row in compared.rows]
    for cells, row in zip(rows, compared.rows, strict=True):
        assert [cell.role for cell in cells] == ["TH"] + ["TD"] * count
        for cell, told in zip(cells[1:], row.cells, strict=True):
            for words in words_of(told):
                assert words in cell.text
    check_lines(document, done)
    check_boxes(done.data)
    assert done.pages > 1
    assert done.replaced == ()


def test_the_sheets_lie_and_each_has_the_heads(made: Made) -> None:
    compared, paper, _document, done = made
    with closing(pypdfium2.PdfDocument(done.data)) as pdf:
        for page in pdf:
            with closing(page), closing(page.get_textpage()) as text:
                assert tuple(map(round, page.get_size())) == SIZES[paper]
                words = text.get_text_range()
                assert all(column.code in words for column in compared.columns)


def test_heads_say_what_they_head(made: Made) -> None:
    compared, _paper, _document, done = made
    with pikepdf.open(io.BytesIO(done.data)) as pdf:
        assert str(pdf.docinfo.Title) == compared.title
        scopes = [
            str(attributes.Scope)
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH"
            for attributes in (element.A if isinstance(element.A, pikepdf.Array) else [element.A])
            if "/Scope" in attributes
        ]
    assert scopes.count("/Column") == len(compared.columns) + 1
    assert scopes.count("/Row") == len(compared.rows)


def test_notes_come_after_the_table_where_they_are_given(catalogue: Catalogue) -> None:
    compared = comparison(catalogue, CODES[:2])
    without, with_notes = (
        structure(compile_document(laid_out(compared, notes=notes)).data) for notes in (False, True)
    )
    assert without.all("H1") == []
    assert [heading.text for heading in with_notes.all("H1")] == ["Note from the team, 4.MA Massachusetts"]
    roles = [e.role for e in with_notes.walk() if e.role in {"Table", "H1"}]
    assert roles == ["Table", "H1"]
    assert "Who wrote it down?" in with_notes.text
