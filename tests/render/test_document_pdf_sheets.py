"""The sheets of a document: every character on its paper, heads that repeat, cards, large print."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from every_block import BLOCKS, COLUMNS, DID, EVERY, EXAMPLE, NOTES, PRACTICE, SINGLE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tagged import fold, structure
from word_reader import each_text

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.render.document import (
    Beside,
    Block,
    Card,
    Cards,
    Cell,
    Document,
    Figure,
    Heading,
    Lines,
    NewSheet,
    Opening,
    Paragraph,
    Rail,
    Style,
    Table,
    plain,
)
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.document_values.theme import PAPERS

DRESSES: dict[str, dict[str, Any]] = {
    "plain": {},
    "large": {"large": True},
    "large on A4": {"large": True, "paper": PaperSize.A4},
    "margin": {"has_margin": True},
    "legal": {"paper": PaperSize.LEGAL},
    "lying": {"lies": True},
}
LONG = "W" * 75 + "#let x = 1" + "i" * 90
ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=14)
DRAWN = {"Td", "TD", "Tm", "T*"}


def bare(*blocks: Block, **changed: Any) -> Document:
    return replace(EVERY, cover=None, title="Title", blocks=blocks, **changed)


Placed = tuple[int, str, tuple[float, float, float, float], tuple[float, float]]


def characters(data: bytes) -> Iterator[Placed]:
    """Page, character, its box and the size of its paper; spaces hang over and are left out."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        for number, page in enumerate(document):
            with closing(page), closing(page.get_textpage()) as text:
                size = page.get_size()
                for i in range(text.count_chars()):
                    box = text.get_charbox(i)
                    letter = text.get_text_range(i, 1)
                    if box[2] - box[0] > 0.01 and not letter.isspace():
                        yield number, letter, box, size


def check_boxes(data: bytes) -> None:
    for number, letter, (left, bottom, right, top), (width, height) in characters(data):
        where = (number, letter, left, bottom)
        assert left >= 30, where
        assert right <= width - 30, where
        assert bottom >= 12, where
        assert top <= height - 16, where


