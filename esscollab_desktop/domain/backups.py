"""What is known of the copies of a notebook."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One copy in the backups folder. `taken_at` is aware; `size` in bytes; `notes` counts live ones.

    `reason` is words that go after a time ("at start", "before restore").
    """

    path: Path
    taken_at: datetime
    reason: str
    notes: int
    size: int
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore that was done: `before` is the copy of what was there until then; restoring it undoes all."""

    before: Path | None
    notes: int
