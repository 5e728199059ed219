"""How far long work is, on one line of a terminal that is written anew; Ctrl+C calls the work off."""

import signal
import sys
import threading
from contextlib import suppress
from time import monotonic
from types import FrameType
from typing import TextIO

from esscollab_desktop.cli import terminal

SHOWN_AFTER = 0.5  # seconds


class ProgressLine:
    """A context around long work, which is handed `progress` and `cancelled`. Nothing shows in a pipe.

    The first Ctrl+C makes `cancelled` true; the second one ends the program at once.
    """

    def __init__(self, stream: TextIO | None = None, after: float | None = None) -> None:
        """`after`: work that is done within so many seconds shows nothing."""
        self._stream = sys.stderr if stream is None else stream
        self._shows = self._stream is not None and self._stream.isatty()
        self._after = SHOWN_AFTER if after is None else after
        self._begun = monotonic()
        self._width = 0
        self._is_cancelled = False
        self._former: object = None

    def __enter__(self) -> "ProgressLine":
        if threading.current_thread() is threading.main_thread():
            self._former = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        if self._former is not None:
            signal.signal(signal.SIGINT, self._former)  # type: ignore[arg-type]
        self._put("")

    def progress(self, stage: str, done: int, total: int) -> None:
        if monotonic() - self._begun >= self._after:
            self._put(f"{stage}: {min(done, total):,} of {total:,}" if total else stage)

    def cancelled(self) -> bool:
        return self._is_cancelled

    def _put(self, text: str) -> None:
        if not self._shows or (not text and not self._width):
            return
        text = text[: terminal.columns() - 1]
        # Blanks over the rest of what stood there: not every Windows console knows how to clear a line.
        line = f"\r{text.ljust(self._width)}" + ("" if text else "\r")
        self._width = len(text)
        # A terminal that went away is no reason to end the work.
        with suppress(OSError, ValueError):
            self._stream.write(line)
            self._stream.flush()

    def _on_interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self._is_cancelled:
            raise KeyboardInterrupt
        self._is_cancelled = True
