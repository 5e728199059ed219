"""Map and matrix on paper, read back: a described figure, then the table of the same numbers."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from on_paper import check_boxes, check_lines
from sample_pages import handout
from tagged import Element, structure

from esscollab_desktop.domain.book import Kind, PracticeEntry
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.layouts.content import LandscapeItem
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.render.worker import HandoutWorker
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.landscape_files import sheet_of

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def sheet(catalogue: Catalogue) -> LandscapeSheet:
    return sheet_of(catalogue)


@pytest.fixture(scope="module")
def made(sheet: LandscapeSheet) -> CompiledPdf:
    return compile_document(laid_out(sheet))


def laid_out(sheet: LandscapeSheet, is_matrix: bool = False) -> Document:
    return handout(LandscapeItem("item-1", sheet, is_matrix), title="Examples by state")


def rows(root: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("TH", "TD")] for row in root.all("TR")]


def told(counts: Counts) -> str:
    return " ".join(f"{counts.of(kind)} {kind}" for kind in Kind if counts.of(kind)) or "–"


def test_the_figure_is_described_and_stands_before_its_table(
    made: CompiledPdf, sheet: LandscapeSheet
) -> None:
    root = structure(made.data)
    assert [e.role for e in root.walk() if e.role in {"Title", "H1", "Figure", "Table"}] == [
        *("Title", "Figure", "H1", "Table")
    ]
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == [sheet.map_words]
    matrix = structure(compile_document(laid_out(sheet, is_matrix=True)).data)
    assert matrix.all("Figure") == []
    assert rows(matrix) == rows(root)


def test_the_table_holds_every_number_under_its_header(made: CompiledPdf, sheet: LandscapeSheet) -> None:
    landscape = sheet.landscape
    root = structure(made.data)
    head, *body, last = rows(root)
    assert head == ["Jurisdiction", "Code", *(f"{p.code} {p.title}" for p in landscape.practices), "All"]
    assert len(root.all("THead")[0].all("TH")) == len(head)
    assert [cell.text for cell in root.all("TBody")[0].all("TH")] == [row[0] for row in (*body, last)]
    assert body == [
        [
            place.name,
            place.code,
            *(told(landscape.cell(place.code, p.code)) for p in landscape.practices),
            told(landscape.of_jurisdiction(place.code)),
        ]
        for place in landscape.jurisdictions
    ]
    sums = [told(landscape.of_practice(p.code)) for p in landscape.practices]
    assert last == ["All", "", *sums, told(landscape.total)]


def test_many_practices_stand_in_several_tables_with_the_sums_in_the_last(sheet: LandscapeSheet) -> None:
    landscape = sheet.landscape
    more = tuple(PracticeEntry(str(n), "", f"Practice {'x' * n}") for n in range(6, 13))
    wide = replace(sheet, landscape=replace(landscape, practices=(*landscape.practices, *more)))
    tables = structure(compile_document(laid_out(wide)).data).all("Table")
    heads = [table.all("THead")[0].all("TH") for table in tables]
    assert [len(head) for head in heads] == [7, 7, 5]
    assert heads[2][-1].text == "All"


def test_large_numbers_long_names_and_odd_signs_stay_on_the_sheet(sheet: LandscapeSheet) -> None:
    held = sheet.landscape
    large = Counts(123_456, 100_000, 99_999, 0)
    first, *others = held.jurisdictions
    spoiled = replace(
        held,
        jurisdictions=(replace(first, name="N\x00" + "W" * 90 + "\U0001f600 #strong[x]"), *others),
        cells={(first.code, p.code): large for p in held.practices},
        by_jurisdiction={first.code: large},
    )
    document = laid_out(replace(sheet, landscape=spoiled))
    done = compile_document(replace(document, head="\ufeff" + "B" * 300))
    assert "U+1F600" in done.replaced
    assert "#strong[x]" in structure(done.data).text.replace(" ", "")
    check_boxes(done.data)


def test_every_line_in_order_and_every_character_in_its_place(
    made: CompiledPdf, sheet: LandscapeSheet
) -> None:
    check_lines(laid_out(sheet, is_matrix=True), compile_document(laid_out(sheet, is_matrix=True)))
    check_boxes(made.data)


def test_an_empty_book_makes_a_handout_too(sheet: LandscapeSheet) -> None:
    nothing = replace(sheet.landscape, practices=(), jurisdictions=(), cells={}, by_jurisdiction={})
    assert compile_document(laid_out(replace(sheet, landscape=nothing, map_words=""))).pages == 2


def test_notes_are_counted_where_the_sheet_has_them(catalogue: Catalogue) -> None:
    noted = laid_out(sheet_of(catalogue, {"4.MA": 2, "state:WY": 3}), is_matrix=True)
    found = {row[1]: row for row in rows(structure(compile_document(noted).data))}
    assert found["MA"][5] == "1 published 2 notes"
    assert found["WY"][-1] == "3 notes"


def test_the_bytes_are_the_same_again_and_come_from_the_child_too(
    made: CompiledPdf, sheet: LandscapeSheet
) -> None:
    worker = HandoutWorker()
    try:
        assert worker(laid_out(sheet)) == made == compile_document(laid_out(sheet))
    finally:
        worker.close()
