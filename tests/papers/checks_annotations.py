"""Annotations: checkpoint 28. The program makes links only; anything else is told by its own condition."""

from collections.abc import Iterator
from typing import Any

from papers.paper_file import Annotated, PaperFile, Tag

_NAMES = (
    "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp "
    "Caret Ink Popup FileAttachment Sound Movie Widget Screen PrinterMark TrapNet Watermark 3D Redact"
)
_KNOWN = frozenset(_NAMES.split())


def _subtype(note: Any) -> str:
    return str(note.get("/Subtype", "/"))[1:]


def _owner(file: PaperFile, note: Any) -> Tag | None:
    return file.owners.get(Annotated(note.objgen))


def _all(file: PaperFile, *subtypes: str) -> Iterator[tuple[str, Any]]:
    for page, note in file.annotations:
        if _subtype(note) in subtypes:
            yield f"page {page + 1}: {_subtype(note)}", note


def outside_annot(file: PaperFile) -> Iterator[str]:
    for told, note in _all(file, *(_KNOWN - {"Widget", "Link", "PrinterMark", "Popup"})):
        owner = _owner(file, note)
        if owner is None or owner.standard != "Annot":
            yield told


def untold(file: PaperFile) -> Iterator[str]:
    for page, note in file.annotations:
        owner = _owner(file, note)
        if _subtype(note) not in {"Widget", "Popup"} and not (
            str(note.get("/Contents", "")) or (owner and str(owner.node.get("/Alt", "")))
        ):
            yield f"page {page + 1}: {_subtype(note)}"


def untold_fields(file: PaperFile) -> Iterator[str]:
    for told, note in _all(file, "Widget"):
        owner = _owner(file, note)
        if "/TU" not in note and not (owner and "/Alt" in owner.node):
            yield told


def unknown_kinds(file: PaperFile) -> Iterator[str]:
    for page, note in file.annotations:
        if _subtype(note) not in _KNOWN:
            yield f"page {page + 1}: {_subtype(note)}"


def trap_nets(file: PaperFile) -> Iterator[str]:
    yield from (told for told, _note in _all(file, "TrapNet"))


def pages_without_order(file: PaperFile) -> Iterator[str]:
    for n, page in enumerate(file.pages):
        if len(page.obj.get("/Annots", [])) and "/Tabs" not in page.obj:
            yield f"page {n + 1}"


def pages_of_other_order(file: PaperFile) -> Iterator[str]:
    for n, page in enumerate(file.pages):
        if len(page.obj.get("/Annots", [])) and str(page.obj.get("/Tabs", "/S")) != "/S":
            yield f"page {n + 1}"


def widgets_outside_form(file: PaperFile) -> Iterator[str]:
    for told, note in _all(file, "Widget"):
        owner = _owner(file, note)
        if owner is None or owner.standard != "Form":
            yield told


def links_outside_link(file: PaperFile) -> Iterator[str]:
    for told, note in _all(file, "Link"):
        owner = _owner(file, note)
        if owner is None or all(tag.standard != "Link" for tag in owner.up()):
            yield told


def untold_links(file: PaperFile) -> Iterator[str]:
    for told, note in _all(file, "Link"):
        if not str(note.get("/Contents", "")).strip():
            yield told


def _clips(file: PaperFile) -> Iterator[Any]:
    return (node for node in file.dictionaries if node.get("/S") == "/MCD")


def clips_without_kind(file: PaperFile) -> Iterator[str]:
    yield from (f"{clip.objgen}" for clip in _clips(file) if "/CT" not in clip)


def clips_without_words(file: PaperFile) -> Iterator[str]:
    yield from (f"{clip.objgen}" for clip in _clips(file) if "/Alt" not in clip)


def attachments(file: PaperFile) -> Iterator[str]:
    for told, note in _all(file, "FileAttachment"):
        if not {"/F", "/UF"} <= set(note.get("/FS", {}).keys()):
            yield told


def tagged_printer_marks(file: PaperFile) -> Iterator[str]:
    yield from (told for told, note in _all(file, "PrinterMark") if _owner(file, note))


def bare_printer_marks(file: PaperFile) -> Iterator[str]:
    for told, note in _all(file, "PrinterMark"):
        drawn = note.get("/AP", {}).get("/N")
        if drawn is None or not drawn.read_bytes().lstrip().startswith(b"/Artifact"):
            yield told
