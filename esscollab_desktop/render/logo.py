"""A logo from a file: checked, drawn anew on white, so that nothing but what is seen goes on paper.

The bytes of the file never go further: Typst draws what was found in order, within bounds, as a new PNG.
"""

import base64
import struct
import zlib
from collections.abc import Callable

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.render.logo_svg import logo_drawing

MOST_BYTES = 8 * 2**20
# Decoding takes four bytes for each.
MOST_PIXELS = 24_000_000
LONGEST = 1000
"""Pixels of the longer side of what is kept: sharp in print at three inches."""
FLATTEST = 40

_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = {
    b"\xff\xd8\xff": "a JPEG",
    b"GIF8": "a GIF",
    b"RIFF": "a WebP",
    b"%PDF": "a PDF",
    b"BM": "a BMP",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
}
# What one pixel takes, in samples, by the kind of colour (https://www.w3.org/TR/png-3/#table111).
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Where the seven passes of an interlaced picture begin, and their steps.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_SEEN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def logo_png(data: bytes, draw: Callable[[str, float], bytes]) -> bytes:
    """A PNG without any metadata, at most LONGEST pixels wide and high, of a PNG or an SVG.

    `draw` makes a PNG of an SVG at a scale. Raises UserError for what is no such picture, or is too large.
    """
    import typst

    if len(data) > MOST_BYTES:
        raise UserError("This picture is too large for a logo: over 8 MB. Choose a smaller one.")
    drawing = _of_png(data) if data.startswith(_PNG) else _of_svg(data)
    try:
        drawn = draw(drawing, 1.0)
    except typst.TypstError as refusal:
        raise UserError("This picture could not be drawn. Save it as a PNG, and choose that.") from refusal
    if drawn == draw(_svg(*struct.unpack(">II", drawn[16:24])), 1.0):
        raise UserError("Nothing of this picture would be seen on white paper. Choose a darker one.")
    return drawn


def _of_svg(data: bytes) -> str:
    for first, what in _OTHERS.items():
        if data.startswith(first):
            raise UserError(f"This is {what} file. A logo is a PNG or an SVG: save it as one of them first.")
    return logo_drawing(data, fitted)


def _of_png(data: bytes) -> str:
    """The picture inside a drawing, which is what draws it smaller."""
    plain, width, height = _checked(data)
    wide, high = fitted(width, height)
    coded = base64.b64encode(plain).decode()
    return _svg(wide, high, f'<image width="{wide}" height="{high}" href="data:image/png;base64,{coded}"/>')


def _svg(wide: int, high: int, inside: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">{inside}</svg>'


def fitted(width: float, height: float) -> tuple[int, int]:
    """The size in pixels that a picture of these proportions is kept in; no PNG becomes larger."""
    if max(width, height) > FLATTEST * min(width, height):
        raise UserError("This picture is a line and no logo: one side is over 40 times the other.")
    scale = min(1.0, LONGEST / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _checked(data: bytes) -> tuple[bytes, int, int]:
    """The parts of a PNG that are seen, its width and height. Raises UserError where it isn't whole."""
    chunks = _chunks(data)
    head = chunks[0][1] if chunks and chunks[0][0] == b"IHDR" else b""
    if len(head) != 13 or chunks[-1][0] != b"IEND" or sum(name == b"IHDR" for name, _ in chunks) > 1:
        raise _damaged()
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    if not width or not height or depth not in _DEPTHS.get(colour, ()) or interlaced > 1:
        raise _damaged()
    if width * height > MOST_PIXELS:
        raise UserError(
            f"This picture is too large for a logo: {width} × {height} pixels. Choose a smaller one; "
            f"{LONGEST} pixels across are plenty."
        )
    bits = depth * _SAMPLES[colour]
    if not _holds(b"".join(body for name, body in chunks if name == b"IDAT"), _size(head, bits)):
        raise _damaged()
    plain = b"".join(_chunk(name, body) for name, body in chunks if name in _SEEN)
    return _PNG + plain, width, height


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Name and body of each part up to the end, whose sums are right."""
    found: list[tuple[bytes, bytes]] = []
    at = len(_PNG)
    while at + 12 <= len(data) and (not found or found[-1][0] != b"IEND"):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if len(body) != length or data[at + 8 + length : at + 12 + length] != _sum(name, body):
            raise _damaged()
        found.append((name, body))
        at += 12 + length
    return found


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + _sum(name, body)


def _sum(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(name + body))


def _size(head: bytes, bits: int) -> int:
    """How many bytes the rows take, each with the byte before it that says how it is coded."""
    width, height = struct.unpack(">II", head[:8])
    passes = _PASSES if head[12] else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total


def _holds(packed: bytes, size: int) -> bool:
    """Whether it unpacks to exactly this much; never more than a little of it is held."""
    unpacking, left = zlib.decompressobj(), size
    try:
        part = unpacking.decompress(packed, 1 << 20)
        while part:
            left -= len(part)
            if left < 0:
                return False
            part = unpacking.decompress(unpacking.unconsumed_tail, 1 << 20)
    except zlib.error:
        return False
    return left == 0 and unpacking.eof


def _damaged() -> UserError:
    return UserError("This PNG file is damaged. Save the picture again, and choose that.")
