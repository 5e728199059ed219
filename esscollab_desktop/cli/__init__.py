"""The command line: one module per noun, none of which imports Qt."""

from collections.abc import Sequence
from pathlib import Path

__all__ = ["data_dir_of", "is_command", "main"]


def is_command(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for anything but the window: a command, --help, --version, a slip."""
    rest = list(arguments)
    while rest:
        first = rest.pop(0)
        if first == "--data-dir" and rest:
            rest.pop(0)
        elif not (first.startswith("--data-dir=") and first != "--data-dir="):
            return True
    return False


def data_dir_of(arguments: Sequence[str]) -> Path | None:
    """The --data-dir among arguments without a command."""
    if not arguments:
        return None
    # The commands are loaded only for one of them, or to say what is wrong with what was given.
    value = arguments[-1].removeprefix("--data-dir=")
    if value and "\0" not in value and not value.startswith("-"):
        return Path(value)
    from esscollab_desktop.cli.command_line import parser

    given: Path | None = parser().parse_args(arguments).data_dir
    return given


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code: 0 done, 1 a UserError, 2 wrong usage, 130 interrupted."""
    from esscollab_desktop.cli.command_line import main

    return main(arguments)
