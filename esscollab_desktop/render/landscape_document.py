"""Map and matrix as plain values for their Typst template: a figure, then the table of the same numbers."""

from esscollab_desktop.domain.book import Jurisdiction, Kind, PracticeEntry
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.render.breaks import fit, run
from esscollab_desktop.render.landscape_map import map_figure
from esscollab_desktop.render.landscape_shapes import GREY
from esscollab_desktop.render.landscape_sheet import LandscapeSheet
from esscollab_desktop.render.typesetting import Typesetter, Values
from esscollab_desktop.render.words import KEY, LANDSCAPE, WORDS, written_date

# So many practices stand side by side on the width of a sheet; more come in a table of their own.
_ABREAST = 5
_TITLE, _LINE, _NAME, _CODE, _CELL = 16.0, 40.0, 12.0, 4.0, 5.8


def landscape_values(setter: Typesetter, sheet: LandscapeSheet) -> Values:
    """Everything `landscape.typ` needs, ready for JSON."""
    practices = sheet.landscape.practices
    parts = [practices[n : n + _ABREAST] for n in range(0, len(practices), _ABREAST)] or [practices]
    edition = setter.plain(f"{WORDS['product']}, {WORDS['edition']} {sheet.edition}")
    book = setter.plain(sheet.book) or WORDS["untitled"]
    return {
        "title": sheet.title,
        "title_run": run(sheet.title, _TITLE),
        "book": run(book, _LINE),
        "heading": run(setter.plain(sheet.heading), _LINE),
        "head": {"long": fit(book, _LINE), "short": fit(book, _LINE / 2)},
        "foot": fit(f"{edition}. {WORDS['printed']} {written_date(sheet.printed)}", _LINE),
        "paper": sheet.paper,
        "language": sheet.language,
        "words": {**WORDS, **LANDSCAPE},
        "key": {kind.value: words for kind, words in KEY.items()},
        "map": map_figure(sheet, GREY),
        "map_words": setter.plain(sheet.map_words),
        "has_notes": sheet.has_notes,
        "tables": [_table(setter, sheet, part, is_last=part is parts[-1]) for part in parts],
    }


def _table(
    setter: Typesetter, sheet: LandscapeSheet, practices: tuple[PracticeEntry, ...], is_last: bool
) -> Values:
    """The practices side by side; the sums of all practices stand in the last table alone."""
    landscape = sheet.landscape

    def row(place: Jurisdiction) -> Values:
        total = _counted(sheet, landscape.of_jurisdiction(place.code))
        cells = [_counted(sheet, landscape.cell(place.code, entry.code)) for entry in practices]
        return {
            "name": setter.line(place.name, _NAME),
            "code": fit(setter.plain(place.code), _CODE),
            "cells": [*cells, total] if is_last else cells,
        }

    sums = [_counted(sheet, landscape.of_practice(entry.code)) for entry in practices]
    return {
        "practices": [
            {"code": fit(setter.plain(entry.code), _CODE), "title": setter.line(entry.title, _CELL)}
            for entry in practices
        ],
        "has_total": is_last,
        "rows": [row(place) for place in landscape.jurisdictions],
        "sums": [*sums, _counted(sheet, landscape.total)] if is_last else sums,
    }


def _counted(sheet: LandscapeSheet, counts: Counts) -> list[Values]:
    """`1 published`, each with its mark; empty for none."""
    told = [_part(counts.of(kind), kind.value, kind.value) for kind in Kind if counts.of(kind)]
    if sheet.has_notes and counts.notes:
        told.append(_part(counts.notes, "note" if counts.notes == 1 else "notes", ""))
    return told


def _part(count: int, words: str, mark: str) -> Values:
    return {"count": str(count), "words": words, "mark": mark}
