"""A check that was skipped for a missing program is not taken for one that passed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SAMPLE = """
import pytest

def test_runs():
    assert True

def test_lacks_a_program():
    pytest.skip("qpdf is not here")

@pytest.mark.skipif(True, reason="only on Windows")
def test_of_another_system():
    raise AssertionError
"""
LACKING_MODULE = "import pytest\npytest.importorskip('no_such_module')\n"


@pytest.mark.parametrize(
    ("ci", "source", "code", "says"),
    [
        ("true", SAMPLE, 1, "1 failed, 1 passed, 1 skipped"),
        ("", SAMPLE, 0, "1 passed, 2 skipped"),
        ("true", LACKING_MODULE, 2, "1 error"),
    ],
)
def test_skips(tmp_path: Path, ci: str, source: str, code: int, says: str) -> None:
    (tmp_path / "test_sample.py").write_text(source, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.plugin_skips", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, "--rootdir", tmp_path, "-c", os.devnull, tmp_path],
        cwd=ROOT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, says in run.stdout) == (code, True), run.stdout + run.stderr
