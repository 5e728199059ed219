"""Reads the command line, runs the one command that is asked for, answers with an exit code."""

import argparse
import errno
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TextIO

from esscollab_desktop import __version__
from esscollab_desktop.cli import (
    backups,
    compare,
    doctor,
    handout,
    landscape_map,
    meetings,
    notes,
    own,
    packet,
    packs,
    search,
    show,
    terminal,
    tree,
)
from esscollab_desktop.cli.invocation import Invocation
from esscollab_desktop.domain.errors import Cancelled, UserError

COMMANDS = (
    *(tree, show, search, notes, meetings, backups, own),
    *(landscape_map, compare, packet, handout, packs, doctor),
)
DONE, USER_ERROR, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
_CHOICE = re.compile(r"invalid choice: (.*?) \(choose from (.*)\)")


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is and what to do, without blame."""

    def error(self, message: str) -> NoReturn:
        message = _CHOICE.sub(
            lambda found: f"{found[1]} is not one of {found[2].replace(chr(39), '')}", message
        )
        message = message.replace("the following arguments are required:", "still missing:")
        message = message.replace("unrecognized arguments:", "not known here:")
        told = terminal.harmless(f"{self.format_usage()}{self.prog}: {message}. See {self.prog} --help.\n")
        _write(sys.stderr, told)
        sys.exit(WRONG_USAGE)


def parser() -> argparse.ArgumentParser:
    top = Parser(
        prog="esscollab",
        description="Promising practices in stakeholder engagement under ESSA. "
        "Without a command, the window opens.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"ESSCollab {__version__}")
    _add_data_dir(top, default=None)
    nouns = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    everywhere = argparse.ArgumentParser(add_help=False)
    # Suppressed, it does not undo what was given before the command.
    _add_data_dir(everywhere, default=argparse.SUPPRESS)
    for command in COMMANDS:
        command.add_to(nouns, everywhere)
    return top


def _add_data_dir(where: argparse.ArgumentParser, default: str | None) -> None:
    where.add_argument(
        "--data-dir",
        metavar="DIR",
        type=_folder,
        default=default,
        help="keep notes and log in this folder instead of the usual one",
    )


def _folder(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("needs the name of a folder")
    return Path(text)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code: 0 done, 1 a UserError, 2 wrong usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        terminal.prepare(stream)
    try:
        given = parser().parse_args(arguments)
        if not hasattr(given, "run"):
            parser().error("name a command")
        return _run(given)
    except SystemExit as end:
        # argparse ends the process after --help, --version and wrong usage; what it said is still to go out.
        with suppress(UserError):
            _write(sys.stdout, "")
        return int(end.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(given: argparse.Namespace) -> int:
    invocation = Invocation(given.data_dir)
    try:
        code: int = given.run(given, invocation)
        _write(sys.stdout, "".join(invocation.said))
    except UserError as refusal:
        invocation.remark(str(refusal))
        code = USER_ERROR
    except Cancelled:
        invocation.remark("Stopped. Nothing was changed.")
        code = INTERRUPTED
    with suppress(UserError):
        _write(sys.stderr, "".join(f"{remark}\n" for remark in invocation.remarks))
    return code


def _write(stream: TextIO | None, text: str) -> None:
    """Write and flush. A reader that went away (`| head`) ends it quietly."""
    # A windowed program on Windows has no streams.
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError as bad:
        # What is still buffered would be tried again, and told as a traceback, when Python ends.
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
        # Windows reports a closed pipe as EINVAL.
        if isinstance(bad, BrokenPipeError) or (bad.errno == errno.EINVAL and sys.platform == "win32"):
            return
        raise UserError(f"The answer could not be written: {bad.strerror}. Send it elsewhere.") from bad
