"""Reads what people wrote out of the raw pages of a notebook that SQLite itself can't open any more.

The file format is SQLite's (https://www.sqlite.org/fileformat2.html): table leaf pages, in the main file and
in the frames of its write-ahead log, whatever state the header and the tree above them are in.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_UUID = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LEAF = 0x0D
_LOG_HEADER, _FRAME_HEADER = 32, 24
_FEWEST, _OWN_COLUMNS, _MEETING_COLUMNS, _REVISION_COLUMNS, _PACKET_COLUMNS = 7, 14, 11, 11, 9
_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_USUAL_PAGE = 4096

Value = str | int | None
Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Carved:
    """One version of a row, with all its columns. Not `whole`: what stands late in it breaks off."""

    table: str
    values: Values
    whole: bool


def carve(main: bytes, log: bytes) -> Iterator[Carved]:
    """Every row of ours that stands in the pages, older versions too: main file first, then the log."""
    size = _page_size(main, log)
    file_pages = [main[start : start + size] for start in range(0, len(main), size)]
    frames = _frames(log, size)
    newest = dict(enumerate(file_pages, start=1)) | dict(frames)
    for page in (*file_pages, *(page for _, page in frames)):
        yield from _rows(page, size, newest)


def _page_size(main: bytes, log: bytes) -> int:
    told = int.from_bytes(main[16:18]), int.from_bytes(log[8:12])
    for size in (65536 if told[0] == 1 else told[0], told[1]):
        if 512 <= size <= 65536 and size & (size - 1) == 0:
            return size
    return _USUAL_PAGE


def _frames(log: bytes, size: int) -> list[tuple[int, bytes]]:
    """Page numbers and pages of the log; frames of an earlier round, which bear another salt, come first."""
    salt, frames = log[16:24], []
    for start in range(_LOG_HEADER, len(log) - _FRAME_HEADER, _FRAME_HEADER + size):
        page = log[start + _FRAME_HEADER : start + _FRAME_HEADER + size]
        frames.append((log[start + 8 : start + 16] == salt, int.from_bytes(log[start : start + 4]), page))
    return [(number, page) for _, number, page in sorted(frames, key=lambda frame: frame[0])]


def _rows(page: bytes, size: int, pages: dict[int, bytes]) -> Iterator[Carved]:
    if page[0] != _LEAF:
        return
    count = max(0, min(int.from_bytes(page[3:5]), (len(page) - 8) // 2))
    for (at,) in struct.iter_unpack(">H", page[8 : 8 + 2 * count]):
        try:
            carved = _row(page, at, size, pages)
        except (IndexError, ValueError):  # a torn cell; the others of the page may be whole
            continue
        if carved:
            yield carved


def _row(page: bytes, at: int, size: int, pages: dict[int, bytes]) -> Carved | None:
    length, at = _varint(page, at)
    _, at = _varint(page, at)  # the rowid says nothing about what is kept
    payload = _payload(page, at, length, size, pages)
    header, cursor = _varint(payload, 0)
    kinds: list[int] = []
    while cursor < header:
        kind, cursor = _varint(payload, cursor)
        kinds.append(kind)
    if len(kinds) < _FEWEST or not _UUID.fullmatch(payload[header : header + 36]):
        return None
    values, start = [], header
    for kind in kinds:
        value, start = _value(payload, start, kind)
        values.append(value)
    table = _table_of(values)
    return Carved(table, tuple(values), whole=start <= len(payload)) if table else None


def _table_of(values: list[Value]) -> str:
    """Which table a row that begins with an id is of, told by the kinds and the number of its columns."""
    second, third = values[1:3]
    if not isinstance(third, str):
        return ""
    if isinstance(second, str):
        return "note"
    if not isinstance(second, int):
        return ""
    if len(values) >= _OWN_COLUMNS:
        return "own_example"
    if len(values) == _REVISION_COLUMNS and _UUID.fullmatch(third.encode()):
        return "note_revision"
    if len(values) == _PACKET_COLUMNS:
        return "packet"
    return "meeting" if len(values) == _MEETING_COLUMNS else ""


def _payload(page: bytes, at: int, length: int, usable: int, pages: dict[int, bytes]) -> bytes:
    """The record's bytes: those on the page, then those on its overflow pages as far as they go."""
    most = usable - 35
    if length <= most:
        return page[at : at + length]
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    here = here if here <= most else least
    parts, following = [page[at : at + here]], int.from_bytes(page[at + here : at + here + 4])
    missing, seen = length - here, set()
    while missing > 0 and following in pages and following not in seen:
        seen.add(following)
        overflow = pages[following]
        parts.append(overflow[4 : 4 + min(missing, usable - 4)])
        missing -= usable - 4
        # The last page of a cut file is short: nothing can follow it in its place.
        following = int.from_bytes(overflow[:4]) if len(overflow) == usable else 0
    return b"".join(parts)


def _value(payload: bytes, start: int, kind: int) -> tuple[Value, int]:
    """One column and the place after it; what lies past the payload's end reads as cut off."""
    if kind == 0:
        return None, start
    if kind in (8, 9):
        return kind - 8, start
    if kind in _INTEGER_SIZES:
        end = start + _INTEGER_SIZES[kind]
        return int.from_bytes(payload[start:end], signed=True), end
    if kind >= 13 and kind % 2:
        end = start + (kind - 13) // 2
        return payload[start:end].decode("utf-8", "replace"), end
    raise ValueError(kind)  # no column of ours is a float or a blob


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise ValueError(at)
