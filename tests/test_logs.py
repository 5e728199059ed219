"""A clean run leaves no log; a run that died leaves one, which the next start finds."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from esscollab_desktop import logs

DYING = """
import ctypes, logging, sys
from pathlib import Path
from esscollab_desktop import logs
logs.start(Path(sys.argv[1]))
logging.getLogger("x").info("about to die")
ctypes.string_at(0)
"""


@pytest.fixture(autouse=True)
def root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "log").iterdir())


def test_a_clean_exit_leaves_nothing(tmp_path: Path) -> None:
    run = logs.start(tmp_path)
    assert run.former is None
    logging.getLogger("esscollab").warning("something")
    assert "WARNING esscollab: something" in run.path.read_text(encoding="utf-8")
    run.close(clean=True)
    assert files(tmp_path) == []
    assert logs.latest_crash(tmp_path) is None


def test_a_run_that_died_is_told_at_the_next_start(tmp_path: Path) -> None:
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(tmp_path)], check=False, capture_output=True, timeout=60
    )
    assert died.returncode != 0
    run = logs.start(tmp_path)
    assert run.former is not None
    told = run.former.read_text(encoding="utf-8")
    assert "about to die" in told
    assert "Current thread" in told
    assert logs.latest_crash(tmp_path) == run.former
    run.close(clean=True)
    assert files(tmp_path) == [run.former.name]


def test_only_the_newest_crashes_are_kept(tmp_path: Path) -> None:
    for _ in range(8):
        logs.start(tmp_path).close(clean=False)
    run = logs.start(tmp_path)
    run.close(clean=True)
    kept = files(tmp_path)
    assert len(kept) == 5
    assert run.former is not None
    assert kept[-1] == run.former.name


def test_a_long_run_rotates_its_log_and_removes_all_of_it(tmp_path: Path) -> None:
    run = logs.start(tmp_path, console_level=logging.CRITICAL)
    for _ in range(1500):
        logging.getLogger("x").info("y" * 1000)
    assert "esscollab.log.1" in files(tmp_path)
    run.close(clean=True)
    assert files(tmp_path) == []


def test_a_program_without_a_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    logs.start(tmp_path).close(clean=True)
