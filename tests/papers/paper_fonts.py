"""A font of a PDF: its codes, what they mean, and the glyphs of the program that is embedded."""

import io
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

_MAPPINGS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class PaperFont:
    """Written for the fonts that the program makes: composite ones, codes of two bytes."""

    def __init__(self, node: Any) -> None:
        self.node = node
        self.name = str(node.get("/BaseFont", "/?"))[1:]
        self.shown: set[int] = set()

    @property
    def is_composite(self) -> bool:
        return bool(self.node.get("/Subtype") == "/Type0")

    @property
    def inner(self) -> Any:
        """The font that holds the glyphs: of a composite one its descendant."""
        return self.node.DescendantFonts[0] if self.is_composite else self.node

    @property
    def descriptor(self) -> Any:
        return self.inner.get("/FontDescriptor", pikepdf.Dictionary())

    def codes(self, shown: Any) -> Iterator[int]:
        strings = shown if isinstance(shown, pikepdf.Array) else [shown]
        raw = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
        size = 2 if self.is_composite else 1
        for at in range(0, len(raw), size):
            code = int.from_bytes(raw[at : at + size], "big")
            self.shown.add(code)
            yield code

    @cached_property
    def program(self) -> Any:
        """What is embedded, as a stream; None where nothing is."""
        return next(
            (self.descriptor[k] for k in ("/FontFile2", "/FontFile3", "/FontFile") if k in self.descriptor),
            None,
        )

    @cached_property
    def meanings(self) -> dict[int, str]:
        """The text that each code stands for."""
        if "/ToUnicode" not in self.node:
            return {}
        found: dict[int, str] = {}
        for kind, body in _MAPPINGS.findall(self.node.ToUnicode.read_bytes()):
            tokens = [t[0] if not t[1] and not t[2] else t[1] + t[2] for t in _TOKEN.findall(body)]
            if kind == b"char":
                found |= {int(a, 16): _text(b) for a, b in zip(tokens[::2], tokens[1::2], strict=True)}
            else:
                found |= _ranges(tokens)
        return found

    @cached_property
    def widths(self) -> dict[int, float]:
        """The widths that the PDF tells, in thousandths of an em, by code."""
        found: dict[int, float] = {}
        rest = iter(self.inner.get("/W", []))
        for first in rest:
            then = next(rest)
            if isinstance(then, pikepdf.Array):
                found |= {int(first) + n: float(width) for n, width in enumerate(then)}
            else:
                width = float(next(rest))
                found |= dict.fromkeys(range(int(first), int(then) + 1), width)
        return found

    @cached_property
    def glyphs(self) -> dict[int, float | None]:
        """The glyphs of the embedded program by code, each with its own width in thousandths of an em."""
        if self.program is None:
            return {}
        data = self.program.read_bytes()
        if data[:4] in {b"\0\1\0\0", b"true", b"OTTO"}:
            font = TTFont(io.BytesIO(data), lazy=True)
            metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
            order = font.getGlyphOrder()
            return {n: metrics[name][0] * 1000 / em for n, name in enumerate(order)}
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        top = fonts[fonts.fontNames[0]]
        if hasattr(top, "ROS"):  # the names of its glyphs are cid00001 and so on
            return dict.fromkeys(0 if name == ".notdef" else int(name[3:]) for name in top.charset)
        return dict.fromkeys(range(len(top.charset)))


def _ranges(tokens: list[bytes]) -> dict[int, str]:
    found: dict[int, str] = {}
    rest = iter(tokens)
    for first in rest:
        last, start = next(rest), next(rest)
        for offset in range(int(last, 16) - int(first, 16) + 1):
            if start == b"[":
                found[int(first, 16) + offset] = _text(next(rest))
            else:
                base = _text(start)
                found[int(first, 16) + offset] = base[:-1] + chr(ord(base[-1]) + offset)
        if start == b"[":
            next(rest)
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
