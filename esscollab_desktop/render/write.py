"""Writes a file whole or not at all, and says in plain words what is in the way."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from esscollab_desktop.domain.errors import UserError

_RESERVED = {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"}
_FORBIDDEN_ON_WINDOWS = frozenset('<>:"|?*')
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_whole(path: Path, data: bytes) -> Path:
    """Put `data` at `path` and return where it stands; a file that was there stays whole until then.

    A link is followed. Raises UserError: name that Windows reserves or that is too long, folder missing or
    read-only, `path` a folder, disk full.
    """
    check_name(path.name)
    try:
        target = Path(os.path.realpath(path))
        _check_place(target)
        _replace(target, data)
    except OSError as error:
        raise UserError(_sentence(path, error)) from error
    except ValueError as error:
        raise UserError(
            "The file name holds a character that no file name can have. Choose another name."
        ) from (error)
    return target


def check_name(name: str, on_windows: bool = os.name == "nt") -> None:
    """Raise UserError for a name that would not survive the way to a Windows machine."""
    if not name:
        raise UserError("The file has no name yet. Add one, such as handout.pdf.")
    if name.partition(".")[0].rstrip(" ").upper() in _RESERVED:
        raise UserError(f"{name} is a name that Windows keeps for itself. Choose another name.")
    if name not in {".", ".."} and name[-1] in ". ":
        raise UserError("The file name ends in a dot or a space, which Windows drops. Choose another name.")
    if on_windows and (found := _FORBIDDEN_ON_WINDOWS.intersection(name)):
        raise UserError(
            f"The file name holds {sorted(found)[0]}, which Windows does not allow. Choose another name."
        )


def _check_place(target: Path) -> None:
    if target.is_dir():
        raise UserError(f"{target.name or target} is a folder. Add a file name, such as handout.pdf.")
    if target.exists() and not target.is_file():
        raise UserError(f"{target.name} is not an ordinary file. Choose another name.")
    if not target.parent.is_dir():
        raise UserError(f"The folder {target.parent} is not there. Choose another folder, or make it first.")


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".esscollab-{secrets.token_hex(4)}.part")
    try:
        with open(beside, "xb") as file:  # noqa: PTH123 - Path.open has no exclusive default to gain here
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            with contextlib.suppress(OSError):
                beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too; Windows has no such call, and some volumes refuse it."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    told = f"The file {_short(path.name)} could not be written"
    if error.errno in _FULL:
        return f"{told}: the disk is full. Free some space, or choose another disk."
    if error.errno == errno.ENAMETOOLONG or (error.errno == errno.ENOENT and path.parent.is_dir()):
        return f"{told}: the name or its path is too long. Choose a shorter name."
    if error.errno in _READ_ONLY:
        if path.exists() and os.name == "nt":
            return f"{told}: another program has it open. Close it there, or choose another name."
        return f"{told}: the folder is read-only. Choose another folder."
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return f"{told}: the folder {path.parent} is not there. Choose another folder, or make it first."
    return f"{told}: {os.strerror(error.errno) if error.errno else error}. Choose another folder."


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:59] + "…"
