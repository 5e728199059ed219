"""`esscollab handout`: any choice in any look, as a file of any kind; one for each state."""

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest
from program import Program

PAGES = ("4.MA", "4.MI")


def sizes(path: Path) -> set[tuple[int, int]]:
    with pikepdf.open(path) as pdf:
        return {(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in pdf.pages}


def count(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def test_the_name_of_the_file_says_its_kind(program: Program) -> None:
    for ending, first in (("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("json", b"{")):
        done = program.run("handout", "4.MA", "-o", f"one.{ending}")
        assert (done.code, done.err) == (0, "")
        assert (program.home / f"one.{ending}").read_bytes().startswith(first)
    named = program.run("handout", "4.MA", "--format", "md")
    assert named.out.strip() == str(program.home / "esscollab-handout-4.MA.md")


def test_the_same_words_in_every_kind(program: Program) -> None:
    for ending in ("html", "docx", "md", "json"):
        program.run("handout", *PAGES, "-o", f"two.{ending}")
    words = "policy breakfasts"
    assert words in (program.home / "two.html").read_text(encoding="utf-8")
    assert words in (program.home / "two.md").read_text(encoding="utf-8")
    assert words in json.dumps(json.loads((program.home / "two.json").read_text(encoding="utf-8")))
    with zipfile.ZipFile(program.home / "two.docx") as word:
        assert words in word.read("word/document.xml").decode()


@pytest.mark.parametrize("layout", ["reference", "one-pager", "cards", "worksheet", "comparison"])
def test_every_layout_on_every_paper(program: Program, layout: str) -> None:
    for paper, (width, height) in (("letter", (612, 792)), ("legal", (612, 1008)), ("a4", (595, 842))):
        done = program.run("handout", *PAGES, "--layout", layout, "--paper", paper, "-o", f"{paper}.pdf")
        assert (done.code, done.err) == (0, "")
        assert sizes(program.home / f"{paper}.pdf") <= {(width, height), (height, width)}


def test_large_print_takes_more_pages(program: Program) -> None:
    program.run("handout", "4.MA", "-o", "plain.pdf")
    program.run("handout", "4.MA", "--large", "-o", "large.pdf")
    assert count(program.home / "large.pdf") > count(program.home / "plain.pdf")


def test_the_same_input_gives_the_same_bytes(program: Program) -> None:
    for ending in ("pdf", "html", "docx", "md", "json"):
        for name in ("first", "second"):
            program.run("handout", *PAGES, "--fonts", "bundled", "-o", f"{name}.{ending}")
        first, second = (program.home / f"{name}.{ending}" for name in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()


def test_a_packet_in_its_own_look_and_in_another(program: Program) -> None:
    program.run("packet", "new", "Family night", "4.MA", "text:Welcome", "--paper", "a4")
    done = program.run("handout", "--packet", "Family night")
    assert (done.code, done.err) == (0, "")
    path = program.home / "esscollab-handout-Family-night.pdf"
    assert sizes(path) == {(595, 842)}
    program.run("handout", "--packet", "family night", "--paper", "legal", "-o", "legal.pdf")
    assert sizes(program.home / "legal.pdf") == {(612, 1008)}
    missing = program.run("handout", "--packet", "No such packet")
    assert missing.code == 1
    mixed = program.run("handout", "4.MA", "--packet", "Family night")
    assert (mixed.code, mixed.out) == (1, "")


def test_a_meeting_is_named_and_its_notes_are_handed_out(program: Program) -> None:
    program.run("meetings", "add", "Council", "--date", "2026-12-03", "--place", "Salem", "--use")
    program.run("notes", "add", "4.MA", "--text", "said by the council")
    program.run("notes", "add", "4.MA", "--text", "for me alone", "--visibility", "private")
    done = program.run("handout", "--meeting", "Council", "-o", "notes.md")
    assert (done.code, done.err) == (0, "")
    assert "1 private note is left out.\n" in done.out
    told = (program.home / "notes.md").read_text(encoding="utf-8")
    assert "said by the council" in told
    assert "for me alone" not in told
    program.run("handout", "4.OH", "--meeting", "Council", "-o", "for.md")
    assert "December 3, 2026" in (program.home / "for.md").read_text(encoding="utf-8")
    assert "said by the council" not in (program.home / "for.md").read_text(encoding="utf-8")


def test_a_file_for_each_state(program: Program) -> None:
    done = program.run("handout", "5", "--each-state", "--format", "html", "-o", "states/")
    assert (done.code, done.err) == (0, "")
    files = sorted(path.name for path in (program.home / "states").iterdir())
    assert "esscollab-handout-state-NM.html" in files
    assert len(done.out.splitlines()) == len(files)
    assert program.run("handout", "--each-state").code == 1
    assert program.run("handout", "4.MA", "--each-state", "-o", "states").code == 1
    (program.home / "taken").write_text("a file")
    taken = program.run("handout", "--each-state", "-o", "taken")
    assert (taken.code, taken.out) == (1, "")
    assert "Name another one." in taken.err


def test_a_logo_is_drawn_anew_or_refused(program: Program) -> None:
    (program.home / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    )
    (program.home / "logo.jpg").write_bytes(b"\xff\xd8\xff")
    done = program.run("handout", "4.MA", "--logo", "logo.svg", "--organization", "Ohio", "-o", "logo.html")
    assert (done.code, done.err) == (0, "")
    assert "data:image/png" in (program.home / "logo.html").read_text(encoding="utf-8")
    refused = program.run("handout", "4.MA", "--logo", "logo.jpg")
    assert refused.code == 1
    assert "JPEG" in refused.err
    assert program.run("handout", "4.MA", "--logo", "none.png").code == 1
