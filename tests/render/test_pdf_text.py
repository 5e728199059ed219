"""Text on paper: read back it is the printable text, and every character stands inside its column."""

from contextlib import closing
from typing import Any

import pypdfium2
import pytest
from esscollab_desktop.render.handout import PAPER_SIZES
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sample_pages import EXAMPLE, handout, note
from tagged import fold, structure

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.page import Entry, EntryList, Page, Paragraph, Section
from esscollab_desktop.domain.rich_text import Style, block_text, parse, plain
from esscollab_desktop.render.pdf import compile_pdf
from esscollab_desktop.render.printable import printable

DATE = "November 23, 2026"
BARE = Page("4.MA", "T", Kind.PUBLISHED)

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
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def expected(bodies: list[str]) -> list[str]:
    """The paragraphs and items under "Notes": each note's day, then its text without Markdown's markers."""
    found = []
    for body in bodies:
        found.append(DATE)
        for block in parse(body):
            text = fold(printable(block_text(block)).text)
            if block.style is Style.BULLET:
                text = fold(text.replace("-", "•", 1))
            found += [text] if text else []
        shown = "".join(found[len(found) - found[::-1].index(DATE) :]).replace("•", "-")
        assert letters(shown) == letters(printable(plain(body)).text.replace("•", "-"))
    return found


def letters(text: str) -> str:
    return "".join(text.split())


def printed_notes(data: bytes) -> list[str]:
    """Every paragraph from the first day on; an item of a list with its sign before it.

    An item that has nothing to print is its sign alone, without a paragraph.
    """
    found: list[str] = []
    signs: dict[int, str] = {}
    for element in structure(data).all("P", "LI"):
        if element.role == "P":
            found.append(fold(f"{signs.get(id(element), '')} {element.text}"))
            continue
        sign, held = element.all("Lbl")[0].text, element.all("P")
        if held:
            signs[id(held[0])] = sign
        else:
            found.append(fold(sign))
    return found[found.index(DATE) :]


LYING = 54.0  # pt: the right margin of a sheet that lies


def check_boxes(data: bytes, paper: str = "letter", right_margin: float = 86.4) -> None:
    """Every character lies inside the sheet, and beside the margins that the grid leaves.

    A space at the end of a line hangs over its edge; nobody sees it.
    """
    width, height = PAPER_SIZES[paper]
    if right_margin == LYING:
        width, height = height, width
    with closing(pypdfium2.PdfDocument(data)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                for i in range(text.count_chars()):
                    left, bottom, right, top = text.get_charbox(i)
                    if right - left > 0.01 and not text.get_text_range(i, 1).isspace():
                        assert left >= 54 - 3, (i, left)
                        assert right <= width - right_margin + 3, (i, right)
                        assert bottom >= 16, (i, bottom)
                        assert top <= height - 16, (i, top)


@HEAVY
@example(["- \ufeff", "- a\n- \ufeff\n- b", "1. \ufeff", "***0*\xa00**"])
@given(st.lists(HOSTILE, min_size=40, max_size=60))
def test_notes_read_back_as_they_are_printed(bodies: list[str]) -> None:
    made = compile_pdf(handout(BARE, notes=(("4.MA", tuple(map(note, bodies))),)))
    assert printed_notes(made.data) == expected(bodies)
    assert set(made.replaced) == {name for body in bodies for name in printable(plain(body)).replaced}
    check_boxes(made.data)


@settings(HEAVY, max_examples=40)
@example("", "", "W" * 75 + "#let x = 1", "a4")
@example("", "\u0287", "", "letter")
@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(list(PAPER_SIZES)))
def test_any_text_works_in_every_place(first: str, second: str, third: str, paper: str) -> None:
    fact = Paragraph(second, letter=first[:3], lead=third, refs=(1, 7))
    entries = (Entry(first, second, third, Kind.RELATED, third), Entry(second, third, first, Kind.PUBLISHED))
    lists = (
        EntryList(entries),
        EntryList((Entry(third, first, address=second),)),
        EntryList(entries, inline=True),
    )
    page = Page(
        *(first, second),
        kind=Kind.RELATED,
        mark=third,
        agency=first,
        lead=second,
        trail=((third, first),),
        sections=(Section(third, (fact, *lists), Kind.RELATED), Section(first, (fact,), Kind.OWN)),
        sources=(Source("s", first, second, third, first, second),),
    )
    practice = Page(third, first, theme=second, lead=third)
    for pages in ((page,), (practice, page)):
        made = compile_pdf(
            handout(*pages, title=second, book=third, edition=first, edition_date=third, paper=paper)
        )
        root = structure(made.data)
        assert len(root.all("Title")) == 1
        told = [printable(text) for text in (first, second, third)]
        body = fold(told[1].text.replace("\n", " "))
        # What a style of the bundled fonts lacks is known only to Typst.
        for name in set(made.replaced) - {name for one in told for name in one.replaced}:
            body = body.replace(chr(int(name[2:], 16)), f"[{name}]")
        assert body in fold(root.text)
        check_boxes(made.data, paper)


