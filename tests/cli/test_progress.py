"""Progress on one line of a terminal, nothing in a pipe, and Ctrl+C that ends long work cleanly."""

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from program import CHECKOUT, Program

from esscollab_desktop.cli.progress import ProgressLine

CONTENT = CHECKOUT / "resources" / "content"
# The real command, which shows progress from the first moment and stops itself at the first sight of it.
CHECK = """
import os, signal, sys
from esscollab_desktop import cli
from esscollab_desktop.cli import progress
from esscollab_desktop.domain import long_work
signal.signal(signal.SIGINT, signal.default_int_handler)
long_work._ASK_AFTER = long_work._TELL_AFTER = 0.0
progress.SHOWN_AFTER = 0.0
shown = progress.ProgressLine.progress
def interrupted(line, stage, done, total):
    shown(line, stage, done, total)
    if sys.argv[1] == "interrupt" and done == 5:
        os.kill(os.getpid(), signal.SIGINT)
progress.ProgressLine.progress = interrupted
sys.exit(cli.main(["packs", "check", *sys.argv[2:]]))
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Gone(Terminal):
    def write(self, _text: str) -> int:
        raise OSError("the terminal was closed")


def screen(written: str) -> list[str]:
    """What stands on the screen: what a return leads back to is overwritten."""
    lines = []
    for line in written.replace("\r\n", "\n").split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        lines.append(shown.rstrip())
    return lines


def test_the_line_is_written_anew_and_goes_at_the_end() -> None:
    terminal = Terminal()
    with ProgressLine(terminal, after=0) as line:
        line.progress("Reading examples", 99_999, 100_000)
        assert screen(terminal.getvalue()) == ["Reading examples: 99,999 of 100,000"]
        line.progress("Checking", 1, 5)
        assert screen(terminal.getvalue()) == ["Checking: 1 of 5"]
        line.progress("Checking", 7, 5)
        assert screen(terminal.getvalue()) == ["Checking: 5 of 5"]
    assert screen(terminal.getvalue()) == [""]
    assert "\n" not in terminal.getvalue()


def test_a_narrow_terminal_has_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    terminal = Terminal()
    with ProgressLine(terminal, after=0) as line:
        line.progress("A stage with a name that is far too long", 1, 5)
    assert max(map(len, re.split(r"[\r\n]", terminal.getvalue()))) == 29


def test_quick_work_and_pipes_show_nothing() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    for stream, after in ((terminal, 3600), (pipe, 0)):
        with ProgressLine(stream, after=after) as line:
            line.progress("Checking", 1, 5)
    assert terminal.getvalue() == pipe.getvalue() == ""


def test_a_terminal_that_went_away_does_not_end_the_work() -> None:
    with ProgressLine(Gone(), after=0) as line:
        line.progress("Checking", 1, 5)


@pytest.mark.skipif(sys.platform == "win32", reason="sends itself a signal")
def test_the_first_interrupt_cancels_and_the_second_ends() -> None:
    former = signal.getsignal(signal.SIGINT)
    with ProgressLine(io.StringIO()) as line:
        assert not line.cancelled()
        signal.raise_signal(signal.SIGINT)
        assert line.cancelled()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) == former


def on_terminal(program: Program, *arguments: str | Path) -> tuple[int, str]:
    """Run CHECK with a terminal for standard error; the exit code and all that was written there."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", CHECK, *arguments]
    with subprocess.Popen(
        command, env=program.environment(), cwd=program.home, stdout=subprocess.PIPE, stderr=theirs
    ) as running:
        os.close(theirs)
        written = b""
        # A terminal whose other side was closed ends with an error.
        try:
            while piece := os.read(ours, 65536):
                written += piece
        except OSError:
            pass
        finally:
            os.close(ours)
    return running.returncode, written.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_check_on_a_terminal(program: Program) -> None:
    code, written = on_terminal(program, "go on", CONTENT)
    assert code == 0
    assert re.findall(r"Reading examples: \d+ of \d+", written)
    assert screen(written) == [""]


@pytest.mark.skipif(sys.platform == "win32", reason="sends itself a signal")
def test_an_interrupted_check_on_a_terminal(program: Program) -> None:
    code, written = on_terminal(program, "interrupt", CONTENT)
    assert code == 130
    assert screen(written) == ["Stopped. Nothing was changed.", ""]


@pytest.mark.skipif(sys.platform == "win32", reason="sends itself a signal")
def test_an_interrupted_check_in_a_pipe(program: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK, "interrupt", CONTENT],
        env=program.environment(),
        cwd=program.home,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr.decode() == "Stopped. Nothing was changed.\n"
