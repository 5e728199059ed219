"""Notes out of one notebook and into another, from the command line."""

import sys
from pathlib import Path

import pytest
from program import Program
from test_note_commands import added, at_a_terminal, bodies, told


@pytest.fixture
def other(program: Program, tmp_path: Path) -> Program:
    """A colleague's notebook."""
    home = tmp_path / "colleague"
    home.mkdir()
    return Program(program.root, home)


def test_out_and_in_and_back(program: Program, other: Program) -> None:
    added(program, "4.MA", "for all", "--letter", "b")
    added(program, "4", "for me", "--visibility", "private")
    file = str(program.home / "team.esscollab-notes.zip")
    out = told(program, "notes", "export", file)
    assert (out["notes"], out["private_left_out"]) == (1, 1)
    asked = other.run("notes", "import", file)
    assert (asked.code, asked.out) == (1, "")
    assert asked.err == (
        "Take in team.esscollab-notes.zip? There is no one to ask here: add --yes, and it is done.\n"
    )
    plan = told(other, "notes", "import", file, "--yes")
    assert [line["code"] for line in plan["added"]] == ["4.MA"]
    assert bodies(other) == ["for all"]
    again = told(other, "notes", "import", file, "--yes")
    assert (again["added"], len(again["unchanged"]), again["undo"]) == ([], 1, None)
    assert told(other, "notes", "import", "--undo", plan["undo"]) == {"undone": 1}
    assert bodies(other) == []
    assert other.run("notes", "import", "--undo", plan["undo"]).out.startswith("Nothing is taken back: ")
    assert told(program, "notes", "export", file, "--with-private")["private_left_out"] == 0
    assert told(program, "notes", "export", file, "4.MA")["notes"] == 1


def test_two_wordings_are_kept_until_one_is_picked(program: Program, other: Program) -> None:
    note_id = added(program, "4", "Ask someone")["id"]
    file = str(program.home / "team.zip")
    told(program, "notes", "export", file)
    told(other, "notes", "import", file, "--yes")
    told(program, "notes", "edit", note_id, "--text", "Ask the library")
    told(other, "notes", "edit", note_id, "--text", "Ask the school")
    told(program, "notes", "export", file)
    done = other.run("notes", "import", file, "--yes")
    assert "In two wordings\n" in done.out
    shown = other.run("notes", "show", note_id).out
    assert "Ask the library" in shown
    assert "Ask the school" in shown
    assert f"To pick one: esscollab notes restore {note_id} --version N\n" in shown
    wordings = {one["body"]: one["number"] for one in told(other, "notes", "history", note_id)}
    for picked in ("Ask the library", "Ask the school"):
        assert f"version {wordings[picked]}" in shown
    told(other, "notes", "restore", note_id, "--version", str(wordings["Ask the library"]))
    settled = told(other, "notes", "show", note_id)
    assert (settled["body"], settled["rivals"]) == ("Ask the library", [])


@pytest.mark.skipif(sys.platform == "win32", reason="only where a terminal can be made: Unix")
def test_what_will_come_is_shown_before_it_is_asked_for(program: Program, other: Program) -> None:
    added(program, "4", "new to you")
    file = str(program.home / "team.zip")
    told(program, "notes", "export", file)
    done = at_a_terminal(other, "\n", "notes", "import", file)
    assert done.code == 1
    assert "New\n    4: “new to you”\n" in done.err
    assert bodies(other) == []


READ_BACK = {
    "notes.md": b"> For ESSA in particular",
    "notes.html": b"For ESSA in particular",
    "notes.csv": b"4.MA",
    "notes.docx": b"PK",
}


@pytest.mark.parametrize("name", READ_BACK)
def test_for_a_colleague_without_the_program(program: Program, name: str) -> None:
    added(program, "4.MA", "for all", "--letter", "b", "--kind", "question")
    added(program, "4.MA", "a comment", "--visibility", "record")
    added(program, "4.MA", "for me", "--kind", "question", "--visibility", "private")
    done = told(program, "notes", "export", name, "--kind", "question")
    assert (done["path"], done["notes"]) == (str(program.home / name), 1)
    assert done["private_left_out"] == 1
    written = (program.home / name).read_bytes()
    assert READ_BACK[name] in written
    assert b"for me" not in written
    ending = name.partition(".")[2]
    again = program.run("notes", "export", "as-named", "--format", ending, "--kind", "question")
    assert again.out == f"{program.home / 'as-named'}\nHolds 1 note. 1 private note is left out.\n"
    if ending != "docx":  # which holds the time
        assert (program.home / "as-named").read_bytes() == written
