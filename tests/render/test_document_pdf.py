"""The neutral document as PDF, read back: structure, text, places."""

import io
from dataclasses import replace

import pikepdf
import pytest
from every_block import EVERY, SINGLE
from tagged import fold, structure

from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.render.document import Document, Opening, walk
from esscollab_desktop.render.document_pdf import compile_document

DRESSES = {
    "plain": EVERY,
    "single": SINGLE,
    "large": replace(EVERY, large=True),
    "sans on legal": replace(EVERY, sans=True, paper=PaperSize.LEGAL),
    "margin on A4": replace(EVERY, has_margin=True, paper=PaperSize.A4),
    "lying": replace(EVERY, lies=True),
}


@pytest.fixture(scope="module", params=DRESSES)
def dressed(request: pytest.FixtureRequest) -> tuple[Document, bytes]:
    document = DRESSES[request.param]
    return document, compile_document(document).data


def test_title_language_and_tags_are_set(dressed: tuple[Document, bytes]) -> None:
    document, data = dressed
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == document.title
        assert str(pdf.Root.Lang) == "en-US"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")


def test_headings_never_jump(dressed: tuple[Document, bytes]) -> None:
    root = structure(dressed[1])
    levels = [int(e.role[1]) for e in root.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels
    for before, level in zip([0, *levels], levels, strict=False):
        assert level <= before + 1, levels
    assert root.all("Title")


def test_each_opening_has_its_page(dressed: tuple[Document, bytes]) -> None:
    document, data = dressed
    made = compile_document(document)
    assert made.data == data
    places = dict(made.places)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert all(0 <= page < len(pdf.pages) for page in places.values())
    openings = [b for b in walk(document.blocks) if isinstance(b, Opening) and b.anchor]
    assert set(places) == {opening.anchor for opening in openings}
    found = [page for _anchor, page in made.places]
    assert found == sorted(found)


def test_words_of_a_paragraph_are_one_element() -> None:
    root = structure(compile_document(SINGLE).data)
    told = [fold(e.text) for e in root.all("LBody")]
    assert any(text.startswith("The Rennie Center led work to “crowdsource” fresh") for text in told)
