"""`esscollab notes …`: the user's own notes. The verbs live beside this file, by what they do."""

import argparse
from typing import Any

from esscollab_desktop.cli import notes_exchange, notes_reading, notes_removing, notes_writing

_PARTS = (notes_writing, notes_reading, notes_removing, notes_exchange)


def add_to(nouns: Any, everywhere: argparse.ArgumentParser) -> None:
    parser = nouns.add_parser("notes", parents=[everywhere], help="write, list, export and import notes")
    named = "|".join(verb for part in _PARTS for verb in part.VERBS)
    verbs = parser.add_subparsers(metavar=named, required=True)
    for part in _PARTS:
        part.add_to(verbs, everywhere)
