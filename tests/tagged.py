"""Reads a tagged PDF back by its structure: roles, nesting and the text of each element.

Written against the PDF reference alone, so that it shares no mistake with what it checks.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_MAPPINGS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_INLINE = {"Span", "Link", "Reference", "Em", "Strong"}
_HEX = re.compile(rb"<([0-9A-Fa-f ]*)>|(\[)|(\])")


@dataclass
class Element:
    """One structure element: its children are elements and texts, in reading order."""

    role: str
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def own_text(self) -> str:
        return fold("".join(c for c in self.children if isinstance(c, str)))

    @property
    def text(self) -> str:
        """With all that is inside: what runs inline joins on, any other child stands apart."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                parts.append(child.text if child.role in _INLINE else f" {child.text} ")
        return fold("".join(parts))

    def walk(self) -> "Iterator[Element]":
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *roles: str) -> "list[Element]":
        return [e for e in self.walk() if e.role in roles]


def fold(text: str) -> str:
    return " ".join(text.split())


def structure(data: bytes) -> Element:
    """The whole structure tree; a marked content that no element names is an AssertionError."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = {page.objgen: _marked_texts(page) for page in pdf.pages}
        used: set[tuple[Any, int]] = set()
        root = Element("Root")
        _gather(pdf.Root.StructTreeRoot, None, texts, used, root)
        named = {(page, mcid) for page, found in texts.items() for mcid in found}
        assert named == used, "marked content outside the structure tree, or named and missing"
        return root


def _gather(node: Any, page: Any, texts: Any, used: set[tuple[Any, int]], into: Element) -> None:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            used.add((page, kid))
            into.children.append(texts[page][kid])
        elif kid.get("/Type") == "/MCR":
            here = kid.Pg.objgen if "/Pg" in kid else page
            used.add((here, int(kid.MCID)))
            into.children.append(texts[here][int(kid.MCID)])
        elif kid.get("/Type") != "/OBJR":
            child = Element(str(kid.S).removeprefix("/"))
            into.children.append(child)
            _gather(kid, kid.Pg.objgen if "/Pg" in kid else page, texts, used, child)


def _marked_texts(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked content of one page, by its MCID."""
    fonts = {
        str(name): (_code_length(font), _to_unicode(font))
        for name, font in page.Resources.get("/Font", {}).items()
    }
    found: dict[int, str] = {}
    stack: list[tuple[int | None, bool]] = []  # (MCID, whether an ActualText stands for what is inside)
    font: tuple[int, dict[int, str]] = (2, {})
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        name = str(operator)
        if name in {"BDC", "BMC"}:
            given: Any = operands[1] if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else {}
            outer, covered = stack[-1] if stack else (None, False)
            mcid = int(given["/MCID"]) if "/MCID" in given else outer
            if "/MCID" in given:
                found.setdefault(int(given["/MCID"]), "")
            if "/ActualText" in given and mcid is not None and not covered:
                found[mcid] += str(given["/ActualText"])
            stack.append((mcid, covered or "/ActualText" in given))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in {"Tj", "TJ"}:
            assert stack, "text outside any marked content"
            mcid, covered = stack[-1]
            if mcid is not None and not covered:
                found[mcid] += _decoded(operands[0], font)
    return found


def _code_length(font: Any) -> int:
    """Of glyphs that are drawn one by one (emoji), a code is a byte; of all others, two."""
    return 1 if font.Subtype == "/Type3" else 2


def _decoded(shown: Any, font: tuple[int, dict[int, str]]) -> str:
    length, texts = font
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    raw = b"".join(bytes(s) for s in strings if isinstance(s, pikepdf.String))
    return "".join(texts[int.from_bytes(raw[i : i + length], "big")] for i in range(0, len(raw), length))


def _to_unicode(font: Any) -> dict[int, str]:
    mapping: dict[int, str] = {}
    for kind, body in _MAPPINGS.findall(font.ToUnicode.read_bytes()):
        tokens = [t[0] if not t[1] and not t[2] else t[1] + t[2] for t in _HEX.findall(body)]
        if kind == b"char":
            for code, text in zip(tokens[::2], tokens[1::2], strict=True):
                mapping[int(code, 16)] = _utf16(text)
        else:
            _read_ranges(tokens, mapping)
    return mapping


def _read_ranges(tokens: list[bytes], mapping: dict[int, str]) -> None:
    rest = iter(tokens)
    for first in rest:
        last, start = next(rest), next(rest)
        for offset in range(int(last, 16) - int(first, 16) + 1):
            if start == b"[":
                text = next(rest)
                mapping[int(first, 16) + offset] = _utf16(text)
            else:
                base = _utf16(start)
                mapping[int(first, 16) + offset] = base[:-1] + chr(ord(base[-1]) + offset)
        if start == b"[":
            assert next(rest) == b"]"


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
