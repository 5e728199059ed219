"""Text that comes in through standard input."""

import os
import sys

from esscollab_desktop.domain.errors import UserError


def standard_input(what: str) -> str:
    """All of standard input as text; the line break at its end belongs to the shell, not to the text.

    `what` is named where there is none ("the note").
    """
    if sys.stdin is None:
        raise UserError(f"There is no text for {what}. Add it with --text.")
    if sys.stdin.isatty():
        keys = "Ctrl+Z and Enter end" if sys.platform == "win32" else "Ctrl+D ends"
        sys.stderr.write(f"Type {what}; {keys} it.\n")
    # Read at once, an interrupt that falls between two parts would not be noticed before the end.
    raw = b"".join(iter(lambda: os.read(sys.stdin.fileno(), 1 << 16), b""))
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n")
    except UnicodeDecodeError as bad:
        raise UserError("The text is not UTF-8, so nothing was saved. Save it as UTF-8 first.") from bad
