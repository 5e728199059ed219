"""The build of a large pack: its time and memory, and how soon it answers Cancel. `make big-pack`."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench import big_pack
from bench.figures import Figure, Limit, timed
from esscollab_desktop.domain.errors import Cancelled
from esscollab_desktop.packs.pack_file import read_pack
from esscollab_desktop.packs.packing import pack_folder, take_book

HOME = Path(__file__).parents[2] / "build" / "big-pack"
PACK = "big.esspack"
PART = "Large pack"
SECONDS = Limit(seconds=120)
MEMORY = Limit(megabytes=1000)
ANSWER = Limit(seconds=0.5)
STAGES = ("Reading examples", "Writing the book", "Making the index", "Checking", "Writing the pack")
_LOOK_EVERY = 0.03


def figures(home: Path = HOME) -> Iterator[Figure]:
    content = big_pack.written(home)
    pack, book = home / PACK, home / big_pack.BUILT
    seconds, peak = build_measured(content, pack)
    taken = take_anew(pack, book)
    with tempfile.TemporaryDirectory(dir=home) as scratch:
        size = 0.0

        def read() -> None:
            nonlocal size
            size = sum(len(path.read_bytes()) for path in content.rglob("*.*") if path.is_file())

        raw = timed(read) + timed(lambda: insert_raw(book, Path(scratch) / "raw.sqlite"))
        name = "100,000 examples, from the folder to the pack"
        yardstick = "the files read and thrown away, and the same rows in bare tables of raw sqlite3"
        yield Figure(PART, name, "once", seconds, yardstick, raw, SECONDS)
        held = "the files as they are, in bytes"
        yield Figure(PART, "its memory, all processes", "peak", peak, held, size / 1e6, MEMORY, "MB")
        copied = timed(lambda: shutil.copyfile(book, Path(scratch) / "copy.sqlite"))
        took = "read from the pack, unpacked and looked through"
        yield Figure(PART, took, "once", taken, "a copy of the book's file", copied)
        gaps, whole = asked(content, Path(scratch) / "book.esspack")
        for stage in STAGES:
            wait = gaps[stage] + cancelled_in(stage, content, Path(scratch) / "book.esspack")
            yield Figure(PART, f"Cancel: {stage}", "longest", wait, "the build", whole, ANSWER)


def build_measured(content: Path, out: Path) -> tuple[float, float]:
    """Seconds of a build in a process of its own, and megabytes resident in it and its children."""
    command = [sys.executable, "-m", "esscollab_desktop", "packs", "build", str(content), "-o", str(out)]
    begun = time.perf_counter()
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            peak = max(peak, _resident(running.pid))
            time.sleep(_LOOK_EVERY)
    if running.returncode:
        raise SystemExit(running.returncode)
    return time.perf_counter() - begun, peak / 1e6


def take_anew(pack: Path, book: Path) -> float:
    """Seconds from the pack's file to a book that was looked through, put where the other parts find it."""
    book.unlink(missing_ok=True)
    return timed(lambda: take_book(read_pack(pack), book))


def _resident(root: int) -> int:
    """The resident memory of a process and all that it started, in bytes; what they share counts twice."""
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
            total += int(Path(f"/proc/{process_id}/statm").read_text().split()[1])
    return total * os.sysconf("SC_PAGE_SIZE")


def insert_raw(book: Path, out: Path) -> None:
    """All rows of a book into tables without types, keys and checks."""
    with closing(sqlite3.connect(book)) as source, closing(sqlite3.connect(out)) as target:
        target.execute("PRAGMA synchronous = OFF")
        target.execute("PRAGMA journal_mode = OFF")
        listed = source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in listed:
            if not name.startswith(("sqlite_", "search_")):
                found = source.execute(f'SELECT * FROM "{name}"')
                columns = [f'"{column[0]}"' for column in found.description]
                target.execute(f'CREATE TABLE "{name}" ({", ".join(columns)})')
                marks = ", ".join("?" * len(columns))
                target.executemany(f'INSERT INTO "{name}" VALUES ({marks})', found)
        target.commit()


@dataclass(slots=True)
class Asked:
    """Takes down how long the build goes on without asking, by stage; calls it off in the midst of one."""

    stop_in: str = ""
    stage: str = ""
    last: float = field(default_factory=time.perf_counter)
    gaps: dict[str, float] = field(default_factory=dict)
    must_stop: bool = False

    def progress(self, stage: str, done: int, total: int) -> None:
        self.stage = stage
        self.must_stop = stage == self.stop_in and done * 2 >= total

    def cancelled(self) -> bool:
        now = time.perf_counter()
        self.gaps[self.stage] = max(self.gaps.get(self.stage, 0.0), now - self.last)
        self.last = now
        return self.must_stop


def asked(content: Path, out: Path) -> tuple[dict[str, float], float]:
    """The longest time without a question in each stage, and how long the whole build takes."""
    watched = Asked()
    whole = timed(lambda: pack_folder(content, out, None, watched.progress, watched.cancelled))
    return watched.gaps, whole


def cancelled_in(stage: str, content: Path, out: Path) -> float:
    """Seconds from the answer that calls the build off to its end. What it leaves behind breaks the bench."""
    before = sorted(out.parent.iterdir())
    watched = Asked(stop_in=stage)
    with suppress(Cancelled):
        pack_folder(content, out, None, watched.progress, watched.cancelled)
    ended = time.perf_counter()
    if not watched.must_stop or sorted(out.parent.iterdir()) != before:
        raise AssertionError(f"Cancel while “{stage}” was not answered, or left something behind.")
    return ended - watched.last


def main() -> int:
    content = big_pack.written(HOME)
    seconds, peak = build_measured(content, HOME / PACK)
    print(f"{seconds:.0f} s ({SECONDS}), {peak:.0f} MB at the peak ({MEMORY})")
    return 0 if SECONDS.keeps(seconds, 0) and MEMORY.keeps(peak, 0) else 1


if __name__ == "__main__":
    sys.exit(main())
