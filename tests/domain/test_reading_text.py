"""The text that passages are counted in, and its parts."""

from esscollab_desktop.domain.page import (
    Entry,
    EntryList,
    Page,
    Paragraph,
    Section,
    Segment,
    reading_segments,
    reading_text,
)
from esscollab_desktop.services.catalogue import Catalogue

PAGE = Page(
    code="4.MA",
    title="Massachusetts: enlisted help",
    mark="Published example",
    agency="Massachusetts Department of Elementary and Secondary Education",
    lead="Partners helped.",
    sections=(
        Section(
            "What the state did", (Paragraph("It asked\u0301 early.", letter="a", lead="When:", refs=(1,)),)
        ),
        Section("Partners", (EntryList((Entry("Rennie Center", "led it", "org:rennie"), Entry("Others"))),)),
        Section("Related facts", (Paragraph(""), Paragraph("It went on.", letter="b"))),
    ),
)


def test_headings_run_ins_letters_and_figures_are_left_out() -> None:
    assert reading_text(PAGE) == (
        "Partners helped.\nIt asked\u0301 early.\nRennie Center\nled it\nOthers\nIt went on."
    )


def test_letters_stay_with_their_paragraphs() -> None:
    assert [segment.letter for segment in reading_segments(PAGE)] == ["", "a", "", "", "", "b"]


def test_text_is_composed_before_it_is_counted() -> None:
    page = Page(code="x", title="", lead="Cafe\u0301 at ten.", sections=(Section("", (Paragraph("Next."),)),))
    assert reading_segments(page) == (Segment(0, "Caf\u00e9 at ten."), Segment(13, "Next."))


def test_a_page_without_text_has_no_parts() -> None:
    empty = Page(code="x", title="Nothing yet")
    assert reading_segments(empty) == ()
    assert reading_text(empty) == ""


def test_every_part_stands_where_it_says(catalogue: Catalogue) -> None:
    for entry in catalogue.examples():
        page = catalogue.page(entry.code)
        text, segments = reading_text(page), reading_segments(page)
        assert len(segments) > 3
        assert all(text[part.start : part.end] == part.text for part in segments)
        assert "\n".join(part.text for part in segments) == text
