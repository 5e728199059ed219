"""The neutral document as PDF, read back: structure, text in reading order, links, places, bytes."""

import io
import re
from contextlib import closing
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from every_block import BLOCKS, EVERY, EXAMPLE, NOTES, SINGLE
from tagged import Element, fold, structure
from word_reader import each_text

from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.render.document import (
    Block,
    Cards,
    Contents,
    Document,
    Entry,
    Group,
    Heading,
    List,
    ListStyle,
    Notes,
    Opening,
    Paragraph,
    Span,
    Table,
    plain,
    walk,
)
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.document_text import reading_lines
from esscollab_desktop.render.printable import printable

DRESSES = {
    "plain": EVERY,
    "single": SINGLE,
    "large": replace(EVERY, large=True),
    "large with a margin": replace(SINGLE, large=True),
    "sans on legal": replace(EVERY, sans=True, paper=PaperSize.LEGAL),
    "margin on A4": replace(EVERY, has_margin=True, paper=PaperSize.A4),
    "lying": replace(EVERY, lies=True),
}


@pytest.fixture(scope="module", params=DRESSES)
def dressed(request: pytest.FixtureRequest) -> tuple[Document, bytes]:
    document = DRESSES[request.param]
    return document, compile_document(document).data


def bare(*blocks: Block, **changed: Any) -> Document:
    return replace(EVERY, cover=None, title="Title", blocks=blocks, **changed)


def tree(*blocks: Block, **changed: Any) -> Element:
    return structure(compile_document(bare(*blocks, **changed)).data)


def squashed(text: str) -> str:
    """Letters, figures and signs, without chips and what joins the parts of a line."""
    return re.sub(r"N\d(?!\d)|[\s\[\].,:“”•]", "", text)


def check_reading_order(document: Document) -> None:
    """Every line of the yardstick in turn. Contents tell pages too, cards begin with their sign."""
    kept = tuple(block for block in document.blocks if not isinstance(block, Contents | Cards))
    document = replace(document, blocks=kept)
    document = each_text(document, lambda text: printable(text).text)
    text, place = squashed(structure(compile_document(document).data).text), 0
    for line in map(squashed, reading_lines(document)):
        found = text.find(line, place)
        assert found >= 0, f"{line!r} is not in {text[place : place + 300]!r}"
        place = found + len(line)


def test_title_language_and_tags_are_set(dressed: tuple[Document, bytes]) -> None:
    document, data = dressed
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == document.title
        assert str(pdf.Root.Lang) == "en-US"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")


def test_headings_never_jump_and_one_title_heads_all(dressed: tuple[Document, bytes]) -> None:
    root = structure(dressed[1])
    levels = [int(e.role[1]) for e in root.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels
    for before, level in zip([0, *levels], levels, strict=False):
        assert level <= before + 1, levels
    assert len(root.all("Title")) == 1


@pytest.mark.parametrize("name", [name for name in DRESSES if not name.startswith("large")])
def test_every_block_in_reading_order(name: str) -> None:
    check_reading_order(DRESSES[name])


def test_large_print_loses_nothing() -> None:
    """Its tables come in parts, each under the head of its row."""
    blocks = tuple(block for block in BLOCKS if not isinstance(block, Table))
    check_reading_order(replace(EVERY, large=True, blocks=blocks))
    text = squashed(tree(*(b for b in BLOCKS if isinstance(b, Table)), large=True).text)
    for word in ("State", "Published", "Related", "Wyoming", "4.KS-own", "Kansas", "DEED"):
        assert squashed(word) in text


def test_each_opening_has_its_page(dressed: tuple[Document, bytes]) -> None:
    document, data = dressed
    made = compile_document(document)
    assert made.data == data, "the same document gives the same bytes"
    openings = [b for b in walk(document.blocks) if isinstance(b, Opening) and b.anchor]
    assert dict(made.places).keys() == {opening.anchor for opening in openings}
    found = [page for _anchor, page in made.places]
    assert found == sorted(found)
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        assert made.pages == len(pdf)
        for opening in openings:
            page = pdf[dict(made.places)[opening.anchor]]
            words = page.get_textpage().get_text_range()
            assert squashed(opening.title[0].text) in squashed(words)


def test_lettered_paragraphs_are_items_of_one_list() -> None:
    root = tree(*(Paragraph(plain(f"told {letter}"), letter=letter) for letter in "abc"))
    (listed,) = root.all("L")
    assert [item.text for item in listed.all("LI")] == ["a told a", "b told b", "c told c"]
    assert [label.text for label in listed.all("Lbl")] == ["a", "b", "c"]


def test_numbers_are_as_typed() -> None:
    items = tuple(Entry(text=plain(words)) for words in ("three", "nine", "ten"))
    root = tree(List(items, ListStyle.NUMBERS, ("3.", "9.")))
    assert [label.text for label in root.all("Lbl")] == ["3.", "9.", "3."]


def test_tables_have_heads_both_ways() -> None:
    table = next(b for b in BLOCKS if isinstance(b, Table) and not b.lies)
    data = compile_document(bare(table)).data
    (found,) = structure(data).all("Table")
    rows = [[(e.role, e.text) for e in row.children if isinstance(e, Element)] for row in found.all("TR")]
    assert rows[0] == [("TH", "State"), ("TH", "Published"), ("TH", "Related")]
    assert rows[1] == [("TH", "Alaska"), ("TD", "1"), ("TD", "")]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        heads = [o for o in pdf.objects if _role(o) == "/TH"]
        scopes = [str(part.Scope) for head in heads for part in _parts(head.A) if "/Scope" in part]
    assert scopes.count("/Row") == 3
    assert scopes.count("/Column") == 3


def _parts(attributes: Any) -> list[Any]:
    return list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]


