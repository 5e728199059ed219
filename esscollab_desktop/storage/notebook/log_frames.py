"""Whether a write-ahead log holds commits that SQLite will not see, since a byte before them is torn.

The format is SQLite's (https://www.sqlite.org/walformat.html): SQLite reads up to the first frame whose
checksum does not fit, and drops what comes after it without a word.
"""

import struct
from pathlib import Path

from esscollab_desktop.storage.notebook.examination import side

_HEADER, _FRAME, _INDEX = 32, 24, 136
_MAGIC = (0x377F0682, 0x377F0683)


def log_hides_commits(path: Path) -> bool:
    """Ask it of the log beside a notebook, as it is now. Opening the notebook would drop such commits."""
    return hides_commits(bytes_of(side(path, "-wal")), bytes_of(side(path, "-shm")))


def bytes_of(path: Path) -> bytes:
    """What is in a file; nothing where there is none, or where it can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def hides_commits(log: bytes, shared: bytes = b"") -> bool:
    """Whether commits stand where SQLite does not come to them any more.

    In the log, behind a frame that is torn. Or in the main file: they were copied there, and then the log
    lost its end, so that its older pages hide the newer ones. How far it was copied says its index, `shared`.
    """
    if len(log) < _HEADER + _FRAME:
        return False
    magic, _, size = struct.unpack(">3I", log[:12])
    order = ">" if magic & 1 else "<"
    sums = _checksum(log[:24], (0, 0), order) if magic in _MAGIC else None
    if sums is None or sums != struct.unpack(">2I", log[24:32]) or not 512 <= size <= 65536:
        return True
    salt, sound, committed = log[16:24], True, 0
    for start in range(_HEADER, len(log) - _FRAME - size + 1, _FRAME + size):
        head = log[start : start + _FRAME]
        of_this_round = head[8:16] == salt
        if sound:
            if of_this_round:
                sums = _checksum(head[:8], sums, order)
                sums = _checksum(log[start + _FRAME : start + _FRAME + size], sums, order)
            sound = of_this_round and sums == struct.unpack(">2I", head[16:24])
            if sound and head[4:8] != bytes(4):
                committed = (start - _HEADER) // (_FRAME + size) + 1
        # The second number of a frame is the size of the file after a commit, else 0.
        if not sound and of_this_round and head[4:8] != bytes(4):
            return True
    return _copied(shared, salt) > committed


def _copied(shared: bytes, salt: bytes) -> int:
    """How many frames of this round were copied into the main file, as the index of the log has it."""
    if len(shared) < _INDEX or shared[32:40] != salt:
        return 0
    return int(struct.unpack("=I", shared[96:100])[0])


def _checksum(data: bytes, sums: tuple[int, ...], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
