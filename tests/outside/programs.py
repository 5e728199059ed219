"""Programs from outside, and ours as a process of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-P", "-m", "esscollab_desktop"]


def tool(name: str) -> str:
    """The path of a program; skips where it is not installed (with CI=true that counts as a miss)."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed; `make test-outside` installs it")
    return found


def run(*command: str | Path, **environment: str) -> str:
    """Run to the end and give what it wrote; anything but exit code 0 fails the test."""
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def esscollab(*arguments: str | Path, **environment: str) -> str:
    return run(*PROGRAM, *arguments, **environment)
