"""Hostile and long text in every place of a page: on paper it is the printable text, in its column."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from on_paper import check_boxes, check_lines
from sample_pages import EXAMPLE, LOOK, handout, note
from tagged import structure

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.packets import PaperSize
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.domain.rich_text import Style, line_text, parse
from esscollab_desktop.render.document import Document
from esscollab_desktop.render.document_pdf import compile_document
from esscollab_desktop.render.document_text import reading_lines
from esscollab_desktop.render.held import one_line
from esscollab_desktop.render.pdf import CompiledPdf
from esscollab_desktop.render.printable import Coverage, printable

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
DRAWN = st.text(st.characters(max_codepoint=0x2200, codec=None), max_size=60)
PIECES = st.one_of(
    st.sampled_from(
        ["#let x = 1", "*b*", "$a^2$", "<b>&amp;</b>", "'); DROP TABLE notes;--", "@preview/x:1"]
    ),
    st.sampled_from(
        ["\u0301", "\u0308\u0345", "\u20dd", "\u202e", "\u2066", "\ufeff", "\t", "\n\n", "\u2028", "\xa0"]
    ),
    st.sampled_from(
        ["t\u0301", "Ą\u0301", "ǫ", "ﬁ", "⸻", "‰", "1⁄2", "שלום", "عربى", "中文", "👩‍🏫", "\\", "`", "//"]
    ),
    st.integers(1, 90).map(lambda n: "W" * n),
    st.sampled_from(["**", "*", "- ", "\n- ", "\n2. ", "[", "](", ")", "**W**" * 40, "*a* **b**", "\\*"]),
    st.characters(codec=None, exclude_categories=()),
)
HOSTILE = st.one_of(ANY, DRAWN, st.lists(PIECES, max_size=25).map("".join))

HEAVY = settings(
    deadline=None,
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def compiled(document: Document) -> CompiledPdf:
    made = compile_document(document)
    root = structure(made.data)
    assert len(root.all("Title")) == 1
    check_lines(document, made, root)
    check_boxes(made.data)
    return made


def noted(*bodies: str) -> Document:
    return handout(Page("4.MA", "T", Kind.PUBLISHED), notes=(("4.MA", tuple(map(note, bodies))),))


def letters(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60)
@given(HOSTILE)
def test_a_note_is_laid_out_without_losing_anything_but_its_markers(body: str) -> None:
    kept = [
        (f"{block.label} " if block.style is Style.NUMBER else "") + "\n".join(map(line_text, block.lines))
        for block in parse(body)
    ]
    empty, full = (reading_lines(noted(text)) for text in ("", body))
    assert letters("".join(full[len(empty) :])) == letters(one_line("\n".join(kept)))


@HEAVY
@example(["- \ufeff", "- a\n- \ufeff\n- b", "1. \ufeff", "***0*\xa00**"])
@given(st.lists(HOSTILE, min_size=20, max_size=40))
def test_notes_read_back_as_they_are_printed(bodies: list[str]) -> None:
    made = compiled(noted(*bodies))
    runs = (run.text for body in bodies for b in parse(body) for line in b.lines for run in line)
    assert set(made.replaced) >= {name for text in runs for name in printable(text).replaced}


@HEAVY
@example("", "", "W" * 75 + "#let x = 1", PaperSize.A4)
@example("", "\u0287", "", PaperSize.LETTER)
@example("", "", "\u1e0b", PaperSize.LETTER)
@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(PaperSize))
def test_any_text_works_in_every_place(first: str, second: str, third: str, paper: PaperSize) -> None:
    look = replace(LOOK, paper=paper)
    made_up: dict[str, Any] = {"title": second, "book": third, "editions": (first, third), "look": look}
    compiled(handout(example_of(first, second, third), **made_up))


@HEAVY
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_text_works_as_code_and_letter(first: str, second: str, third: str) -> None:
    """They keep to the room of their box, and end in an ellipsis where it is too small."""
    pages = (
        Page(third, first, theme=second, lead="A practice."),
        replace(example_of(first, second, third, code=second, letter=first[:3]), lead="An example."),
    )
    made = compile_document(handout(*pages, notes=((second, (note(third),)),)))
    text = structure(made.data).text
    assert text.index("A practice.") < text.index("An example.")
    check_boxes(made.data)


def example_of(first: str, second: str, third: str, code: str = "4.MA", letter: str = "a") -> Page:
    """An example that holds the texts in every place."""
    fact = Paragraph(second, letter=letter, lead=third, refs=(1, 7))
    entries = (Entry(first, second, code, Kind.RELATED, third), Entry(second, third, code, Kind.PUBLISHED))
    lists = (
        EntryList(entries),
        EntryList((Entry(third, first, address=second),)),
        EntryList(entries, inline=True),
    )
    return Page(
        *(code, first),
        kind=Kind.RELATED,
        mark=third,
        agency=first,
        lead=second,
        trail=((third, first),),
        sections=(Section(third, (fact, *lists), Kind.RELATED), Section(first, (fact,), Kind.OWN)),
        sources=(Source("s", first, second, third, first, second),),
    )


@pytest.mark.parametrize("paper", PaperSize)
def test_long_words_break_inside_the_column_everywhere(paper: PaperSize) -> None:
    word = "x" * 200
    page = example_of(word, word, f"https://example.org/{word}")
    look = replace(LOOK, paper=paper)
    made_up: dict[str, Any] = {"title": word, "book": word, "notes": (("4.MA", (note(word),)),), "look": look}
    for pages in ((page,), (page, EXAMPLE)):
        assert word in letters(structure(compiled(handout(*pages, **made_up)).data).text)


def test_markup_of_any_kind_prints_as_the_text_it_is() -> None:
    bodies = [
        '#import "@preview/cetz:0.3.0"; #panic("x") *bold* _it_ $x^2$ = Heading',
        "<script>alert(1)</script> <b>bold</b> &amp; <!-- -->",
        "Robert'); DROP TABLE notes;--",
        "# Heading\n### Third\n- list\n1. one\n```code```",
        "-- --- ... \"straight\" 'single' ~ \\ /* no comment */ // neither",
    ]
    made = compiled(noted(*bodies))
    assert made.replaced == ()
    text = structure(made.data).text
    assert bodies[0].replace("*bold*", "bold") in text
    assert bodies[1] in text
    assert bodies[4] in text


def test_bold_italic_and_lists_print_as_such() -> None:
    body = (
        "Say **this loudly** and *this*.\n\n- one\n- **two**\n\n7. seven\n8. *eight*\n\n[plan](https://x.org)"
    )
    root = structure(compiled(noted(body)).data)
    assert [e.text for e in root.all("Strong")] == ["this loudly", "two"]
    assert [e.text for e in root.all("Em")] == ["this", "eight"]
    assert [e.text for e in root.all("LI")] == ["• one", "• two", "7. seven", "8. eight"]
    assert root.all("P")[-1].text == "plan (https://x.org)"
    assert root.all("Link") == []


def test_a_long_word_in_several_styles_breaks_inside_the_column() -> None:
    word = "**W**W*W*W" * 60
    made = compiled(noted(word, f"- {word}", f"1. {word}"))
    assert structure(made.data).text.count("W" * 240) == 3


def test_a_character_that_typst_refuses_is_replaced_and_the_rest_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from esscollab_desktop.render.fonts import bundled_coverage

    mistaken = Coverage((bundled_coverage().families[0] | {0x4E2D, 0x0FFF},))
    for place in ("fonts", "refusals", "fonts_needed"):
        monkeypatch.setattr(
            f"esscollab_desktop.render.{place}.bundled_coverage", lambda resources=None: mistaken
        )
    assert printable("中").text == "中"
    made = compiled(noted("a 中 ž b"))
    assert "a [U+4E2D] ž b" in structure(made.data).text
    assert made.replaced == ("U+4E2D",)
