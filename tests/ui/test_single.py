"""One window per data folder, with real processes."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from esscollab_desktop.ui.single import first_window, raise_running

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def start(data: Path, built_book: Path) -> Iterator[Start]:
    """Start the program on the folder; what still runs at the end is killed."""
    begun: list[subprocess.Popen[str]] = []
    environment = {k: v for k, v in os.environ.items() if k != "ESSCOLLAB_CLOSE_AFTER"}

    def begin() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "esscollab_desktop", "--data-dir", str(data)]
        begun.append(subprocess.Popen(command, cwd=ROOT, env=environment, text=True))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.wait(30)


def test_a_second_start_raises_the_first_and_ends(data: Path, start: Start, qtbot: QtBot) -> None:
    first = first_window(data)
    assert first is not None
    first.listen()
    asked: list[bool] = []
    first.asked_to_raise.connect(lambda: asked.append(True))
    second = start()
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0
    qtbot.waitUntil(lambda: bool(asked))
    assert list(data.iterdir()) == [data / "window.lock"], "the second start left the folder alone"
    first.close()
    assert list(data.iterdir()) == []


def test_two_processes_share_no_folder(data: Path, start: Start, qtbot: QtBot) -> None:
    first = start()
    qtbot.waitUntil(lambda: raise_running(data), timeout=30_000)
    second = start()
    assert second.wait(30) == 0
    assert first.poll() is None


def test_of_starts_at_one_moment_a_single_window_stays(data: Path, start: Start, qtbot: QtBot) -> None:
    begun = [start() for _ in range(3)]
    qtbot.waitUntil(lambda: sum(p.poll() is None for p in begun) <= 1, timeout=60_000)
    assert sorted(str(p.poll()) for p in begun) == ["0", "0", "None"]
    assert raise_running(data)


def test_what_a_killed_run_left_behind_is_in_nobodys_way(data: Path, start: Start, qtbot: QtBot) -> None:
    first = start()
    qtbot.waitUntil(lambda: raise_running(data), timeout=30_000)
    first.kill()
    first.wait(30)
    assert (data / "window.lock").exists()
    second = start()
    qtbot.waitUntil(lambda: raise_running(data), timeout=30_000)
    assert second.poll() is None
    third = start()
    assert third.wait(30) == 0
    assert second.poll() is None


def test_another_folder_is_another_window(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    first, second = first_window(data), first_window(other)
    assert first is not None
    assert second is not None
    first.listen()
    assert first_window(data) is None
    first.close()
    again = first_window(data)
    assert again is not None
    again.close()
    second.close()


def test_a_folder_that_takes_no_lock_is_told_by_whoever_writes_there(tmp_path: Path) -> None:
    """No lock and no socket: the window goes on, and its log or notebook says what is in the way."""
    missing = tmp_path / "not there"
    first = first_window(missing)
    assert first is not None
    first.close()
