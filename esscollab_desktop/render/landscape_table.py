"""The numbers of map and matrix as rows, and these as a table that spreadsheets open."""

import csv
import io

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.note_list import one_line
from esscollab_desktop.render.notes_csv import guarded
from esscollab_desktop.render.words import LANDSCAPE

Cell = str | int


def header(sheet: LandscapeSheet) -> list[str]:
    """The names of the columns: for each practice its kinds, then these of all practices, then the sums."""
    kinds = [LANDSCAPE[kind.value] for kind in Kind]
    notes = [LANDSCAPE["notes_column"]] if sheet.has_notes else []
    by_practice = [f"{entry.code} {kind}" for entry in sheet.landscape.practices for kind in (*kinds, *notes)]
    names = [LANDSCAPE["jurisdiction"], LANDSCAPE["code"]]
    return [*names, *by_practice, *kinds, LANDSCAPE["total"], *notes]


def rows(sheet: LandscapeSheet) -> list[list[Cell]]:
    """One row for each jurisdiction, in the book's order. Notes on a jurisdiction itself count in its sum."""
    landscape = sheet.landscape

    def numbers(counts: Counts) -> list[Cell]:
        return [counts.of(kind) for kind in Kind]

    found: list[list[Cell]] = []
    for place in landscape.jurisdictions:
        row: list[Cell] = [place.name, place.code]
        for entry in landscape.practices:
            cell = landscape.cell(place.code, entry.code)
            row += [*numbers(cell), *([cell.notes] if sheet.has_notes else [])]
        total = landscape.of_jurisdiction(place.code)
        found.append([*row, *numbers(total), total.total, *([total.notes] if sheet.has_notes else [])])
    return found


def landscape_csv(sheet: LandscapeSheet) -> bytes:
    """UTF-8 with a mark by which Excel knows it, lines ended by CR LF; no cell is taken for a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([guarded(one_line(name)) for name in header(sheet)])
    for row in rows(sheet):
        table.writerow([guarded(one_line(cell)) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")
