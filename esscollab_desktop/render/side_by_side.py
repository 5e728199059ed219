"""A comparison as plain values for its Typst template: a table of two to four columns, landscape."""

from typing import TYPE_CHECKING

from esscollab_desktop.domain.book import Kind, Source
from esscollab_desktop.domain.codes import bare
from esscollab_desktop.domain.comparison import Cell, Column, Comparison, Part
from esscollab_desktop.domain.page import Entry, Paragraph
from esscollab_desktop.render.breaks import fit, run
from esscollab_desktop.render.words import WORDS

if TYPE_CHECKING:
    from esscollab_desktop.render.typesetting import Typesetter, Values

# Of Letter, the narrower paper when it lies: 684 pt between the margins, less the row heads.
_ROOM = 684.0 - 79.2
_INSET = 12.0
_TEXT, _SMALL, _TITLE = 10.0, 9.0, 12.0
_ROW_HEAD = 6.6  # em
_LETTER = 2.0
# A head that repeats must leave the sheet to the rows: so many lines of a title, the rest in the first row.
_LINES = 5


class SideBySide:
    """Lays out one comparison with the texts that `setter` makes printable."""

    def __init__(self, setter: "Typesetter", comparison: Comparison) -> None:
        self._setter = setter
        self._comparison = comparison
        self._points = _ROOM / len(comparison.columns) - _INSET

    def values(self) -> "Values":
        compared = self._comparison
        return {
            "columns": [self._column(column) for column in compared.columns],
            "rows": [
                {
                    "name": self._setter.line(row.name, _ROW_HEAD),
                    "cells": [
                        self._cell(cell, column)
                        for cell, column in zip(row.cells, compared.columns, strict=True)
                    ],
                }
                for row in compared.rows
            ],
        }

    def _em(self, size: float) -> float:
        return self._points / size

    def _column(self, column: Column) -> "Values":
        title = self._setter.plain(column.title) or self._setter.plain(column.code) or WORDS["untitled"]
        em = self._em(_TITLE)
        pack = f"{column.pack}, {WORDS['edition']} {column.edition}" if column.pack else ""
        return {
            "code": fit(self._setter.plain(bare(column.code)), em),
            "kind": column.kind.value,
            "mark": fit(self._setter.plain(column.mark), self._em(_SMALL) - 2.0),
            "title": run(fit(title, em * _LINES), em),
            "agency": run(
                fit(self._setter.plain(column.agency), self._em(_SMALL) * _LINES), self._em(_SMALL)
            ),
            "pack": run(fit(self._setter.plain(pack), self._em(_SMALL) * _LINES), self._em(_SMALL)),
        }

    def _cell(self, cell: Cell, column: Column) -> "Values":
        return {
            "kind": column.kind.value,
            "parts": [self._part(part, column) for part in cell.parts],
            "sources": [self._source(source) for source in cell.sources],
            "missing": self._setter.line(cell.missing, self._em(_SMALL)),
        }

    def _part(self, part: Part, column: Column) -> "Values":
        heading = WORDS["related_facts"] if part.kind is Kind.RELATED is not column.kind else ""
        return {
            "kind": part.kind.value,
            "heading": heading,
            "blocks": [
                self._paragraph(block)
                if isinstance(block, Paragraph)
                else {"type": "list", "items": [self._entry(entry) for entry in block.entries]}
                for block in part.blocks
            ],
        }

    def _paragraph(self, block: Paragraph) -> "Values":
        em = self._em(_TEXT)
        return {
            "type": "paragraph",
            "letter": fit(self._setter.plain(block.letter), _LETTER),
            "lead": self._setter.line(block.lead, em),
            "text": self._setter.line(block.text, em),
            "refs": list(block.refs),
            "broke_off": block.broke_off,
        }

    def _entry(self, entry: Entry) -> "Values":
        em = self._em(_TEXT) - 1.5
        label = self._setter.plain(entry.label)
        runs_on = entry.text and (label[-1:].isalnum() or label.endswith(")"))
        return {
            "label": run(f"{label}:" if runs_on else label, em),
            "text": self._setter.line(entry.text, em),
        }

    def _source(self, source: Source) -> "Values":
        return self._setter.source(source, self._em(_SMALL) - 2.0)
