"""Steps of a smoke test: each runs a program, looks at what came of it, and is timed for the table."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pikepdf


@dataclass
class Steps:
    """Runs programs with `home` as home folder and only the system's own programs beside them."""

    home: Path
    rows: list[tuple[str, bool, float, str]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("LANG", "SYSTEMROOT") if name in os.environ}
        folders = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home)}
        return {"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", **folders, **kept}

    def run(self, what: str, command: list[object], look: Callable[[str], object], **more: str) -> None:
        """One step: the program ends with 0, and `look` finds what it should in the output (or on disk)."""
        start = time.perf_counter()
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.home,
            env={**self.environment(), **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        seconds = time.perf_counter() - start
        good = done.returncode == 0 and bool(look(done.stdout))
        told = "" if good else f"ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        self.rows.append((what, good, seconds, told))

    def finish(self) -> int:
        """Print the table; 0 when every step held, else 1."""
        for what, good, seconds, told in self.rows:
            sys.stdout.write(f"  {'ok  ' if good else 'MISS'} {seconds:6.2f} s  {what}\n{told}")
        return 0 if all(good for _, good, _, _ in self.rows) else 1


def main_job(steps: Steps, esscollab: list[object]) -> None:
    """Browse, read, note, print: what every build of the program must do."""
    handout = steps.home / "handout.pdf"

    def is_tagged_pdf(_: str) -> bool:
        if not handout.read_bytes().startswith(b"%PDF-"):
            return False
        with pikepdf.open(handout) as pdf:
            return bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root

    steps.run("tree", [*esscollab, "tree"], lambda out: "4.MA" in out and "Massachusetts" in out)
    steps.run("tree by state", [*esscollab, "tree", "--by", "state"], lambda out: "4.MA" in out)
    steps.run("show 4.MA", [*esscollab, "show", "4.MA"], lambda out: "Rennie Center" in out)
    steps.run("search", [*esscollab, "search", "policy breakfasts"], lambda out: "4.MA" in out)
    note = "Ask the library “¿cuándo?”"
    steps.run("notes add", [*esscollab, "notes", "add", "4.MA", "--text", note], lambda _: True)
    steps.run("notes list", [*esscollab, "notes", "list", "4.MA"], lambda out: note in out)
    steps.run("handout", [*esscollab, "handout", "4.MA", "--notes", "end", "-o", handout], is_tagged_pdf)
    steps.run("handout of all", [*esscollab, "handout", "-o", handout], is_tagged_pdf)
    authors_job(steps, esscollab)
    steps.run("doctor", [*esscollab, "doctor"], lambda out: bool(out.strip()))


def authors_job(steps: Steps, esscollab: list[object]) -> None:
    """From a filled-in sheet to checked content."""
    sheet, folder = steps.home / "examples.xlsx", steps.home / "ours"

    def fill_in(_: str) -> bool:
        book = openpyxl.load_workbook(sheet)
        rows = book["Examples"]
        sample = [cell.value for cell in rows[3]]
        rows.append([*sample[:3], "a headline of our own", *sample[4:]])
        book.save(sheet)
        return True

    steps.run("packs template", [*esscollab, "packs", "template", "-o", sheet], fill_in)
    steps.run(
        "packs from-sheet",
        [*esscollab, "packs", "from-sheet", sheet, "-o", folder],
        lambda out: "4.MI.md" in out,
    )
    steps.run("packs check", [*esscollab, "packs", "check", folder], lambda _: True)
