"""The memory of window and child while handouts of 200 pages are made, and a minute after the last."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bench.figures import Figure, Limit
from bench.start import ROOT, SCREEN
from bench.twenty_handouts import HANDOUTS

MOST, REST = Limit(megabytes=500), Limit(megabytes=160)
AFTER = 60.0  # seconds
_LOOK_EVERY = 0.1  # seconds
PART = "Memory for paper"


def figures(folder: Path) -> Iterator[Figure]:
    """Beside what the window holds before the first."""
    before, most, rest = measured(folder)
    beside = "before the first"
    name = f"window and child, {HANDOUTS} handouts of 200 pages"
    yield Figure(PART, name, "peak", most, beside, before, MOST, "MB")
    yield Figure(PART, "the same one minute later", "once", rest, beside, before, REST, "MB")


def measured(folder: Path) -> tuple[float, float, float]:
    """Megabytes before the first handout, at the most, and a minute after the last."""
    around = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}"}
    command = [sys.executable, "-m", "bench.twenty_handouts", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, env=around, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        os.set_blocking(running.stdout.fileno(), False)
        told, before, most = b"", 0.0, 0.0
        while b"done" not in told:
            if running.poll() is not None:
                raise SystemExit(f"It ended with {running.returncode} after {told!r}")
            held, children = held_by(running.pid)
            before = before if children else max(before, held)
            most = max(most, held)
            time.sleep(_LOOK_EVERY)
            told += running.stdout.read() or b""
        end = time.monotonic() + AFTER
        while time.monotonic() < end:
            most = max(most, held_by(running.pid)[0])
            time.sleep(_LOOK_EVERY)
        rest, _ = held_by(running.pid)
        running.communicate()
    if running.returncode:
        raise SystemExit(running.returncode)
    return before, most, rest


def held_by(root: int) -> tuple[float, int]:
    """Megabytes of a process and all that it started, and how many those are; what they share counts once."""
    parents: dict[int, int] = {}
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError):
                parents[int(process.name)] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
    family = {root}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    total = 0
    for process_id in family:
        with suppress(OSError):
            rollup = Path(f"/proc/{process_id}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return total / 1024, len(family) - 1


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        for one in figures(Path(made)):
            print(f"{one.name}: {one.seconds:.0f} MB, {one.beside:.0f} MB {one.yardstick}; {one.limit}")
