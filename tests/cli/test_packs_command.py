"""`esscollab packs` as people type it: files, answers, exit codes."""

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from program import Program
from small_book import FILES, write_content

from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.pack_file import read_pack


def filled(path: Path, *headlines: str) -> None:
    """Fill in rows below those that the template brings along."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sample = [cell.value for cell in sheet[3]]
    for number, headline in enumerate(headlines, start=1):
        cells = [*sample[:3], headline, sample[4], f"They met {number} times.", *sample[6:]]
        sheet.append(cells)
    book.save(path)


def test_from_the_template_to_checked_content(program: Program) -> None:
    done = program.run("packs", "template")
    assert (done.code, done.out, done.err) == (0, "examples-template.xlsx\n", "")
    filled(program.home / "examples-template.xlsx", "one", "two")
    done = program.run("packs", "from-sheet", "examples-template.xlsx", "-o", "ours", "--title", "Ours")
    assert (done.code, done.err) == (0, "Row 3 is the template’s own example; it was left out.\n")
    lines = done.out.splitlines()
    assert all(line.startswith("new: ours/") for line in lines)
    assert {"new: ours/book.yaml", "new: ours/4-maximize-your-resources/4.MI-2.md"} < set(lines)
    done = program.run("packs", "check", "ours")
    assert (done.code, done.out, done.err) == (0, "Nothing needs mending.\n", "")
    assert "title: Ours\n" in (program.home / "ours" / "book.yaml").read_text("utf-8")


def test_faulty_rows_stop_it_unless_they_may_be_skipped(program: Program) -> None:
    program.run("packs", "template", "-o", "a.xlsx")
    filled(program.home / "a.xlsx", "one", "two.", "x" * 71)
    told = [
        "a.xlsx, row 5, “Headline”: ends with a full stop; take it off.",
        "a.xlsx, row 6, “Headline”: has 71 characters; shorten it to at most 70.",
    ]
    done = program.run("packs", "from-sheet", "a.xlsx", "-o", "ours")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == ["Nothing was written: 2 places need mending.", *told]
    assert not (program.home / "ours").exists()
    done = program.run("packs", "from-sheet", "a.xlsx", "-o", "ours", "--skip-faulty")
    assert done.code == 0
    assert done.err.splitlines()[1:] == [f"Left out: {line}" for line in told]
    again = program.run("packs", "from-sheet", "a.xlsx", "-o", "ours", "--skip-faulty", "--replace")
    assert (again.code, again.out) == (0, "changed: ours/4-maximize-your-resources/4.MI.md\n")


def test_a_new_folder(program: Program) -> None:
    done = program.run("packs", "new", "ours", "--title", "Our suppers")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[-1] == "Change these files, then check them: esscollab packs check ours"
    assert all((program.home / line).is_file() for line in lines[:-1])
    assert program.run("packs", "check", "ours").code == 0
    (program.home / "ours" / "sources.yaml").write_text("")
    done = program.run("packs", "check", "ours", "--json")
    assert done.code == 1
    faults = json.loads(done.out)
    assert {tuple(fault) for fault in faults} == {("file", "line", "field", "remedy")}
    assert {fault["file"] for fault in faults} == {
        *("1-listen-where-people-are/1.MI.md", "1-listen-where-people-are/practice.md"),
    }


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (
            ("packs",),
            2,
            "still missing: list|show|install|rollback|remove|diff|check",
        ),
        (("packs", "checks", "."), 2, "'checks' is not one of list, show, install, rollback, remove, diff"),
        (("packs", "from-sheet", "a.csv"), 2, "still missing: -o/--output"),
        (("packs", "new", ""), 2, "needs a name"),
        (("packs", "build", "ours"), 2, "still missing: -o/--output"),
        (("packs", "build", "ours", "-o", "a.zip"), 1, "a.zip does not end in .esspack. Name the file so."),
        (("packs", "build", "absent", "-o", "a.esspack"), 1, "There is no folder absent. Name the folder"),
        (
            ("packs", "build", "x", "-o", "a.esspack", "--key", "k"),
            1,
            "There is no key k. Make one: esscollab",
        ),
        (("packs", "check", "absent"), 1, "There is no folder absent. Name the folder that holds book.yaml."),
        (("packs", "new", "data", "--title", "<b>"), 1, "The title can't be used: plain text only; take out"),
        (("packs", "from-sheet", "a.csv", "-o", "x"), 1, "There is no file a.csv. Name the filled-in sheet."),
        (
            ("packs", "from-sheet", "a.ods", "-o", "x"),
            1,
            "a.ods is neither .xlsx nor .csv. Save the sheet as",
        ),
        (("packs", "diff", "a.sqlite"), 2, "still missing: NEW"),
        (
            ("packs", "diff", "a.sqlite", "b.sqlite"),
            1,
            "There is no file a.sqlite. Name a pack (.esspack), a built book (.sqlite) or installed content.",
        ),
        (
            ("packs", "template", "-o", "a.ods"),
            1,
            "a.ods ends neither in .xlsx nor in .csv. Name the file so.",
        ),
    ],
)
def test_bad_input_has_one_sentence(
    program: Program, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = program.run(*arguments)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert "Traceback" not in done.err
    assert list(program.home.iterdir()) == []


def test_a_file_name_cannot_steer_the_terminal(program: Program) -> None:
    done = program.run("packs", "check", "a\x1b[2Jb")
    assert done.code == 1
    assert "\x1b" not in done.err


@pytest.fixture
def editions(program: Program) -> Program:
    """Two editions of the small book in the folder where the program runs."""
    spoiled = FILES["1-reach-out/1.NY.md"].replace("polled parents", "asked 40 parents")
    for name, changes in (("old", {}), ("new book", {"1-reach-out/1.NY.md": spoiled})):
        build_book(write_content(program.home / "content", **changes), program.home / f"{name}.sqlite")
    return program


def test_what_changes_between_two_editions(editions: Program) -> None:
    done = editions.run("packs", "diff", "old.sqlite", "new book.sqlite")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "“A small book” stays edition 2026.1 of January 31, 2026, and its text changes.",
        "In short: 1 example changed.",
        "Changed: 1.NY New York. Summary: was “A coalition polled parents. It asked for time.”, "
        "now “A coalition asked 40 parents. It asked for time.”",
    ]
    done = editions.run("packs", "diff", "old.sqlite", "new book.sqlite", "--all")
    assert done.out.splitlines()[2:] == [
        "Changed: 1.NY New York.",
        "  Summary: A coalition [-polled-]{+asked 40+} parents. It asked for time.",
    ]
    same = editions.run("packs", "diff", "old.sqlite", "old.sqlite", "--all")
    assert (same.code, same.out) == (
        0,
        "Nothing changed: both are “A small book”, edition 2026.1 of January 31, 2026, with the same text.\n",
    )


def test_what_changes_as_data(editions: Program) -> None:
    done = editions.run("packs", "diff", "old.sqlite", "new book.sqlite", "--json")
    told = json.loads(done.out)
    assert list(told) == ["old", "new", "added", "changed", "renamed", "removed"]
    assert (told["old"]["edition"], told["added"], told["renamed"]) == ("2026.1", [], [])
    (changed,) = told["changed"]
    assert (changed["kind_of_record"], changed["code"], changed["origin"]) == ("example", "1.NY", "related")
    (part,) = changed["words"]
    assert part["part"] == "Summary"
    assert {"change": "added", "text": "asked 40"} in part["pieces"]


def test_the_last_line_says_how_to_see_the_rest(editions: Program) -> None:
    changes = {
        name: text.replace("A ", "The ").replace("It ", "This ").replace("title: The", "title: Another")
        for name, text in FILES.items()
        if name.endswith((".yaml", ".md"))
    }
    changes |= {
        f"1-reach-out/1.VT{mark}.md": FILES["1-reach-out/1.NY.md"]
        .replace("1.NY", f"1.VT{mark}")
        .replace(": NY", ": VT")
        .replace("a poll of", f"a poll{mark} of")
        .replace("Parents were", f"Parents{mark} were")
        for mark in ("-2", "-3", "-4", "-5", "-6")
    }
    build_book(write_content(editions.home / "content", **changes), editions.home / "new book.sqlite")
    done = editions.run("packs", "diff", "old.sqlite", "new book.sqlite")
    lines = done.out.splitlines()
    assert (done.code, len(lines)) == (0, 15)
    assert lines[-1].endswith('To see them all: esscollab packs diff old.sqlite "new book.sqlite" --all')
    told = editions.run("packs", "diff", "old.sqlite", "new book.sqlite", "--all").out
    assert len(told.splitlines()) > 15
    assert "No longer" not in told


def test_from_a_folder_to_a_signed_pack(program: Program) -> None:
    assert program.run("packs", "new", "ours", "--title", "Our suppers").code == 0
    done = program.run("packs", "key", "-o", "ours.pem")
    assert (done.code, done.err) == (0, "")
    fingerprint = done.out.splitlines()[-1].partition(": ")[2]
    assert len(fingerprint.split(" ")) == 8
    again = program.run("packs", "key", "-o", "ours.pem")
    told = "ours.pem is there already. Name a new file; a key is never overwritten.\n"
    assert (again.code, again.err) == (1, told)
    done = program.run("packs", "build", "ours", "-o", "ours.esspack", "--key", "ours.pem")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "ours.esspack: our-suppers, edition 1, 1 example",
        f"Signed with the key {fingerprint}",
    ]
    pack = read_pack(program.home / "ours.esspack")
    assert pack.signer is not None and pack.signer.fingerprint == fingerprint
    done = program.run("packs", "build", "ours", "-o", "plain.esspack")
    assert done.out.splitlines()[-1].startswith("Not signed: ")
    assert read_pack(program.home / "plain.esspack").signer is None


def test_a_faulty_folder_makes_no_pack(program: Program) -> None:
    program.run("packs", "new", "ours")
    book = program.home / "ours" / "book.yaml"
    book.write_text(book.read_text("utf-8").replace("name: ", "name: 1 "), "utf-8")
    done = program.run("packs", "build", "ours", "-o", "ours.esspack")
    assert (done.code, done.out) == (1, "")
    assert "book.yaml:4: name: must be small letters, figures and single hyphens" in done.err
    assert [path.name for path in program.home.iterdir()] == ["ours"]


def test_a_file_that_is_no_book_has_its_own_remedy(editions: Program) -> None:
    (editions.home / "sheet.sqlite").write_bytes(b"no book" * 100)
    done = editions.run("packs", "diff", "old.sqlite", "sheet.sqlite")
    assert (done.code, done.out) == (1, "")
    remedy = "Name a pack (.esspack), a built book (.sqlite) or installed content."
    assert done.err == f"sheet.sqlite is not a book. {remedy}\n"
