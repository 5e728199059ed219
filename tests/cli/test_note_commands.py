"""Notes from the command line, from the first word to the last: real processes, real notebooks."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from program import Done, Program, copy_of_program
from small_book import write_content

from esscollab_desktop.packs.build import build_book


def told(program: Program, *arguments: str) -> Any:
    """The answer of a command as data."""
    done = program.run(*arguments, "--json")
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def added(program: Program, code: str, text: str, *more: str) -> dict[str, Any]:
    note: dict[str, Any] = told(program, "notes", "add", code, "--text", text, *more)
    return note


def bodies(program: Program, *filters: str) -> list[str]:
    return [note["body"] for note in told(program, "notes", "list", *filters)]


def test_all_that_a_note_can_say(program: Program) -> None:
    meeting = told(program, "meetings", "add", "Budget evening")
    note = added(
        program,
        *("4.MA", "Ask the library", "--kind", "action", "--status", "done", "--visibility", "private"),
        *("--tag", "paper  work", "--tag", "budget", "--author", "Ana", "--speaker", "a parent"),
        *("--due", "2026-03-31", "--meeting", "budget EVENING"),
    )
    assert {name: note[name] for name in ("kind", "status", "visibility", "author", "speaker", "due")} == {
        "kind": "action",
        "status": "done",
        "visibility": "private",
        "author": "Ana",
        "speaker": "a parent",
        "due": "2026-03-31",
    }
    assert note["tags"] == ["budget", "paper work"]
    assert (note["meeting"], note["meeting_title"]) == (meeting["id"], "Budget evening")
    assert (note["passage"], note["deleted_at"], note["rivals"], note["revision"]) == (None, None, [], 1)
    assert told(program, "notes", "show", note["id"][:8]) == note
    shown = " ".join(program.run("notes", "show", note["id"]).out.split())
    assert "action, from a parent, due 2026-03-31, done, private, meeting “Budget evening”, by Ana," in shown
    assert "#budget, #paper work Ask the library" in shown


def test_a_note_on_words_and_on_a_paragraph(program: Program) -> None:
    on_words = added(program, "4.MA", "early", "--quote", '"policy   Breakfasts"')["passage"]
    assert on_words["quote"] == "“policy breakfasts”"
    assert on_words["prefix"].endswith("and held ")
    assert on_words["state"] == "exact"
    on_paragraph = added(program, "4.MA", "all", "--letter", "b")["passage"]
    assert on_paragraph["quote"].startswith("For ESSA in particular")
    assert added(program, "4.MA", "third", "--quote", "DESE", "--letter", "b")["passage"]["quote"] == "DESE"
    assert "| “For ESSA in particular, DESE had three sets" in program.run("notes", "list").out


def test_changing_leaves_the_rest(program: Program) -> None:
    note = added(program, "4.MA", "first", "--kind", "idea", "--tag", "a", "--due", "2026-01-01")
    note_id = note["id"]
    changed = told(
        program, "notes", "edit", note_id, "--tag", "b", "--untag", "a", "--no-due", "--letter", "b"
    )
    assert (changed["body"], changed["kind"], changed["tags"], changed["due"]) == (
        "first",
        "idea",
        ["b"],
        None,
    )
    assert changed["passage"]["quote"].startswith("For ESSA")
    assert program.run("notes", "edit", note_id, text="zweiter Text ü\n".encode()).out.startswith(
        "Saved on 4.MA"
    )
    again = told(program, "notes", "show", note_id)
    assert (again["body"], again["kind"], again["tags"]) == ("zweiter Text ü", "idea", ["b"])
    assert again["passage"] == changed["passage"]
    assert told(program, "notes", "edit", note_id, "--no-quote")["passage"] is None
    same = program.run("notes", "edit", note_id, "--kind", "idea")
    assert (same.code, same.err[:29]) == (1, "Nothing changes in this note.")


def test_history_and_back_to_a_version(program: Program) -> None:
    note = added(program, "4", "Ask the library about rooms")
    told(program, "notes", "edit", note["id"], "--text", "Ask the school about rooms", "--kind", "question")
    history = told(program, "notes", "history", note["id"])
    assert [one["body"] for one in history] == ["Ask the library about rooms", "Ask the school about rooms"]
    assert history[1]["parent"] == history[0]["id"]
    text = program.run("notes", "history", note["id"]).out
    assert "    Ask the [-library-]{+school+} about rooms\n" in text
    assert "    question\n" in text
    back = told(program, "notes", "restore", note["id"], "--version", "1")
    assert [(one["body"], one["kind"]) for one in back] == [("Ask the library about rooms", "comment")]
    assert len(told(program, "notes", "history", note["id"])) == 3


def test_into_the_trash_and_back_and_gone(program: Program) -> None:
    kept, gone = added(program, "4", "kept"), added(program, "4", "quite unmistakable words")
    done = program.run("notes", "delete", gone["id"], kept["id"])
    assert f"`esscollab notes restore {gone['id']}` brings it back." in done.out
    assert bodies(program) == []
    assert sorted(bodies(program, "--trash")) == ["kept", "quite unmistakable words"]
    assert told(program, "notes", "restore", kept["id"])[0]["deleted_at"] is None
    assert bodies(program) == ["kept"]
    assert told(program, "backups", "create")["notes"] == 1
    refused = program.run("notes", "erase", gone["id"])
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "Erase 1 note for good? There is no one to ask here: add --yes, and it is done.\n"
    assert told(program, "notes", "erase", "--trash", "--yes")["erased"] == 1
    assert program.run("notes", "erase", "--trash", "--yes").out == "The trash is empty.\n"
    assert program.run("notes", "show", gone["id"]).code == 1
    files = [path for path in (program.home / "data").rglob("*") if path.is_file()]
    assert [path for path in files if b"unmistakable" in path.read_bytes()] == []
    assert len([path for path in files if path.parent.name == "backups"]) >= 1
    assert bodies(program) == ["kept"]


def test_how_long_the_trash_keeps_notes(program: Program) -> None:
    assert told(program, "notes", "retention") == {"days": None}
    assert program.run("notes", "retention", "90").code == 1
    assert told(program, "notes", "retention", "90", "--yes") == {"days": 90}
    assert program.run("notes", "retention").out == (
        "Notes are erased for good after 90 days in the trash.\n"
    )
    assert told(program, "notes", "retention", "never") == {"days": None}


FILTERS = [
    (("4.MA",), {"a"}),
    (("--practice", "4"), {"a", "b"}),
    (("--state", "ma"), {"a", "c"}),
    (("--state", "Massachusetts", "--practice", "5"), {"c"}),
    (("--kind", "idea"), {"b"}),
    (("--kind", "idea", "--kind", "question"), {"b", "c"}),
    (("--tag", "x"), {"a", "b"}),
    (("--tag", "x", "--tag", "y"), {"a"}),
    (("--status", "done"), {"c"}),
    (("--visibility", "private"), {"a"}),
    (("--meeting", "Evening"), {"b"}),
    (("--words", "librar"), {"d"}),
    (("--words", "policy breakfasts"), {"a"}),
    (("--due-by", "2026-02-01"), {"d"}),
    (("--since", "2020-01-01"), {"a", "b", "c", "d"}),
    (("--until", "2020-01-01"), set()),
    (("--limit", "2"), {"a", "b"}),
    (("--trash",), {"e"}),
]


@pytest.fixture(scope="module")
def filled(program_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program with five notes, one of them deleted."""
    program = Program(program_root, tmp_path_factory.mktemp("filled"))
    told(program, "meetings", "add", "Evening")
    tags = ("--tag", "x", "--tag", "y")
    added(program, "4.MA", "a", *tags, "--visibility", "private", "--quote", "“policy breakfasts”")
    added(program, "4", "b", "--kind", "idea", "--tag", "x", "--meeting", "evening")
    added(program, "5.MA", "c", "--kind", "question", "--status", "done")
    added(program, "state:WY", "d the library", "--kind", "action", "--due", "2026-01-31")
    deleted = added(program, "4.MA", "e")
    told(program, "notes", "delete", deleted["id"])
    return program


