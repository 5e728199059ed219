"""Pages of the two kinds, built by hand, with everything on them that a page can hold."""

from datetime import UTC, date, datetime
from typing import Any

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.packets import FontsChoice, NotesPlace, PacketLook
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.layouts.content import Content, Item, PageItem
from esscollab_desktop.render.layouts.whole import document_of

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)

SOURCES = (
    Source("page", "Maximize Your Resources", "Partners for Each and Every Child", "https://example.org/4/"),
    Source("memo", "Memo to the board", "DESE", "doe.example", "June 2016", "partly seen"),
)

EXAMPLE = Page(
    code="4.MA",
    title="Massachusetts: enlisted help",
    kind=Kind.PUBLISHED,
    mark="Published example",
    mark_note="on the practice’s own page",
    agency="Department of Elementary and Secondary Education (DESE)",
    lead="Three sets of partners helped the agency.",
    trail=(("4", "4 Maximize Your Resources"),),
    sections=(
        Section(
            "What the state did",
            (
                Paragraph("Early-morning “policy breakfasts” with stakeholders.", "a", refs=(1,)),
                Paragraph("The Rennie Center set up the meetings.", "b", refs=(1, 2), broke_off=True),
                Paragraph("2016 to 2017", lead="Time"),
            ),
            Kind.PUBLISHED,
        ),
        Section(
            "Partners",
            (
                EntryList(
                    (Entry("Mass, Inc.", "the organization writes MassINC"), Entry("Education First")), True
                ),
            ),
            Kind.PUBLISHED,
        ),
        Section(
            "Related facts", (Paragraph("Six “community conversations”.", "c", refs=(2,)),), Kind.RELATED
        ),
    ),
    sources=SOURCES,
)

PRACTICE = Page(
    code="4",
    title="Maximize Your Resources",
    theme="Collaboration",
    lead="Join forces with partners outside the agency.",
    sections=(
        Section(
            "Published examples",
            (EntryList((Entry("Massachusetts: enlisted help", "three partners", "4.MA", Kind.PUBLISHED),)),),
            Kind.PUBLISHED,
        ),
        Section(
            "Related examples",
            (
                EntryList(
                    (
                        Entry("Alaska", "reached teachers", "4.AK", Kind.RELATED),
                        Entry("Ohio", "ten regional meetings", "4.OH", Kind.RELATED),
                    )
                ),
            ),
            Kind.RELATED,
        ),
        Section("Room for growth", (Paragraph("Engagement can become deeper.", lead="Address power"),)),
        Section("Resources", (EntryList((Entry("A guide", "CCSSO", address="https://example.org/guide"),)),)),
    ),
    sources=SOURCES[:1],
)

OWN = Page(
    "4.MA-2", "Our district", Kind.OWN, "Own example", sections=(Section("What we did", (), Kind.OWN),)
)


Notes = tuple[tuple[str, tuple[Note, ...]], ...]
LOOK = PacketLook(fonts=FontsChoice.BUNDLED, notes=NotesPlace.END)


def note(body: str, target: str = "4.MA") -> Note:
    return Note("1", target, body, NOON, NOON)


def pages(*given: Page, notes: Notes = ()) -> tuple[PageItem, ...]:
    """Each page with its notes; an example that follows its practice stands under it."""
    held = dict(notes)
    return tuple(
        PageItem(
            f"item-{number}", page, page, held.get(page.code, ()), is_nested=number > 1 and bool(page.kind)
        )
        for number, page in enumerate(given, 1)
    )


def handout(*items: Page | Item, notes: Notes = (), look: PacketLook = LOOK, **changed: Any) -> Document:
    """Laid out with the bundled fonts alone, whatever the computer has."""
    found = pages(*(item for item in items if isinstance(item, Page)), notes=notes)
    more = tuple(item for item in items if not isinstance(item, Page))
    values: dict[str, Any] = {
        "title": "Massachusetts: enlisted help" if len(items) == 1 else "Promising practices",
        "items": (*found, *more),
        "look": look,
        "printed": date(2026, 11, 23),
        "book": "Promising Practices",
        "editions": ("2026.1",),
    }
    return document_of(Content(**(values | changed)))
