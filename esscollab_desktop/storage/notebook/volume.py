"""Whether a folder's volume can carry a write-ahead log: its programs must share memory."""

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

_NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ncpfs",
    "ceph",
    "glusterfs",
    "lustre",
    "davfs",
}
_NETWORK_FUSE = ("fuse.sshfs", "fuse.davfs", "fuse.gvfsd", "fuse.rclone", "fuse.s3", "fuse.glusterfs")
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")


def can_log_ahead(folder: Path) -> bool:
    """Try it; but on a share a log seems to work and then tears, so these are known by their kind."""
    return not on_network(folder) and _log_works(folder)


def on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        return _on_windows_share(str(folder.resolve()))
    try:
        kind = volume_kind(str(folder.resolve()), _MOUNTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False
    return kind in _NETWORK or kind.startswith(_NETWORK_FUSE)


def volume_kind(folder: str, mountinfo: str) -> str:
    """A folder's file system, from the text of Linux's mountinfo (proc(5)); nearest mount wins."""
    best, kind = -1, ""
    for line in mountinfo.splitlines():
        fields, dash, rest = line.partition(" - ")
        if not dash:
            continue
        point = fields.split()[4].encode().decode("unicode_escape")
        inside = folder == point or folder.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, kind = len(point), rest.split()[0]
    return kind


def _on_windows_share(folder: str) -> bool:
    if folder.startswith("\\\\") and not folder.startswith("\\\\?\\"):
        return True
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (the name exists on Windows alone)
    return int(kernel.GetDriveTypeW(os.path.splitdrive(folder)[0] + "\\")) == _DRIVE_REMOTE


def _log_works(folder: Path) -> bool:
    """Write through one connection and read through another, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="trial-", dir=folder, ignore_cleanup_errors=True) as trial:
        path = Path(trial) / "trial.sqlite"
        try:
            with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(path)) as other:
                if one.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                    return False
                one.execute("CREATE TABLE trial (id INTEGER)")
                one.commit()
                (count,) = other.execute("SELECT count(*) FROM trial").fetchone()
                return bool(count == 0)
        except sqlite3.OperationalError:
            return False