@pytest.mark.parametrize(("filters", "found"), FILTERS)
def test_filters(filled: Program, filters: tuple[str, ...], found: set[str]) -> None:
    assert {body[:1] for body in bodies(filled, *filters)} == found


def test_order(filled: Program) -> None:
    assert bodies(filled, "--order", "due")[0] == "d the library"
    targets = [note["target"] for note in told(filled, "notes", "list", "--order", "target")]
    assert targets == sorted(targets)
    assert filled.run("notes", "list", "--kind", "heard").out == "No note fits.\n"


def test_notes_that_lost_their_passage(program: Program, tmp_path: Path) -> None:
    note = added(program, "4.MA", "on words", "--quote", "“policy breakfasts”")
    whole = added(program, "4.MA", "on the page")
    assert program.run("notes", "orphans").out == "Every note stands on its passage.\n"
    content, root = write_content(tmp_path / "content"), tmp_path / "later edition"
    book = content / "book.yaml"
    book.write_text(book.read_text("utf-8").replace("2026.1", "2027.1"), "utf-8")
    build_book(content, tmp_path / "practices.sqlite")
    copy_of_program(root, tmp_path / "practices.sqlite")
    later = Program(root, program.home)
    lost = told(later, "notes", "orphans")
    quotes = {one["id"]: one["passage"] and one["passage"]["quote"] for one in lost}
    # The whole page is gone, so the note on it has lost its place too.
    assert quotes == {note["id"]: "“policy breakfasts”", whole["id"]: None}
    assert "(not in the text any more)" in later.run("notes", "orphans").out
    assert told(program, "notes", "orphans") == []


