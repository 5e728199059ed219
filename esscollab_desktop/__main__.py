"""`python -m esscollab_desktop`: the command line when a command is given, else the window."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command or the window and return the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        from esscollab_desktop import cli

        if cli.is_command(given):
            return cli.main(given)
        data_dir = cli.data_dir_of(given)
        return _open_window(data_dir)
    except KeyboardInterrupt:
        return 130


def _open_window(data_dir: Path | None) -> int:
    # While all this is loaded and built nothing is thrown away, so looking for garbage only takes time.
    gc.disable()
    try:
        from esscollab_desktop.ui.loading import load_qt

        load_qt()
        from esscollab_desktop.app import run_window

        return run_window(data_dir)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
