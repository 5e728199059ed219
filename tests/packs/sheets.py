"""Makes sheets for tests, as .xlsx and as .csv, from rows that name only what is different."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import openpyxl

from esscollab_desktop.packs.sheet_columns import COLUMNS

HEADERS = [column.header for column in COLUMNS]
SOUND: dict[str, object] = {
    "practice": "4 Maximize Your Resources",
    "state": "Michigan",
    "district": "",
    "headline": "a supper in the library",
    "summary": "The district held a supper. Families came.",
    "done": "The district held a supper in its library.\nMore than forty families came.",
    "partners": "City Library: rooms; Parent Council: invitations",
    "source_title": "Report on the suppers",
    "source_publisher": "Lakeview Area Schools",
    "source_address": "https://www.example.org/suppers",
    "source_date": "January 15, 2026",
    "dates": "October 2025",
    "topics": "",
}


def row(number: int, **different: object) -> list[object]:
    """A sound row that no other number has, with what is different in it."""
    cells = SOUND | {
        "headline": f"supper number {number}",
        "done": f"The district held supper {number} in its library.\n"
        f"For supper {number}, forty families came.",
        "source_title": f"Report {number}",
        "source_address": f"https://www.example.org/suppers/{number}",
    }
    assert set(different) <= set(cells)
    return list((cells | different).values())


def xlsx(path: Path, rows: Iterable[Iterable[object]], headers: list[str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in [HEADERS if headers is None else headers, *rows]:
        sheet.append(list(cells))
    book.save(path)
    return path


def csv_bytes(rows: Iterable[Iterable[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([HEADERS, *rows])
    return text.getvalue().encode(encoding)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
