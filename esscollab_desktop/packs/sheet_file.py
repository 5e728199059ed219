"""Reads the rows of a spreadsheet file, .xlsx or .csv, as plain texts; nothing in it is ever run."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.cells import as_text
from esscollab_desktop.packs.sheet_columns import SAMPLE_SHEET

MOST_BYTES = 20_000_000
# What a small file can blow up to once it is unpacked.
MOST_UNPACKED = 200_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 100
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is the one that a spreadsheet shows; `formulas` are the places without a result."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()


def read_rows(path: Path) -> list[Row]:
    """The rows that hold anything. Raises UserError where the file can't be read as .xlsx or .csv."""
    suffix = path.suffix.lower()
    if suffix not in {".xlsx", ".xlsm", ".csv", ".txt", ".tsv"}:
        raise UserError(f"{path} is neither .xlsx nor .csv. Save the sheet as one of these.")
    data = _bytes(path)
    looks_zipped = data.startswith(b"PK")
    return _excel_rows(path, data) if suffix.startswith(".xls") or looks_zipped else _csv_rows(path, data)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(
                f"{path} is larger than {MOST_BYTES // 1_000_000} MB. Split it into several files."
            )
        return path.read_bytes()
    except FileNotFoundError as bad:
        raise UserError(f"There is no file {path}. Name the filled-in sheet.") from bad
    except OSError as bad:
        raise UserError(
            f"{path} can't be read: {bad.strerror}. Close it elsewhere, or copy it first."
        ) from bad


def _excel_rows(path: Path, data: bytes) -> list[Row]:
    unreadable = (
        f"{path} can't be read as a spreadsheet. Open it in a spreadsheet program and save it as .xlsx."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as bad:
        raise UserError(unreadable) from bad
    if unpacked > MOST_UNPACKED:
        raise UserError(f"{path} unpacks to {unpacked // 1_000_000} MB. Split it into several files.")
    try:
        results, written = _grid(data, results=True), _grid(data, results=False)
    # A damaged file makes openpyxl and the XML below it raise almost anything.
    except Exception as bad:
        raise UserError(unreadable) from bad
    rows = []
    for number, row in written.items():
        cells = _without_tail(as_text(value) for value, _kind in results.get(number, ()))
        formulas = frozenset(
            place
            for place, (_value, kind) in enumerate(row)
            if kind == "f" and not "".join(cells[place : place + 1])
        )
        rows.append(Row(number, cells, formulas))
    return _within_limit(path, rows)


def _without_tail(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts without the empty ones at the end: a row is read as wide as the widest may be."""
    found = list(texts)
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _grid(data: bytes, *, results: bool) -> dict[int, list[tuple[object, str]]]:
    """Value and kind of each cell, by row: the results of formulas, or the formulas themselves."""
    import openpyxl

    # openpyxl warns of everything in a file that it has no use for, such as pictures.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=results, keep_links=False)
        try:
            sheet: Any = book[SAMPLE_SHEET] if SAMPLE_SHEET in book.sheetnames else book.worksheets[0]
            # What a sheet says of its own size is often wrong.
            sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1)
            return {
                number: [(cell.value, cell.data_type) for cell in row]
                for number, row in rows
                if any(cell.value is not None for cell in row)
            }
        finally:
            book.close()


def _csv_rows(path: Path, data: bytes) -> list[Row]:
    text = _decoded(path, data)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], "\n" + rest
    else:
        delimiter = max(_DELIMITERS, key=lambda sign: _header_of(text).count(sign))
    # Read loosely, a quote that is never closed would swallow all rows below it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        records = list(enumerate(reader, start=1))
    except csv.Error as bad:
        raise UserError(
            f"{path} can't be read as CSV near line {reader.line_num}. "
            "Look for a quote that is not closed, or a very long cell."
        ) from bad
    return _within_limit(path, [Row(number, tuple(record[:MOST_COLUMNS])) for number, record in records])


def _within_limit(path: Path, rows: list[Row]) -> list[Row]:
    held = [row for row in rows if row.formulas or any(cell.strip() for cell in row.cells)]
    if len(held) > MOST_ROWS:
        raise UserError(f"{path} has more than {MOST_ROWS:,} rows. Split it into several files.")
    return held


def _header_of(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else what Windows writes by habit."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"The letters in {path} can't be told. Save it as “CSV UTF-8”, or as .xlsx.")
