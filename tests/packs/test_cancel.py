"""A build that is called off or killed leaves nothing behind, and the former book as it was."""

import multiprocessing
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_book import write_content

from esscollab_desktop.domain import long_work
from esscollab_desktop.domain.errors import Cancelled
from esscollab_desktop.packs import example_files
from esscollab_desktop.packs.build import build_book, scratch_beside
from esscollab_desktop.packs.check import check_folder

REAL = Path(__file__).resolve().parents[2] / "resources" / "content"
STAGES = ("Reading examples", "Writing the book", "Making the index", "Checking")


class Stopping:
    """Calls the work off at its nth question within a stage, and takes down what is told."""

    def __init__(self, stage: str = "", question: int = 1) -> None:
        self.stage, self.question = stage, question
        self.told: list[tuple[str, int, int]] = []
        self.asked: dict[str, int] = {}
        self.asked_after = 0

    def progress(self, stage: str, done: int, total: int) -> None:
        self.told.append((stage, done, total))

    def cancelled(self) -> bool:
        here = self.told[-1][0] if self.told else ""
        self.asked[here] = self.asked.get(here, 0) + 1
        stops = here == self.stage and self.asked[here] >= self.question
        self.asked_after += stops
        return stops


@pytest.fixture
def always_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks and tells each time that it could."""
    monkeypatch.setattr(long_work, "_ASK_AFTER", 0.0)
    monkeypatch.setattr(long_work, "_TELL_AFTER", 0.0)


@pytest.mark.usefixtures("always_asking")
def test_every_stage_is_told_with_what_is_done(tmp_path: Path) -> None:
    watched = Stopping()
    build_book(REAL, tmp_path / "book.sqlite", watched.progress, watched.cancelled)
    assert tuple(dict.fromkeys(stage for stage, _, _ in watched.told)) == STAGES
    for stage in STAGES:
        done = [(done, total) for told, done, total in watched.told if told == stage]
        assert done == sorted(done)
        assert done[0][0] == 0
        assert done[-1][0] >= done[-1][1] - 1
        # Within the stage, not at its beginning alone.
        assert watched.asked[stage] > 5


@pytest.mark.usefixtures("always_asking")
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("question", [1, 2, 6])
@pytest.mark.parametrize("before", [b"", b"the former book"])
def test_cancel_in_every_stage(tmp_path: Path, stage: str, question: int, before: bytes) -> None:
    out = tmp_path / "book.sqlite"
    if before:
        out.write_bytes(before)
    watched = Stopping(stage, question)
    with pytest.raises(Cancelled):
        build_book(REAL, out, watched.progress, watched.cancelled)
    assert watched.asked_after == 1
    assert watched.told[-1][0] == stage
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == (
        {"book.sqlite": before} if before else {}
    )


@pytest.mark.usefixtures("always_asking")
@pytest.mark.parametrize("question", [1, 2, 5])
def test_cancel_while_processes_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: int) -> None:
    monkeypatch.setattr(example_files, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(example_files, "_CHUNK", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    watched = Stopping("Reading examples", question)
    with pytest.raises(Cancelled):
        check_folder(REAL, watched.progress, watched.cancelled)
    assert watched.asked_after == 1
    assert multiprocessing.active_children() == []


KILLED = """
import os, signal, sys
from pathlib import Path
from esscollab_desktop.domain import long_work
from esscollab_desktop.packs.build import build_book
long_work._ASK_AFTER = 0.0
told = []
def progress(stage, done, total):
    told.append(stage)
def cancelled():
    if told and told[-1] == sys.argv[3]:
        told.append("")
    elif "" in told and told.count("") < 4:
        told.append("")
    elif "" in told:
        os.kill(os.getpid(), signal.SIGKILL)
    return False
build_book(Path(sys.argv[1]), Path(sys.argv[2]), progress, cancelled)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_build_leaves_the_former_book_and_the_next_build_cleans_up(
    tmp_path: Path, stage: str
) -> None:
    small = write_content(tmp_path / "content")
    out = tmp_path / "db" / "book.sqlite"
    build_book(small, out)
    former = out.read_bytes()
    killed = subprocess.run([sys.executable, "-c", KILLED, REAL, out, stage], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert out.read_bytes() == former
    left = [path.name for path in out.parent.iterdir() if path != out]
    assert bool(left) == (stage != "Reading examples")
    build_book(small, out)
    assert [path.name for path in out.parent.iterdir()] == ["book.sqlite"]
    assert out.read_bytes() == former


def test_two_builds_of_one_file_leave_each_other_alone(tmp_path: Path) -> None:
    out = tmp_path / "book.sqlite"
    with scratch_beside(out) as ours:
        (ours / "half").write_text("half")
        (tmp_path / "book.sqlite.notes.new").write_text("a file of somebody else")
        build_book(write_content(tmp_path / "content"), out)
        assert (ours / "half").read_text() == "half"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "book.sqlite",
        "book.sqlite.notes.new",
        "content",
    ]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, ZeroDivisionError])
@pytest.mark.usefixtures("always_asking")
def test_whatever_comes_up_while_sqlite_is_at_work_comes_out(
    tmp_path: Path, kind: Callable[[], BaseException]
) -> None:
    watched = Stopping("Checking", 8)

    def cancelled() -> bool:
        if watched.cancelled():
            raise kind()
        return False

    with pytest.raises((KeyboardInterrupt, ZeroDivisionError)) as caught:
        build_book(REAL, tmp_path / "book.sqlite", watched.progress, cancelled)
    assert caught.type is kind
    assert list(tmp_path.iterdir()) == []
