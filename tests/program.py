"""Runs the real program in a process of its own, from the checkout or from a copy with another book."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Program:
    """`root` holds the package, `db` and `resources`; `home` is where it runs and keeps its data."""

    root: Path
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ESSCOLLAB"))
        }
        ours = {
            "PYTHONPATH": str(self.root),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONWARNINGS": "error",
            "ESSCOLLAB_DATA_DIR": str(self.home / "data"),
            "COLUMNS": "80",
        }
        return kept | ours | more

    def run(self, *arguments: str | bytes | Path, text: bytes = b"", **more: str) -> Done:
        """Run the command line to its end; `text` is its standard input, `more` its environment."""
        command: list[str | bytes | Path] = [sys.executable, "-m", "esscollab_desktop", *arguments]
        done = subprocess.run(
            command,
            input=text,
            env=self.environment(**more),
            cwd=self.home,
            capture_output=True,
            timeout=120,
            check=False,
        )
        encoding = more.get("PYTHONIOENCODING", "utf-8")
        return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def copy_of_program(root: Path, book: Path) -> None:
    """A copy of the package with a book of its own, so that a test may spoil the book."""
    shutil.copytree(
        CHECKOUT / "esscollab_desktop",
        root / "esscollab_desktop",
        ignore=shutil.ignore_patterns("__pycache__", "ui"),
    )
    shutil.copytree(CHECKOUT / "db" / "migrations", root / "db" / "migrations")
    shutil.copy(book, root / "db" / "practices.sqlite")
    (root / "resources").symlink_to(CHECKOUT / "resources")