def lines_of(data: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [fold(page.get_textpage().get_text_range()) for page in document]


@pytest.mark.parametrize("name", DRESSES)
def test_every_character_is_on_its_paper(name: str) -> None:
    check_boxes(compile_document(replace(EVERY, **DRESSES[name])).data)
    check_boxes(compile_document(replace(SINGLE, **DRESSES[name])).data)


@pytest.mark.parametrize("name", DRESSES)
def test_a_word_without_end_breaks_wherever_it_stands(name: str) -> None:
    document = each_text(replace(EVERY, **DRESSES[name]), lambda text: LONG if len(text) > 12 else text)
    check_boxes(compile_document(document).data)


def test_large_print_has_nothing_under_18_points() -> None:
    kept = tuple(block for block in BLOCKS if not isinstance(block, Figure))
    for document in (replace(EVERY, large=True, blocks=kept), replace(SINGLE, large=True)):
        data = compile_document(replace(document, cover=None)).data
        assert min(_sizes(data)) >= 18


def _sizes(data: bytes) -> set[float]:
    import io

    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = set()
        for page in pdf.pages:
            instructions: Any = pikepdf.parse_content_stream(page)
            found |= {float(operands[1]) for operands, operator in instructions if str(operator) == "Tf"}
        return found


@pytest.mark.parametrize("paper", PaperSize)
def test_paper_is_as_asked(paper: PaperSize) -> None:
    with closing(pypdfium2.PdfDocument(compile_document(replace(EVERY, paper=paper)).data)) as pdf:
        sizes = {tuple(round(side, 1) for side in page.get_size()) for page in pdf}
    upright = tuple(round(side, 1) for side in PAPERS[paper])
    assert sizes == {upright, upright[::-1]}


def rows(count: int, height: int = 1) -> tuple[tuple[Cell, ...], ...]:
    told = tuple(Paragraph(plain(f"line {n}")) for n in range(height))
    return tuple(
        (Cell((Paragraph(plain(f"Row {n}.")),), True), Cell(told), Cell(()), Cell(())) for n in range(count)
    )


@pytest.mark.parametrize("lies", [True, False])
def test_the_head_of_a_table_stands_on_each_of_its_sheets(lies: bool) -> None:
    pages = lines_of(compile_document(bare(Table("Rows", COLUMNS, rows(60), lies=lies))).data)
    assert len(pages) > 2
    assert all("Massachusetts" in page for page in pages[0 if lies is False else 1 :])


def test_a_row_is_whole_where_a_sheet_can_hold_it() -> None:
    pages = lines_of(compile_document(bare(Table("Rows", COLUMNS, rows(9, 9), lies=True))).data)
    for n in range(9):
        (page,) = (page for page in pages if f"Row {n}." in page)
        assert page.count("line 8") == page.count("Row ")


def test_a_row_taller_than_a_sheet_goes_on_under_its_head() -> None:
    pages = lines_of(compile_document(bare(Table("Rows", COLUMNS, rows(1, 90), lies=True))).data)
    shown = [page for page in pages if "line " in page]
    assert len(shown) > 2
    assert all("Massachusetts" in page for page in shown)
    text = " ".join(pages)
    assert all(f"line {n} " in f"{text} " for n in range(90))


def test_what_heads_a_lying_table_lies_with_it() -> None:
    table = Table("Rows", COLUMNS, rows(2), lies=True)
    opening = Opening(plain("Side by side"), 1, "side", starts_page=True)
    pages = lines_of(compile_document(bare(Paragraph(plain("Before.")), opening, table)).data)
    assert "Before." in pages[0]
    assert "Side by side" in pages[1]
    assert "Row 0." in pages[1]


def test_a_heading_is_never_left_behind() -> None:
    filler = Paragraph(plain("A line of words that stands here. " * 2))
    for count in range(14, 26):
        blocks: tuple[Block, ...] = (*(filler for _ in range(count)), Heading(1, plain("Headed")), filler)
        for page in lines_of(compile_document(bare(*blocks)).data):
            if "Headed" in page:
                assert "A line of words" in page.partition("Headed")[2]


def test_what_belongs_together_stands_on_one_sheet() -> None:
    from esscollab_desktop.render.document import Group

    asked = Group((Paragraph(plain("What now?"), Style.PROMPT), Lines(4)), is_together=True)
    filler = Paragraph(plain("A line of words that stands here."))
    for count in range(14, 24):
        data = compile_document(bare(*(filler for _ in range(count)), asked)).data
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            (page,) = (p for p in pdf if "What now?" in p.get_textpage().get_text_range())
            boxes = [o.get_bounds() for o in page.get_objects() if o.type == 2]
        ruled = {round(box[1]) for box in boxes if box[2] - box[0] > 300}
        assert len(ruled) >= 4


def test_heads_name_the_item_that_starts_the_sheet() -> None:
    filler = tuple(Paragraph(plain("Words that fill a sheet. " * 12)) for _ in range(14))
    blocks: tuple[Block, ...] = (PRACTICE, *filler, NewSheet(), replace(EXAMPLE, anchor="x"), *filler)
    pages = lines_of(compile_document(bare(*blocks)).data)
    heads = [
        page[: page.index("Maximize") + 60] if "Maximize" in page[:120] else page[:120] for page in pages
    ]
    assert "Practice 4: Maximize Your Resources" in heads[0] + heads[1]
    assert "4.MA" in pages[-1][:90]


def test_notes_stand_beside_their_words() -> None:
    filler = tuple(Paragraph(plain(f"Words before, {n}.")) for n in range(9))
    data = compile_document(bare(*filler, Beside(DID[1:], NOTES[:1]), has_margin=True)).data
    found = list(characters(data))
    text = "".join(letter for _page, letter, _box, _size in found)
    note, words = found[text.index("Whowrotetheanswers")], found[text.index("TheRennieCenterled")]
    assert note[2][0] > 430
    assert note[0] == words[0]
    sign = found[text.index("Question,November")]
    assert sign[2][1] == pytest.approx(words[2][1], abs=4)


@pytest.mark.parametrize("to_a_page", [2, 4])
def test_cards_lie_between_their_cut_marks(to_a_page: int) -> None:
    cards = tuple(_card(f"{n}.MA", f"Card number {n}") for n in range(to_a_page + 1))
    data = compile_document(bare(Cards(cards, to_a_page))).data
    pages = lines_of(data)
    assert [page.count("Card number") for page in pages if "Card number" in page] == [to_a_page, 1]
    check_boxes(data)
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        page = pdf[len(pages) - 2]
        ticks = [o.get_bounds() for o in page.get_objects() if o.type == 2]
    short = [b for b in ticks if max(b[2] - b[0], b[3] - b[1]) < 14 and min(b[2] - b[0], b[3] - b[1]) < 2]
    columns = 2 if to_a_page == 4 else 1
    assert len(short) == 2 * (columns + 1) + 2 * 3


def test_a_card_holds_whatever_is_its_title() -> None:
    cards = (_card("4.MA", "A title that goes on and on. " * 9), _card("4.AK", LONG * 3))
    for large in (False, True):
        data = compile_document(bare(Cards(cards, 4), large=large)).data
        check_boxes(data)


def _card(code: str, title: str) -> Card:
    opening = Opening(
        plain(title), 1, code, code, Kind.PUBLISHED, mark="Published example", agency="DESE " * 20
    )
    return Card(opening, (Paragraph(plain("DESE called on outside organizations. " * 9)),), "Source " * 30)


def test_the_key_names_the_marks_of_its_sheet() -> None:
    rail = Rail(Kind.OWN, (Heading(1, plain("Ours")), Paragraph(plain("words"))))
    related = Rail(Kind.RELATED, (Heading(1, plain("Theirs")), Paragraph(plain("words"))))
    first, second = lines_of(compile_document(bare(rail, NewSheet(), related)).data)
    assert "Own: written" in first
    assert "Related: from" not in first
    assert "Related: from" in second
    assert "Own: written" not in second


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@example("\ud800", "\u0301", "W" * 200, "\ufeff")
@example("\u202e\u0627", "\n\n", "\u0327a", "-\xa0")
@given(ANY, ANY, ANY, ANY)
def test_any_text_gives_a_valid_file(first: str, second: str, third: str, fourth: str) -> None:
    texts = [first, second, third, fourth]
    count = iter(range(100000))
    changed = each_text(EVERY, lambda text: texts[next(count) % 4] if text else text)
    for large in (False, True):
        made = compile_document(replace(changed, large=large))
        structure(made.data)
        check_boxes(made.data)
