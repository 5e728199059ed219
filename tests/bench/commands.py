"""`tree` and `show` in processes of their own, beside Python that starts and does nothing."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Figure, Limit, side_by_side

TIMES = 12
LIMIT = Limit(beyond=0.15)


def figures(folder: Path) -> Iterator[Figure]:
    for command in (["tree"], ["show", "4.MA"], ["notes", "list", "--limit", "20"]):
        ours = _started(["-m", "esscollab_desktop", "--data-dir", str(folder), *command])
        idle = _started(["-c", "pass"])
        ours()  # the first start reads the disk
        taken, beside = side_by_side([ours] * TIMES, [idle] * TIMES)
        # A command on notes loads the database library; no limit is set for it.
        limit = Limit() if command[0] == "notes" else LIMIT
        name = f"esscollab {' '.join(command)}"
        yield Figure("Command line", name, "median", taken, "Python that does nothing", beside, limit)


def _started(arguments: list[str]) -> Callable[[], object]:
    command = [sys.executable, *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return lambda: subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
