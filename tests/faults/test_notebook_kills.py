"""What was acknowledged survives kills, cut logs, and two programs at once."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from esscollab_desktop.storage.notebook.examination import side
from esscollab_desktop.storage.notebook.repository import open_notebook

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"
KILLS = os.environ.get("ESSCOLLAB_KILLS", "50")
SEED = os.environ.get("ESSCOLLAB_SEED", "20260504")
FILE = "notebook.sqlite"

WRITER = """
import sys
from pathlib import Path
from esscollab_desktop.storage.notebook.repository import open_notebook
folder, migrations, name, shared = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:]
print("ready", flush=True)
sys.stdin.readline()
notebook = open_notebook(folder, migrations)
known = {note: (note, 1) for note in shared}
for count in range(60):
    kept = notebook.add("4", f"{name}/{count}")
    notebook.save(kept.id, f"{name}/{count} saved", kept.revision)
    for note in shared:
        note_id, revision = known[note]
        kept = notebook.save(note_id, f"{name} on {note}: {count}", revision)
        known[note] = (kept.id, kept.revision)
print(len(notebook.notes()))
notebook.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only on systems that fork")
def test_no_acknowledged_note_is_lost_by_a_kill(tmp_path: Path) -> None:
    script = Path(__file__).with_name("kill_while_saving.py")
    command = [sys.executable, str(script), str(tmp_path), KILLS, SEED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = dict(line.rsplit(maxsplit=1) for line in done.stdout.splitlines())
    assert told["kills"] == KILLS
    assert int(told["acknowledged"]) > int(KILLS)


@pytest.mark.parametrize("there", [False, True], ids=["made by both at once", "there before"])
def test_programs_that_write_at_the_same_time_lose_nothing(tmp_path: Path, there: bool) -> None:
    names, shared = ["ann", "bob", "cy"], []
    if there:
        notebook = open_notebook(tmp_path, MIGRATIONS)
        shared = [notebook.add("4.MA", "start").id]
        notebook.close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(MIGRATIONS), name, *shared],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        _, complaints = writer.communicate(timeout=120)
        assert writer.returncode == 0, complaints
        assert complaints == ""
    notebook = open_notebook(tmp_path, MIGRATIONS)
    assert notebook.notice == ""
    bodies = sorted(note.body for note in notebook.notes("4"))
    assert bodies == sorted(f"{name}/{count} saved" for name in names for count in range(60))
    # The note that all three wrote on has the last text of each, in one note each, and no more.
    assert sorted(note.body for note in notebook.notes("4.MA")) == [
        f"{name} on {note}: 59" for name in names for note in shared
    ]
    notebook.close()


def test_a_log_cut_by_a_power_failure_keeps_every_commit_before_the_cut(tmp_path: Path) -> None:
    chance = random.Random(int(SEED))
    live = open_notebook(tmp_path / "live", MIGRATIONS)
    log = side(tmp_path / "live" / FILE, "-wal")
    commits = []
    for count in range(40):
        note = live.add("4", f"note {count} " + "words " * chance.choice([1, 50, 2000]))
        commits.append((log.stat().st_size, note))
    main, whole = (tmp_path / "live" / FILE).read_bytes(), log.read_bytes()
    live.close()
    for trial in range(25):
        cut = chance.randrange(len(whole) + 1)
        folder = tmp_path / str(trial)
        folder.mkdir()
        (folder / FILE).write_bytes(main)
        side(folder / FILE, "-wal").write_bytes(whole[:cut])
        notebook = open_notebook(folder, MIGRATIONS)
        found = {note.id: note for note in notebook.notes()}
        expected = {note.id: note for size, note in commits if size <= cut}
        assert {note_id: found.get(note_id) for note_id in expected} == expected
        notebook.close()
        shutil.rmtree(folder)
