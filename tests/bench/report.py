"""The table of a run, for the terminal and for docs/bench.md."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.figures import Figure

METHOD = """\
Each figure stands beside a yardstick that was measured in the same run, by turns with it, so that a slow or
busy machine slows both. There are three rounds, and the quietest counts for each: other programs can only
add to a time. A median is over all calls of a round; *95 %* is the time that 95 of 100 calls stay under;
*longest* is the longest time that the window did not answer.

- **Start** is from the start of the process to the first pass in which both tree and page were painted, with
  compiled code; the program runs as it always does. Memory is read when the notebook is open and what is due
  at a start is done.
- **Typing** is 200 words, the 20 commonest of the index among them, typed key by key into the search field of
  the real window, drawn offscreen: from the key to the painted results. The search runs beside the window on
  a thread of its own. The yardstick is SQLite's own ranked query for the same letters, without a window.
- **Saving** is durable: on the disk when the call returns. The yardstick writes the same rows with
  `sqlite3` alone, into the same tables with the same index of words, in one transaction, with
  `synchronous=FULL` on a write-ahead log.
- **100,000 notes** are made anew for each run: eight to sixty words each, on all pages of the book, two
  fifths of them on passages, with kinds, tags, days and 40 meetings. A list asks for its length and its
  first hundred notes.
- **Window** is the real window on that notebook, drawn offscreen. A timer that is due every 5 ms tells
  when it was late.
- **Big book** is the real window on a book of 100,000 examples, beside the window on the bundled one, by
  turns; each start and each walk is a process of its own. *Start* is from the first import to the first
  painted page.
- **Compare** is that same window, in which four examples are put side by side, read, moved and resized.
- **Handout** is from the choice to the bytes of the file, with the child process that sets it already
  running.
- **Memory for paper** is that of the window and of all that it started, what they share counted once,
  looked at ten times a second: twenty different handouts of more than 200 pages, one after the other.
- **Pages** are handouts of 1, 20 and 200 pages of the book, each in a child process: *cold* is with the start
  of that process, *warm* without. Every paragraph is another each time. The yardsticks are given the same
  text as ready HTML and tag nothing: `QTextDocument` printed with `QPdfWriter`, and WeasyPrint, which is
  measured only where it is installed.
- **Large pack** is a content folder of 100,000 made-up examples, each a file of some 120 words, built into
  a book in a process of its own; its memory is what that process and those that it starts hold at their
  peak. *Cancel* is the longest time for which a stage goes on without asking, and the time until the build
  has ended and left nothing behind.
- **Command line** starts a new process each time.
"""


def as_text(figures: Sequence[Figure]) -> str:
    rows = [("", "", "", "yardstick", "", ""), *map(_row, figures)]
    wide = [max(len(row[place]) for row in rows) for place in range(6)]
    lines, part = [], ""
    for figure, row in zip([None, *figures], rows, strict=True):
        if figure and figure.part != part:
            part = figure.part
            lines.append(f"\n{part}")
        cells = [row[0].ljust(wide[0]), row[1].ljust(wide[1]), *(row[n].rjust(wide[n]) for n in range(2, 5))]
        lines.append("  " + "  ".join([*cells, row[5]]).rstrip())
    return "\n".join(lines)


def as_page(figures: Sequence[Figure]) -> str:
    """docs/bench.md whole."""
    lines = [
        "# How quick it is",
        "",
        f"Measured on {date.today().isoformat()} by `make bench`, on {machine()}.",
        "",
    ]
    lines.append(METHOD)
    part = ""
    for figure in figures:
        if figure.part != part:
            part = figure.part
            lines += ["", f"## {part}", "", "| what | measure | time | yardstick | ratio | limit |"]
            lines.append("| --- | --- | ---: | ---: | ---: | --- |")
        name, measure, taken, beside, ratio, limit = _row(figure)
        lines.append(f"| {name} | {measure} | {taken} | {beside} | {ratio} | {limit} |")
    named = dict.fromkeys((figure.part, figure.yardstick) for figure in figures)
    lines += ["", "The yardsticks:", "", *(f"- {part}: {yardstick}" for part, yardstick in named)]
    return "\n".join(lines) + "\n"


def machine() -> str:
    model = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.exists():
        names = [line for line in about.read_text("utf-8").splitlines() if line.startswith("model name")]
        model = " ".join(names[0].partition(":")[2].split()) if names else model
    return (
        f"{os.cpu_count()} cores of {model}, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def _row(figure: Figure) -> tuple[str, str, str, str, str, str]:
    limit = str(figure.limit)
    if limit and not figure.is_kept:
        limit += ": broken"
    ratio = f"{figure.seconds / figure.beside:.1f} ×" if figure.beside else ""
    taken, beside = (_told(number, figure.unit) for number in (figure.seconds, figure.beside))
    return figure.name, figure.measure, taken, beside, ratio, limit


def _told(seconds: float, unit: str) -> str:
    if not seconds:
        return ""
    if unit:
        return f"{seconds:.0f} {unit}"
    if seconds >= 10:
        return f"{seconds:.1f} s"
    return f"{seconds * 1000:.2f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"
