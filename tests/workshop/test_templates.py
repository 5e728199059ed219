"""The sheets for authors are those that the script makes, and it makes the same bytes each time."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from esscollab_desktop.packs.sheet_columns import COLUMNS
from esscollab_desktop.packs.sources import read_content

ROOT = Path(__file__).parents[2]
AUTHORING = ROOT / "resources" / "authoring"
NAMES = ["examples-template.csv", "examples-template.xlsx"]


@pytest.mark.parametrize(("zone", "locale"), [("Asia/Tokyo", "C.UTF-8"), ("America/New_York", "C")])
def test_made_anew_they_are_the_same_bytes(tmp_path: Path, zone: str, locale: str) -> None:
    environment = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
    script = [sys.executable, "-P", str(ROOT / "build_spec" / "templates.py"), str(tmp_path)]
    subprocess.run(script, check=True, env=environment, cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == NAMES
    for name in NAMES:
        remedy = f"{name} is out of date; run .venv/bin/python -P build_spec/templates.py"
        assert (tmp_path / name).read_bytes() == (AUTHORING / name).read_bytes(), remedy


def sheets() -> tuple[Worksheet, Worksheet]:
    book = openpyxl.load_workbook(AUTHORING / "examples-template.xlsx")
    assert book.sheetnames == ["Examples", "Lists"]
    return book.worksheets[0], book.worksheets[1]


def test_headers_explanations_and_one_example() -> None:
    expected = [[getattr(c, name) for c in COLUMNS] for name in ("header", "explanation", "sample")]
    told = [[cell or "" for cell in cells] for cells in sheets()[0].iter_rows(values_only=True)]
    assert told == expected
    data = (AUTHORING / "examples-template.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True))) == expected


def test_practice_and_state_are_chosen_from_lists_of_all() -> None:
    examples, lists = sheets()
    content = read_content(ROOT / "resources" / "content")
    columns = {
        column[0]: [cell for cell in column[1:] if cell] for column in lists.iter_cols(values_only=True)
    }
    assert columns["Practice"] == [f"{practice.code} {practice.title}" for practice in content.practices]
    assert columns["State"] == [place.name for place in content.jurisdictions.values()]
    assert columns["Topics"] == [topic.label for topic in content.topics.values()]
    rules = {str(rule.sqref): rule.formula1 for rule in examples.data_validations.dataValidation}
    assert rules == {"A3:A500": "'Lists'!$A$2:$A$6", "B3:B500": "'Lists'!$B$2:$B$58"}
