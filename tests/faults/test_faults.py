"""A short run of the faults: every kind three times. The long one is `make faults`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("faults.py")
SEED = os.environ.get("ESSCOLLAB_SEED", "20261123")
KINDS = 21


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only on systems that fork")
def test_no_acknowledged_note_is_lost_whatever_breaks(tmp_path: Path) -> None:
    page = tmp_path / "faults.md"
    command = [sys.executable, str(SCRIPT), str(3 * KINDS), SEED, str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.stdout.splitlines()]
    told = {row[0]: dict(zip(rows[0][1:], row[1:], strict=True)) for row in rows[2:]}
    assert len(told) == KINDS + 1
    assert told["all"]["faults"] == str(3 * KINDS)
    assert int(told["all"]["writes acknowledged"]) > 1000
    # The damage is real: it is met, and mended.
    assert int(told["all"]["mended"]) > 0
    assert done.stdout in page.read_text(encoding="utf-8")
