"""The accessibility page goes through every criterion once, and names only tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accessibility.md"
RESULTS = {"Met", "In part", "Not met", "Nothing of the kind"}
# WCAG 2.1: how many criteria of the levels A and AA each guideline has, by their numbers.
CRITERIA = {
    "1.1": "1",
    "1.2": "1 2 3 4 5",
    "1.3": "1 2 3 4 5",
    "1.4": "1 2 3 4 5 10 11 12 13",
    "2.1": "1 2 4",
    "2.2": "1 2",
    "2.3": "1",
    "2.4": "1 2 3 4 5 6 7",
    "2.5": "1 2 3 4",
    "3.1": "1 2",
    "3.2": "1 2 3 4",
    "3.3": "1 2 3 4",
    "4.1": "1 2 3",
}


def rows() -> list[list[str]]:
    """The cells of every row of a table that begins with a number."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_criterion_of_wcag_is_there_once_and_in_order() -> None:
    wanted = [f"{guideline}.{number}" for guideline, told in CRITERIA.items() for number in told.split()]
    assert [row[0].split()[0] for row in rows() if len(row) == 4] == wanted
    assert len(wanted) == 50


def test_every_row_has_a_result_and_its_reason() -> None:
    for row in rows():
        *_, result, how = row
        assert result in RESULTS, row
        assert how.endswith((".", "`")), row
        if result in ("In part", "Not met"):
            assert re.sub(r"`[^`]*`", "", how).strip(" ."), f"no reason: {row}"


def test_every_test_that_it_names_is_there() -> None:
    named = re.findall(r"`(tests/[^`:]*)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8"))
    assert len(named) > 30
    for path, function in named:
        assert (ROOT / path).is_file(), path
        assert not function or f"def {function}(" in (ROOT / path).read_text(encoding="utf-8"), function
