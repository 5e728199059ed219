"""Copies of the notebook on the screen: listed, made, gone back to, off the window's thread."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from esscollab_desktop.domain.backups import BackupInfo, Restored
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.ui.tasks import TaskRunner
from esscollab_desktop.ui.viewmodels.note_words import day_words, number_of

if TYPE_CHECKING:  # copies are looked into after the first page is painted
    from esscollab_desktop.services.backups import Backups

Work = Callable[[], Restored]
Done = Callable[[Restored], None]
Refused = Callable[[Exception], None]


class BackupsModel(QObject):
    """`listed(list[BackupInfo])`, newest first; `restored(Restored)`; `said(str)`.

    `around_restore(work, done, refused)` runs a restore; the window puts there what closes its notebook
    before and opens it after. Without it, the work runs as it is.
    """

    listed = Signal(object)
    restored = Signal(object)
    said = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._backups: Backups | None = None
        self.around_restore: Callable[[Work, Done, Refused], None] = runner.run

    def attach(self, backups: "Backups") -> None:
        self._backups = backups

    def read(self) -> None:
        """Look through every copy; each is opened, so this takes a while."""
        if self._backups is not None:
            self._runner.run(self._backups.list, self.listed.emit, self._on_refused, "list")

    def create(self) -> None:
        backups = self._backups
        if backups is None:
            return

        def done(info: BackupInfo) -> None:
            self.said.emit(f"Backed up: {number_of(info.notes)}, {info.path}")
            self.read()

        self._runner.run(lambda: backups.create("by hand"), done, self._on_refused)

    def restore(self, info: BackupInfo) -> None:
        """Go back to a copy; whoever calls has asked."""
        backups = self._backups
        if backups is None:
            return

        def done(restored: Restored) -> None:
            self.said.emit(
                f"The notebook is that of {when_words(info.taken_at)}, with {number_of(restored.notes)}. "
                "What it held until now is the newest copy in the list."
            )
            self.restored.emit(restored)
            self.read()

        self.around_restore(lambda: backups.restore(info.path), done, self._on_refused)

    def _on_refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.said.emit(str(fault))


def when_words(at: datetime) -> str:
    """Day and time, local: "November 20, 2026, 10:42"."""
    local = at.astimezone()
    return f"{day_words(local.date())}, {local:%H:%M}"


def size_words(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
