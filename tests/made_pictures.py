"""Pictures made for tests, whole and harmful ones."""

import struct
import zlib

SIGN = b"\x89PNG\r\n\x1a\n"
SVG = 'xmlns="http://www.w3.org/2000/svg"'


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def chunks(data: bytes) -> dict[bytes, bytes]:
    found, at = {}, len(SIGN)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + length]
        at += 12 + length
    return found


def size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", chunks(data)[b"IHDR"][:8])
    return width, height


def png(width: int = 4, height: int = 3, pixel: bytes = b"\xff\x00\x00\xff", more: bytes = b"") -> bytes:
    """A picture of one colour with transparency. `more`: chunks before the pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = zlib.compress((b"\0" + pixel * width) * height)
    return SIGN + chunk(b"IHDR", head) + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def svg(inside: str, attributes: str = 'viewBox="0 0 40 20"') -> bytes:
    return f"<svg {SVG} {attributes}>{inside}</svg>".encode()
