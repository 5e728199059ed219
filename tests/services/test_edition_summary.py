"""The lines on an update: names of all records, numbers from none to many, and how much is told."""

import pytest

from esscollab_desktop.domain.book import BookInfo, Kind
from esscollab_desktop.domain.differences import Change, Piece
from esscollab_desktop.domain.editions import EditionChanges, PartChange, RecordChange
from esscollab_desktop.domain.packs import Touched
from esscollab_desktop.services.edition_summary import in_words, summary_lines, touched_lines
from esscollab_desktop.services.edition_words import part_named, parts_named

OLD = BookInfo("The book", "2026.1", "2026-01-31", 2, "a")
NEW = BookInfo("The book", "2026.2", "2026-12-01", 2, "b")


def many(kind: str, count: int, start: int = 0) -> tuple[RecordChange, ...]:
    return tuple(RecordChange(kind, f"{kind}:{n}", f"Title {n}") for n in range(start, start + count))


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (EditionChanges(added=many("source", 1)), "1 source is new"),
        (EditionChanges(added=many("source", 2)), "2 sources are new"),
        (EditionChanges(added=many("practice", 1) + many("topic", 1)), "1 practice and 1 topic are new"),
        (EditionChanges(changed=many("glossary", 1)), "1 glossary term changed"),
        (
            EditionChanges(changed=many("book", 1) + many("organization", 2) + many("jurisdiction", 1)),
            "1 jurisdiction, 2 organizations and 1 page about the book changed",
        ),
        (EditionChanges(renamed=many("example", 1)), "1 example has a new name"),
        (EditionChanges(renamed=many("example", 2)), "2 examples have new names"),
        (EditionChanges(removed=many("example", 1)), "1 example is no longer in the book"),
        (EditionChanges(removed=many("example", 1234)), "1,234 examples are no longer in the book"),
        (
            EditionChanges(renamed=(RecordChange("topic", "topic:a", "A", "topic:b", "B", joined=True),)),
            "1 topic became part of another",
        ),
    ],
)
def test_how_much_changes(changes: EditionChanges, line: str) -> None:
    assert summary_lines(changes, OLD, NEW)[1] == f"In short: {line}."


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (RecordChange("jurisdiction", "state:MI", "Michigan"), "New: MI Michigan."),
        (RecordChange("organization", "org:a", "MassINC"), "New: the organization “MassINC”."),
        (RecordChange("book", "about", "About this book"), "New: the page about the book."),
        (
            RecordChange("example", "4.MI", "Michigan", origin=Kind.RELATED, headline="suppers"),
            "New: 4.MI Michigan (related example), “suppers”.",
        ),
    ],
)
def test_what_is_new(change: RecordChange, line: str) -> None:
    assert summary_lines(EditionChanges(added=(change,)), OLD, NEW)[2] == line


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (RecordChange("example", "4.MA-2", "Ohio", "4.MB", "Ohio"), "4.MB is now 4.MA-2, Ohio."),
        (
            RecordChange("example", "4.MA-2", "Ohio: went on", "4.MB", "Ohio"),
            "4.MB Ohio is now 4.MA-2 Ohio: went on.",
        ),
        (
            RecordChange("glossary", "glossary:SEAs", "SEAs", "glossary:SEA", "SEA"),
            "The glossary term “SEA” is now the glossary term “SEAs”.",
        ),
        (
            RecordChange("topic", "topic:b", "tribes", "topic:a", "tribes"),
            "The topic “tribes” is now found as topic:b, no longer as topic:a.",
        ),
        (
            RecordChange("example", "4.MA", "Massachusetts", "4.MB", "Boston", joined=True),
            "4.MB Boston is now part of 4.MA Massachusetts.",
        ),
    ],
)
def test_what_is_renamed(change: RecordChange, line: str) -> None:
    assert summary_lines(EditionChanges(renamed=(change,)), OLD, NEW)[2] == line


