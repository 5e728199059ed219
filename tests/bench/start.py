"""The start of the program and the memory it then holds, beside a bare PySide6 window."""

import compileall
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from threading import Timer
from time import perf_counter

from bench import painted
from bench.figures import Figure, Limit

STARTS = 15
PATIENCE = 60  # seconds
ROOT = Path(__file__).parents[2]
SCREEN = "tests/screens.json"  # from the root: a configuration's path may hold no colon
PACKAGES = ("esscollab_desktop", "tests/bench")
FIRST = Limit(times=1.8)
MEMORY = Limit(megabytes=130)
BARE = "a bare PySide6 window"


def figures(folder: Path) -> Iterator[Figure]:
    """Starts by turns with those of a bare window, each in a process of its own, the code compiled."""
    for package in PACKAGES:
        compileall.compile_dir(ROOT / package, quiet=1)
    runs: dict[str, list[tuple[float, float]]] = {"watched_window": [], "bare_window": []}
    for which in runs:
        started(which, folder)  # the first start reads the disk, and makes the notebook
    for _ in range(STARTS):
        for which, told in runs.items():
            told.append(started(which, folder))
    (ours, our_memory), (bare, bare_memory) = (map(median, zip(*told, strict=True)) for told in runs.values())
    yield Figure("Start", "tree and first page painted", "median", ours, BARE, bare, FIRST)
    name = "memory with the notebook open, before a handout"
    yield Figure("Start", name, "median", our_memory, BARE, bare_memory, MEMORY, "MB")


def started(which: str, folder: Path) -> tuple[float, float]:
    """Seconds from the start of a process until it has painted, and megabytes when it came to rest."""
    # Qt's own offscreen screen is so narrow that the tree stays folded away.
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}"}
    begun = perf_counter()
    command = [sys.executable, "-m", f"bench.{which}", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        limit = Timer(PATIENCE, process.kill)
        limit.start()
        line = process.stdout.readline()
        taken = perf_counter() - begun
        if line.strip() != painted.DONE:
            raise RuntimeError(f"{which} said {line!r} where it should have painted")
        memory = float(process.stdout.readline())
        process.wait()
        limit.cancel()
    if process.returncode:
        raise RuntimeError(f"{which} ended with {process.returncode}")
    return taken, memory
