"""From a folder to a notebook that can be written: makes, repairs and updates it, and says what it did."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from esscollab_desktop.storage.notebook.before_opening import BeforeOpening, before_opening, was_killed
from esscollab_desktop.storage.notebook.copies import newest_sound
from esscollab_desktop.storage.notebook.engine import ROLLBACK, WAL
from esscollab_desktop.storage.notebook.examination import Condition, Examination, examine, open_plain, side
from esscollab_desktop.storage.notebook.fresh import fill
from esscollab_desktop.storage.notebook.keeping import (
    damaged_notebooks,
    free_name,
    make_private,
    one_at_a_time,
    prepare_folder,
    set_aside,
    sync_folder,
    tighten,
)
from esscollab_desktop.storage.notebook.log_frames import log_hides_commits
from esscollab_desktop.storage.notebook.marks import FILE_NAME, RESTORE, REVISION, SUSPECT
from esscollab_desktop.storage.notebook.migrating import migrate
from esscollab_desktop.storage.notebook.salvage import Salvage, salvaged, salvaged_log
from esscollab_desktop.storage.notebook.taking_in import take_in
from esscollab_desktop.storage.notebook.volume import can_log_ahead, on_network

_REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Recovery:
    """A damaged notebook was replaced: where the old one lies, how much the new one has from it.

    `copy` is the backup that was taken together with what could be read. `log` is true where only the last
    changes were damaged, and the notebook itself went on with those that could be read.
    """

    kept: Path
    notes: int
    own_examples: int = 0
    copy: Path | None = None
    log: bool = False

    @property
    def sentence(self) -> str:
        if self.log:
            told = "One change was" if self.notes == 1 else f"{self.notes} changes were"
            return (
                f"The last changes to the notebook were damaged on the disk. {told} read and brought back. "
                f"The damaged file is kept: {self.kept}"
            )
        found = {0: "No note could be read from it.", 1: "One note was read from it and is in the new one."}
        told = found.get(self.notes, f"{self.notes} notes were read from it and are in the new one.")
        if self.own_examples:
            told += f" So {'was' if self.own_examples == 1 else 'were'} {_counted(self.own_examples)}."
            if not self.notes:
                told = f"{_counted(self.own_examples).capitalize()} could be read from it, but no note."
        if self.copy:
            told += f" Notes that stood only in the newest copy, “{self.copy.stem}”, are in it too."
        return f"The notebook was damaged, so a new one was started. {told} The old file is kept: {self.kept}"


@dataclass(frozen=True, slots=True)
class Opened:
    path: Path
    journal: str
    recovery: Recovery | None = None
    backup: Path | None = None
    is_checked: bool = True


def rescue_log(folder: Path, migrations: Path, now: datetime) -> None:
    """Before anything but `make_ready` opens the notebook: bring in what would be dropped by that."""
    folder = folder.absolute()
    if was_killed(folder) or log_hides_commits(folder / FILE_NAME):
        make_ready(folder, migrations, now)


def make_ready(folder: Path, migrations: Path, now: datetime, wanted: str = REVISION) -> Opened:
    """Bring the folder's notebook into a state that can be used: there, sound, up to date, private."""
    folder = folder.absolute()
    prepare_folder(folder)
    path = folder / FILE_NAME
    # Before SQLite opens the file for the first time: it drops the log on closing, and what it can't read of
    # it with it.
    before = before_opening(path)
    try:
        return _made_ready(path, before, migrations, now, wanted)
    finally:
        before.forget()


def _made_ready(path: Path, before: BeforeOpening, migrations: Path, now: datetime, wanted: str) -> Opened:
    folder, recovery, backup = path.parent, None, None
    found = examine(path)
    if before.torn or not _is_ready(folder, found, wanted):
        # Whatever was seen outside the lock, another program may have mended since.
        with one_at_a_time(folder):
            found = examine(path)
            if _wants_repair(folder, found):
                recovery = _repair(folder, now, before.log)
                found = examine(path)
            if found.condition in (Condition.MISSING, Condition.EMPTY):
                make_private(path)
                fill(path, _settle_journal(path, found), now, Salvage())
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
            if before.torn and recovery is None and wanted == REVISION:
                recovery = _read_torn(path, before.main, before.log, now)
    if found.is_checked:
        side(path, SUSPECT).unlink(missing_ok=True)
    tighten(path)
    return Opened(path, _settle_journal(path, found), recovery, backup, found.is_checked)


def _read_torn(path: Path, main: bytes, log: bytes, now: datetime) -> Recovery | None:
    """Bring newer versions out of a torn log into the notebook, which is sound without them; keep the log."""
    found = salvaged_log(main, log, now)
    kept = free_name(path.parent, "notebook-damaged", now)
    with closing(open_plain(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        count = take_in(connection, found)
        if count:
            torn = side(kept, "-wal")
            make_private(torn)
            torn.write_bytes(log)
            sync_folder(path.parent)
        connection.execute("COMMIT")
    return Recovery(kept, count, log=True) if count else None


def _is_ready(folder: Path, found: Examination, wanted: str) -> bool:
    killed = any((folder / work).exists() for work in (_REPAIR, RESTORE))
    return found.condition is Condition.SOUND and found.revision == wanted and not killed


def _wants_repair(folder: Path, found: Examination) -> bool:
    # A repair that was killed between its two renames left no notebook, but a finished one in its own folder.
    killed = found.condition is Condition.MISSING and (folder / _REPAIR / FILE_NAME).exists()
    if not killed and found.condition is not Condition.DAMAGED:
        # What other kills left: copies of the notebook, of no more use.
        for work in (_REPAIR, RESTORE):
            shutil.rmtree(folder / work, ignore_errors=True)
    return found.condition is Condition.DAMAGED or killed


def _repair(folder: Path, now: datetime, log: bytes) -> Recovery:
    """Fill a new notebook beside the damaged one, and only then change their names: a kill loses neither."""
    work, path = folder / _REPAIR, folder / FILE_NAME
    mended, copy = work / FILE_NAME, newest_sound(folder)
    if path.exists() or not mended.exists() or examine(mended).condition is not Condition.SOUND:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        damaged = work / "damaged.sqlite"
        for suffix in ("", "-wal", "-journal"):
            if side(path, suffix).exists():
                shutil.copyfile(side(path, suffix), side(damaged, suffix))
        if log:
            # As it was before anyone opened it: older rounds in it hold what was damaged since.
            side(damaged, "-wal").write_bytes(log)
            # Whole or not at all: a part of it would be taken for the log at the next opening.
            whole = work / "log"
            make_private(whole)
            whole.write_bytes(log)
            whole.replace(side(path, "-wal"))
        found = salvaged(damaged, now, copy)
        make_private(mended)
        fill(mended, ROLLBACK, now, found)
    set_aside(folder, now)
    mended.rename(path)
    sync_folder(folder)
    shutil.rmtree(work, ignore_errors=True)
    kept = damaged_notebooks(folder)[-1]
    return Recovery(kept, _count_all(path, "note"), _count_all(path, "own_example"), copy)


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
