"""`python -m esscollab_desktop`: the command line when a command is given, else the window."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command or the window and return the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        from esscollab_desktop import cli

        if cli.is_command(given):
            return cli.main(given)
        data_dir = cli.data_dir_of(given)
        from esscollab_desktop.app import run_window

        return run_window(data_dir)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
