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


def test_marks_are_noticed() -> None:
    assert has_marks("t\u0301")
    assert not has_marks("é t")
