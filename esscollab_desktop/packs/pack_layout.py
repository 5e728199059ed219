"""How a pack lies on the disk: a zip file of which every byte around the contents is laid down.

The entries are stored one after the other with nothing between, before or after them, at a fixed time and
without attributes. What a reader meets is compared byte by byte with what a writer would have written.
"""

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import RESERVED_NAMES

MANIFEST, SIGNATURE, BOOK = "manifest.json", "signature.json", "book.sqlite"
MOST = {MANIFEST: 65_536, SIGNATURE: 1_024, BOOK: 2_000_000_000}
AGAIN = "Get the pack again from its publisher."
SHUN = "Don’t use it; ask its publisher for a sound one."

_LOCAL = struct.Struct("<4s5H3L2H")
_RECORD = struct.Struct("<4s6H3L5H2L")
_ENDING = struct.Struct("<4s4H2LH")
_HEAD_MARK, _RECORD_MARK, _ENDING_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _TIME, _DAY = 20, 0, 0x21  # midnight of January 1, 1980, the first that a zip file knows
_LONGEST_INDEX = 65_536
_LONGEST_COMMENT = 65_535
_LINK = 0o120000


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the pack. `start`: where its bytes begin, counted from the beginning of the pack."""

    name: str
    size: int
    crc: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class _Record:
    """What the index says of an entry, before any of it is believed."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    padding: int
    attributes: int
    offset: int


def refuse(name: str, what: str, remedy: str = SHUN) -> UserError:
    return UserError(f"{name} {what}. {remedy}")


def head(entry: Entry) -> bytes:
    """What stands before the bytes of an entry."""
    name = entry.name.encode("ascii")
    sizes = (entry.crc, entry.size, entry.size)
    return _LOCAL.pack(_HEAD_MARK, _VERSION, 0, 0, _TIME, _DAY, *sizes, len(name), 0) + name


def index(entries: Sequence[Entry]) -> bytes:
    """What stands after the last entry."""
    offset, records = 0, b""
    for entry in entries:
        name = entry.name.encode("ascii")
        fixed = (_RECORD_MARK, _VERSION, _VERSION, 0, 0, _TIME, _DAY)
        sizes = (entry.crc, entry.size, entry.size, len(name), 0, 0)
        records += _RECORD.pack(*fixed, *sizes, 0, 0, 0, offset) + name
        offset += len(head(entry)) + entry.size
    counts = (0, 0, len(entries), len(entries))
    return records + _ENDING.pack(_ENDING_MARK, *counts, len(records), offset, 0)


def read_layout(file: BinaryIO, name: str) -> dict[str, Entry]:
    """The entries of a pack by name, once all around them is as it must be. Raises UserError."""
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise refuse(name, "is empty", AGAIN)
    if file.read(4) != _HEAD_MARK:
        raise refuse(name, "is not a content pack", "Choose a file that ends in .esspack.")
    records = _records(_index_bytes(file, size, name), name)
    for record in records:
        _check(record, name)
    names = tuple(record.name for record in records)
    if len(set(names)) < len(names):
        twice = next(each for each in names if names.count(each) > 1)
        raise refuse(name, f"holds “{twice}” more than once")
    for wanted in (MANIFEST, BOOK):
        if wanted not in names:
            raise refuse(name, f"holds no “{wanted}”, so it is not a content pack")
    entries, offset = [], 0
    for record in records:
        if record.offset != offset:
            raise refuse(name, "holds parts that overlap, or something between them")
        start = offset + _LOCAL.size + len(record.name)
        entries.append(Entry(record.name, record.size, record.crc, start))
        offset = start + record.size
    _compare(file, entries, offset, size, name)
    return {entry.name: entry for entry in entries}


