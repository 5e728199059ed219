"""A handout as Markdown: what a reader of it gives back, whatever its texts are."""

import re
from dataclasses import replace
from itertools import cycle

import pytest
from every_block import BLOCKS, COMPARISON, EVERY, NUMBERS, SINGLE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_reader import MarkdownFile, squashed
from word_reader import each_text, headings_of

from esscollab_desktop.domain.notes import NoteKind
from esscollab_desktop.render.document import (
    Block,
    Cell,
    Column,
    Document,
    Entry,
    Figure,
    Heading,
    List,
    ListStyle,
    Mark,
    Opening,
    Paragraph,
    Span,
    Table,
    plain,
)
from esscollab_desktop.render.document_markdown import markdown_of
from esscollab_desktop.render.document_text import reading_lines

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
SIGNS = st.text("\\`*_{}[]<>()#+-=.!|~&$;: 1a\n\"'/", max_size=12)


def without_pictures(document: Document) -> Document:
    """They are told in words, which are no text of the document's own."""
    return replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Figure)))


DOCUMENTS = {"every": without_pictures(EVERY), "single": SINGLE}


def text_of(*blocks: Block) -> str:
    made = markdown_of(replace(EVERY, cover=None, title="Title", blocks=blocks, foot="", key={}))
    return made.removeprefix("# Title\n").strip()


def bare(lines: list[str]) -> str:
    """Without chips, which stand in the text and before notes, and without the lines to write on."""
    return re.sub(r"\[N\d+\]|_", "", squashed(lines))


def check_text(document: Document) -> MarkdownFile:
    file = MarkdownFile(markdown_of(document))
    assert bare(file.lines()) == bare(reading_lines(document))
    return file


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_block_in_reading_order(name: str) -> None:
    document = DOCUMENTS[name]
    file = check_text(document)
    assert file.foot[-1] == document.foot
    levels = [level for level, _ in file.headings()]
    contents = [2] if name == "every" else []
    inner = [min(level + 1, 6) for level, _ in headings_of(document.blocks)]
    assert levels == [1, *contents, *inner]


def test_the_same_document_is_the_same_text() -> None:
    assert markdown_of(EVERY) == markdown_of(EVERY)


def test_simple_tables_are_tables_and_others_are_told_row_by_row() -> None:
    assert text_of(NUMBERS).splitlines()[:3] == [
        "| State | Published | Related |",
        "| --- | --- | --- |",
        "| Alaska | 1 |  |",
    ]
    rows = text_of(COMPARISON).split("\n\n")
    assert rows[0:6] == [
        "Field",
        "**4.MA** Published example, **Massachusetts**, DESE",
        "**4.AK** Related example, **Alaska**, DEED, Pack of the north",
        "**4.KS-own** Own example, **Kansas**",
        "**What was done**",
        "- **4.MA Massachusetts**",
    ]
    bars = Table("T", (Column((Paragraph(plain("a|b\\")),)),), ((Cell((Paragraph(plain("\\|\\")),)),),))
    assert MarkdownFile(text_of(bars)).lines() == ["a|b\\", "\\|\\"]


def test_numbers_stay_as_typed() -> None:
    entries = tuple(Entry(text=plain(text)) for text in ("a", "b", "c", "d", "e"))
    text = text_of(List(entries, ListStyle.NUMBERS, ("3.", "4.", "9.", "(i)", "10.")), List(entries[:1]))
    assert text.split("\n\n") == ["3. a\n4. b", "9) c", "- (i) d", "10. e", "- a"]
    lists = text_of(List(entries[:2]), List(entries[2:4]))
    assert lists.split("\n\n") == ["- a\n- b", "+ c\n+ d"]


def test_styles_stand_where_every_reader_sees_them() -> None:
    def of(*spans: Span) -> str:
        return text_of(Paragraph(spans))

    bold, leaning = Span("bold", is_strong=True), Span("leaning", is_emphasis=True)
    assert of(Span("a "), bold, Span(", b")) == "a **bold**, b"
    assert of(Span(" both ", True, True), Span("x")) == "***both*** x"
    assert of(bold, leaning) == "**bold**leaning"
    assert of(Span("a"), Span("“b”", is_strong=True), Span("c")) == "a“b”c"
    assert of(Span("a", is_strong=True), Span("b", is_strong=True)) == "**ab**"
    assert of(Span("Look!"), Span("here", link="https://example.org")) == "Look\\![here](https://example.org)"
    assert of(Span("1. x\n# y\n- z")) == "1\\. x\\\n\\# y\\\n\\- z"


def test_chips_stand_behind_the_last_of_their_words() -> None:
    asked = Mark(NoteKind.QUESTION, 1)
    text = text_of(
        Opening(plain("One"), 1, "one"),
        Paragraph((Span("a", mark=asked), Span("b"))),
        Paragraph((Span("c", mark=asked), Span("d"))),
        Opening(plain("Two"), 1, "two"),
        Paragraph((Span("e", mark=asked),)),
    )
    assert text.split("\n\n") == ["## One", "ab", "c \\[N1\\]d", "## Two", "e \\[N1\\]"]


def test_pictures_are_told_in_words() -> None:
    assert "*A map: 3 states with examples.*" in markdown_of(EVERY).split("\n\n")


def test_only_the_web_is_linked() -> None:
    web = "https://e.org/(x)&amp;"
    spans = (
        Span("a", link="javascript:x"),
        Span("b", link=web),
        Span("c", link="#item"),
    )
    file = MarkdownFile(text_of(Paragraph(spans)))
    assert file.links() == [web]
    assert file.lines() == ["abc"]


@given(st.text(" _a*", max_size=9))
def test_low_lines_and_stars_come_back(text: str) -> None:
    assert MarkdownFile(text_of(Paragraph(plain(text)))).lines() == list(
        filter(None, [" ".join(text.split())])
    )


def test_headings_end_as_they_are() -> None:
    assert MarkdownFile(text_of(Heading(2, plain("C #")))).headings() == [(3, "C #")]


def documents(texts: list[str], name: str) -> Document:
    """A document in which every text is another one."""
    given_ = cycle(texts)
    blocks = tuple(block for block in (*BLOCKS, *SINGLE.blocks) if not isinstance(block, Figure))
    document = replace(DOCUMENTS[name], blocks=blocks)
    changed: Document = each_text(document, lambda _: next(given_))
    return changed


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@example(["[N1]"], "every")
@example(["* * *"], "every")
@example(["|a|\n|-|"], "every")
@given(st.lists(ANY | SIGNS, min_size=1, max_size=9), st.sampled_from(sorted(DOCUMENTS)))
def test_any_text_comes_back(texts: list[str], name: str) -> None:
    check_text(documents(texts, name))