@pytest.mark.parametrize("paper", list(PAPER_SIZES))
def test_long_words_break_inside_the_column_everywhere(paper: str) -> None:
    word = "x" * 200
    many: Any = {"title": word, "book": word, "notes": ((word, (note(word),)),), "paper": paper}
    page = Page(
        *(word, word, Kind.PUBLISHED, word),
        agency=word,
        lead=word,
        trail=((word, word),),
        sections=(
            Section(
                word, (Paragraph(word, word, word), EntryList((Entry(word, word, word, Kind.RELATED, word),)))
            ),
        ),
        sources=(Source("s", word, word, f"https://example.org/{word}"),),
    )
    for pages in ((page,), (page, EXAMPLE)):
        data = compile_pdf(handout(*pages, **many)).data
        check_boxes(data, paper)
        assert word in structure(data).text


def test_a_character_outside_its_column_would_be_seen() -> None:
    wide = compile_pdf(handout(EXAMPLE)).data
    with pytest.raises(AssertionError):
        check_boxes(wide, "a4" if PAPER_SIZES["a4"][0] < PAPER_SIZES["letter"][0] else "letter")


def test_markup_of_any_kind_prints_as_the_text_it_is() -> None:
    bodies = [
        '#import "@preview/cetz:0.3.0"; #panic("x") *bold* _it_ $x^2$ = Heading',
        "<script>alert(1)</script> <b>bold</b> &amp; <!-- -->",
        "Robert'); DROP TABLE notes;--",
        "# Heading\n### Third\n- list\n1. one\n```code```",
        "-- --- ... \"straight\" 'single' ~ \\ /* no comment */ // neither",
    ]
    made = compile_pdf(handout(BARE, notes=(("4.MA", tuple(map(note, bodies))),)))
    assert made.replaced == ()
    assert printed_notes(made.data) == expected(bodies)


def test_bold_italic_and_lists_print_as_such() -> None:
    body = (
        "Say **this loudly** and *this*.\n\n- one\n- **two**\n\n7. seven\n8. *eight*\n\n[plan](https://x.org)"
    )
    data = compile_pdf(handout(BARE, notes=(("4.MA", (note(body),)),))).data
    root = structure(data)
    assert [e.text for e in root.all("Strong")] == ["this loudly", "two"]
    assert [e.text for e in root.all("Em")] == ["this", "eight"]
    assert [e.text for e in root.all("LI")] == ["• one", "• two", "7. seven", "8. eight"]
    assert printed_notes(data) == expected([body])
    assert printed_notes(data)[-1] == "plan (https://x.org)"
    assert root.all("Link") == []


def test_a_long_word_in_several_styles_breaks_inside_the_column() -> None:
    word = "**W**W*W*W" * 60
    for body in (word, f"- {word}", f"1. {word}"):
        data = compile_pdf(handout(BARE, notes=(("4.MA", (note(body),)),))).data
        check_boxes(data)
        assert "W" * 240 in structure(data).text


def test_right_to_left_text_is_spelled_out_word_by_word() -> None:
    made = compile_pdf(handout(BARE, notes=(("4.MA", (note("שלום עולם"),)),)))
    read, wanted = printed_notes(made.data)[1].split(), printable("שלום עולם").text.split()
    assert sorted(read) == sorted(wanted)
    assert made.replaced[0] == "U+05E9"


def test_a_character_that_typst_refuses_is_replaced_and_the_rest_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from esscollab_desktop.render import printable as module
    from esscollab_desktop.render.fonts import bundled_coverage

    wide = bundled_coverage().families[0] | {0x4E2D, 0x0FFF}
    mistaken = module.Coverage((wide,))
    monkeypatch.setattr("esscollab_desktop.render.fonts.bundled_coverage", lambda resources=None: mistaken)
    monkeypatch.setattr("esscollab_desktop.render.refusals.bundled_coverage", lambda resources=None: mistaken)
    assert printable("中").text == "中"
    made = compile_pdf(handout(BARE, notes=(("4.MA", (note("a 中 ž b"),)),)))
    assert printed_notes(made.data)[1] == "a [U+4E2D] ž b"
    assert made.replaced == ("U+4E2D",)
