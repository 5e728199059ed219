"""Where acknowledged texts stand in the files of a notebook, page by page, and where they are found again.

Ground truth comes from the bytes alone, not from the program: a copy of a text is whole after a fault when
none of the pages (of the main file or a backup) or frames (of the log) that its bytes lie on was changed.
A note has at least two copies: its row, and its newest version in the history.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from esscollab_desktop.storage.notebook.carving import carve

PAGE = 4096
_HEADER, _FRAME = 32, 24 + PAGE


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file that can hold notes, by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-shm"))
    }


def whole_copies(text: str, before: dict[str, bytes], after: dict[str, bytes]) -> int:
    """How many copies of a text (short enough for one page) lie on pages that a fault left as they were."""
    wanted, count = text.encode(), 0
    for name, data in before.items():
        damaged = after.get(name, b"")
        if name.endswith("-wal"):
            damaged = _committed(damaged)
        at = data.find(wanted)
        while at >= 0:
            start, end = _page(name, at)
            count += data[start:end] == damaged[start:end]
            at = data.find(wanted, at + 1)
    return count


def _committed(log: bytes) -> bytes:
    """A cut log up to its last whole commit: of the one that was cut nothing counts (all of it, or none)."""
    ends = [
        start + _FRAME
        for start in range(_HEADER, len(log) - _FRAME + 1, _FRAME)
        if log[start + 4 : start + 8] != bytes(4)
    ]
    return log[: ends[-1]] if ends else b""


def _page(name: str, at: int) -> tuple[int, int]:
    if name.endswith("-wal"):
        start = _HEADER + (at - _HEADER) // _FRAME * _FRAME
        return start, start + _FRAME
    return at // PAGE * PAGE, at // PAGE * PAGE + PAGE


def found_in(folder: Path) -> dict[str, set[tuple[str, str]]]:
    """(note, text) by the place that a person has it from: the note, its history, a backup, a kept file."""
    found: dict[str, set[tuple[str, str]]] = {"note": set(), "history": set(), "backup": set(), "kept": set()}
    notebook = folder / "notebook.sqlite"
    found["note"] |= set(_told(notebook, "SELECT id, body FROM note"))
    found["history"] |= set(_told(notebook, "SELECT note_id, body FROM note_revision"))
    for path in (folder / "backups").glob("*.sqlite"):
        for statement in ("SELECT id, body FROM note", "SELECT note_id, body FROM note_revision"):
            found["backup"] |= set(_told(path, statement))
    for name in {path.name.removesuffix("-wal") for path in folder.glob("notebook-damaged-*")}:
        main, log = (folder / name, folder / f"{name}-wal")
        for one in carve(*(path.read_bytes() if path.exists() else b"" for path in (main, log))):
            if one.table == "note":
                found["kept"].add((str(one.values[0]), str(one.values[2])))
            elif one.table == "note_revision":
                found["kept"].add((str(one.values[2]), str(one.values[4])))
    return found


def _told(path: Path, statement: str) -> Iterator[tuple[str, str]]:
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        yield from connection.execute(statement)
