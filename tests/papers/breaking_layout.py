"""Ways, tables, order and layout, broken."""

import io
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, String

from papers.breaking_parts import (
    add_element,
    elements,
    first_of,
    in_first_tagged,
    kids_of,
    links_of,
    rewritten,
)
from papers.letters import sheets


def parents_elsewhere(pdf: Pdf) -> None:
    todo = [pdf.Root.StructTreeRoot.ParentTree]
    while todo:
        node = todo.pop()
        todo += list(node.get("/Kids", []))
        for value in node.get("/Nums", []):
            if isinstance(value, Array) and len(value) > 1:
                value[0], value[1] = value[1], value[0]


def above_elsewhere(pdf: Pdf) -> None:
    first_of(pdf, "H1").P = first_of(pdf, "L")


def link_without_element(pdf: Pdf) -> None:
    del links_of(pdf)[0].StructParent


def no_title_element(pdf: Pdf) -> None:
    first_of(pdf, "Title").S = Name.P


def uneven(pdf: Pdf) -> None:
    add_element(pdf, "TD", elements(pdf, "TR")[2])


def lost_way(pdf: Pdf) -> None:
    link = next(note for note in links_of(pdf) if "/A" not in note)
    link.Dest = Array([pdf.Root, Name.XYZ, 0, 0, 0])


def bookmark_renamed(pdf: Pdf) -> None:
    node: Any = pdf.Root.Outlines.First
    while node is not None:
        node.Title = String("Something else")
        node = node.get("/Next")


def loose(pdf: Pdf) -> None:
    first_of(pdf, "P").S = Name.Div


def pages_swapped(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids = Array(reversed(list(pdf.Root.Pages.Kids)))


def _page_content(page: Any, pdf: Pdf, change: Callable[[list[Any]], Iterator[Any]]) -> None:
    instructions: Any = pikepdf.parse_content_stream(page)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(change(list(instructions)))))


def aside(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield [1, 0, 0, 1, 400, 0], Operator("cm")
        yield from old

    rewritten(pdf, change)


def _content_of(pdf: Pdf, element: Any) -> tuple[Any, int]:
    """The page and number of the first content in an element."""
    page, todo = element.get("/Pg"), [element]
    while todo:
        node = todo.pop(0)
        for kid in kids_of(node):
            if isinstance(kid, int):
                return node.get("/Pg", page), kid
            if kid.get("/Type") == "/MCR":
                return kid.get("/Pg", node.get("/Pg", page)), int(kid.MCID)
            if "/S" in kid:
                todo.append(kid)
    raise AssertionError("nothing is in it")


def _move(pdf: Pdf, element: Any, by: tuple[float, float]) -> None:
    """Everything of an element’s first content, to another place."""
    goal, number = _content_of(pdf, element)
    page = next(one for one in pdf.pages if one.obj.objgen == goal.objgen)

    def change(old: list[Any]) -> Iterator[Any]:
        depth = 0
        for operands, operator in old:
            name = str(operator)
            if name in {"BDC", "BMC"} and (depth or _is_number(operands, number)):
                depth += 1
            if name == "EMC" and depth:
                depth -= 1
                if not depth:
                    yield [], Operator("Q")
            yield operands, operator
            if name == "BDC" and depth == 1 and _is_number(operands, number):
                yield [], Operator("q")
                yield [1, 0, 0, 1, *by], Operator("cm")

    _page_content(page, pdf, change)


def _is_number(operands: Any, number: int) -> bool:
    return len(operands) > 1 and isinstance(operands[1], Dictionary) and operands[1].get("/MCID") == number


def cell_moved(pdf: Pdf) -> None:
    """The second row's head, to the right."""
    _move(pdf, elements(pdf, "TR")[1].K[0], (150.0, 0.0))


def twice(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        yield from old
        yield [Name.Artifact], Operator("BMC")
        yield [], Operator("q")
        yield [1, 0, 0, 1, 40, 0], Operator("cm")
        yield from ((given, op) for given, op in old if str(op) not in {"BDC", "BMC", "EMC"})
        yield [], Operator("Q")
        yield [], Operator("EMC")

    rewritten(pdf, in_first_tagged(change))


def heading_last(pdf: Pdf) -> None:
    """A paragraph after which the page ends becomes a heading, at its foot."""
    told = elements(pdf, "P", "H1")
    first = next(at for at, one in enumerate(told) if one.S == Name.H1)
    found = [(one, *_content_of(pdf, one)) for one in told[first:] if _has_content(one)]
    ends = (one for one, after in pairwise(found) if one[1].objgen != after[1].objgen)
    last, page, number = next(one for one in ends if one[0].S == Name.P)
    last.S = Name.H2
    out = io.BytesIO()
    pdf.save(out)
    at = next(n for n, one in enumerate(pdf.pages) if one.obj.objgen == page.objgen)
    letters = sheets(out.getvalue())[at].letters
    _move(pdf, last, (0.0, 40.0 - min(one.box[1] for one in letters if one.content == number)))


def _has_content(element: Any) -> bool:
    return any(isinstance(kid, int) or kid.get("/Type") == "/MCR" for kid in kids_of(element))


def head_gone(pdf: Pdf) -> None:
    """What is no content goes from all pages."""

    def change(old: list[Any]) -> Iterator[Any]:
        depth = 0
        for operands, operator in old:
            name = str(operator)
            if name in {"BDC", "BMC"} and (depth or operands[0] == Name.Artifact):
                depth += 1
            if not depth or name not in {"Tj", "TJ"}:
                yield operands, operator
            if name == "EMC" and depth:
                depth -= 1

    for page in pdf.pages:
        _page_content(page, pdf, change)


def row_over_pages(pdf: Pdf) -> None:
    """The cells of two rows, on two pages, in one row."""
    rows = elements(pdf, "TR")
    pages = [_content_of(pdf, row)[0].objgen for row in rows]
    at = next(n for n, (one, other) in enumerate(pairwise(pages)) if one != other)
    cell, other = rows[at].K[0], rows[at + 1].K[0]
    for kid in kids_of(other):
        if isinstance(kid, Dictionary) and "/S" in kid:
            kid.P = cell
    cell.K = Array([*kids_of(cell), *kids_of(other)])
    other.K = Array()


def smaller(pdf: Pdf) -> None:
    def change(old: list[Any]) -> Iterator[Any]:
        for operands, operator in old:
            yield [operands[0], 12] if str(operator) == "Tf" else operands, operator

    rewritten(pdf, change)
