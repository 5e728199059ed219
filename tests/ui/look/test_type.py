"""The ten bundled faces are found, by weight, and stand in for each other letter by letter."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from esscollab_desktop.ui.look.type import (
    BASE_POINTS,
    SANS,
    SERIF,
    Type,
    load_fonts,
    sans,
    serif,
    with_tabular_figures,
)

W = QFont.Weight
FACES = {
    "Regular": (W.Normal, False),
    "It": (W.Normal, True),
    "Semibold": (W.DemiBold, False),
    "Bold": (W.Bold, False),
    "BoldIt": (W.Bold, True),
}


def _families_of(text: str, font: QFont) -> set[str]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


def test_all_ten_faces_load(families: tuple[str, ...], resources: Path) -> None:
    paths = list((resources / "fonts").rglob("*.ttf"))
    assert len(paths) == 10
    assert {SANS, SERIF} <= set(families)
    assert all(QFontDatabase.hasFamily(family) for family in (SANS, SERIF))


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("family", ["sans", "serif"])
def test_a_weight_is_the_true_face(
    families: tuple[str, ...], resources: Path, family: str, face: str
) -> None:
    weight, is_italic = FACES[face]
    font = (serif if family == "serif" else sans)(12, weight, is_italic)
    name = f"Source{'Serif4' if family == 'serif' else 'Sans3'}-{face}.ttf"
    wanted = QRawFont(str(resources / "fonts" / f"source-{family}" / name), 12)
    found = QRawFont.fromFont(font)
    for table in ("head", "OS/2", "cmap"):
        assert wanted.fontTable(table).size() > 0
        assert found.fontTable(table) == wanted.fontTable(table)


def test_letters_that_the_serif_lacks_come_from_the_sans(families: tuple[str, ...]) -> None:
    assert _families_of("Lakota", serif(12)) == {SERIF}
    assert _families_of("Lakȟóta, Diné bikʼéyah, ǫ", serif(12)) == {SERIF, SANS}


def test_sizes_are_multiples_of_the_base() -> None:
    normal, large = Type(), Type(base=BASE_POINTS * 2)
    for role in ("title", "heading", "reading", "notes", "controls", "hints", "label", "chip", "letter"):
        small, big = getattr(normal, role)(), getattr(large, role)()
        assert big.pointSizeF() == pytest.approx(small.pointSizeF() * 2), role
        assert big.weight() == small.weight()
    assert normal.title().pointSizeF() == 22
    assert normal.reading().pointSizeF() == 13
    assert normal.hints().pointSizeF() == 9.5
    assert normal.scaled(1.5).notes().pointSizeF() == 16.5


def test_the_book_speaks_serif_and_people_sans() -> None:
    fonts = Type()
    assert [font.families()[:2] for font in (fonts.title(), fonts.heading(), fonts.reading())] == [
        [SERIF, SANS]
    ] * 3
    for font in (fonts.notes(), fonts.controls(), fonts.hints(), fonts.label(), fonts.chip()):
        assert font.families()[0] == SANS
    assert Type(is_serif=False).reading().families()[0] == SANS
    assert fonts.controls(is_selected=True).weight() == W.DemiBold


def test_figures_of_codes_are_of_one_width(families: tuple[str, ...]) -> None:
    def width(text: str) -> float:
        layout = QTextLayout(text, with_tabular_figures(sans(40)))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return line.naturalTextWidth()

    assert width("1111") == pytest.approx(width("8888"))


def test_a_face_that_does_not_load_is_left_out(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    assert load_fonts(tmp_path) == ()
