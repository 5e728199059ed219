"""`esscollab show CODE`: one practice, example or state, as the detail view shows it, or one paragraph."""

import argparse
from typing import Any

from esscollab_desktop.cli import terminal
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.page_text import page_text
from esscollab_desktop.services.places import only_paragraph, place_in


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("show", parents=[everywhere], help="show a practice, an example or a state")
    parser.add_argument("code", metavar="CODE", help="4, 4.MA, '4.MA, c', state:MI, or about for the book")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    library = invocation.library()
    try:
        code, letter = place_in(library, given.code)
        page = library.page(code)
    finally:
        library.close()
    if letter:
        page = only_paragraph(page, letter)
    if given.json:
        invocation.say_json(page)
    else:
        invocation.say(page_text(page, terminal.columns()))
    return 0
