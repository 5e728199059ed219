"""Any text becomes text that the bundled fonts print; what was changed is told."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.render.fonts import bundled_coverage
from esscollab_desktop.render.printable import Coverage, clusters, has_marks, printable

ANY = st.text(st.characters(codec=None, exclude_categories=()))
MARKED = st.text(st.sampled_from("aetfhKÁ1 \n\u0301\u0308\u0327\u0328\u20dd\u0345ąĄ[]中"))


@pytest.mark.parametrize(
    ("given", "shown", "replaced"),
    [
        ("plain", "plain", ()),
        ("a\tb", "a b", ()),
        ("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\x85h", "a\nb\nc\nd\ne\nf\ng\nh", ()),
        ("e\u0301", "é", ()),
        ("so\u00adft\u200b \ufeffword\ufe0f", "soft word", ()),
        ("bell\x07", "bell[U+0007]", ("U+0007",)),
        ("\u200etwo\u2068 \u200fways\u2069\u061c", "two ways", ()),
        ("a\u200e\u0301 a\u200f\u0301", "a[U+0301] a[U+0301]", ("U+0301",)),
        ("\u0628\u200f!", "[U+0628]!", ("U+0628",)),
        ("\u0646\u200c\u0646", "[U+0646][U+0646]", ("U+0646",)),
        ("\U0001f468\u200d\U0001f469", "[U+1F468][U+1F469]", ("U+1F468", "U+1F469")),
        ("\u202eevil\u202c", "[U+202E]evil[U+202C]", ("U+202E", "U+202C")),
        ("\ue000\ue000", "[U+E000][U+E000]", ("U+E000",)),
        ("\ud800", "[U+D800]", ("U+D800",)),
        ("\uffff\U000e0001", "[U+FFFF][U+E0001]", ("U+FFFF", "U+E0001")),
        ("中", "[U+4E2D]", ("U+4E2D",)),
        ("中\u0301", "[U+4E2D][U+0301]", ("U+4E2D", "U+0301")),
        ("\u0301x", "[U+0301]x", ("U+0301",)),
        ("a \u0301", "a [U+0301]", ("U+0301",)),
        ("a\n\u0301", "a\n[U+0301]", ("U+0301",)),
        (
            "x\u0301\u0302\u0303\u0304\u0305\u0306",
            "x\u0301\u0302\u0303\u0304[U+0305][U+0306]",
            ("U+0305", "U+0306"),
        ),
        ("a\u3000b", "a b", ()),
        ("ǫ́ ȟ Việt kreyòl", "ǫ́ ȟ Việt kreyòl", ()),
    ],
)
def test_what_is_printed(given: str, shown: str, replaced: tuple[str, ...]) -> None:
    assert printable(given) == (shown, replaced)


@settings(deadline=None, max_examples=300)
@given(ANY | MARKED)
def test_everything_left_can_be_drawn(text: str) -> None:
    shown, replaced = printable(text)
    assert printable(shown) == (shown, ())
    assert shown == unicodedata.normalize("NFC", shown)
    for cluster in clusters(shown):
        assert cluster == "\n" or bundled_coverage().covers(cluster)
        assert len(cluster) <= 5
    assert not replaced or "[U+" in shown


@settings(deadline=None, max_examples=100)
@given(ANY | MARKED)
def test_the_clusters_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_letters_and_marks_must_come_from_one_family() -> None:
    apart = Coverage((frozenset({ord("x")}), frozenset({0x0301})))
    assert printable("xx\u0301", apart) == ("xx[U+0301]", ("U+0301",))
    together = Coverage((frozenset({ord("x")}), frozenset({ord("x"), 0x0301})))
    assert printable("x\u0301", together).text == "x\u0301"


def test_a_barred_character_is_spelled_out_even_where_fonts_have_it() -> None:
    assert printable("naïve", bundled_coverage().without("ï")) == ("na[U+00EF]ve", ("U+00EF",))


ASCII = frozenset(range(0x20, 0x7F))
PERSIAN = Coverage((ASCII, frozenset(map(ord, "میخواهم!\u064e"))))
FAMILY = Coverage((ASCII, frozenset(map(ord, "👨👩🏽❤"))))


@pytest.mark.parametrize(
    ("coverage", "given", "shown", "replaced"),
    [
        (PERSIAN, "می\u200cخواهم", "می\u200cخواهم", ()),
        (PERSIAN, "می\u200c\u200c\u200dخ", "می\u200cخ", ()),
        (PERSIAN, "\u200cمی\u200c A\u200cA", "می AA", ()),
        (PERSIAN, "ی\u200cب", "ی[U+0628]", ("U+0628",)),
        (PERSIAN, "م\u064e\u200cی", "م\u064e\u200cی", ()),
        (PERSIAN, "A م\u200f!", "A م\u200f!", ()),
        (PERSIAN, "A \u2067م\u2069!", "A \u2067م\u2069!", ()),
        (PERSIAN, "A \u2067م!", "A م!", ()),
        (PERSIAN, "A م\u2069\u2067!", "A م!", ()),
        (PERSIAN, "\u2067A\nم\u2069", "A\nم", ()),
        (PERSIAN, "م\u200f\u0301", "م\u200f[U+0301]", ("U+0301",)),
        (FAMILY, "👨\u200d❤\ufe0f\u200d👨", "👨\u200d❤\u200d👨", ()),
        (FAMILY, "👩🏽\u200d👨", "👩🏽\u200d👨", ()),
        (FAMILY, "👨\u200d👩\u200d👧", "[U+1F468][U+1F469][U+1F467]", ("U+1F468", "U+1F469", "U+1F467")),
        (FAMILY, "👨\u200dA", "👨A", ()),
        (FAMILY, "\u200d👨\u200d", "👨", ()),
    ],
)
def test_joiners_and_turns_stay_where_letters_heed_them(
    coverage: Coverage, given: str, shown: str, replaced: tuple[str, ...]
) -> None:
    assert printable(given, coverage) == (shown, replaced)
    assert printable(shown, coverage) == (shown, ())


EVERYTHING = Coverage((frozenset(range(0x20, 0x110000)),))
JOINED = st.text(st.sampled_from("aمक\u094d\u0301\u200c\u200d\u200f\u2067\u2069\ufe0f👨❤🏽\n ["), max_size=30)


@settings(deadline=None, max_examples=500)
@given(JOINED, st.sampled_from([PERSIAN, FAMILY, EVERYTHING]))
def test_printing_twice_changes_nothing_with_any_fonts(text: str, coverage: Coverage) -> None:
    shown = printable(text, coverage).text
    assert printable(shown, coverage) == (shown, ())
    assert "".join(clusters(shown)) == shown


def test_no_pictograph_is_made_of_more_than_the_longest_known() -> None:
    long = "\u200d".join("👨" * 100)
    assert printable(long, FAMILY) == (long, ())
    assert all(len(cluster) <= 11 for cluster in clusters(long))


def test_a_burmese_word_keeps_all_its_marks() -> None:
    word = "လျှို့ဝှက်"
    assert printable(word, Coverage((frozenset(map(ord, word)),))) == (word, ())


def test_marks_are_noticed() -> None:
    assert has_marks("t\u0301")
    assert not has_marks("é t")
