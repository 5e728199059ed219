"""Pages of the two kinds, built by hand, with everything on them that a page can hold."""

from datetime import UTC, date, datetime
from typing import Any

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.notes import Note
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.render.handout import Handout

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


def note(body: str, target: str = "4.MA") -> Note:
    return Note("1", target, body, NOON, NOON)


def handout(*pages: Page, **changed: Any) -> Handout:
    values: dict[str, Any] = {
        "title": "Massachusetts: enlisted help" if len(pages) == 1 else "Promising practices",
        "pages": pages,
        "edition": "2026.1",
        "edition_date": "2026-09-01",
        "printed": date(2026, 11, 23),
        "book": "Promising Practices",
        "contents": len(pages) > 1,
    }
    return Handout(**(values | changed))
