"""Map, matrix and table as files: the same numbers in all of them, and the sheet they are made from."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esscollab_desktop.domain.book import BookInfo, Group, Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.codes import bare
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.render.landscape_table import landscape_csv
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.services.landscape_files import (
    LandscapeSheet,
    drawing,
    sheet_of,
    write_csv,
    write_png,
    write_svg,
)
from esscollab_desktop.services.landscape_words import counts_words

DAY = date(2026, 11, 24)
PLACES = ("MA", "KS", "BIE", "ZZ")
PRACTICES = tuple(str(n) for n in range(1, 8))
G = "{http://www.w3.org/2000/svg}g"
TITLE = "{http://www.w3.org/2000/svg}title"

groups = st.lists(
    st.builds(
        Group,
        practice=st.sampled_from([*PRACTICES, "4@office", "9", "9@office"]),
        jurisdiction=st.sampled_from([*PLACES, "XX"]),
        kind=st.sampled_from(Kind),
        count=st.one_of(st.integers(1, 4), st.integers(1, 100_000)),
    ),
    max_size=30,
)
note_codes = ["4.MA", "4.MA-2@office", "1.KS-own", "state:MA", "state:ZZ", "4", "about", "9.MA", "org:x"]
noted = st.one_of(st.none(), st.dictionaries(st.sampled_from(note_codes), st.integers(1, 50)))


class Books:
    """Stands for a library: some jurisdictions and practices, one of them on no map, with any groups."""

    info = BookInfo("A book <of> & \x07 =1+1", "1", "2026-01-01", 1, "")

    def __init__(self, held: list[Group], practices: int) -> None:
        self._groups = tuple(held)
        self._practices = tuple(PracticeEntry(n, "", f"=Title {n} <b>") for n in PRACTICES[:practices])

    def groups(self) -> tuple[Group, ...]:
        return self._groups

    def practices(self) -> tuple[PracticeEntry, ...]:
        return self._practices

    def jurisdictions(self) -> tuple[Jurisdiction, ...]:
        return tuple(Jurisdiction(code, f"@Name & {code}", "state", "", "", "", "") for code in PLACES)


def sheet(held: list[Group], practices: int = 5, notes: dict[str, int] | None = None) -> LandscapeSheet:
    return sheet_of(cast(Any, Books(held, practices)), notes)


def by_hand(held: list[Group], practices: int) -> Counter[tuple[str, str, Kind]]:
    """Examples by place, practice and kind, counted without the landscape."""
    found: Counter[tuple[str, str, Kind]] = Counter()
    for group in held:
        if group.jurisdiction in PLACES and bare(group.practice) in PRACTICES[:practices]:
            found[group.jurisdiction, bare(group.practice), group.kind] += group.count
    return found


def drawn(svg: str, *keys: str) -> dict[tuple[str, ...], ElementTree.Element]:
    """The groups of a drawing that bear all of these attributes, by their values."""
    root = ElementTree.fromstring(svg)
    return {tuple(g.attrib[k] for k in keys): g for g in root.iter(G) if all(k in g.attrib for k in keys)}


def numbers(element: ElementTree.Element) -> dict[Kind, int]:
    return {kind: int(element.attrib[f"data-{kind}"]) for kind in Kind}


@settings(deadline=None, max_examples=60)
@given(groups, st.integers(0, 7), noted)
def test_map_matrix_and_table_agree_with_the_groups(
    held: list[Group], practices: int, notes: dict[str, int] | None
) -> None:
    made, wanted = sheet(held, practices, notes), by_hand(held, practices)
    used = PRACTICES[:practices]
    in_place = {p: {k: sum(wanted[p, c, k] for c in used) for k in Kind} for p in PLACES}
    tiles = drawn(drawing(made), "data-code")
    rows = drawn(drawing(made, matrix=True), "data-code")
    cells = drawn(drawing(made, matrix=True), "data-place", "data-practice")
    assert {code: numbers(tile) for (code,), tile in tiles.items()} == in_place
    assert {code: numbers(row) for (code,), row in rows.items()} == in_place
    assert {key: numbers(cell) for key, cell in cells.items()} == {
        (p, c): {k: wanted[p, c, k] for k in Kind} for p in PLACES for c in used
    }
    table = list(csv.DictReader(io.StringIO(landscape_csv(made).decode("utf-8-sig"))))
    for row in table:
        place = row["Code"]
        assert {k: int(row[k.value.capitalize()]) for k in Kind} == in_place[place]
        assert int(row["Total"]) == sum(in_place[place].values())
        for c in used:
            assert [int(row[f"{c} {k.value.capitalize()}"]) for k in Kind] == [
                wanted[place, c, k] for k in Kind
            ]
    assert sum(int(row["Total"]) for row in table) == made.landscape.total.total == wanted.total()
    assert made.heading.startswith(f"{sum(any(n.values()) for n in in_place.values())} of 4 ")


@settings(deadline=None, max_examples=40)
@given(groups, noted)
def test_what_tiles_and_cells_say_is_what_they_show(held: list[Group], notes: dict[str, int] | None) -> None:
    made = sheet(held, 5, notes)
    for (code,), tile in drawn(drawing(made), "data-code").items():
        told = tile.findtext(TITLE) or ""
        assert counts_words(made.landscape.of_jurisdiction(code)) in told
        assert tile.get("data-notes") == (
            None if notes is None else str(made.landscape.of_jurisdiction(code).notes)
        )
    for (code, practice), cell in drawn(drawing(made, True), "data-place", "data-practice").items():
        told = cell.findtext(TITLE) or ""
        assert told.endswith(counts_words(made.landscape.cell(code, practice)))


def test_without_note_counts_nothing_tells_of_notes(catalogue: Catalogue) -> None:
    made = sheet_of(catalogue)
    told = drawing(made) + drawing(made, True) + landscape_csv(made).decode()
    assert "note" not in told.lower()
    with_notes = sheet_of(catalogue, {"4.MA": 2})
    assert "2 notes" in drawing(with_notes) and "Has notes" in drawing(with_notes, True)
    with pytest.raises(ValueError, match="notes"):
        LandscapeSheet(
            **{name: getattr(with_notes, name) for name in with_notes.__dataclass_fields__}
            | {"has_notes": False}
        )


def test_files_are_written_whole(catalogue: Catalogue, tmp_path: Path) -> None:
    made = sheet_of(catalogue)
    assert write_svg(made, tmp_path / "map.svg").read_bytes().startswith(b"<svg ")
    assert write_png(made, tmp_path / "map.png", scale=1.0).read_bytes().startswith(b"\x89PNG")
    assert write_csv(made, tmp_path / "map.csv").read_bytes().startswith(b"\xef\xbb\xbfJurisdiction,Code")
    painted = write_png(made, tmp_path / "x.png", True, 3.0, lambda svg, scale: f"{scale} {svg}".encode())
    assert painted.read_text("utf-8").startswith("3.0 <svg ")
    for scale in (0.0, 9.0, float("nan")):
        with pytest.raises(UserError, match="can be 0"):
            write_png(made, tmp_path / "no.png", scale=scale)
    with pytest.raises(UserError, match="is not there"):
        write_svg(made, tmp_path / "nowhere" / "map.svg")
