"""Markdown as people type it: what is markup, what stays text, and that no word is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.rich_text import Block, Run, Style, parse, plain

STARS = ["*", "**", "***", "\\", "[", "](", ")", "\\*", "[a](http://b.org/c_(d))", "![x](y)"]
OTHERS = ["a", "b c", "<b>", "# ", "`", "| a |", "é", "👩‍🏫", "\u0301", "\x00"]
PLACES = ["- ", "1. ", "\n", "\n\n", "  ", "\r\n", "\u2028"]
PIECES = st.sampled_from([*STARS, *OTHERS, *PLACES])
ANY = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=80),
    st.lists(PIECES, max_size=40).map("".join),
)


def runs(body: str) -> tuple[Run, ...]:
    (block,) = parse(body)
    (line,) = block.lines
    return line


def visible(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "*[]\\-+")


@settings(deadline=None, max_examples=1500)
@given(ANY)
def test_every_visible_character_is_there_in_order_but_for_markers(body: str) -> None:
    assert visible(plain(body)) == visible(body)
    shown = "".join(r.text for b in parse(body) for line in b.lines for r in line)
    assert all(r.text for b in parse(body) for line in b.lines for r in line)
    assert len(shown) <= len(body)


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="*[\\"), max_size=80))
def test_text_without_markers_is_itself(body: str) -> None:
    assert "".join(plain(body).split()).replace("+", "-") == "".join(body.split()).replace("+", "-")
    assert not any(r.bold or r.italic or r.address for b in parse(body) for line in b.lines for r in line)


def test_bold_and_italic() -> None:
    assert runs("a **b** c") == (Run("a "), Run("b", bold=True), Run(" c"))
    assert runs("*a* b") == (Run("a", italic=True), Run(" b"))
    assert runs("***a***") == (Run("a", bold=True, italic=True),)
    assert runs("**a *b* c**") == (Run("a ", True), Run("b", True, True), Run(" c", True))
    assert runs("*a **b** c*") == (Run("a ", False, True), Run("b", True, True), Run(" c", False, True))


def test_stars_that_close_nothing_are_stars() -> None:
    for body in ("5 * 3 * 2", "**", "a ** b ** c", "*", "**open", "four****", "snake_case_name"):
        assert plain(body) == body
        assert not any(run.bold or run.italic for run in runs(body))


def test_a_backslash_takes_a_meaning_away_and_is_otherwise_itself() -> None:
    assert runs(r"\*a\* \[b](c)") == (Run("*a* [b](c)"),)
    assert plain(r"C:\notes\new \\server") == r"C:\notes\new \server"
    assert runs(r"**a\**") == (Run("**a**"),) or plain(r"**a\**").endswith("*")
    assert plain("\\- no item") == "- no item"
    assert parse("\\- no item")[0].style is Style.PARAGRAPH
    assert parse("1\\. no item")[0] == Block(Style.PARAGRAPH, ((Run("1. no item"),),))
    assert plain("end\\") == "end\\"


def test_links_show_their_text_and_their_address() -> None:
    assert runs("see [the **plan**](https://x.org/a_(b)) now") == (
        Run("see "),
        Run("the ", address="https://x.org/a_(b)"),
        Run("plan", bold=True, address="https://x.org/a_(b)"),
        Run(" (https://x.org/a_(b)) now"),
    )
    assert plain("[a](b)") == "a (b)"
    assert plain("[a](b)[c](d)") == "a (b)c (d)"
    assert plain("[a](javascript:alert(1))") == "a (javascript:alert(1))"
    for body in ("[a]", "[a] (b)", "[](b)", "[a]()", "[a](b c)", "![", "[a](<b>)"):
        assert plain(body) == body


def test_lists() -> None:
    body = "Said:\n- one\n- **two**\n  and more\n\n3. three\n4) four\nAfter"
    assert [(b.style, b.label) for b in parse(body)] == [
        (Style.PARAGRAPH, ""),
        (Style.BULLET, ""),
        (Style.BULLET, ""),
        (Style.NUMBER, "3."),
        (Style.NUMBER, "4)"),
        (Style.PARAGRAPH, ""),
    ]
    assert parse(body)[2].lines == ((Run("two", True),), (Run("and more"),))
    assert plain(body) == "Said:\n\n- one\n- two\nand more\n3. three\n4) four\n\nAfter"
    assert plain("-no item\n\n- \n\n1.5 times\n\n--- x") == "-no item\n\n-\n\n1.5 times\n\n--- x"


def test_what_is_no_markup_here_stays_as_it_is() -> None:
    body = "# Head\n<script>alert(1)</script> &amp; `code` ![pic] | a | b |\n> quote\n~~~"
    assert plain(body) == body
    assert len(parse(body)[0].lines) == 4


def test_long_hostile_texts_take_no_time_to_speak_of() -> None:
    for piece in ("**a ", "*a ", "[a](", "[", "*a **b ***c ", "\\", "**a** *", "a*", "- **", "[a](b(", "***"):
        body = piece * 10_000
        assert visible(plain(body)) == visible(body)
