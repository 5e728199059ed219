"""A comparison on paper: a table with heads, every text in its cell, nothing past the edge."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from esscollab_desktop.render.handout import PAPER_SIZES, Handout
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_pages import note
from tagged import Element, fold, structure
from test_pdf_text import HEAVY, HOSTILE, LYING, check_boxes

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.comparison import Cell, Column, Comparison, Part, Row
from esscollab_desktop.domain.page import Entry, EntryList, Paragraph
from esscollab_desktop.render.pdf import CompiledPdf, compile_pdf
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.side_by_side import comparison

CODES = ("4.MA", "1.RI", "2.CO", "2.IL")


def handout(compared: Comparison, paper: str = "letter", notes: bool = False) -> Handout:
    told = tuple((c.code, (note("Who wrote it down?"),)) for c in compared.columns[:1]) if notes else ()
    return Handout(
        title=compared.title,
        pages=(),
        edition="2026.1",
        edition_date="",
        printed=date(2026, 11, 23),
        book="Promising Practices",
        paper=paper,
        notes=told,
        comparison=compared,
    )


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


@pytest.mark.parametrize("paper", list(PAPER_SIZES))
@pytest.mark.parametrize("count", [2, 3, 4])
def test_every_text_stands_in_its_cell(catalogue: Catalogue, count: int, paper: str) -> None:
    compared = comparison(catalogue, CODES[:count])
    made = compile_pdf(handout(compared, paper))
    head, *rows = table_of(made)
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
    check_boxes(made.data, paper, LYING)
    assert made.pages > 1
    assert made.replaced == ()


def test_the_sheet_lies_and_the_standards_are_named(catalogue: Catalogue) -> None:
    made = compile_pdf(handout(comparison(catalogue, CODES), "a4"))
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        for page in pdf.pages:
            width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
            assert (round(width), round(height)) == (842, 595)
        assert str(pdf.docinfo.Title) == "4.MA, 1.RI, 2.CO and 2.IL compared"
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        scopes = [
            str(attributes.Scope)
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH"
            for attributes in element.A
            if "/Scope" in attributes
        ]
    assert scopes == ["/Column"] * 5 + ["/Row"] * 5
    assert compile_pdf(handout(comparison(catalogue, CODES), "a4")).data == made.data


def test_the_head_repeats_on_every_sheet(catalogue: Catalogue) -> None:
    import pypdfium2

    made = compile_pdf(handout(comparison(catalogue, CODES)))
    document = pypdfium2.PdfDocument(made.data)
    for page in document:
        text = page.get_textpage()
        words = text.get_text_range()
        for code in CODES:
            assert code in words
        text.close()
        page.close()
    document.close()


def test_notes_come_after_the_table_where_they_are_given(catalogue: Catalogue) -> None:
    compared = comparison(catalogue, CODES[:2])
    without, with_notes = (structure(compile_pdf(handout(compared, notes=n)).data) for n in (False, True))
    assert without.all("H1") == []
    assert [heading.text for heading in with_notes.all("H1")] == ["Notes on 4.MA Massachusetts"]
    assert "Who wrote it down?" in with_notes.text


def made_up(first: str, second: str, third: str) -> Comparison:
    columns = tuple(
        Column(f"4.MA-{n}", title, kind, first, second, third, first, second)
        for n, (title, kind) in enumerate(zip((first, second, third), Kind, strict=True), 2)
    )
    cells = (
        Cell((Part(Kind.RELATED, (Paragraph(first, second[:3], third, (1, 9), True),)),)),
        Cell((Part(Kind.OWN, (EntryList((Entry(second, third), Entry(third))),)),), missing=first),
        Cell(sources=(Source("s", first, second, third, first, second),)),
    )
    return Comparison(columns, (Row(first, cells), Row(third, cells)))


@settings(HEAVY, max_examples=25)
@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(list(PAPER_SIZES)))
def test_any_text_works_in_every_cell(first: str, second: str, third: str, paper: str) -> None:
    made = compile_pdf(replace(handout(made_up(first, second, third), paper), title=third))
    assert len(table_of(made)) == 3
    check_boxes(made.data, paper, LYING)


def test_long_words_break_and_rows_longer_than_a_sheet_go_on() -> None:
    made = compile_pdf(handout(made_up("x" * 900, "https://example.org/" + "y" * 700, "word " * 1500)))
    assert made.pages > 2
    check_boxes(made.data, "letter", LYING)
    rows = table_of(made)
    assert fold("word " * 1500) in rows[1][2].text
    assert "x" * 900 in "".join(rows[1][1].text.split())
