"""`esscollab compare CODE CODE...`: two to four examples side by side, as text, as data, or as a PDF."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import terminal, values
from esscollab_desktop.cli.handout import say_written
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.page_text import SIGNS, block_text, source_text
from esscollab_desktop.domain.packets import Layout, NotesPlace, PacketLook, PaperSize

if TYPE_CHECKING:
    from esscollab_desktop.domain.comparison import Cell, Column, Comparison
    from esscollab_desktop.services.library import Library

INDENT = "    "


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("compare", parents=[everywhere], help="two to four examples side by side")
    parser.add_argument("codes", metavar="CODE", nargs="+", help="an example: 4.MA, 4.KS-own")
    parser.add_argument("--pdf", metavar="FILE", type=values.file, help="write a handout instead: a table")
    parser.add_argument("--paper", choices=("letter", "legal", "a4"), default="letter", help="of the handout")
    parser.add_argument(
        "--notes",
        choices=("none", "end"),
        default="none",
        help="your notes in the handout, but no private ones",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.services.side_by_side import comparison

    library = invocation.library()
    try:
        compared = comparison(library, given.codes)
        if given.pdf is not None:
            _write(given, invocation, library)
    finally:
        library.close()
    if given.json:
        invocation.say_json(compared)
    elif given.pdf is None:
        invocation.say(_text(compared, terminal.columns()))
    return 0


def _write(given: argparse.Namespace, invocation: Invocation, library: "Library") -> None:
    from esscollab_desktop.render.document_pdf import compile_document
    from esscollab_desktop.services.handout_choice import chosen
    from esscollab_desktop.services.packet_handouts import prepared, write_prepared

    look = PacketLook(Layout.COMPARISON, PaperSize(given.paper), notes=NotesPlace(given.notes))
    notebook = invocation.notebook() if look.notes is NotesPlace.END else None
    try:
        fields = chosen(library, given.codes, look)
        made = prepared(library, notebook, None, None, fields, date.today())
    finally:
        if notebook is not None:
            notebook.close()
    report = write_prepared(made, given.pdf, "pdf", compile_document)
    if given.json:
        invocation.remark(str(report.path))
    else:
        say_written(invocation, report)


def _text(compared: "Comparison", width: int) -> str:
    """Row by row, in each the examples one below the other: a terminal is too narrow for columns of prose."""
    parts = ["\n".join(_head(column, width) for column in compared.columns)]
    for row in compared.rows:
        cells = "\n\n".join(
            f"{column.name}\n{_cell(cell, column, width - len(INDENT))}"
            for column, cell in zip(compared.columns, row.cells, strict=True)
        )
        parts.append(f"{row.name}\n{'-' * len(row.name)}\n{cells}")
    return "\n\n".join(parts) + "\n"


def _head(column: "Column", width: int) -> str:
    pack = f", from {column.pack}" if column.pack else ""
    first = f"{SIGNS[column.kind]} {column.code}  "
    return terminal.wrapped(f"{column.title} ({column.mark.lower()}{pack})", width, first, INDENT)


def _cell(cell: "Cell", column: "Column", width: int) -> str:
    told: list[str] = [terminal.wrapped(cell.missing, width)] if cell.missing else []
    for part in cell.parts:
        if part.kind is not column.kind:
            told.append(f"{SIGNS[part.kind]} {part.kind.value.capitalize()} facts")
        told += [block_text(block, width) for block in part.blocks]
    told += [source_text(number, source, width) for number, source in enumerate(cell.sources, 1)]
    return "\n".join(f"{INDENT}{line}" for text in told for line in text.split("\n"))
