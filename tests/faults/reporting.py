"""The table of faults, for the terminal and for docs/faults.md."""

import os
import platform
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from tally import Tally

_HEADS = {
    "faults": "faults",
    "acknowledged": "writes acknowledged",
    "mended": "mended",
    "in_place": "notes in place",
    "in_history": "in history",
    "in_copy": "in a copy",
    "hit": "hit",
    "lost": "lost",
    "unopened": "unopened",
    "traces": "erased, found",
}
_METHOD = """
Each fault has a folder of its own and a seed that decides every choice. Writers are processes of their own;
they say each note and text only after the call that wrote it has returned, which is what *acknowledged*
means. Kills are SIGKILL at a random moment. Damage is done to the files of a notebook in use, with its log
beside it. Then the notebook is opened by the program, one more note is written, and every note is looked for
with its last acknowledged text.

- **in place**: the note has that text, or a newer one.
- **in history**: the note's text was damaged in its row, and its history has it whole.
- **in a copy**: only a backup, or the damaged file that is kept, has that text.
- **hit**: every page of the files on which a copy of the text stood was itself changed by the fault, in the
  row, in the history, in the log and in the backups; no program can bring it back. Told from the bytes alone,
  page by page (SQLite's pages and frames of the log), without the program.
- **lost**: a page with the whole text was left as it was, and the program does not find it.
- **erased, found**: a text that was acknowledged as erased for good and is still in a file.

A write that was under way when the process was killed may or may not be there. Cutting the log takes away
what was acknowledged only on a disk that says it has written and has not; that is counted all the same.

Limits, of the run as a whole: 0 lost, 0 unopened, 0 erased and found.
"""


def table(tallies: Mapping[str, Tally]) -> str:
    rows = [["kind", *_HEADS.values()]]
    total = Tally()
    for name, tally in sorted(tallies.items()):
        rows.append([name, *(str(getattr(tally, column)) for column in _HEADS)])
        for spec in fields(Tally):
            setattr(total, spec.name, getattr(total, spec.name) + getattr(tally, spec.name))
    rows.append(["all", *(str(getattr(total, column)) for column in _HEADS)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "| "
        + " | ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in rows
    ]
    rule = (
        "| "
        + " | ".join(
            "-" * width if not place else "-" * (width - 1) + ":" for place, width in enumerate(widths)
        )
        + " |"
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def report(tallies: Mapping[str, Tally], seed: int, versions: str, begun: datetime) -> str:
    took = (datetime.now(UTC) - begun).total_seconds()
    machine = f"{os.cpu_count()} cores ({_processor()}), {platform.system()} {platform.release()}"
    return (
        "# Faults\n\nWhat becomes of notes when things break. `make faults` does this again and writes this "
        "page; `make test` does a short run of it.\n\n"
        f"{begun:%Y-%m-%d}, {took:.0f} s, seed {seed}. {machine}; {versions}.\n\n"
        f"{table(tallies)}\n{_METHOD}"
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.machine()