def _index_bytes(file: BinaryIO, size: int, name: str) -> bytes:
    """The index of the zip file, which must end the file and begin where it says."""
    file.seek(max(0, size - _LONGEST_COMMENT - _ENDING.size))
    tail = file.read()
    if not tail[-_ENDING.size :].startswith(_ENDING_MARK):
        if tail.rfind(_ENDING_MARK) >= 0:
            raise refuse(name, "holds something behind its end")
        raise refuse(name, "is cut short: its end is missing", AGAIN)
    _mark, disk, first, here, count, length, offset, comment = _ENDING.unpack(tail[-_ENDING.size :])
    if comment:
        raise refuse(name, "holds something behind its end")
    if disk or first or here != count:
        raise refuse(name, "is one part of several that belong together", AGAIN)
    if count == 0xFFFF or 0xFFFFFFFF in (length, offset):
        raise refuse(name, "says that it is larger than a pack may be")
    if offset + length + _ENDING.size > size:
        raise refuse(name, "is cut short: it is smaller than it says", AGAIN)
    if offset + length + _ENDING.size < size:
        raise refuse(name, "holds something that its index does not name")
    if length > _LONGEST_INDEX:
        raise refuse(name, "holds more files than a pack has")
    file.seek(offset)
    return file.read(length)


def _records(data: bytes, name: str) -> list[_Record]:
    found, place = [], 0
    while place < len(data):
        if len(data) - place < _RECORD.size or data[place : place + 4] != _RECORD_MARK:
            raise refuse(name, "has an index that can’t be read", AGAIN)
        fields = _RECORD.unpack_from(data, place)
        flags, method = fields[3], fields[4]
        crc, packed, size, named, extra, comment = fields[7:13]
        attributes, offset = fields[15], fields[16]
        place += _RECORD.size
        if len(data) - place < named + extra + comment:
            raise refuse(name, "has an index that can’t be read", AGAIN)
        told = data[place : place + named].decode("utf-8", "replace")
        padding = extra + comment
        found.append(_Record(told, flags, method, crc, packed, size, padding, attributes, offset))
        place += named + padding
    return found


def _check(record: _Record, name: str) -> None:
    """Refuse what no pack holds, each with a sentence of its own."""
    if fault := _name_fault(record.name):
        raise refuse(name, fault)
    if record.attributes >> 16 & 0o170000 == _LINK:
        raise refuse(name, f"holds “{record.name}” as a link to another file")
    if record.flags & 1:
        raise refuse(name, f"holds “{record.name}” locked with a password")
    if record.method or record.packed != record.size:
        raise refuse(name, f"holds “{record.name}” compressed, which a pack never does")
    if record.size > MOST[record.name]:
        raise refuse(name, f"holds “{record.name}” larger than it may be")
    if record.padding:
        raise refuse(name, f"holds something hidden beside “{record.name}”")


def _name_fault(told: str) -> str:
    """What is wrong with the name of an entry; empty for one that a pack may hold."""
    if told in MOST:
        return ""
    shown = "".join(char if char.isprintable() else "?" for char in told[:60])
    if told.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", told):
        return f"holds a file with the absolute path “{shown}”"
    parts = re.split(r"[/\\]", told)
    if ".." in parts:
        return f"holds a file that would climb out of its folder, “{shown}”"
    if any(part.partition(".")[0].rstrip(" ").lower() in RESERVED_NAMES for part in parts):
        return f"holds a file with a name that Windows keeps for itself, “{shown}”"
    return f"holds a file that has no business there, “{shown}”"


def _compare(file: BinaryIO, entries: Sequence[Entry], end: int, size: int, name: str) -> None:
    """The bytes around the contents must be those that a pack with these entries has."""
    order = [each for each in MOST if each in {entry.name for entry in entries}]
    same = [entry.name for entry in entries] == order
    for entry in entries:
        expected = head(entry)
        file.seek(entry.start - len(expected))
        same = same and file.read(len(expected)) == expected
    expected = index(entries)
    file.seek(end)
    if not same or end + len(expected) != size or file.read() != expected:
        raise refuse(name, "is not put together as a pack is")


def crc_of(data: bytes, before: int = 0) -> int:
    return zlib.crc32(data, before)
