"""The window is killed while someone types: what was typed a second before is there.

ESSCOLLAB_WINDOW_KILLS says how often (`make kills` takes 200).
"""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from esscollab_desktop import bootstrap

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("ESSCOLLAB_WINDOW_KILLS", "12"))
PROMISED = 1.0  # s from the key to the disk


@dataclass
class Kill:
    """What one person typed, until when, and what was found afterwards."""

    seed: int
    keys: list[tuple[int, str, int, str]] = field(default_factory=list)
    at: int = 0
    found: list[str] = field(default_factory=list)
    notice: str = ""

    def typed(self, before: float = 0.0) -> dict[str, str]:
        """The text of each note by its mark, as far as it was typed `before` seconds ahead of the kill."""
        texts: dict[str, str] = {}
        for at, mark, _length, letter in self.keys:
            if at <= self.at - before * 1e9:
                texts[mark] = texts.get(mark, "") + letter
        return texts

    def lost(self) -> list[float]:
        """How long before the kill each key that is not on disk was pressed, in seconds."""
        lengths = {mark_of(body): len(body) for body in self.found}
        return [
            (self.at - at) / 1e9 for at, mark, length, _letter in self.keys if length > lengths.get(mark, 0)
        ]


def mark_of(body: str) -> str:
    return body.partition(":")[0]


def kill_one(seed: int, folder: Path) -> Kill:
    """Let a person type, kill the window at a moment drawn from the seed, and open the notebook again."""
    kill = Kill(seed)
    command = [sys.executable, str(Path(__file__).with_name("typing_window.py")), str(folder), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = process.stdout
        begun = threading.Event()

        def read() -> None:
            for line in lines:
                at, mark, length, letter = line.rstrip("\n").split("\t")
                kill.keys.append((int(at), mark, int(length), letter))
                begun.set()

        reader = threading.Thread(target=read)
        reader.start()
        began = begun.wait(60)
        if began:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(random.Random(seed).uniform(0.2, 3.0))
        kill.at = time.monotonic_ns()
        process.kill()
        reader.join()
        assert began, "nothing was typed"
    with closing(bootstrap.open_notebook(folder)) as notebook:
        kill.notice = notebook.notice
        kill.found = [note.body for note in notebook.notes()]
    return kill


def check(kill: Kill) -> None:
    where = f"seed {kill.seed}"
    assert kill.notice == "", where
    assert max(Counter(mark_of(body) for body in kill.found).values(), default=1) == 1, where
    typed = kill.typed()
    bodies = {mark_of(body): body for body in kill.found}
    for mark, body in bodies.items():
        # The last key may have reached the disk and not the log.
        assert len(body) <= len(typed.get(mark, "")) + 1, where
        assert body.startswith(typed.get(mark, "")[: len(body)]), where
    for mark, text in kill.typed(PROMISED).items():
        assert bodies.get(mark, "").startswith(text), f"{where}, {mark}: {text!r} not in {bodies.get(mark)!r}"


@pytest.mark.timeout(60 + 10 * KILLS)
def test_what_was_typed_a_second_before_is_there(
    built_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(2) as two_at_a_time:
        kills = list(two_at_a_time.map(lambda seed: kill_one(seed, tmp_path / str(seed)), range(KILLS)))
    with capsys.disabled():
        print(table(kills, time.monotonic() - began))
    for kill in kills:
        check(kill)
    assert any(len(kill.typed()) > 1 for kill in kills), "no person wrote a second note"


def table(kills: list[Kill], seconds: float) -> str:
    ages = [age for kill in kills for age in kill.lost()]
    rows = {
        "kills": len(kills),
        "keys typed": sum(len(kill.keys) for kill in kills),
        "notes": sum(len(kill.typed()) for kill in kills),
        f"keys older than {PROMISED} s that were lost": sum(age >= PROMISED for age in ages),
        "age of the oldest lost key": f"{max(ages, default=0):.3f} s",
        "time": f"{seconds:.0f} s",
    }
    return "\n" + "\n".join(f"  {name:<40} {value}" for name, value in rows.items())
