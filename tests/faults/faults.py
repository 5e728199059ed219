"""A thousand ways to break a notebook, at seeded random moments and places, and what is left each time.

    python tests/faults/faults.py [FAULTS] [SEED] [REPORT]

Prints a table by kind and ends with 1 where a limit is broken: an acknowledged note that is lost, a notebook
that does not open, an erased text that is still in a file. REPORT, a Markdown file, gets the table with the
machine and the method.
"""

import json
import os
import platform
import random
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from places import files_of, found_in, whole_copies
from reporting import report, table
from tally import Tally
from writer import MIGRATIONS, Writer, write_on, write_until_refused

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.repository import open_notebook

NOBODY = 65534
FILE = "notebook.sqlite"


@dataclass
class Expected:
    """What was acknowledged: the newest text of each note, and the texts that must be gone."""

    notes: dict[str, tuple[int, str]] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)

    def take(self, received: bytes) -> int:
        lines = received.split(b"\n")[:-1]
        for line in lines:
            told = json.loads(line)
            if "kept" in told:
                self.notes[told["kept"]] = (told["revision"], told["body"])
            elif "erased" in told:
                self.erased.append(told["body"])
            else:
                self.notes.pop(told["erasing"], None)
        return len(lines)


class Faults:
    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)
        self.tallies: dict[str, Tally] = {}
        self.count = 0

    def run(self, faults: int) -> None:
        kinds = list(KINDS.items())
        for number in range(faults):
            name, act = kinds[number % len(kinds)]
            folder = self.root / str(number)
            folder.mkdir()
            act(self, folder, self.tallies.setdefault(name, Tally()))
            shutil.rmtree(folder)

    def killed(self, folder: Path, tally: Tally, doing: str, *, opening: bool = False) -> None:
        """Kill a writer at a random moment, sometimes twice in the same folder."""
        expected = Expected()
        for _ in range(self.chance.choice([1, 1, 2])):
            lines = 0 if opening else self.chance.choice([0, 1, 2, 5, 12])
            longest = 0.03 if lines == 0 or doing in ("backup", "restore", "erase") else 0.004
            seed = self.chance.randrange(2**32)
            started = self.start(lambda told, seed=seed: write_on(folder, told, doing, seed))  # type: ignore[misc]
            received = self.kill(started, lines, self.chance.random() * longest)
            tally.acknowledged += expected.take(received)
        self.look(folder, expected, tally, in_place=doing != "restore")

    def two_writers(self, folder: Path, tally: Tally) -> None:
        """Two write at once on one notebook; one of them is killed."""
        expected = Expected()
        seeds = [self.chance.randrange(2**32) for _ in range(2)]
        first, second = (
            self.start(lambda told, seed=seed, most=most: write_on(folder, told, "fields", seed, most))  # type: ignore[misc]
            for seed, most in zip(seeds, (None, 12), strict=True)
        )
        tally.acknowledged += expected.take(self.kill(first, self.chance.choice([1, 4, 8]), 0.002))
        tally.acknowledged += expected.take(self.drained(second))
        self.look(folder, expected, tally)

    def full_disk(self, folder: Path, tally: Tally) -> None:
        """No file may grow past a random size; then there is room again."""
        import resource

        limit = self.chance.randrange(150, 700) * 1024
        seed, expected = self.chance.randrange(2**32), Expected()

        def child(told: int) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            write_until_refused(folder, told, seed)

        tally.acknowledged += expected.take(self.drained(self.start(child)))
        self.look(folder, expected, tally)

    def read_only(self, folder: Path, tally: Tally) -> None:
        """A folder that can't be written is told, and nothing in it changes."""
        expected = self.written(folder, tally)
        parents = [folder, *folder.parents]
        before = files_of(folder)
        folder.chmod(0o555)

        def child(told: int) -> None:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            try:
                open_notebook(folder, MIGRATIONS)
                os.write(told, b"opened")
            except UserError:
                os.write(told, b"told")

        answer = self.drained(self.start(child))
        folder.chmod(0o755)
        tally.unopened += answer != b"told" or files_of(folder) != before or not parents
        self.look(folder, expected, tally)

    def damaged(self, folder: Path, tally: Tally, harm: Callable[["Faults", Path], None]) -> None:
        """Harm the files of a notebook as a power cut or a bad disk would, and open it."""
        expected = self.written(folder, tally)
        before = files_of(folder)
        harm(self, folder)
        self.look(folder, expected, tally, before=before)

    def killed_repair(self, folder: Path, tally: Tally) -> None:
        """A damaged notebook whose repair is killed."""
        expected = self.written(folder, tally)
        before = files_of(folder)
        tear(self, folder)
        after = files_of(folder)
        self.kill(self.start(lambda told: self.opened(folder)), 0, self.chance.random() * 0.05)
        self.look(folder, expected, tally, before=before, after=after)

    def killed_update(self, folder: Path, tally: Tally) -> None:
        """A notebook of an earlier program whose update is killed."""
        bodies = {f"{n:08}-0000-4000-8000-000000000000": f"old {n} {self.chance.random()}" for n in range(40)}
        make_old(folder, bodies)
        expected = Expected({note_id: (1, body) for note_id, body in bodies.items()})
        tally.acknowledged += len(bodies)
        self.kill(self.start(lambda told: self.opened(folder)), 0, self.chance.random() * 0.12)
        self.look(folder, expected, tally)

    def opened(self, folder: Path) -> None:
        open_notebook(folder, MIGRATIONS).close()
        signal.pause()

    def written(self, folder: Path, tally: Tally) -> Expected:
        """A notebook in use: its log stands beside it, and most often there is a backup."""
        expected, seed = Expected(), self.chance.randrange(2**32)
        with_backup = self.chance.random() < 0.7

        def child(told: int) -> None:
            def say(what: dict[str, object]) -> None:
                os.write(told, json.dumps(what).encode() + b"\n")

            writer = Writer(folder, say, seed)
            for number in range(60):
                body = f"note {number} {writer.chance.random()} " + "lorem " * writer.chance.choice(
                    [1, 9, 90, 300]
                )
                note = writer.kept(writer.notebook.add("4", body))
                if number % 4 == 0:
                    writer.kept(writer.notebook.save(note.id, body + "changed", note.revision))
                if number == 20 and with_backup:
                    writer.backups.create("by hand")
                if number == 40 and writer.chance.random() < 0.5:
                    with closing(sqlite3.connect(folder / FILE)) as other:
                        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        tally.acknowledged += expected.take(self.drained(self.start(child)))
        return expected

    def start(self, act: Callable[[int], None]) -> tuple[int, int]:
        """Fork a child that acts and ends without cleaning up, as a power cut would."""
        reading, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            status = 3
            try:
                act(told)
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(told)
        return child, reading

    def kill(self, started: tuple[int, int], lines: int, after: float) -> bytes:
        child, reading = started
        received = b""
        while received.count(b"\n") < lines:
            if not (part := os.read(reading, 65536)):
                break
            received += part
        select.select([], [], [], after)
        os.kill(child, signal.SIGKILL)
        return received + self.drained(started)

    def drained(self, started: tuple[int, int]) -> bytes:
        child, reading = started
        received = b""
        while part := os.read(reading, 65536):
            received += part
        os.close(reading)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
            raise RuntimeError("a writer ended by itself")
        return received

    def look(
        self,
        folder: Path,
        expected: Expected,
        tally: Tally,
        *,
        in_place: bool = True,
        before: dict[str, bytes] | None = None,
        after: dict[str, bytes] | None = None,
    ) -> None:
        """Open what is left, and look for every acknowledged text."""
        tally.faults += 1
        after = after or (files_of(folder) if before else {})
        try:
            notebook = open_notebook(folder, MIGRATIONS)
            notebook.add("5", "works")
            notices = bool(notebook.notice)
            live = {note.id: note for note in (*notebook.notes(), *notebook.trash())}
            notebook.close()
        except Exception as error:
            tally.unopened += 1
            print(f"not opened: {error!r}", file=sys.stderr)
            return
        tally.mended += notices
        found = found_in(folder)
        for note_id, (revision, body) in expected.notes.items():
            key = (note_id, body)
            note = live.get(note_id)
            if key in found["note"] or (note is not None and note.revision > revision):
                tally.in_place += 1
            elif key in found["history"]:
                tally.in_history += 1
            elif (before or not in_place) and (key in found["backup"] or key in found["kept"]):
                tally.in_copy += 1
            elif before and not whole_copies(body, before, after):
                tally.hit += 1
            else:
                tally.lost += 1
                print(f"lost: {note_id} at {revision}", file=sys.stderr)
        traces = files_of(folder).values() if expected.erased else ()
        for body in expected.erased:
            tally.traces += any(body[:24].encode() in data for data in traces)


