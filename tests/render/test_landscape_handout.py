"""The handout of map and matrix, read back: a described figure, then the table of the same numbers."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from esscollab_desktop.render.handout import PAPER_SIZES
from tagged import Element, structure

from esscollab_desktop.domain.book import Kind, PracticeEntry
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.pdf import compile_pdf
from esscollab_desktop.render.worker import HandoutWorker
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.landscape_files import sheet_of

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def sheet(catalogue: Catalogue) -> LandscapeSheet:
    return sheet_of(catalogue, DAY)


@pytest.fixture(scope="module")
def made(sheet: LandscapeSheet) -> bytes:
    return compile_pdf(sheet).data


def rows(root: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("TH", "TD")] for row in root.all("TR")]


def told(counts: Counts, has_notes: bool = False) -> str:
    parts = [f"{counts.of(kind)} {kind}" for kind in Kind if counts.of(kind)]
    parts += [f"{counts.notes} notes"] if has_notes and counts.notes else []
    return " ".join(parts) or "–"


def test_the_figure_is_described_and_stands_before_its_table(made: bytes, sheet: LandscapeSheet) -> None:
    root = structure(made)
    assert [e.role for e in root.walk() if e.role in {"Title", "H1", "Figure", "Table"}] == [
        *("Title", "H1", "Figure", "H1", "Table")
    ]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == [sheet.map_words]
        assert str(pdf.docinfo.Title) == "Map and matrix" and str(pdf.Root.Lang) == "en"
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")


def test_the_table_holds_every_number_under_its_header(made: bytes, sheet: LandscapeSheet) -> None:
    landscape = sheet.landscape
    root = structure(made)
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
    assert last == [
        "All",
        *(told(landscape.of_practice(p.code)) for p in landscape.practices),
        told(landscape.total),
    ]


def test_many_practices_stand_in_several_tables_with_the_sums_in_the_last(sheet: LandscapeSheet) -> None:
    landscape = sheet.landscape
    more = tuple(PracticeEntry(str(n), "", f"Practice {'x' * n}") for n in range(6, 13))
    wide = replace(sheet, landscape=replace(landscape, practices=(*landscape.practices, *more)))
    tables = structure(compile_pdf(wide).data).all("Table")
    heads = [table.all("THead")[0].all("TH") for table in tables]
    assert [len(head) for head in heads] == [7, 7, 5]
    assert heads[2][-1].text == "All"


@pytest.mark.parametrize("paper", list(PAPER_SIZES))
def test_large_numbers_long_names_and_odd_signs_stay_on_the_sheet(sheet: LandscapeSheet, paper: str) -> None:
    held = sheet.landscape
    large = Counts(123_456, 100_000, 99_999, 0)
    first, *others = held.jurisdictions
    spoiled = replace(
        held,
        jurisdictions=(replace(first, name="N\x00" + "W" * 90 + "\U0001f600 #strong[x]"), *others),
        cells={(first.code, p.code): large for p in held.practices},
        by_jurisdiction={first.code: large},
    )
    done = compile_pdf(replace(sheet, landscape=spoiled, paper=paper, book="\ufeff" + "B" * 300))
    assert "U+1F600" in done.replaced
    assert "#strong[x]" in structure(done.data).text.replace(" ", "")
    with pikepdf.open(io.BytesIO(done.data)) as pdf:
        width, height = (float(n) for n in pdf.pages[0].MediaBox[2:])
    assert (width, height) == pytest.approx(PAPER_SIZES[paper], abs=0.5)
    check_boxes(done.data, width, height)


def check_boxes(data: bytes, width: float, height: float) -> None:
    """Every character lies between the sheet's edges, the right one with a finger's room."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                assert left >= 50 and right <= width - 60 and bottom >= 0 and top <= height
            text.close()
            page.close()


def test_an_empty_book_makes_a_handout_too(sheet: LandscapeSheet) -> None:
    nothing = replace(sheet.landscape, practices=(), jurisdictions=(), cells={}, by_jurisdiction={})
    assert compile_pdf(replace(sheet, landscape=nothing, book="", map_words="No map.")).pages == 2


def test_notes_are_counted_where_the_sheet_has_them(catalogue: Catalogue) -> None:
    noted = sheet_of(catalogue, DAY, {"4.MA": 2, "state:WY": 3})
    found = {row[1]: row for row in rows(structure(compile_pdf(noted).data))}
    assert found["MA"][5] == "1 published 2 notes" and found["WY"][-1] == "3 notes"


def test_the_bytes_are_the_same_again_and_come_from_the_child_too(made: bytes, sheet: LandscapeSheet) -> None:
    assert compile_pdf(sheet).data == made
    worker = HandoutWorker()
    try:
        assert worker(sheet).data == made
    finally:
        worker.close()
