"""Map and matrix as drawings: well formed, named, self-contained, and what is drawn for which numbers."""

import csv
import io
import re
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.domain.tiles import COLUMNS, ROWS, TILES
from esscollab_desktop.render.landscape_map import map_svg
from esscollab_desktop.render.landscape_matrix import matrix_svg
from esscollab_desktop.render.landscape_shapes import GREY, LIGHT, marks_of
from esscollab_desktop.render.landscape_sheet import LandscapeSheet, places
from esscollab_desktop.render.landscape_table import landscape_csv
from esscollab_desktop.render.picture import png
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.landscape_files import sheet_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def sheet(catalogue: Catalogue) -> LandscapeSheet:
    return sheet_of(catalogue, {"4.MA": 1, "state:WY": 2})


def tile(sheet: LandscapeSheet, code: str) -> ElementTree.Element:
    root = ElementTree.fromstring(map_svg(sheet))
    return next(g for g in root.iter(f"{SVG}g") if g.get("data-code") == code)


def shapes(element: ElementTree.Element) -> list[str]:
    return [child.tag.removeprefix(SVG) for child in element if child.tag != f"{SVG}title"]


def with_counts(sheet: LandscapeSheet, code: str, counts: Counts) -> LandscapeSheet:
    held = {**sheet.landscape.by_jurisdiction, code: counts}
    return replace(sheet, landscape=replace(sheet.landscape, by_jurisdiction=held))


@pytest.mark.parametrize("draw", [map_svg, matrix_svg])
def test_a_drawing_stands_by_itself_and_speaks(draw: object, sheet: LandscapeSheet) -> None:
    svg = map_svg(sheet) if draw is map_svg else matrix_svg(sheet)
    root = ElementTree.fromstring(svg)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert root.findtext(f"{SVG}title") == sheet.heading
    assert root.findtext(f"{SVG}desc") == (sheet.map_words if draw is map_svg else sheet.matrix_words)
    assert not re.search(r"script|href|url\(|style|@import|<!|onload", svg)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_text_can_not_become_markup(sheet: LandscapeSheet) -> None:
    nasty = '</title><script>"&\x00\ud800]]>'
    spoiled = replace(sheet, heading=nasty, tile_words=dict.fromkeys(sheet.tile_words, nasty))
    root = ElementTree.fromstring(map_svg(spoiled))
    assert root.findtext(f"{SVG}title") == '</title><script>"&\ufffd\ufffd]]>'
    assert not list(root.iter(f"{SVG}script"))
    map_svg(spoiled).encode()


def test_marks_tell_the_kinds_apart_and_past_three_stands_the_number(sheet: LandscapeSheet) -> None:
    three = tile(with_counts(sheet, "TX", Counts(1, 1, 1)), "TX")
    assert shapes(three) == ["rect", "text", "circle", "circle", "polygon"]
    many = tile(with_counts(sheet, "TX", Counts(12, 0, 1)), "TX")
    assert shapes(many) == ["rect", "text", "text", "circle", "polygon"]
    assert [text.text for text in many.iter(f"{SVG}text")] == ["TX", "13"]
    assert marks_of(Counts(2, 1)) == [Kind.PUBLISHED, Kind.PUBLISHED, Kind.RELATED]


def test_no_example_is_dashed_and_notes_fold_the_corner(sheet: LandscapeSheet) -> None:
    empty = tile(sheet, "WY")
    assert shapes(empty) == ["rect", "polygon", "text"]
    assert "stroke-dasharray" in empty[1].attrib and empty[1].get("fill") == "none"
    assert shapes(tile(sheet, "MA"))[:2] == ["rect", "polygon"]
    assert "stroke-dasharray" not in tile(sheet, "MA")[1].attrib


def test_a_jurisdiction_that_no_map_knows_has_a_tile_all_the_same(sheet: LandscapeSheet) -> None:
    known = sheet.landscape.jurisdictions
    more = tuple(replace(known[0], code=f"Q{n:02}") for n in range(COLUMNS + 1))
    found = places(replace(sheet.landscape, jurisdictions=(*known, *more)))
    assert found["Q00"] == (0, ROWS) and found[f"Q{COLUMNS}"] == (0, ROWS + 1)
    assert len(set(found.values())) == len(TILES) + len(more)


def luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, GREY])
def test_text_and_edges_can_be_seen(colors: object) -> None:
    palette = LIGHT if colors is LIGHT else GREY
    for fill, ink in zip(palette.tints, palette.on_tints, strict=True):
        assert contrast(fill, ink) >= 4.5
    for fill in palette.tints[:3]:
        assert contrast(fill, palette.quiet) >= 3
    assert contrast(palette.paper, palette.edge) >= 3 and contrast(palette.paper, palette.quiet) >= 4.5


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_a_picture_is_as_large_as_it_is_asked_for(sheet: LandscapeSheet) -> None:
    svg = map_svg(sheet)
    width = float(ElementTree.fromstring(svg).get("width", "0"))
    assert size(png(svg, 1.0))[0] == pytest.approx(width, abs=1)
    assert size(png(svg, 2.0))[0] == pytest.approx(2 * width, abs=1)
    with pytest.raises(ValueError, match="scale"):
        png(svg, 100.0)


def test_no_cell_of_the_table_is_taken_for_a_formula(sheet: LandscapeSheet) -> None:
    held = sheet.landscape
    bad = replace(held.jurisdictions[0], name='=HYPERLINK("x")\n+1')
    spoiled = replace(sheet, landscape=replace(held, jurisdictions=(bad, *held.jurisdictions[1:])))
    table = list(csv.reader(io.StringIO(landscape_csv(spoiled).decode("utf-8-sig"), newline="")))
    assert table[1][0] == '\'=HYPERLINK("x") +1'
    assert len(table) == 58 and len({len(row) for row in table}) == 1