def make_old(folder: Path, bodies: dict[str, str]) -> None:
    """A notebook of revision 2, written by hand as that program's own SQL left it."""
    import runpy

    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from sqlalchemy import create_engine

    engine = create_engine(f"sqlite:///{folder / FILE}")
    with engine.begin() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            for step in ("0001_notes", "0002_own_examples"):
                runpy.run_path(str(MIGRATIONS / "versions" / f"{step}.py"))["upgrade"]()
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
        )
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0002')")
        connection.exec_driver_sql("PRAGMA application_id = 1163088750")
        connection.exec_driver_sql("PRAGMA user_version = 2")
        at = "2026-05-04T03:02:01.000000+00:00"
        for note_id, body in bodies.items():
            row = (note_id, "4.MA", body, at, at)
            connection.exec_driver_sql("INSERT INTO note VALUES (?, ?, ?, ?, ?, NULL, 1)", row)
    engine.dispose()


def tear(faults: Faults, folder: Path) -> None:
    """Sectors of the main file read as nothing."""
    _zero(faults, folder / FILE, faults.chance.choice([1, 1, 2, 4]))


def tear_log(faults: Faults, folder: Path) -> None:
    _zero(faults, folder / f"{FILE}-wal", 1)


def tear_log_header(faults: Faults, folder: Path) -> None:
    log = folder / f"{FILE}-wal"
    data = bytearray(log.read_bytes())
    torn = faults.chance.choice([4, 16, 24, 32])
    data[:torn] = bytes(torn)
    log.write_bytes(data)


