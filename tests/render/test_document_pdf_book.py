"""Packets of the real book on paper, in every layout: nothing replaced, nothing cut, all headings there."""

from dataclasses import replace
from datetime import date

import pytest
from tagged import fold, structure
from test_document_pdf_sheets import check_boxes

from esscollab_desktop.domain.packets import (
    ItemKind,
    Language,
    Layout,
    NotesPlace,
    PacketFields,
    PacketItem,
    PacketLook,
    PaperSize,
    SourcesForm,
)
from esscollab_desktop.render.document import Document, Paragraph, walk
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.packet_handouts import prepared

ITEMS = (
    PacketItem("1", ItemKind.PAGE, ("4",)),
    PacketItem("2", ItemKind.EXAMPLES, ("4",)),
    PacketItem("3", ItemKind.COMPARISON, ("4.MA", "4.DC", "4.AK")),
    PacketItem("4", ItemKind.MAP),
    PacketItem("5", ItemKind.MATRIX),
    PacketItem("6", ItemKind.GLOSSARY),
    PacketItem("7", ItemKind.TEXT, title="Welcome", body="Dear all,\n\n- one\n- two **bold**\n\n3. three"),
    PacketItem("8", ItemKind.PAGE, ("about",)),
)
LOOKS = {
    **{layout.value: PacketLook(layout) for layout in Layout},
    "large": PacketLook(large=True),
    "large cards": PacketLook(Layout.CARDS, large=True),
    "four cards on A4": PacketLook(Layout.CARDS, PaperSize.A4, cards=4),
    "lines and a list of sources": PacketLook(notes=NotesPlace.LINES, sources=SourcesForm.LIST, sans=True),
    "both languages": PacketLook(language=Language.BOTH),
    "Spanish": PacketLook(language=Language.SPANISH),
}


def document(catalogue: Catalogue, look: PacketLook) -> Document:
    return prepared(
        catalogue, None, None, None, PacketFields("For the council", ITEMS, look), date(2026, 11, 23)
    ).document


@pytest.mark.parametrize("name", LOOKS)
def test_a_packet_of_everything(catalogue: Catalogue, name: str) -> None:
    made = compile_document(document(catalogue, LOOKS[name]))
    assert made.replaced == ()
    check_boxes(made.data)
    root = structure(made.data)
    levels = [int(e.role[1]) for e in root.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert len(root.all("TOCI")) == len(made.places)


def test_every_paragraph_of_a_page_is_one_element(catalogue: Catalogue) -> None:
    laid_out = document(catalogue, replace(LOOKS["reference"], contents=False))
    found = {fold(e.text) for e in structure(compile_document(laid_out).data).all("P", "LBody", "TD", "TH")}
    text = "\n".join(found)
    for block in walk(laid_out.blocks):
        if isinstance(block, Paragraph) and not block.references:
            assert fold("".join(span.text for span in block.text)) in text
