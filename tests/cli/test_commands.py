"""The commands as other programs and people meet them: real processes, real streams."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from program import Program, copy_of_program

from esscollab_desktop import __version__, cli

# A shell may start its background jobs with interrupts ignored, which Python then leaves so.
INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from esscollab_desktop.__main__ import main
sys.exit(main())
"""


def answer(program: Program, *arguments: str) -> Any:
    done = program.run(*arguments)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def test_tree_by_practice(program: Program) -> None:
    tree = answer(program, "tree", "--json")
    assert [practice["code"] for practice in tree] == ["1", "2", "3", "4", "5"]
    assert {"code", "theme", "title", "examples"} == set(tree[0])
    kinds = [example["kind"] for practice in tree for example in practice["examples"]]
    assert (kinds.count("published"), kinds.count("related")) == (14, 42)
    assert tree[3]["examples"][0] == {
        "code": "4.MA",
        "title": "Massachusetts: enlisted help",
        "kind": "published",
        "practice": "4",
        "jurisdiction": "MA",
        "headline": tree[3]["examples"][0]["headline"],
    }
    assert all(example["headline"] for practice in tree for example in practice["examples"])


def test_tree_by_state(program: Program) -> None:
    tree = answer(program, "tree", "--by", "state", "--json")
    assert len(tree) == 57
    held = {place["code"]: [example["code"] for example in place["examples"]] for place in tree}
    assert held["state:MA"] == ["4.MA", "5.MA"]
    assert held["state:WY"] == []


def test_tree_as_text_tells_the_kinds_apart(program: Program) -> None:
    lines = program.run("tree").out.splitlines()
    assert "4 Maximize Your Resources (Collaboration)" in lines
    assert "    ● 4.MA    Massachusetts: enlisted help" in lines
    assert "    ○ 4.OH    Ohio" in lines
    assert lines[-1] == "5 practices, 56 examples: ● 14 published, ○ 42 related"
    lines = program.run("tree", "--by", "state").out.splitlines()
    assert "  ● 4.MA    published  Maximize Your Resources" in lines
    assert lines.index("No example yet") < lines.index("  Wyoming (state:WY)")


def test_show_holds_all_of_the_page(program: Program) -> None:
    page = answer(program, "show", "4.MA", "--json")
    done = program.run("show", "4.ma")
    shown = " ".join(done.out.split())
    told = [page["title"], page["mark"], page["agency"], page["lead"]]
    for section in page["sections"]:
        told.append(section["heading"])
        for block in section["blocks"]:
            assert block["type"] in {"paragraph", "list"}
            if block["type"] == "paragraph":
                told += [block["text"], block["lead"]]
            else:
                told += [words for e in block["entries"] for words in (e["label"], e["text"], e["address"])]
    told += [words for s in page["sources"] for words in (s["title"], s["publisher"], s["address"])]
    missing = [words for words in told if words not in shown]
    assert missing == []
    addresses = ("    http", "   http")
    assert all(len(line) <= 80 or line.startswith(addresses) for line in done.out.splitlines())


def test_show_says_where_the_source_broke_off(program: Program) -> None:
    shown = " ".join(program.run("show", "5.LA").out.split())
    assert "[The source broke off here; the rest was not seen.]" in shown


@pytest.mark.parametrize("typed", ["4.MA, c", "4 ma c"])
def test_show_prints_one_paragraph_with_its_sources(program: Program, typed: str) -> None:
    whole, page = answer(program, "show", "4.MA", "--json"), answer(program, "show", typed, "--json")
    ((paragraph,),) = [section["blocks"] for section in page["sections"]]
    assert paragraph["letter"] == "c"
    (same,) = [b for s in whole["sections"] for b in s["blocks"] if b.get("letter") == "c"]
    assert paragraph["text"] == same["text"]
    assert page["sources"] == [whole["sources"][number - 1] for number in same["refs"]]
    shown = " ".join(program.run("show", typed).out.split())
    assert f"c {paragraph['text']} [1]" in shown
    assert page["sources"][0]["title"] in shown


def test_show_says_which_letters_there_are(program: Program) -> None:
    done = program.run("show", "4.MA z")
    assert done.code == 1
    assert "4.MA has no paragraph z. They run from a to " in done.err


@pytest.mark.parametrize(("columns", "most"), [("200", 88), ("50", 50), ("0", 88)])
def test_show_keeps_to_the_terminal(program: Program, columns: str, most: int) -> None:
    lines = program.run("show", "1", COLUMNS=columns).out.splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= most


