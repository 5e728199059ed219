"""Makes the notebook what a copy holds, in one transaction, whoever else has it open."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from esscollab_desktop.domain.backups import Restored
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.copies import copy_notebook, look_into, open_copy, transfer
from esscollab_desktop.storage.notebook.engine import ROLLBACK
from esscollab_desktop.storage.notebook.examination import Condition, examine, open_plain
from esscollab_desktop.storage.notebook.keeping import (
    make_private,
    one_at_a_time,
    prepare_folder,
    set_aside,
    sync_folder,
)
from esscollab_desktop.storage.notebook.marks import FILE_NAME, RESTORE, REVISION
from esscollab_desktop.storage.notebook.migrating import migrate
from esscollab_desktop.storage.notebook.opening import rescue_log

BEFORE_RESTORE = "before restore"


def restore(folder: Path, copy: Path, migrations: Path, now: datetime) -> Restored:
    """Put what `copy` holds in the place of what the notebook holds; that is copied first.

    It goes page by page through SQLite into the file that is there, as one write like any other: windows
    that have it open see the old state or the new one, and no log of the one meets the file of the other.
    """
    if not look_into(copy).is_sound:
        raise UserError(f"The backup {copy.name} is damaged, so nothing was changed. Choose another one.")
    path, work = folder / FILE_NAME, folder / RESTORE
    prepare_folder(folder)
    rescue_log(folder, migrations, now)
    with one_at_a_time(folder):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        try:
            ready = _made_ready(copy, work, migrations, now)
            before = _put(ready, path, now)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return Restored(before, examine(path).notes)


def _made_ready(copy: Path, work: Path, migrations: Path, now: datetime) -> Path:
    """A copy of the copy, brought up to this program's revision."""
    ready = work / FILE_NAME
    make_private(ready)
    with closing(open_copy(copy)) as source, closing(sqlite3.connect(ready)) as target:
        transfer(source, target)
        target.execute("PRAGMA journal_mode = DELETE")
    found = examine(ready)
    if found.condition is not Condition.SOUND:
        raise UserError(f"The backup {copy.name} is damaged, so nothing was changed. Choose another one.")
    if found.revision != REVISION:
        migrate(ready, ROLLBACK, migrations, found=found.revision, wanted=REVISION, now=now)
    return ready


def _put(ready: Path, path: Path, now: datetime) -> Path | None:
    if examine(path).condition is Condition.SOUND:
        before = copy_notebook(path, BEFORE_RESTORE, now)
        with closing(open_plain(ready)) as source, closing(open_plain(path)) as target:
            target.execute("PRAGMA synchronous = FULL")
            transfer(source, target)
        return before
    set_aside(path.parent, now)
    ready.rename(path)
    sync_folder(path.parent)
    return None