def test_a_note_on_an_own_example_that_changed(program: Program) -> None:
    fields = ("--practice", "4", "--state", "KS", "--headline", "potlucks")
    program.run("own", "add", *fields, "--text", "We met for supper in the library each month.")
    added(program, "4.KS-own", "nice", "--quote", "for supper in the library")
    assert told(program, "notes", "orphans") == []
    program.run("own", "edit", "4.KS-own", "--text", "Nothing came of it at all, since nobody had time.")
    assert [note["body"] for note in told(program, "notes", "orphans")] == ["nice"]


def test_a_note_that_no_one_can_name(program: Program) -> None:
    """Ids may be shortened as long as they are clear."""
    note = added(program, "4", "x")
    assert told(program, "notes", "show", note["id"].upper())["id"] == note["id"]
    refused = program.run("notes", "show", note["id"][:3])
    assert refused.err.startswith(f"There is no note “{note['id'][:3]}”. `esscollab notes list` tells the id")


@pytest.mark.skipif(sys.platform == "win32", reason="only where a terminal can be made: Unix")
@pytest.mark.parametrize(("answer", "code"), [("yes\n", 0), ("\n", 1), ("no\n", 1)])
def test_asked_at_a_terminal(program: Program, answer: str, code: int) -> None:
    added(program, "4", "x")
    (note_id,) = (note["id"] for note in told(program, "notes", "list"))
    done = at_a_terminal(program, answer, "notes", "erase", note_id)
    assert done.code == code
    assert "Nothing brings the notes back." in done.err
    assert "Erase 1 note for good? Type yes, or Enter to leave it: " in done.err
    assert bodies(program) == ([] if code == 0 else ["x"])
    assert done.err.endswith("Nothing was changed.\n") == (code == 1)


def at_a_terminal(program: Program, answer: str, *arguments: str) -> Done:
    """Run a command whose standard input is a terminal at which someone types."""
    import pty
    import subprocess

    controller, terminal = pty.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "esscollab_desktop", *arguments],
            env=program.environment(),
            cwd=program.home,
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as running:
            os.write(controller, answer.encode())
            out, err = running.communicate(timeout=120)
    finally:
        os.close(controller)
        os.close(terminal)
    return Done(running.returncode, out, err)
