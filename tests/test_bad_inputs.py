"""Bad inputs of the command line: each with its exit code and its sentence, nothing lost, no traceback."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from program import Program, copy_of_program

from esscollab_desktop.__main__ import main

ON_LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only on Linux: needs /sys and /dev"
)
NEAR = "Near it: 4.MA, 4.MI, 4.NM."


@dataclass(frozen=True, slots=True)
class Bad:
    """A command line and what comes of it; `{home}` stands for the folder that it runs in."""

    arguments: tuple[str | bytes, ...]
    code: int
    told: str
    text: bytes = b""


TABLE = {
    "unknown example": Bad(("show", "4.MQ"), 1, f"4.MQ is not a code in this book. {NEAR}"),
    "unknown practice": Bad(("show", "9"), 1, "9 is not a code in this book. Near it: 1, 2, 3."),
    "misspelled state": Bad(("show", "Michgan"), 1, "Michgan is not a code in this book. Near it: state:MI."),
    "unknown state": Bad(("show", "state:QQ"), 1, "state:QQ is not a code in this book. Near it: state:A"),
    "empty code": Bad(("show", ""), 1, "That is an empty code. Type one, such as 4, 4.MA or state:MI."),
    "code with control codes": Bad(("show", "4.MA\x1b[2J"), 1, "4.MA [2J is not a code in this book."),
    "code of bytes that are not UTF-8": Bad(("show", b"4.M\xff"), 1, "4.M is not a code in this book."),
    "endless code": Bad(("show", "4" * 5000), 1, f"{'4' * 40}… is not a code in this book."),
    "note on an unknown code": Bad(
        ("notes", "add", "4.MQ", "--text", "x"), 1, f"4.MQ is not a code in this book. {NEAR}"
    ),
    "empty note": Bad(
        ("notes", "add", "4.MA", "--text", ""),
        1,
        "The note has no text, so there is nothing to keep. Write a word, then save it.",
    ),
    "note of spaces": Bad(
        ("notes", "add", "4.MA"), 1, "The note has no text, so there is nothing to keep.", b" \n"
    ),
    "note that is not UTF-8": Bad(
        ("notes", "add", "4.MA"),
        1,
        "The text is not UTF-8, so nothing was saved. Save it as UTF-8 first.",
        b"caf\xe9",
    ),
    "notes of an unknown code": Bad(("notes", "list", "4.MQ"), 1, f"4.MQ is not a code in this book. {NEAR}"),
    "handout of an unknown code": Bad(
        ("handout", "4.MA", "4.MQ"), 1, f"4.MQ is not a code in this book. {NEAR}"
    ),
    "handout into a missing folder": Bad(
        ("handout", "4.MA", "-o", "nowhere/x.pdf"),
        1,
        "The folder {home}/nowhere is not there. Choose another folder, or make it first.",
    ),
    "handout onto a folder": Bad(
        ("handout", "4.MA", "-o", ".."),
        1,
        "{home.parent.name} is a folder. Add a file name, such as handout.pdf.",
    ),
    "handout without a name": Bad(
        ("handout", "4.MA", "-o", ""), 1, "The file has no name yet. Add one, such as handout.pdf."
    ),
    "handout under a reserved name": Bad(
        ("handout", "4.MA", "-o", "con.pdf"),
        1,
        "con.pdf is a name that Windows keeps for itself. Choose another name.",
    ),
    "handout under a name that ends in a dot": Bad(
        ("handout", "4.MA", "-o", "x."),
        1,
        "The file name ends in a dot or a space, which Windows drops. Choose another name.",
    ),
    "handout under an endless name": Bad(
        ("handout", "4.MA", "-o", "x" * 300 + ".pdf"),
        1,
        f"The file {'x' * 59}… could not be written: the name or its path is too long. Choose a shorter",
    ),
    "unknown command": Bad(
        ("shwo",),
        2,
        "esscollab: argument COMMAND: 'shwo' is not one of tree, show, search, notes, meetings, backups,",
    ),
    "no code": Bad(("show",), 2, "esscollab show: still missing: CODE. See esscollab show --help."),
    "no words": Bad(("search",), 2, "esscollab search: still missing: WORDS. See esscollab search --help."),
    "no verb": Bad(
        ("notes",),
        2,
        "esscollab notes: still missing: add|edit|list|show|history|orphans|delete|restore|erase|",
    ),
    "unknown paper": Bad(
        ("handout", "--paper", "a3"),
        2,
        "esscollab handout: argument --paper: 'a3' is not one of letter, legal, a4.",
    ),
    "unknown notes": Bad(
        ("handout", "--notes", "beside"),
        2,
        "esscollab handout: argument --notes: 'beside' is not one of none, end, margin, lines.",
    ),
    "unknown visibility": Bad(
        ("handout", "--visibility", "team,everyone"),
        2,
        "esscollab handout: argument --visibility: 'everyone' is not one of private, team and record",
    ),
    "unknown pivot": Bad(
        ("tree", "--by", "year"), 2, "esscollab tree: argument --by: 'year' is not one of practice, state."
    ),
    "unknown option": Bad(("tree", "--jsn"), 2, "esscollab: not known here: --jsn. See esscollab --help."),
    "no number": Bad(
        ("search", "x", "--limit", "0"),
        2,
        "esscollab search: argument --limit: 0 is not a number from 1 to 999999.",
    ),
    "data folder without a name": Bad(
        ("--data-dir", "", "tree"), 2, "esscollab: argument --data-dir: needs the name of a folder."
    ),
    "option without its value": Bad(
        ("--data-dir",), 2, "esscollab: argument --data-dir: expected one argument."
    ),
    "words that are not there": Bad(
        ("notes", "add", "4.MA", "--text", "x", "--quote", "xylophone"),
        1,
        "“xylophone” is not in the text of 4.MA. Copy the words from `esscollab show 4.MA`.",
    ),
    "words in several places": Bad(
        ("notes", "add", "4.MA", "--text", "x", "--quote", "policy"),
        1,
        "“policy” stands in paragraph c of 4.MA, and where there is no letter. Add --letter c, or give",
    ),
    "a letter that is not there": Bad(
        ("notes", "add", "4.MA", "--text", "x", "--letter", "\x1b[2J"),
        1,
        "4.MA has no paragraph [2J. They run from a to l.",
    ),
    "an unknown kind": Bad(
        ("notes", "add", "4", "--text", "x", "--kind", "rumor"),
        2,
        "esscollab notes add: argument --kind: 'rumor' is not one of comment, question, concern, idea,",
    ),
    "a day that is none": Bad(
        ("notes", "add", "4", "--text", "x", "--due", "2026-02-30"),
        2,
        "esscollab notes add: argument --due: '2026-02-30' is not a day. Write it as 2026-03-31.",
    ),
    "a note of an unknown meeting": Bad(
        ("notes", "add", "4", "--text", "x", "--meeting", "Gala"),
        1,
        "There is no meeting “Gala”. `esscollab meetings list` tells which there are.",
    ),
    "no meeting is going on": Bad(
        ("notes", "list", "--meeting", "current"),
        1,
        "No meeting is going on. `esscollab meetings use MEETING` begins one.",
    ),
    "no note of this id": Bad(
        ("notes", "show", "nothing"), 1, "There is no note “nothing”. `esscollab notes list` tells the id of"
    ),
    "no id at all": Bad(("notes", "history", ""), 1, "There is no note “”. `esscollab notes list` tells"),
    "an edit of no note": Bad(("notes", "edit", "1234", "--text", "x"), 1, "There is no note “1234”."),
    "an edit to nothing": Bad(
        ("notes", "edit", "1234", "--text", " "),
        1,
        "The note would have no text left. `esscollab notes delete` puts it into the trash.",
    ),
    "a deletion of no note": Bad(("notes", "delete", "1234"), 1, "There is no note “1234”."),
    "a version of two notes": Bad(
        ("notes", "restore", "a", "b", "--version", "2"), 1, "A version belongs to one note. Name one note"
    ),
    "version nought": Bad(
        ("notes", "restore", "a", "--version", "0"),
        2,
        "esscollab notes restore: argument --version: 0 is not a number from 1 to 999999.",
    ),
    "an erasing of nothing": Bad(
        ("notes", "erase", "--yes"),
        1,
        "Name the notes to erase, or give --trash for all that are in the trash.",
    ),
    "an erasing of no note": Bad(("notes", "erase", "1234", "--yes"), 1, "There is no note “1234”."),
    "a retention of no day": Bad(
        ("notes", "retention", "0"),
        2,
        "esscollab notes retention: argument DAYS: 0 is not a number from 1 to",
    ),
    "a practice that is a state": Bad(
        ("notes", "list", "--practice", "MI"), 1, "state:MI is not a practice. Give its number, such as 4,"
    ),
    "a state that is a practice": Bad(
        ("notes", "list", "--state", "4"), 1, "4 is not a state. Give its letters, such as MA,"
    ),
    "an export that says no format": Bad(
        ("notes", "export", "notes"), 1, "The file’s name does not say what to write. End it in .zip"
    ),
    "an export into a missing folder": Bad(
        ("notes", "export", "nowhere/x.zip"), 1, "The folder {home}/nowhere is not there. Choose another"
    ),
    "an export without a name": Bad(
        ("notes", "export", ""), 2, "esscollab notes export: argument FILE: needs the name of a file."
    ),
    "an import of nothing": Bad(
        ("notes", "import"), 1, "Name the file to take in, or the import to take back with --undo."
    ),
    "an import of a missing file": Bad(
        ("notes", "import", "gone.zip", "--yes"), 1, "gone.zip can’t be read: there is no such file. Nothing"
    ),
    "an import of a folder": Bad(
        ("notes", "import", "..", "--yes"), 1, ".. can’t be read: it can’t be opened."
    ),
    "a meeting without a title": Bad(
        ("meetings", "add", " "), 1, "The meeting has no title. Give it a few words by which you will know it"
    ),
    "a meeting on no day": Bad(
        ("meetings", "add", "x", "--date", "May"),
        2,
        "esscollab meetings add: argument --date: 'May' is not a day. Write it as 2026-03-31.",
    ),
    "which meeting begins": Bad(
        ("meetings", "use"), 1, "Name the meeting that begins, or give --end for none."
    ),
    "an unknown meeting": Bad(("meetings", "show", "Gala"), 1, "There is no meeting “Gala”."),
    "a backup of nothing": Bad(
        ("backups", "create"), 1, "There is no notebook yet, so there is nothing to copy. Write a note first."
    ),
    "a restore from nothing": Bad(
        ("backups", "restore", "newest", "--yes"),
        1,
        "There is no backup yet. `esscollab backups create` makes one.",
    ),
    "a pack that is not there": Bad(
        ("packs", "install", "gone.esspack", "--yes"),
        1,
        "There is no file gone.esspack. Choose a content pack.",
    ),
    "a pack that is a folder": Bad(("packs", "install", "..", "--yes"), 1, "There is no file .."),
    "a pack without a name": Bad(
        ("packs", "install"), 2, "esscollab packs install: still missing: FILE. See esscollab packs install"
    ),
    "a file to show that is not there": Bad(
        ("packs", "show", "gone.esspack"), 1, "There is no file gone.esspack. Choose a content pack."
    ),
    "content that is not installed": Bad(
        ("packs", "show", "ohio-office"),
        1,
        "There is no content named ohio-office installed. Installed: essa-practices.",
    ),
    "going back in unknown content": Bad(
        ("packs", "rollback", "ohio-office", "--yes"),
        1,
        "There is no content named ohio-office installed. Installed: essa-practices.",
    ),
    "going back where nothing was before": Bad(
        ("packs", "rollback", "essa-practices", "--yes"),
        1,
        "There is no earlier edition of essa-practices to go back to.",
    ),
    "taking out unknown content": Bad(
        ("packs", "remove", "a\x1b[2J", "--yes"),
        1,
        "There is no content named a\\x1b[2J installed. Installed:",
    ),
    "taking out the book": Bad(
        ("packs", "remove", "essa-practices", "--yes"),
        1,
        "This is the book that comes with ESSCollab; it stays. Other content can be removed.",
    ),
    "a code of content that is not there": Bad(
        ("show", "4.MA@ohio-office"), 1, "There is no content named ohio-office, so 4.MA can't be opened."
    ),
    "a look into no backup": Bad(("backups", "verify", "x"), 1, "There is no backup yet."),
}


def check(done_code: int, done_err: str, bad: Bad, home: Path) -> None:
    assert done_code == bad.code
    told = done_err.splitlines()[-1] if bad.code == 2 else done_err
    assert told.startswith(bad.told.format(home=home))
    assert "Traceback" not in done_err
    if bad.code == 1:
        assert done_err.count("\n") == 1
    for word in ("invalid", "failed", "please", "error:", "!"):
        assert word not in done_err.lower()


@pytest.mark.parametrize("bad", [pytest.param(bad, id=name) for name, bad in TABLE.items()])
def test_a_bad_command_line(program: Program, bad: Bad) -> None:
    if sys.platform == "win32":
        arguments = tuple(os.fsdecode(part) for part in bad.arguments)
        done = program.run(*arguments, text=bad.text)
    else:
        done = program.run(*bad.arguments, text=bad.text)
    assert done.out == ""
    check(done.code, done.err, bad, program.home)
    assert list(program.home.glob("*.pdf")) == []


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 20


def test_nul_in_arguments(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """No system hands a NUL over, but a script may call `main` with one."""
    data = ["--data-dir", str(tmp_path / "data")]
    assert main([*data, "show", "4.M\0A"]) == 1
    assert main([*data, "handout", "4.MA", "-o", str(tmp_path / "a\0.pdf")]) == 1
    assert main([*data, "search", "poli\0cy"]) == 0
    assert main(["--data-dir", "a\0b", "tree"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def _missing(path: Path) -> None:
    path.unlink()


def _text(path: Path) -> None:
    path.write_text("not a book")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:8192])


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


BOOKS = [
    (_missing, "The book is missing at {}. Install ESSCollab again to put it back."),
    (_text, "{} is not a book. Install ESSCollab again to put the book back."),
    (_cut, "The book {} is damaged. Install ESSCollab again to put it right; your notes are safe."),
    (_newer, "The book {} is for a newer ESSCollab. Install the newer ESSCollab to read it."),
]


@pytest.mark.parametrize(("spoil", "told"), BOOKS)
def test_a_bad_book(book_file: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str) -> None:
    root, home = tmp_path / "program", tmp_path / "home"
    home.mkdir()
    copy_of_program(root, book_file)
    program = Program(root, home)
    assert program.run("notes", "add", "4.MA", "--text", "safe").code == 0
    book = root / "db" / "practices.sqlite"
    spoil(book)
    sentence = told.format(book)
    for command in (
        ("tree",),
        ("show", "4.MA"),
        ("search", "x"),
        ("notes", "add", "4.MA", "--text", "x"),
        ("handout",),
    ):
        done = program.run(*command)
        assert (done.code, done.out, done.err) == (1, "", f"{sentence}\n")
    listed = program.run("notes", "list")
    assert (listed.code, listed.err) == (0, f"{sentence}\n")
    assert "safe" in listed.out
    doctor = program.run("doctor")
    assert doctor.code == 1
    assert f"Book health: {sentence}\n" in doctor.out


def test_doctor_finds_a_changed_text(book_file: Path, tmp_path: Path) -> None:
    root = tmp_path / "program"
    copy_of_program(root, book_file)
    connection = sqlite3.connect(root / "db" / "practices.sqlite")
    connection.execute("UPDATE fact SET text = 'A changed text.' WHERE id = 3")
    connection.execute("DELETE FROM source WHERE id = (SELECT source FROM fact_source LIMIT 1)")
    connection.commit()
    connection.close()
    done = Program(root, tmp_path).run("doctor")
    assert done.code == 1
    assert (
        "of its references lead nowhere; its text is not the text that it was built with. Install" in done.out
    )


def test_a_damaged_notebook_is_set_aside(program: Program) -> None:
    assert program.run("notes", "add", "4.MA", "--text", "x").code == 0
    notebook = program.home / "data" / "notebook.sqlite"
    damaged = b"SQLite format 3\0" + b"\xff" * 9000
    notebook.write_bytes(damaged)
    for side in ("-wal", "-shm"):
        notebook.with_name(notebook.name + side).unlink(missing_ok=True)
    doctor = program.run("doctor")
    assert doctor.code == 1
    assert (
        "Notebook health: damaged. Open ESSCollab: it keeps the file and saves what can be read" in doctor.out
    )
    done = program.run("notes", "add", "4.MA", "--text", "after")
    assert done.code == 0
    assert done.err.startswith(
        "The notebook was damaged, so a new one was started. No note could be read from it."
    )
    kept = Path(done.err.strip().rpartition(": ")[2])
    assert damaged in [path.read_bytes() for path in [kept, *kept.glob("*")] if path.is_file()]
    assert "after" in program.run("notes", "list").out


def test_a_notebook_of_a_newer_program(program: Program) -> None:
    assert program.run("notes", "add", "4.MA", "--text", "x").code == 0
    notebook = program.home / "data" / "notebook.sqlite"
    connection = sqlite3.connect(notebook)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("PRAGMA user_version = 9999")
    connection.commit()
    connection.close()
    done = program.run("notes", "list")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"The notebook in {notebook.parent} was written by a newer ESSCollab. "
        "Install the newest ESSCollab to open it; nothing in it was changed.\n"
    )
    assert program.run("tree").code == 0


def test_a_file_where_the_data_folder_should_be(program: Program) -> None:
    (program.home / "data").write_text("mine")
    done = program.run("notes", "list")
    remedy = "Choose another folder with --data-dir.\n"
    told = f"{program.home / 'data'} is a file or lies inside one, not a folder. {remedy}"
    assert (done.code, done.err) == (1, told)
    assert (program.home / "data").read_text() == "mine"
    doctor = program.run("doctor")
    assert doctor.code == 1
    assert "Data folder health: this is not a folder. Move the file away, or choose another.\n" in doctor.out


@ON_LINUX
def test_a_folder_that_takes_no_files(program: Program) -> None:
    """Nobody, root included, can make files in /sys."""
    done = program.run("--data-dir", "/sys/esscollab", "notes", "add", "4.MA", "--text", "x")
    assert (done.code, done.err) == (
        1,
        "The notebook can't be written: /sys/esscollab is read-only or not yours. "
        "Allow writing there, or choose another folder with --data-dir.\n",
    )
    done = program.run("handout", "4.MA", "-o", "/sys/x.pdf")
    told = "The file x.pdf could not be written: the folder is read-only. Choose another folder.\n"
    assert (done.code, done.err) == (1, told)
    done = program.run("handout", "4.MA", "-o", "/dev/full")
    assert (done.code, done.err) == (1, "full is not an ordinary file. Choose another name.\n")


@ON_LINUX
def test_an_answer_that_finds_no_room(program: Program) -> None:
    script = f'"{sys.executable}" -m esscollab_desktop tree >/dev/full'
    done = _shell(program, script)
    assert done == (1, "The answer could not be written: No space left on device. Send it elsewhere.\n")


@ON_LINUX
def test_a_full_disk(program: Program) -> None:
    """A limit on the size of files does to a write what a full disk does, for every user."""
    program.run("notes", "add", "4.MA", "--text", "kept")
    former = b"former handout"
    (program.home / "x.pdf").write_bytes(former)
    script = f'ulimit -f 8; "{sys.executable}" -m esscollab_desktop handout 4.MA -o x.pdf'
    told = "The file x.pdf could not be written: the disk is full. Free some space, or choose another disk.\n"
    assert _shell(program, script) == (1, told)
    assert (program.home / "x.pdf").read_bytes() == former
    assert sorted(path.name for path in program.home.iterdir()) == ["data", "x.pdf"]
    long = "y" * 100_000
    script = f'ulimit -f 8; "{sys.executable}" -m esscollab_desktop notes add 4.MA'
    code, err = _shell(program, script, long)
    assert code == 1
    assert err.startswith("The disk that holds the notebook ")
    assert program.run("notes", "list").out.endswith("    kept\n")


def _shell(program: Program, script: str, text: str = "") -> tuple[int, str]:
    import subprocess

    shell = shutil.which("sh")
    assert shell is not None
    done = subprocess.run(
        [shell, "-c", script],
        input=text,
        env=program.environment(),
        cwd=program.home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stderr
