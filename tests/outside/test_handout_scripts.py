"""Notes in other scripts, set with real fonts of the computer, as other programs read them."""

from pathlib import Path

import pytest
from programs import esscollab, run, tool

from esscollab_desktop.render.system_fonts import system_faces

pytestmark = pytest.mark.outside

FONTS = ("KacstOne", "Droid Sans Fallback", "Lohit Devanagari", "Noto Color Emoji")
NOTES = {
    # No lam with alef: poppler turns the two letters of their one glyph round.
    "Arabic": "مرحبا بكم في مدرستنا",
    "Chinese": "学校欢迎所有家庭参加会议。",
    "Hindi": "हिन्दी में क्षेत्र",
    "emoji": "👍🏽 👨\u200d👩\u200d👧 🇺🇸",
}


def made(folder: Path, fonts: str) -> tuple[Path, str]:
    """A handout with the notes, and what the command said."""
    data = ("--data-dir", folder / "data")
    for text in NOTES.values():
        esscollab(*data, "notes", "add", "4.MA", "--text", text)
    out = folder / "handout.pdf"
    return out, esscollab(*data, "handout", "4.MA", "--notes", "end", "--fonts", fonts, "-o", out)


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    for family in FONTS:
        if family not in system_faces():
            pytest.skip(f"the font {family} is not installed; `make test-outside` installs it")
    return made(tmp_path_factory.mktemp("scripts"), "system")


def test_nothing_had_to_be_replaced(handout: tuple[Path, str]) -> None:
    assert "can't be printed" not in handout[1]


def test_qpdf_has_nothing_to_say(handout: tuple[Path, str]) -> None:
    assert "No syntax or stream encoding errors found" in run(tool("qpdf"), "--check", handout[0])


@pytest.mark.parametrize("script", NOTES)
def test_poppler_reads_the_letters_in_their_order(handout: tuple[Path, str], script: str) -> None:
    """Poppler guesses spaces, and writes which way a line runs beside it."""
    text = run(tool("pdftotext"), handout[0], "-")
    shown = "".join(c for c in text if not c.isspace() and c not in "\u202a\u202b\u202c\u200e\u200f")
    assert "".join(NOTES[script].split()) in shown


def test_poppler_finds_every_font_inside_and_its_letters_told(handout: tuple[Path, str]) -> None:
    rows = run(tool("pdffonts"), handout[0]).splitlines()[2:]
    # Columns from the right: object number and generation, unicode map, subset, embedded.
    assert [row for row in rows if row.split()[-5] != "yes" or row.split()[-3] != "yes"] == []
    assert any("Droid" in row for row in rows)


def test_with_ours_alone_each_letter_is_told_and_the_file_is_whole(tmp_path: Path) -> None:
    path, said = made(tmp_path, "bundled")
    assert "U+5B66 can't be printed with these fonts" in said
    assert "No syntax or stream encoding errors found" in run(tool("qpdf"), "--check", path)
    assert {row.split("+")[1][:6] for row in run(tool("pdffonts"), path).splitlines()[2:]} == {"Source"}
