"""The real program under a screen reader's eyes: a screen, a bus of its own, keys, and what the bus tells."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from programs import run, tool

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"  # the bindings of the bus belong to the system's own Python
PATIENCE = 15.0


@dataclass(frozen=True)
class Accessible:
    """One thing on the bus."""

    depth: int
    role: str
    name: str
    description: str
    states: frozenset[str]
    attributes: dict[str, str]
    box: tuple[int, int, int, int] | None
    actions: tuple[str, ...]

    @property
    def has_focus(self) -> bool:
        return "focusable" in self.states


def need_bindings() -> None:
    """Skips where the bus or its bindings are not installed (with CI=true that counts as a miss)."""
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True, check=False).returncode
    ):
        pytest.skip("python3-gi or gir1.2-atspi-2.0 is not installed; `make test-outside` installs it")


def _accessible(told: dict[str, Any]) -> Accessible:
    box = tuple(told["box"]) if told["box"] else None
    more = {"states": frozenset(told["states"]), "actions": tuple(told["actions"]), "box": box}
    return Accessible(**{**told, **more})


@dataclass
class Reader:
    """Asks the bus, and presses keys."""

    display: str
    window: str
    asker: "subprocess.Popen[str]"
    heard: list[dict[str, str]] = field(default_factory=list)

    def ask(self, *command: object) -> Any:
        assert self.asker.stdin is not None
        assert self.asker.stdout is not None
        self.asker.stdin.write(json.dumps(command) + "\n")
        self.asker.stdin.flush()
        answer = self.asker.stdout.readline()
        assert answer, "the asker has ended"
        return json.loads(answer)

    def walk(self) -> list[Accessible]:
        return [_accessible(told) for told in self.ask("walk") or []]

    def named(self, role: str, start: str) -> Accessible | None:
        told = self.ask("find", role, start)
        return _accessible(told) if told else None

    def shows(self, start: str) -> bool:
        """Whether something is on the screen whose name begins so."""
        return bool(self.ask("shows", start))

    def focus(self) -> Accessible | None:
        told = self.ask("focus")
        return _accessible(told) if told else None

    def listen(self) -> list[dict[str, str]]:
        """All that was said and had the focus so far."""
        self.heard += self.ask("heard") or []
        return self.heard

    def said(self) -> list[str]:
        return [told["said"] for told in self.listen() if "said" in told]

    def came_to(self, name: str) -> bool:
        """Whether what the keyboard came to last is called this."""
        came = [told["focus"] for told in self.listen() if "focus" in told]
        return came[-1:] == [name]

    def press(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", key)

    def type(self, words: str) -> None:
        self._xdotool("type", "--delay", "5", words)

    def come_back(self) -> None:
        """No window manager gives the keyboard back to the window when a dialog has gone."""
        self._xdotool("windowfocus", "--sync", self.window)

    def until(self, found: Callable[[], Any]) -> Any:
        """What was looked for, as soon as it is there."""
        end = monotonic() + PATIENCE
        while not (answer := found()):
            if monotonic() > end:
                heard = "\n".join(map(str, self.listen()[-20:]))
                raise AssertionError(f"It did not come. Heard:\n{heard}\nThe bus shows:\n{self._shown()}")
        return answer

    def _shown(self) -> str:
        shown = (a for a in self.walk() if "showing" in a.states)
        return "\n".join(f"{a.role} “{a.name}” {sorted(a.states)}" for a in shown)

    def _xdotool(self, *arguments: str) -> None:
        run(tool("xdotool"), *arguments, DISPLAY=self.display)


@contextmanager
def screen(size: str = "1366x768x24") -> Iterator[str]:
    """A screen of a laptop's size, gone afterwards."""
    command = [tool("Xvfb"), "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as shown:
        assert shown.stdout is not None
        try:
            yield f":{shown.stdout.readline().strip()}"
        finally:
            shown.terminate()


@contextmanager
def bus() -> Iterator[str]:
    """The address of a session bus of its own; what runs on it goes with it."""
    command = [tool("dbus-daemon"), "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


def surroundings(display: str, address: str) -> dict[str, str]:
    """As a desktop would be with a screen reader running."""
    return {
        **os.environ,
        "DISPLAY": display,
        "DBUS_SESSION_BUS_ADDRESS": address,
        "QT_QPA_PLATFORM": "xcb",
        "QT_QPA_PLATFORMTHEME": "",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        # The bus says more about itself than about us.
        "QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false",
    }


@contextmanager
def reading(folder: Path, *starter: str) -> Iterator[Reader]:
    """The program on a data folder, with a reader; at the end it is closed by its key, and must end well.

    `starter`: what starts it in the place of `-m esscollab_desktop`.
    """
    need_bindings()
    command = [sys.executable, "-P", *(starter or ("-m", "esscollab_desktop")), "--data-dir", str(folder)]
    with screen() as display, bus() as address:
        around = surroundings(display, address)
        with subprocess.Popen(command, env=around, stderr=subprocess.PIPE, text=True) as program:
            found = run(
                tool("xdotool"), "search", "--sync", "--onlyvisible", "--name", "^ESSCollab", DISPLAY=display
            )
            window = found.split()[0]
            # There is no window manager here to hand out the focus.
            run(tool("xdotool"), "windowfocus", "--sync", window, DISPLAY=display)
            asking = [SYSTEM_PYTHON, str(HERE / "bus_walk.py"), str(program.pid)]
            with subprocess.Popen(
                asking, env=around, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            ) as asker:
                reader = Reader(display, window, asker)
                try:
                    yield reader
                finally:
                    reader.come_back()
                    reader.press("ctrl+q")
                    try:
                        _, told = program.communicate(timeout=10)
                    except subprocess.TimeoutExpired:
                        program.kill()
                        _, told = program.communicate()
                    asker.kill()
        assert (program.returncode, told) == (0, "")
