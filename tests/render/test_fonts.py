"""What is said about the fonts holds for every bundled face."""

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from esscollab_desktop.render import printable as module
from esscollab_desktop.render.breaks import address_run, fit, paragraphs, run
from esscollab_desktop.render.fonts import bundled_coverage, font_folder, typst_fonts, widest

FACES = sorted(font_folder().glob("*/*.ttf"))


def test_ten_faces_are_bundled_and_no_other_font_is_used() -> None:
    assert len(FACES) == 10
    assert typst_fonts().families() == ["Source Sans 3", "Source Serif 4"]


def test_every_weight_covers_what_its_family_is_said_to_cover() -> None:
    serif, sans = bundled_coverage().families
    for face in FACES:
        if "It" in face.stem:
            continue
        with TTFont(face, lazy=True) as font:
            missing = (serif if "Serif" in face.stem else sans) - set(font.getBestCmap())
        assert len(missing) == 0, face.name


def test_no_letter_is_wider_than_its_bound() -> None:
    for face in FACES:
        with TTFont(face, lazy=True) as font:
            em, widths = font["head"].unitsPerEm, font["hmtx"]
            for point, glyph in font.getBestCmap().items():
                assert widths[glyph][0] / em <= widest(chr(point)), (face.name, hex(point))


def test_plain_text_needs_no_fonts_because_both_faces_have_all_of_it() -> None:
    plain = [chr(c) for c in range(0x20, 0x3000) if module._PLAIN.fullmatch(chr(c))]
    assert len(plain) > 190
    for family in bundled_coverage().families:
        assert {ord(c) for c in plain} <= family


def test_long_words_get_chances_to_break_and_stay_the_same_text() -> None:
    assert run("short words stay as they are", 16) == "short words stay as they are"
    pieces = run("a " + "x" * 200 + " end", 16)
    assert isinstance(pieces, list)
    assert "".join(pieces) == "a " + "x" * 200 + " end"
    assert all(widest(word) <= 16 for piece in pieces for word in piece.split(" "))
    glued = run("no\u00a0break " * 3 + "x\u00a0" * 60, 16)
    assert isinstance(glued, list)


def test_an_address_breaks_after_its_joints() -> None:
    assert address_run("example.org/a-b?c=d", 40) == ["example.org/", "a-", "b?", "c=", "d"]
    assert "".join(address_run("example.org/" + "y" * 100, 20)) == "example.org/" + "y" * 100


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert paragraphs("\n\na\nb\n \nc\n", 30) == [["a", "b"], ["c"]]
    assert paragraphs(" \n", 30) == []


def test_what_does_not_fit_one_line_ends_in_an_ellipsis() -> None:
    assert fit("4.MA", 5) == "4.MA"
    assert fit("a\u0301" * 3 + "M" * 50, 5).endswith("…")
    assert widest(fit("M" * 50, 5)) <= 5
