"""Every layout as a document, from the real book, with notes, a meeting, a logo and pages of one's own."""

from dataclasses import replace
from datetime import UTC, date, datetime

from esscollab_desktop.domain.notes import Note, NoteFields, NoteKind, Visibility
from esscollab_desktop.domain.packets import Layout, NotesPlace, PacketLook, PaperSize, SourcesForm
from esscollab_desktop.render import svg
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.layouts.content import (
    ComparisonItem,
    Content,
    GlossaryItem,
    Item,
    LandscapeItem,
    MeetingItem,
    PageItem,
    TextItem,
)
from esscollab_desktop.render.layouts.whole import document_of
from esscollab_desktop.render.picture import png
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.landscape_files import sheet_of
from esscollab_desktop.services.side_by_side import comparison

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CODES = ("4", "4.MA", "4.DC", "2.IL", "state:MA")
MEETING = ("Advisory council", "December 3, 2026", "Room 4")
OFFICE = "Office of Family Engagement"
_OWN_TEXT = "# Before you come\n\n- Read **4.MA**\n- Bring one question\n\n1. First\n2. Second\n\n> Quoted."
LOOKS = {
    "reference": PacketLook(organization=OFFICE),
    "reference, notes after it": PacketLook(notes=NotesPlace.END, sources=SourcesForm.LIST),
    "reference, notes in the margin": PacketLook(notes=NotesPlace.MARGIN, paper=PaperSize.A4),
    "reference, lines": PacketLook(notes=NotesPlace.LINES, sources=SourcesForm.SHORT, paper=PaperSize.LEGAL),
    "reference, large": PacketLook(large=True, notes=NotesPlace.END),
    "one-pager": PacketLook(Layout.ONE_PAGER),
    "two cards": PacketLook(Layout.CARDS, organization=OFFICE),
    "four cards": PacketLook(Layout.CARDS, cards=4, paper=PaperSize.A4),
    "worksheet": PacketLook(Layout.WORKSHEET, organization=OFFICE),
    "comparison": PacketLook(Layout.COMPARISON),
    "sans": PacketLook(sans=True, organization=OFFICE, contents=False),
}


def note(code: str, body: str, kind: NoteKind = NoteKind.QUESTION) -> Note:
    fields = NoteFields(kind=kind, author="Kim", visibility=Visibility.TEAM)
    return Note(f"{code}-{kind}", code, body, NOW, NOW, fields=fields)


def notes_on(code: str) -> tuple[Note, ...]:
    return (
        note(code, f"Who wrote the answers of {code} down?\n\n- Ask DESE\n- Ask the library"),
        note(code, "Nuestro foro habla español.", NoteKind.DECISION),
    )


def items(catalogue: Catalogue, look: PacketLook) -> tuple[Item, ...]:
    compared = ComparisonItem("item-compared", comparison(catalogue, ["4.MA", "2.IL"]))
    if look.layout is Layout.COMPARISON:
        return (compared,)
    pages = tuple(
        PageItem(f"item-{n}", catalogue.page(code), catalogue.page(code), notes_on(code))
        for n, code in enumerate(CODES)
    )
    if look.layout is not Layout.REFERENCE:
        return pages
    sheet = sheet_of(catalogue)
    return (
        *pages,
        compared,
        LandscapeItem("item-map", sheet),
        LandscapeItem("item-matrix", sheet, is_matrix=True),
        GlossaryItem("item-words", catalogue.glossary_terms()),
        MeetingItem(
            "item-meeting", "Advisory council", ("December 3, 2026",), (("on 4.MA", note("4.MA", "Yes")),)
        ),
        TextItem("item-text", "How we work", _OWN_TEXT),
    )


def laid_out(catalogue: Catalogue) -> dict[str, Document]:
    """One for each look; where the look names an organization, with a meeting and a logo on the cover."""
    drawing = svg.document(
        90, 40, "Logo", "", svg.element("rect", x=2, y=2, width=86, height=36, fill="#0B5A50")
    )
    made = {}
    for name, look in LOOKS.items():
        content = Content(
            title="Resources for the council",
            items=items(catalogue, look),
            look=look,
            printed=DAY,
            book=catalogue.info.title,
            editions=(catalogue.info.edition,),
            subtitle="A packet for the forum",
        )
        if look.organization:
            content = replace(
                content, meeting=("Advisory council", "December 3, 2026", "Room 4"), logo=png(drawing, 2.0)
            )
        made[name] = document_of(content)
    return made
