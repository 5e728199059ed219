"""From a folder to a notebook that can be written: makes, repairs and updates it, and says what it did."""

import shutil
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from esscollab_desktop.storage.notebook import schema
from esscollab_desktop.storage.notebook.engine import ROLLBACK, WAL, notebook_engine, writing
from esscollab_desktop.storage.notebook.examination import Condition, Examination, examine, open_plain, side
from esscollab_desktop.storage.notebook.keeping import (
    damaged_notebooks,
    make_private,
    one_at_a_time,
    prepare_folder,
    set_aside,
    sync_folder,
    tighten,
)
from esscollab_desktop.storage.notebook.marks import FILE_NAME, REVISION
from esscollab_desktop.storage.notebook.migrating import migrate
from esscollab_desktop.storage.notebook.salvage import Salvaged, salvaged
from esscollab_desktop.storage.notebook.stored_text import time_text
from esscollab_desktop.storage.notebook.volume import can_log_ahead, on_network

_REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Recovery:
    """A damaged notebook was replaced: where the old one lies, how much the new one has from it."""

    kept: Path
    notes: int
    own_examples: int = 0

    @property
    def sentence(self) -> str:
        found = {0: "No note could be read from it.", 1: "One note was read from it and is in the new one."}
        told = found.get(self.notes, f"{self.notes} notes were read from it and are in the new one.")
        if self.own_examples:
            told += f" So {'was' if self.own_examples == 1 else 'were'} {_counted(self.own_examples)}."
            if not self.notes:
                told = f"{_counted(self.own_examples).capitalize()} could be read from it, but no note."
        return f"The notebook was damaged, so a new one was started. {told} The old file is kept: {self.kept}"


@dataclass(frozen=True, slots=True)
class Opened:
    path: Path
    journal: str
    recovery: Recovery | None = None
    backup: Path | None = None


def make_ready(folder: Path, migrations: Path, now: datetime, wanted: str = REVISION) -> Opened:
    """Bring the folder's notebook into a state that can be used: there, sound, up to date, private."""
    folder = folder.absolute()
    prepare_folder(folder)
    path, recovery, backup = folder / FILE_NAME, None, None
    found = examine(path)
    if not _is_ready(folder, found, wanted):
        # Whatever was seen outside the lock, another program may have mended since.
        with one_at_a_time(folder):
            found = examine(path)
            if _wants_repair(folder, found):
                recovery = _repair(folder, now)
                found = examine(path)
            if found.condition in (Condition.MISSING, Condition.EMPTY):
                make_private(path)
                _fill(path, _settle_journal(path, found), now, Salvaged([], []))
                found = examine(path)
            if found.revision != wanted:
                backup = migrate(
                    path,
                    _settle_journal(path, found),
                    migrations,
                    found=found.revision,
                    wanted=wanted,
                    now=now,
                )
                found = examine(path)
    tighten(path)
    return Opened(path, _settle_journal(path, found), recovery, backup)


def _is_ready(folder: Path, found: Examination, wanted: str) -> bool:
    return found.condition is Condition.SOUND and found.revision == wanted


def _wants_repair(folder: Path, found: Examination) -> bool:
    # A repair that was killed between its two renames left no notebook, but a finished one in its own folder.
    killed = found.condition is Condition.MISSING and (folder / _REPAIR / FILE_NAME).exists()
    return found.condition is Condition.DAMAGED or killed


def _repair(folder: Path, now: datetime) -> Recovery:
    """Fill a new notebook beside the damaged one, and only then change their names: a kill loses neither."""
    work, path = folder / _REPAIR, folder / FILE_NAME
    mended = work / FILE_NAME
    if path.exists() or not mended.exists() or examine(mended).condition is not Condition.SOUND:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        for suffix in ("", "-wal", "-journal"):
            if side(path, suffix).exists():
                shutil.copyfile(side(path, suffix), side(work / "damaged.sqlite", suffix))
        saved = salvaged(work / "damaged.sqlite", now)
        make_private(mended)
        _fill(mended, ROLLBACK, now, saved)
    set_aside(folder, now)
    mended.rename(path)
    sync_folder(folder)
    shutil.rmtree(work, ignore_errors=True)
    return Recovery(damaged_notebooks(folder)[-1], _count_all(path, "note"), _count_all(path, "own_example"))


def _fill(path: Path, journal: str, now: datetime, saved: Salvaged) -> None:
    """Tables and rows in one transaction: a notebook is there whole or not at all."""
    engine = notebook_engine(path, journal)
    try:
        with writing(engine).begin() as connection:
            about = {"app": "esscollab", "notebook": str(uuid.uuid4()), "created_at": time_text(now)}
            schema.create_all(connection, about)
            for table, rows in ((schema.note, saved.notes), (schema.own_example, saved.own_examples)):
                if rows:
                    connection.execute(table.insert(), rows)
    finally:
        engine.dispose()


def _counted(own_examples: int) -> str:
    return "one own example" if own_examples == 1 else f"{own_examples} own examples"


def _count_all(path: Path, table: str) -> int:
    with closing(open_plain(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _settle_journal(path: Path, found: Examination) -> str:
    """A write-ahead log where the volume can carry it, else a rollback journal."""
    if found.wal:
        if not on_network(path.parent):
            return WAL
        with closing(open_plain(path)) as connection:
            # Alone with the file, SQLite needs no shared memory, which is what a share can't give.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute(f"PRAGMA journal_mode = {ROLLBACK}")
        return ROLLBACK
    if not can_log_ahead(path.parent):
        return ROLLBACK
    with closing(open_plain(path)) as connection:
        (mode,) = connection.execute(f"PRAGMA journal_mode = {WAL}").fetchone()
    return WAL if mode == "wal" else ROLLBACK
