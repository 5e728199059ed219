"""`esscollab map`: how many examples stand where, as a table, or as files to hand on."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli import values
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.page_text import SIGNS
from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.landscape import Counts
from esscollab_desktop.domain.notes import Visibility
from esscollab_desktop.domain.packets import SHARED, NotesPlace, PacketLook, PaperSize

if TYPE_CHECKING:
    from esscollab_desktop.services.landscape_files import LandscapeSheet
    from esscollab_desktop.services.library import Library
    from esscollab_desktop.services.notebook import Notebook
    from esscollab_desktop.services.packet_handouts import Prepared

_FILES = ("svg", "png", "csv", "pdf")
_HELP = ("a drawing", "a picture", "the numbers, for a spreadsheet", "a handout of map and table")


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("map", parents=[everywhere], help="how many examples stand where")
    parser.add_argument("--matrix", action="store_true", help="by practice too; draws the matrix")
    parser.add_argument("--notes", action="store_true", help="count your notes too, but private ones")
    parser.add_argument("--with-private", action="store_true", help="with --notes: private ones too")
    for name, told in zip(_FILES, _HELP, strict=True):
        parser.add_argument(f"--{name}", metavar="FILE", type=values.file, help=f"write {told}")
    parser.add_argument("--scale", type=float, default=2.0, help="of a picture: 0.5 to 8, usually 2")
    parser.add_argument("--paper", choices=("letter", "legal", "a4"), default="letter", help="of a handout")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    if given.with_private and not given.notes:
        raise UserError("--with-private goes with --notes: it says which notes are counted.")
    sheet = _sheet(given, invocation)
    wanted = {name: getattr(given, name) for name in _FILES if getattr(given, name) is not None}
    if wanted:
        _write(given, sheet, wanted, invocation)
    elif given.json:
        invocation.say_json(_data(sheet))
    else:
        invocation.say("\n".join(_table(sheet, given.matrix)))
    return 0


def _sheet(given: argparse.Namespace, invocation: Invocation) -> "LandscapeSheet":
    from esscollab_desktop.services.landscape_files import sheet_of

    with _opened(given, invocation) as (library, notebook):
        counts = None
        if notebook is not None:
            counts = notebook.counts() if given.with_private else notebook.shared_counts()
        return sheet_of(library, counts)


def _handout(given: argparse.Namespace, invocation: Invocation) -> "Prepared":
    from esscollab_desktop.services.handout_choice import landscape
    from esscollab_desktop.services.packet_handouts import prepared

    place = NotesPlace.END if given.notes else NotesPlace.NONE
    seen = frozenset(Visibility) if given.with_private else SHARED
    look = PacketLook(paper=PaperSize(given.paper), notes=place, visibilities=seen)
    with _opened(given, invocation) as (library, notebook):
        fields = landscape(given.matrix, look)
        return prepared(library, notebook, None, None, fields, date.today())


@contextmanager
def _opened(given: argparse.Namespace, invocation: Invocation) -> "Iterator[tuple[Library, Notebook | None]]":
    """The book, and the notebook where notes are counted."""
    library = invocation.library()
    try:
        notebook = invocation.notebook() if given.notes else None
        try:
            yield library, notebook
        finally:
            if notebook is not None:
                notebook.close()
    finally:
        library.close()


def _write(
    given: argparse.Namespace, sheet: "LandscapeSheet", wanted: dict[str, Path], invocation: Invocation
) -> None:
    from esscollab_desktop.render.document_pdf import compile_document
    from esscollab_desktop.services.landscape_files import write_csv, write_png, write_svg
    from esscollab_desktop.services.packet_handouts import write_prepared

    written: dict[str, str] = {}
    for name, path in wanted.items():
        if name == "svg":
            done = write_svg(sheet, path, given.matrix)
        elif name == "png":
            done = write_png(sheet, path, given.matrix, given.scale)
        elif name == "csv":
            done = write_csv(sheet, path)
        else:
            made = _handout(given, invocation)
            done = write_prepared(made, path, "pdf", compile_document).path
        written[name] = str(done)
    if given.json:
        invocation.say_json(written)
    else:
        invocation.say("\n".join(written.values()))


def _data(sheet: "LandscapeSheet") -> dict[str, Any]:
    landscape = sheet.landscape

    def numbers(counts: Counts) -> dict[str, int]:
        told: dict[str, int] = {kind.value: counts.of(kind) for kind in Kind}
        told["total"] = counts.total
        return {**told, "notes": counts.notes} if sheet.has_notes else told

    return {
        "with_example": landscape.with_example,
        "total": numbers(landscape.total),
        "practices": [
            {"code": entry.code, "title": entry.title, **numbers(landscape.of_practice(entry.code))}
            for entry in landscape.practices
        ],
        "jurisdictions": [
            {
                "code": f"state:{place.code}",
                "name": place.name,
                **numbers(landscape.of_jurisdiction(place.code)),
                "practices": {
                    entry.code: numbers(landscape.cell(place.code, entry.code))
                    for entry in landscape.practices
                },
            }
            for place in landscape.jurisdictions
        ],
    }


def _table(sheet: "LandscapeSheet", matrix: bool) -> list[str]:
    """Lines of a table; with `matrix` a column for each practice, its examples as number and sign."""
    landscape = sheet.landscape
    practices = [entry.code for entry in landscape.practices] if matrix else []
    kinds = [] if matrix else list(Kind)
    heads = ["Jurisdiction", "Code", *practices, *(kind.value.capitalize() for kind in kinds), "All"]
    body = [
        [
            *(place.name, place.code),
            *(_signs(landscape.cell(place.code, code)) for code in practices),
            *_sums(landscape.of_jurisdiction(place.code), kinds, sheet.has_notes),
        ]
        for place in landscape.jurisdictions
    ]
    sums = [_signs(landscape.of_practice(code)) for code in practices]
    body.append(["All", "", *sums, *_sums(landscape.total, kinds, sheet.has_notes)])
    rows = [[*heads, *(["Notes"] if sheet.has_notes else [])], *body]
    wide = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    titles = [f"{entry.code} {entry.title}" for entry in landscape.practices] if matrix else []
    told = [sheet.heading, *(["", *titles] if titles else []), ""]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, wide, strict=True))
        told.append("  ".join(cells).rstrip())
    return told


def _sums(counts: Counts, kinds: list[Kind], has_notes: bool) -> list[str]:
    notes = [str(counts.notes)] if has_notes else []
    return [*(str(counts.of(kind)) for kind in kinds), str(counts.total), *notes]


def _signs(counts: Counts) -> str:
    return " ".join(f"{SIGNS[kind]}{counts.of(kind)}" for kind in Kind if counts.of(kind)) or "-"
