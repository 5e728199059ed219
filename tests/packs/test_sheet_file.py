"""Sheets as people's programs save them: encodings, separators, formulas, hidden columns, damage."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sheets import HEADERS, csv_bytes, row, written, xlsx

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs import sheet_file
from esscollab_desktop.packs.sheet_file import read_rows

CAFE = row(1, topics="Families", headline="café meetings – “early”")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_any_office(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = read_rows(written(tmp_path / "a.csv", csv_bytes([CAFE], delimiter, encoding)))
    assert [held.number for held in rows] == [1, 2]
    assert list(rows[0].cells) == HEADERS
    assert list(rows[1].cells) == CAFE


def test_csv_that_names_its_separator(tmp_path: Path) -> None:
    data = b"sep=;\r\n" + csv_bytes([CAFE], ";")
    rows = read_rows(written(tmp_path / "a.csv", data))
    assert [held.number for held in rows] == [2, 3]
    assert list(rows[1].cells) == CAFE


def test_rows_keep_their_numbers_past_empty_ones(tmp_path: Path) -> None:
    book: list[list[object]] = [row(1), ["", " ", None], [], row(2)]
    assert [held.number for held in read_rows(xlsx(tmp_path / "a.xlsx", book))] == [1, 2, 5]
    text: list[list[object]] = [row(1), [" "], ["", "", ""], row(2)]
    assert [held.number for held in read_rows(written(tmp_path / "a.csv", csv_bytes(text)))] == [1, 2, 5]


def opened(path: Path) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def test_hidden_columns_and_rows_are_read_like_others(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [row(1), row(2)])
    book, sheet = opened(path)
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.save(path)
    assert [list(held.cells) for held in read_rows(path)] == [HEADERS, row(1)[:-1], row(2)[:-1]]


def test_a_formula_without_a_result_is_told_and_never_shown(tmp_path: Path) -> None:
    rows = read_rows(xlsx(tmp_path / "a.xlsx", [row(1, headline="=UPPER(A1)")]))
    assert (rows[1].cells[3], set(rows[1].formulas)) == ("", {3})


def test_a_formula_with_a_result_is_that_result(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [row(1, headline="=2016&CHAR(32)&A1")])
    # openpyxl keeps no results; a spreadsheet program writes them like this.
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert parts[sheet].count(b"<v />") + parts[sheet].count(b"<v></v>") + parts[sheet].count(b"<v/>") == 1
    for empty in (b"<v />", b"<v></v>", b"<v/>"):
        parts[sheet] = parts[sheet].replace(empty, b"<v>supper 2016</v>")
    parts[sheet] = parts[sheet].replace(b'<c r="D2">', b'<c r="D2" t="str">')
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    rows = read_rows(path)
    assert (rows[1].cells[3], rows[1].formulas) == ("supper 2016", frozenset())


def test_the_sheet_called_examples_comes_before_the_first(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [row(1)])
    book, sheet = opened(path)
    sheet.title = "Examples"
    book.create_sheet("Cover", 0)["A1"] = "Our examples"
    book.save(path)
    assert list(read_rows(path)[0].cells) == HEADERS


def test_a_sheet_that_says_it_is_endless_is_read_in_no_time(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [row(1)])
    book, sheet = opened(path)
    sheet.cell(1_048_576, 16_384).number_format = "0.00"
    book.save(path)
    assert [held.number for held in read_rows(path)] == [1, 2]


def no_zip(path: Path) -> None:
    path.write_bytes(b"not a zip")


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "x")


def cut(path: Path) -> None:
    data = xlsx(path, [row(1)]).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def broken_inside(path: Path) -> None:
    with zipfile.ZipFile(xlsx(path, [row(1)])) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row"
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


@pytest.mark.parametrize("damage", [no_zip, other_zip, cut, broken_inside])
def test_a_damaged_workbook(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "a.xlsx"
    assert callable(damage)
    damage(path)
    with pytest.raises(UserError, match=r"a\.xlsx can't be read as a spreadsheet\. Open it in a spreadsheet"):
        read_rows(path)


def test_a_workbook_that_unpacks_to_too_much(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [row(1)])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/bomb.xml", "w") as bomb:
        for _ in range(201):
            bomb.write(bytes(1_000_000))
    with pytest.raises(UserError, match=r"unpacks to 201 MB\. Split it into several files\."):
        read_rows(path)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xls", b"", "is neither .xlsx nor .csv. Save the sheet as one of these."),
        (
            "a.csv",
            b'Practice,State\n4,"MI\n4,OH\n',
            "can't be read as CSV near line 3. Look for a quote that",
        ),
        (
            "a.csv",
            b"Practice\n" + b"x" * 140_000,
            "Look for a quote that is not closed, or a very long cell.",
        ),
        ("a.csv", b"Practice\n\x81", "can't be told. Save it as “CSV UTF-8”, or as .xlsx."),
        ("a.csv", b"\xff\xfeP", "can't be told. Save it as “CSV UTF-8”, or as .xlsx."),
        ("a.csv", b"x\n" * 5_001, "has more than 5,000 rows. Split it into several files."),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_rows(written(tmp_path / name, data))
    assert told in str(refusal.value)


def test_no_file_and_a_large_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match=r"There is no file .*absent\.csv\. Name the filled-in sheet\."):
        read_rows(tmp_path / "absent.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(
        UserError, match=r"folder\.csv can't be read: .*Close it elsewhere, or copy it first\."
    ):
        read_rows(tmp_path / "folder.csv")
    monkeypatch.setattr(sheet_file, "MOST_BYTES", 1_000_000)
    with pytest.raises(UserError, match=r"is larger than 1 MB\. Split it into several files\."):
        read_rows(written(tmp_path / "a.csv", bytes(1_000_001)))
