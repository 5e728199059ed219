"""What a user can do with copies of the notebook: list, make, check, go back to one."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from esscollab_desktop.domain.backups import BackupInfo, Restored


class Backups(Protocol):
    """Copies in a folder's `backups/`. Needs no open notebook; a window that restores closes its own."""

    def list(self) -> list[BackupInfo]:
        """Every copy, newest first; each is opened and checked, so this is for a background."""

    def create(self, reason: str) -> BackupInfo:
        """Copy the notebook as it is now, windows that write in it or not. UserError where there is none."""

    def verify(self, path: Path) -> BackupInfo:
        """Look through one copy."""

    def restore(self, path: Path) -> Restored:
        """Make the notebook what a copy holds; what it was until then is copied first."""

    def due(self, now: datetime) -> bool:
        """Whether it is time for a copy: the notebook changed, and the newest copy is an hour old."""

    def keep_up(self, now: datetime) -> BackupInfo | None:
        """At start, off the window's thread: a copy if due, then old ones go (hour, day, week, month)."""
