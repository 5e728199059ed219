"""Examples side by side: the same rows for the book's, a pack's and one's own, and what can't be compared."""

from dataclasses import replace

import pytest
from own_shelf import library_of, own

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.codes import in_pack
from esscollab_desktop.domain.comparison import Cell, Comparison, sentences_with_numbers
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.page import EntryList, Paragraph
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.shelf import Shelf
from esscollab_desktop.services.side_by_side import MISSING, ROWS, comparison


def texts(cell: Cell) -> list[str]:
    found = []
    for part in cell.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                found.append(f"{block.letter or block.lead} {block.text}".strip())
            else:
                found += [f"{entry.label}: {entry.text}" for entry in block.entries]
    return found


def row(compared: Comparison, name: str) -> tuple[Cell, ...]:
    return next(row.cells for row in compared.rows if row.name == name)


def test_the_rows_hold_what_the_page_holds_of_the_example(catalogue: Catalogue) -> None:
    """Every lettered paragraph and partner of every example, each once, under its origin."""
    for entry in catalogue.examples():
        page = catalogue.page(entry.code)
        compared = comparison(catalogue, [entry.code, "4.MA" if entry.code != "4.MA" else "2.IL"])
        assert [r.name for r in compared.rows] == list(ROWS)
        lettered = [
            (section.origin, block.letter, block.text)
            for section in page.sections
            for block in section.blocks
            if isinstance(block, Paragraph) and block.letter
        ]
        did = row(compared, "What they did")[0]
        told = [(p.kind, b.letter, b.text) for p in did.parts for b in p.blocks if isinstance(b, Paragraph)]
        assert told == lettered
        partners = [
            (section.origin, line)
            for section in page.sections
            if section.origin is not None
            for block in section.blocks
            if isinstance(block, EntryList)
            for line in block.entries
        ]
        with_whom = row(compared, "Partners")[0]
        assert [
            (p.kind, e)
            for p in with_whom.parts
            for b in p.blocks
            if isinstance(b, EntryList)
            for e in b.entries
        ] == partners
        assert texts(row(compared, "Summary")[0]) == [page.lead]
        sources = row(compared, "Sources")[0].sources
        assert sources == page.sources[: len(sources)]
        used = [n for p in did.parts for b in p.blocks if isinstance(b, Paragraph) for n in b.refs]
        assert set(used) <= set(range(1, len(sources) + 1))


def test_columns_say_what_stands_at_the_head(catalogue: Catalogue) -> None:
    first, second = comparison(catalogue, ["4.ma", "1.RI"]).columns
    assert (first.code, first.title, first.kind) == (
        "4.MA",
        "Massachusetts: enlisted help",
        Kind.PUBLISHED,
    )
    assert (first.name, first.mark, first.state) == (
        "4.MA Massachusetts",
        "Published example",
        "Massachusetts",
    )
    assert (first.pack, first.edition) == ("", catalogue.info.edition)
    assert (second.kind, second.name) == (Kind.RELATED, "1.RI Rhode Island")
    assert comparison(catalogue, ["4.MA", "2.IL", "1.RI"]).title == "4.MA, 2.IL and 1.RI compared"


def test_numbers_are_when_stage_and_sentences_that_count(catalogue: Catalogue) -> None:
    compared = comparison(catalogue, ["4.MA", "2.IL"])
    first, second = row(compared, "Numbers")
    assert texts(first)[:3] == [
        "When: Outreach plan on June 17, 2016; MassINC’s comments on March 10, 2017.",
        "Text as of: 2016 to 2017.",
        "Stage: Before the plan, writing the plan, comment and review.",
    ]
    assert "b For ESSA in particular, DESE had three sets of partners." in texts(first)
    assert [part.kind for part in second.parts] == [Kind.PUBLISHED, Kind.RELATED]
    assert "d The third tour made eight stops." in texts(second)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("In June 2017 it ended. Some 600 people came.", "Some 600 people came."),
        ("Drafts came on May 3 and 9, 2016.", ""),
        (
            "In St. Paul and in the U.S. Congress, 12 met. It was good.",
            "In St. Paul and in the U.S. Congress, 12 met.",
        ),
        ("It was called “open”. Half of them spoke.", "Half of them spoke."),
        ("The draft of 2016-17 was read.", ""),
        ("79.7 percent agreed.", "79.7 percent agreed."),
        ("Nobody counted anyone.", ""),
        ("", ""),
    ],
)
def test_days_and_years_count_nothing(text: str, counted: str) -> None:
    assert sentences_with_numbers(text) == counted


def test_own_examples_stand_beside_the_books(catalogue: Catalogue) -> None:
    library = library_of(catalogue, own("4.KS-own"))
    compared = comparison(library, ["4.KS-own", "4.MA"])
    column = compared.columns[0]
    assert (column.kind, column.mark, column.edition) == (Kind.OWN, "Own example", "")
    assert all(len(r.cells) == 2 for r in compared.rows)
    summary = row(compared, "Summary")[0]
    assert texts(summary)
    assert {part.kind for r in compared.rows for part in r.cells[0].parts} == {Kind.OWN}


def test_what_is_missing_is_said(catalogue: Catalogue) -> None:
    library = library_of(catalogue, replace(own("4.KS-own"), partners=()))
    with_whom = row(comparison(library, ["4.KS-own", "4.MA"]), "Partners")[0]
    assert with_whom == Cell(missing=MISSING["Partners"])


def test_examples_of_packs_too(catalogue: Catalogue) -> None:
    shelf = Shelf(catalogue, {"ohio-office": catalogue})
    compared = comparison(shelf, [in_pack("4.MA", "ohio-office"), "4.MA"])
    assert [column.code for column in compared.columns] == ["4.MA@ohio-office", "4.MA"]
    assert compared.columns[0].pack
    assert compared.columns[1].pack == ""


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], "Compare needs two examples."),
        (["4.MA"], "Compare needs two examples."),
        (["4.MA", " 4.ma "], "Compare needs two examples."),
        (["4.MA", "4.MI", "2.IL", "1.RI", "1.CT"], "four examples at most, and these are 5"),
        (["4.MA", "4.MQ"], "4.MQ is not a code in this book. Near it: 4.MA"),
        (["4", "4.MA"], "4 is not an example."),
        (["state:MI", "4.MA"], "is not an example."),
    ],
)
def test_what_cannot_be_compared_gets_a_sentence(catalogue: Catalogue, codes: list[str], words: str) -> None:
    with pytest.raises(UserError, match=words.replace(".", r"\.")):
        comparison(catalogue, codes)


def test_four_are_not_too_many(catalogue: Catalogue) -> None:
    compared = comparison(catalogue, ["4.MA", "4.MI", "2.IL", "1.RI"])
    assert all(len(r.cells) == 4 for r in compared.rows)
