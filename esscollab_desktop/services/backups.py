"""What a user can do with copies of the notebook: list, make, check, go back to one."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from esscollab_desktop.domain.backups import BackupInfo, Restored, to_keep
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.storage.notebook.copies import (
    all_copies,
    copy_notebook,
    look_into,
    reason_of,
    remove_unfinished,
    taken_at,
)
from esscollab_desktop.storage.notebook.keeping import one_at_a_time
from esscollab_desktop.storage.notebook.log_frames import log_hides_commits
from esscollab_desktop.storage.notebook.marks import FILE_NAME, SIDE_FILES
from esscollab_desktop.storage.notebook.obstacles import obstacles_told

AT_START = "at start"
BEFORE_IMPORT = "before import"
_EVERY = timedelta(hours=1)
# What no system allows in a name, and what would be read as part of the time.
_UNNAMEABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_MOST_REASON = 40


class Backups:
    """Copies in a data folder's `backups/`. Needs no open notebook; a window that restores closes its own."""

    def __init__(
        self, folder: Path, migrations: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._folder = folder.absolute()
        self._migrations = migrations
        self._now = now

    def list(self) -> list[BackupInfo]:
        """Every copy, newest first; each is opened and checked, so this is for a background."""
        with obstacles_told(self._folder):
            return [look_into(path) for path in all_copies(self._folder)]

    def create(self, reason: str) -> BackupInfo:
        """Copy the notebook as it is now, windows that write in it or not. UserError where there is none."""
        if not (self._folder / FILE_NAME).is_file():
            raise UserError("There is no notebook yet, so there is nothing to copy. Write a note first.")
        with obstacles_told(self._folder):
            self._rescue_log()
        with obstacles_told(self._folder), one_at_a_time(self._folder):
            return look_into(copy_notebook(self._folder / FILE_NAME, _named(reason), self._now()))

    def verify(self, path: Path) -> BackupInfo:
        """Look through one copy. Raises UserError where there is no such file."""
        if not path.is_file():
            raise UserError(f"There is no backup {path.name}. Choose one from the list of backups.")
        with obstacles_told(self._folder):
            return look_into(path)

    def restore(self, path: Path) -> Restored:
        """Make the notebook what a copy holds; what it was until then is copied first.

        Raises UserError where the copy is damaged, or a newer program's. A damaged notebook is set aside.
        """
        from esscollab_desktop.storage.notebook.restoring import restore

        self.verify(path)
        with obstacles_told(self._folder):
            return restore(self._folder, path, self._migrations, self._now())

    def due(self, now: datetime) -> bool:
        """Whether it is time for a copy: the notebook changed, and the newest copy is an hour old."""
        path = self._folder / FILE_NAME
        if not path.is_file():
            return False
        newest = next(iter(all_copies(self._folder)), None)
        if newest is None:
            return True
        parts = [path, *(path.with_name(path.name + suffix) for suffix in SIDE_FILES if suffix != "-shm")]
        changed = max(part.stat().st_mtime for part in parts if part.exists())
        age = now - taken_at(newest)
        # A clock that was set back must not stop the copies.
        return changed > newest.stat().st_mtime and not timedelta(0) <= age < _EVERY

    def keep_up(self, now: datetime) -> BackupInfo | None:
        """At start, off the window's thread: a copy if due, then old ones go (hour, day, week, month)."""
        if not self.due(now):
            return None
        made = self.create(AT_START)
        with obstacles_told(self._folder), one_at_a_time(self._folder):
            remove_unfinished(self._folder)
            copies = all_copies(self._folder)
            kept = to_keep([(taken_at(path), reason_of(path) == AT_START) for path in copies], now)
            for place, path in enumerate(copies):
                if place not in kept and path != made.path:
                    path.unlink(missing_ok=True)
        return made

    def _rescue_log(self) -> None:
        if log_hides_commits(self._folder / FILE_NAME):
            from esscollab_desktop.storage.notebook.opening import rescue_log

            rescue_log(self._folder, self._migrations, self._now())


def _named(reason: str) -> str:
    """A reason as it can stand in a file's name on every system."""
    words = " ".join(_UNNAMEABLE.sub(" ", reason).split())[:_MOST_REASON].strip(" .")
    return words or "by hand"
