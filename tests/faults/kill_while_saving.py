"""Kills a process that writes notes, at seeded random moments, and looks for what it had acknowledged.

    python tests/faults/kill_while_saving.py FOLDER [KILLS] [SEED]

Prints a table; ends with 1 where an acknowledged note was lost or the notebook did not open. The writer is
forked from a process that has everything imported, so that a kill costs milliseconds and also hits the
opening.
"""

import os
import random
import select
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"
# A fresh folder now and then: the making of a notebook is killed too.
PER_FOLDER = 10


@dataclass
class Tally:
    kills: int = 0
    while_opening: int = 0
    acknowledged: int = 0
    lost: int = 0
    unopened: int = 0
    set_aside: int = 0

    @property
    def is_broken(self) -> bool:
        return bool(self.lost or self.unopened or self.set_aside)

    def table(self) -> str:
        return "\n".join(f"{name.replace('_', ' '):<16}{count:>8}" for name, count in vars(self).items())


def write_on(folder: Path, told: int, seed: int) -> None:
    """Add and save without end; each line on `told` names what is on disk by then: id, revision, text."""
    chance = random.Random(seed)
    notebook = open_notebook(folder, MIGRATIONS)
    growing = notebook.add("4.MA", "start")
    os.write(told, f"{growing.id} {growing.revision} start\n".encode())
    while True:
        if chance.random() < 0.3:
            growing = notebook.add("4.MA", f"new{chance.random()}")
        else:
            body = growing.body[-3000:] + chance.choice(["x", "word" * 20, "page" * 1500])
            growing = notebook.save(growing.id, body, growing.revision)
        os.write(told, f"{growing.id} {growing.revision} {growing.body}\n".encode())


def kill_once(folder: Path, chance: random.Random) -> list[tuple[str, int, str]]:
    """Start a writer, kill it at a random moment, and give what it had acknowledged."""
    reading, told = os.pipe()
    seed = chance.randrange(2**32)
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write_on(folder, told, seed)
        finally:
            os._exit(3)
    os.close(told)
    lines, received = chance.choice([0, 0, 1, 2, 5, 20, 60]), b""
    while received.count(b"\n") < lines:
        if not (part := os.read(reading, 65536)):
            break
        received += part
    # The moment lies inside the opening, or inside one of the saves that follow.
    select.select([], [], [], chance.random() * (0.02 if lines == 0 else 0.003))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while part := os.read(reading, 65536):
        received += part
    os.close(reading)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer ended by itself")
    whole = received.decode().split("\n")[:-1]
    return [(note, int(revision), body) for note, revision, body in (line.split(" ", 2) for line in whole)]


def look(folder: Path, expected: dict[str, tuple[int, str]], tally: Tally) -> None:
    """Open what the kill left. A newer text than the acknowledged one is no loss: its line came too late."""
    try:
        notebook = open_notebook(folder, MIGRATIONS)
    except Exception as error:
        tally.unopened += 1
        print(f"not opened: {error!r}")
        return
    for note_id, (revision, body) in expected.items():
        note = notebook.get(note_id)
        if note is None or note.revision < revision or (note.revision == revision and note.body != body):
            tally.lost += 1
            print(f"lost: {note_id} at revision {revision}")
    tally.set_aside += bool(notebook.notice)
    notebook.close()


def run(root: Path, kills: int, seed: int) -> Tally:
    chance, tally = random.Random(seed), Tally()
    expected: dict[str, tuple[int, str]] = {}
    for count in range(kills):
        folder = root / str(count // PER_FOLDER)
        if count % PER_FOLDER == 0:
            expected = {}
        acknowledged = kill_once(folder, chance)
        expected |= {note: (revision, body) for note, revision, body in acknowledged}
        tally.kills += 1
        tally.while_opening += not acknowledged
        tally.acknowledged += len(acknowledged)
        look(folder, expected, tally)
    return tally


if __name__ == "__main__":
    place, kills, seed = (*sys.argv[1:], *("50", "1")[len(sys.argv) - 2 :])
    result = run(Path(place), int(kills), int(seed))
    print(result.table())
    sys.exit(result.is_broken)
