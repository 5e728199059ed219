"""What breaking a PDF takes: its elements, links, fonts and content, found and written anew."""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

Breaker = Callable[[Pdf], None]


def elements(pdf: Pdf, *roles: str) -> list[Any]:
    """In reading order."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        for kid in kids_of(node):
            if isinstance(kid, Dictionary) and "/S" in kid:
                if not roles or str(kid.S)[1:] in roles:
                    found.append(kid)
                walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


def first_of(pdf: Pdf, *roles: str) -> Any:
    return elements(pdf, *roles)[0]


def links_of(pdf: Pdf) -> list[Any]:
    return [note for page in pdf.pages for note in page.obj.get("/Annots", [])]


def fonts_of(pdf: Pdf) -> list[Any]:
    found = [font for page in pdf.pages for font in page.obj.Resources.get("/Font", {}).values()]
    return list({font.objgen: font for font in found}.values())


def rewritten(pdf: Pdf, change: Callable[[list[Any]], Iterator[Any]]) -> None:
    """Writes the instructions of the first page anew."""
    page = pdf.pages[0]
    instructions: Any = pikepdf.parse_content_stream(page)
    made = pikepdf.unparse_content_stream(list(change(list(instructions))))
    page.Contents = pdf.make_stream(made)


def change_metadata(pdf: Pdf, before: str, after: str) -> None:
    text = pdf.Root.Metadata.read_bytes().decode()
    assert before in text
    pdf.Root.Metadata.write(text.replace(before, after).encode())


def add_element(pdf: Pdf, role: str, above: Any, **entries: Any) -> Any:
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=above, **entries))
    above.K = Array([*kids_of(above), made])
    return made


def kids_of(above: Any) -> list[Any]:
    kids = above.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def adds(*roles: str) -> Breaker:
    """Elements put into each other at the end of the document."""

    def breaker(pdf: Pdf) -> None:
        above = first_of(pdf, "Document")
        for role in roles:
            above = add_element(pdf, role, above)

    return breaker


def in_first_tagged(
    change: Callable[[list[Any]], Iterator[Any]],
) -> Callable[[list[Any]], Iterator[Any]]:
    """Leaves what stands before the first tagged content as it is."""

    def whole(old: list[Any]) -> Iterator[Any]:
        at = next(n for n, (given, o) in enumerate(old) if str(o) == "BDC" and "/MCID" in given[1])
        yield from old[:at]
        end = at + next(n for n, (_given, o) in enumerate(old[at:]) if str(o) == "EMC")
        yield from change(old[at : end + 1])
        yield from old[end + 1 :]

    return whole
