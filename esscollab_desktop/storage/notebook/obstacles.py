"""What can stand in the notebook's way, in sentences that say what to do."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from esscollab_desktop.domain.errors import UserError

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
_UNWRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_UNWRITABLE_NUMBERS = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Less than this is a full disk to SQLite, which grows its shared memory by 32 KiB.
_ROOM = 64 * 1024


@contextmanager
def obstacles_told(folder: Path) -> Iterator[None]:
    """Turn what the world did (full disk, no permission, damage) into UserError; bugs pass through."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        # SQLAlchemy wraps the driver's exception and keeps it as `orig`.
        if sentence := sentence_for(getattr(error, "orig", error), folder):
            raise UserError(sentence) from error
        raise


def sentence_for(error: BaseException, folder: Path) -> str:
    """What to tell a person about it; empty where the error is a bug of the program."""
    name = code_name(error)
    if is_damage(error):
        return (
            "The notebook is damaged. Close ESSCollab and start it again: it keeps the damaged file "
            "and brings back every note that can be read."
        )
    if name.startswith(_BUSY):
        return (
            "Another program is writing to the notebook and does not let go of it. "
            "Close other ESSCollab windows, then try again."
        )
    number = error.errno if isinstance(error, OSError) else None
    on_disk = name.startswith("SQLITE_IOERR") or name.startswith(_UNWRITABLE) or isinstance(error, OSError)
    if name == "SQLITE_FULL" or number in _FULL_NUMBERS or (on_disk and _no_room(folder)):
        return f"The disk that holds the notebook is full ({folder}). Free some space on it, then try again."
    if name.startswith(_UNWRITABLE) or number in _UNWRITABLE_NUMBERS:
        return (
            f"The notebook can't be written: {folder} is read-only or not yours. "
            "Allow writing there, or choose another folder with --data-dir."
        )
    if on_disk:
        return (
            f"The disk that holds the notebook can't be used ({folder}). "
            "Check that it is connected and has room, then try again."
        )
    return ""


def code_name(error: BaseException) -> str:
    """SQLite's own name for it (`SQLITE_BUSY_SNAPSHOT`); empty for other errors."""
    return str(getattr(error, "sqlite_errorname", "")) if isinstance(error, sqlite3.Error) else ""


def is_damage(error: BaseException) -> bool:
    # Python can't read what SQLite says of a schema with a flipped byte in it.
    return isinstance(error, UnicodeDecodeError) or code_name(error).startswith(_DAMAGE)


def may_write(path: Path) -> bool:
    """Whether file and folder take changes; it knows of read-only mounts and locked files, also for root."""
    return os.access(path.parent, os.W_OK | os.X_OK) and (not path.exists() or os.access(path, os.W_OK))


def _no_room(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False
