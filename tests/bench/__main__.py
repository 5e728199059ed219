"""Measures all, prints one table, writes docs/bench.md; ends with 1 where a limit is broken."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import (
    big_book,
    build,
    commands,
    comparing,
    finding,
    full_notebook,
    handouts,
    paper_memory,
    presses,
    report,
    saving,
    seeing,
    start,
    typed_words,
    window,
)
from bench.figures import Figure
from esscollab_desktop import bootstrap, paths

PAGE = Path(__file__).parents[2] / "docs" / "bench.md"
PARTS = (
    "start",
    "saving",
    "finding",
    "window",
    "typing",
    "book",
    "comparing",
    "seeing",
    "handouts",
    "paper",
    "commands",
    "build",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="only these, and docs/bench.md stays")
    parser.add_argument("--notes", type=int, default=full_notebook.NOTES, help="how many notes to list")
    parser.add_argument("--big-book", type=Path, help="a book of 100,000 examples, else one is made")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        figures = list(measured(Path(folder), chosen.parts or PARTS, chosen.notes, chosen.big_book))
    print(report.as_text(figures))
    if not chosen.parts:
        PAGE.write_text(report.as_page(figures), "utf-8")
    return 0 if all(figure.is_kept for figure in figures) else 1


def measured(folder: Path, parts: Sequence[str], notes: int, book: Path | None = None) -> Iterator[Figure]:
    library = bootstrap.open_library(paths.bundle_root())
    try:
        if "start" in parts:
            yield from start.figures(folder / "start")
        if "saving" in parts:
            yield from saving.figures(folder / "saving")
        full = folder / "full"
        meetings = []
        if {"finding", "window", "commands"} & set(parts):
            meetings = full_notebook.fill(full, library, notes)
        if "finding" in parts:
            notebook = bootstrap.open_notebook(full)
            try:
                yield from finding.figures(notebook, full, meetings)
            finally:
                notebook.close()
        if "window" in parts:
            full_notebook.fill(folder / "usual", library, window.USUAL)
            full_notebook.fill(folder / "small", library, 100)
            yield from window.figures(full, folder / "usual", folder / "small")
        if {"typing", "book", "comparing", "seeing"} & set(parts):
            yield from with_the_big_book(folder, parts, book or big_book.big_book(folder))
        if "handouts" in parts:
            yield from handouts.figures(library)
        if "paper" in parts:
            yield from presses.figures()
            yield from paper_memory.figures(folder / "paper")
        if "commands" in parts:
            yield from commands.figures(full)
        if "build" in parts:
            yield from build.figures()
    finally:
        library.close()


def with_the_big_book(folder: Path, parts: Sequence[str], book: Path) -> Iterator[Figure]:
    if "typing" in parts:
        yield from typed_words.figures(folder, book)
    if "book" in parts:
        yield from big_book.figures(folder / "book", book)
    if "comparing" in parts:
        yield from comparing.figures(folder / "comparing", book)
    if "seeing" in parts:
        yield from seeing.figures(folder / "seeing", book)


if __name__ == "__main__":
    sys.exit(main())
