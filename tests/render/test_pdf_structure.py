"""Pages of the book on paper: headings, labels, links, contents, bytes; and the templates fetch nothing."""

import io
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from on_paper import check_boxes, check_lines
from sample_pages import EXAMPLE, OWN, PRACTICE, handout, note
from tagged import Element, structure

from esscollab_desktop.domain.page import Page
from esscollab_desktop.paths import bundle_root
from esscollab_desktop.render.document import Contents
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.pdf import CompiledPdf

NOTES = (("4.MA", (note("Who wrote the answers down?"), note("Ask DESE."))),)
SEVERAL = handout(PRACTICE, EXAMPLE, OWN, notes=NOTES)


@pytest.fixture(scope="module")
def made() -> CompiledPdf:
    return compile_document(SEVERAL)


@pytest.fixture(scope="module")
def root(made: CompiledPdf) -> Element:
    return structure(made.data)


def test_every_line_in_order_and_every_character_in_its_place(made: CompiledPdf, root: Element) -> None:
    check_lines(SEVERAL, made, root)
    check_boxes(made.data)
    assert made.replaced == ()


def test_a_line_that_is_lost_or_told_twice_would_be_seen(made: CompiledPdf, root: Element) -> None:
    for pages in ((PRACTICE, EXAMPLE), (PRACTICE, OWN, EXAMPLE), (PRACTICE, EXAMPLE, OWN, OWN)):
        with pytest.raises(AssertionError):
            check_lines(handout(*pages, notes=NOTES), made, root)


def test_a_character_outside_its_place_would_be_seen(made: CompiledPdf) -> None:
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        pdf.pages[0].MediaBox = [0, 0, 595, 842]
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(AssertionError):
        check_boxes(out.getvalue())


def test_letters_and_codes_are_the_labels_of_their_items(root: Element) -> None:
    labels = [e.text for e in root.all("Lbl")]
    assert [x for x in labels if x.isalpha() or "." in x] == ["4.MA", "4.AK", "4.OH", "a", "b", "c"]


def test_examples_stand_under_their_practice(root: Element) -> None:
    levels = {e.text: e.role for e in root.all("H1", "H2", "H3")}
    assert levels["Maximize Your Resources"] == "H1"
    assert levels["Massachusetts: enlisted help"] == "H2"
    assert levels["What the state did"] == "H3"


def test_every_link_has_words_and_the_web_ones_are_those_of_the_pages(
    made: CompiledPdf, root: Element
) -> None:
    assert all(link.text for link in root.all("Link"))
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", [])]
        addresses = {str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A}
        assert addresses == {"https://example.org/4/", "https://example.org/guide"}
        assert all(a.get("/Contents") for a in links)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "ftp://x.org"]
)
def test_an_address_that_is_not_of_the_web_is_text_only(address: str) -> None:
    source = replace(EXAMPLE.sources[0], address=address)
    data = compile_document(handout(Page("4.MA", "T", sources=(source,)))).data
    assert address in structure(data).text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not [a for p in pdf.pages for a in p.get("/Annots", [])]


def test_contents_lead_to_each_item_with_its_page(made: CompiledPdf, root: Element) -> None:
    assert [e.text for e in root.all("TOCI")] == [
        "4 Maximize Your Resources 2",
        "4.MA Massachusetts: enlisted help 2",
        "4.MA-2 Our district 3",
    ]
    assert made.places == (("item-1", 1), ("item-2", 1), ("item-3", 2))
    assert not [block for block in handout(EXAMPLE).blocks if isinstance(block, Contents)]


def test_a_page_without_anything_is_a_page() -> None:
    made = compile_document(handout(Page("", ""), title=""))
    assert made.pages == 1
    assert structure(made.data).all("Title")[0].text


def test_the_same_handout_gives_the_same_bytes_and_another_date_others(made: CompiledPdf) -> None:
    assert compile_document(SEVERAL) == made
    assert compile_document(replace(SEVERAL, printed=date(2026, 11, 24))).data != made.data


def test_templates_take_nothing_but_local_files() -> None:
    for template in (bundle_root() / "resources" / "handouts").glob("*.typ"):
        text = template.read_text(encoding="utf-8")
        for imported in re.findall(r'#?(?:import|include)\s+"([^"]*)"', text):
            assert re.fullmatch(r"[a-z]+\.typ", imported), (template.name, imported)
        assert "@" not in re.sub(r"//.*", "", text)
        # A drawing comes with the values and never from a file.
        assert not re.search(r"\b(read|image(?!\(bytes\()|plugin|eval|bibliography)\(", text)


def test_the_head_and_foot_of_a_sheet_are_no_text(root: Element) -> None:
    assert "Printed November" not in root.text
    assert "on the practice’s own page" not in root.text
