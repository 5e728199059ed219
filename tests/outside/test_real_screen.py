"""The window on an X screen, with another program's keys."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import PROGRAM, esscollab, run, tool

pytestmark = pytest.mark.outside


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of a laptop's size, gone afterwards."""
    command = [tool("Xvfb"), "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as screen:
        assert screen.stdout is not None
        yield f":{screen.stdout.readline().strip()}"
        screen.terminate()


def on_screen(display: str) -> dict[str, str]:
    return {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORMTHEME": ""}


def xdotool(display: str, *arguments: str) -> str:
    return run(tool("xdotool"), *arguments, DISPLAY=display).strip()


def test_a_note_typed_on_a_real_screen_is_there_afterwards(display: str, tmp_path: Path) -> None:
    command = [*PROGRAM, "--data-dir", str(tmp_path)]
    with subprocess.Popen(command, env=on_screen(display), stderr=subprocess.PIPE, text=True) as program:
        window = xdotool(display, "search", "--sync", "--onlyvisible", "--name", "^ESSCollab").split()[0]
        # There is no window manager here to hand out the focus.
        xdotool(display, "windowfocus", "--sync", window)
        xdotool(display, "key", "ctrl+l")
        xdotool(display, "type", "--delay", "5", "4.ma")
        xdotool(display, "key", "Return")
        xdotool(display, "search", "--sync", "--onlyvisible", "--name", "4.MA")
        xdotool(display, "key", "ctrl+n")
        xdotool(display, "type", "--delay", "5", "Ask the library about evenings")
        again = subprocess.run(command, env=on_screen(display), timeout=60, check=False)
        xdotool(display, "key", "ctrl+q")
        _, told = program.communicate(timeout=60)
    assert (again.returncode, program.returncode, told) == (0, 0, "")
    notes = esscollab("--data-dir", tmp_path, "notes", "list", "4.MA")
    assert "Ask the library about evenings" in notes


def test_make_run_without_a_screen_does_the_main_job() -> None:
    root = Path(__file__).parents[2]
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [tool("make"), "-s", "-C", root, "run"],
        env=bare,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "4.MA" in done.stdout
    out = root / "build" / "out"
    assert (out / "esscollab-handout.pdf").read_bytes().startswith(b"%PDF-")
    assert (out / "esscollab-window.png").read_bytes().startswith(b"\x89PNG")
