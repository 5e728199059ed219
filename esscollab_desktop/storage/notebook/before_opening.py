"""Keeps what an opening can destroy until it is done: SQLite drops a log that it can’t read.

Without it, a kill between SQLite’s first look and the repair would lose the notes that stood only there.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from esscollab_desktop.storage.notebook.examination import side
from esscollab_desktop.storage.notebook.log_frames import bytes_of, log_hides_commits

# A folder beside the notebook, there only while it is being opened or where that was killed.
FOLDER = "notebook-opening"
_LOG, _MAIN = "log", "main"


@dataclass(frozen=True, slots=True)
class BeforeOpening:
    """The log as it was; where `torn`, it holds commits that SQLite will not see, and `main` is the file."""

    kept: Path
    log: bytes = b""
    main: bytes = b""
    torn: bool = False

    def forget(self) -> None:
        """The notebook is open, or told why it is not: nothing here is needed any more."""
        shutil.rmtree(self.kept, ignore_errors=True)


def was_killed(folder: Path) -> bool:
    """Whether an opening of this folder's notebook never came to its end."""
    return (folder / FOLDER / _LOG).is_file()


def before_opening(path: Path) -> BeforeOpening:
    """To be asked before SQLite opens a notebook: what it may drop, on disk as well until `forget`.

    Where an opening was killed and the log is gone since, what that one kept.
    """
    kept = path.parent / FOLDER
    log = bytes_of(side(path, "-wal"))
    if not log and (kept / _LOG).is_file():
        torn = (kept / _MAIN).is_file()
        return BeforeOpening(kept, bytes_of(kept / _LOG), bytes_of(kept / _MAIN), torn)
    torn = log_hides_commits(path)
    before = BeforeOpening(kept, log, bytes_of(path) if torn else b"", torn)
    if log:
        _keep(before)
    return before


def _keep(before: BeforeOpening) -> None:
    """Whole or not at all. On a full disk the notebook is opened all the same, as without it."""
    work = before.kept.with_name(f"{FOLDER}-{os.getpid()}")
    with suppress(OSError):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        if before.torn:
            (work / _MAIN).write_bytes(before.main)
        (work / _LOG).write_bytes(before.log)
        shutil.rmtree(before.kept, ignore_errors=True)
        work.rename(before.kept)
    shutil.rmtree(work, ignore_errors=True)