def test_search(program: Program) -> None:
    hits = answer(program, "search", "kellogg", "--json")
    assert list(hits[0]) == ["code", "kind", "title", "text", "reason", "letter", "note", "marks"]
    assert hits[0]["code"] == "4.MI"
    begin, end = hits[0]["marks"][0]
    assert hits[0]["text"][begin:end] == "Kellogg"
    assert hits[0]["reason"].startswith("Your word, in ")
    assert len(answer(program, "search", "state", "--limit", "3", "--json")) == 3
    assert answer(program, "search", "xylophone", "--json") == []
    assert program.run("search", "policy", "breakf").out.startswith(
        "4.MA, c  Massachusetts: enlisted help (published)\n"
    )
    nothing = program.run("search", "xylophone")
    assert nothing.out == "Nothing for “xylophone”. Try fewer words.\n"
    near = program.run("search", "stakeholllldr").out
    assert near.startswith("Nothing for “stakeholllldr”. Near it: stakeholder")


def test_notes_of_any_text_come_back(program: Program) -> None:
    hostile = "<b>#let x</b> '; DROP TABLE note; --\nzwölf 👩‍👩‍👧 \u202eabc\tend"
    first = program.run("notes", "add", "4.ma", text=hostile.encode() + b"\n")
    assert first.code == 0
    assert first.out.startswith("Saved on 4.MA: ")
    assert program.run("notes", "add", "state:MI", "--text", "second").code == 0
    notes = answer(program, "notes", "list", "--json")
    assert [(note["target"], note["body"]) for note in notes] == [("4.MA", hostile), ("state:MI", "second")]
    assert list(notes[0])[:6] == ["id", "target", "title", "body", "created_at", "updated_at"]
    assert notes[0]["title"] == "Massachusetts: enlisted help"
    assert first.out.split()[-1] == notes[0]["id"]
    assert [note["target"] for note in answer(program, "notes", "list", "mi", "--json")] == ["state:MI"]
    assert "    second" in program.run("notes", "list").out.splitlines()
    assert program.run("notes", "list", "4.OH").out == "No note on 4.OH yet.\n"


def test_a_note_cannot_steer_the_terminal(program: Program) -> None:
    program.run("notes", "add", "4", "--text", "red \x1b[31m \x07 \x9b2J \u202e")
    shown = program.run("notes", "list").out
    assert "red \\x1b[31m \\x07 \\x9b2J \\u202e" in shown
    raw = program.run("notes", "list", "--json").out
    assert not set("\x1b\x07\x9b\u202e") & set(raw)
    assert json.loads(raw)[0]["body"] == "red \x1b[31m \x07 \x9b2J \u202e"


def test_notes_on_a_code_that_the_book_lost_are_still_listed(
    program: Program, small_book_file: Path, tmp_path: Path
) -> None:
    program.run("notes", "add", "4.MA", "--text", "kept")
    root = tmp_path / "later edition"
    copy_of_program(root, small_book_file)
    later = Program(root, program.home)
    assert [note["body"] for note in answer(later, "notes", "list", "4.ma", "--json")] == ["kept"]
    assert later.run("notes", "list").out.startswith("4.MA  not in this edition of the book\n")
    refused = later.run("notes", "list", "4.OH")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("4.OH is not a code in this book. Near it: ")


def test_handout_of_one_of_several_and_of_all(program: Program) -> None:
    one = program.run("handout", "4.ma")
    assert one.code == 0
    path = program.home / "esscollab-handout-4.MA.pdf"
    assert one.out.startswith(f"{path} (")
    assert one.out.endswith(" pages)\n")
    assert path.read_bytes().startswith(b"%PDF-")
    several = program.run("handout", "4.MI", "4.OH", "--paper", "a4", "-o", "two.pdf")
    assert several.out.startswith(str(program.home / "two.pdf"))
    whole = program.run("handout")
    assert (program.home / "esscollab-handout-book.pdf").stat().st_size > path.stat().st_size
    assert whole.code == 0


def test_handout_tells_what_it_replaced(program: Program) -> None:
    program.run("notes", "add", "4.MI", "--text", "a rune: ᚠ")
    done = program.run("handout", "4.MI", "--notes", "end")
    assert done.code == 0
    assert "U+16A0 can't be printed with these fonts; it stands there as [U+16A0].\n" in done.out


