"""A PDF opened for checking: its structure as a tree, and all that is drawn, each with the tags around it."""

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from papers.paper_fonts import PaperFont

_NAMES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby "
    "RB RT RP Warichu WT WP Figure Formula Form"
)
STANDARD = frozenset(_NAMES.split())
_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "BI", "INLINE IMAGE"])
_SHOWING = frozenset(["Tj", "TJ", "'", '"'])


@dataclass(eq=False)
class Tag:
    """One structure element. `role` as it is written, `standard` what the role map makes of it."""

    role: str
    standard: str
    node: Any
    above: "Tag | None"
    kids: "list[Tag | Marked | Annotated]" = field(default_factory=list)

    def walk(self) -> "Iterator[Tag]":
        yield self
        for kid in self.tags:
            yield from kid.walk()

    @property
    def tags(self) -> "list[Tag]":
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def up(self) -> "Iterator[Tag]":
        """This element and those around it, the nearest first."""
        tag: Tag | None = self
        while tag is not None:
            yield tag
            tag = tag.above

    def attribute(self, name: str) -> Any:
        """The value of an attribute, whoever owns it; None where there is none."""
        given = self.node.get("/A", [])
        for one in given if isinstance(given, pikepdf.Array) else [given]:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and f"/{name}" in one:
                return one[f"/{name}"]
        return None

    @property
    def language(self) -> str | None:
        return next((str(tag.node["/Lang"]) for tag in self.up() if "/Lang" in tag.node), None)


@dataclass(frozen=True)
class Marked:
    """A reference to marked content: the object of its page and its number."""

    page: tuple[int, int]
    number: int


@dataclass(frozen=True)
class Annotated:
    """A reference to an annotation: its object."""

    target: tuple[int, int]


@dataclass(frozen=True)
class Sequence:
    """A marked-content sequence that is open: its tag, and what is given with it."""

    tag: str
    given: Any

    @property
    def number(self) -> int | None:
        return int(self.given["/MCID"]) if "/MCID" in self.given else None


@dataclass(frozen=True)
class Drawn:
    """One thing put on a page, with the sequences that are open around it, the outermost first.

    `codes`: the characters shown, by their codes; `form`: the form that it is drawn in.
    """

    page: int
    operator: str
    around: tuple[Sequence, ...]
    font: PaperFont | None = None
    codes: tuple[int, ...] = ()
    form: Any = None

    @property
    def is_artifact(self) -> bool:
        return any(one.tag == "/Artifact" for one in self.around)

    @property
    def number(self) -> int | None:
        return next((one.number for one in reversed(self.around) if one.number is not None), None)


