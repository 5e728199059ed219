"""Makes the sheets for authors in resources/authoring anew; the same bytes whenever nothing has changed."""

import csv
import io
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from esscollab_desktop.domain.content import Content
from esscollab_desktop.packs.sheet_columns import COLUMNS, LISTS_SHEET, SAMPLE_SHEET
from esscollab_desktop.packs.sources import read_content

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = {"summary": 48, "done": 60, "headline": 36, "partners": 40, "source_address": 36, "practice": 28}
ROWS_WITH_LISTS = 500
# Zip can't tell an earlier one.
MOMENT = (1980, 1, 1, 0, 0, 0)


def rows() -> list[list[str]]:
    return [
        [column.header for column in COLUMNS],
        [column.explanation for column in COLUMNS],
        [column.sample for column in COLUMNS],
    ]


def csv_bytes() -> bytes:
    """With a byte order mark, by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows())
    return text.getvalue().encode("utf-8-sig")


def lists(content: Content) -> dict[str, list[str]]:
    return {
        "practice": [f"{practice.code} {practice.title}" for practice in content.practices],
        "state": [place.name for place in content.jurisdictions.values()],
        "topics": [topic.label for topic in content.topics.values()],
    }


def xlsx_bytes(content: Content) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SAMPLE_SHEET
    for row in rows():
        sheet.append(row)
    _dress(sheet)
    choices = book.create_sheet(LISTS_SHEET)
    for place, (key, values) in enumerate(lists(content).items(), start=1):
        letter = get_column_letter(place)
        header = next(column.header for column in COLUMNS if column.key == key)
        for number, value in enumerate([header, *values], start=1):
            choices[f"{letter}{number}"] = value
        choices[f"{letter}1"].font = Font(bold=True)
        choices.column_dimensions[letter].width = 36
        # Several topics may stand in one cell, which a list does not allow.
        if values and key != "topics":
            rule = DataValidation(
                type="list", formula1=f"'{LISTS_SHEET}'!${letter}$2:${letter}${len(values) + 1}"
            )
            # It offers and does not insist: letters for a state, or a bare number, will do too.
            column = get_column_letter([column.key for column in COLUMNS].index(key) + 1)
            rule.add(f"{column}3:{column}{ROWS_WITH_LISTS}")
            sheet.add_data_validation(rule)
    packed = io.BytesIO()
    book.save(packed)
    return repeatable(packed.getvalue())


def _dress(sheet: object) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.key, 26)
        header, told, sample = (sheet.cell(number, place) for number in (1, 2, 3))
        header.font = Font(bold=True)
        told.font = Font(italic=True)
        told.fill = PatternFill("solid", start_color="FFF2F2F2")
        for cell in (header, told, sample):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def repeatable(packed: bytes) -> bytes:
    """The same without the moment at which it was made; stored, as each zlib deflates in its own way."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", data)
            part = zipfile.ZipInfo(name, MOMENT)
            # Else the system on which it was made is told.
            part.create_system = 0
            new.writestr(part, data)
    return out.getvalue()


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "authoring"
    (folder / "examples-template.xlsx").write_bytes(xlsx_bytes(read_content(ROOT / "resources" / "content")))
    (folder / "examples-template.csv").write_bytes(csv_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
