"""The reading text of a document: the yardstick of all formats, held against what was put in."""

import re
from dataclasses import replace

from every_block import EVERY, NOTES, SINGLE
from word_reader import each_text, folded, told

from esscollab_desktop.render.document import (
    Contents,
    Entry,
    Figure,
    Heading,
    Lines,
    List,
    ListStyle,
    NewSheet,
    Notes,
    Opening,
    Paragraph,
    Reference,
    plain,
)
from esscollab_desktop.render.document_text import reading_lines
from esscollab_desktop.render.held import held


def lines_of(*blocks: object) -> list[str]:
    return reading_lines(replace(EVERY, cover=None, title="Title", blocks=blocks))[1:]  # type: ignore[arg-type]


def squashed(text: str) -> str:
    """Letters, figures and signs, without what joins the parts of a line; a source's number has a stop."""
    return re.sub(r"[\s\[\].,:“”]", "", text)


def test_it_says_what_the_word_file_is_held_to() -> None:
    for document in (EVERY, SINGLE):
        # Word counts the numbers of lists by itself.
        typed = each_text(document, lambda text: re.sub(r"^(\d)\.$", r"(\1)", text))
        pieces = "".join(map(folded, map(held, told(typed))))
        assert squashed("".join(reading_lines(typed))) == squashed(pieces)


def test_lines_in_order() -> None:
    lines = lines_of(
        Contents(Heading(1, plain("Contents"))),
        Opening(plain("A  title"), 1, "a", "4", trail="Practice 4", mark="Published", agency="DESE",
                lead=(Paragraph(plain("Lead\nline")),)),
        NewSheet(),
        Paragraph(plain("told."), letter="a", run_in=plain("Time."), references=(Reference(1), Reference(2))),
        List((Entry(plain("One:"), plain("first"), address="a.org"), Entry(plain("Two"))), ListStyle.NUMBERS,
             ("3.",)),
        Notes(Heading(2, ()), NOTES[1:2]),
        Figure(b"", "image/png", "A logo"),
        Lines(3),
    )  # fmt: skip
    assert lines == [
        "Contents",
        "4 A title",
        "Practice 4",
        "4 A title",
        "Published DESE",
        "Lead line",
        "a Time. told. [1] [2]",
        "3. One: first a.org",
        "Two",
        "Untitled",
        "[N2] Decision, November 24, 2026, on c: “two languages”",
        "Nuestro foro habla español.",
    ]


def test_no_line_is_empty_and_nothing_steers() -> None:
    document = replace(
        EVERY, title="", cover=None, blocks=(Paragraph(plain(" \n")), Heading(1, plain("\u202e")))
    )
    assert reading_lines(document) == ["Untitled", "[U+202E]"]
