"""Fonts of the computer are taken for what ours lack, in one order, and only where they may be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from tiny_fonts import save, save_collection, tiny_font

from esscollab_desktop.domain.packets import FontsChoice
from esscollab_desktop.render.document import Document, Paragraph, plain, texts
from esscollab_desktop.render.font_files import fonts_with
from esscollab_desktop.render.fonts import bundled_coverage, widest
from esscollab_desktop.render.fonts_needed import FontsFound, fonts_needed, forget
from esscollab_desktop.render.printable import printable
from esscollab_desktop.render.system_fonts import letters_of, plain_and_bold, system_faces

ARABIC, CHINESE = "السلام", "学校和家庭"
Find = Callable[..., FontsFound]


def document(*paragraphs: str, language: str = "en", fonts: FontsChoice = FontsChoice.SYSTEM) -> Document:
    blocks = tuple(Paragraph(plain(text)) for text in paragraphs)
    return Document("A title", language, blocks, date(2026, 11, 24), "Head", "Foot", {}, {}, fonts=fonts)


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """Finds fonts in a folder that each test fills first."""

    def found(*paragraphs: str, **told: str) -> FontsFound:
        forget()
        return fonts_needed(document(*paragraphs, **told), folder=tmp_path)  # type: ignore[arg-type]

    return found


def test_a_text_that_ours_can_draw_asks_for_no_font(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Noto Sans", "abcéñ"), tmp_path)
    assert find("Plain, café, mañana, tiếng Việt, привет") == FontsFound()


def test_with_bundled_fonts_alone_none_is_looked_for(tmp_path: Path) -> None:
    save(tiny_font("Noto Naskh Arabic", ARABIC), tmp_path)
    assert fonts_needed(document(ARABIC, fonts=FontsChoice.BUNDLED), folder=tmp_path) == FontsFound()


def test_a_font_is_found_and_what_can_be_printed_is_told(find: Find, tmp_path: Path) -> None:
    path = save(tiny_font("Any Name", ARABIC), tmp_path)
    found = find(f"See {ARABIC}")
    assert found.families == ("Any Name",)
    assert found.files == (str(path),)
    assert printable(f"See {ARABIC}", found.coverage) == (f"See {ARABIC}", ())
    assert printable("学", found.coverage).replaced == ("U+5B66",)


def test_a_letter_that_no_font_has_is_told_by_its_number(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Any Name", "ا"), tmp_path)
    found = find(ARABIC)
    assert printable("اب", found.coverage) == ("ا[U+0628]", ("U+0628",))


def test_noto_comes_before_others_and_others_by_name(find: Find, tmp_path: Path) -> None:
    for family in ("Zeta", "Alpha", "Noto Sans Arabic", "Segoe UI"):
        save(tiny_font(family, ARABIC), tmp_path)
    assert find(ARABIC).families == ("Noto Sans Arabic",)
    (tmp_path / "NotoSansArabic-400.ttf").unlink()
    assert find(ARABIC).families == ("Segoe UI",)
    (tmp_path / "SegoeUI-400.ttf").unlink()
    assert find(ARABIC).families == ("Alpha",)


def test_one_font_for_a_script_is_better_than_two(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Alpha", ARABIC[:3]), tmp_path)
    save(tiny_font("Beta", ARABIC), tmp_path)
    assert find(ARABIC).families == ("Beta",)


def test_parts_are_put_together_where_no_font_has_all(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Alpha", "学"), tmp_path)
    save(tiny_font("Beta", "校和"), tmp_path)
    save(tiny_font("Gamma", "和家"), tmp_path)
    found = find(CHINESE)
    assert found.families == ("Beta", "Alpha", "Gamma")
    assert printable(CHINESE, found.coverage).replaced == ("U+5EAD",)


def test_what_was_asked_before_changes_no_choice(tmp_path: Path) -> None:
    save(tiny_font("Alpha", "学"), tmp_path)
    save(tiny_font("Beta", "学校"), tmp_path)
    save(tiny_font("Gamma", "学校和"), tmp_path)
    forget()
    first = fonts_needed(document("学校庭"), folder=tmp_path)
    assert first.families == ("Beta",)
    forget()
    fonts_needed(document("庭"), folder=tmp_path)
    assert fonts_needed(document("学校庭"), folder=tmp_path) == first
    assert fonts_needed(document("学校"), folder=tmp_path).families == ("Beta",)


def test_each_script_has_its_font(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Arabic Letters", ARABIC), tmp_path)
    save(tiny_font("Chinese Letters", CHINESE + "，"), tmp_path)
    save(tiny_font("Faces", "😀"), tmp_path)
    found = find(f"{ARABIC} {CHINESE}，😀")
    assert found.families == ("Arabic Letters", "Chinese Letters", "Faces")


@pytest.mark.parametrize(
    ("text", "language", "family"),
    [
        ("学校", "en", "Noto Sans CJK SC"),
        ("学校", "zh-Hant", "Noto Sans CJK TC"),
        ("学校", "ja", "Noto Sans CJK JP"),
        ("学校の", "en", "Noto Sans CJK JP"),
        ("학교 学校", "en", "Noto Sans CJK KR"),
    ],
)
def test_chinese_letters_are_drawn_as_the_texts_language_writes_them(
    find: Find, tmp_path: Path, text: str, language: str, family: str
) -> None:
    faces = [tiny_font(f"Noto Sans CJK {way}", "学校の학교") for way in ("JP", "KR", "SC", "TC")]
    save_collection(faces, tmp_path / "NotoSansCJK.ttc")
    assert find(text, language=language).families == (family,)


def test_what_its_maker_does_not_allow_is_not_put_into_a_file(find: Find, tmp_path: Path) -> None:
    for number, embedding in enumerate((0x2, 0x100, 0x200, 0x102)):
        save(tiny_font(f"A{number}", ARABIC, embedding=embedding), tmp_path)
    without = tiny_font("B", ARABIC)
    del without["OS/2"]
    without.save(tmp_path / "b.ttf")
    assert find(ARABIC).families == ()
    for number, embedding in enumerate((0x0, 0x4, 0x8, 0xC)):
        folder = tmp_path / f"c{number}"
        folder.mkdir()
        save(tiny_font(f"C{number}", ARABIC, embedding=embedding), folder)
        assert fonts_needed(document(ARABIC), folder=folder).families == (f"C{number}",)


def test_broken_files_and_fonts_without_shapes_are_passed_over(find: Find, tmp_path: Path) -> None:
    whole = save(tiny_font("Zeta", ARABIC), tmp_path).read_bytes()
    (tmp_path / "half.ttf").write_bytes(whole[: len(whole) // 2].replace(b"Zeta", b"Aaaa"))
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "none.otf").write_bytes(b"OTTO" + bytes(200))
    (tmp_path / "text.ttf").write_text("no font")
    shapeless = tiny_font("Alpha", ARABIC)
    del shapeless["glyf"], shapeless["loca"]
    shapeless.save(tmp_path / "shapeless.ttf")
    mute = tiny_font("Beta", ARABIC)
    mute["cmap"].tables = []
    mute.save(tmp_path / "mute.ttf")
    assert find(ARABIC).families == ("Zeta",)


def test_a_font_that_typst_cannot_embed_gives_way_to_the_next(find: Find, tmp_path: Path) -> None:
    damaged = tiny_font("Noto Sans Cherokee", "ᏣᎳᎩ")
    data = save(damaged, tmp_path).read_bytes()
    with TTFont(BytesIO(data), lazy=True) as font:
        place = font.reader.tables["glyf"].offset
    (tmp_path / "NotoSansCherokee-400.ttf").write_bytes(
        data[:place] + bytes(255 for _ in data[place : place + 300]) + data[place + 300 :]
    )
    save(tiny_font("Zeta", "ᏣᎳᎩ"), tmp_path)
    assert find("ᏣᎳᎩ").families == ("Zeta",)


def test_a_font_by_the_name_of_ours_never_takes_its_place(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Source Serif 4", ARABIC), tmp_path)
    save(tiny_font("Last Resort", ARABIC), tmp_path)
    assert find(ARABIC).families == ()


def test_a_heavier_face_comes_along_only_where_it_has_the_letters_too(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Alpha", ARABIC), tmp_path)
    save(tiny_font("Alpha", ARABIC, weight=700), tmp_path)
    assert len(find(ARABIC).files) == 2
    save(tiny_font("Alpha", ARABIC[:-1], weight=700), tmp_path)
    found = find(ARABIC)
    assert len(found.files) == 1
    assert printable(ARABIC, found.coverage).replaced == ()


def test_a_glyph_wider_than_a_line_counts_on_is_not_used(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Alpha", "\U00012031क", width=3000), tmp_path)
    assert find("\U00012031").families == ()


def test_a_letter_is_drawn_where_no_font_has_its_mark(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Alpha", "ب"), tmp_path)
    found = find("ب\u0363")
    assert printable("ب\u0363", found.coverage) == ("ب[U+0363]", ("U+0363",))


def test_a_mark_takes_its_letter_along_into_a_font_that_has_both(find: Find, tmp_path: Path) -> None:
    save(tiny_font("Alpha", "a\u0363"), tmp_path)
    found = find("a\u0363")
    assert found.families == ("Alpha",)
    assert not bundled_coverage().covers("a\u0363")
    assert printable("a\u0363", found.coverage) == ("a\u0363", ())


def test_a_picture_made_of_several_needs_all_of_them_in_one_font(find: Find, tmp_path: Path) -> None:
    family = "👨\u200d👩\u200d👧"
    save(tiny_font("Alpha", "👨👩"), tmp_path)
    save(tiny_font("Beta", "👧"), tmp_path)
    found = find(f"{family} 👨👧")
    assert printable(f"{family} 👨👧", found.coverage) == (
        "[U+1F468][U+1F469][U+1F467] 👨👧",
        ("U+1F468", "U+1F469", "U+1F467"),
    )
    save(tiny_font("Gamma", "👨👩👧"), tmp_path)
    assert printable(family, find(family).coverage) == (family, ())


def test_nothing_is_looked_for_what_can_never_be_printed(find: Find) -> None:
    assert find("\ue000 \ud800 \uffff \x07 \u202e \u0301 \U000e0041") == FontsFound()


def test_every_text_of_a_document_counts() -> None:
    made = replace(document("one"), words={"page": "two"}, head="three")
    assert {"A title", "one", "two", "three", "Foot", "en"} <= set(texts(made))


def test_the_files_may_go_once_typst_has_read_them(tmp_path: Path) -> None:
    path = save(tiny_font("Alpha", ARABIC), tmp_path)
    fonts = fonts_with(("Alpha",), (str(path),))
    assert fonts.families() == ["Alpha", "Source Sans 3", "Source Serif 4"]


def test_where_no_file_may_be_linked_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("a required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refused)
    path = save(tiny_font("Alpha", "ᏣᎳᎩ"), tmp_path)
    assert "Alpha" in fonts_with(("Alpha",), (str(path),)).families()
    path.unlink()
    fonts_with.cache_clear()
    assert "Alpha" not in fonts_with(("Alpha",), (str(path),)).families()
    fonts_with.cache_clear()


def test_a_sign_that_scripts_share_comes_from_the_font_of_the_one_that_is_there(
    find: Find, tmp_path: Path
) -> None:
    for family in ("Noto Sans Bengali", "Noto Sans Devanagari"):
        save(tiny_font(family, "क।" if "Deva" in family else "ক।"), tmp_path)
    assert find("क।").families == ("Noto Sans Devanagari",)


def test_the_computers_own_fonts_are_listed_by_name() -> None:
    faces = system_faces()
    assert list(faces) == sorted(faces)
    for family, held in faces.items():
        assert all(face.family == family for face in held)
        face, _ = plain_and_bold(held)
        letters = letters_of(face)
        assert letters is None or all(point >= 0 for point in letters.glyphs)


def test_letters_that_join_are_given_less_room_than_signs() -> None:
    assert widest("\u200c\u200f") == 0.0
    assert widest("ب") < widest("س") < 1.5
    assert widest("学") < 1.1
    assert widest("\u064e") <= 0.5