def test_from_which_edition_to_which() -> None:
    changes = EditionChanges(added=many("source", 1))
    other = BookInfo("The new book", "2027.1", "2027-03-01", 2, "c")
    assert summary_lines(changes, OLD, NEW)[0] == (
        "“The book” goes from edition 2026.1 of January 31, 2026 to edition 2026.2 of December 1, 2026."
    )
    assert summary_lines(changes, OLD, other)[0] == (
        "“The book” is now called “The new book” and goes from edition 2026.1 of January 31, 2026 "
        "to edition 2027.1 of March 1, 2027."
    )
    assert (in_words("2026-02-03"), in_words("spring 2026")) == ("February 3, 2026", "spring 2026")


@pytest.mark.parametrize(
    ("touched", "lines"),
    [
        (Touched(), ["None of your notes is affected."]),
        (Touched(notes=1, stay=1), ["This affects 1 of your notes.", "1 stays where it is."]),
        (
            Touched(notes=1, move=1, meetings=("Budget evening",), followed=1),
            [
                "This affects 1 of your notes (meeting: “Budget evening”).",
                "1 moves to the likeliest words; check that it still sits right. "
                "1 of them follows its page to the new name.",
            ],
        ),
        (
            Touched(notes=9, stay=3, move=2, lose_place=2, page_gone=2, meetings=("A", "B", "C", "D")),
            [
                "This affects 9 of your notes (meetings: “A”, “B”, “C” and 1 more).",
                "3 stay where they are. 2 move to the likeliest words; check that they still sit right. "
                "2 lose their place; they are kept and listed with their old words. "
                "2 are on pages that are gone; they are kept.",
            ],
        ),
    ],
)
def test_what_it_means_for_notes(touched: Touched, lines: list[str]) -> None:
    assert touched_lines(touched) == lines
    assert summary_lines(EditionChanges(added=many("source", 1)), OLD, NEW, touched)[-len(lines) :] == lines


@pytest.mark.parametrize("count", [0, 1, 2, 11, 12, 13, 14, 15, 16, 400])
@pytest.mark.parametrize("touched", [None, Touched(), Touched(notes=2, stay=2)])
@pytest.mark.parametrize("most", [5, 6, 15])
def test_never_more_lines_than_wanted_and_all_are_counted(
    count: int, touched: Touched | None, most: int
) -> None:
    changes = EditionChanges(added=many("example", 1) + many("source", count), removed=many("source", 1, 999))
    lines = summary_lines(changes, OLD, NEW, touched, most, "press M")
    assert len(lines) <= most
    told = sum(line.startswith(("New: ", "No longer")) for line in lines)
    if told < count + 2:
        assert len(lines) == most
        left = count + 2 - told
        assert lines[-1] == (
            f"{left:,} more change{'s are' if left > 1 else ' is'} not told here. To see them all: press M"
        )
    else:
        assert "press M" not in lines[-1]


def test_every_group_gets_its_turn_and_examples_come_before_sources() -> None:
    changes = EditionChanges(
        added=many("example", 3) + many("source", 30),
        changed=many("example", 30),
        removed=many("source", 30, 100),
    )
    lines = summary_lines(changes, OLD, NEW)
    assert sum(line.startswith("New: example:") for line in lines) == 3
    assert sum(line.startswith("Changed: example:") for line in lines) == 9
    assert not any("the source" in line for line in lines)


def test_the_words_are_told_before_the_sources() -> None:
    sources = PartChange("a, sources", (Piece(Change.REMOVED, "A letter"), Piece(Change.ADDED, "A book")))
    words = PartChange("b", (Piece(Change.REMOVED, "nine"), Piece(Change.ADDED, "ten")))
    (change,) = many("example", 1)
    changes = EditionChanges(changed=(change,), words={change.code: (sources, words)})
    assert summary_lines(changes, OLD, NEW)[2] == (
        "Changed: example:0 Title 0. Paragraph b: was “nine”, now “ten”. "
        "Also changed: sources of paragraph a."
    )


def test_parts_as_they_are_spoken() -> None:
    assert part_named("b") == "paragraph b"
    assert part_named("ab, its end") == "paragraph ab, its end"
    assert part_named("Summary") == "summary"
    assert parts_named(["b", "d", "Partners", "Partners"]) == "paragraphs b and d; partners"
    assert parts_named(["y", "z", "aa"]) == "paragraphs y to aa"
    assert parts_named(["Title", "Headline", "Summary", "a", "b", "Topics"]) == (
        "paragraphs a and b; title; headline; 2 other parts"
    )