def _role(thing: Any) -> str:
    return str(thing.get("/S", "")) if isinstance(thing, pikepdf.Dictionary) else ""


def test_passages_keep_their_language() -> None:
    document = bare(
        Paragraph((Span("In "), Span("español", language="es"), Span("."))),
        Group((Paragraph(plain("Tous ensemble.")),), language="fr-CA"),
        Group((Paragraph(plain("Juntos.")),), language="es", is_together=True),
        Paragraph((Span("no tag", language="no such tag"),)),
    )
    data = compile_document(document).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = {str(o.Lang) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Lang" in o}
        shown: list[Any] = [i for page in pdf.pages for i in pikepdf.parse_content_stream(page)]
        opened = [i.operands[1] for i in shown if str(i.operator) == "BDC"]
        marked = {str(o["/Lang"]) for o in opened if isinstance(o, pikepdf.Dictionary) and "/Lang" in o}
    assert {"es", "fr-CA"} <= told | marked
    assert "en-US" in told


def test_figures_speak_and_marks_do_not() -> None:
    data = compile_document(EVERY).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = [str(o.Alt) for o in pdf.objects if _role(o) == "/Figure"]
    assert sorted(told) == sorted(["Logo of the office.", "A map: 3 states with examples.", "A logo."])


def test_links_lead_where_they_say() -> None:
    root = structure(compile_document(EVERY).data)
    assert all(link.text for link in root.all("Link"))
    data = compile_document(EVERY).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [note for page in pdf.pages for note in page.get("/Annots", [])]
        web = {str(note.A.URI) for note in found if "/A" in note and "/URI" in note.A}
        inner = {str(note.Dest) for note in found if "/Dest" in note}
        assert all(note.get("/Contents") for note in found)
    assert {address.rstrip("/") for address in web} == {
        "https://partnersforeachandeverychild.org",
        "https://www.doe.mass.edu",
        "https://example.org",
    }
    assert {"item-4", "item-4.MA", "card-4.AK"} <= inner
    assert len(inner) > 4, "raised figures lead to their sources"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "#lost"])
def test_a_link_that_leads_nowhere_is_text(link: str) -> None:
    document = bare(Paragraph((Span("words", link=link),)))
    assert not structure(compile_document(document).data).all("Link")


def test_bookmarks_name_the_headings() -> None:
    data = compile_document(bare(EXAMPLE, Heading(3, plain("Partners")))).data
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:

        def titles(items: Any) -> list[str]:
            return [title for item in items for title in (item.title, *titles(item.children))]

        assert titles(outline.root) == ["Massachusetts: enlisted help", "Partners"]


def test_contents_lead_to_each_item_with_its_page() -> None:
    made = compile_document(EVERY)
    entries = [e.text for e in structure(made.data).all("TOCI")]
    places = dict(made.places)
    assert entries[:2] == [
        f"4 Maximize Your Resources {places['item-4'] + 1}",
        f"4.MA Massachusetts: enlisted help {places['item-4.MA'] + 1}",
    ]


def test_a_note_says_its_chip_sign_place_and_quote() -> None:
    text = tree(Notes(Heading(1, plain("Notes")), NOTES)).text
    assert "N1 Question, November 23, 2026, on c: “answered attendees with feedback right away”" in text
    assert "Idea, November 25, 2026 Ours too?" in text


def test_one_place_has_one_name() -> None:
    """The same item twice: the link leads to the first."""
    made = compile_document(bare(EXAMPLE, EXAMPLE, Paragraph((Span("there", link="#item-4.MA"),))))
    assert made.places == (("item-4.MA", 0),)


@pytest.mark.parametrize("anchor", ["item (1)\\", "Ärger 🙂", "\ud800", "a b"])
def test_a_place_may_have_any_name(anchor: str) -> None:
    made = compile_document(bare(replace(EXAMPLE, anchor=anchor), Paragraph((Span("x", link=f"#{anchor}"),))))
    assert made.places == ((anchor, 0),)


def test_what_can_not_be_printed_is_reported() -> None:
    made = compile_document(bare(Paragraph(plain("a\ufffe\U0001f600b"))))
    assert made.replaced == ("U+FFFE", "U+1F600")
    assert "a[U+FFFE][U+1F600]b" in fold(structure(made.data).text)


def test_heads_and_feet_are_no_text() -> None:
    text = structure(compile_document(SINGLE).data).text
    assert SINGLE.foot not in text
    assert SINGLE.head not in text
    assert "on the practice’s own page" not in text
