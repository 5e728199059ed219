"""Asks before what can't be taken back, or touches more than one would think."""

import argparse
import sys

from esscollab_desktop.cli import terminal
from esscollab_desktop.domain.errors import UserError


def add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="don't ask")


def settle(told: str, question: str, *, is_agreed: bool) -> None:
    """Say what will happen and wait for a yes; UserError where there is none, or no one to ask."""
    if is_agreed:
        return
    if sys.stdin is None or sys.stderr is None or not sys.stdin.isatty():
        raise UserError(f"{question} There is no one to ask here: add --yes, and it is done.")
    sys.stderr.write(terminal.harmless(f"{told}\n{question} Type yes, or Enter to leave it: "))
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise UserError("Nothing was changed.")
