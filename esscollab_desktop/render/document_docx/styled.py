"""One style of a Word file, and what elements name it by."""

from dataclasses import dataclass

from esscollab_desktop.render.document_docx.look import POINT, SANS, SERIF
from esscollab_desktop.render.document_docx.xml import Element, on, w

# What scripts that the faces don't have are written in, by their kind.
_COMPLEX = {SERIF: "Times New Roman", SANS: "Arial"}


@dataclass(frozen=True, slots=True)
class Styled:
    """One style. Points where a size; `line` the least height of a line, 0 the face's own."""

    name: str
    kind: str = "paragraph"
    based: str = "Normal"
    following: str = ""
    face: str = ""
    size: float = 0.0
    color: str = ""
    is_bold: bool | None = None
    is_italic: bool | None = None
    before: float | None = None
    after: float | None = None
    line: float = 0.0
    line_rule: str = "atLeast"
    keeps_next: bool = False
    keeps_lines: bool = False
    outline: int | None = None
    indent: int | None = None
    hanging: int = 0
    numbers: int = 0
    more: tuple[Element, ...] = ()  # further properties of characters
    block: tuple[Element, ...] = ()  # further properties of paragraphs

    def element(self) -> Element:
        inside = [w("name", val=self.name)]
        if self.based:
            inside.append(w("basedOn", val=style_id(self.based)))
        if self.following:
            inside.append(w("next", val=style_id(self.following)))
        inside.append(w("qFormat"))
        if self.kind == "paragraph":
            inside.append(self._paragraph())
        inside.append(self._run())
        own = None if self.name in _WORDS_OWN else 1
        default = 1 if self.name in {"Normal", "Default Paragraph Font"} else None
        return w(
            "style", *inside, type=self.kind, styleId=style_id(self.name), customStyle=own, default=default
        )

    def _paragraph(self) -> Element:
        line = int(self.line * POINT) or None
        spacing = {"before": self.before, "after": self.after}
        given = {name: int(value * POINT) for name, value in spacing.items() if value is not None}
        if line:
            given["line"] = line
        numbered = w("numPr", w("numId", val=self.numbers)) if self.numbers else None
        return w(
            "pPr",
            on("keepNext", self.keeps_next),
            on("keepLines", self.keeps_lines),
            numbered,
            w("spacing", **given, lineRule=self.line_rule if line else None) if given else None,
            None if self.indent is None else w("ind", left=self.indent, hanging=self.hanging or None),
            None if self.outline is None else w("outlineLvl", val=self.outline),
            *self.block,
        )

    def _run(self) -> Element:
        size = round(self.size * 2) or None
        return w(
            "rPr",
            fonts(self.face) if self.face else None,
            *_switch("b", self.is_bold),
            *_switch("i", self.is_italic),
            w("color", val=self.color) if self.color else None,
            w("sz", val=size) if size else None,
            w("szCs", val=size) if size else None,
            *self.more,
        )


_WORDS_OWN = frozenset(
    ("Normal", "Title", "Subtitle", "List Bullet", "List Number", "Quote", "caption", "header", "footer",
     "TOC Heading", "Default Paragraph Font", "Strong", "Emphasis", "Hyperlink")
) | {f"{name} {level}" for name in ("heading", "toc") for level in range(1, 7)}  # fmt: skip


def style_id(name: str) -> str:
    """`Heading1` of "heading 1": what elements name a style by."""
    named = {"heading": "Heading", "toc": "TOC", "caption": "Caption", "header": "Header", "footer": "Footer"}
    return "".join(named.get(word, word) for word in name.split())


def fonts(face: str) -> Element:
    return w("rFonts", ascii=face, hAnsi=face, cs=_COMPLEX[face])


def _switch(tag: str, is_on: bool | None) -> list[Element]:
    """Of a letter and of one of the complex scripts, which Word asks for apart."""
    if is_on is None:
        return []
    given = {} if is_on else {"val": "0"}
    return [w(tag, **given), w(f"{tag}Cs", **given)]
