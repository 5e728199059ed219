"""`esscollab handout [CODE...]`: a choice of the book, or all of it, as a PDF to hand out."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.look_options import visibilities

if TYPE_CHECKING:
    from esscollab_desktop.services.handouts import HandoutReport


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("handout", parents=[everywhere], help="write a PDF to hand out")
    parser.add_argument("codes", metavar="CODE", nargs="*", help="4 for a practice and its examples, 4.MA")
    parser.add_argument("--notes", choices=("none", "end"), default="none", help="with your notes at the end")
    parser.add_argument(
        "--visibility",
        metavar="WHO",
        type=visibilities,
        default=None,
        help="which notes: team,record unless named otherwise; private ones only where named",
    )
    parser.add_argument(
        "--paper", choices=("letter", "legal", "a4"), default="letter", help="size of the pages"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    from esscollab_desktop.render.pdf import compile_pdf
    from esscollab_desktop.services.handouts import (
        SHARED,
        HandoutOptions,
        handout_for,
        notes_in_words,
        write_handout,
    )

    library = invocation.library()
    notebook = None
    try:
        codes = [library.resolve(code) for code in given.codes]
        if given.notes == "end":
            notebook = invocation.notebook()
        options = HandoutOptions(
            printed=date.today(),
            notes=given.notes,
            paper=given.paper,
            visibilities=given.visibility or SHARED,
        )
        handout = handout_for(library, notebook, codes, options)
        notes = notes_in_words(handout, notebook, options)
    finally:
        if notebook is not None:
            notebook.close()
        library.close()
    path = Path(default_name(codes)) if given.output is None else Path(given.output)
    say_written(invocation, write_handout(handout, path, compile_pdf, notes))
    return 0


def say_written(invocation: Invocation, report: "HandoutReport") -> None:
    pages = "1 page" if report.pages == 1 else f"{report.pages} pages"
    invocation.say(f"{report.path} ({pages})")
    if report.notes:
        invocation.say(report.notes)
    for character in report.replaced:
        invocation.say(f"{character} can't be printed with these fonts; it stands there as [{character}].")


def default_name(codes: list[str]) -> str:
    """The file's name where none is given; the codes are named as far as a name stays handy."""
    if not codes:
        return "esscollab-handout-book.pdf"
    named = "-".join(dict.fromkeys(code.replace(":", "-") for code in codes))
    if len(named) > 60:
        named = f"{codes[0].replace(':', '-')}-and-{len(set(codes)) - 1}-more"
    return f"esscollab-handout-{named}.pdf"
