"""`esscollab packs` as people type it: files, answers, exit codes."""

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from program import Program


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
        (("packs",), 2, "still missing: check|new|from-sheet|template"),
        (("packs", "checks", "."), 2, "'checks' is not one of check, new, from-sheet, template"),
        (("packs", "from-sheet", "a.csv"), 2, "still missing: -o/--output"),
        (("packs", "new", ""), 2, "needs a name"),
        (("packs", "check", "absent"), 1, "There is no folder absent. Name the folder that holds book.yaml."),
        (("packs", "new", "data", "--title", "<b>"), 1, "The title can't be used: plain text only; take out"),
        (("packs", "from-sheet", "a.csv", "-o", "x"), 1, "There is no file a.csv. Name the filled-in sheet."),
        (
            ("packs", "from-sheet", "a.ods", "-o", "x"),
            1,
            "a.ods is neither .xlsx nor .csv. Save the sheet as",
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