class PaperFile:
    """Reads all once; to be closed after use."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root: Any = self.pdf.Root
        self.pages = list(self.pdf.pages)
        self.numbers = {page.obj.objgen: n for n, page in enumerate(self.pages)}
        self._fonts: dict[Any, PaperFont] = {}

    def close(self) -> None:
        self.pdf.close()

    @cached_property
    def role_map(self) -> dict[str, str]:
        found = self.root.get("/StructTreeRoot", {}).get("/RoleMap", {})
        return {str(role)[1:]: str(to)[1:] for role, to in found.items()}

    def standard(self, role: str) -> str:
        """What a role stands for; itself where the map leads nowhere or in a circle."""
        seen = {role}
        while role not in STANDARD and role in self.role_map:
            role = self.role_map[role]
            if role in seen:
                return role
            seen.add(role)
        return role

    @cached_property
    def tree(self) -> Tag:
        top = Tag("Root", "Root", self.root.get("/StructTreeRoot", pikepdf.Dictionary()), None)
        self._gather(top, None)
        return top

    def _gather(self, above: Tag, page: Any) -> None:
        kids = above.node.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                above.kids.append(Marked(page, kid))
            elif kid.get("/Type") == "/MCR":
                above.kids.append(Marked(kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                above.kids.append(Annotated(kid.Obj.objgen))
            else:
                role = str(kid.get("/S", "/"))[1:]
                tag = Tag(role, self.standard(role), kid, above)
                above.kids.append(tag)
                self._gather(tag, kid.Pg.objgen if "/Pg" in kid else page)

    @cached_property
    def tags(self) -> list[Tag]:
        """Every element in reading order."""
        return [tag for tag in self.tree.walk() if tag is not self.tree]

    def of(self, *standard: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.standard in standard]

    @cached_property
    def owners(self) -> dict[Marked | Annotated, Tag]:
        """The element that names a marked content or an annotation."""
        return {kid: tag for tag in self.tags for kid in tag.kids if not isinstance(kid, Tag)}

    @cached_property
    def annotations(self) -> list[tuple[int, Any]]:
        """Each with the number of its page."""
        return [(n, note) for n, page in enumerate(self.pages) for note in page.obj.get("/Annots", [])]

    @cached_property
    def dictionaries(self) -> list[Any]:
        """Every indirect object that is a dictionary or a stream."""
        return [o for o in self.pdf.objects if isinstance(o, pikepdf.Dictionary | pikepdf.Stream)]

    @cached_property
    def parents(self) -> dict[int, Any]:
        """The parent tree: its entries by number."""
        found: dict[int, Any] = {}
        todo = [self.root.get("/StructTreeRoot", {}).get("/ParentTree", {})]
        while todo:
            node = todo.pop()
            todo += list(node.get("/Kids", []))
            flat = list(node.get("/Nums", []))
            found |= {int(key): value for key, value in zip(flat[::2], flat[1::2], strict=False)}
        return found

    @cached_property
    def metadata(self) -> str:
        return self.root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in self.root else ""

    @cached_property
    def drawn(self) -> list[Drawn]:
        """All that is painted on the pages, in order, forms too."""
        return [
            one
            for n, page in enumerate(self.pages)
            for one in self._stream(page.obj, page.obj.get("/Resources", {}), n, (), None)
        ]

    @cached_property
    def words(self) -> dict[Marked, str]:
        """The text of each marked content; an ActualText stands for all that is inside of it."""
        objects = [page.obj.objgen for page in self.pages]
        found: dict[Marked, str] = {}
        said: set[int] = set()
        for one in self.drawn:
            if one.number is None or one.is_artifact:
                continue
            key = Marked(objects[one.page], one.number)
            spoken = next((s.given for s in one.around if "/ActualText" in s.given), None)
            if spoken is None:
                text = "".join(one.font.meanings.get(c, "") for c in one.codes) if one.font else ""
            else:
                text = "" if id(spoken) in said else str(spoken["/ActualText"])
                said.add(id(spoken))
            found[key] = found.get(key, "") + text
        return found

    def text_of(self, tag: Tag) -> str:
        """All that is shown in the element, as it comes."""
        if "/ActualText" in tag.node:
            return str(tag.node["/ActualText"])
        parts = []
        for kid in tag.kids:
            if isinstance(kid, Tag):
                parts.append(self.text_of(kid))
            elif isinstance(kid, Marked):
                parts.append(self.words.get(kid, ""))
        return "".join(parts)

    def used(self) -> list[PaperFont]:
        """The fonts that something is shown in."""
        _ = self.drawn
        return list(self._fonts.values())

    def font(self, node: Any) -> PaperFont:
        key = node.objgen if node.objgen != (0, 0) else id(node)
        if key not in self._fonts:
            self._fonts[key] = PaperFont(node)
        return self._fonts[key]

    def _stream(
        self, source: Any, resources: Any, page: int, outer: tuple[Sequence, ...], form: Any
    ) -> Iterator[Drawn]:
        stack = list(outer)
        font: PaperFont | None = None
        instructions: Any = pikepdf.parse_content_stream(source)
        for operands, operator in instructions:
            name = str(operator)
            if name in {"BDC", "BMC"}:
                stack.append(Sequence(str(operands[0]), _given(operands, resources)))
            elif name == "EMC":
                with suppress(IndexError):
                    stack.pop()
            elif name == "Tf":
                font = self.font(resources["/Font"][str(operands[0])])
            elif name in _SHOWING:
                codes = tuple(font.codes(operands[-1])) if font else ()
                yield Drawn(page, name, tuple(stack), font, codes, form)
            elif name == "Do":
                yield from self._placed(
                    resources["/XObject"][str(operands[0])], resources, page, tuple(stack)
                )
            elif name in _PAINTING:
                yield Drawn(page, name, tuple(stack), form=form)

    def _placed(
        self, placed: Any, resources: Any, page: int, around: tuple[Sequence, ...]
    ) -> Iterator[Drawn]:
        if placed.get("/Subtype") == "/Form":
            yield from self._stream(placed, placed.get("/Resources", resources), page, around, placed)
        else:
            yield Drawn(page, "Do", around)


def _given(operands: Any, resources: Any) -> Any:
    if len(operands) < 2:
        return {}
    given = operands[1]
    if isinstance(given, pikepdf.Name):
        return resources.get("/Properties", {}).get(str(given), {})
    return given
