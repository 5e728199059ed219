"""A drawing from a file as a logo: shapes and letters pass; what runs, reaches out or swells does not."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree as Tree

from esscollab_desktop.domain.errors import UserError

MOST_BYTES = 2 * 2**20
MOST_SHAPES = 20_000
"""Counted as they are drawn: a shape that is used ten times counts ten times."""
MOST_STYLES = 200
DEEPEST = 40

_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_SHAPES = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "switch", "style", "text", "tspan", "textPath"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"),
    )
)
# Says or moves what no paper shows.
_UNSEEN = frozenset(
    ("title", "desc", "metadata", "animate", "animateMotion", "animateTransform", "set"),
)
_WHY = {
    "script": "a script",
    "image": "another picture inside",
    "foreignObject": "a page inside",
    "filter": "an effect such as a shadow",
}
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in)?\s*")
# In the units of a drawing, of which an inch has 96.
_UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_ADDRESS = re.compile(r"url\s*\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_EFFECT = re.compile(r"(?<![\w-])(?:backdrop-)?filter\s*:(?!\s*none)", re.IGNORECASE)


def logo_drawing(data: bytes, fitted: Callable[[float, float], tuple[int, int]]) -> str:
    """The drawing with its shapes alone, in a size that `fitted` gives.

    Raises UserError, in words for who drew it, for anything that isn't shapes and letters.
    """
    root = _parsed(data)
    width, height = _size(root)
    # Far larger than what is kept: a drawing is sharp at any size.
    much = 1e6 / max(width, height)
    wide, high = fitted(width * much, height * much)
    clean = _cleaned(root)
    _Weight({one.get("id", ""): one for one in clean.iter()}, _of_styles(clean)).check(clean)
    if not _BOX.fullmatch(clean.get("viewBox", "")):
        clean.set("viewBox", f"0 0 {width} {height}")
    clean.set("width", str(wide))
    clean.set("height", str(high))
    return Tree.tostring(clean, encoding="unicode")


def _parsed(data: bytes) -> Tree.Element:
    if len(data) > MOST_BYTES:
        raise UserError("This drawing is too large for a logo: over 2 MB. Save it as a PNG, and choose that.")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if "<!ENTITY" in text:
        raise _refused("shorthands of its own (entities)")
    try:
        root = Tree.fromstring(text)
    except (Tree.ParseError, ValueError):
        root = None
    if root is None or root.tag not in (f"{_SVG}svg", "svg"):
        raise UserError("This file is neither a PNG nor an SVG picture. Choose another one.")
    return root


def _size(root: Tree.Element) -> tuple[float, float]:
    """Width and height in the drawing's own units."""
    if found := _BOX.fullmatch(root.get("viewBox", "")):
        sides = [float(side) for side in found.groups()]
    else:
        told = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
        sides = [float(side[1]) * _UNITS[side[2] or "px"] for side in told if side]
    if len(sides) == 2 and all(1e-3 < side < 1e6 for side in sides):
        return sides[0], sides[1]
    raise UserError("This drawing doesn’t say how large it is. Save it as a PNG, and choose that.")


def _cleaned(given: Tree.Element, depth: int = 0) -> Tree.Element:
    """A copy with what is drawn, and nothing else."""
    if depth > DEEPEST:
        raise _refused("too many layers in one another")
    name = _name(given)
    made = Tree.Element(f"{_SVG}{'g' if name == 'a' else name}", _attributes(given, name))
    if name in ("text", "tspan", "textPath", "style"):
        made.text = given.text
    if name == "style":
        _check_css(given.text or "")
        return made
    for child in given:
        if not isinstance(child.tag, str) or _is_foreign(child) or _name(child) in _UNSEEN:
            continue
        what = _name(child)
        if what not in _SHAPES and what != "a":
            raise _refused(_WHY.get(what, f"something that no logo needs ({what[:20]})"))
        copied = _cleaned(child, depth + 1)
        if name in ("text", "tspan", "textPath"):
            copied.tail = child.tail
        made.append(copied)
    return made


def _attributes(given: Tree.Element, name: str) -> dict[str, str]:
    kept: dict[str, str] = {}
    for key, value in given.attrib.items():
        bare = key.removeprefix(_LINK)
        if bare.startswith("on"):
            raise _refused("a script")
        if bare == "href":
            if name != "a":
                kept["href"] = _inside(value.strip())
        elif not key.startswith("{"):
            _check_css(f"{key}:{value}")
            kept[key] = value
    return kept


def _check_css(text: str) -> None:
    for address in _ADDRESS.findall(text):
        _inside(address)
    if "@" in text and "@import" in text.lower():
        raise _refused("a link to another file")
    if _EFFECT.search(text):
        raise _refused(_WHY["filter"])
    if "\\" in text:
        raise _refused("a style sheet that can’t be read here")


def _inside(address: str) -> str:
    if not address.startswith("#"):
        raise _refused("a link to another file")
    return address


@dataclass
class _Weight:
    """How many shapes are drawn, what is used several times counted as often."""

    known: dict[str, Tree.Element]
    of_styles: tuple[str, ...]
    _weights: dict[Tree.Element, int] = field(default_factory=dict)

    def check(self, root: Tree.Element) -> None:
        if len(self.of_styles) > MOST_STYLES or self._of(root, 0, frozenset()) > MOST_SHAPES:
            raise _refused("more shapes than a logo needs")

    def _of(self, shape: Tree.Element, depth: int, above: frozenset[str]) -> int:
        if shape in self._weights:
            return self._weights[shape]
        if depth > DEEPEST:
            raise _refused("too many layers in one another")
        here = above | {shape.get("id", "")}
        total = 1 + sum(self._of(child, depth + 1, here) for child in shape)
        for name in _used(shape):
            if name in here:
                raise _refused("a shape that is made of itself")
            total += self._used(name, depth, here)
        # Which shapes a style sheet means is not worked out here: any.
        total += sum(self._used(name, depth, here) for name in self.of_styles if name not in here)
        self._weights[shape] = min(total, MOST_SHAPES + 1)
        return self._weights[shape]

    def _used(self, name: str, depth: int, above: frozenset[str]) -> int:
        return self._of(self.known[name], depth + 1, above) if name in self.known else 0


def _used(shape: Tree.Element) -> list[str]:
    """The names of the shapes that this one is drawn with."""
    told = [shape.get("href", "")[1:]]
    for value in shape.attrib.values():
        told += [address[1:] for address in _ADDRESS.findall(value)]
    return [name for name in told if name]


def _of_styles(root: Tree.Element) -> tuple[str, ...]:
    sheets = " ".join(one.text or "" for one in root.iter(f"{_SVG}style"))
    return tuple(dict.fromkeys(address[1:] for address in _ADDRESS.findall(sheets)))


def _is_foreign(given: Tree.Element) -> bool:
    return given.tag.startswith("{") and not given.tag.startswith(_SVG)


def _name(given: Tree.Element) -> str:
    return given.tag.removeprefix(_SVG)


def _refused(what: str) -> UserError:
    return UserError(f"This drawing holds {what}. Save it as a plain PNG, and choose that.")