def test_private_notes_are_left_out_of_a_handout_and_that_is_said(program: Program) -> None:
    program.run("notes", "add", "4.MI", "--text", "for all of us")
    program.run("notes", "add", "4.MI", "--text", "for me alone", "--visibility", "private")
    without = program.run("handout", "4.MI", "--notes", "end", "--paper", "legal")
    assert "Holds 1 team note. 1 private note is left out.\n" in without.out
    asked = program.run("handout", "4.MI", "--notes", "end", "--visibility", "private")
    assert "Holds 1 private note. 1 team note is left out.\n" in asked.out
    compared = program.run("compare", "4.MI", "4.MA", "--notes", "end", "--pdf", "two.pdf")
    assert "1 private note is left out.\n" in compared.out


def test_doctor_finds_all_sound_and_makes_nothing(program: Program) -> None:
    done = program.run("doctor")
    assert (done.code, done.err) == (0, "")
    told = dict(line.split(": ", 1) for line in done.out.splitlines())
    assert told["ESSCollab"] == __version__
    assert told["Python"] == sys.version.split()[0]
    assert told["Qt"].startswith("6.")
    assert told["Book health"] == "sound"
    assert told["Notebook health"] == "no note yet"
    assert not (program.home / "data").exists()
    program.run("notes", "add", "4", "--text", "a marker that stays out of the report")
    done = program.run("doctor")
    assert "Notebook health: sound, 1 note\n" in done.out
    assert "marker" not in done.out


def test_data_dir_before_and_after_the_command(program: Program) -> None:
    before, after = program.home / "before", program.home / "after"
    assert program.run("--data-dir", before, "notes", "add", "4", "--text", "x").code == 0
    assert program.run("notes", "add", "4", "--text", "x", "--data-dir", after).code == 0
    assert program.run("notes", "--data-dir", after, "add", "4", "--text", "x").code == 0
    assert len(answer(program, "--data-dir", str(before), "notes", "list", "--json")) == 1
    assert len(answer(program, "notes", "list", "--json", f"--data-dir={after}")) == 2
    assert not (program.home / "data").exists()


def test_version_and_help(program: Program) -> None:
    assert program.run("--version").out == f"ESSCollab {__version__}\n"
    for command in (
        (),
        ("tree",),
        ("show",),
        ("search",),
        ("notes", "add"),
        ("notes", "list"),
        ("handout",),
        ("doctor",),
    ):
        done = program.run(*command, "--help")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("usage: esscollab")


def test_what_opens_the_window_and_what_is_a_command() -> None:
    for arguments in ([], ["--data-dir", "x"], ["--data-dir=x"]):
        assert not cli.is_command(arguments)
    for arguments in (
        ["tree"],
        ["--data-dir", "x", "tree"],
        ["--data-dir"],
        ["--data-dir="],
        ["--help"],
        ["4.MA"],
    ):
        assert cli.is_command(arguments)
    assert cli.data_dir_of(["--data-dir=x"]) == Path("x")
    assert cli.data_dir_of([]) is None


def test_a_closed_pipe_ends_quietly(program: Program) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "esscollab_desktop", "tree", "--json"],
        env=program.environment(),
        cwd=program.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with SIGINT for one process")
def test_an_interrupt_ends_with_130(program: Program) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "notes", "add", "4"],
        env=program.environment(),
        cwd=program.home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        # More than a pipe holds: once it is written, the program is reading.
        running.stdin.write(b"x" * 1_000_000)
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        assert running.stderr.read() == b""
    assert not (program.home / "data").exists()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_output_that_the_stream_cannot_carry(program: Program, encoding: str) -> None:
    program.run("notes", "add", "4.MA", "--text", "漢字 “é” ● \U0001f600")
    shown = program.run("show", "4.MA", PYTHONIOENCODING=encoding)
    assert (shown.code, shown.err) == (0, "")
    assert "policy breakfasts" in " ".join(shown.out.split())
    assert program.run("tree", PYTHONIOENCODING=encoding).out.splitlines()[-1].endswith("o 42 related")
    assert "?? " in program.run("notes", "list", PYTHONIOENCODING=encoding).out
    notes = json.loads(program.run("notes", "list", "--json", PYTHONIOENCODING=encoding).out)
    assert notes[0]["body"] == "漢字 “é” ● \U0001f600"
    assert program.run("show", "4.MQ–", PYTHONIOENCODING=encoding).code == 1
