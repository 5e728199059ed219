"""Keeps a letter with raised marks from being read twice out of the PDF.

Where a mark sits higher or lower than usual (t́, Ą́), Typst draws it apart from its letter and gives the text
of both to each of the two: a screen reader says the letter twice. Here the mark's drawing is told to be
silent (an empty ActualText), since the letter already speaks for both.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from esscollab_desktop.render.pdf_objects import opened

_STREAM = re.compile(rb"(?s)(.*?/Length )(\d+)(.*?>>\s*stream\r?\n)(.*)(\r?\nendstream.*)\Z")
_TOKEN = re.compile(
    rb"/f(\d+) [-\d.]+ Tf|/Span<</ActualText<[0-9A-Fa-f]*>>>BDC|EMC|T[Jj](?![A-Za-z])|[\[\](]|<[0-9A-Fa-f]+>"
)
_SILENT = b"/Span<</ActualText<FEFF>>>BDC"

Muted = dict[bytes, frozenset[int]]


def speak_once(pdf: bytes) -> bytes:
    """The same pages with doubled marks silenced; as it was where the file is not laid out as expected."""
    file = opened(pdf)
    if file is None:
        return pdf
    objects, changed = file.objects, {}
    for body in objects.values():
        if b"/Type/Page/" in body and (muted := _muted(body, objects)):
            contents = _reference(body, b"Contents")
            stream = _unpacked(objects[contents])
            if (silenced := _silenced(stream, muted)) != stream:
                changed[contents] = _packed(objects[contents], silenced)
    return file.changed(changed)


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb"\[?\s*(\d+) 0 R", body)
    return int(found[1]) if found else 0


def _muted(page: bytes, objects: dict[int, bytes]) -> Muted:
    """For each font of the page, the codes of marks: no width of their own, but the text of a letter."""
    resources = objects.get(_reference(page, b"Resources"), b"")
    muted = {}
    for name, number in re.findall(rb"/f(\d+) (\d+) 0 R", resources):
        font = objects[int(number)]
        spoken = _unpacked(objects[_reference(font, b"ToUnicode")])
        told = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4,})>", spoken)
        whole = {int(code, 16) for code, text in told if len(text) > 4 or chr(int(text, 16)).isalpha()}
        if whole and (marks := whole - _wide(objects[_reference(font, b"DescendantFonts")])):
            muted[name] = frozenset(marks)
    return muted


def _wide(font: bytes) -> set[int]:
    """The codes with a width, from the array of `first last width`."""
    widths = font.partition(b"/W[")[2].partition(b"]")[0].split()
    found: set[int] = set()
    for first, last, width in zip(widths[::3], widths[1::3], widths[2::3], strict=True):
        if float(width):
            found.update(range(int(first), int(last) + 1))
    return found


@dataclass(slots=True)
class _Show:
    """One show operator: where it stands, and the strings and shifts in it, in order.

    `spoken` is the ActualText that is open around it.
    """

    font: bytes = b""
    start: int = -1
    end: int = -1
    spoken: re.Match[bytes] | None = None
    parts: list[bytes | list[int]] = field(default_factory=list)

    def split(self, marks: frozenset[int]) -> tuple[bytes, bytes]:
        """The operand up to the first code that is no mark, and from there on; either may be empty.

        A mark further on stands in one piece with its letter, under an ActualText of both.
        """
        for i, part in enumerate(self.parts):
            if isinstance(part, list):
                count = next((n for n, code in enumerate(part) if code not in marks), len(part))
                if count < len(part):
                    head = [*self.parts[:i], part[:count]]
                    return (_written(head) if any(map(_is_text, head)) else b""), _written(
                        [part[count:], *self.parts[i + 1 :]]
                    )
        return (_written(self.parts), b"") if any(map(_is_text, self.parts)) else (b"", b"")


def _is_text(part: bytes | list[int]) -> bool:
    return isinstance(part, list) and bool(part)


def _written(parts: list[bytes | list[int]]) -> bytes:
    shown = (b"<%s>" % b"".join(b"%04X" % c for c in p) if isinstance(p, list) else p for p in parts if p)
    return b"[%s]" % b" ".join(shown)


def _silenced(stream: bytes, muted: Muted) -> bytes:
    pieces, done = [], 0
    for show in _shows(stream):
        silent, rest = show.split(muted.get(show.font, frozenset()))
        if show.spoken and silent and not rest:
            start, end, new = show.spoken.start(), show.spoken.end(), _SILENT
        elif silent and not show.spoken:
            loud = rest + b"TJ" if rest else b""
            start, end, new = show.start, show.end, b" %s%sTJ EMC%s\n" % (_SILENT, silent, loud)
        else:
            continue
        pieces += [stream[done:start], new]
        done = end
    return b"".join([*pieces, stream[done:]])


def _shows(stream: bytes) -> Iterator[_Show]:
    spoken: re.Match[bytes] | None = None
    show, at = _Show(), 0
    while token := _TOKEN.search(stream, at):
        before, at, found = at, token.end(), token[0]
        if token[1] is not None:
            show = _Show(token[1])
        elif found.startswith((b"/Span", b"EMC")):
            spoken = token if found != b"EMC" else None
        elif found in {b"TJ", b"Tj"}:
            show.end, show.spoken = at, spoken
            yield show
            show = _Show(show.font)
        elif found == b"[":
            show = _Show(show.font, token.start())
        elif found == b"]":
            show.parts.append(stream[before : token.start()].strip())
        else:
            if show.start < 0:
                show.start = token.start()
            else:
                show.parts.append(stream[before : token.start()].strip())
            text, at = _string(stream, token)
            show.parts.append([int.from_bytes(text[i : i + 2], "big") for i in range(0, len(text), 2)])


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_STRING_PART = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])|[()]|[^\\()]+")


def _string(stream: bytes, token: re.Match[bytes]) -> tuple[bytes, int]:
    """The bytes of the string that opens at `token`, and where it ends."""
    if token[0] != b"(":
        return bytes.fromhex(token[0][1:-1].decode()), token.end()
    pieces, depth, at = [], 1, token.end()
    while depth and (part := _STRING_PART.match(stream, at)):
        at = part.end()
        if part[1] is not None:
            octal = part[1][:1] in b"01234567"
            pieces.append(bytes([int(part[1], 8) & 255]) if octal else _ESCAPES.get(part[1], part[1]))
            continue
        depth += {b"(": 1, b")": -1}.get(part[0], 0)
        if depth:
            pieces.append(part[0])
    return b"".join(pieces), at


def _unpacked(body: bytes) -> bytes:
    found = _STREAM.match(body)
    return zlib.decompress(found[4][: int(found[2])]) if found else b""


def _packed(body: bytes, stream: bytes) -> bytes:
    found = _STREAM.match(body)
    assert found
    packed = zlib.compress(stream)
    return b"".join([found[1], str(len(packed)).encode(), found[3], packed, found[5]])
