"""What the command line may import, and how it runs where Unix-only modules are missing."""

import subprocess
import sys

import pytest
from program import Program

REPORT = """
import sys
from esscollab_desktop.__main__ import main
code = main(sys.argv[1:])
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""
# The modules that Windows lacks are made impossible to import, as they are there.
BLOCKED = """
import sys
for name in ("fcntl", "pwd", "grp", "resource", "termios", "readline"):
    sys.modules[name] = None
from esscollab_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
EVERY_COMMAND = [
    ("tree",),
    ("show", "4.MA"),
    ("search", "kellogg"),
    ("notes", "add", "4", "--text", "x"),
    ("notes", "list"),
    ("notes", "add", "4.MA", "--text", "x", "--letter", "b"),
    ("notes", "orphans"),
    ("notes", "export", "x.zip"),
    ("notes", "export", "x.docx"),
    ("meetings", "add", "x"),
    ("backups", "list"),
    ("own", "add", "--practice", "4", "--state", "KS", "--headline", "x", "--text", "x"),
    ("own", "list"),
    ("map", "--notes"),
    ("map", "--png", "x.png", "--pdf", "x.pdf"),
    ("handout", "4.MA", "--notes", "end"),
    ("packs", "key", "-o", "x.pem"),
    ("doctor",),
    ("--version",),
]


def run(program: Program, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=program.environment(),
        cwd=program.home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_no_command_imports_qt(program: Program, command: tuple[str, ...]) -> None:
    done = run(program, REPORT, *command)
    assert done.returncode == 0
    modules = done.stderr.split()
    assert "esscollab_desktop.cli.command_line" in modules
    assert [
        name for name in modules if name.startswith(("PySide6", "shiboken6", "esscollab_desktop.ui"))
    ] == []


@pytest.mark.parametrize("command", [("tree",), ("tree", "--json"), ("show", "4.MA"), ("search", "x")])
def test_reading_imports_nothing_slow(program: Program, command: tuple[str, ...]) -> None:
    modules = set(run(program, REPORT, *command).stderr.split())
    slow = {
        "sqlalchemy",
        "alembic",
        "yaml",
        "typst",
        "fontTools",
        "platformdirs",
        "logging",
        "asyncio",
    }
    assert modules & slow == set()


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_every_command_runs_without_unix_modules(program: Program, command: tuple[str, ...]) -> None:
    done = run(program, BLOCKED, *command)
    assert (done.returncode, done.stderr) == (0, "")