def truncate(faults: Faults, folder: Path) -> None:
    path = folder / FILE
    os.truncate(path, faults.chance.randrange(path.stat().st_size + 1))


def truncate_log(faults: Faults, folder: Path) -> None:
    """Cut where commits were not yet acknowledged: inside the last frame, as a power cut may."""
    log = folder / f"{FILE}-wal"
    os.truncate(log, max(0, log.stat().st_size - faults.chance.randrange(1, 60_000)))


def harm_shared_memory(faults: Faults, folder: Path) -> None:
    path = folder / f"{FILE}-shm"
    data = bytearray(path.read_bytes())
    way = faults.chance.randrange(3)
    if way == 0:
        path.unlink()
    elif way == 1:
        os.truncate(path, faults.chance.randrange(len(data)))
    else:
        for _ in range(20):
            data[faults.chance.randrange(len(data))] ^= faults.chance.randrange(1, 256)
        path.write_bytes(data)


def flip(faults: Faults, folder: Path) -> None:
    _flip(faults, folder / FILE, faults.chance.choice([1, 1, 2, 5, 20]))


def flip_log(faults: Faults, folder: Path) -> None:
    _flip(faults, folder / f"{FILE}-wal", faults.chance.choice([1, 1, 2, 5]))


def _flip(faults: Faults, path: Path, count: int) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(count):
        data[faults.chance.randrange(len(data))] ^= 1 << faults.chance.randrange(8)
    path.write_bytes(data)


def _zero(faults: Faults, path: Path, count: int) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(count):
        start = faults.chance.randrange(len(data)) // 512 * 512
        data[start : start + 512] = bytes(len(data[start : start + 512]))
    path.write_bytes(data)


Act = Callable[[Faults, Path, Tally], None]


def _kill(doing: str, *, opening: bool = False) -> Act:
    return lambda faults, folder, tally: faults.killed(folder, tally, doing, opening=opening)


def _damage(harm: Callable[[Faults, Path], None]) -> Act:
    return lambda faults, folder, tally: faults.damaged(folder, tally, harm)


KINDS: dict[str, Act] = {
    "kill while opening": _kill("notes", opening=True),
    "kill while writing notes": _kill("notes"),
    "kill while setting fields": _kill("fields"),
    "kill while going through history": _kill("history"),
    "kill while writing meetings": _kill("meetings"),
    "kill while backing up": _kill("backup"),
    "kill while restoring": _kill("restore"),
    "kill while erasing": _kill("erase"),
    "kill while updating": Faults.killed_update,
    "kill while repairing": Faults.killed_repair,
    "two writers, one killed": Faults.two_writers,
    "disk full": Faults.full_disk,
    "folder read-only": Faults.read_only,
    "main file cut": _damage(truncate),
    "main file torn": _damage(tear),
    "main file, bits flipped": _damage(flip),
    "log cut": _damage(truncate_log),
    "log torn": _damage(tear_log),
    "log header torn": _damage(tear_log_header),
    "log, bits flipped": _damage(flip_log),
    "shared memory harmed": _damage(harm_shared_memory),
}


if __name__ == "__main__":
    wanted, seed = (*sys.argv[1:3], *("1000", "20261123")[len(sys.argv[1:3]) :])
    begun = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="esscollab-faults-") as place:
        Path(place).chmod(0o755)
        faults = Faults(Path(place), int(seed))
        faults.run(int(wanted))
    print(table(faults.tallies))
    if len(sys.argv) > 3:
        versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
        Path(sys.argv[3]).write_text(report(faults.tallies, int(seed), versions, begun), encoding="utf-8")
    sys.exit(any(tally.is_broken for tally in faults.tallies.values()))
