"""Processes that share the work: in order, without loss when one dies, none left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from esscollab_desktop.domain.errors import Cancelled
from esscollab_desktop.packs.workers import Workers


def squared(number: int) -> tuple[int, int]:
    # Later chunks are sooner done.
    sum(range(20_000 * (3 - number % 4)))
    return number * number, os.getpid()


def dying(number: int) -> int:
    if number in (3, 5) and multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGTERM)
    return number + 1


def faulty(number: int) -> int:
    return 1 // (number - 7)


def nothing() -> None:
    pass


def test_results_come_in_order_from_other_processes() -> None:
    workers = Workers(squared, 2)
    try:
        found = list(workers.map(range(60), nothing))
        assert [result for result, _ in found] == [number * number for number in range(60)]
        assert os.getpid() not in {process for _, process in found}
        assert [result for result, _ in workers.map(range(3), nothing)] == [0, 1, 4]
    finally:
        workers.stop()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_what_a_dead_process_had_is_done_here(count: int) -> None:
    workers = Workers(dying, count)
    assert list(workers.map(range(40), nothing)) == list(range(1, 41))
    workers.stop()
    assert multiprocessing.active_children() == []


def test_a_mistake_in_the_task_comes_out_here(capfd: pytest.CaptureFixture[str]) -> None:
    workers = Workers(faulty, 2)
    with pytest.raises(ZeroDivisionError):
        list(workers.map(range(20), nothing))
    workers.stop()
    assert multiprocessing.active_children() == []
    assert "ZeroDivisionError" in capfd.readouterr().err


@pytest.mark.parametrize("after", [0, 1, 20])
def test_whoever_asks_may_end_it(after: int) -> None:
    asked = 0

    def ask() -> None:
        nonlocal asked
        asked += 1
        if asked > after:
            raise Cancelled

    workers = Workers(squared, 2)
    with pytest.raises(Cancelled):
        list(workers.map(range(5_000), ask))
    workers.stop()
    assert multiprocessing.active_children() == []


ENDLESS = """
from esscollab_desktop.packs.workers import Workers
if __name__ == "__main__":
    workers = Workers(sum, 2)
    chunks = workers.map([range(500_000)] * 100_000, lambda: None)
    next(chunks)
    print(*(worker.process.pid for worker in workers._workers), flush=True)
    list(chunks)
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_processes_end_when_the_program_is_killed(tmp_path: Path) -> None:
    (tmp_path / "endless.py").write_text(ENDLESS)
    with subprocess.Popen([sys.executable, tmp_path / "endless.py"], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        ids = running.stdout.readline().split()
        running.kill()
        # Open as long as any of them lives: they have it from their parent.
        assert running.stdout.read() == b""
    assert len(ids) == 2
