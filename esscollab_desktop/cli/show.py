"""`esscollab show CODE`: one practice, example or state, with all that the detail view shows."""

import argparse
from typing import Any

from esscollab_desktop.cli import terminal
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.cli.page_text import page_text


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("show", parents=[everywhere], help="show a practice, an example or a state")
    parser.add_argument("code", metavar="CODE", help="4, 4.MA, state:MI, or about for the book itself")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, invocation: Invocation) -> int:
    library = invocation.library()
    try:
        page = library.page(given.code)
    finally:
        library.close()
    if given.json:
        invocation.say_json(page)
    else:
        invocation.say(page_text(page, terminal.columns()))
    return 0
