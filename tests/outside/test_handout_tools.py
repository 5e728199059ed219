"""Other programs' word on a handout: poppler, which Linux desktops read with, and qpdf, which is strict."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from programs import esscollab, run, tool

pytestmark = pytest.mark.outside


@pytest.fixture(scope="module", params=["letter", "legal", "a4"])
def handout(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The whole book with a note, and its paper."""
    folder = tmp_path_factory.mktemp("handout")
    data = ("--data-dir", folder / "data")
    esscollab(*data, "notes", "add", "4.MA", "--text", "Heard: “¿cuándo?” Ask the library.")
    out = folder / "book.pdf"
    esscollab(*data, "handout", "--notes", "end", "--paper", request.param, "-o", out)
    return out, request.param


def test_poppler_finds_title_tags_and_paper(handout: tuple[Path, str]) -> None:
    path, paper = handout
    told = dict(
        line.split(":", 1) for line in run(tool("pdfinfo"), path).splitlines() if not line.startswith(" ")
    )
    assert told["Title"].strip()
    assert told["Tagged"].strip() == "yes"
    assert {"letter": "612 x 792", "legal": "612 x 1008", "a4": "595.28 x 841.89"}[paper] in told["Page size"]
    claims = "".join(run(tool("pdfinfo"), "-meta", path).split())
    for claim in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert claim in claims


def test_poppler_finds_every_font_inside(handout: tuple[Path, str]) -> None:
    rows = run(tool("pdffonts"), handout[0]).splitlines()[2:]
    # Columns from the right: object number and generation, unicode map, subset, embedded.
    assert rows
    assert [row for row in rows if row.split()[-5:-2] != ["yes", "yes", "yes"]] == []


def test_poppler_reads_codes_notes_and_page_numbers(handout: tuple[Path, str]) -> None:
    text = run(tool("pdftotext"), "-layout", handout[0], "-")
    for words in ("4.MA", "Rennie Center", "“¿cuándo?” Ask the library."):
        assert words in text
    (pages,) = re.findall(r"^Pages: +(\d+)", run(tool("pdfinfo"), handout[0]), re.MULTILINE)
    assert f"Page {pages} of {pages}" in text


def test_poppler_walks_the_structure_from_the_title_down(handout: tuple[Path, str]) -> None:
    tree = run(tool("pdfinfo"), "-struct", handout[0])
    levels = [int(level) for level in re.findall(r"^ *H([1-6])\b", tree, re.MULTILINE)]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_qpdf_has_nothing_to_say(handout: tuple[Path, str]) -> None:
    assert "No syntax or stream encoding errors found" in run(tool("qpdf"), "--check", handout[0])
